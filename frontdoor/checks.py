"""The checks themselves; runs inside `.venv/`, started by `./test`."""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from frontdoor import browser, commands, postgres, tally
from frontdoor.checking import parser
from frontdoor.console import guarded, say
from frontdoor.places import PYTHON, ROOT
from frontdoor.tally import Tally

_LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
_STATIC = {
    "ruff": ("-m", "ruff", "check", "."),
    "mypy": ("-m", "mypy"),
    "lint-imports": ("-c", _LINT_IMPORTS, "--no-cache"),
}
# The law knows no database, nor does reading a file; neither a browser nor the sweep need see both: the second engine is for
# what touches it.
_FILES = ("attacks", "cleaning", "confined", "docx", "odt", "pdf", "report", "sheets", "writing")
# A sabotage twin proves its check, not the engine, so once is enough unless it is about PostgreSQL.
_ENGINE_FREE = (
    "--ignore=tests/legal", "--ignore=tests/frontdoor", "--ignore=tests/canaries", "-m", "not browser and not sqlite",
    "-k", "not test_twin or postgres", "--ignore=tests/questions/importing/spreadsheet",
    *(f"--ignore=tests/uploads/test_{name}.py" for name in _FILES),
)  # fmt: skip


def main() -> int:
    """Run what was asked; return 0 only when all of it is good."""
    options = parser().parse_args()
    with tempfile.TemporaryDirectory(prefix="gi-checks-") as folder:
        total = _run(options, Path(folder))
    if total.skipped:
        say("een overgeslagen test telt als fout", "a skipped test counts as a failure")
    print(total.line(), flush=True)
    return 0 if total.good else 1


def _run(options: argparse.Namespace, folder: Path) -> Tally:
    if options.only:
        with _engine("postgresql" if options.postgres else "sqlite") as env:
            return _pytest("keuze", options.only, env, folder)
    total = _static()
    with _engine("sqlite") as env:
        if options.fast:
            return total + _pytest("snel", ["-m", "not browser and not slow and not postgres", *_workers()], env, folder)
        total += _pytest("sqlite", ["-m", "not postgres and not browser", *_workers()], env, folder)
        # By file: what one test of a file saw, such as the walk of every page, the next one need not see again.
        total += _pytest("browser", ["-m", "browser", *_workers(), "--dist", "loadfile"], env, folder)
    with _engine("postgresql") as env:
        return total + _pytest("postgresql", [*_ENGINE_FREE, *_workers()], env, folder)


def _static() -> Tally:
    with ThreadPoolExecutor() as pool:
        running = {name: pool.submit(commands.quiet, [str(PYTHON), *command], None, ROOT) for name, command in _STATIC.items()}
    total = Tally()
    for name, answer in running.items():
        done, output = answer.result()
        print(f"== {name}: {'goed (ok)' if done else 'FOUT (failed)'}", flush=True)
        if not done:
            print(output, flush=True)
        total += tally.of_check(done)
    return total


@contextmanager
def _engine(name: str) -> Iterator[dict[str, str]]:
    env = {**os.environ, "TEST_DATABASE": name}
    env.pop(postgres.SETTING, None)
    chromium = browser.find()
    if chromium:
        env[browser.SETTING] = chromium
    if name == "sqlite":
        yield env
        return
    with postgres.database() as url:
        yield {**env, postgres.SETTING: url}


def _pytest(name: str, arguments: Sequence[str], env: dict[str, str], folder: Path) -> Tally:
    print(f"== pytest: {name}", flush=True)
    report = folder / f"{name}.xml"
    command = [str(PYTHON), "-m", "pytest", "-q", f"--junitxml={report}", *arguments]
    return tally.of_pytest(report, subprocess.run(command, env=env, cwd=ROOT, check=False).returncode)


def _workers() -> list[str]:
    return ["-n", str(min(4, len(os.sched_getaffinity(0))))]


if __name__ == "__main__":
    guarded(main)
