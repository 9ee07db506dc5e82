"""The worker: at least once, never two at a time, never silent about a failure (rule 4, F3, F17)."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation import clock, outbox
from consultation.db import Database
from consultation.jobs import backoff, heartbeat, worker
from consultation.jobs import task as tasks
from consultation.jobs.task import ClaimLost, Handlers, Task
from consultation.jobs.worker import Worker
from consultation.outbox import OutboxRow
from tests.moment import Moment

SECRET = "kostprijs 61,40"


def unplanned(_session: Session) -> None:
    """Plan nothing."""


def make(database: Database, handlers: Handlers, **settings: object) -> Worker:
    return Worker(database, handlers, unplanned, **settings)  # type: ignore[arg-type]


def promise(database: Database, kind: str = "job", **times: datetime) -> None:
    with database.transaction() as session:
        outbox.promise(session, kind, {"n": "1"}, at=clock.now(session), **times)


def only(database: Database) -> OutboxRow:
    with database.reading() as session:
        return session.scalars(select(OutboxRow)).one()


def test_a_due_job_runs_once_and_is_done(database: Database, moment: Moment) -> None:
    seen: list[str] = []
    promise(database)
    assert make(database, {"job": lambda task: seen.append(task.payload["n"])}).drain() == 1
    assert make(database, {"job": lambda task: seen.append(task.payload["n"])}).drain() == 0
    assert seen == ["1"]
    assert only(database).done_at == moment.now


def test_a_job_waits_for_its_moment(database: Database, moment: Moment) -> None:
    promise(database, run_after=moment.now + timedelta(minutes=5))
    work = make(database, {"job": lambda _task: None})
    assert work.drain() == 0
    moment.advance(minutes=5)
    assert work.drain() == 1


def test_a_failing_job_is_tried_again_ever_later_and_then_given_up_visibly(
    database: Database, moment: Moment, caplog: pytest.LogCaptureFixture
) -> None:
    """Rule 4: failures are retried and visible. Neither the row nor the log holds the error's words (R14)."""

    def fails(task: Task) -> None:
        task.say("Stap 1 van 3: vragen lezen")
        raise ValueError(SECRET)

    promise(database)
    work, waits = make(database, {"job": fails}), []
    for _ in range(backoff.MOST_TRIES - 1):
        before = moment.now
        assert work.drain() == 1
        assert only(database).failed_at is None
        moment.set(only(database).run_after)
        waits.append(moment.now - before)
    assert work.drain() == 1
    row = only(database)
    assert tuple(waits) == backoff.DELAYS
    assert (row.failed_at, row.done_at, row.last_error, row.step) == (moment.now, None, "ValueError", "")
    assert SECRET not in caplog.text
    moment.advance(days=30)
    assert work.drain() == 0


def test_the_back_off_starts_at_half_a_minute_and_outlasts_a_day() -> None:
    """F17: a mail server that is away for a day costs nobody his message."""
    assert backoff.DELAYS[:3] == (timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10))
    assert sum(backoff.DELAYS, timedelta()) > timedelta(hours=48)


def test_a_kind_nobody_knows_is_kept_for_a_newer_worker(database: Database, moment: Moment) -> None:
    promise(database, "new kind")
    make(database, {}).drain()
    assert only(database).done_at is None
    moment.advance(minutes=1)
    make(database, {"new kind": lambda _task: None}).drain()
    assert only(database).done_at == moment.now


def test_a_handler_can_ask_to_come_back(database: Database, moment: Moment) -> None:
    later = moment.now + timedelta(hours=3)
    promise(database)
    make(database, {"job": lambda _task: later}).drain()
    row = only(database)
    assert (row.run_after, row.claimed_until, row.done_at, row.failed_at) == (later, None, None, None)


def test_a_job_of_a_killed_worker_is_taken_over_after_the_lease(database: Database, moment: Moment) -> None:
    promise(database)
    dead = make(database, {"job": lambda _task: None})._claim()
    assert dead is not None
    other = make(database, {"job": lambda _task: None})
    assert other.drain() == 0
    moment.advance(seconds=worker.LEASE.total_seconds() + 1)
    assert other.drain() == 1


def test_a_job_that_keeps_killing_its_worker_is_given_up(database: Database, moment: Moment) -> None:
    promise(database)
    work = make(database, {"job": lambda _task: None})
    claims = 0
    while work._claim() is not None:
        claims += 1
        moment.advance(days=2)
    assert claims == worker.MOST_CLAIMS
    assert only(database).last_error == "WorkerDied"


def _stale_write(database: Database, moment: Moment) -> bool:
    """Let a worker that lost its claim mark the job done; say whether that was taken."""
    promise(database)
    work = make(database, {})
    stale = work._claim()
    assert stale is not None
    moment.advance(minutes=2)
    assert work._claim() is not None
    try:
        with database.transaction() as session:
            stale.finish(session)
    except ClaimLost:
        return False
    return True


def test_a_worker_that_lost_its_claim_writes_nothing(database: Database, moment: Moment) -> None:
    assert _stale_write(database, moment) is False
    assert only(database).done_at is None


def test_twin_without_the_claim_in_the_condition_a_stale_worker_is_believed(
    database: Database, moment: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage twin: the same check, with every claim looking the same."""
    original = tasks.Task.__init__

    def forgetful(self: Task, *facts: object) -> None:
        original(self, *facts)  # type: ignore[arg-type]
        self.attempt = OutboxRow.attempts  # type: ignore[assignment]

    monkeypatch.setattr(tasks.Task, "__init__", forgetful)
    assert _stale_write(database, moment) is True


def test_two_workers_share_the_work_and_never_a_job(database: Database) -> None:
    with database.transaction() as session:
        heartbeat.beat(session)
        for _ in range(30):
            outbox.promise(session, "job", {}, at=clock.now(session))
    seen: list[str] = []

    def handler(task: Task) -> None:
        seen.append(str(task.id))
        time.sleep(0.005)

    threads = [threading.Thread(target=make(database, {"job": handler}).drain) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 30
    assert len(set(seen)) == 30


def _claimed_twice(database: Database) -> bool:
    """Let a second worker look for work while the first is at it; say whether it got the same job."""
    promise(database)
    first, second = make(database, {})._claim(), make(database, {})._claim()
    assert first is not None
    return second is not None


def test_a_claimed_job_is_not_claimed_again(database: Database, moment: Moment) -> None:
    assert _claimed_twice(database) is False


def test_twin_without_looking_at_claims_a_job_is_claimed_twice(
    database: Database, moment: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage twin: a worker that ignores claims takes a job that is being done."""
    monkeypatch.setattr(worker, "_due", lambda _now: OutboxRow.done_at.is_(None))
    assert _claimed_twice(database) is True


def _until(true: Callable[[], bool]) -> None:
    for _ in range(1000):
        if true():
            return
        time.sleep(0.01)
    pytest.fail("it never happened")


def test_a_long_job_keeps_its_claim_and_the_sign_of_life(database: Database) -> None:
    """Setting a long PDF outlasts a lease; no other worker may take it meanwhile."""
    promise(database)
    go_on, taken = threading.Event(), threading.Event()

    def long(_task: Task) -> None:
        taken.set()
        go_on.wait(30)

    work = make(database, {"job": long}, lease=timedelta(seconds=0.9))
    thread = threading.Thread(target=work.drain)
    thread.start()
    taken.wait(30)
    first = only(database).claimed_until
    assert first is not None
    _until(lambda: (only(database).claimed_until or first) > first + timedelta(seconds=0.9))
    assert make(database, {"job": long})._claim() is None
    go_on.set()
    thread.join()
    row = only(database)
    assert (row.attempts, row.done_at is not None) == (1, True)


def test_the_worker_gives_a_sign_of_life(database: Database, moment: Moment) -> None:
    make(database, {}).round()
    with database.reading() as session:
        assert heartbeat.last(session) == moment.now


def test_the_worker_outlives_an_unexpected_error(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It logs the kind of error and its place, never its words (R14), and goes on."""
    monkeypatch.setattr(worker, "AFTER_ERROR_SECONDS", 0.01)
    done = threading.Event()
    troubles = [RuntimeError(SECRET), OSError(SECRET)]

    def plan(_session: Session) -> None:
        if troubles:
            raise troubles.pop()

    work = Worker(database, {"job": lambda _task: done.set()}, plan, poll=0.01)
    with caplog.at_level(logging.ERROR):
        thread = threading.Thread(target=work.run)
        thread.start()
        promise(database)
        assert done.wait(30)
        work.stop()
        thread.join(30)
    assert not thread.is_alive()
    assert "RuntimeError at test_worker.py" in caplog.text
    assert SECRET not in caplog.text


def test_a_step_is_shown_while_the_job_runs(database: Database, moment: Moment) -> None:
    shown: list[str] = []

    def handler(task: Task) -> None:
        task.say("Stap 1 van 3: vragen lezen")
        shown.append(only(database).step)

    promise(database)
    make(database, {"job": handler}).drain()
    assert shown == ["Stap 1 van 3: vragen lezen"]
    assert only(database).step == ""
