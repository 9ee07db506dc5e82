"""What is cut and stands readable elsewhere in that question or its answer does not go out unseen (rule 35)."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from consultation.errors import InvalidInput
from consultation.questions.findings import deciding
from consultation.questions.findings.deciding import Verdict
from consultation.questions.notes import composing
from consultation.questions.notes.composing import UNSEEN
from consultation.review.rules import Choice
from legal.terms import Ground, Label, Outcome
from tests import forms
from tests.world import World

Browser = Callable[..., FlaskClient]
PRICED = "Wij rekenen nu € 44,75 per uur. Telt reistijd dan nog mee?"
ANSWER = "Het tarief van 44,75 euro uit de leidraad is met reistijd."


@pytest.fixture
def repeating(world: World) -> str:
    """A nota with a price that is cut in a question, and that the guard takes for public in the answer."""
    world.open_consultation()
    reference = world.ask(world.provider, PRICED)
    world.decide(reference, Choice(Outcome.REDACT))
    world.answer(reference, ANSWER)
    world.compose()
    return reference


def _publish(world: World, *seen: str) -> None:
    with world.database.transaction() as session:
        composing.publish(session, world.publisher, world.consultation(session), 1, repeats=seen)


def test_the_publisher_sees_it_and_says_so(world: World, browser: Browser, repeating: str) -> None:
    """The page names it; without the tick nothing is published, with it all is."""
    publisher, address = browser(world.publisher), f"/werk/{world.slug}/notas/1/publiceren/"
    page = publisher.get(address).text
    told = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "Let op: wat is gelakt, staat op 1 plek nog leesbaar" in told and "44,75 euro" in told and "in het antwoord" in told
    refused = forms.post(publisher, address, page=page)
    assert refused.status_code == 400 and UNSEEN in refused.text and "<title>1 fout: " in refused.text
    assert refused.text.count(" autofocus") == 1
    done = forms.post(publisher, address, page=page, gelezen="ja", herhaald=repeating)
    assert done.status_code == 303
    assert "44,75 euro" not in publisher.get(f"/werk/{world.slug}/notas/").text


def test_the_verb_asks_it_too(world: World, repeating: str) -> None:
    """Also when somebody makes the post himself, or saw only what another question repeats."""
    for seen in ((), ("M4TE",)):
        with pytest.raises(InvalidInput):
            _publish(world, *seen)
    _publish(world, repeating)


def test_twin_without_the_look_it_goes_out_unseen(world: World, repeating: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: no text repeats another."""
    monkeypatch.setattr("consultation.review.gate.repeated", lambda *_: ())
    _publish(world)


def test_whoever_may_not_read_the_original_is_not_told(world: World, browser: Browser, repeating: str) -> None:
    """R13: the lead makes the nota and answers questions; a word about it would let him find a price by trying."""
    lead = browser(world.lead)
    for place in ("notas/", "notas/1/", f"vragen/?vraag={repeating}"):
        assert "wat is gelakt" not in lead.get(f"/werk/{world.slug}/{place}").text
    assert lead.get(f"/werk/{world.slug}/notas/1/publiceren/").status_code == 404


def test_nothing_is_asked_when_nothing_repeats(world: World, browser: Browser) -> None:
    world.open_consultation()
    reference = world.ask(world.provider, PRICED)
    world.decide(reference, Choice(Outcome.REDACT))
    world.answer(reference, "Reistijd telt mee.")
    world.compose()
    assert "gelezen" not in browser(world.publisher).get(f"/werk/{world.slug}/notas/1/publiceren/").text
    _publish(world)


CUT = "het oude klooster"


def _by_hand(world: World) -> str:
    """A nota with words that a person cut in a question, and that stand again in the answer."""
    world.open_consultation()
    text = f"Telt {CUT} aan de rand van het dorp mee als woonvorm?"
    reference = world.ask(world.provider, text)
    with world.database.transaction() as session:
        place = text.index(CUT), text.index(CUT) + len(CUT)
        choice = Choice(Outcome.REDACT, span=place, label=Label.ORG_IDENTITY, ground=Ground.AW_2_57_1)
        deciding.mark(session, world.publisher, world.consultation(session), reference, Verdict("question", place, choice))
    world.answer(reference, "Ja, ook Het oude klooster telt mee.")
    world.compose()
    return reference


def test_words_that_were_cut_by_hand_do_not_go_out_unseen_either(world: World, browser: Browser) -> None:
    """Rules 35 and 39: no detector knows them, and whoever writes the answer reads a mark in their place."""
    reference = _by_hand(world)
    assert "Het oude klooster</mark>" in browser(world.publisher).get(f"/werk/{world.slug}/notas/1/publiceren/").text
    with pytest.raises(InvalidInput):
        _publish(world)
    _publish(world, reference)


def test_whoever_writes_the_answer_is_told_nothing_of_words(world: World, browser: Browser) -> None:
    """R13."""
    reference = _by_hand(world)
    told = browser(world.expert).get(f"/werk/{world.slug}/vragen/?vraag={reference}").text
    assert "wat is gelakt" not in told and "blijft leesbaar" not in told and "Telt het oude klooster" not in told


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("Wij rekenen nu € 44-47 per uur. Telt reistijd dan nog mee?", "Het tarief van € 44-47 uit de leidraad is met reistijd."),
        ("Wij rekenen nu € 44-47 per uur. Telt reistijd dan nog mee?", "De leidraad noemt € 44 tot € 47."),
        ("Bij ons valt 1 op de 5 hulpen uit. Telt dat mee?", "De leidraad rekent met 1 op de 5."),
        ("Wij zijn actief in Ede en Epe. Telt reistijd dan mee?", "In Ede en Epe telt reistijd mee."),
    ],
)
def test_a_range_a_ratio_and_short_towns_do_not_go_out_unseen(world: World, asked: str, answered: str) -> None:
    """Rule 35."""
    world.open_consultation()
    reference = world.ask(world.provider, asked)
    world.decide(reference, Choice(Outcome.REDACT))
    world.answer(reference, answered)
    world.compose()
    with pytest.raises(InvalidInput):
        _publish(world)
    _publish(world, reference)
