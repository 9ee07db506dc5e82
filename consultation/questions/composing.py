"""The nota van inlichtingen: composed by one, published by another (rules 13, 19-21; R5, R17)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers import access
from consultation.dossiers import pieces as dossier_pieces
from consultation.dossiers.models import Consultation, Document, DocumentVersion
from consultation.errors import InvalidInput, NotFound, PublishBlocked, TooLate
from consultation.parties import queries as parties
from consultation.publications import queries as publications
from consultation.publications import service as publishing
from consultation.publications.models import Release
from consultation.publications.pieces import AnswerPiece, Kind, Piece
from consultation.questions import rules
from consultation.questions.models import AnswerRevision, ClarificationNote, Question
from consultation.questions.rules import AnswerStatus, QuestionStatus
from consultation.questions.sources import (
    about,
    answer_source,
    version_titles,
)
from consultation.record import service as record
from consultation.record.models import Tree
from consultation.review import service as reviewing
from consultation.review.service import Source
from consultation.vault import service as vault
from consultation.vault.service import Reader
from consultation.words import N_
from legal.guard import Cleared, Refused

PRECEDENCE = (
    "Staat in een eerder document iets anders dan in deze nota? Dan geldt deze nota."
)


@dataclass(frozen=True)
class _Ready:
    """A question with its answer and words, opened for publication."""

    question: Question
    revision: AnswerRevision
    text: str
    about: str


def compose(
    session: Session, actor: Actor, consultation: Consultation
) -> ClarificationNote:
    """Put every approved answer that is in no note yet into the next note, or into the one in the making."""
    authorize(actor, Permission.NOTE_COMPOSE)
    note = open_note(session, consultation) or _new_note(session, actor, consultation)
    approved = session.scalars(
        select(Question).where(
            Question.consultation_id == consultation.id,
            Question.status == QuestionStatus.SUBMITTED,
            Question.answer_status == AnswerStatus.APPROVED,
            Question.note_id.is_(None),
        )
    ).all()
    for question in approved:
        question.note_id = note.id
    session.flush()
    if not _questions(session, note):
        raise InvalidInput(
            {
                "note": [
                    N_(
                        "Kies antwoorden die akkoord zijn. Er is nu geen antwoord dat nog in een nota moet."
                    )
                ]
            }
        )
    note.composed_by, note.composed_at = actor.person, clock.now(session)
    event = record.Event(
        "note.composed", str(note.id), facts={"by": actor.tag, "number": note.number}
    )
    record.note(session, consultation.id, Tree.PRIVATE, event)
    return note


def take_out(
    session: Session,
    actor: Actor,
    consultation: Consultation,
    number: int,
    question_id: uuid.UUID,
) -> None:
    """Take a question out of a note in the making; it waits for the next one."""
    authorize(actor, Permission.NOTE_COMPOSE)
    note = _note(session, consultation, number)
    _not_released(session, note)
    question = session.get(Question, question_id)
    if question is None or question.note_id != note.id:
        raise NotFound
    question.note_id = None


def blockers(
    session: Session, consultation: Consultation, number: int, reader: Reader
) -> tuple[str, ...]:
    """Return what must be done before this note can go out, in Dutch; empty when it can."""
    ready, missing = _open(
        session, consultation, _note(session, consultation, number), reader
    )
    _, refused = _clear_all(session, consultation, ready)
    return tuple(missing + refused)


def publish(
    session: Session, actor: Actor, consultation: Consultation, number: int
) -> Release:
    """Publish a note to all parties and the public at one moment. All of it or nothing.

    The publisher is not the composer (R17). Raises PublishBlocked with every reason, TooLate when it
    was published already.
    """
    authorize(actor, Permission.NOTE_PUBLISH)
    note = _note(session, consultation, number)
    _not_released(session, note)
    if note.composed_by == actor.person:
        raise PublishBlocked(
            [N_("U stelde deze nota samen. Iemand anders publiceert haar.")]
        )
    ready, missing = _open(
        session, consultation, note, Reader(actor.tag, "publication")
    )
    cleared, refused = _clear_all(session, consultation, ready)
    versions, faults = dossier_pieces.versions(
        session, consultation, _changed_versions(ready)
    )
    if problems := [*missing, *refused, *faults]:
        raise PublishBlocked(problems)
    piece = _piece(session, consultation, note, ready, cleared)
    dossier = access.dossier_of(consultation)
    audience = parties.party_ids(session, consultation.id)
    visible_at = publishing.next_moment(session)
    release = publishing.publish(
        session, dossier, [piece, *versions], audience, visible_at
    )
    note.release_id = release.id
    dossier_pieces.mark(session, _changed_versions(ready), release.id)
    facts = {"by": actor.tag, "number": note.number}
    record.note(
        session,
        consultation.id,
        Tree.PRIVATE,
        record.Event("note.published", str(note.id), facts=facts),
    )
    return release


def stop(
    session: Session, actor: Actor, consultation: Consultation, number: int
) -> None:
    """Stop a note before its moment (message 16); it can be published again later."""
    authorize(actor, Permission.NOTE_PUBLISH)
    note = _note(session, consultation, number)
    if note.release_id is None:
        raise NotFound
    publishing.stop(session, note.release_id)
    dossier_pieces.unmark(session, note.release_id)
    note.release_id = None


def open_note(session: Session, consultation: Consultation) -> ClarificationNote | None:
    """Return the note in the making, if there is one."""
    return session.scalar(
        select(ClarificationNote).where(
            ClarificationNote.consultation_id == consultation.id,
            ClarificationNote.release_id.is_(None),
        )
    )


def _new_note(
    session: Session, actor: Actor, consultation: Consultation
) -> ClarificationNote:
    highest = session.scalar(
        select(func.max(ClarificationNote.number)).where(
            ClarificationNote.consultation_id == consultation.id
        )
    )
    note = ClarificationNote(
        id=uuid.uuid4(),
        consultation_id=consultation.id,
        number=(highest or 0) + 1,
        composed_by=actor.person,
        composed_at=clock.now(session),
    )
    session.add(note)
    session.flush()
    return note


def _note(
    session: Session, consultation: Consultation, number: int
) -> ClarificationNote:
    found = session.scalar(
        select(ClarificationNote)
        .where(
            ClarificationNote.consultation_id == consultation.id,
            ClarificationNote.number == number,
        )
        .with_for_update()
    )
    if found is None:
        raise NotFound
    return found


def _not_released(session: Session, note: ClarificationNote) -> None:
    if publications.state(session, note.release_id, clock.now(session)) in {
        "scheduled",
        "visible",
    }:
        raise TooLate(
            N_("Deze nota is al gepubliceerd. Een fout herstelt u in de volgende nota.")
        )


def _questions(session: Session, note: ClarificationNote) -> list[Question]:
    where = (Question.note_id == note.id, Question.status == QuestionStatus.SUBMITTED)
    return list(
        session.scalars(select(Question).where(*where).order_by(Question.reference))
    )


def _open(
    session: Session,
    consultation: Consultation,
    note: ClarificationNote,
    reader: Reader,
) -> tuple[list[_Ready], list[str]]:
    """Open the words of a note, after the record entry; say which answers are not approved."""
    questions = _questions(session, note)
    words = vault.read(session, consultation.id, [q.text_id for q in questions], reader)
    wanted = [q.revision_id for q in questions if q.revision_id]
    rows = session.scalars(
        select(AnswerRevision).where(
            AnswerRevision.question_id.in_([q.id for q in questions])
        )
    )
    revisions = {row.id: row for row in rows if row.id in set(wanted)}
    titles = version_titles(session, consultation.id)
    ready = [
        _Ready(
            q,
            revisions[q.revision_id],
            words[q.text_id]["text"],
            about(titles, q, words[q.text_id]),
        )
        for q in questions
        if q.answer_status == AnswerStatus.APPROVED and q.revision_id is not None
    ]
    missing = len(questions) - len(ready)
    reasons = [N_("Deze nota heeft nog geen vragen.")] if not questions else []
    if missing:
        reasons.append(
            f"{missing} antwoorden zonder akkoord."
            if missing > 1
            else "1 antwoord zonder akkoord."
        )
    return ready, reasons


def _clear_all(
    session: Session, consultation: Consultation, ready: list[_Ready]
) -> tuple[list[tuple[Cleared, Cleared, Cleared]], list[str]]:
    """Pass every text through the gate; say per question what still stops it."""
    ids = [item.question.text_id for item in ready] + [
        item.revision.id for item in ready
    ]
    review = reviewing.review(session, consultation.id, ids)
    cleared: list[tuple[Cleared, Cleared, Cleared]] = []
    reasons: list[str] = []
    for item in ready:
        sources = (
            Source(item.question.text_id, "about", item.about),
            Source(item.question.text_id, "question", item.text),
            answer_source(item.revision),
        )
        found = [review.clear(source) for source in sources]
        texts = [text for text in found if isinstance(text, Cleared)]
        if len(texts) == 3:
            cleared.append((texts[0], texts[1], texts[2]))
        count = sum(len(text.findings) for text in found if isinstance(text, Refused))
        if count or len(texts) < 3:
            reasons.append(
                f"Vraag {item.question.reference}: {count} bevinding(en) zonder besluit."
            )
    return cleared, reasons


def _changed_versions(ready: list[_Ready]) -> list[uuid.UUID]:
    found = (
        item.revision.changes_version_id
        for item in ready
        if item.revision.changes_document
    )
    return sorted({version for version in found if version is not None})


def _piece(
    session: Session,
    consultation: Consultation,
    note: ClarificationNote,
    ready: list[_Ready],
    cleared: list[tuple[Cleared, Cleared, Cleared]],
) -> Piece:
    """Draw the numbers now, and build the note (rules 13 and 20)."""
    order = rules.draw([(item.question.theme, item.about) for item in ready])
    drawn = rules.numbers(note.number, len(order))
    links = _links(session, consultation, ready)
    rows = tuple(
        _row(number, ready[index], cleared[index], links)
        for number, index in zip(drawn, order, strict=True)
    )
    redacted = sum(
        any(text.redactions for text in row.texts().values()) for row in rows
    )
    changing = sum(row.changes is not None for row in rows)
    return Piece(
        kind=Kind.NOTE,
        ref=str(note.number),
        title=dossier_pieces.own_words(session, f"Nota van inlichtingen {note.number}"),
        texts={"precedence": dossier_pieces.own_words(session, PRECEDENCE)},
        facts={
            "number": note.number,
            "changing": changing,
            "redacted": redacted,
            "kept_out": 0,
        },
        answers=rows,
    )


def _row(
    number: str,
    item: _Ready,
    texts: tuple[Cleared, Cleared, Cleared],
    links: dict[uuid.UUID, tuple[Cleared, str]],
) -> AnswerPiece:
    version = (
        item.revision.changes_version_id if item.revision.changes_document else None
    )
    changes, ref = links[version] if version else (None, "")
    theme = rules.THEME_WORDS[rules.Theme(item.question.theme or rules.Theme.OTHER)]
    return AnswerPiece(number, theme, *texts, changes, ref)


def _links(
    session: Session, consultation: Consultation, ready: list[_Ready]
) -> dict[uuid.UUID, tuple[Cleared, str]]:
    """Return title and address of each new document version that an answer points at (rule 21)."""
    wanted = _changed_versions(ready)
    rows = session.execute(
        select(
            DocumentVersion.id, Document.title, DocumentVersion.number, Document.slug
        )
        .join(Document, Document.id == DocumentVersion.document_id)
        .where(DocumentVersion.id.in_(wanted))
    )
    return {
        version_id: (
            dossier_pieces.own_words(session, f"{title}, versie {number}"),
            f"{slug}/{number}",
        )
        for version_id, title, number, slug in rows
    }
