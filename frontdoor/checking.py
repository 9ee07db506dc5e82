"""`./test`: set up, then every check there is, and one closing line with the totals."""

from __future__ import annotations

import argparse
import os
import sys

from frontdoor import browser, environment, packages, starting
from frontdoor.console import BilingualParser, guarded
from frontdoor.places import PYTHON, ROOT

_TEST_MEGABYTES = 1300


def main() -> None:
    """Parse the options, prepare, and go on inside `.venv/`."""
    options = parser().parse_args()
    guarded(lambda: _check(options))


def prepare() -> None:
    """Make everything the checks need, beside what `./run` needs."""
    with environment.alone():
        environment.ensure()
        packages.ensure(packages.TEST_LOCK, _TEST_MEGABYTES, "pakketten installeren, ook voor de tests", "installing packages")
    starting.prepare()


def parser() -> argparse.ArgumentParser:
    """Return the options of `./test`; the second half parses them again."""
    options = BilingualParser(
        prog="./test",
        description="Controleer alles, ook met PostgreSQL en Chromium.  |  Check everything, with PostgreSQL and Chromium too.",
    )
    options.add_argument("--fast", action="store_true", help="alleen het snelle deel, op SQLite (the inner loop)")
    options.add_argument("--postgres", action="store_true", help="met --only: op PostgreSQL (with --only: on PostgreSQL)")
    options.add_argument("--only", nargs="+", metavar="PAD", default=[], help="alleen pytest op deze paden (only these paths)")
    return options


def _check(options: argparse.Namespace) -> int:
    prepare()
    if not options.fast and (not options.only or any("tests/browser" in path for path in options.only)):
        browser.ensure()
    os.chdir(ROOT)
    sys.stdout.flush()
    return os.execv(PYTHON, [str(PYTHON), "-m", "frontdoor.checks", *sys.argv[1:]])
