"""Days on which offices work in the Netherlands: terms count them (rule 39), and so does "nog 2 werkdagen". Pure."""

from __future__ import annotations

from datetime import date, timedelta

# Days counted from Easter Sunday: Good Friday, Easter Monday, Ascension, Whit Monday.
_FROM_EASTER = (-2, 1, 39, 50)
# Month and day: New Year, Liberation Day, Christmas.
_FIXED = {(1, 1), (5, 5), (12, 25), (12, 26)}


def following(day: date) -> date:
    """Return the first working day after a day."""
    after = day + timedelta(days=1)
    return after if is_working_day(after) else following(after)


def between(first: date, last: date) -> int:
    """Count the working days after `first`, up to and with `last`."""
    return sum(is_working_day(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


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
