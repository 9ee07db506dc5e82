"""The worker: claims promised work, keeps each promise at least once, and says how it went."""

from __future__ import annotations

import logging
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from consultation import clock
from consultation.db import Database
from consultation.jobs import backoff, heartbeat
from consultation.jobs.task import ClaimLost, Handlers, Task
from consultation.outbox import OutboxRow

LEASE = timedelta(seconds=60)  # a worker that was killed keeps a job from others no longer than this
BEAT_SECONDS = 5.0
PLAN_SECONDS = 30.0
AFTER_ERROR_SECONDS = 5.0
# A job that takes the whole worker down is counted by its claims alone.
MOST_CLAIMS = 3 * backoff.MOST_TRIES

log = logging.getLogger(__name__)
Plan = Callable[[Session], None]


class Worker:
    """Drains the outbox until it is stopped. Several workers can share one database."""

    def __init__(
        self, database: Database, handlers: Handlers, plan: Plan, *, lease: timedelta = LEASE, poll: float = 1.0
    ) -> None:
        self._database, self._handlers, self._plan = database, handlers, plan
        self._lease, self._poll = lease, poll
        self._stopping = threading.Event()
        self._beat_at = self._plan_at = 0.0

    def run(self) -> None:
        """Work until `stop`. An unexpected error is logged and work goes on: promises outlive it."""
        while not self._stopping.is_set():
            try:
                busy = self.round()
                pause = 0.0 if busy else self._poll
            except Exception as error:  # noqa: BLE001 - a worker that dies tells nobody anything any more
                log.error("worker: %s", described(error))
                pause = AFTER_ERROR_SECONDS
            self._stopping.wait(pause)

    def stop(self) -> None:
        """Ask the worker to stop after what it is doing now."""
        self._stopping.set()

    def drain(self) -> int:
        """Do everything that is due now; return how many jobs ran."""
        done = 0
        while self.round():
            done += 1
        return done

    def round(self) -> bool:
        """Give a sign of life, plan what is fixed to a time, run one due job. Say whether there was one."""
        self._give_sign()
        task = self._claim()
        if task is None:
            return False
        self._run(task)
        return True

    def _give_sign(self) -> None:
        moment = time.monotonic()
        if moment >= self._beat_at:
            with self._database.transaction() as session:
                heartbeat.beat(session)
            self._beat_at = moment + BEAT_SECONDS
        if moment >= self._plan_at:
            with self._database.transaction() as session:
                self._plan(session)
            self._plan_at = moment + PLAN_SECONDS

    def _claim(self) -> Task | None:
        """Take the job that waited longest. The claim is committed before the work starts."""
        with self._database.reading() as session:
            if session.scalar(select(OutboxRow.id).where(_due(clock.now(session))).limit(1)) is None:
                return None
        with self._database.transaction() as session:
            now = clock.now(session)
            row = session.scalar(
                select(OutboxRow)
                .where(_due(now))
                .order_by(OutboxRow.run_after, OutboxRow.created_at)
                .limit(1)
                .with_for_update(skip_locked=True)
            )
            if row is None:
                return None
            row.attempts += 1
            row.claimed_until = now + self._lease
            # If this process dies, the row waits this long; else the outcome decides.
            row.run_after = now + backoff.delay(row.attempts)
            if row.attempts > MOST_CLAIMS:
                row.failed_at, row.claimed_until, row.last_error = now, None, "WorkerDied"
                log.error("job %s of kind %s was given up: its worker died %d times", row.id, row.kind, row.attempts - 1)
                return None
            return Task(self._database, row, self._lease, self._stopping)

    def _run(self, task: Task) -> None:
        try:
            with self._held(task):
                again_at = self._handlers[task.kind](task)
            if not task.finished:
                self._settle(task, again_at)
        except ClaimLost:
            log.warning("job %s of kind %s was taken over by another worker", task.id, task.kind)
        except Exception as error:  # noqa: BLE001 - whatever a handler raises, the row must say it failed
            log.error("job %s of kind %s: %s", task.id, task.kind, described(error))
            self._failed(task, type(error).__name__)

    def _settle(self, task: Task, again_at: datetime | None) -> None:
        with self._database.transaction() as session:
            if again_at is None:
                task.finish(session)
            else:
                task.again(session, again_at)

    def _failed(self, task: Task, error: str) -> None:
        with self._database.transaction() as session:
            last = backoff.used_up(task.attempt)
            at = None if last else clock.now(session) + backoff.delay(task.attempt)
            task.fail(session, error, at)

    @contextmanager
    def _held(self, task: Task) -> Iterator[None]:
        """Keep the claim, and the sign of life, while the job runs: setting a long PDF outlasts a lease."""
        over = threading.Event()
        keeper = threading.Thread(target=self._keep, args=(task, over), name="worker-lease", daemon=True)
        keeper.start()
        try:
            yield
        finally:
            over.set()
            keeper.join()

    def _keep(self, task: Task, over: threading.Event) -> None:
        while not over.wait(self._lease.total_seconds() / 3):
            try:
                task.renew()
                with self._database.transaction() as session:
                    heartbeat.beat(session)
            except ClaimLost:
                return
            except SQLAlchemyError as error:
                log.warning("worker: lease not renewed: %s", type(error).__name__)


def described(error: BaseException) -> str:
    """Return the kind of an error and where it came from: never its words, they can hold anything (R14)."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {places}"


def _due(now: datetime) -> ColumnElement[bool]:
    return and_(
        OutboxRow.done_at.is_(None),
        OutboxRow.failed_at.is_(None),
        OutboxRow.run_after <= now,
        or_(OutboxRow.claimed_until.is_(None), OutboxRow.claimed_until <= now),
    )
