"""Inviting and joining: who takes part, since when, and that it accepted the rules (rules 2, 5, 64)."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from datetime import datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from consultation.accounts.actor import Actor
from consultation.dossiers.rules import Openness
from consultation.errors import InvalidInput, NotAllowed, TooLate
from consultation.parties import queries, service
from consultation.parties.models import Participation
from consultation.publications import queries as publications
from consultation.record.models import LedgerLeaf
from tests.world import World

Browser = Callable[..., FlaskClient]
QUESTION = "Telt de reistijd van begeleiders mee in het uurtarief?"


def _invite(world: World, actor: Actor, organisation: uuid.UUID) -> None:
    with world.database.transaction() as session:
        service.invite(session, actor, world.consultation_id, organisation)


def _accept(world: World, actor: Actor) -> None:
    with world.database.transaction() as session:
        service.accept(session, actor, world.consultation_id)


def _events(world: World, kind: str) -> int:
    with world.database.reading() as session:
        entries = session.scalars(select(LedgerLeaf.entry).where(LedgerLeaf.consultation_id == world.consultation_id))
        return sum(f'"{kind}"' in entry for entry in entries)


def test_an_invitation_stands_once(world: World) -> None:
    """Rule 2: a change of audience is a recorded act; inviting twice is one act."""
    world.draft_consultation(Openness.CLOSED)
    for _ in range(2):
        _invite(world, world.lead, world.provider.organisation)
    assert _events(world, "party.invited") == 1
    with world.database.reading() as session:
        (party,) = queries.parties(session, world.consultation_id)
        left = {candidate.organisation_id for candidate in queries.candidates(session, world.consultation_id)}
    assert (party.name, party.invited, party.accepted_at, party.since) == ("Stichting Elzenwaard", True, None, world.moment.now)
    assert left == {world.rival.organisation, world.third.organisation}


def test_only_the_process_lead_invites_and_only_providers(world: World) -> None:
    """Rule 58; a municipality or a made-up organisation is no party."""
    world.draft_consultation(Openness.CLOSED)
    for actor in (world.expert, world.publisher, world.auditor, world.rival):
        with pytest.raises(NotAllowed):
            _invite(world, actor, world.provider.organisation)
    for organisation in (world.municipality_id, uuid.uuid4()):
        with pytest.raises(InvalidInput):
            _invite(world, world.lead, organisation)
    with world.database.reading() as session:
        assert queries.count(session, world.consultation_id) == 0


def test_a_list_of_parties_is_in_order_of_name(world: World) -> None:
    """Rule 9: never in order of arrival."""
    world.draft_consultation(Openness.CLOSED)
    for actor in (world.third, world.provider, world.rival):
        _invite(world, world.lead, actor.organisation)
        world.moment.advance(hours=1)
    with world.database.reading() as session:
        names = [party.name for party in queries.parties(session, world.consultation_id)]
    assert names == sorted(names)


def test_joining_is_accepting_the_rules(world: World) -> None:
    """Rule 64: an open consultation is joined by accepting; an invitation alone is no acceptance."""
    world.open_consultation()
    newcomer = _newcomer(world)
    assert not _can_ask(world, newcomer)
    _accept(world, newcomer)
    _accept(world, newcomer)
    assert _can_ask(world, newcomer)
    with world.database.reading() as session:
        standing = queries.standing(session, world.consultation_id, newcomer.organisation)
    assert standing is not None
    assert (standing.invited, standing.since, standing.accepted_at) == (False, world.moment.now, world.moment.now)
    assert _events(world, "party.joined") == 4  # three of the world, and the newcomer once


def test_an_invitee_accepts_later(world: World) -> None:
    """Rule 64: since when it takes part and when it accepted are two things."""
    world.open_consultation(Openness.CLOSED)
    newcomer = _newcomer(world)
    _invite(world, world.lead, newcomer.organisation)
    invited_at = world.moment.now
    world.moment.advance(hours=3)
    assert not _can_ask(world, newcomer)
    _accept(world, newcomer)
    assert _can_ask(world, newcomer)
    with world.database.reading() as session:
        standing = queries.standing(session, world.consultation_id, newcomer.organisation)
    assert standing is not None
    assert (standing.invited, standing.since, standing.accepted_at) == (True, invited_at, world.moment.now)


def test_without_the_rule_anybody_could_ask(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin of rule 64."""
    world.open_consultation()
    monkeypatch.setattr(queries, "has_accepted", lambda *_facts: True)
    assert _can_ask(world, _newcomer(world))


def test_who_joins_late_sees_everything_with_its_dates(world: World, browser: Browser) -> None:
    """Rule 5: at once, the same pages, byte for byte, with the dates of then."""
    note = _history(world)
    newcomer = _newcomer(world)
    assert _seen_by(world, newcomer, browser) == [404, 404, 404]
    _invite(world, world.lead, newcomer.organisation)
    pages = _seen_by(world, newcomer, browser)
    assert pages == _seen_by(world, world.rival, browser)
    assert not [page for page in pages if page == 404]
    assert note.strftime("%Y-%m-%dT%H:%M") in pages[2]  # type: ignore[operator]


def test_a_late_joiner_who_is_shown_less_is_noticed(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a predicate that shows only what came after joining turns the comparison red."""
    _history(world)
    newcomer = _newcomer(world)
    world.moment.advance(hours=1)
    _invite(world, world.lead, newcomer.organisation)
    since, whole = world.moment.now, publications.readable_now

    def from_joining(now: datetime, reader: publications.Reader) -> object:
        seen = whole(now, reader)
        late = reader.organisation_id == newcomer.organisation
        return seen & (publications.Release.visible_at >= since) if late else seen

    monkeypatch.setattr(publications, "readable_now", from_joining)
    assert _seen_by(world, newcomer, browser) != _seen_by(world, world.rival, browser)


def test_two_members_at_once_are_one_party(world: World) -> None:
    """Two colleagues accept in the same moment: one participation, one entry, no fault."""
    world.open_consultation()
    newcomer = _newcomer(world)
    colleague = world.member(newcomer, "Tweede lid", "tweede@wilgenstee.example")
    faults: list[BaseException] = []
    start = threading.Barrier(2)

    def join(actor: Actor) -> None:
        start.wait()
        try:
            _accept(world, actor)
        except BaseException as fault:  # noqa: BLE001 - told by the assertion below
            faults.append(fault)

    threads = [threading.Thread(target=join, args=(actor,)) for actor in (newcomer, colleague)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with world.database.reading() as session:
        where = Participation.organisation_id == newcomer.organisation
        assert len(session.scalars(select(Participation).where(where)).all()) == 1
    assert _events(world, "party.joined") == 4


def _newcomer(world: World) -> Actor:
    """Add a fourth provider, who was not there at the start."""
    with world.database.transaction() as session:
        return world._provider(session, "wilgenstee", "Wilgenstee Thuis B.V.", "30444555", "wilgenstee.example")


def _can_ask(world: World, actor: Actor) -> bool:
    try:
        world.receipt(actor, QUESTION)
    except TooLate:
        return False
    return True


def _history(world: World) -> datetime:
    """Let a closed consultation have a past: documents, a question, a note; return when the note appeared."""
    world.open_consultation(Openness.CLOSED)
    world.answer(world.ask(world.provider, QUESTION))
    world.publish_note()
    noted = world.moment.now
    world.moment.advance(days=2)
    return noted


def _seen_by(world: World, actor: Actor, browser: Browser) -> list[int | str]:
    client, root = browser(actor), f"/consultaties/{world.slug}/"
    answers = [client.get(root + page) for page in ("", "documenten/leidraad/1.0/", "notas/1/")]
    return [answer.text if answer.status_code == 200 else answer.status_code for answer in answers]
