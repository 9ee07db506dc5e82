"""What is redacted in a draft tells its party nothing that it could not read already: a draft costs nothing (R13, rule 29)."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from consultation.accounts.actor import Actor
from consultation.dossiers import guarding
from consultation.questions.asking import own_questions
from consultation.questions.asking import service as asking
from consultation.questions.asking.service import QuestionDraft
from consultation.review import claims
from consultation.review.claims import ClaimDraft
from tests.world import World

NAMES = "Geldt de eis vlierkracht ook voor huis? Geldt de eis wilgenkracht ook voor huis?"
AMOUNTS = "Is een tarief van € 44,75 per uur haalbaar? Is een tarief van € 44,85 per uur haalbaar?"


def _shown(world: World, actor: Actor, text: str) -> str:
    """How a draft reads on its check page."""
    question_id = uuid.uuid4()
    with world.database.transaction() as session:
        draft = QuestionDraft(text, "tariff", world.version, "")
        asking.save_draft(session, actor, world.consultation(session), draft, question_id)
    with world.database.transaction() as session:
        return own_questions.preview(session, actor, world.consultation(session), question_id, world.moment.now).text


def _judged(world: World, reference: str) -> int:
    """How much the guard finds in a question that was sent."""
    with world.database.transaction() as session:
        text = own_questions.own_receipt(session, world.provider, world.consultation(session), reference, world.moment.now)
        review = guarding.review(session, world.consultation_id)
        return sum(len(review.judged(source)) for source in own_questions.asked(uuid.uuid4(), text.question.text, ""))


def _claim(world: World) -> None:
    """Two people say that an amount is public, which a party wrote and no nota holds yet."""
    draft = ClaimDraft("€ 44,75", "https://www.zilverdijk.example/tarieven", (world.moment.now - timedelta(days=3)).date())
    with world.database.transaction() as session:
        row = claims.claim(session, world.publisher, guarding.review(session, world.consultation_id), draft)
    with world.database.transaction() as session:
        claims.agree(session, world.lawyer, session.merge(row))


def test_a_draft_does_not_tell_who_else_has_an_account(world: World) -> None:
    """Rules 13, 29: a name that is an ordinary word reads the same, whether its owner is here or not. Its own name goes."""
    world.open_consultation()
    assert _shown(world, world.provider, NAMES) == NAMES
    assert "lzenwaard" not in _shown(world, world.provider, "Geldt de eis elzenwaard ook voor huis?")


def test_what_is_sent_is_judged_with_every_name(world: World) -> None:
    world.open_consultation()
    assert _judged(world, world.ask(world.provider, NAMES)) == 1


def test_a_draft_does_not_tell_what_was_called_public(world: World) -> None:
    """R13: two amounts in one dress read alike, also when one of them stands in a question of another party."""
    world.open_consultation()
    _claim(world)
    shown = _shown(world, world.rival, AMOUNTS)
    assert "44,75" not in shown and "44,85" not in shown
    assert _judged(world, world.ask(world.provider, AMOUNTS)) == 1


@pytest.mark.parametrize("text", [NAMES, AMOUNTS])
def test_twin_with_all_that_is_known_it_tells(world: World, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarding, "draft_review", lambda session, consultation_id, _: guarding.review(session, consultation_id))
    world.open_consultation()
    _claim(world)
    first, second = _shown(world, world.provider, text).split("? ")
    assert ("gelakt" in first) != ("gelakt" in second)
