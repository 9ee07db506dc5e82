"""A mail server that first says "later" to everybody: all are told, however many they are (rule 4, F17)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

import pytest
from sqlalchemy import func, select

from consultation.application import handlers
from consultation.config import Config
from consultation.jobs import mail, schedule, worker
from consultation.jobs.mail import Handed, Outcome
from consultation.jobs.worker import Worker
from consultation.publications.models import Delivery
from tests.moment import Moment
from tests.world import World

MEMBERS = 5 * worker.MOST_CLAIMS


class Greylist:
    """Refuses the first message to each address for now, and takes a tenth of a second for each."""

    def __init__(self, moment: Moment) -> None:
        self._moment, self._known = moment, set[str]()

    def hand_over(self, message: EmailMessage) -> Handed:
        """Take what comes for the second time."""
        self._moment.advance(seconds=0.1)
        known = message["To"] in self._known
        self._known.add(message["To"])
        return Handed(Outcome.SENT) if known else Handed(Outcome.LATER, "Nu niet.")

    def close(self) -> None:
        """Nothing is open."""


@pytest.mark.slow
def test_everybody_is_told(world: World, config: Config, moment: Moment, monkeypatch: pytest.MonkeyPatch) -> None:
    """More members than a job may be claimed: what waits, waits together."""
    for number in range(MEMBERS):
        world.member(world.provider, f"Lid {number}", f"lid{number}@voorbeeld.example")
    world.open_consultation()
    world.answer(world.ask(world.provider, "Geldt de termijn ook in de zomer?"))
    world.publish_note()
    post = Greylist(moment)

    @contextmanager
    def opened(_relay: object) -> Iterator[Greylist]:
        yield post

    monkeypatch.setattr(mail, "opened", opened)
    jobs = dict(handlers(config)) | {"note_pdf": lambda _task: None}
    work = Worker(world.database, jobs, schedule.plan)
    for _ in range(300):
        work.drain()
        moment.advance(seconds=0.2)
    with world.database.reading() as session:
        total, sent = session.execute(select(func.count(), func.count(Delivery.sent_at))).one()
    assert total == sent > MEMBERS
