"""The lawyer's look at everything that goes out: original and preview, after a record entry (R1, rules 36, 39, 44)."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from consultation.errors import NotAllowed
from consultation.questions.asking import own_previews
from consultation.questions.reviewing import under_review
from consultation.record.models import LedgerLeaf
from consultation.review.rules import Choice
from legal.terms import Outcome
from tests.world import World

PRICED = "Wij van Stichting Elzenwaard rekenen nu € 44,75 per uur. Telt reistijd mee?"


def _texts(world: World, note: int | None = None) -> tuple[under_review.TextUnderReview, ...]:
    with world.database.transaction() as session:
        return under_review.of_questions(session, world.lawyer, world.consultation(session), note)


def test_original_and_preview_stand_side_by_side(world: World) -> None:
    """With every finding, its words and why."""
    world.open_consultation(objection_days=2)
    reference = world.ask(world.provider, PRICED)
    world.answer(reference)
    shown = {text.field: text for text in _texts(world)}
    assert set(shown) == {"question", "about", "answer"}
    assert shown["question"].original == PRICED
    assert "44,75" not in shown["question"].preview and "Elzenwaard" not in shown["question"].preview
    assert [found.words for found in shown["question"].findings] == ["Stichting Elzenwaard", "€ 44,75"]
    assert (shown["question"].open, shown["answer"].open, under_review.counts(shown.values())) == (2, 0, (0, 2))
    assert PRICED not in repr(shown["question"])


def test_what_was_decided_shows(world: World) -> None:
    """And where its party stands."""
    world.open_consultation(objection_days=2)
    reference = world.ask(world.provider, PRICED)
    world.decide(reference, Choice(Outcome.REDACT))
    assert {text.stand for text in _texts(world)} == {"waiting"}
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        shown = own_previews.own_previews(session, world.provider, consultation)[0]
        own_previews.agree(session, world.provider, consultation, shown.id)
    assert {text.stand for text in _texts(world)} == {"agreed"}
    assert under_review.counts(_texts(world)) == (2, 0)


def test_a_nota_or_everything_that_waits(world: World) -> None:
    """What is public is not under review any more."""
    world.open_consultation()
    first, second = world.ask(world.provider, "Telt reistijd mee?"), world.ask(world.rival, "Telt wachttijd mee?")
    world.answer(first)
    number = world.compose()
    assert {text.reference for text in _texts(world, number)} == {first}
    assert {text.reference for text in _texts(world)} == {first, second}
    world.until_visible(world.schedule(number))
    assert {text.reference for text in _texts(world)} == {second}


def test_a_look_is_written_down_first(world: World) -> None:
    """R1: one entry for all of them, with why."""
    world.open_consultation()
    world.ask(world.provider, PRICED)
    _texts(world)
    with world.database.reading() as session:
        assert [entry for entry in session.scalars(select(LedgerLeaf.entry)) if '"vault.opened"' in entry and '"review"' in entry]


def test_the_municipalitys_own_texts(world: World) -> None:
    """Title, why, contact point and documents, until they are public."""
    world.draft_consultation(title="Gesprek met Stichting Elzenwaard")
    with world.database.reading() as session:
        shown = under_review.of_documents(session, world.lawyer, world.consultation(session))
    assert {text.where for text in shown} == {"Deze consultatie", "Leidraad, versie 1.0"}
    assert [(text.field, text.open) for text in shown if text.open] == [("title", 1)]


@pytest.mark.parametrize("role", ["lead", "expert", "auditor", "provider"])
def test_who_may(world: World, role: str) -> None:
    """Rule 58."""
    world.open_consultation()
    with world.database.transaction() as session:
        for look in (under_review.of_questions, under_review.of_documents):
            with pytest.raises(NotAllowed):
                look(session, getattr(world, role), world.consultation(session))
