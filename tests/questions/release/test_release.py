"""Making a consultation public: two people, one transaction, one moment for everybody (rule 1; R5, R17)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from consultation.accounts.actor import Actor
from consultation.accounts.permissions import Role
from consultation.dossiers import pieces as dossier_pieces
from consultation.dossiers import queries
from consultation.dossiers import service as dossiers
from consultation.dossiers.models import DocumentVersion
from consultation.dossiers.rules import Openness, VersionDraft
from consultation.errors import NotAllowed, PublishBlocked, TooLate
from consultation.outbox import OutboxRow
from consultation.publications import service as publishing
from consultation.publications.models import Delivery, Publication, Release
from consultation.questions.models import QuestionRound
from consultation.questions.release import service as release
from consultation.questions.rounds import service as rounds
from consultation.questions.rounds.service import RoundDraft
from consultation.record import service as record
from consultation.record.models import Checkpoint, LedgerLeaf
from tests.dossiers.test_rules import DRAFT
from tests.world import BODY, World

Browser = Callable[..., FlaskClient]
WRITTEN = (Release, Publication, Delivery, OutboxRow, LedgerLeaf, Checkpoint)


def _release(world: World, actor: Actor | None = None) -> Release:
    with world.database.transaction() as session:
        return release.release(session, actor or world.publisher, world.consultation(session))


def _stop(world: World, made: Release) -> None:
    with world.database.transaction() as session:
        release.stop(session, world.publisher, world.consultation(session), made.id)


def _also_publisher(actor: Actor) -> Actor:
    """The same person, signed in as publisher: a small municipality gives somebody two roles."""
    return replace(actor, role=Role.PUBLISHER)


# Two people (R17)


def _made(world: World, colleague: Actor) -> None:
    world.draft_consultation()


def _edited(world: World, colleague: Actor) -> None:
    world.draft_consultation()
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        dossiers.edit(session, colleague, consultation, DRAFT, queries.fingerprint(consultation))


def _wrote_a_document(world: World, colleague: Actor) -> None:
    world.open_consultation()
    with world.database.transaction() as session:
        dossiers.add_version(session, colleague, world.consultation(session), VersionDraft("Bijlage", "1.0", BODY))


def _planned_a_round(world: World, colleague: Actor) -> None:
    world.open_consultation()
    now = world.moment.now
    with world.database.transaction() as session:
        draft = RoundDraft(now, now + timedelta(days=3), now + timedelta(days=5))
        rounds.add_round(session, colleague, world.consultation(session), draft)


def _refused_to_the_maker(world: World, make: Callable[[World, Actor], None]) -> bool:
    colleague = world.lead if make is _made else world.member(world.lead, "N. Collega", "collega@zilverdijk.example")
    make(world, colleague)
    try:
        _release(world, _also_publisher(colleague))
    except PublishBlocked as refusal:
        return "U maakte een deel hiervan. Iemand anders maakt het openbaar." in refusal.reasons
    return False


@pytest.mark.parametrize("make", [_made, _edited, _wrote_a_document, _planned_a_round])
def test_who_made_a_part_does_not_publish_it(world: World, make: Callable[[World, Actor], None]) -> None:
    """R17: making, editing, adding a document, planning a round: each of them is making. A colleague can publish."""
    assert _refused_to_the_maker(world, make)
    assert _release(world).visible_at > world.moment.now


@pytest.mark.parametrize("make", [_made, _edited, _wrote_a_document, _planned_a_round])
def test_without_the_makers_one_person_could(
    world: World, make: Callable[[World, Actor], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage twin: with nobody known as maker, one person would do both."""
    monkeypatch.setattr(release, "_makers", lambda _session, _consultation: set())
    assert not _refused_to_the_maker(world, make)


def test_only_the_publisher_publishes(world: World) -> None:
    """Rule 58, asked in the service."""
    world.draft_consultation()
    for actor in (world.lead, world.expert, world.auditor, world.provider):
        with pytest.raises(NotAllowed):
            _release(world, actor)


def test_both_people_stand_in_the_record(world: World) -> None:
    """R17: who made it and who made it public, by their opaque tags; also who stopped it."""
    world.draft_consultation()
    _stop(world, _release(world))
    with world.database.reading() as session:
        entries = list(session.scalars(select(LedgerLeaf.entry).where(LedgerLeaf.tree == "private")))
    for kind, actor in (
        ("consultation.created", world.lead),
        ("release.made", world.publisher),
        ("release.stopped", world.publisher),
    ):
        assert any(f'"{kind}"' in entry and actor.tag in entry for entry in entries), kind
    assert not [entry for entry in entries if world.publisher.name in entry]


# One transaction (R5)


def _state(world: World) -> dict[str, Any]:
    """Return everything a release could leave behind."""
    with world.database.reading() as session:
        found: dict[str, Any] = {table.__name__: session.scalar(select(func.count()).select_from(table)) for table in WRITTEN}
        found["marks"] = [
            world.consultation(session).release_id,
            *session.scalars(select(QuestionRound.release_id)),
            *session.scalars(select(DocumentVersion.release_id)),
        ]
        return found | {"opens": list(session.scalars(select(QuestionRound.opens_at)))}


def _break(monkeypatch: pytest.MonkeyPatch, place: object, name: str) -> None:
    """Let a step do its work and then fail."""
    step = getattr(place, name)

    def broken(*args: Any, **kwargs: Any) -> Any:
        step(*args, **kwargs)
        raise RuntimeError("de stekker is eruit")

    monkeypatch.setattr(place, name, broken)


STEPS = [
    (publishing, "_add"), (record, "seal"), (publishing, "_address"), (publishing, "_promise"),
    (dossier_pieces, "mark"), (release, "_note"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "name"), STEPS, ids=[name for _, name in STEPS])
def test_a_failure_at_any_step_leaves_nothing(world: World, monkeypatch: pytest.MonkeyPatch, place: object, name: str) -> None:
    """R5: no row, no leaf, no message and no mark of a publication that did not happen."""
    world.draft_consultation()
    before = _state(world)
    _break(monkeypatch, place, name)
    with pytest.raises(RuntimeError):
        _release(world)
    assert _state(world) == before


def test_a_commit_half_way_would_be_seen(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: an edge that commits after a failure leaves something, and the check above turns red."""
    world.draft_consultation()
    before = _state(world)
    _break(monkeypatch, release, "_note")
    with world.database.transaction() as session, suppress(RuntimeError):
        release.release(session, world.publisher, world.consultation(session))
    assert _state(world) != before


def test_everything_goes_at_the_same_moment_to_everybody(world: World, browser: Browser) -> None:
    """Rule 1: a second before it nobody can read it, at the moment everybody can."""
    world.draft_consultation()
    made = _release(world)
    readers = [browser(), browser(world.provider), browser(world.rival), browser(world.third)]
    world.moment.set(made.visible_at - timedelta(microseconds=1))
    assert {reader.get(f"/consultaties/{world.slug}/").status_code for reader in readers} == {404}
    world.moment.set(made.visible_at)
    pages = [reader.get(f"/consultaties/{world.slug}/") for reader in readers]
    assert {page.status_code for page in pages} == {200}
    assert len({page.data for page in pages}) == 1


# What can go out


def test_a_second_click_publishes_nothing_twice(world: World) -> None:
    """Everything is public already, and the page says so."""
    world.draft_consultation()
    _release(world)
    with pytest.raises(TooLate, match="Alles is al openbaar"):
        _release(world)


def _one_document_waits(world: World) -> None:
    _wrote_a_document(world, world.lead)


def test_two_publishers_at_once_make_one_release(world: World) -> None:
    """On both engines one waits for the other, and then finds nothing left to publish."""
    _one_document_waits(world)
    assert _both_at_once(world) == ["TooLate", "made"]


def test_the_first_release_of_all_also_waits(world: World) -> None:
    """Also when there is no record to wait for yet."""
    world.draft_consultation()
    assert _both_at_once(world) == ["TooLate", "made"]


@pytest.mark.postgres
def test_without_waiting_two_publishers_would_publish_twice(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: without the lock both find everything waiting. (SQLite has one writer at a time by itself.)"""
    _one_document_waits(world)
    gate, look = threading.Barrier(2, timeout=20), release._pieces

    def look_together(*args: Any) -> Any:
        found = look(*args)
        gate.wait()
        return found

    monkeypatch.setattr(dossiers, "hold", lambda _session, _consultation: None)
    monkeypatch.setattr(release, "_pieces", look_together)
    assert _both_at_once(world) == ["made", "made"]


def _both_at_once(world: World) -> list[str]:
    ended: list[str] = []

    def try_it() -> None:
        try:
            _release(world)
            ended.append("made")
        except TooLate as refusal:
            ended.append(type(refusal).__name__)

    threads = [threading.Thread(target=try_it) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ended)


def test_nothing_goes_out_ahead_of_its_consultation(world: World) -> None:
    """Rule 1: a document of a consultation that may still be stopped waits; else it would be readable without it."""
    world.draft_consultation()
    _release(world)
    with world.database.transaction() as session:
        dossiers.add_version(session, world.lead, world.consultation(session), VersionDraft("Bijlage", "1.0", BODY))
    with pytest.raises(PublishBlocked) as refusal:
        _release(world)
    assert "De consultatie zelf wordt zo openbaar. Wacht daarop, of stop haar eerst." in refusal.value.reasons
    world.moment.advance(minutes=10)
    assert _release(world).visible_at > world.moment.now


def test_a_closed_one_needs_somebody_to_read_it(world: World) -> None:
    """Rules 2, 6: a closed consultation without parties is published to nobody."""
    world.draft_consultation(Openness.CLOSED)
    with pytest.raises(PublishBlocked) as refusal:
        _release(world)
    assert refusal.value.reasons == ("Er is nog niemand uitgenodigd. Een besloten consultatie leest dan niemand.",)


def test_a_note_stopped_from_the_overview_can_go_again(world: World) -> None:
    """The overview shows every release that waits; stopping a note there is the same act as on its own page."""
    world.open_consultation()
    world.answer(world.ask(world.provider, "Telt de reistijd van begeleiders mee in het uurtarief?"))
    number = world.compose()
    made = world.schedule(number)
    _stop(world, made)
    with world.database.reading() as session:
        entries = list(session.scalars(select(LedgerLeaf.entry).where(LedgerLeaf.tree == "private")))
    assert any('"note.stopped"' in entry and world.publisher.tag in entry for entry in entries)
    world.moment.advance(hours=1)
    assert world.compose() == number
    assert world.schedule(number).visible_at > world.moment.now
