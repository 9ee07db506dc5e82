"""Run `python -m legal` as others do: in a process of its own, fed through a pipe."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "legal")
# As on a terminal of anybody: buffered, and with no help for other encodings.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG"))}


def legal(
    *arguments: object, stdin: bytes = b"", command: Sequence[str] = COMMAND, **settings: str
) -> subprocess.CompletedProcess[bytes]:
    """Run one command to its end; `settings` go on top of the environment."""
    return subprocess.run(
        [*command, *map(str, arguments)],
        input=stdin, capture_output=True, cwd=ROOT, env={**ENVIRONMENT, **settings}, timeout=500, check=False,
    )  # fmt: skip
