"""Who decided about a finding, or agreed, does not rule on the objection against it while a colleague can (rules 39, 40)."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, select

from consultation import clock
from consultation.accounts.actor import Actor
from consultation.accounts.models import Membership
from consultation.errors import InvalidInput
from consultation.questions.asking import own_previews
from consultation.questions.models import Question
from consultation.questions.objections import service as objections
from consultation.questions.objections.service import Objection, Ruling
from consultation.questions.previews import ruling_rights
from consultation.record.models import LedgerLeaf
from consultation.review.models import FindingDecision
from consultation.review.rules import Choice
from legal.terms import Outcome
from tests import forms
from tests.world import World

Browser = Callable[..., FlaskClient]
REDACT = Choice(Outcome.REDACT)
OBJECTION = "Zo begrijpt niemand meer wat wij vragen."
PUBLIC = Choice(Outcome.CLEAR, "Dit staat in het openbare besluit van 3 maart 2026.")
SIGNAL = "Wij spraken met de andere aanbieders af dat niemand inschrijft op perceel 2."
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


def _object(world: World) -> None:
    with world.database.transaction() as session:
        for one in own_previews.own_previews(session, world.provider, world.consultation(session)):
            own_previews.object_to(session, world.provider, world.consultation(session), one.id, OBJECTION)


@pytest.fixture
def agreed(world: World) -> str:
    """Return the reference of a question whose price the lawyer left, with the word of the publisher, and its party objects."""
    world.open_consultation(objection_days=2)
    reference = world.ask(world.provider, "Onze kostprijs is € 58,40 per uur. Telt reistijd mee?")
    world.answer(reference)
    world.decide(reference, PUBLIC, world.lawyer)
    world.second(world.publisher)
    _object(world)
    return reference


def test_who_agreed_does_not_rule_either(world: World, agreed: str) -> None:
    """Rule 40: without the word of the second person it did not count, so the objection is against his word too."""
    third = world.member(world.lawyer, "Nienke Tweede", "nienke@zilverdijk.example")
    for actor in (world.lawyer, world.publisher):
        assert not _seen(world, actor).right.may
        with pytest.raises(InvalidInput):
            _rule(world, actor)
    assert _seen(world, world.publisher).right.others == ("Nienke Tweede",)
    _rule(world, third)
    assert '"same_person":false' in _entry(world) and not world.own_previews()[0].same


def test_twin_who_forgets_the_second_person_lets_him_rule(world: World, agreed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: with the decider alone excluded, who agreed dismisses an objection against his own word."""
    monkeypatch.setattr(ruling_rights, "_people", lambda now: (now.decision.decided_by,) if now.decision else ())
    _rule(world, world.publisher)
    assert '"same_person":false' in _entry(world)


def test_in_an_office_of_two_one_of_them_rules_and_everybody_reads_it(world: World, agreed: str) -> None:
    """Where one decided and the other agreed nobody else is left: its party gets an answer, and reads who gave it."""
    assert _seen(world, world.publisher).right.may and _seen(world, world.lawyer).right.may
    _rule(world, world.publisher)
    assert '"same_person":true' in _entry(world)
    assert world.own_previews()[0].same


def _deciders_of_a_harmless_sign(world: World) -> frozenset[uuid.UUID]:
    world.open_consultation()
    reference = world.ask(world.provider, SIGNAL)
    world.find_harmless(reference, "Deze samenwerking mag.")
    with world.database.reading() as session:
        text_id = session.get_one(Question, world.question_id(reference)).text_id
        assert session.scalars(select(FindingDecision)).one().is_signal
        against = {text_id: clock.now(session) + timedelta(days=1)}
        return ruling_rights.deciders(session, [world.consultation_id], against)[text_id]


def test_who_judged_a_sign_of_agreements_took_no_decision_its_party_reads(world: World) -> None:
    """Rule 44: were he kept from ruling, who rules would tell that there was a sign."""
    assert _deciders_of_a_harmless_sign(world) == frozenset()


def test_twin_with_signs_the_lawyers_are_kept_from_ruling(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: a sign counts as any other decision."""
    monkeypatch.setattr(ruling_rights, "_read_by_its_party", lambda _: True)
    assert world.lawyer.person in _deciders_of_a_harmless_sign(world)


def test_as_many_queries_for_many_objections_as_for_one(world: World) -> None:
    """Who opens "Mijn werk" waits no longer where more consultations have more objections."""
    counted: list[str] = []
    event.listen(world.database.engine, "before_cursor_execute", lambda *facts: counted.append(facts[2]))
    consultations, numbers = [], []
    for number in range(3):
        world.open_consultation(objection_days=2, title=f"Begeleiding thuis {number}")
        for part in range(number + 1):
            reference = world.ask(world.provider, f"Onze kostprijs is € 58,4{part} per uur. Telt reistijd mee? Deel {part}.")
            world.answer(reference)
            world.decide(reference, PUBLIC, world.lawyer)
        world.second(world.publisher)
        _object(world)
        with world.database.transaction() as session:
            consultations = [*consultations, world.consultation(session)]
            counted.clear()
            waiting = objections.waiting_for(session, world.lawyer, consultations)
            numbers.append(len(counted))
            assert sum(waiting.values()) == (number + 1) * (number + 2) // 2
    assert numbers[0] == numbers[1] == numbers[2]


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


def test_the_other_pages_send_there_only_who_may_rule(world: World, objected: str, browser: Browser) -> None:
    """Rule 40: neither Controle nor the nota offers who decided what he would be refused."""
    world.compose()
    for actor, may in ((world.lawyer, False), (world.publisher, True)):
        client = browser(actor)
        note = client.get(f"/werk/{world.slug}/notas/1/").text
        assert ("Beslis over de bezwaren" in client.get(f"/werk/{world.slug}/controle/").text) is may
        assert ("Beslis over het bezwaar" in note) is may
        assert ("Een collega beslist over het bezwaar." in note) is not may


def test_on_the_pages_of_who_is_alone(world: World, objected: str, browser: Browser) -> None:
    """The page says beforehand that it is the same person, and its party reads it afterwards."""
    _leaves(world, world.publisher)
    lawyer, work = browser(world.lawyer), f"/werk/{world.slug}/bezwaren/"
    listed = lawyer.get(work).text
    assert "Het register bewaart dat het dezelfde persoon was." in listed
    address = f"{work}{world.own_previews()[0].id}/"
    assert forms.post(lawyer, address, page=listed, besluit="ongegrond", reden=REASON).status_code == 303
    said = "Dezelfde persoon nam ook het eerste besluit, of was het ermee eens. Niemand anders kon beslissen."
    assert said in browser(world.provider).get(f"/mijn/{world.slug}/voorvertoning/").text
