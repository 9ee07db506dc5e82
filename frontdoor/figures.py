"""Give the benchmarks a database of their own and let them print; runs inside `.venv/`, started by `./bench`."""

from __future__ import annotations

import os
import subprocess
import sys

from frontdoor import postgres
from frontdoor.console import guarded
from frontdoor.places import PYTHON, ROOT


def main() -> int:
    """Run `benchmarks/` with TEST_POSTGRES_URL set; return its exit code."""
    with postgres.database() as url:
        command = [str(PYTHON), "-m", "benchmarks", *sys.argv[1:]]
        return subprocess.run(command, env={**os.environ, postgres.SETTING: url}, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    guarded(main)
