"""A claim that something is public: with source and date, by two people, with an end instead of a removal (rule 45)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from consultation.dossiers import guarding
from consultation.errors import InvalidInput, NotAllowed, NotFound
from consultation.record.models import LedgerLeaf
from consultation.review import claims, rules
from consultation.review.claims import Claim, ClaimDraft
from legal import scanning
from legal.scanning import scan
from legal.terms import Channel, GuardContext
from tests.review.desk import PRICE, Desk
from tests.world import World

QUOTED = "Is € 44,75 per uur het bedrag dat wij krijgen?"
SOURCE = "https://www.zilverdijk.example/tarieven"


@pytest.fixture
def desk(world: World) -> Desk:
    """Return a text with a price that stands on a public page."""
    world.draft_consultation()
    return Desk(world, QUOTED)


def _draft(world: World, text: str = "€ 44,75", source: str = SOURCE, days: int = 3) -> ClaimDraft:
    return ClaimDraft(text, source, (world.moment.now - timedelta(days=days)).date())


def _claim(world: World, draft: ClaimDraft | None = None, actor: object = None) -> claims.PublicClaim:
    with world.database.transaction() as session:
        who, known = actor or world.publisher, guarding.review(session, world.consultation_id)
        return claims.claim(session, who, known, draft or _draft(world))  # type: ignore[arg-type]


def _step(world: World, verb: str, row: claims.PublicClaim, actor: object) -> None:
    with world.database.transaction() as session:
        getattr(claims, verb)(session, actor, row)


def _listed(world: World) -> tuple[Claim, ...]:
    with world.database.reading() as session:
        return claims.claims(session, world.lawyer, world.consultation_id)


def test_what_is_public_does_not_free_somebodys_own_price(world: World) -> None:
    """Rule 43: whoever says that an amount is his own, tells a secret, also when the same amount is public."""
    world.draft_consultation()
    own = Desk(world, PRICE)
    _step(world, "agree", _claim(world), world.lawyer)
    assert own.leaves() is None


def test_a_claim_counts_once_a_second_person_agreed_and_until_it_ends(desk: Desk) -> None:
    """Rules 40, 45: it clears a price, so one person is not enough; ending it is not removing it."""
    world = desk.world
    row = _claim(world)
    assert desk.leaves() is None
    _step(world, "agree", row, world.lawyer)
    assert desk.leaves() == QUOTED
    assert _listed(world)[0].counts
    _step(world, "end", row, world.publisher)
    assert desk.leaves() is None
    shown = _listed(world)[0]
    assert (shown.text, shown.source, shown.counts, shown.ended_at) == ("€ 44,75", SOURCE, False, world.moment.now)


def test_it_clears_exactly_that_text(desk: Desk) -> None:
    """Another amount, and the same digits inside another amount, stay findings."""
    _step(desk.world, "agree", _claim(desk.world), desk.world.lawyer)
    for text in ("Wij rekenen nu € 45,75 per uur.", "Wij rekenen nu € 44,755 per uur.", "Wij rekenen nu € 144,75 per uur."):
        assert Desk(desk.world, text).leaves() is None, text


def test_it_counts_in_its_own_consultation_alone(desk: Desk) -> None:
    """What is public here says nothing there."""
    _step(desk.world, "agree", _claim(desk.world), desk.world.lawyer)
    desk.world.draft_consultation(title="Een andere consultatie")
    assert desk.leaves() is None


def test_nobody_agrees_with_himself_and_nothing_is_done_twice(desk: Desk) -> None:
    """R17."""
    world, row = desk.world, _claim(desk.world)
    with pytest.raises(InvalidInput):
        _step(world, "agree", row, world.publisher)
    _step(world, "agree", row, world.lawyer)
    with pytest.raises(NotFound):
        _step(world, "agree", row, world.lawyer)
    _step(world, "end", row, world.lawyer)
    with pytest.raises(NotFound):
        _step(world, "end", row, world.publisher)


def test_a_claim_that_ended_cannot_be_agreed_with(desk: Desk) -> None:
    """It would come back by the back door."""
    row = _claim(desk.world)
    _step(desk.world, "end", row, desk.world.publisher)
    with pytest.raises(NotFound):
        _step(desk.world, "agree", row, desk.world.lawyer)
    assert desk.leaves() is None


NAMES = pytest.mark.parametrize("text", ["Stichting Elzenwaard", "elzenwaard.example", "30111222"])


def _is_claimed(world: World, text: str) -> bool:
    fields = list[str]()
    try:
        _claim(world, _draft(world, text))
    except InvalidInput as refusal:
        fields = list(refusal.fields)
    assert fields in ([], ["text"])
    return not fields


@NAMES
def test_who_asks_cannot_be_claimed_public(desk: Desk, text: str) -> None:
    """Rule 13: it would stand in every question at once; a lawyer decides per text."""
    assert not _is_claimed(desk.world, text)


@NAMES
def test_twin_without_the_rule_who_asks_is_claimed(desk: Desk, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage of rule 13: a guard that finds nothing in the words lets a name in."""
    monkeypatch.setattr(claims, "_refused", lambda _known, _text: "")
    assert _is_claimed(desk.world, text)


def test_a_signal_cannot_be_claimed_public(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule 44: a publisher and one lawyer would pass it; and were it claimed, the guard finds it all the same."""
    signal = "Wij hebben met de andere aanbieders afgesproken om samen niet in te schrijven"
    assert not _is_claimed(desk.world, signal)
    monkeypatch.setattr(claims, "_refused", lambda _known, _text: "")
    assert _is_claimed(desk.world, signal)
    context = GuardContext(allow=(signal,), channel=Channel.QUESTION)
    assert [one.rule for one in scan(f"{signal}.", context)] == ["collusion.refusal"]
    monkeypatch.setattr(scanning, "_is_signal", lambda _finding: False)  # sabotage
    assert scan(f"{signal}.", context) == ()


def test_twin_without_the_rule_one_person_claims_and_agrees(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage of R17."""
    monkeypatch.setattr(rules, "same_person", lambda _first, _second: False)
    _step(desk.world, "agree", _claim(desk.world), desk.world.publisher)
    assert desk.leaves() == QUOTED


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": "€"}, "text"), ({"text": "x" * 501}, "text"), ({"text": " -- "}, "text"), ({"source": "web"}, "source"),
        ({"days": -2}, "source_date"), ({"text": "BSN 123456782"}, "text"), ({"source": "Bij BSN 123456782 vermeld"}, "source"),
    ],
)  # fmt: skip
def test_a_claim_says_what_where_and_when(desk: Desk, changes: dict[str, object], field: str) -> None:
    """Rules 41, 45."""
    with pytest.raises(InvalidInput) as refusal:
        _claim(desk.world, _draft(desk.world, **changes))  # type: ignore[arg-type]
    assert field in refusal.value.fields


def test_who_may(desk: Desk) -> None:
    """Rule 58: who decides about findings claims, agrees and ends: what waits is not public yet."""
    world = desk.world
    for actor in (world.lead, world.expert, world.auditor, world.provider):
        with pytest.raises(NotAllowed):
            _claim(world, actor=actor)
    row = _claim(world)
    for actor in (world.lead, world.expert, world.auditor, world.provider):
        with pytest.raises(NotAllowed):
            _step(world, "agree", row, actor)
    for actor in (world.lead, world.expert):
        with pytest.raises(NotAllowed):
            _step(world, "end", row, actor)


def test_every_step_is_in_the_record_without_the_words(desk: Desk) -> None:
    """R10, rule 53: the words enter as a salted commitment."""
    row = _claim(desk.world)
    _step(desk.world, "agree", row, desk.world.lawyer)
    _step(desk.world, "end", row, desk.world.publisher)
    with desk.world.database.reading() as session:
        entries = [entry for entry in session.scalars(select(LedgerLeaf.entry)) if '"claim.' in entry]
        found = claims.claim_of(session, desk.world.lawyer, desk.world.consultation_id, row.id)
    for kind in ("made", "agreed", "ended"):
        assert len([entry for entry in entries if f"\"claim.{kind}\"" in entry]) == 1
    assert not [entry for entry in entries if "44,75" in entry or "tarieven" in entry]
    assert found.source_date == (desk.world.moment.now - timedelta(days=3)).date()


def test_a_claim_is_found_in_its_consultation_only(desk: Desk) -> None:
    """An id from elsewhere is not there."""
    row = _claim(desk.world)
    desk.world.draft_consultation(title="Een andere consultatie")
    with desk.world.database.reading() as session, pytest.raises(NotFound):
        claims.claim_of(session, desk.world.lawyer, desk.world.consultation_id, row.id)


def test_twin_without_the_second_person_one_is_enough(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: when every claim counts at once, the price leaves on one person's word."""
    _claim(desk.world)
    assert desk.leaves() is None
    monkeypatch.setattr("consultation.review.knowledge._claimed", lambda _session, _id: ["€ 44,75"])
    assert desk.leaves() == QUOTED


ROUND = ["tarief 58", "kostprijs is 58 euro", "58 euro", "€ 58", "€ 58,-", "58 euro per uur", "312 cliënten", "10%"]


def _freed(world: World, text: str) -> list[str]:
    """Return which own figures leave after this was claimed to be public."""
    world.draft_consultation()
    _step(world, "agree", _claim(world, _draft(world, text)), world.lawyer)
    own = ["Onze kostprijs is 58 euro per uur.", "Onze kostprijs is € 58.", "Wij hebben 312 cliënten.", "Onze marge is 10%."]
    return [one for one in own if Desk(world, one).leaves()]


@pytest.mark.parametrize("text", ROUND)
def test_a_round_figure_frees_nobodys_own(world: World, text: str) -> None:
    """Rules 43 and 45: a claim about "58 euro" says nothing of who calls 58 euro his own price."""
    assert _freed(world, text) == []


def test_twin_as_words_it_frees_everybodys(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: no text is a figure."""
    monkeypatch.setattr(scanning, "_AMOUNTS", frozenset())
    assert len(_freed(world, "58 euro")) == 1


@pytest.mark.parametrize(
    ("claim", "text"),
    [("€ 58", "Is het tarief van € 58 inclusief btw?"), ("info@open.example", "Mag het naar info@open.example?")],
)
def test_a_round_figure_and_words_count_where_nobody_calls_them_his_own(world: World, claim: str, text: str) -> None:
    world.draft_consultation()
    _step(world, "agree", _claim(world, _draft(world, claim)), world.lawyer)
    assert Desk(world, text).leaves() == text


@pytest.mark.parametrize("text", ["achtenvijftig euro", "tien procent", "58 tot 60 euro"])
def test_an_amount_in_words_is_asked_in_digits(world: World, text: str) -> None:
    world.draft_consultation()
    with pytest.raises(InvalidInput) as refusal:
        _claim(world, _draft(world, text))
    assert refusal.value.fields == {"text": (claims.IN_DIGITS,)}
