"""The folder `.venv/`: made when it is missing or broken, left alone when it works."""

from __future__ import annotations

import fcntl
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from frontdoor import commands, debian
from frontdoor.console import Stop, say, step
from frontdoor.oldpython import NEEDED
from frontdoor.places import PYTHON, ROOT, VENV

_VERSION = "import sys; print(*sys.version_info[:2])"


@contextmanager
def alone() -> Iterator[None]:
    """Hold the project folder, so that two starts at once do not install through each other."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("wachten: een andere start is nog aan het installeren", "waiting: another start is still installing")
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def ensure() -> None:
    """Make `.venv/` unless it works already. Raises Stop when this Python cannot make one."""
    if _works():
        return
    if importlib.util.find_spec("ensurepip") is None:
        debian.install("python3-venv", "Python mist het onderdeel venv", "Python lacks its venv part")
    with step("eigen Python-omgeving maken in .venv", "making a private Python environment in .venv"):
        if VENV.exists():
            shutil.rmtree(VENV)
        done, output = commands.quiet([sys.executable, "-m", "venv", VENV])
        if not done:
            last = output.strip().splitlines()[-1:] or ["?"]
            raise Stop(f"de Python-omgeving kon niet worden gemaakt: {last[0]}", "the Python environment could not be made.")


def room(megabytes: int) -> None:
    """Raise Stop when the disk of the project has less than `megabytes` left."""
    free = shutil.disk_usage(ROOT).free // 1_000_000
    if free < megabytes:
        raise Stop(
            f"te weinig ruimte op de schijf: {free} MB vrij, {megabytes} MB nodig.",
            f"not enough disk space: {free} MB free, {megabytes} MB needed.",
        )


def _works() -> bool:
    # The system's Python may have been upgraded under us: then the packages stand in a folder it no longer reads.
    try:
        answer = subprocess.run([PYTHON, "-I", "-S", "-c", _VERSION], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    major, minor = (int(part) for part in answer.stdout.split())
    return (major, minor) >= NEEDED and _pip(Path(VENV, "lib", f"python{major}.{minor}")).is_dir()


def _pip(library: Path) -> Path:
    return library / "site-packages" / "pip"
