"""The nota van inlichtingen: composed by one, published by another (rules 13, 19-21; R5, R17)."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.db import locked
from consultation.dossiers import access, addresses, guarding
from consultation.dossiers import pieces as dossier_pieces
from consultation.dossiers import service as dossiers
from consultation.dossiers.models import Consultation
from consultation.errors import InvalidInput, NotFound, PublishBlocked, TooLate
from consultation.parties import queries as parties
from consultation.publications import queries as publications
from consultation.publications import service as publishing
from consultation.publications.models import Release
from consultation.questions.models import ClarificationNote, Question
from consultation.questions.notes import rows as note_rows
from consultation.questions.notes import stays as note_stays
from consultation.questions.notes.rows import Opened
from consultation.questions.previews import service as previews
from consultation.questions.rules import AnswerStatus, QuestionStatus
from consultation.record import service as record
from consultation.record.models import Tree
from consultation.vault.service import Reader
from consultation.words import N_

NOTHING_APPROVED = N_("Kies antwoorden die akkoord zijn. Er is nu geen antwoord dat nog in een nota moet.")
OWN_NOTE = N_("U stelde deze nota samen. Iemand anders publiceert haar.")
UNSEEN = N_("Wat is gelakt, staat ergens anders nog leesbaar. Lees die plekken en zet het vinkje, of lak ze onder Controle.")


def compose(session: Session, actor: Actor, consultation: Consultation) -> ClarificationNote:
    """Put every approved answer that is in no note yet into the next note, or into the one in the making."""
    authorize(actor, Permission.NOTE_COMPOSE)
    dossiers.hold(session, consultation)
    note = open_note(session, consultation, lock=True) or _new_note(session, actor, consultation)
    session.execute(update(Question).where(*_waiting(consultation)).values(note_id=note.id))
    if not note_rows.questions_of(session, note):
        raise InvalidInput({"note": [NOTHING_APPROVED]})
    note.composed_by, note.composed_at = actor.person, clock.now(session)
    note.makers = sorted({*note.makers, actor.tag})
    rows = note_rows.opened(session, consultation, note_rows.questions_of(session, note), Reader(actor.tag, "composing"))
    note_rows.clear(session, consultation, rows)  # counts anew what holds it, and shows its parties how they will read
    _log(session, actor, note, "note.composed")
    return note


def waiting(session: Session, consultation: Consultation) -> int:
    """Return how many approved answers are in no note yet."""
    return session.scalar(select(func.count()).select_from(Question).where(*_waiting(consultation))) or 0


def take_out(session: Session, actor: Actor, consultation: Consultation, number: int, question_id: uuid.UUID) -> None:
    """Take a question out of a note in the making; it waits for the next one."""
    authorize(actor, Permission.NOTE_COMPOSE)
    # The question first, then the note: in the order in which withdrawing and publishing lock them.
    question = session.get(Question, question_id, with_for_update=True, populate_existing=True)
    note = note_of(session, consultation, number, lock=True)
    _not_released(session, note)
    if question is None or question.note_id != note.id:
        raise NotFound
    question.note_id = None
    note.makers = sorted({*note.makers, actor.tag})
    _log(session, actor, note, "note.question_taken_out")


def blockers(session: Session, actor: Actor, consultation: Consultation, number: int) -> tuple[str, ...]:
    """Return what must be done before this note can go out, in Dutch; empty when it can.

    Asks the gate about every text, so it costs what publishing costs; the open findings are counted anew.
    """
    authorize(actor, Permission.NOTE_PUBLISH)
    note = note_of(session, consultation, number)
    questions = note_rows.questions_of(session, note)
    rows = note_rows.opened(session, consultation, questions, Reader(actor.tag, "publication"))
    _, refused = note_rows.clear(session, consultation, rows)
    versions = note_rows.changed_versions(row.revision for row in rows)
    _, faults = dossier_pieces.versions(session, consultation, versions)
    return (*note_rows.unapproved(rows), *refused, *faults)


def publish(
    session: Session, actor: Actor, consultation: Consultation, number: int, *, repeats: Collection[str] = ()
) -> Release:
    """Publish a note to all parties and the public at one moment. All of it or nothing.

    The publisher is not the composer (R17). `repeats` are the questions of which the publisher saw that a figure or words
    stay readable that are cut elsewhere in them (rule 35). Raises PublishBlocked with every reason, InvalidInput for a repeat
    that was not seen, TooLate when the note was published already.
    """
    authorize(actor, Permission.NOTE_PUBLISH)
    note_rows.questions_of(session, note_of(session, consultation, number), lock=True)
    note = note_of(session, consultation, number, lock=True)
    questions = note_rows.questions_of(session, note, lock=True)  # again: somebody may have added one meanwhile
    _not_released(session, note)
    if is_maker(note, actor.tag):
        raise PublishBlocked([OWN_NOTE])
    rows = note_rows.opened(session, consultation, questions, Reader(actor.tag, "publication"))
    cleared, refused = note_rows.clear(session, consultation, rows)
    addresses.mend(session, consultation)
    changed = note_rows.changed_versions(row.revision for row in rows)
    versions, faults = dossier_pieces.versions(session, consultation, changed)
    if problems := [*note_rows.unapproved(rows), *refused, *faults]:
        raise PublishBlocked(problems)
    _refuse_unseen(session, consultation, rows, repeats)
    kept_out = sum(row.question.kept_out for row in rows)
    pieces = [note_rows.piece(session, note, cleared, kept_out), *versions]
    audience = parties.party_ids(session, consultation.id)
    visible_at = publishing.next_moment(session)
    release = publishing.publish(session, access.dossier_of(consultation), pieces, audience, visible_at)
    note.release_id = release.id
    dossier_pieces.mark(session, changed, release.id)
    record.note_all(session, consultation.id, Tree.PRIVATE, previews.silences(session, questions))
    _log(session, actor, note, "note.published", repeats=len(set(repeats)))
    return release


def _refuse_unseen(session: Session, consultation: Consultation, rows: Sequence[Opened], seen: Collection[str]) -> None:
    review = guarding.review(session, consultation.id, [source.text_id for row in rows for source in row.leaving])
    if {one.reference for one in note_stays.repeats(review, rows)}.difference(seen):
        raise InvalidInput({"repeats": [UNSEEN]})


def stop(session: Session, actor: Actor, consultation: Consultation, number: int) -> None:
    """Stop a note before its moment (message 16); it can be published again later."""
    authorize(actor, Permission.NOTE_PUBLISH)
    note = note_of(session, consultation, number, lock=True)
    if note.release_id is None:
        raise NotFound
    publishing.stop(session, note.release_id)
    dossier_pieces.unmark(session, note.release_id)
    note.release_id = None
    _log(session, actor, note, "note.stopped")


def number_of(session: Session, consultation: Consultation, release_id: uuid.UUID) -> int | None:
    """Return which note goes out, or went out, in a release; None when it holds none, or was stopped."""
    where = (ClarificationNote.consultation_id == consultation.id, ClarificationNote.release_id == release_id)
    return session.scalar(select(ClarificationNote.number).where(*where))


def is_maker(note: ClarificationNote, tag: str) -> bool:
    """Say whether who has this tag chose what is in this note: then somebody else publishes it (R17)."""
    return tag in note.makers


def open_note(session: Session, consultation: Consultation, *, lock: bool = False) -> ClarificationNote | None:
    """Return the note in the making, if there is one.

    With `lock` it waits for a publisher, who may be sending this very note out: what is put in it after that
    would never be published.
    """
    where = (ClarificationNote.consultation_id == consultation.id, ClarificationNote.release_id.is_(None))
    wanted = select(ClarificationNote).where(*where).order_by(ClarificationNote.number).limit(1)
    return session.scalar(locked(wanted) if lock else wanted)


def note_of(session: Session, consultation: Consultation, number: int, *, lock: bool = False) -> ClarificationNote:
    """Return a note by its number; with `lock` it is ours until the transaction ends. Raises NotFound."""
    where = (ClarificationNote.consultation_id == consultation.id, ClarificationNote.number == number)
    wanted = select(ClarificationNote).where(*where)
    found = session.scalar(locked(wanted) if lock else wanted)
    if found is None:
        raise NotFound
    return found


def _new_note(session: Session, actor: Actor, consultation: Consultation) -> ClarificationNote:
    mine = ClarificationNote.consultation_id == consultation.id
    highest = session.scalar(select(func.max(ClarificationNote.number)).where(mine))
    note = ClarificationNote(
        id=uuid.uuid4(),
        consultation_id=consultation.id,
        number=(highest or 0) + 1,
        composed_by=actor.person,
        makers=[actor.tag],
        composed_at=clock.now(session),
    )
    session.add(note)
    session.flush()
    return note


def _waiting(consultation: Consultation) -> tuple[ColumnElement[bool], ...]:
    return (
        Question.consultation_id == consultation.id,
        Question.status == QuestionStatus.SUBMITTED,
        Question.answer_status == AnswerStatus.APPROVED,
        Question.note_id.is_(None),
    )


def _not_released(session: Session, note: ClarificationNote) -> None:
    if publications.is_out(session, note.release_id, clock.now(session)):
        raise TooLate(N_("Deze nota is al gepubliceerd. Een fout herstelt u in de volgende nota."))


def _log(session: Session, actor: Actor, note: ClarificationNote, kind: str, **more: int) -> None:
    event = record.Event(kind, str(note.id), facts={"by": actor.tag, "number": note.number, **more})
    record.note(session, note.consultation_id, Tree.PRIVATE, event)
