"""Notes as the municipality sees them: in the making, planned, public; what stops them, who was told."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts import queries as accounts
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers import guarding
from consultation.dossiers.models import Consultation
from consultation.parties import queries as parties
from consultation.publications import deliveries, file_progress
from consultation.publications import queries as publications
from consultation.publications import service as publishing
from consultation.publications.deliveries import DeliveryCount
from consultation.publications.file_progress import FileProgress
from consultation.publications.models import Publication, Release, ReleaseStopped
from consultation.publications.pieces import Kind
from consultation.questions import rules
from consultation.questions.models import AnswerRevision, ClarificationNote, Question
from consultation.questions.notes import composing
from consultation.questions.notes import holds as note_holds
from consultation.questions.notes import rows as note_rows
from consultation.questions.notes import stays as note_stays
from consultation.questions.notes.holds import Hold
from consultation.questions.notes.rows import Opened
from consultation.questions.notes.stays import LastLook
from consultation.questions.rules import AnswerStatus, QuestionStatus
from consultation.questions.texts.sources import answer_source, version_titles
from consultation.vault.service import Reader
from legal.redaction import Redacted

PER_PAGE = 50


@dataclass(frozen=True)
class NoteLine:
    """A note in the list. `state`: making, scheduled, visible, or stopped (in the making again).

    `kept_out` are the questions that are answered apart: they are counted in it, and do not stand in it (rule 16).
    """

    number: int
    state: str
    questions: int
    kept_out: int
    visible_at: datetime | None

    @property
    def is_out(self) -> bool:
        """True once it was published, readable yet or not."""
        return self.state in publications.OUT


@dataclass(frozen=True)
class NoteList:
    """All notes of a consultation, and what waits to go into the next."""

    title: str
    lines: tuple[NoteLine, ...]
    waiting: int
    unfinished: int
    next_number: int
    making: int | None


@dataclass(frozen=True)
class NoteRow:
    """A row of a note in the making, as it will be published; without a number: that is drawn at publication (rule 13).

    `holds`: what the note waits for because of it.
    """

    id: uuid.UUID
    reference: str
    theme: str
    about: Redacted
    question: Redacted
    annex: Redacted | None
    answer: Redacted | None
    holds: tuple[Hold, ...]
    changes: str


@dataclass(frozen=True)
class NoteFile:
    """A note in the making with one page of its rows in order, and what stops it."""

    title: str
    line: NoteLine
    composer: str
    own: bool
    waiting: int
    holds: tuple[Hold, ...]
    rows: tuple[NoteRow, ...]
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.line.questions // PER_PAGE))


@dataclass(frozen=True)
class NoteOut:
    """A note that was published: since when, who was told, and how far its pdf is."""

    title: str
    line: NoteLine
    parties: int
    deliveries: DeliveryCount
    pdf: FileProgress
    can_stop: bool


@dataclass(frozen=True)
class Going:
    """What the confirm page says: what goes, to how many, when, and what stops it (message 15)."""

    title: str
    line: NoteLine
    composer: str
    own: bool
    parties: int
    closed: bool
    visible_at: datetime
    holds: tuple[Hold, ...]
    versions: tuple[str, ...]
    look: LastLook


def note_list(session: Session, actor: Actor, consultation: Consultation) -> NoteList:
    """Return every note, newest first."""
    authorize(actor, Permission.QUESTION_READ)
    mine = ClarificationNote.consultation_id == consultation.id
    notes = session.scalars(select(ClarificationNote).where(mine).order_by(ClarificationNote.number.desc())).all()
    making = composing.open_note(session, consultation)
    return NoteList(
        title=consultation.title,
        lines=tuple(_line(session, note) for note in notes),
        waiting=composing.waiting(session, consultation),
        unfinished=_unfinished(session, consultation),
        next_number=making.number if making else (notes[0].number + 1 if notes else 1),
        making=making.number if making else None,
    )


def is_out(session: Session, actor: Actor, consultation: Consultation, number: int) -> bool:
    """Say whether a note was published, readable yet or not. Raises NotFound."""
    authorize(actor, Permission.QUESTION_READ)
    return publications.is_out(session, composing.note_of(session, consultation, number).release_id, clock.now(session))


def in_the_making(session: Session, actor: Actor, consultation: Consultation, number: int, page: int) -> NoteFile:
    """Return a note that is not published, in the order in which a reader will find it. Opens the texts (R1)."""
    authorize(actor, Permission.QUESTION_READ)
    note = composing.note_of(session, consultation, number)
    questions = note_rows.questions_of(session, note)
    found = note_rows.opened(session, consultation, questions, Reader(actor.tag, "note"))
    rows = note_rows.in_order(session, consultation, (row for row in found if not row.question.kept_out))
    shown = rows[(page - 1) * PER_PAGE : page * PER_PAGE]
    holds = note_holds.holds(session, actor, consultation, found)
    return NoteFile(
        title=consultation.title,
        line=_line(session, note),
        composer=accounts.person_names(session, {note.composed_by}).get(note.composed_by, ""),
        own=composing.is_maker(note, actor.tag),
        waiting=composing.waiting(session, consultation),
        holds=holds,
        rows=_shown(session, consultation, shown, holds),
        page=page,
    )


def going_out(session: Session, actor: Actor, consultation: Consultation, number: int) -> Going:
    """Return what publishing this note now means; opens the texts in which something stays readable (R1).

    Raises NotFound when it is no longer in the making.
    """
    authorize(actor, Permission.NOTE_PUBLISH)
    note = composing.note_of(session, consultation, number)
    rows = _unopened(session, note)
    titles = version_titles(session, consultation.id)
    changed = note_rows.changed_versions(row.revision for row in rows)
    return Going(
        title=consultation.title,
        line=_line(session, note),
        composer=accounts.person_names(session, {note.composed_by}).get(note.composed_by, ""),
        own=composing.is_maker(note, actor.tag),
        parties=parties.count(session, consultation.id),
        closed=consultation.openness == "closed",
        visible_at=publishing.next_moment(session),
        holds=note_holds.holds(session, actor, consultation, rows),
        versions=tuple(titles[version] for version in changed),
        look=note_stays.last_look(session, actor, consultation, [row.question for row in rows]),
    )


def published(session: Session, actor: Actor, consultation: Consultation, number: int) -> NoteOut:
    """Return a note that has a release: planned or public."""
    authorize(actor, Permission.QUESTION_READ)
    note = composing.note_of(session, consultation, number)
    release = session.get_one(Release, note.release_id)
    where = (Publication.release_id == release.id, Publication.kind == Kind.NOTE)
    publication_id = session.scalars(select(Publication.id).where(*where)).one()
    return NoteOut(
        title=consultation.title,
        line=_line(session, note),
        parties=release.parties,
        deliveries=deliveries.count(session, release.id),
        pdf=file_progress.note_pdf(session, consultation.id, publication_id),
        can_stop=clock.now(session) < release.visible_at - publishing.STOP_MARGIN,
    )


def _line(session: Session, note: ClarificationNote) -> NoteLine:
    release = session.get(Release, note.release_id) if note.release_id else None
    state = publications.state(session, note.release_id, clock.now(session))
    if state == "none":
        state = "stopped" if _was_stopped(session, note) else "making"
    held = (Question.note_id == note.id, Question.status == QuestionStatus.SUBMITTED)
    apart = func.count().filter(Question.kept_out.is_(True))
    total, kept_out = session.execute(select(func.count(), apart).select_from(Question).where(*held)).one()
    return NoteLine(note.number, state, total - kept_out, kept_out, release.visible_at if release else None)


def _was_stopped(session: Session, note: ClarificationNote) -> bool:
    where = (
        Publication.consultation_id == note.consultation_id,
        Publication.kind == Kind.NOTE,
        Publication.ref == str(note.number),
    )
    stopped = select(Publication.id).join(ReleaseStopped, ReleaseStopped.release_id == Publication.release_id).where(*where)
    return session.scalar(stopped.limit(1)) is not None


def _unfinished(session: Session, consultation: Consultation) -> int:
    where = (
        Question.consultation_id == consultation.id,
        Question.status == QuestionStatus.SUBMITTED,
        Question.answer_status != AnswerStatus.APPROVED,
    )
    return session.scalar(select(func.count()).select_from(Question).where(*where)) or 0


def _unopened(session: Session, note: ClarificationNote) -> list[Opened]:
    """Return the rows of a note without their words: enough to count what stops it."""
    questions = note_rows.questions_of(session, note)
    wanted = [q.revision_id for q in questions if q.revision_id]
    found = {row.id: row for row in session.scalars(select(AnswerRevision).where(AnswerRevision.id.in_(wanted)))}
    return [Opened(q, found.get(q.revision_id) if q.revision_id else None, "", "") for q in questions]


def _shown(session: Session, consultation: Consultation, rows: list[Opened], holds: tuple[Hold, ...]) -> tuple[NoteRow, ...]:
    review = guarding.review(session, consultation.id, [source.text_id for row in rows for source in row.all])
    titles = version_titles(session, consultation.id)
    return tuple(
        NoteRow(
            id=row.question.id,
            reference=row.question.reference,
            theme=rules.THEME_WORDS[rules.Theme(row.question.theme or rules.Theme.OTHER)],
            about=review.preview(row.place),
            question=review.preview(row.words),
            annex=review.preview(row.annexed[0]) if row.annexed else None,
            answer=review.preview(answer_source(row.revision)) if row.revision else None,
            holds=tuple(hold for hold in holds if hold.reference == row.question.reference),
            changes=_changes(row, titles),
        )
        for row in rows
    )


def _changes(row: Opened, titles: dict[uuid.UUID, str]) -> str:
    version = row.revision.changes_version_id if row.revision else None
    return titles.get(version, "") if version else ""
