"""One source of time: the database's clock, in UTC; local times only where they are one instant (rule 11, R11)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from consultation import clock
from consultation.db import Database
from consultation.errors import InvalidInput

SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)


def test_now_is_the_database_and_never_this_process(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """R11: a wrong clock on the web server changes no deadline."""

    class Wrong(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime(1999, 1, 1, tzinfo=UTC)

    monkeypatch.setattr(clock, "datetime", Wrong)
    with database.reading() as session:
        first, second = clock.now(session), clock.now(session)
    assert first.utcoffset() == timedelta(0)
    assert first.year > 2020
    assert second >= first
    assert clock.process_now().year == 1999


def test_now_goes_on_inside_a_transaction(database: Database) -> None:
    """A publication that takes long must see that its moment has come (PostgreSQL's now() would stand still)."""
    with database.transaction() as session:
        first = clock.now(session)
        for _ in range(1000):
            later = clock.now(session)
            if later > first:
                break
        assert later > first


@pytest.mark.parametrize("day", [SPRING, AUTUMN])
@pytest.mark.parametrize("at", [time(2, 0), time(2, 30), time(2, 59, 59)])
def test_a_time_that_does_not_exist_or_exists_twice_is_refused(day: date, at: time) -> None:
    """R11: on 28 March there is no half past two, on 31 October there are two."""
    with pytest.raises(InvalidInput) as refusal:
        clock.from_local(day, at)
    assert refusal.value.fields["time"] == (clock.TWICE_OR_NEVER,)


def test_the_check_is_what_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: with a fixed offset for a zone, half past two would pass silently."""
    monkeypatch.setattr(clock, "AMSTERDAM", timezone(timedelta(hours=1)))
    assert clock.from_local(SPRING, time(2, 30))
    assert clock.from_local(AUTUMN, time(2, 30))


@pytest.mark.parametrize(
    ("day", "at", "instant"),
    [
        (SPRING, time(1, 59, 59), datetime(2027, 3, 28, 0, 59, 59, tzinfo=UTC)),
        (SPRING, time(3, 0), datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
        (AUTUMN, time(1, 59, 59), datetime(2027, 10, 30, 23, 59, 59, tzinfo=UTC)),
        (AUTUMN, time(3, 0), datetime(2027, 10, 31, 2, 0, tzinfo=UTC)),
        (date(2027, 1, 14), time(10, 0), datetime(2027, 1, 14, 9, 0, tzinfo=UTC)),
        (date(2027, 7, 14), time(0, 0), datetime(2027, 7, 13, 22, 0, tzinfo=UTC)),
        (date(2028, 2, 29), time(23, 59), datetime(2028, 2, 29, 22, 59, tzinfo=UTC)),
        (date(2027, 12, 31), time(23, 59), datetime(2027, 12, 31, 22, 59, tzinfo=UTC)),
    ],
)
def test_other_times_are_one_instant(day: date, at: time, instant: datetime) -> None:
    """Winter and summer, leap day, year end, and the seconds round the night the clock changes; back again too."""
    assert clock.from_local(day, at) == instant
    assert clock.to_local(instant).replace(tzinfo=None) == datetime.combine(day, at)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1999, 12, 31), date(2100, 1, 1), date(9999, 12, 31)])
def test_a_year_that_is_a_typing_error_is_refused(day: date) -> None:
    """A date box takes the year 0001; no instant in UTC can hold it."""
    with pytest.raises(InvalidInput):
        clock.from_local(day, time(0, 0))


def test_an_instant_is_written_one_way() -> None:
    """The record writes RFC 3339 in UTC with microseconds, whatever zone an instant came in."""
    amsterdam = datetime(2026, 11, 22, 10, 0, tzinfo=clock.AMSTERDAM)
    assert clock.rfc3339(amsterdam) == "2026-11-22T09:00:00.000000Z"


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("09:00:00", "09:05:00"),
        ("09:03:59", "09:05:00"),
        ("09:04:00", "09:05:00"),
        ("09:04:00.000001", "09:10:00"),
        ("23:59:30", "00:05:00"),
    ],
)
def test_the_next_round_moment_leaves_the_lead(now: str, expected: str) -> None:
    """A release becomes readable on the next five minutes, at least a minute from now (message 16)."""
    instant = datetime.fromisoformat(f"2027-01-04T{now}+00:00")
    found = clock.next_boundary(instant, timedelta(seconds=60), timedelta(seconds=300))
    assert found.time() == time.fromisoformat(expected)
    assert found - instant >= timedelta(seconds=60)
