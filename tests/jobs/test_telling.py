"""Everybody is told, at the moment itself, with a link and never the content (rules 1 and 4)."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import select

from consultation.accounts import service as accounts
from consultation.accounts.models import Membership
from consultation.application import handlers
from consultation.config import Config
from consultation.db import Database
from consultation.jobs import schedule, telling
from consultation.jobs.worker import Worker
from consultation.outbox import OutboxRow
from consultation.publications import deliveries
from consultation.publications.deliveries import Address, Announcement
from consultation.publications.models import Delivery
from consultation.questions.notes import composing
from consultation.record.models import LedgerLeaf
from tests.moment import Moment
from tests.world import World

QUESTION = "Geldt de toeslag ook voor het weekend in de zomer?"
ANSWER = "Nee. Die toeslag vervalt; wij schrijven dat in de leidraad."
COLLEAGUE = "collega@elzenwaard.example"


@pytest.fixture
def told(world: World, config: Config) -> World:
    """Return a world with a note at its moment, where one party has two members and all earlier mail is gone."""
    world.open_consultation()
    world.member(world.provider, "Collega van Elzenwaard", COLLEAGUE)
    world.answer(world.ask(world.provider, QUESTION), ANSWER)
    worker(world.database, config).drain()
    for file in folder(config).glob("*"):
        file.unlink()
    world.publish_note()
    return world


def folder(config: Config) -> Path:
    return Path(config.mail_url.removeprefix("file:"))


def worker(database: Database, config: Config) -> Worker:
    jobs = dict(handlers(config))
    jobs["note_pdf"] = lambda _task: None  # its own tests
    return Worker(database, jobs, schedule.plan)


def mails(config: Config) -> list[EmailMessage]:
    files = sorted(folder(config).glob("*.eml"))
    return [cast(EmailMessage, email.message_from_bytes(file.read_bytes(), policy=email.policy.default)) for file in files]


def words(message: EmailMessage) -> str:
    """Return everything a message says, headers and body, decoded."""
    headers = "\n".join(f"{name}: {value}" for name, value in message.items())
    return f"{headers}\n\n{message.get_content()}"


def test_every_member_of_every_party_gets_one_mail_of_his_own(told: World, config: Config) -> None:
    """Rules 1 and 4; no header names anybody else."""
    worker(told.database, config).drain()
    addresses = sorted(["lid@elzenwaard.example", COLLEAGUE, "lid@lindewede.example", "lid@vlierkracht.example"])
    assert sorted(message["To"] for message in mails(config)) == addresses
    for message in mails(config):
        assert {"Cc", "Bcc", "Reply-To", "Sender"}.isdisjoint(message.keys())
        assert [address for address in addresses if address in words(message)] == [message["To"]]


def _leaks(config: Config) -> list[str]:
    """Return every word of five letters or more of question and answer that stands in a mail."""
    secret = {word.strip(".,;?") for word in f"{QUESTION} {ANSWER}".split() if len(word.strip(".,;?")) > 4}
    return [word for message in mails(config) for word in secret if word in words(message)]


def test_a_mail_holds_a_link_and_the_title_and_nothing_of_the_content(told: World, config: Config) -> None:
    """Rule 4."""
    worker(told.database, config).drain()
    message = mails(config)[0]
    assert message["Subject"] == "Nieuw in de marktconsultatie: Begeleiding thuis 2028"
    assert f"{config.public_url}/consultaties/{told.slug}/notas/1/" in message.get_content()
    assert message.get_content_type() == "text/plain"
    assert message["Message-ID"] and message["Date"]
    assert _leaks(config) == []


def test_twin_a_mail_with_the_answer_in_it_is_caught(told: World, config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a well-meant letter that quotes."""
    monkeypatch.setattr(telling, "_body", lambda _office, _news, _title: f"Het antwoord is: {ANSWER}")
    worker(told.database, config).drain()
    assert _leaks(config) != []


def test_every_mail_is_the_same_but_for_its_address(told: World, config: Config) -> None:
    """R0: what a party is told does not depend on who it is or who asked."""
    worker(told.database, config).drain()
    own = ("To", "Message-ID", "Date")
    bare = {
        (message.get_content(), *((name, str(value)) for name, value in message.items() if name not in own))
        for message in mails(config)
    }
    assert len(bare) == 1


def test_nobody_is_told_before_the_moment(world: World, config: Config, moment: Moment) -> None:
    """Rule 1: also when somebody runs the job too early."""
    world.open_consultation()
    world.answer(world.ask(world.provider, QUESTION), ANSWER)
    worker(world.database, config).drain()
    before = len(mails(config))
    release = world.schedule(world.compose())
    with world.database.transaction() as session:
        for row in session.scalars(select(OutboxRow).where(OutboxRow.done_at.is_(None), OutboxRow.kind == "tell")):
            row.run_after = moment.now
    worker(world.database, config).drain()
    assert len(mails(config)) == before
    moment.set(release.visible_at)
    worker(world.database, config).drain()
    assert len(mails(config)) == before + 3


def _mails_of_a_stopped_note(world: World, config: Config, moment: Moment) -> int:
    world.open_consultation()
    world.answer(world.ask(world.provider, QUESTION), ANSWER)
    worker(world.database, config).drain()
    before = len(mails(config))
    number = world.compose()
    release = world.schedule(number)
    with world.database.transaction() as session:
        composing.stop(session, world.publisher, world.consultation(session), number)
    moment.set(release.visible_at)
    worker(world.database, config).drain()
    return len(mails(config)) - before


def test_a_stopped_release_is_told_to_nobody(world: World, config: Config, moment: Moment) -> None:
    assert _mails_of_a_stopped_note(world, config, moment) == 0


def test_twin_without_the_look_at_the_stop_people_are_told_of_nothing(
    world: World, config: Config, moment: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage twin: an announcement that never says it was stopped."""
    original = deliveries.announcement
    monkeypatch.setattr(deliveries, "announcement", lambda *facts: replace(original(*facts), stopped=False))
    assert _mails_of_a_stopped_note(world, config, moment) == 3


def test_who_left_the_party_is_not_told(told: World, config: Config) -> None:
    with told.database.transaction() as session:
        gone = session.scalars(select(Membership).where(Membership.person_id == told.rival.person)).one()
        accounts.end_membership(session, gone)
    worker(told.database, config).drain()
    assert "lid@lindewede.example" not in [message["To"] for message in mails(config)]
    with told.database.reading() as session:
        assert [row.last_error for row in session.scalars(select(Delivery).where(Delivery.gave_up_at.is_not(None)))] == [
            deliveries.LEFT
        ]


def test_the_record_says_how_the_telling_went_once(told: World, config: Config, moment: Moment) -> None:
    """One private line per telling: how many, never who."""
    worker(told.database, config).drain()
    moment.advance(days=2)
    worker(told.database, config).drain()
    with told.database.reading() as session:
        lines = list(session.scalars(select(LedgerLeaf.entry).where(LedgerLeaf.entry.contains("release.told"))))
    assert len(lines) == 2  # the consultation itself, and the note
    assert '"failed":0' in lines[1] and '"messages":4' in lines[1] and '"sent":4' in lines[1]


def test_a_title_cannot_add_a_header(told: World, config: Config) -> None:
    """A line break in a title ends up as a space."""
    with told.database.reading() as session:
        release_id = session.scalars(select(Delivery.release_id)).first()
        assert release_id is not None
        news = deliveries.announcement(session, release_id)
    office = telling.PostOffice(telling.mail.relay(config.mail_url), config.mail_from, config.public_url)

    class Broken:
        def plain(self) -> str:
            return "Begeleiding\nBcc: iedereen@elders.example"

    bad = Announcement(**{**vars(news), "title": Broken()})
    message = telling.letter(office, bad, Address(told.consultation_id, "lid@elzenwaard.example", 0))
    assert "Bcc" not in message
    assert b"\nBcc:" not in bytes(message)
