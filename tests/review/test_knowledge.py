"""What the guard must know of a consultation: who speaks, who takes part, what is public already (rules 13, 45; R0)."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from consultation.dossiers import guarding, service
from consultation.dossiers.rules import VersionDraft
from consultation.review import knowledge
from consultation.review.claims import ClaimDraft
from consultation.review.knowledge import OwnTexts
from consultation.review.texts import Source
from consultation.review_screen import claiming
from legal.terms import Channel, GuardContext, Speaker
from tests.world import World

BUDGET = "# Leidraad\n\nHet tarief is nu € 58,32 per uur. Daarmee rekent de gemeente in de hele consultatie."
OWN = "Wij rekenen nu € 44,75 per uur. Telt reistijd mee?"


def _source(text: str, channel: Channel = Channel.QUESTION) -> Source:
    return Source(uuid.UUID(int=7), "question", text, channel)


def _found(world: World, text: str, channel: Channel = Channel.QUESTION) -> list[str]:
    with world.database.reading() as session:
        review = guarding.review(session, world.consultation_id)
        return [item.finding.quote(text) for item in review.judged(_source(text, channel))]


def _public(world: World, channel: Channel) -> tuple[str, ...]:
    with world.database.reading() as session:
        return guarding.review(session, world.consultation_id).knowledge.context(_source("x", channel)).public


def test_figures_are_kept_by_a_digest_and_no_text_is() -> None:
    """R1: what stays in the process does not hold a document that is not public."""
    found = knowledge.figures_of(BUDGET)
    assert found and knowledge.figures_of(BUDGET) is found
    assert all(isinstance(key, bytes) and len(key) == 32 for key in knowledge._figures)
    for number in range(knowledge.MOST_TEXTS + 3):
        knowledge.figures_of(f"Perceel {number}")
    assert len(knowledge._figures) == knowledge.MOST_TEXTS


def _add(world: World, body: str, number: str = "1.1") -> None:
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        document = session.get_one(service.DocumentVersion, world.version).document_id
        draft = VersionDraft("", number, body, "Een tarief toegevoegd aan de tekst.")
        service.add_version(session, world.lead, consultation, draft, document)


def test_every_text_knows_who_speaks() -> None:
    """What a party writes is a question; all the municipality writes counts as an answer."""
    assert (_source("x").speaker, _source("x", Channel.ANSWER).speaker) == (Speaker.PROVIDER, Speaker.MUNICIPALITY)
    assert Source(uuid.uuid4(), "x", "x", Channel.MINUTES).speaker is Speaker.MUNICIPALITY


def test_a_published_figure_is_public_whoever_quotes_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule 45: the amounts of the published documents go along with every text; an amount of a party's own does not."""
    monkeypatch.setattr("tests.world.BODY", BUDGET)
    world.open_consultation()
    assert _public(world, Channel.QUESTION) == _public(world, Channel.ANSWER) == ("58,32",)
    assert _found(world, OWN) == ["€ 44,75"]


def test_a_published_answer_is_public_too_and_a_question_is_not(world: World) -> None:
    """Of a nota only what the municipality says is its own to make public."""
    world.open_consultation()
    reference = world.ask(world.provider, OWN)
    world.answer(reference, "Wij gaan uit van een tarief van € 61,50 per uur.")
    world.release_finding(reference)
    assert _public(world, Channel.QUESTION) == ()
    world.publish_note()
    assert _public(world, Channel.QUESTION) == ("61,50",)


def _known_after(world: World, first: Callable[[Session], object]) -> tuple[str, ...]:
    """Return which figures an answer may repeat, in a session in which something else asked first what is known."""
    with world.database.transaction() as session:
        first(session)
        return guarding.review(session, world.consultation_id).knowledge.coming


def test_a_claim_leaves_the_municipalitys_own_figures_known(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule 45: what is known is kept for a session, so nobody asks for it without the municipality's own texts."""
    monkeypatch.setattr("tests.world.BODY", BUDGET)
    world.draft_consultation()
    draft = ClaimDraft("€ 44,75", "Raadsbesluit", world.moment.now.date())
    known = _known_after(world, lambda session: claiming.claim(session, world.publisher, world.consultation(session), draft))
    assert known == ("58,32",)


def test_twin_who_asks_first_without_them_leaves_everybody_without(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: as when no texts of the municipality were the default."""
    monkeypatch.setattr("tests.world.BODY", BUDGET)
    world.draft_consultation()
    assert _known_after(world, lambda session: knowledge.knowledge(session, world.consultation_id, OwnTexts)) == ()


def test_a_party_cannot_ask_the_guard_what_stands_in_a_draft(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule 1, R13: an amount that nobody read yet counts for the municipality's own texts alone.

    Else what is redacted in a party's own draft, and what not, would answer its guess.
    """
    monkeypatch.setattr("tests.world.BODY", BUDGET)
    world.draft_consultation()
    assert (_public(world, Channel.QUESTION), _public(world, Channel.ANSWER)) == ((), ("58,32",))


def test_twin_without_that_difference_a_draft_would_tell(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: a party's text laid beside what is coming."""
    monkeypatch.setattr("tests.world.BODY", BUDGET)
    monkeypatch.setattr(knowledge.Knowledge, "context", _careless)
    world.draft_consultation()
    assert _public(world, Channel.QUESTION) == ("58,32",)


def test_what_was_written_after_the_questions_is_not_public_by_being_written(world: World) -> None:
    """Else an answerer who copies a provider's price into a document would make it public for the guard."""
    world.open_consultation()
    world.ask(world.provider, OWN)
    world.moment.advance(hours=1)
    _add(world, BUDGET.replace("58,32", "44,75"))
    assert _public(world, Channel.ANSWER) == ()


def test_the_municipality_and_its_contact_point_are_no_finding(world: World) -> None:
    """Its name, its mailbox, and the mailbox of a consultation: for parties from the moment that everybody reads it."""
    text = "U schrijft aan Gemeente Zilverdijk, met contact@wijkteam.example of inkoop@zilverdijk.example."
    world.draft_consultation(contact_email="contact@wijkteam.example")
    assert _found(world, text) == ["contact@wijkteam.example"]
    assert _found(world, text, Channel.ANSWER) == []
    world.open_consultation(title="Begeleiding in de wijk", contact_email="contact@wijkteam.example")
    assert _found(world, text) == []


def test_a_party_that_joins_later_is_known_from_then_on(world: World) -> None:
    """Once per session, and anew in the next."""
    world.draft_consultation()
    text = "Graag vraagt hand in hand het aan de gemeente."
    assert _found(world, text) == []
    with world.database.transaction() as session:
        world._provider(session, "hand", "Hand in hand B.V.", "30444555", "hand.example")
    assert _found(world, text) == ["hand in hand"]


def _careless(self: knowledge.Knowledge, source: Source) -> GuardContext:
    return GuardContext(self.parties, (), self.coming, source.speaker, source.channel, self.words)
