"""How long a party has to say whether its text may be read like this: whole working days, Dutch holidays left out. Pure."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from consultation import clock, workdays


def ends_at(opened_at: datetime, days: int) -> datetime:
    """Return the end of the last of so many working days after the day of opening; the opening itself for none."""
    if days <= 0:
        return opened_at
    day = clock.to_local(opened_at).date()
    for _ in range(days):
        day = workdays.following(day)
    return clock.from_local(day + timedelta(days=1), time(0))


def last_moment(ends: datetime) -> datetime:
    """Return a moment on the last day of a term: it ends at the midnight after it."""
    return ends - timedelta(microseconds=1)


def next_morning(instant: datetime) -> datetime:
    """Return seven o'clock on the next working day: when parties are told that there may be something to look at."""
    return clock.from_local(workdays.following(clock.to_local(instant).date()), time(7))


def next_hour(instant: datetime) -> datetime:
    """Return the next whole hour: when whoever decides is told that somebody objected."""
    return instant.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
