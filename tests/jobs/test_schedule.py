"""Sealing at fixed times, whether or not anything happened (R10)."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from consultation.db import Database
from consultation.jobs import schedule
from consultation.jobs.worker import Worker
from consultation.outbox import OutboxRow
from consultation.record import queries as record_queries
from consultation.record import service as record
from consultation.record.models import LedgerHead, LedgerLeaf, Tree
from consultation.record.service import Event
from tests.moment import Moment

BUSY, SILENT = uuid.UUID(int=1), uuid.UUID(int=2)


def work(database: Database) -> Worker:
    return Worker(database, {schedule.SEAL: schedule.seal}, schedule.plan)


def begin(database: Database) -> None:
    """Give two consultations a record with one private line each."""
    for consultation_id in (BUSY, SILENT):
        note(database, consultation_id)


def note(database: Database, consultation_id: uuid.UUID) -> None:
    with database.transaction() as session:
        record.note(session, consultation_id, Tree.PRIVATE, Event("something", "M4TE"))


def sizes(database: Database) -> dict[uuid.UUID, int]:
    """Return the size of each public tree: what everybody can see."""
    with database.reading() as session:
        rows = session.execute(select(LedgerHead.consultation_id, LedgerHead.size).where(LedgerHead.tree == Tree.PUBLIC))
        return {consultation_id: size for consultation_id, size in rows if size}


def planned(database: Database) -> list[datetime]:
    with database.reading() as session:
        return list(session.scalars(select(OutboxRow.run_after).where(OutboxRow.done_at.is_(None))))


@pytest.mark.parametrize(
    ("now", "midnight"),
    [
        (datetime(2027, 1, 4, 8, 0, tzinfo=UTC), datetime(2027, 1, 4, 23, 0, tzinfo=UTC)),
        (datetime(2027, 1, 4, 23, 0, tzinfo=UTC), datetime(2027, 1, 5, 23, 0, tzinfo=UTC)),
        (datetime(2027, 3, 27, 22, 59, tzinfo=UTC), datetime(2027, 3, 27, 23, 0, tzinfo=UTC)),
        (datetime(2027, 3, 28, 12, 0, tzinfo=UTC), datetime(2027, 3, 28, 22, 0, tzinfo=UTC)),  # the clock went forward
        (datetime(2027, 10, 31, 12, 0, tzinfo=UTC), datetime(2027, 10, 31, 23, 0, tzinfo=UTC)),  # and back
    ],
)
def test_midnight_is_midnight_in_amsterdam(now: datetime, midnight: datetime) -> None:
    assert schedule.next_midnight(now) == midnight


def test_each_record_is_planned_once(database: Database, moment: Moment) -> None:
    """Two workers, or one that starts again, plan the same rows."""
    begin(database)
    for _ in range(3):
        work(database).round()
    assert planned(database) == [datetime(2027, 1, 4, 23, 0, tzinfo=UTC)] * 2


def _public_growth(database: Database, moment: Moment) -> tuple[dict[uuid.UUID, int], dict[uuid.UUID, int]]:
    """Let one consultation be busy for a day and the other silent; return both public sizes, day by day."""
    begin(database)
    work(database).drain()
    moment.set(datetime(2027, 1, 4, 23, 0, tzinfo=UTC))
    work(database).drain()
    first = sizes(database)
    for _ in range(5):
        note(database, BUSY)
    assert sizes(database) == first
    moment.advance(days=1)
    work(database).drain()
    return first, sizes(database)


def test_the_public_record_grows_alike_for_a_busy_and_a_silent_day(database: Database, moment: Moment) -> None:
    """R10: nobody can read from the public tree that somebody just submitted."""
    first, second = _public_growth(database, moment)
    assert first == {BUSY: 1, SILENT: 1}
    assert second == {BUSY: 2, SILENT: 2}


def test_twin_sealing_only_what_changed_shows_who_was_busy(
    database: Database, moment: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage twin: an anchor only when the private tree grew."""
    original = record._anchor

    def only_news(session: object, consultation_id: uuid.UUID, private: LedgerHead) -> None:
        if consultation_id == BUSY or private.size > 1:
            original(session, consultation_id, private)  # type: ignore[arg-type]

    monkeypatch.setattr(record, "_anchor", only_news)
    _, second = _public_growth(database, moment)
    assert second != {BUSY: 2, SILENT: 2}


def test_a_seal_that_was_missed_is_made_once_when_the_worker_is_back(database: Database, moment: Moment) -> None:
    begin(database)
    work(database).round()
    moment.advance(days=4)
    assert work(database).drain() == 2
    assert sizes(database) == {BUSY: 1, SILENT: 1}
    assert planned(database) == [datetime(2027, 1, 8, 23, 0, tzinfo=UTC)] * 2


def _anchors_after_a_death(database: Database, moment: Moment) -> int:
    """Let a worker die right after its handler, before the worker itself marks the job; run again."""
    begin(database)
    work(database).round()
    moment.advance(days=1)
    dead = work(database)._claim()
    assert dead is not None
    schedule.seal(dead)
    moment.advance(minutes=2)
    work(database).drain()
    with database.reading() as session:
        found = session.scalar(select(func.count()).select_from(LedgerLeaf).where(LedgerLeaf.tree == Tree.PUBLIC))
    return found or 0


def test_seal_and_mark_are_one_act(database: Database, moment: Moment) -> None:
    """A worker that dies after the seal does not leave a job that seals the same midnight again."""
    assert _anchors_after_a_death(database, moment) == 2


def test_twin_with_the_mark_apart_a_midnight_is_sealed_twice(
    database: Database, moment: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage twin: the handler leaves the marking to a later transaction, which never comes."""
    monkeypatch.setattr(schedule.Task, "finish", lambda _self, _session: None)
    begin(database)
    work(database).round()
    moment.advance(days=1)
    dead = work(database)._claim()
    assert dead is not None
    schedule.seal(dead)
    monkeypatch.undo()
    monkeypatch.setattr("consultation.clock.now", lambda _session: moment.now)
    moment.advance(minutes=2)
    work(database).drain()
    assert sum(sizes(database).values()) == 3


def test_the_record_stays_whole(database: Database, moment: Moment) -> None:
    begin(database)
    for _ in range(3):
        work(database).drain()
        moment.advance(days=1)
    with database.reading() as session:
        assert [record_queries.is_whole(session, one) for one in (BUSY, SILENT)] == [None, None]
