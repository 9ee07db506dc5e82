"""Python packages by hash lock: installed when the lock changed, and at no other time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from frontdoor import commands, environment, failures
from frontdoor.console import step
from frontdoor.places import INSTALL_LOG, PYTHON, ROOT, VENV

RUN_LOCK = "requirements.lock"
TEST_LOCK = "requirements-test.lock"
NODE_LOCK = "requirements-node.lock"

_STAMPS = VENV / "locks"
_PIP = ("-m", "pip", "install", "--require-hashes", "--only-binary", ":all:", "--no-input", "--progress-bar", "off")
_PIP_MANNERS = ("--disable-pip-version-check", "--retries", "2", "--no-warn-script-location")


def ensure(lock: str, megabytes: int, dutch: str, english: str) -> None:
    """Install `lock` into `.venv/` unless that very lock stands there already. `megabytes` is the room it needs."""
    if _stamp(lock) == _digest(lock):
        return
    environment.room(megabytes)
    with step(dutch, english) as detail:
        # Half an installation carries no stamp, so that the next start does it again.
        for stamp in _STAMPS.glob("*.lock"):
            stamp.unlink()
        install(lock, _counting(lock, detail))
        _STAMPS.mkdir(exist_ok=True)
        for covered in {lock, RUN_LOCK}:
            (_STAMPS / covered).write_text(_digest(covered))


def install(lock: str, on_line: Callable[[str], None], target: Path | None = None) -> None:
    """Install `lock` into `.venv/`, or into the folder `target`. Raises Stop with the cause."""
    where = () if target is None else ("--target", str(target))
    done, output = commands.watched([PYTHON, *_PIP, *_PIP_MANNERS, *where, "-r", ROOT / lock], on_line)
    INSTALL_LOG.write_text(output)
    if not done:
        raise failures.explain(lock, output, str(INSTALL_LOG.relative_to(ROOT)))


def _counting(lock: str, detail: Callable[[str], None]) -> Callable[[str], None]:
    total = sum("==" in line for line in (ROOT / lock).read_text().splitlines())
    seen = 0

    def on_line(line: str) -> None:
        nonlocal seen
        if line.startswith(("Collecting ", "Requirement already satisfied: ")):
            seen += 1
            detail(f"{min(seen, total)}/{total}")
        elif line.startswith("Installing collected packages"):
            detail("uitpakken (unpacking)")

    return on_line


def _digest(lock: str) -> str:
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def _stamp(lock: str) -> str:
    path = _STAMPS / lock
    return path.read_text() if path.is_file() else ""
