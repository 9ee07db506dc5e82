"""Two people for whatever releases something competition-sensitive (rule 40, R17); and taking back."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from consultation.accounts import permissions
from consultation.accounts.actor import Actor
from consultation.accounts.permissions import Permission, Role
from consultation.errors import InvalidInput, NotAllowed, NotFound
from consultation.record.models import LedgerLeaf
from consultation.review import rules, seconding
from consultation.review.rules import Choice, Opinion
from legal.terms import Ground, Label, Outcome
from tests.review.desk import CLEAR, PRICE, REASON, REDACT, Desk
from tests.world import World

SIGNAL = "Wij hebben met de andere aanbieders afgesproken om samen niet in te schrijven."
MAIL = "Mail naar iemand@voorbeeld.example als u dit wilt weten."


@pytest.fixture
def desk(world: World) -> Desk:
    """Return a text with a price in it."""
    world.draft_consultation()
    return Desk(world, PRICE)


def _counts_alone(desk: Desk, choice: Choice) -> bool:
    """Say whether a decision of one person lets the text through."""
    desk.decide(desk.places()[0], choice)
    return desk.leaves() is not None


@pytest.mark.parametrize(
    "choice", [CLEAR, Choice(Outcome.GENERALISE, REASON, "een bedrag"), Choice(Outcome.REDACT, REASON, span=(18, 23))]
)
def test_releasing_a_price_needs_two(desk: Desk, choice: Choice) -> None:
    """Rule 40: clear, make more general, redact less: it counts once another person agreed."""
    assert not _counts_alone(desk, choice)
    assert desk.judged()[0].counting.pending is not None
    desk.second(desk.world.lawyer)
    assert desk.leaves() is not None


def test_twin_without_the_rule_one_person_is_enough(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: when nothing counts as competition-sensitive, one person releases a price."""
    monkeypatch.setattr(rules, "competitive", lambda _label, _ground: False)
    assert _counts_alone(desk, CLEAR)


def test_redacting_needs_nobody_else(desk: Desk) -> None:
    """Rule 40 is about release."""
    assert _counts_alone(desk, REDACT)


def test_personal_data_on_a_ground_of_privacy_needs_one(world: World) -> None:
    """Rule 40: it is about competition; a mailbox on the ground of the AVG is not."""
    world.draft_consultation()
    desk = Desk(world, MAIL)
    assert _counts_alone(desk, CLEAR)


def test_words_over_a_price_need_two_whatever_they_were_about(world: World) -> None:
    """Rule 40: making a mailbox more general, with a price under the same words, would release the price by the back door."""
    world.draft_consultation()
    desk = Desk(world, f"{PRICE} Onze naam is Stichting Elzenwaard.")
    by_hand = Choice(
        Outcome.GENERALISE, REASON, "een locatie", span=(0, len(desk.text)), label=Label.ADDRESS, ground=Ground.AVG
    )
    assert desk.mark(by_hand).needs_second
    assert desk.leaves() is None


def _agrees_with_himself(desk: Desk) -> bool:
    """Say whether one person can be first and second; when not, he is told so."""
    desk.decide(desk.places()[0], CLEAR, desk.world.lawyer)
    fields = list[str]()
    try:
        desk.second(desk.world.lawyer)
    except InvalidInput as refusal:
        fields = list(refusal.fields)
    assert fields in ([], ["second"])
    return desk.leaves() is not None


def test_nobody_is_his_own_second(desk: Desk) -> None:
    """R17: other than the first."""
    assert not _agrees_with_himself(desk)


def test_twin_without_the_rule_he_is(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage of R17: when nobody looks who was first, one person is both."""
    monkeypatch.setattr(rules, "same_person", lambda _first, _second: False)
    assert _agrees_with_himself(desk)


def _second_role(desk: Desk, role: str) -> bool:
    """Say whether this role can agree that a price stays readable."""
    desk.decide(desk.places()[0], CLEAR)
    try:
        desk.second(getattr(desk.world, role))
    except NotAllowed:
        return False
    return desk.leaves() == PRICE


@pytest.mark.parametrize("role", ["lead", "expert", "auditor", "provider"])
def test_who_may_not_read_the_original_is_no_second(desk: Desk, role: str) -> None:
    """Rules 40, 58: to agree one must read it, so who does not decide about findings is neither first nor second."""
    with pytest.raises(NotAllowed):
        desk.decide(desk.places()[0], CLEAR, getattr(desk.world, role))
    assert not _second_role(desk, role)


def test_twin_with_the_row_of_the_table_opened_the_lead_agrees(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage of rule 58."""
    monkeypatch.setitem(permissions.TABLE, Permission.FINDING_SECOND, frozenset(Role))
    assert _second_role(desk, "lead")


def _seconds(desk: Desk, actor: Actor) -> bool:
    """Say whether what waits, waits for this person: he hears nothing of it otherwise, in lists and counts too."""
    with desk.world.database.reading() as session:
        row = seconding.waiting(session, desk.world.consultation_id)[0]
        if not permissions.allowed(actor.role, Permission.FINDING_SECOND):
            return False
        assert seconding.may_second(actor, row) == bool(seconding.waiting_for(session, actor, [row.consultation_id]))
    try:
        desk.second(actor)
    except NotFound:
        return False
    return True


def _signal(world: World) -> Desk:
    """Let the lawyer say that a signal of collusion is none."""
    world.draft_consultation()
    desk = Desk(world, SIGNAL)
    assert desk.decide(desk.places()[0], CLEAR, world.lawyer).needs_second
    return desk


@pytest.mark.parametrize("role", ["lead", "publisher"])
def test_a_signal_of_collusion_is_for_lawyers_also_to_agree_with(world: World, role: str) -> None:
    """Rule 44: who is no lawyer does not hear of it, so that where there is one lawyer the text stays."""
    desk = _signal(world)
    assert not _seconds(desk, getattr(world, role))
    assert desk.leaves() is None


@pytest.mark.parametrize("role", ["lead", "publisher"])
def test_twin_with_the_permission_others_are_asked(world: World, role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage of rule 44: with the rows of the table opened the same question waits for them."""
    for permission in (Permission.COLLUSION_READ, Permission.FINDING_SECOND):
        monkeypatch.setitem(permissions.TABLE, permission, frozenset(Role))
    assert _seconds(_signal(world), getattr(world, role))


def test_another_lawyer_agrees_that_it_is_no_signal(world: World) -> None:
    """Rules 40, 44: two lawyers; the first cannot be the second."""
    desk = _signal(world)
    with pytest.raises(InvalidInput):
        desk.second(world.lawyer)
    desk.second(world.member(world.lawyer, "Nienke Tweede", "nienke@zilverdijk.example"))
    assert desk.leaves() == SIGNAL


def test_a_second_person_who_refuses_says_why(desk: Desk) -> None:
    """The decision does not count then, and the finding is open again; a later decision can be agreed with."""
    place = desk.places()[0]
    desk.decide(place, CLEAR)
    with pytest.raises(InvalidInput) as refusal:
        desk.second(desk.world.lawyer, agrees=False, reason="nee")
    assert list(refusal.value.fields) == ["reason"]
    desk.second(desk.world.lawyer, agrees=False)
    assert (desk.leaves(), desk.places()) == (None, [place])
    desk.decide(place, CLEAR, newest=True)
    desk.second(desk.world.lawyer)
    assert desk.leaves() == PRICE


def test_one_opinion_per_decision(desk: Desk) -> None:
    """It is final: who was first is heard."""
    made = desk.decide(desk.places()[0], CLEAR)
    desk.second(desk.world.lawyer)
    with desk.world.database.transaction() as session, pytest.raises(NotFound):
        seconding.give_opinion(session, desk.world.lawyer, made, Opinion(agrees=False, reason=REASON))


def test_what_counted_stays_until_the_second_agrees(desk: Desk) -> None:
    """A redaction stands while somebody wants the words back."""
    place = desk.places()[0]
    desk.decide(place, REDACT)
    redacted = desk.leaves()
    desk.decide(place, CLEAR, desk.world.lawyer, newest=True)
    assert desk.leaves() == redacted
    desk.second(desk.world.publisher)
    assert desk.leaves() == PRICE


def test_a_decision_that_was_overtaken_waits_for_nobody(desk: Desk) -> None:
    """Agreeing with an old decision must not bring it back."""
    place = desk.places()[0]
    old = desk.decide(place, CLEAR)
    desk.decide(place, REDACT, newest=True)
    with desk.world.database.transaction() as session:
        assert seconding.waiting(session, desk.world.consultation_id) == []
        with pytest.raises(NotFound):
            seconding.give_opinion(session, desk.world.lawyer, old, Opinion(agrees=True))


def test_both_people_stand_in_the_record(desk: Desk) -> None:
    """R17, rule 53: who decided, who agreed, who took back."""
    desk.decide(desk.places()[0], CLEAR)
    desk.second(desk.world.lawyer)
    desk.undo(desk.world.publisher)
    with desk.world.database.reading() as session:
        entries = list(session.scalars(select(LedgerLeaf.entry)))
    for kind, who in (("decided", desk.world.publisher), ("seconded", desk.world.lawyer), ("undone", desk.world.publisher)):
        assert [entry for entry in entries if f'"finding.{kind}"' in entry and who.tag in entry]


def test_taking_back_goes_step_by_step_through_ones_own(world: World) -> None:
    """The newest first; what somebody else decided since is his, and nothing is erased."""
    world.draft_consultation()
    desk = Desk(world)
    places = desk.places()
    desk.decide(places[0], REDACT)
    desk.decide(places[1], REDACT)
    desk.decide(places[2], REDACT, world.lawyer)
    assert desk.undo(world.publisher) == 1
    assert desk.places() == [places[1]]
    assert desk.undo(world.publisher) == 1
    assert desk.places() == places[:2]
    assert desk.undo(world.publisher) == 0
    desk.decide(places[2], REDACT, world.publisher, newest=True)
    assert desk.undo(world.lawyer) == 0
    assert len(desk.rows()) == 6


def test_taking_back_several_decisions_about_one_place(world: World) -> None:
    """Redacted, freed, taken back twice: as if nobody decided; then it can be decided anew, and taken back again."""
    world.draft_consultation()
    desk = Desk(world)
    place = desk.places()[0]
    desk.decide(place, REDACT)
    desk.decide(place, CLEAR, newest=True)
    assert [desk.undo(world.publisher), place in desk.places()] == [1, False]
    assert [desk.undo(world.publisher), place in desk.places()] == [1, True]
    assert desk.undo(world.publisher) == 0
    desk.decide(place, REDACT, newest=True)
    assert [desk.undo(world.publisher), place in desk.places()] == [1, True]


def test_taking_back_brings_back_what_counted_before(desk: Desk) -> None:
    """The redaction of yesterday counts again when today's release is taken back, also after the second agreed."""
    place = desk.places()[0]
    desk.decide(place, REDACT, desk.world.lawyer)
    desk.decide(place, CLEAR, newest=True)
    desk.second(desk.world.lawyer)
    assert desk.leaves() == PRICE
    assert desk.undo(desk.world.publisher) == 1
    assert "[gelakt: prijs of tarief, Aw 2.57]" in (desk.leaves() or "")


def _undone_after_agreeing(world: World) -> int:
    """Let the lawyer redact one finding, agree with the publisher about another, and then take back."""
    world.draft_consultation()
    desk = Desk(world, f"{PRICE} {MAIL}")
    price, mail = desk.places()
    desk.decide(mail, REDACT, world.lawyer)
    world.moment.advance(minutes=1)
    desk.decide(price, CLEAR, world.publisher)
    world.moment.advance(minutes=1)
    desk.second(world.lawyer)
    return desk.undo(world.lawyer)


def test_agreeing_is_final_and_nothing_older_is_taken_back_for_it(world: World) -> None:
    """R17: whoever takes back right after "Eens" means that; an older decision elsewhere stays as it is."""
    assert _undone_after_agreeing(world) == 0


def test_twin_without_that_the_older_one_is_taken_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: what this person said as a second is not looked at."""
    monkeypatch.setattr(seconding, "_spoke_at", lambda *_: None)
    assert _undone_after_agreeing(world) == 1
