"""The term to object: whole working days (rule 39)."""

from __future__ import annotations

from datetime import date

import pytest

from consultation.questions.objection_term import easter, ends_at, is_working_day
from tests.conftest import at


@pytest.mark.parametrize(
    ("opened", "days", "ends"),
    [
        ("2027-01-11T09:00+01:00", 2, "2027-01-14T00:00+01:00"),  # Monday: Tuesday and Wednesday
        ("2027-01-15T17:00+01:00", 2, "2027-01-20T00:00+01:00"),  # Friday: Monday and Tuesday
        ("2027-01-16T12:00+01:00", 1, "2027-01-19T00:00+01:00"),  # Saturday: Monday
        ("2026-12-24T12:00+01:00", 2, "2026-12-30T00:00+01:00"),  # Christmas and a weekend
        ("2027-03-25T12:00+01:00", 1, "2027-03-31T00:00+02:00"),  # Good Friday, Easter Monday, and the clock goes forward
        ("2027-01-11T09:00+01:00", 0, "2027-01-11T09:00+01:00"),
    ],
)
def test_a_term_ends_at_the_end_of_a_working_day(opened: str, days: int, ends: str) -> None:
    assert ends_at(at(opened), days) == at(ends)


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
