"""Whoever decides about objections hears that one came in: not which, not whose, not at which minute (rules 13 and 39)."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import select

from consultation import clock
from consultation.accounts.models import Membership
from consultation.accounts.permissions import Role
from consultation.application import handlers
from consultation.config import Config
from consultation.jobs.worker import Worker
from consultation.outbox import OutboxRow
from consultation.questions.asking import own_previews
from consultation.questions.objections import service as objections
from consultation.questions.objections.service import Ruling
from consultation.questions.previews import term as objection_term
from consultation.review.rules import Choice
from legal.terms import Outcome
from tests.world import World

NAMED = "Wij van Stichting Elzenwaard vragen: telt reistijd mee?"
OBJECTION = "Zo begrijpt niemand meer wat wij vragen."


def _drain(world: World, config: Config) -> None:
    Worker(world.database, handlers(config), lambda _session: None).drain()


def _sent(folder: Path) -> list[EmailMessage]:
    found = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in (folder / "mail").glob("*.eml")]
    return [message for message in found if "bezwaar" in message["Subject"]]  # type: ignore[misc]


def _object(world: World) -> None:
    preview = next(one for one in world.own_previews() if one.stand == "waiting")
    with world.database.transaction() as session:
        own_previews.object_to(session, world.provider, world.consultation(session), preview.id, OBJECTION)


@pytest.fixture
def decided(world: World, config: Config) -> World:
    """Return a world in which two questions of one party were redacted."""
    world.other_municipality()
    world.open_consultation(objection_days=2)
    third = world.member(world.lawyer, "Nienke Tweede", "nienke@zilverdijk.example")
    for text in (NAMED, f"{NAMED} En wachttijd?"):
        world.decide(world.ask(world.provider, text), Choice(Outcome.REDACT), third)
    _drain(world, config)
    return world


def _of_two_objections(world: World, config: Config, folder: Path) -> list[EmailMessage]:
    for _ in range(2):
        _object(world)
    _drain(world, config)
    assert _sent(folder) == []
    world.moment.advance(hours=1)
    _drain(world, config)
    return _sent(folder)


def test_who_decides_is_told_once_at_the_whole_hour(decided: World, config: Config, tmp_path: Path) -> None:
    """The lawyer and the publisher of this municipality, and nobody else."""
    found = _of_two_objections(decided, config, tmp_path)
    wanted = [f"{role}@zilverdijk.example" for role in (Role.LAWYER, Role.PUBLISHER)]
    assert sorted(message["To"] for message in found) == sorted(wanted)
    assert len({message.get_content() for message in found}) == 1
    assert found[0]["Subject"] == "Een bezwaar wacht op uw besluit: Begeleiding thuis 2028"
    assert f"/werk/{decided.slug}/bezwaren/" in found[0].get_content()


def test_it_holds_no_word_of_the_text_and_no_question(decided: World, config: Config, tmp_path: Path) -> None:
    """Rules 4, 13, R14; and what is kept for it names no preview either."""
    references = [one.reference for one in decided.own_previews()]
    _object(decided)
    with decided.database.reading() as session:
        row = session.scalars(select(OutboxRow).where(OutboxRow.kind == own_previews.OBJECTED)).one()
    assert (row.payload, row.run_after.minute, row.run_after.second) == ({}, 0, 0)
    decided.moment.advance(hours=1)
    _drain(decided, config)
    assert _sent(tmp_path)
    for message in _sent(tmp_path):
        words = f"{message['Subject']} {message.get_content()}"
        assert not [one for one in (*references, "Elzenwaard", "reistijd", "begrijpt", "gelakt") if one in words]


def test_nobody_is_told_of_what_was_decided_meanwhile(decided: World, config: Config, tmp_path: Path) -> None:
    _object(decided)
    with decided.database.transaction() as session:
        consultation = decided.consultation(session)
        (one,) = objections.open_objections(session, decided.lawyer, consultation)
        ruling = Ruling(upheld=False, reason="Een naam gaat niet naar anderen.")
        objections.rule(session, decided.lawyer, consultation, one.preview_id, ruling)
    decided.moment.advance(hours=1)
    _drain(decided, config)
    assert _sent(tmp_path) == []


def _told_of_what_the_lawyer_decided(world: World, config: Config, folder: Path) -> list[str]:
    world.open_consultation(objection_days=2)
    world.decide(world.ask(world.provider, NAMED), Choice(Outcome.REDACT), world.lawyer)
    _object(world)
    world.moment.advance(hours=1)
    _drain(world, config)
    return [message["To"] for message in _sent(folder)]


def test_who_may_not_rule_is_not_told(world: World, config: Config, tmp_path: Path) -> None:
    """Rule 40: the lawyer decided, so the publisher alone hears that an objection waits for his ruling."""
    assert _told_of_what_the_lawyer_decided(world, config, tmp_path) == ["publisher@zilverdijk.example"]


def test_who_may_rule_on_another_one_is_told(world: World, config: Config, tmp_path: Path) -> None:
    """Of two objections each of them decided one: both have something to rule on."""
    world.open_consultation(objection_days=2)
    for actor, text in ((world.lawyer, NAMED), (world.publisher, f"{NAMED} En wachttijd?")):
        world.decide(world.ask(world.provider, text), Choice(Outcome.REDACT), actor)
    assert len(_of_two_objections(world, config, tmp_path)) == 2


def test_who_is_alone_is_told(world: World, config: Config, tmp_path: Path) -> None:
    """Where nobody else can rule an objection does not lie unheard."""
    with world.database.transaction() as session:
        member = session.scalars(select(Membership).where(Membership.person_id == world.publisher.person)).one()
        member.ended_at = clock.now(session)
    assert _told_of_what_the_lawyer_decided(world, config, tmp_path) == ["lawyer@zilverdijk.example"]


def test_agreeing_tells_nobody(decided: World, config: Config, tmp_path: Path) -> None:
    for one in decided.own_previews():
        with decided.database.transaction() as session:
            own_previews.agree(session, decided.provider, decided.consultation(session), one.id)
    decided.moment.advance(hours=1)
    _drain(decided, config)
    assert _sent(tmp_path) == []


def test_twin_told_at_once_the_mailbox_keeps_the_minute(
    decided: World, config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: beside the moment at which one party looked at its texts, that names it."""
    monkeypatch.setattr(objection_term, "next_hour", lambda instant: instant)
    _object(decided)
    _drain(decided, config)
    assert len(_sent(tmp_path)) == 2
