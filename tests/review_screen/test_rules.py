"""Filters, order and reasons of the review screen, without a database."""

from __future__ import annotations

import uuid

import pytest

from consultation.review.reasons import OFFERED
from consultation.review_screen import rules
from consultation.review_screen.rules import Filter, Spot, State
from legal.terms import Label

TEXT = uuid.UUID(int=1)


def _spot(unit: str, number: int, label: Label = Label.PRICE, state: State = State.OPEN, **more: object) -> Spot:
    facts: dict[str, object] = {"doubt": False, "kind": "", **more}
    return Spot(unit, number, (TEXT, "question", 0, 1), label, state=state, **facts)  # type: ignore[arg-type]


SPOTS = [
    _spot("A", 1),
    _spot("A", 2, Label.MARKET, State.DECIDED, outcome="redact"),
    _spot("A", 3, Label.PERSON, doubt=True),
    _spot("B", 1, Label.ORG_IDENTITY, State.WAITS, outcome="clear"),
    _spot("B", 2, Label.PRICE, State.WAITS, outcome="clear", mine=True),
    _spot("C", 1, Label.FINANCE),
]
ORDER = ["A", "B", "C"]


def test_each_filter_counts_what_it_holds() -> None:
    """Decided is in none but "alles"; what one decided himself does not wait for him."""
    counts = {chosen.value: number for chosen, number in rules.counted(SPOTS).items()}
    assert counts == {
        "open": 3, "prijs": 2, "markt": 0, "herkenbaar": 0, "personen": 1, "twijfel": 1, "afspraken": 0, "tweede": 1,
        "bezwaar": 0, "alles": 6,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (("", 0), ("A", 1)), (("A", 1), ("A", 3)), (("A", 2), ("A", 3)), (("A", 3), ("C", 1)), (("C", 1), ("A", 1)),
        (("gone", 9), ("A", 1)),
    ],
)  # fmt: skip
def test_the_next_one_is_behind_this_one_and_then_the_first_again(after: tuple[str, int], expected: tuple[str, int]) -> None:
    found = rules.following(SPOTS, ORDER, after, Filter.OPEN)
    assert found is not None
    assert (found.unit, found.number) == expected


def test_an_empty_filter_has_no_next() -> None:
    assert rules.following(SPOTS, ORDER, ("A", 1), Filter.MARKET) is None


def test_neighbours_are_those_of_the_filter() -> None:
    """Also of a finding that is not in it."""
    before, behind = rules.neighbours(SPOTS, ("A", 3), Filter.OPEN)
    assert [(one.unit, one.number) for one in (before, behind) if one] == [("A", 1), ("C", 1)]
    before, behind = rules.neighbours(SPOTS, ("B", 1), Filter.OPEN)
    assert [(one.unit, one.number) for one in (before, behind) if one] == [("A", 3), ("C", 1)]
    assert rules.neighbours(SPOTS, ("gone", 1), Filter.OPEN) == (None, None)


def test_outcomes_count_decided_ones_alone() -> None:
    assert dict(rules.outcomes(SPOTS)) == {"redact": 1, "generalise": 0, "clear": 0}


@pytest.mark.parametrize(
    ("code", "own", "expected"),
    [
        ("algemeen", "", "Dit is algemeen bekend en zegt niets over één partij."),
        ("openbaar", " Zie bijlage D van 2026. ", "Dit staat al in een openbaar stuk. Zie bijlage D van 2026."),
        ("openbaar", "Raadsbesluit van 3.3.2026", "Dit staat al in een openbaar stuk. Raadsbesluit van 3.3.2026"),
        ("toestemming", "Mail, 2026.", "De partij wil zelf dat iedereen dit leest. Mail, 2026."),
        ("", "Omdat het zo is.", "Omdat het zo is."),
        ("onzin", "", ""),
    ],
)
def test_a_reason_is_a_sentence_of_the_list_and_own_words(code: str, own: str, expected: str) -> None:
    """Rule 36."""
    assert rules.reason(code, own) == expected


def test_every_offered_reason_is_long_enough() -> None:
    """One key chooses it: then it must count (rule 36)."""
    assert all(len(words) >= 10 for words in OFFERED.values())
