"""The term to object: whole working days (rule 39)."""

from __future__ import annotations

import pytest

from consultation.questions.previews.term import ends_at
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
