"""The job that makes a note's PDF: before the moment, from published rows, as often as needed, kept once (rule 37)."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from consultation.application import handlers
from consultation.config import Config
from consultation.exports import note_job
from consultation.exports.note_pdf import Failure, NoteDocument, PdfFailed
from consultation.jobs import backoff, schedule
from consultation.jobs.worker import Worker
from consultation.outbox import OutboxRow
from consultation.publications import file_progress
from consultation.publications.file_progress import FileProgress, FileState
from consultation.publications.models import Publication, PublicationFile
from consultation.questions.notes import composing
from tests.moment import Moment
from tests.world import World

pytestmark = pytest.mark.slow  # real processes, mail or PDFs: not in ./test --fast

Render = Callable[..., bytes]


@pytest.fixture
def scheduled(world: World, config: Config) -> World:
    """Return a world whose note was published but cannot be read yet."""
    world.open_consultation()
    drain(world, config)
    world.answer(world.ask(world.provider, "Telt reistijd mee als uur met de inwoner?"))
    world.schedule(world.compose())
    return world


def drain(world: World, config: Config) -> None:
    Worker(world.database, handlers(config), schedule.plan).drain()


def note_id(world: World) -> uuid.UUID:
    with world.database.reading() as session:
        return session.scalars(select(Publication.id).where(Publication.kind == "note")).one()


def progress(world: World) -> FileProgress:
    publication_id = note_id(world)
    with world.database.reading() as session:
        return file_progress.note_pdf(session, world.consultation_id, publication_id)


def files(world: World) -> int:
    with world.database.reading() as session:
        return session.scalar(select(func.count()).select_from(PublicationFile)) or 0


@pytest.mark.slow
def test_the_pdf_is_there_before_the_note_can_be_read(scheduled: World, config: Config) -> None:
    assert progress(scheduled).state is FileState.WAITING
    drain(scheduled, config)
    with scheduled.database.reading() as session:
        content = session.scalars(select(PublicationFile.content)).one()
    assert content.startswith(b"%PDF-")
    assert progress(scheduled).state is FileState.READY


def test_the_steps_are_shown_in_words(scheduled: World, config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[FileProgress] = []

    def render(document: NoteDocument, **_limits: object) -> bytes:
        seen.append(progress(scheduled))
        assert document.consultation == "Begeleiding thuis 2028"
        assert [row.changes for row in document.rows] == ["Nee"]
        return b"%PDF-fake"

    monkeypatch.setattr(note_job, "render", render)
    drain(scheduled, config)
    assert seen == [FileProgress(FileState.BUSY, "Stap 2 van 3: pdf maken")]


def test_the_job_can_run_twice(scheduled: World, config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    """F3: a worker that died after keeping the file finds it there."""
    made: list[int] = []

    def render(*_facts: object, **_limits: object) -> bytes:
        made.append(1)
        return b"%PDF-fake"

    monkeypatch.setattr(note_job, "render", render)
    for _ in range(2):
        note_job.make(scheduled.database, note_id(scheduled), lambda _step: None, config.public_url)
    assert (len(made), files(scheduled)) == (1, 1)


def test_a_stopped_note_gets_no_pdf(scheduled: World, config: Config) -> None:
    with scheduled.database.transaction() as session:
        composing.stop(session, scheduled.publisher, scheduled.consultation(session), 1)
    drain(scheduled, config)
    assert files(scheduled) == 0


def test_a_pdf_that_fails_is_tried_again_and_then_the_page_can_say_so(
    scheduled: World, config: Config, moment: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F18: the note itself does not wait for its PDF."""

    def render(*_facts: object, **_limits: object) -> bytes:
        raise PdfFailed(Failure.CRASH)

    monkeypatch.setattr(note_job, "render", render)
    drain(scheduled, config)
    assert progress(scheduled).state is FileState.WAITING
    for _ in range(backoff.MOST_TRIES):
        moment.advance(days=1)
        drain(scheduled, config)
    assert progress(scheduled).state is FileState.FAILED
    with scheduled.database.reading() as session:
        row = session.scalars(select(OutboxRow).where(OutboxRow.kind == "note_pdf")).one()
    assert row.last_error == "PdfFailed"
    assert files(scheduled) == 0
