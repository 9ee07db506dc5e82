"""A hundred thousand amounts that nobody typed, in every way Dutch people write one: none stays readable."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from legal import scanning
from legal.detectors import DETECTORS, figures
from legal.guard import Cleared, Original, clear
from legal.scanning import scan
from legal.terms import Decision, GuardContext, Outcome
from tests.legal.generator import in_words, stays_readable, written

CONTEXT = GuardContext()


def check_amounts(seed: int, count: int) -> None:
    chance = random.Random(seed)
    for _ in range(count):
        one = written(chance)
        findings = scan(one.text, CONTEXT)
        assert all(0 <= found.start < found.end <= len(one.text) for found in findings)
        assert all(first.end <= second.start for first, second in pairwise(findings))
        places = {place for found in findings for place in range(found.start, found.end)}
        assert stays_readable(one, places) == [], one


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_no_amount_stays_readable(seed: int) -> None:
    """Rule 43: prices first. Five thousand at a time."""
    check_amounts(seed, 5_000)


def test_the_check_of_amounts_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: without the figures an amount stays."""
    monkeypatch.setattr(scanning, "DETECTORS", tuple(one for one in DETECTORS if one is not figures.detect))
    with pytest.raises(AssertionError):
        check_amounts(0, 200)


def test_what_leaves_does_not_hold_the_amount() -> None:
    """Rule 38: the mark carries nothing of what it covers."""
    chance = random.Random(99)
    for _ in range(500):
        one = written(chance)
        decisions = [Decision(each.start, each.end, each.rule, Outcome.REDACT, "", "u1") for each in scan(one.text, CONTEXT)]
        left = clear(Original(one.text), CONTEXT, decisions)
        assert isinstance(left, Cleared) and one.secret not in left.text


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "een"),
        (12, "twaalf"),
        (53, "drieënvijftig"),
        (100, "honderd"),
        (1_000, "duizend"),
        (2_305, "tweeduizenddriehonderdvijf"),
    ],
)
def test_the_generator_knows_its_numbers(number: int, words: str) -> None:
    assert in_words(number) == words
