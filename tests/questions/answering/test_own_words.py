"""Whoever writes an answer reads what the guard finds in his own words, and nothing of what was cut in the question (35, R13)."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from consultation.accounts.actor import Actor
from consultation.errors import NotAllowed
from consultation.questions.answering import own_words, worklist
from consultation.questions.answering import service as answering
from consultation.questions.answering.own_words import OwnFinding
from consultation.questions.answering.service import AnswerDraft
from consultation.questions.findings import deciding
from consultation.questions.findings.deciding import Verdict
from consultation.questions.models import Question
from consultation.questions.rules import AnswerStatus
from consultation.review.gate import Review
from consultation.review.knowledge import Knowledge
from consultation.review.rules import Choice
from legal.terms import Ground, Label, Outcome
from tests import forms
from tests.world import World

Browser = Callable[..., FlaskClient]
PRICED = "Wij rekenen nu € 44,75 per uur. Telt reistijd dan nog mee?"
TELLS = "Stichting Elzenwaard vroeg dit ook. Reistijd telt mee."
REPEATS = "Ja, ook bij 44 komma 75 telt de reistijd mee."
SIGN = "Wij hebben met de andere aanbieders afgesproken om samen niet in te schrijven."
HARMLESS = "Ja, de reistijd telt mee in het uurtarief."
IN_IT = "In uw antwoord staat iets dat misschien te veel zegt."


@pytest.fixture
def reference(world: World) -> str:
    """Return the reference of a question in which a price stands."""
    world.open_consultation()
    return world.ask(world.provider, PRICED)


def _write(world: World, reference: str, text: str) -> None:
    with world.database.transaction() as session:
        consultation, key = world.consultation(session), world.question_id(reference)
        answering.save(session, world.expert, consultation, key, AnswerDraft(text))


def _told(world: World, reference: str, actor: Actor | None = None) -> tuple[OwnFinding, ...]:
    with world.database.transaction() as session:
        return worklist.open_question(session, actor or world.expert, world.consultation(session), reference).mend


def _mark_in_answer(world: World, reference: str, words: str) -> None:
    """Let the lawyer mark words in the answer that repeat what was cut in the question."""
    start = REPEATS.index(words)
    span = (start, start + len(words))
    choice = Choice(Outcome.REDACT, span=span, label=Label.PRICE, ground=Ground.AW_2_57_1)
    with world.database.transaction() as session:
        deciding.mark(session, world.lawyer, world.consultation(session), reference, Verdict("answer", span, choice))


def test_the_writer_reads_which_of_his_words_and_why(world: World, reference: str) -> None:
    """Rule 35: before anybody else must look at it; a colleague reads that there is something, not beside the words."""
    _write(world, reference, TELLS)
    (found,) = _told(world, reference)
    assert (found.words, found.kind) == ("Stichting Elzenwaard", Label.ORG_IDENTITY.nl) and found.why
    assert found.why == own_words.NAMES_SOMEBODY  # no word of parties, nor of who asks (R9)
    assert _told(world, reference, world.lead) == ()
    _write_again(world, reference)
    assert _told(world, reference) == ()


def _write_again(world: World, reference: str) -> None:
    with world.database.transaction() as session:
        consultation, key = world.consultation(session), world.question_id(reference)
        answering.save(session, world.expert, consultation, key, AnswerDraft(HARMLESS, based_on=1))


def _marked(world: World, reference: str) -> tuple[OwnFinding, ...]:
    _write(world, reference, REPEATS)
    before = _told(world, reference)
    _mark_in_answer(world, reference, "44 komma 75")
    with world.database.transaction() as session:  # in the next text the mark is carried along (rule 36)
        consultation, key = world.consultation(session), world.question_id(reference)
        answering.save(session, world.expert, consultation, key, AnswerDraft(f"{REPEATS} Dat blijft.", based_on=1))
    after = _told(world, reference)
    return tuple(one for one in after if one not in before)


def test_what_was_cut_in_the_question_is_not_told(world: World, reference: str) -> None:
    """R13: who writes a figure and reads that somebody marked it knows what the question said."""
    assert _marked(world, reference) == ()


def test_twin_with_every_mark_the_writer_learns_a_price(world: World, reference: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: what a person marked is told as well."""
    monkeypatch.setattr(own_words, "_by_the_guard_alone", lambda _: True)
    assert "44 komma 75" in {found.words for found in _marked(world, reference)}


def test_it_is_the_same_whatever_the_question_says(world: World, reference: str) -> None:
    """R13: the question is no part of what is looked at, redacted or not."""
    other = world.ask(world.rival, "Telt reistijd mee?")
    for key in (reference, other):
        _write(world, key, TELLS)
    world.decide(reference, Choice(Outcome.REDACT))
    _write_priced(world, reference), _write_priced(world, other)
    assert _told(world, reference) == _told(world, other) != ()


def _write_priced(world: World, reference: str) -> None:
    with world.database.transaction() as session:
        consultation, key = world.consultation(session), world.question_id(reference)
        text = "Uw tarief is € 44,75 per uur. Lindewede Begeleiding vroeg dit ook."
        answering.save(session, world.expert, consultation, key, AnswerDraft(text, based_on=1))


def _told_of_a_sign(world: World, reference: str) -> list[str]:
    """Return what the writer is told of that covers words which are a sign of agreements."""
    _write(world, reference, SIGN)
    return [one.words for one in _told(world, reference) if one.words in SIGN and "afgesproken" in one.words]


def test_a_signal_of_agreements_is_for_the_lawyer(world: World, reference: str) -> None:
    """Rule 44: also when it stands in one's own words, nothing that is told covers them."""
    assert _told_of_a_sign(world, reference) == []


def test_twin_with_signs_the_writer_learns_of_it(world: World, reference: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: a sign is told as anything else."""
    monkeypatch.setattr(own_words, "collusive", lambda _: False)
    assert _told_of_a_sign(world, reference)


def test_who_may_not_read_questions_is_refused(world: World) -> None:
    """Rule 58."""
    review = Review(uuid.uuid4(), Knowledge())
    for actor in (world.auditor, world.provider):
        with pytest.raises(NotAllowed):
            own_words.found(actor, review, None)


def test_who_hands_it_in_is_warned_once(world: World, reference: str, browser: Browser) -> None:
    """The words are kept, approval is not asked; mended it goes on, and the same words again are meant."""
    expert, where = browser(world.expert), f"/werk/{world.slug}/vragen/?vraag={reference}"
    to = f"/werk/{world.slug}/vragen/{reference}/antwoord/"
    sent = forms.post(expert, to, at=where, text=TELLS, actie="akkoord")
    page = expert.get(sent.headers["Location"]).text
    assert "Akkoord is nog niet gevraagd." in page and IN_IT in page
    assert '“<mark class="utrecht-mark">Stichting Elzenwaard</mark>”: naam van een organisatie.' in page
    assert "44,75" not in page and "in het antwoord: " not in page
    assert _status(world, reference) == AnswerStatus.CONCEPT
    again = forms.post(expert, to, at=where, text=TELLS, actie="akkoord")
    assert "wacht op akkoord" in expert.get(again.headers["Location"]).text
    assert _status(world, reference) == AnswerStatus.AWAITING
    assert "U kunt uw antwoord nog aanpassen." in expert.get(where).text
    assert IN_IT not in browser(world.lead).get(where).text


def test_after_saving_a_concept_it_stands_there(world: World, reference: str, browser: Browser) -> None:
    """Saved is saved; mended, the note is gone and approval is asked in one go."""
    expert, where = browser(world.expert), f"/werk/{world.slug}/vragen/?vraag={reference}"
    to = f"/werk/{world.slug}/vragen/{reference}/antwoord/"
    forms.post(expert, to, at=where, text=TELLS, actie="bewaar")
    assert IN_IT in expert.get(where).text
    forms.post(expert, to, at=where, text=HARMLESS, actie="akkoord")
    assert _status(world, reference) == AnswerStatus.AWAITING


def _status(world: World, reference: str) -> str:
    with world.database.reading() as session:
        return session.get_one(Question, world.question_id(reference)).answer_status
