"""What kind of thing a mark is in the next version: the strictest that anybody called it (rule 40)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from consultation.questions.answering import service as answering
from consultation.questions.answering.service import AnswerDraft
from consultation.review import carrying
from consultation.review.models import FindingDecision
from consultation.review.rules import Choice
from legal.terms import BY_HAND, Label, Outcome
from tests.world import World

MAILED = "Mail naar jan@elzenwaard.example als u dit wilt weten."
REDACT = Choice(Outcome.REDACT)


def _cleared_in_the_next_version(world: World) -> FindingDecision:
    """Return the decision to leave words that one person called a price, and a second one a name, in the next version."""
    world.open_consultation()
    reference = world.ask(world.provider, "Telt reistijd mee?", section="")
    _write(world, reference, MAILED, 0)
    world.decide(reference, replace(REDACT, label=Label.PRICE), world.lawyer)
    world.decide_again(reference, replace(REDACT, label=Label.EMAIL), world.publisher)
    _write(world, reference, f"{MAILED} Dat mag.", 1)
    left = Choice(Outcome.CLEAR, "Dit staat in het openbare besluit van 3 maart 2026.")
    world.decide_again(reference, left, world.publisher)
    with world.database.reading() as session:
        cleared = FindingDecision.outcome == Outcome.CLEAR
        return session.scalars(select(FindingDecision).where(FindingDecision.rule == BY_HAND, cleared)).one()


def test_what_anybody_called_a_price_is_one_in_the_next_version(world: World) -> None:
    """Rule 40: who revises the answer does not make of it something that one person can let out."""
    assert _cleared_in_the_next_version(world).needs_second


def test_twin_carried_as_it_was_called_last_one_person_lets_it_out(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: what it was called before is left behind."""
    monkeypatch.setattr(carrying, "_strictest", lambda row, _now: row)
    assert not _cleared_in_the_next_version(world).needs_second


def _write(world: World, reference: str, text: str, based_on: int) -> None:
    with world.database.transaction() as session:
        key = world.question_id(reference)
        answering.save(session, world.expert, world.consultation(session), key, AnswerDraft(text, based_on))
