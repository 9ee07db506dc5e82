"""How long to wait before the next try, and when to stop trying."""

from __future__ import annotations

from datetime import timedelta

# Together two and a half days: longer than a mail server is usually away (F17).
DELAYS = (
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=8),
    timedelta(hours=24),
    timedelta(hours=24),
)
MOST_TRIES = len(DELAYS) + 1


def delay(tries: int) -> timedelta:
    """Return the wait after `tries` tries (1 = after the first)."""
    return DELAYS[min(max(tries, 1), len(DELAYS)) - 1]


def used_up(tries: int) -> bool:
    """Say whether there is no next try."""
    return tries >= MOST_TRIES
