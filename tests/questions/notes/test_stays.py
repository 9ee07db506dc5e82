"""The last page before a nota goes out names what people left readable (rules 36, 40, 44)."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from consultation.accounts import permissions
from consultation.accounts.permissions import Permission, Role
from consultation.questions.findings import deciding
from consultation.questions.models import Question
from consultation.questions.notes import stays as note_stays
from consultation.record.models import LedgerLeaf
from consultation.review.rules import Choice
from legal.terms import Ground, Outcome
from tests import forms
from tests.world import World

Browser = Callable[..., FlaskClient]
NAMED = "Wij van Stichting Elzenwaard vragen: telt reistijd mee?"
PRICED = "Wij rekenen nu € 44,75 per uur. Telt reistijd dan nog mee?"
SIGNAL = "Wij hebben met de andere aanbieders afgesproken om samen niet in te schrijven."


def _opened(world: World) -> int:
    """Return how often somebody opened words for this page."""
    with world.database.reading() as session:
        return sum('"note stays"' in entry for entry in session.scalars(select(LedgerLeaf.entry)))


def test_the_last_page_names_what_stays_readable(world: World, browser: Browser) -> None:
    """Rules 36 and 40: the words, who decided and why, and who agreed; each opening is in the record (R1)."""
    world.open_consultation()
    reference, other = world.ask(world.provider, PRICED), world.ask(world.rival, NAMED)
    for one in (reference, other):
        world.answer(one)
    world.release_finding(reference, "Dit uurtarief staat al in het raadsbesluit van 3 maart 2026.")
    world.decide(other, Choice(Outcome.REDACT))
    world.compose()
    page = browser(world.publisher).get(f"/werk/{world.slug}/notas/1/publiceren/").text
    told = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "Dit blijft leesbaar: 1 plek" in told and "€ 44,75" in told
    assert "Dit uurtarief staat al in het raadsbesluit van 3 maart 2026." in told
    assert f"{world.publisher.name}, met {world.lawyer.name} als tweede persoon." in told
    assert "Elzenwaard" not in told
    assert _opened(world) == 1


def test_nothing_is_named_when_all_is_redacted(world: World, browser: Browser) -> None:
    """Twin: it is opened to see whether anything repeats it (35)."""
    world.open_consultation()
    reference = world.ask(world.provider, PRICED)
    world.answer(reference)
    world.decide(reference, Choice(Outcome.REDACT))
    world.compose()
    assert "Dit blijft leesbaar" not in browser(world.publisher).get(f"/werk/{world.slug}/notas/1/publiceren/").text
    assert _opened(world) == 1


def test_where_nobody_decided_no_text_is_opened(world: World, browser: Browser) -> None:
    """R1: whoever need not read a text does not."""
    world.open_consultation()
    world.answer(world.ask(world.provider, "Telt reistijd mee?"))
    world.compose()
    assert browser(world.publisher).get(f"/werk/{world.slug}/notas/1/publiceren/").status_code == 200
    assert _opened(world) == 0


ANSWERED = "Wij lezen dat u € 44,75 rekent. Het tarief blijft zo."


def _repeating(world: World) -> str:
    """Return the reference of a question of which a price is cut, and left in the answer by somebody."""
    world.open_consultation()
    reference = world.ask(world.provider, PRICED)
    world.decide(reference, Choice(Outcome.REDACT))
    world.answer(reference, ANSWERED)
    assert world.decide(reference, Choice(Outcome.CLEAR, "Dit is algemeen bekend.")) == 1
    return reference


def test_the_second_person_and_the_publisher_hear_that_a_figure_is_cut_elsewhere(world: World, browser: Browser) -> None:
    """Rules 35 and 40: an answer that repeats a price leaks it, however well each text was looked at by itself."""
    _repeating(world)
    told = "hetzelfde is elders in deze vraag of het antwoord gelakt"
    lawyer = browser(world.lawyer)
    page = lawyer.get(f"/werk/{world.slug}/tweede/").text
    assert told in page
    action = re.search(r'action="(/werk/[^"]+/tweede/[^"]+)"', page)
    assert action is not None
    done = forms.post(lawyer, action[1], page=page, oordeel="eens")
    assert "Bewaard: u bent het eens." in lawyer.get(done.headers["Location"]).text
    world.compose()
    assert told in browser(world.publisher).get(f"/werk/{world.slug}/notas/1/publiceren/").text


def test_twin_without_the_look_nobody_hears(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: no text repeats another."""
    monkeypatch.setattr("consultation.review.gate.repeated", lambda *_: ())
    _repeating(world)
    assert "hetzelfde is elders" not in browser(world.lawyer).get(f"/werk/{world.slug}/tweede/").text


def test_of_a_question_that_is_kept_out_only_the_answer_counts(world: World, browser: Browser) -> None:
    """Rule 16: the words of the question do not go out, those of its answer do."""
    world.open_consultation()
    reference = world.ask(world.provider, PRICED)
    world.answer(reference, "Wij kennen Stichting Elzenwaard. Reistijd telt mee.")
    world.release_finding(reference)
    with world.database.transaction() as session:
        apart = Choice(Outcome.WITHHOLD, "De vrager vroeg om vertrouwelijkheid.", ground=Ground.AW_2_53_3)
        deciding.decide_whole(session, world.lawyer, world.consultation(session), reference, apart)
    world.answer(world.ask(world.rival, "Telt reistijd mee?"))
    world.compose()
    page = browser(world.publisher).get(f"/werk/{world.slug}/notas/1/publiceren/").text
    assert "Dit blijft leesbaar: 1 plek" in page and "Elzenwaard" in page and "44,75" not in page


def _lefts(world: World) -> list[str]:
    """Return what the publisher is told to stay of a signal that two lawyers found harmless."""
    world.open_consultation()
    reference = world.ask(world.provider, SIGNAL, section="")
    world.answer(reference)
    world.find_harmless(reference, "Dit gaat over een samenwerking die mag.")
    with world.database.transaction() as session:
        asked = session.scalars(select(Question)).all()
        found = note_stays.last_look(session, world.publisher, world.consultation(session), asked).left
    return [one.words for one in found]


def test_a_signal_that_was_none_is_not_named_to_the_publisher(world: World) -> None:
    """Rule 44: that there was one is for lawyers alone."""
    assert _lefts(world) == []


def test_twin_for_whoever_may_know_it_is(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: with the row of the table opened, it is named."""
    monkeypatch.setitem(permissions.TABLE, Permission.COLLUSION_READ, frozenset(Role))
    assert len(_lefts(world)) == 1
