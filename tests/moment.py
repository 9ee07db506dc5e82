"""A clock for tests: it stands still until it is moved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Moment:
    """The database clock as a test sets it."""

    def __init__(self) -> None:
        self.now = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)  # a Monday, 09.00 in Amsterdam

    def set(self, instant: datetime) -> None:
        """Go to an instant."""
        self.now = instant

    def advance(self, **amount: float) -> None:
        """Go forward, as timedelta(**amount)."""
        self.now += timedelta(**amount)
