"""Decisions about findings: with a reason, by the right person, once, in the record, and never the words (rules 35, 36; R2)."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import select

from consultation.accounts.actor import Actor
from consultation.errors import InvalidInput, NotAllowed, NotFound
from consultation.record.models import LedgerLeaf
from consultation.review import service as reviewing
from consultation.review.models import FindingDecision
from consultation.review.texts import Source
from legal import guard
from legal.guard import Cleared, Refused
from legal.terms import Channel, Outcome
from tests.world import World

TEXT = "Stichting Elzenwaard mailt naar jan@elzenwaard.example en Lindewede Begeleiding niet."
REASON = "Dit staat al in het register van contracten."


def _source(text: str = TEXT) -> Source:
    return Source(uuid.UUID(int=11), "question", text, Channel.QUESTION)


def _places(world: World, source: Source) -> list[tuple[int, int]]:
    with world.database.reading() as session:
        judged = reviewing.review(session, world.consultation_id, [source.text_id]).judged(source)
    return [(item.finding.start, item.finding.end) for item in judged if item.decision is None]


def _decide(world: World, place: tuple[int, int], outcome: Outcome, reason: str = "", actor: Actor | None = None) -> None:
    with world.database.transaction() as session:
        known = reviewing.review(session, world.consultation_id, [_source().text_id])
        reviewing.decide(session, actor or world.publisher, known, _source(), place, outcome, reason)


def _gate(world: World, source: Source | None = None) -> Cleared | Refused:
    source = source or _source()
    with world.database.reading() as session:
        return reviewing.review(session, world.consultation_id, [source.text_id]).clear(source)


def _decide_all(world: World, outcome: Outcome, reason: str = "") -> None:
    for place in _places(world, _source()):
        _decide(world, place, outcome, reason)


def test_a_text_leaves_when_every_finding_is_decided(world: World) -> None:
    """Rule 35: one open finding holds the whole text."""
    world.draft_consultation()
    places = _places(world, _source())
    assert len(places) == 3
    for place in places:
        assert isinstance(_gate(world), Refused)
        _decide(world, place, Outcome.REDACT)
    cleared = _gate(world)
    assert isinstance(cleared, Cleared)
    assert not [name for name in ("Elzenwaard", "elzenwaard", "Lindewede", "jan@") if name in cleared.text]
    assert cleared.redactions == 3


def test_what_stays_needs_a_reason_of_ten_characters(world: World) -> None:
    """Rule 36: overriding a finding says why; redacting needs no reason."""
    world.draft_consultation()
    place = _places(world, _source())[0]
    for reason in ("", "te kort", " " * 30):
        with pytest.raises(InvalidInput) as refusal:
            _decide(world, place, Outcome.CLEAR, reason)
        assert list(refusal.value.fields) == ["reason"]
    _decide_all(world, Outcome.CLEAR, REASON)
    cleared = _gate(world)
    assert isinstance(cleared, Cleared)
    assert cleared.text == TEXT


def test_without_the_guard_the_text_would_leave(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin of the gate: a guard that finds nothing clears everything."""
    world.draft_consultation()
    assert isinstance(_gate(world), Refused)
    monkeypatch.setattr(guard, "scan", lambda _text, _context: ())
    assert isinstance(_gate(world), Cleared)


def test_a_decision_says_everything_except_the_words(world: World) -> None:
    """Rule 36: class, ground, reason, decider, time, rule and version; in the record without words or reason (rule 53)."""
    world.draft_consultation()
    _decide_all(world, Outcome.CLEAR, REASON)
    with world.database.reading() as session:
        rows = session.scalars(select(FindingDecision)).all()
        entries = [entry for entry in session.scalars(select(LedgerLeaf.entry)) if '"finding.decided"' in entry]
    assert len(rows) == len(entries) == 3
    for row in rows:
        assert (row.outcome, row.reason, row.decided_by) == ("clear", REASON, world.publisher.person)
        assert (row.decided_at, bool(row.rule), bool(row.version), bool(row.ground), bool(row.sensitivity)) == (
            world.moment.now,
            *[True] * 4,
        )
        assert not [value for value in vars(row).values() if "elzenwaard" in str(value).lower()]
    for entry in entries:
        assert world.publisher.tag in entry
        assert "lzenwaard" not in entry
        assert REASON not in entry


def test_a_reason_holds_no_citizen_service_number(world: World) -> None:
    """Rule 41: not through the back door either."""
    world.draft_consultation()
    with pytest.raises(InvalidInput) as refusal:
        _decide(world, _places(world, _source())[0], Outcome.CLEAR, "Het bsn 111222333 is van een medewerker.")
    assert list(refusal.value.fields) == ["reason"]


@pytest.mark.parametrize("outcome", [Outcome.WITHHOLD, Outcome.REFUSE, Outcome.GENERALISE])
def test_other_outcomes_are_not_decided_here(world: World, outcome: Outcome) -> None:
    """They ask for more than a click; the gate would hold the text anyway."""
    world.draft_consultation()
    with pytest.raises(NotFound):
        _decide(world, _places(world, _source())[0], outcome, REASON)


def test_a_place_without_a_finding_is_not_decided(world: World) -> None:
    """A decision that fits no finding would let nothing through, and is refused at once."""
    world.draft_consultation()
    start, end = _places(world, _source())[0]
    for place in ((start, end + 1), (start + 1, end), (0, len(TEXT) + 5), (-1, 3)):
        with pytest.raises(NotFound):
            _decide(world, place, Outcome.REDACT)


def test_a_decision_is_taken_once(world: World) -> None:
    """The second person hears that there is nothing left to decide; the first decision stands."""
    world.draft_consultation()
    place = _places(world, _source())[0]
    _decide(world, place, Outcome.REDACT)
    with pytest.raises(NotFound):
        _decide(world, place, Outcome.CLEAR, REASON)
    with world.database.reading() as session:
        assert list(session.scalars(select(FindingDecision.outcome))) == ["redact"]


def test_only_the_publisher_decides(world: World) -> None:
    """Rule 58."""
    world.draft_consultation()
    place = _places(world, _source())[0]
    for actor in (world.lead, world.expert, world.auditor, world.provider):
        with pytest.raises(NotAllowed):
            _decide(world, place, Outcome.REDACT, actor=actor)


def test_a_decision_counts_in_its_own_consultation_alone(world: World) -> None:
    """The same text id elsewhere is another text."""
    world.draft_consultation()
    _decide_all(world, Outcome.REDACT)
    assert isinstance(_gate(world), Cleared)
    world.draft_consultation(title="Een andere consultatie")
    assert isinstance(_gate(world), Refused)


def test_the_guard_knows_every_party_and_spares_the_municipality(world: World) -> None:
    """A provider that joins the platform later is found from then on; the municipality's own address is no finding."""
    world.draft_consultation()
    text = "Wilgenstee Thuis vraagt het aan inkoop@zilverdijk.example."
    assert isinstance(_gate(world, _source(text)), Cleared)
    with world.database.transaction() as session:
        world._provider(session, "wilgenstee", "Wilgenstee Thuis B.V.", "30444555", "wilgenstee.example")
    assert isinstance(_gate(world, _source(text)), Refused)


def test_an_address_is_made_without_findings(world: World) -> None:
    """Rules 13, 37: what the guard finds is left out whole; other words stay, in order."""
    world.draft_consultation()
    with world.database.reading() as session:
        left = reviewing.review(session, world.consultation_id).without_findings(_source())
    assert left.split() == ["mailt", "naar", "en", "niet."]
