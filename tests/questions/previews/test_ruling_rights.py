"""Who decided about a finding does not rule on the objection against that decision, while a colleague can (rules 39, 40)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from consultation import clock
from consultation.accounts.actor import Actor
from consultation.accounts.models import Membership
from consultation.errors import InvalidInput
from consultation.questions.asking import own_previews
from consultation.questions.objections import service as objections
from consultation.questions.objections.service import Objection, Ruling
from consultation.questions.previews import ruling_rights
from consultation.record.models import LedgerLeaf
from consultation.review.rules import Choice
from legal.terms import Outcome
from tests import forms
from tests.world import World

Browser = Callable[..., FlaskClient]
REDACT = Choice(Outcome.REDACT)
OBJECTION = "Zo begrijpt niemand meer wat wij vragen."
REASON = "Een naam gaat niet naar anderen."


@pytest.fixture
def objected(world: World) -> str:
    """Return the reference of a question whose name the lawyer redacted, and whose party objects to that."""
    world.open_consultation(objection_days=2)
    reference = world.ask(world.provider, "Wij van Stichting Elzenwaard vragen: telt reistijd mee?")
    world.answer(reference)
    world.decide(reference, REDACT, world.lawyer)
    preview = world.own_previews()[0]
    with world.database.transaction() as session:
        own_previews.object_to(session, world.provider, world.consultation(session), preview.id, OBJECTION)
    return reference


def _rule(world: World, actor: Actor, *, upheld: bool = False) -> None:
    with world.database.transaction() as session:
        found = objections.open_objections(session, actor, world.consultation(session))[0]
        objections.rule(session, actor, world.consultation(session), found.preview_id, Ruling(upheld, REASON))


def _seen(world: World, actor: Actor) -> Objection:
    with world.database.transaction() as session:
        return objections.open_objections(session, actor, world.consultation(session))[0]


def _leaves(world: World, actor: Actor) -> None:
    with world.database.transaction() as session:
        member = session.scalars(select(Membership).where(Membership.person_id == actor.person)).one()
        member.ended_at = clock.now(session)


def _entry(world: World) -> str:
    with world.database.reading() as session:
        return next(entry for entry in session.scalars(select(LedgerLeaf.entry)) if '"objection.ruled"' in entry)


def test_who_decided_does_not_rule_while_a_colleague_can(world: World, objected: str) -> None:
    """Rule 40: the lawyer who redacted is refused, and reads who can; the publisher rules."""
    with pytest.raises(InvalidInput) as refusal:
        _rule(world, world.lawyer)
    assert refusal.value.fields == {"ruling": (ruling_rights.OWN_DECISION,)}
    right = _seen(world, world.lawyer).right
    assert (right.own, right.may, right.others) == (True, False, ("M. Jansma",))
    _rule(world, world.publisher)
    assert '"same_person":false' in _entry(world)
    assert not world.own_previews()[0].same


def test_twin_without_the_right_one_rules_on_oneself(world: World, objected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: when nobody asks for the right, the lawyer dismisses an objection against his own decision."""
    monkeypatch.setattr(ruling_rights, "require", lambda _: None)
    _rule(world, world.lawyer)
    assert world.own_previews()[0].stand == "dismissed"


def test_who_is_alone_may_and_everybody_reads_it(world: World, objected: str) -> None:
    """Where nobody else may rule the party is not left without an answer: the record and its own page say who ruled."""
    _leaves(world, world.publisher)
    right = _seen(world, world.lawyer).right
    assert (right.own, right.may, right.others) == (True, True, ())
    _rule(world, world.lawyer)
    assert '"same_person":true' in _entry(world)
    assert world.own_previews()[0].same


def test_taking_it_over_afterwards_does_not_clear_the_first(world: World, objected: str) -> None:
    """What counts is whose decision it was when its party objected, whatever was decided since."""
    world.moment.advance(hours=1)
    world.decide_again(objected, REDACT, world.publisher)
    assert not _seen(world, world.lawyer).right.may
    assert _seen(world, world.publisher).right.may


def test_somebody_of_another_house_is_no_colleague(world: World, objected: str) -> None:
    """Rule 58: only people of this municipality count."""
    _leaves(world, world.publisher)
    world.other_municipality()
    assert _seen(world, world.lawyer).right.may


def test_on_the_pages(world: World, objected: str, browser: Browser) -> None:
    """No form for who decided, the name of who can; a post is refused; "Mijn werk" counts it for the other only."""
    lawyer, publisher, work = browser(world.lawyer), browser(world.publisher), f"/werk/{world.slug}/bezwaren/"
    page = lawyer.get(work).text
    assert "Daarom beslist een collega over dit bezwaar. Dat kan: M. Jansma." in page and 'name="besluit"' not in page
    address = f"{work}{world.own_previews()[0].id}/"
    refused = forms.post(lawyer, address, page=page, besluit="ongegrond", reden=REASON)
    assert refused.status_code == 400 and ruling_rights.OWN_DECISION in refused.text
    assert "Beslis over 1 bezwaar" not in lawyer.get("/werk/").text
    assert "Beslis over 1 bezwaar" in publisher.get("/werk/").text
    listed = publisher.get(work).text
    assert "dezelfde persoon" not in listed
    assert forms.post(publisher, address, page=listed, besluit="ongegrond", reden=REASON).status_code == 303
    assert "Dezelfde persoon" not in browser(world.provider).get(f"/mijn/{world.slug}/voorvertoning/").text


def test_on_the_pages_of_who_is_alone(world: World, objected: str, browser: Browser) -> None:
    """The page says beforehand that it is the same person, and its party reads it afterwards."""
    _leaves(world, world.publisher)
    lawyer, work = browser(world.lawyer), f"/werk/{world.slug}/bezwaren/"
    listed = lawyer.get(work).text
    assert "Het register bewaart dat het dezelfde persoon was." in listed
    address = f"{work}{world.own_previews()[0].id}/"
    assert forms.post(lawyer, address, page=listed, besluit="ongegrond", reden=REASON).status_code == 303
    said = "Dezelfde persoon nam ook het eerste besluit, want niemand anders kon beslissen."
    assert said in browser(world.provider).get(f"/mijn/{world.slug}/voorvertoning/").text
