"""What the person at the keyboard reads: Dutch first, English second, one line at a time."""

from __future__ import annotations

import argparse
import errno
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn


class Stop(Exception):
    """The front door cannot go on; holds the one line that says why and what to do now."""

    def __init__(self, dutch: str, english: str) -> None:
        super().__init__(english)
        self.dutch = dutch
        self.english = english

    def line(self) -> str:
        """Return the line as it is printed."""
        return f"Fout: {self.dutch}  |  Error: {self.english}"


def say(dutch: str, english: str) -> None:
    """Print one line of progress."""
    print(f"> {dutch}  |  {english}", flush=True)


@contextmanager
def step(dutch: str, english: str) -> Iterator[Callable[[str], None]]:
    """Announce a step and, when it is done, how long it took. Yields a function that shows a detail on a terminal."""
    started = time.monotonic()
    live = sys.stdout.isatty()
    say(dutch, english)

    def detail(text: str) -> None:
        if live:
            print(f"\r\033[K  {text[:70]}", end="", flush=True)

    try:
        yield detail
    finally:
        if live:
            print("\r\033[K", end="", flush=True)
    print(f"  klaar in {time.monotonic() - started:.0f} s  |  done", flush=True)


class BilingualParser(argparse.ArgumentParser):
    """An argument parser that complains in one Dutch and English line."""

    def error(self, message: str) -> NoReturn:
        """Print the complaint and leave with code 2."""
        self.exit(2, f"Fout: deze opdracht klopt niet; zie {self.prog} --help  |  Error: {message}\n")


def guarded(work: Callable[[], int]) -> NoReturn:
    """Run `work` and leave with its exit code; every foreseeable failure becomes one line, never a traceback."""
    signal.signal(signal.SIGTERM, _leave)
    try:
        code = work()
    except Stop as stop:
        sys.exit(stop.line())
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        known = _known(error)
        if known is None:
            raise
        sys.exit(known.line())
    sys.exit(code)


def no_space() -> Stop:
    """Return the failure for a full disk."""
    return Stop("de schijf is vol; maak ruimte vrij en begin opnieuw.", "the disk is full; free some space and start again.")


def _leave(_signal: int, _frame: object) -> NoReturn:
    # An exit unwinds the context managers, so that temporary servers and folders go too.
    sys.exit(143)


def _known(error: OSError) -> Stop | None:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return no_space()
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        where = error.filename or "?"
        return Stop(f"geen schrijfrechten op {where}.", f"no permission to write {where}.")
    return None
