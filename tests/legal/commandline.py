"""Run `python -m legal`: in this process where that is the same, in one of its own where pipes and terminals matter."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from legal.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "legal")
# As on a terminal of anybody: buffered, and with no help for other encodings.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG"))}


@dataclass(frozen=True)
class Done:
    """How a command ended and what it wrote."""

    returncode: int
    stdout: bytes
    stderr: bytes


def legal(*arguments: object, stdin: bytes = b"") -> Done:
    """Run one command in this process, with streams of its own."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    given = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    with mock.patch.multiple(sys, stdin=given, stdout=out, stderr=err):
        try:
            code = main(list(map(str, arguments)))
        except SystemExit as left:
            code = int(left.code or 0)
    written = []
    for stream in (out, err):
        stream.flush()
        written.append(stream.detach().getvalue())  # type: ignore[attr-defined]
    return Done(code, *written)


def process(*arguments: object, stdin: bytes = b"", command: Sequence[str] = COMMAND, **settings: str) -> Done:
    """Run one command in a process of its own; `settings` go on top of the environment."""
    done = subprocess.run(
        [*command, *map(str, arguments)],
        input=stdin, capture_output=True, cwd=ROOT, env={**ENVIRONMENT, **settings}, timeout=500, check=False,
    )  # fmt: skip
    return Done(done.returncode, done.stdout, done.stderr)
