"""`./bench`: set up, then the figures. Runs twice: first to prepare, then inside `.venv/` with a PostgreSQL."""

from __future__ import annotations

import os
import sys

from frontdoor import benches, checking
from frontdoor.console import guarded
from frontdoor.places import PYTHON, ROOT


def main() -> None:
    """Prepare as for the tests, and go on inside `.venv/`; only to say what can be measured, nothing is prepared."""
    if {"-h", "--help"} & set(sys.argv[1:]):
        print(benches.help_text())
        return
    guarded(_prepare)


def _prepare() -> int:
    checking.prepare()
    os.chdir(ROOT)
    sys.stdout.flush()
    return os.execv(PYTHON, [str(PYTHON), "-m", "frontdoor.figures", *sys.argv[1:]])
