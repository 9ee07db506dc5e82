"""kill -9 between any two steps of publishing: all of it is there for everybody, or nothing is (rule 1, R5, F2)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.application import handlers, make_database
from consultation.config import Config
from consultation.db import Database
from consultation.dossiers import service as dossiers
from consultation.dossiers.models import DocumentVersion
from consultation.dossiers.rules import VersionDraft
from consultation.exports import note_job
from consultation.jobs import schedule
from consultation.jobs.worker import Worker
from consultation.outbox import OutboxRow
from consultation.publications import deliveries
from consultation.publications import service as publishing
from consultation.publications.models import Delivery, Publication, PublishedAnswer, Release
from consultation.questions.answering import service as answering
from consultation.questions.answering.service import AnswerDraft
from consultation.questions.models import ClarificationNote
from consultation.questions.notes import composing
from consultation.record import queries as record_queries
from consultation.record.models import Checkpoint, LedgerLeaf
from consultation.tables import METADATA
from tests import faults
from tests.moment import Moment
from tests.world import BODY, World

pytestmark = pytest.mark.slow  # real processes, mail or PDFs: not in ./test --fast


@pytest.fixture
def ready(world: World) -> World:
    """Return a world with a note of three answers, one of which changes a document, ready to be published."""
    world.open_consultation()
    for text in ("Telt reistijd mee als uur?", "Hoe groot is een groep ten hoogste?"):
        world.answer(world.ask(world.provider, text))
    question_id = world.question_id(world.ask(world.rival, "Mag het ook in een team van twee?"))
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        document = session.get_one(DocumentVersion, world.version).document_id
        draft = VersionDraft("Leidraad", "1.1", BODY, "Een team van twee mag ook.")
        version = dossiers.add_version(session, world.lead, consultation, draft, document)
        answer = AnswerDraft("Ja, dat mag ook. Zie de nieuwe tekst.", 0, True, version.id)
        answering.save(session, world.expert, consultation, question_id, answer)
        answering.ask_approval(session, world.expert, consultation, question_id)
        answering.approve(session, world.lead, consultation, [question_id])
    world.compose()
    return world


def publish(world: World) -> Callable[[Database], None]:
    def work(database: Database) -> None:
        with database.transaction() as session:
            composing.publish(session, world.publisher, world.consultation(session), 1)

    return work


def contents(database: Database) -> str:
    """Return a fingerprint of every row of every table."""
    whole = hashlib.sha256()
    with database.reading() as session:
        for table in METADATA.sorted_tables:
            rows = sorted(repr(tuple(row)) for row in session.execute(select(table)))
            whole.update(f"{table.name}{rows}".encode())
    return whole.hexdigest()


@dataclass(frozen=True)
class Parts:
    """Everything that one publication consists of, counted."""

    releases: int
    publications: int
    answers: int
    leaves: int
    checkpoints: int
    deliveries: int
    promises: int
    notes_released: int
    versions_released: int


ALL = Parts(1, 2, 3, 2, 1, 3, 2, 1, 1)
NOTHING = Parts(0, 0, 0, 0, 0, 0, 0, 0, 0)


def parts(database: Database) -> Parts:
    """Count what the newest release, if it holds a note, consists of."""
    with database.reading() as session:
        release = session.scalars(
            select(Release).join(Publication, Publication.release_id == Release.id).where(Publication.kind == "note")
        ).first()
        if release is None:
            return NOTHING if not _loose(session) else Parts(*[-1] * 9)
        where = Publication.release_id == release.id
        published = list(session.scalars(select(Publication).where(where)))
        return Parts(
            releases=1,
            publications=len(published),
            answers=_count(session, PublishedAnswer, PublishedAnswer.publication_id.in_([p.id for p in published])),
            leaves=sum(session.get(LedgerLeaf, (release.consultation_id, "public", p.position)) is not None for p in published),
            checkpoints=_count(session, Checkpoint, Checkpoint.size > max(p.position for p in published)),
            deliveries=_count(session, Delivery, Delivery.release_id == release.id),
            promises=sum(
                row.payload in ({"release": str(release.id)}, *({"publication": str(p.id)} for p in published))
                for row in session.scalars(select(OutboxRow))
            ),
            notes_released=_count(session, ClarificationNote, ClarificationNote.release_id == release.id),
            versions_released=_count(session, DocumentVersion, DocumentVersion.release_id == release.id),
        )


def _loose(session: Session) -> int:
    """Count rows that belong to a note though there is no release of one."""
    return _count(session, PublishedAnswer, True) + _count(session, Delivery, True)


def _count(session: Session, model: type, where: object) -> int:
    return session.scalar(select(func.count()).select_from(model).where(where)) or 0  # type: ignore[arg-type]


def count_steps(config: Config, world: World) -> int:
    """Count the steps of publishing, the commit and the moment after it included; nothing is kept."""
    database = make_database(config)
    steps = faults.Steps(database)
    with suppress(_Undo), database.transaction() as session:
        composing.publish(session, world.publisher, world.consultation(session), 1)
        session.flush()
        raise _Undo
    database.dispose()
    return steps.taken + 2


class _Undo(Exception):
    """Rolls back."""


def kill_at_each(config: Config, world: World, steps: Iterable[int]) -> list[str]:
    """Publish in a process that dies at each of `steps`; return the steps that left something half."""
    database, found = make_database(config), []
    before = contents(database)
    for step in steps:
        ended = faults.killed_at(config, step, publish(world))
        assert ended == faults.KILLED, step
        if contents(database) == before:
            continue
        if parts(database) == ALL:
            break
        found.append(f"killed at step {step}: {parts(database)}")
        break
    database.dispose()
    return found


def finish(config: Config, world: World, moment: Moment, monkeypatch: pytest.MonkeyPatch) -> None:
    """Go on after the last kill: publish if need be, let the worker tell everybody, check the record."""
    monkeypatch.setattr(note_job, "render", lambda *_facts, **_limits: b"%PDF-fake")
    database = make_database(config)
    if parts(database) == NOTHING:
        publish(world)(database)
    assert parts(database) == ALL
    with database.reading() as session:
        assert record_queries.is_whole(session, world.consultation_id) is None
        release = session.scalars(select(Release).order_by(Release.created_at.desc())).first()
        assert release is not None
    moment.set(release.visible_at)
    Worker(database, handlers(config), schedule.plan).drain()
    with database.reading() as session:
        assert deliveries.count(session, release.id).sent == 3
        assert _count(session, OutboxRow, OutboxRow.done_at.is_(None) & (OutboxRow.kind != schedule.SEAL)) == 0
    database.dispose()


def test_killed_at_steps_all_over_the_publication(
    ready: World, config: Config, moment: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F2 at 25 steps, the first, the commit and the moment after it among them."""
    ready.database.dispose()
    total = count_steps(config, ready)
    steps = sorted({*faults.spread(total, 25), total - 1})
    assert kill_at_each(config, ready, steps) == []
    finish(config, ready, moment, monkeypatch)


@pytest.mark.slow
def test_killed_at_every_step_of_the_publication(
    ready: World, config: Config, moment: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F2 between each pair of statements."""
    ready.database.dispose()
    assert kill_at_each(config, ready, range(1, count_steps(config, ready) + 1)) == []
    finish(config, ready, moment, monkeypatch)


def test_killed_before_the_commit_nothing_and_after_it_everything(ready: World, config: Config) -> None:
    ready.database.dispose()
    total = count_steps(config, ready)
    for step, left in ((total - 1, NOTHING), (total, ALL)):
        assert faults.killed_at(config, step, publish(ready)) == faults.KILLED
        assert parts(ready.database) == left


@pytest.mark.parametrize("torn", ["_address", "_promise"])
def test_twin_with_a_commit_half_way_the_check_turns_red(
    ready: World, config: Config, monkeypatch: pytest.MonkeyPatch, torn: str
) -> None:
    """Sabotage twin: publication and leaf committed before audience or promises."""
    ready.database.dispose()
    total = count_steps(config, ready)
    original = getattr(publishing, torn)

    def commits_first(session: Session, *facts: object) -> None:
        session.connection().connection.commit()
        original(session, *facts)

    monkeypatch.setattr(publishing, torn, commits_first)
    assert kill_at_each(config, ready, range(total - 25, total)) != []
