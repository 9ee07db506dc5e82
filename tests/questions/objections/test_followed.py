"""An objection that is followed asks for another decision, and everybody who can take it is shown where (rule 39)."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import cast

import pytest
from flask.testing import FlaskClient
from sqlalchemy import false
from werkzeug.test import TestResponse

from consultation.accounts.actor import Actor
from consultation.desk import work_desk
from consultation.desk.work_desk import Blocks
from consultation.questions.answering import worklist
from consultation.questions.answering.worklist import Wanted
from consultation.questions.asking import own_previews
from consultation.questions.asking import service as asking
from consultation.questions.objections import service as objections
from consultation.questions.objections.service import Ruling
from consultation.questions.previews import service as previews
from consultation.review.rules import Choice
from consultation.review_screen import listing, page, rules
from consultation.review_screen.listing import Board
from consultation.review_screen.rules import Filter
from legal.terms import Outcome
from tests import forms
from tests.world import World

Browser = Callable[..., FlaskClient]
NAMED = "Wij van Stichting Elzenwaard vragen: telt reistijd mee?"
OBJECTION = "Zo begrijpt niemand meer wat wij vragen."
REASON = "Wij maken de naam algemener."
OTHER = Choice(Outcome.GENERALISE, replacement="onze organisatie")


@pytest.fixture
def objected(world: World) -> str:
    """Return the reference of a question whose party objects to how others read it."""
    world.open_consultation(objection_days=2)
    reference = world.ask(world.provider, NAMED)
    world.answer(reference)
    world.decide(reference, Choice(Outcome.REDACT))
    preview = preview_id(world)
    with world.database.transaction() as session:
        own_previews.object_to(session, world.provider, world.consultation(session), preview, OBJECTION)
    return reference


def preview_id(world: World) -> uuid.UUID:
    return world.own_previews()[0].id


def follow(world: World) -> None:
    preview = preview_id(world)
    with world.database.transaction() as session:
        objections.rule(session, world.lawyer, world.consultation(session), preview, Ruling(True, REASON))


def tasks(world: World, actor: Actor) -> dict[str, int]:
    with world.database.reading() as session:
        desk = work_desk.desk(session, actor, world.moment.now)
    return {task.kind.value: task.count for line in desk.lines for task in line.tasks}


def board(world: World) -> Board:
    with world.database.transaction() as session:
        return listing.board(session, world.lawyer, world.consultation(session))


def at_page(client: FlaskClient, response: TestResponse) -> TestResponse:
    assert response.status_code == 303
    return client.get(response.headers["Location"])


def test_who_follows_an_objection_goes_on_at_the_finding(world: World, objected: str, browser: Browser) -> None:
    """The confirmation stands on that page, and not on one that is opened later."""
    lawyer = browser(world.lawyer)
    listed = lawyer.get(f"/werk/{world.slug}/bezwaren/").text
    ruling = f"/werk/{world.slug}/bezwaren/{preview_id(world)}/"
    screen = at_page(lawyer, forms.post(lawyer, ruling, page=listed, besluit="gegrond", reden=REASON)).text
    assert f"U volgt het bezwaar tegen vraag {objected}. Neem hier een ander besluit." in screen
    assert "Stichting Elzenwaard</a>" in screen and "Beslis anders" in screen
    assert "Over 1 tekst moet u opnieuw beslissen." in screen and "opnieuw beslissen</span>" in screen
    assert "alles beslist" not in screen and "Controle, 0 van 1 beslist" in screen
    after = lawyer.get(f"/werk/{world.slug}/bezwaren/").text
    assert "Er zijn geen bezwaren." not in after and "U volgt het bezwaar tegen" not in after
    assert OBJECTION in after and REASON in after
    assert f"Neem een ander besluit over vraag {objected}" in after


def test_who_goes_on_reads_so_on_the_same_page(world: World, objected: str, browser: Browser) -> None:
    lawyer = browser(world.lawyer)
    listed = lawyer.get(f"/werk/{world.slug}/bezwaren/").text
    ruling = f"/werk/{world.slug}/bezwaren/{preview_id(world)}/"
    reason = "Een naam gaat niet naar anderen."
    after = at_page(lawyer, forms.post(lawyer, ruling, page=listed, besluit="ongegrond", reden=reason)).text
    assert "Het besluit over het bezwaar is bewaard." in after and "Er zijn geen bezwaren." in after
    assert tasks(world, world.lawyer) == {}
    assert objected not in after


def test_it_waits_for_whoever_can_decide_until_something_else_is_decided(world: World, objected: str, browser: Browser) -> None:
    """On "Mijn werk", in the list, the filters and the counts of the review screen, and in the list of questions."""
    assert tasks(world, world.lawyer) == {Blocks.OBJECTIONS: 1}
    follow(world)
    for actor in (world.lawyer, world.publisher):
        assert tasks(world, actor) == {Blocks.ANEW: 1}
        desk = browser(actor).get("/werk/").text
        assert "Beslis opnieuw over 1 vraag: het bezwaar is gevolgd" in desk and "controle/?filter=bezwaar" in desk
    assert Blocks.ANEW not in tasks(world, world.lead) and Blocks.ANEW not in tasks(world, world.expert)
    found = board(world)
    assert [unit.key for unit in found.units if unit.anew] == [objected]
    assert rules.counted(found.spots)[Filter.ANEW] == 1 and rules.counted(found.spots)[Filter.OPEN] == 0
    assert page.progress(found.spots) == (0, 1, 0, 0)
    screen = browser(world.lawyer).get(f"/werk/{world.slug}/controle/").text
    assert "Geen open bevindingen. Over 1 tekst moet u opnieuw beslissen." in screen and "Alles is beslist" not in screen
    assert listed(world)["findings"] == 1
    work = browser(world.expert).get(f"/werk/{world.slug}/vragen/?filter=findings").text
    assert "bezwaar gevolgd, opnieuw beslissen" in work and "De jurist of de publicist beslist." in work
    world.decide_again(objected, OTHER)
    world.second()
    for actor in (world.lawyer, world.publisher):
        assert tasks(world, actor) == {}
    found = board(world)
    assert not [unit for unit in found.units if unit.anew] and rules.counted(found.spots)[Filter.ANEW] == 0
    assert page.progress(found.spots) == (1, 1, 0, 0)
    assert "Alle bevindingen zijn beslist." in browser(world.lawyer).get(f"/werk/{world.slug}/controle/").text
    assert listed(world)["findings"] == 0
    assert "Er zijn geen bezwaren." in browser(world.lawyer).get(f"/werk/{world.slug}/bezwaren/").text


def listed(world: World) -> dict[str, int]:
    with world.database.transaction() as session:
        return dict(worklist.screen(session, world.lead, world.consultation(session), Wanted()).work.counts)


def test_the_same_decision_again_is_no_other_one(world: World, objected: str) -> None:
    """The text still reads as it did."""
    follow(world)
    world.decide_again(objected, Choice(Outcome.REDACT))
    assert tasks(world, world.lawyer) == {Blocks.ANEW: 1}


def test_a_question_that_is_kept_out_or_withdrawn_asks_for_nothing(world: World, objected: str) -> None:
    follow(world)
    question_id = world.question_id(objected)
    with world.database.transaction() as session:
        asking.withdraw(session, world.provider, world.consultation(session), question_id)
    assert tasks(world, world.lawyer) == {}
    with world.database.transaction() as session:
        assert objections.open_objections(session, world.lawyer, world.consultation(session)) == ()


def test_twin_without_the_condition_the_nota_stands_still_and_nobody_is_told(
    world: World, objected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: every finding has its decision, so all lists call it done."""
    follow(world)
    monkeypatch.setattr(previews, "asks_anew", lambda: cast(object, false()))
    assert tasks(world, world.lawyer) == {}
    assert page.progress(board(world).spots) == (1, 1, 0, 0)
    assert objected


def test_a_reason_that_is_missing_takes_the_focus(world: World, objected: str, browser: Browser) -> None:
    """Rule 61: the field that is wrong, and its message is spoken."""
    lawyer = browser(world.lawyer)
    listed_page = lawyer.get(f"/werk/{world.slug}/bezwaren/").text
    answer = forms.post(
        lawyer, f"/werk/{world.slug}/bezwaren/{preview_id(world)}/", page=listed_page, besluit="gegrond", reden=""
    )
    assert answer.status_code == 400 and objected in answer.text
    assert answer.text.count(" autofocus") == 1 and 'aria-invalid="true" autofocus' in answer.text
    assert 'id="r-1-fout" role="alert"' in answer.text and "<title>1 fout: " in answer.text


def test_its_party_reads_what_is_true_at_each_moment(world: World, browser: Browser) -> None:
    """Nothing calls to object where one cannot any more, and what is replaced does not "stay readable"."""
    world.open_consultation(objection_days=2)
    reference = world.ask(world.provider, "Wij rekenen nu € 44,75 per uur. Telt reistijd dan nog mee?")
    world.release_finding(reference)
    party, address = browser(world.provider), f"/mijn/{world.slug}/voorvertoning/"
    page_text = party.get(address).text
    assert "Let op: dit blijft leesbaar voor iedereen." in page_text and "Maak dan bezwaar." in page_text
    reply = forms.post(party, f"{address}{preview_id(world)}/", page=page_text, antwoord="bezwaar", reden=OBJECTION)
    objected_text = at_page(party, reply).text
    assert " is ontvangen." in objected_text and "Dit zou leesbaar blijven voor iedereen." in objected_text
    assert "Maak dan bezwaar." not in objected_text and "Let op: dit blijft" not in objected_text
    follow(world)
    followed = party.get(address).text
    assert "De gemeente volgt uw bezwaar. U ziet hier straks de nieuwe tekst." in followed and REASON in followed
    assert "Hiertegen maakte u bezwaar" in followed and "Zo leest een ander het" not in followed
    assert "leesbaar" not in followed and "Maak dan bezwaar." not in followed
