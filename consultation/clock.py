"""The only source of time: the database's clock, aware UTC; local instants for Europe/Amsterdam."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.orm import Session

from consultation.errors import InvalidInput
from consultation.words import N_

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
YEARS = range(2000, 2100)
_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
TWICE_OR_NEVER = N_(
    "Op deze dag verzet de klok. Dit tijdstip bestaat niet of bestaat twee keer. Kies een tijd vóór 02.00 uur of vanaf 03.00 uur."
)


def now(session: Session) -> datetime:
    """Return the database's wall clock in UTC: deadlines are judged on it alone (rule 11, R11)."""
    if session.get_bind().dialect.name == "sqlite":
        value = session.execute(text("SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')")).scalar_one()
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    stamp: datetime = session.execute(text("SELECT clock_timestamp()")).scalar_one()
    return stamp.astimezone(UTC)


def process_now() -> datetime:
    """Return this process's clock in UTC: only for what judges nothing (mail dates, log lines)."""
    return datetime.now(UTC)


def rfc3339(instant: datetime) -> str:
    """Write an aware instant the one way the record uses: UTC, microseconds, Z (RFC 3339)."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def from_local(day: date, at: time) -> datetime:
    """Turn a local date and time into an instant in UTC.

    Raises InvalidInput when that local time does not exist or exists twice: the night the clock
    changes has no unambiguous half past two, and a deadline must be one instant (R11).
    """
    if day.year not in YEARS:
        raise InvalidInput({"time": [N_("Controleer het jaar. Kies een jaar tussen 2000 en 2100.")]})
    wall = datetime.combine(day, at)
    first, second = (wall.replace(tzinfo=AMSTERDAM, fold=fold) for fold in (0, 1))
    if first.utcoffset() != second.utcoffset():
        raise InvalidInput({"time": [TWICE_OR_NEVER]})
    return first.astimezone(UTC)


def to_local(instant: datetime) -> datetime:
    """Show an instant on the Dutch wall clock."""
    return instant.astimezone(AMSTERDAM)


def day_begins(instant: datetime) -> datetime:
    """Return the midnight on the Dutch wall clock at or before an instant, in UTC."""
    return to_local(instant).replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)


def in_dutch(instant: datetime) -> tuple[str, str]:
    """Return "maandag 4 januari 2027" and "09.00 uur": for mail and PDF, which know no reader's language."""
    at = to_local(instant)
    return f"{_DAYS[at.weekday()]} {at.day} {_MONTHS[at.month - 1]} {at.year}", f"{at:%H.%M} uur"


def next_boundary(instant: datetime, lead: timedelta, step: timedelta) -> datetime:
    """Return the first multiple of `step` (since the epoch) that lies at least `lead` away."""
    earliest = (instant + lead).timestamp()
    seconds = step.total_seconds()
    return datetime.fromtimestamp(-(-earliest // seconds) * seconds, UTC)
