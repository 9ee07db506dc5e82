"""Whoever agrees reads what with, and how one goes on after a mistake; a sign of agreements asks one thing first (40, 44)."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from consultation.accounts.actor import Actor
from consultation.errors import InvalidInput
from consultation.questions.reviewing import second_person
from consultation.record.models import LedgerLeaf
from consultation.review import rules
from consultation.review.rules import Choice, Opinion
from legal.terms import Outcome
from tests import forms
from tests.review_screen.screens import screen
from tests.world import World

Browser = Callable[..., FlaskClient]
PRICED = "Wij rekenen nu € 44,75 per uur. Telt reistijd dan nog mee?"
COLLUSION = "Wij hebben met de andere aanbieders afgesproken om samen niet in te schrijven. Weet u dat al?"
LEFT = Choice(Outcome.CLEAR, "Dit staat in het openbare besluit van 3 maart 2026.")
BAND = Choice(Outcome.GENERALISE, replacement="€ 25 tot € 50")


def _asked(world: World, choice: Choice, text: str = PRICED, actor: Actor | None = None) -> str:
    world.open_consultation()
    reference = world.ask(world.provider, text)
    assert world.decide(reference, choice, actor)
    return reference


def _say(client: FlaskClient, world: World, **values: str) -> tuple[str, TestResponse]:
    """Say something about the first decision that waits; return the page after it, and the answer itself."""
    page = client.get(f"/werk/{world.slug}/tweede/").text
    action = re.search(r'action="(/werk/[^"]+/tweede/[^"]+)"', page)
    assert action is not None
    done = forms.post(client, action[1], page=page, **values)
    return (client.get(done.headers["Location"]).text if done.status_code == 303 else done.text), done


@pytest.mark.parametrize(
    ("choice", "told"),
    [(LEFT, "blijft staan: prijs of tarief."), (BAND, "komt “€ 25 tot € 50” in de plaats van: prijs of tarief.")],
)
def test_what_was_agreed_with_is_told(world: World, browser: Browser, choice: Choice, told: str) -> None:
    """R17: final, so the page says where a new decision is taken; one press, as before (the goal of the flow)."""
    reference = _asked(world, choice)
    page, _ = _say(browser(world.lawyer), world, oordeel="eens")
    assert f"Bewaard: u bent het eens. In vraag {reference} {told} Uw oordeel is definitief." in page
    assert f'href="/werk/{world.slug}/controle/?filter=alles&amp;tekst={reference}"' in page


def test_the_confirmation_holds_none_of_the_words(world: World, browser: Browser) -> None:
    """R4: it travels in a cookie, and the words are out of the vault."""
    _asked(world, LEFT)
    client = browser(world.lawyer)
    page = client.get(f"/werk/{world.slug}/tweede/").text
    action = re.search(r'action="(/werk/[^"]+/tweede/[^"]+)"', page)
    assert action is not None
    forms.post(client, action[1], page=page, oordeel="eens")
    with client.session_transaction() as kept:
        assert "_flashes" in kept and "44,75" not in str(dict(kept))


def test_a_mistake_is_mended_where_the_link_leads(world: World, browser: Browser) -> None:
    """Redacting needs nobody else: whoever agreed by mistake does it alone, and at once."""
    reference = _asked(world, LEFT)
    shown = screen(world, browser, world.lawyer, "?filter=tweede").send("oordeel", besluit="eens")
    assert f"In vraag {reference} blijft staan: prijs of tarief." in shown.text
    shown.open(f"?filter=alles&tekst={reference}").send("lak", besluit="lak")
    assert "44,75" not in shown.open(f"?filter=alles&tekst={reference}").right


def test_who_does_not_agree_reads_what_comes_next(world: World, browser: Browser) -> None:
    """The finding is open again."""
    reference = _asked(world, LEFT)
    page, _ = _say(browser(world.lawyer), world, oordeel="oneens", reden="Dit besluit is nog niet openbaar.")
    assert f"Bewaard: u bent het niet eens. Over vraag {reference} moet iemand opnieuw beslissen." in page


def _signal(world: World) -> tuple[str, Actor]:
    """Let a lawyer find that a sign of agreements is none; return its question and the lawyer who must look along."""
    reference = _asked(world, Choice(Outcome.CLEAR, "Dit is een vraag over de regels."), COLLUSION, world.lawyer)
    return reference, world.member(world.lawyer, "Nienke Tweede", "nienke@zilverdijk.example")


def test_a_sign_of_agreements_asks_first(world: World, browser: Browser) -> None:
    """Rule 44: in the same step and the same form; without the tick nothing is agreed, and the page says why."""
    reference, second = _signal(world)
    client = browser(second)
    page, refused = _say(client, world, oordeel="eens")
    assert refused.status_code == 400 and rules.NOT_READ in page and "<title>1 fout: " in page
    assert page.count(" autofocus") == 1 and 'name="gelezen" value="ja" aria-invalid="true"' in page
    page, done = _say(client, world, oordeel="eens", gelezen="ja")
    assert done.status_code == 303
    assert f"In vraag {reference} blijven woorden staan die een teken van afspraken leken." in page
    assert '"read":true' in _said_in_the_record(world)


def _said_in_the_record(world: World) -> str:
    with world.database.reading() as session:
        return next(entry for entry in session.scalars(select(LedgerLeaf.entry)) if '"finding.seconded"' in entry)


def test_the_record_says_nothing_of_reading_where_it_was_not_asked(world: World) -> None:
    """A price has no tick: the record does not say that somebody did not read."""
    _asked(world, Choice(Outcome.CLEAR, "Dit staat in het openbare besluit van 3 maart 2026."), PRICED, world.lawyer)
    world.second(world.publisher)
    assert '"read"' not in _said_in_the_record(world)


def _agrees_unread(world: World) -> None:
    _, second = _signal(world)
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        (item,) = second_person.waiting(session, second, consultation)
        second_person.give_opinion(session, second, consultation, item.id, Opinion(agrees=True))


def test_the_verb_asks_it_and_not_the_page_alone(world: World) -> None:
    """Rule 44, through every door."""
    with pytest.raises(InvalidInput) as refusal:
        _agrees_unread(world)
    assert refusal.value.fields == {"read": (rules.NOT_READ,)}


def test_twin_without_the_question_one_press_lets_it_out(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: whoever agrees has read everything, it is said."""
    monkeypatch.setattr("consultation.review.seconding._unread", lambda *_: False)
    _agrees_unread(world)
    with world.database.reading() as session:
        assert second_person.seconding.waiting(session, world.consultation_id) == []


def test_a_party_reads_which_text_it_agreed_with(world: World, browser: Browser) -> None:
    """Rule 39: before the press that it is final, after it which question; still one press."""
    world.open_consultation(objection_days=2)
    reference = world.ask(world.provider, PRICED)
    world.decide(reference, Choice(Outcome.REDACT))
    party, address = browser(world.provider), f"/mijn/{world.slug}/voorvertoning/"
    page = party.get(address).text
    assert "Na “Klopt” kunt u geen bezwaar meer maken." in page
    done = forms.post(party, f"{address}{world.own_previews()[0].id}/", page=page, antwoord="klopt")
    after = party.get(done.headers["Location"]).text
    assert f"U vindt dat vraag {reference} zo naar buiten kan. Bezwaar maken kan nu niet meer." in after
