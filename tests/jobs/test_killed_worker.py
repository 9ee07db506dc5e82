"""kill -9 of the worker at any step: every party gets his mail, a second copy has the same Message-ID (F3)."""

from __future__ import annotations

import os
import signal
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from consultation import clock
from consultation.application import handlers, make_database
from consultation.config import Config
from consultation.db import Database
from consultation.jobs import schedule, telling
from consultation.jobs.worker import Worker
from consultation.outbox import OutboxRow
from consultation.publications import deliveries
from consultation.publications.models import Delivery
from consultation.record import queries as record_queries
from tests import faults
from tests.jobs.relays import Box, running
from tests.moment import Moment
from tests.world import World

pytestmark = pytest.mark.slow  # real processes, mail or PDFs: not in ./test --fast

ADDRESSES = {"lid@elzenwaard.example", "lid@lindewede.example", "lid@vlierkracht.example", "collega@elzenwaard.example"}
LEASE = timedelta(seconds=60)


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def ready(world: World, config: Config, box: Box) -> Iterator[Config]:
    """Yield the configuration for a worker that must tell four people of a note, through a real mail server."""
    world.open_consultation()
    world.member(world.provider, "Collega van Elzenwaard", "collega@elzenwaard.example")
    world.answer(world.ask(world.provider, "Telt reistijd mee als uur met de inwoner?"))
    _worker(world.database, config).drain()
    world.publish_note()
    world.database.dispose()
    with running(box) as url:
        yield replace(config, mail_url=url)


def _worker(database: Database, config: Config) -> Worker:
    jobs = dict(handlers(config))
    jobs["note_pdf"] = lambda _task: None
    return Worker(database, jobs, schedule.plan, lease=LEASE)


def _work(config: Config, moment: Moment, step: int) -> str:
    """Run a worker that dies at `step`; afterwards its lease and its back-off are over."""
    ended = faults.killed_at(config, step, lambda database: _none(_worker(database, config).drain()))
    moment.advance(minutes=5)
    return ended


def _none(_value: object) -> None:
    """Drop a value."""


def _again(config: Config) -> None:
    """Put the telling back as if it had never run, for the next try."""
    database = make_database(config)
    with database.transaction() as session:
        session.execute(update(Delivery).values(sent_at=None, attempts=0, next_try_at=clock.now(session)))
        done = update(OutboxRow).where(OutboxRow.kind == "tell")
        session.execute(done.values(done_at=None, failed_at=None, claimed_until=None, attempts=0, run_after=clock.now(session)))
    database.dispose()


def _faults_of(box: Box) -> list[str]:
    """Return who got nothing, and whose copies do not carry one and the same id."""
    missing = [f"{address} got nothing" for address in ADDRESSES if not box.to(address)]
    ids = {address: {message["Message-ID"] for message in box.to(address)} for address in ADDRESSES}
    return missing + [f"{address} got {len(found)} ids" for address, found in ids.items() if len(found) > 1]


def _steps(config: Config) -> int:
    """Count the steps of a worker that is left alone."""
    database = make_database(config)
    steps = faults.Steps(database)
    _worker(database, config).drain()
    database.dispose()
    return steps.taken


@pytest.mark.slow
def test_killed_at_any_step_everybody_is_told(ready: Config, moment: Moment, box: Box, world: World) -> None:
    """F3, at statements and commits all over the worker's round. Copies prove that some kills came after the sending."""
    found, copies = [], 0
    for step in faults.spread(_steps(ready), 30):
        _again(ready)
        box.arrived.clear()
        assert _work(ready, moment, step) == faults.KILLED
        assert _work(ready, moment, faults.NEVER) == faults.DONE
        found += [f"step {step}: {fault}" for fault in _faults_of(box)]
        copies += len(box.arrived) - len(ADDRESSES)
    assert found == []
    assert copies > 0
    with world.database.reading() as session:
        assert record_queries.is_whole(session, world.consultation_id) is None


def _killed_between_sending_and_marking(config: Config, moment: Moment) -> None:
    """Die right before the first message is marked as sent; then let another worker finish."""

    def work(database: Database) -> None:
        steps = faults.Steps(database)
        original = deliveries.mark_sent

        def dies(*facts: object) -> None:
            steps._fatal = steps.taken + 1
            original(*facts)  # type: ignore[arg-type]

        deliveries.mark_sent = dies  # type: ignore[assignment]
        _worker(database, config).drain()

    assert faults.killed_at(config, faults.NEVER, work) == faults.KILLED
    moment.advance(minutes=5)
    assert _work(config, moment, faults.NEVER) == faults.DONE


def test_killed_between_sending_and_marking_the_copy_has_the_same_id(ready: Config, moment: Moment, box: Box) -> None:
    """F3."""
    _killed_between_sending_and_marking(ready, moment)
    assert _faults_of(box) == []
    assert len(box.arrived) == len(ADDRESSES) + 1


def test_twin_with_a_new_id_per_try_the_copies_differ(
    ready: Config, moment: Moment, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage twin: a Message-ID that is made up at sending."""
    original = telling.letter

    def careless(*facts: object) -> object:
        message = original(*facts)  # type: ignore[arg-type]
        message.replace_header("Message-ID", f"<{uuid.uuid4()}@zilverdijk.example>")
        return message

    monkeypatch.setattr(telling, "letter", careless)
    _killed_between_sending_and_marking(ready, moment)
    assert [fault.split(" got ")[1] for fault in _faults_of(box)] == ["2 ids"]


def test_twin_marking_before_sending_loses_a_message(
    ready: Config, moment: Moment, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage twin: at most once instead of at least once."""

    def hasty(
        task: telling.Task, _office: object, _news: object, addresses: list[deliveries.Address], began: datetime
    ) -> None:
        telling._note(task, addresses, telling.Handed(telling.Outcome.SENT), began)
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(telling, "_send_all", hasty)
    assert _work(ready, moment, faults.NEVER) == faults.KILLED
    monkeypatch.undo()
    monkeypatch.setattr(clock, "now", lambda _session: moment.now)
    assert _work(ready, moment, faults.NEVER) == faults.DONE
    assert len(_faults_of(box)) == len(ADDRESSES)
