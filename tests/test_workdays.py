"""The working days that terms count (rule 39)."""

from __future__ import annotations

from datetime import date

import pytest

from consultation.workdays import between, easter, following, is_working_day

HOLIDAYS = (
    "2027-01-01", "2027-03-26", "2027-03-29", "2027-04-27", "2027-05-05", "2027-05-06", "2027-05-17", "2028-12-25", "2025-04-26",
)  # fmt: skip


@pytest.mark.parametrize("holiday", HOLIDAYS)
def test_offices_are_closed_on_holidays(holiday: str) -> None:
    """Algemene termijnenwet, article 3; the King's birthday moves when it falls on a Sunday."""
    assert not is_working_day(date.fromisoformat(holiday))


def test_other_days_are_working_days() -> None:
    assert [is_working_day(date(2027, 1, day)) for day in range(11, 18)] == [True] * 5 + [False] * 2
    assert is_working_day(date(2027, 4, 28))


@pytest.mark.parametrize("sunday", ["2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25"])
def test_easter(sunday: str) -> None:
    assert easter(int(sunday[:4])) == date.fromisoformat(sunday)


def test_days_between_and_the_next() -> None:
    """A weekend and a holiday are passed over."""
    assert between(date(2027, 1, 14), date(2027, 1, 19)) == 3
    assert between(date(2026, 12, 24), date(2026, 12, 29)) == 2
    assert between(date(2027, 1, 14), date(2027, 1, 14)) == 0
    assert following(date(2026, 12, 24)) == date(2026, 12, 28)
