"""How long a party has to say whether its text may be read like this: whole working days, Dutch holidays left out. Pure."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from consultation import clock

# Days counted from Easter Sunday: Good Friday, Easter Monday, Ascension, Whit Monday.
_FROM_EASTER = (-2, 1, 39, 50)
# Month and day: New Year, Liberation Day, Christmas.
_FIXED = {(1, 1), (5, 5), (12, 25), (12, 26)}


def ends_at(opened_at: datetime, days: int) -> datetime:
    """Return the end of the last of so many working days after the day of opening; the opening itself for none."""
    if days <= 0:
        return opened_at
    day = clock.to_local(opened_at).date()
    for _ in range(days):
        day = _next_working_day(day)
    return clock.from_local(day + timedelta(days=1), time(0))


def next_morning(instant: datetime) -> datetime:
    """Return seven o'clock on the next working day: when parties are told that there may be something to look at."""
    return clock.from_local(_next_working_day(clock.to_local(instant).date()), time(7))


def is_working_day(day: date) -> bool:
    """Say whether offices work: not in a weekend, not on a day that the law calls a general holiday."""
    kings = date(day.year, 4, 27) if date(day.year, 4, 27).weekday() != 6 else date(day.year, 4, 26)
    moving = {easter(day.year) + timedelta(days=away) for away in _FROM_EASTER}
    return day.weekday() < 5 and (day.month, day.day) not in _FIXED and day not in moving | {kings}


def easter(year: int) -> date:
    """Return Easter Sunday, by the anonymous Gregorian rule."""
    golden, century, rest = year % 19, year // 100, year % 100
    leaps, corrected = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * corrected + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _next_working_day(day: date) -> date:
    following = day + timedelta(days=1)
    return following if is_working_day(following) else _next_working_day(following)
