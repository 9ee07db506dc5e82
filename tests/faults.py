"""Real processes that are killed (kill -9) or run out of disk at a chosen step, and what was left behind."""

from __future__ import annotations

import os
import resource
import signal
import sys
import warnings
from collections.abc import Callable
from typing import Any

from sqlalchemy import event

from consultation.application import make_database
from consultation.config import Config
from consultation.db import Database

DONE, KILLED, REFUSED, BROKEN = "done", "killed", "refused", "broken"
NEVER = 10**9


class Steps:
    """Counts the steps of a database: before each statement, before each commit, and once after the work."""

    def __init__(self, database: Database, fatal: int = NEVER) -> None:
        self.taken, self._fatal = 0, fatal
        for engine in (database.engine, database.read_engine):
            event.listen(engine, "before_cursor_execute", self.step)
            event.listen(engine, "commit", self.step)

    def step(self, *_facts: Any) -> None:
        """Take one step; at the fatal one the process is gone, as if the power went."""
        self.taken += 1
        if self.taken == self._fatal:
            os.kill(os.getpid(), signal.SIGKILL)


def killed_at(config: Config, step: int, work: Callable[[Database], None]) -> str:
    """Do `work` in a process of its own that is killed at `step`; return how it ended."""

    def child() -> None:
        database = make_database(config)
        steps = Steps(database, step)
        work(database)
        steps.step()

    return _in_child(child)


def out_of_disk(config: Config, most_bytes: int, work: Callable[[Database], None], refusal: type[Exception]) -> str:
    """Do `work` in a process whose files cannot grow beyond `most_bytes`; REFUSED when it raised `refusal`."""

    def child() -> None:
        # A file that may not grow is what a full disk looks like to one process, without being root.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
        try:
            work(make_database(config))
        except refusal:
            os._exit(3)

    return _in_child(child)


def spread(steps: int, wanted: int) -> list[int]:
    """Return `wanted` steps out of 1..steps, evenly, with the first and the last."""
    if steps <= wanted:
        return list(range(1, steps + 1))
    return sorted({1 + round(place * (steps - 1) / (wanted - 1)) for place in range(wanted)})


def _in_child(work: Callable[[], None]) -> str:
    sys.stdout.flush()
    with warnings.catch_warnings():
        # Python 3.12 and later warn that a forked child of a process with threads must be careful: it is.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - the child must end here, whatever happened
            os.write(2, f"child: {type(error).__name__}: {error}\n".encode())
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        return KILLED if os.WTERMSIG(status) == signal.SIGKILL else BROKEN
    return {0: DONE, 3: REFUSED}.get(os.WEXITSTATUS(status), BROKEN)
