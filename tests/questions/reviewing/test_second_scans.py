"""However many decisions wait in a text, the guard reads it once for the page of the second person (rule 40)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consultation.questions.reviewing import second_person
from consultation.review.gate import Review
from consultation.review.rules import Choice
from legal import guard
from legal.terms import Outcome
from tests.world import World

PRICES = "Wij rekenen nu € 44,75 per uur. Voor het weekend is onze prijs € 51,20 per uur, en voor de nacht € 63,15 per uur."
REASON = "Dit is algemeen bekend in deze regio."


def _scans(world: World, monkeypatch: pytest.MonkeyPatch) -> tuple[int, set[str]]:
    """Return how often the guard read a text for the page, and which texts those were."""
    world.open_consultation()
    reference = world.ask(world.provider, PRICES)
    world.answer(reference, "Reistijd telt mee.")
    assert world.decide(reference, Choice(Outcome.CLEAR, REASON)) == 3
    read, scan = [], guard.scan

    def counted(text: str, *rest: object) -> object:
        read.append(text)
        return scan(text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(guard, "scan", counted)
    with world.database.transaction() as session:
        assert len(second_person.waiting(session, world.lawyer, world.consultation(session))) == 3
    return len(read), set(read)


def test_each_text_is_read_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    scans, texts = _scans(world, monkeypatch)
    assert scans == len(texts) and PRICES in texts


def test_twin_a_review_that_forgets_what_was_found_reads_anew(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: another decision throws away what was found."""
    agreed = Review.agreed
    monkeypatch.setattr(Review, "agreed", lambda self, row: replace(agreed(self, row), _found={}, _judged={}))
    scans, texts = _scans(world, monkeypatch)
    assert scans > len(texts)
