"""What a party sees of its own questions: list, draft, preview, receipt. Opening texts writes a record entry (R1)."""

from __future__ import annotations

import re
import uuid
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers import guarding
from consultation.dossiers.models import Consultation, Document, DocumentVersion
from consultation.publications import queries as publications
from consultation.questions.asking import apart
from consultation.questions.asking import service as asking
from consultation.questions.findings import recognition
from consultation.questions.models import ClarificationNote, Question, QuestionRound
from consultation.questions.rules import QuestionStatus
from consultation.questions.texts.annexes import Annex
from consultation.questions.texts.sources import about, annex_sources, asked
from consultation.record import queries as record_queries
from consultation.vault import service as vault
from consultation.vault.service import Reader
from legal.guard import Cleared
from legal.terms import Finding, Label

BETRAYING = frozenset({Label.ORG_IDENTITY, Label.PERSON, Label.EMAIL, Label.PHONE, Label.ADDRESS})
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n")


@dataclass(frozen=True)
class OwnQuestion:
    """A question as its own party sees it. `version` names the saved text; `note` is where the answer stands.

    `kept_out`: it is answered apart, and stands in no nota (rule 16).
    """

    id: uuid.UUID
    reference: str
    status: str
    text: str
    section: str
    about: str
    theme: str
    document_version_id: uuid.UUID | None
    version: uuid.UUID
    saved_at: datetime
    note: int | None
    annex: Annex | None = None
    kept_out: bool = False

    @property
    def state(self) -> str:
        """draft, submitted, apart, answered, returned or withdrawn."""
        if self.status != QuestionStatus.SUBMITTED:
            return self.status
        return "answered" if self.note is not None else "apart" if self.kept_out else self.status


@dataclass(frozen=True)
class Preview:
    """A draft beside how others will probably read it (rule 39). `giveaways` are sentences that betray the asker.

    `few` is how many parties take part when others could work out who asks (rule 14), else 0.
    """

    question: OwnQuestion
    about: str
    text: str
    annex: str
    marks: int
    giveaways: tuple[str, ...]
    few: int = 0


@dataclass(frozen=True)
class OwnReceipt:
    """A receipt with what its page says about the question now. `answer`: what was answered apart, once it was given."""

    receipt: dict[str, Any]
    question: OwnQuestion
    answers_at: datetime
    answer: Cleared | None = None


@dataclass(frozen=True)
class Counts:
    """How many questions stand where. Dropped drafts do not count."""

    draft: int = 0
    submitted: int = 0
    answered: int = 0
    withdrawn: int = 0
    returned: int = 0

    @property
    def all(self) -> int:
        """Every question that is still in the list."""
        return self.draft + self.submitted + self.answered + self.withdrawn + self.returned


def own_questions(session: Session, actor: Actor, consultation: Consultation, now: datetime) -> tuple[OwnQuestion, ...]:
    """Return the questions of the actor's organisation, drafts first, then by reference."""
    authorize(actor, Permission.PARTY_READ)
    rows = _own_rows(session, actor, consultation)
    rows.sort(key=lambda row: (row.status != QuestionStatus.DRAFT, row.reference))
    return _shown(session, Reader(actor.tag, "own questions"), consultation, rows, now)


def own_question(
    session: Session, actor: Actor, consultation: Consultation, question_id: uuid.UUID, now: datetime
) -> OwnQuestion:
    """Return one question of the actor's organisation. Raises NotFound for anybody else's."""
    authorize(actor, Permission.PARTY_READ)
    row = asking.own_row(session, actor, consultation, question_id)
    return _shown(session, Reader(actor.tag, "own question"), consultation, [row], now)[0]


def preview(session: Session, actor: Actor, consultation: Consultation, question_id: uuid.UUID, now: datetime) -> Preview:
    """Return a draft and how it reads with every finding redacted. Raises NotFound for anybody else's."""
    question = own_question(session, actor, consultation, question_id, now)
    review = guarding.draft_review(session, consultation.id, actor.organisation)
    sources = [*asked(question.version, question.text, question.about), *annex_sources(question.version, question.annex)]
    text, place, *annex = map(review.preview, sources)
    betraying = [one for source in sources for one in _betraying(source.text, [item.finding for item in review.judged(source)])]
    marks = sum(shown.marks for shown in (text, place, *annex))
    read = "".join(shown.text for shown in annex)
    few = recognition.few(session, consultation, review, sources)
    return Preview(question, place.text, text.text, read, marks, tuple(dict.fromkeys(betraying)), few)


def own_receipt(session: Session, actor: Actor, consultation: Consultation, reference: str, now: datetime) -> OwnReceipt:
    """Return the receipt of a sent question, completed with its place in the record once that is fixed.

    Raises NotFound for an unknown reference and for anybody else's alike (R13).
    """
    authorize(actor, Permission.PARTY_READ)
    where = (Question.consultation_id == consultation.id, Question.reference == reference)
    # Without a question the same look is taken: an answer that comes sooner would tell which references exist.
    question_id = session.scalar(select(Question.id).where(*where)) or uuid.uuid4()
    row = asking.own_row(session, actor, consultation, question_id)
    below = publications.sealed_below(session, consultation.id, now)
    receipt = record_queries.complete_receipt(session, asking.receipt_of(session, actor, row), below)
    reader = Reader(actor.tag, "own question")
    answers_at = session.get_one(QuestionRound, row.round_id).answers_at
    question = _shown(session, reader, consultation, [row], now)[0]
    answer = apart.answer_to(session, row) if question.kept_out and question.note else None
    return OwnReceipt(receipt, question, answers_at, answer)


def counts(session: Session, actor: Actor, consultation: Consultation, now: datetime) -> Counts:
    """Count the organisation's questions by where they stand. Opens no text."""
    authorize(actor, Permission.PARTY_READ)
    rows = _own_rows(session, actor, consultation)
    notes = _visible_notes(session, rows, now)
    states = ["answered" if row.note_id in notes and row.status == QuestionStatus.SUBMITTED else row.status for row in rows]
    return Counts(**{name: states.count(name) for name in ("draft", "submitted", "answered", "withdrawn", "returned")})


def drafts(session: Session, actor: Actor, consultation_id: uuid.UUID) -> int:
    """Count the drafts of the actor's organisation. Opens no text."""
    authorize(actor, Permission.PARTY_READ)
    subjects = vault.subjects_of(session, consultation_id, "question", str(actor.organisation))
    where = (Question.id.in_(subjects), Question.status == QuestionStatus.DRAFT)
    return session.scalar(select(func.count()).select_from(Question).where(*where)) or 0


def _own_rows(session: Session, actor: Actor, consultation: Consultation) -> list[Question]:
    """Return the organisation's questions without the drafts it dropped."""
    subjects = vault.subjects_of(session, consultation.id, "question", str(actor.organisation))
    rows = session.scalars(select(Question).where(Question.id.in_(subjects)))
    return [row for row in rows if row.status != QuestionStatus.WITHDRAWN or row.receipt_id is not None]


def _shown(
    session: Session, reader: Reader, consultation: Consultation, rows: list[Question], now: datetime
) -> tuple[OwnQuestion, ...]:
    texts = vault.read(session, consultation.id, [row.text_id for row in rows], reader)
    titles = _public_titles(session, consultation, rows, now)
    saved = vault.stored_at(session, consultation.id, texts)
    notes = _visible_notes(session, rows, now)
    return tuple(
        OwnQuestion(
            id=row.id,
            reference=row.reference,
            status=row.status,
            text=texts[row.text_id]["text"],
            section=texts[row.text_id]["section"],
            about=about(titles, row, texts[row.text_id]),
            theme=row.theme,
            document_version_id=row.document_version_id,
            version=row.text_id,
            saved_at=saved[row.text_id],
            note=notes.get(row.note_id) if row.note_id else None,
            annex=Annex.of(texts[row.text_id]),
            kept_out=row.kept_out,
        )
        for row in rows
    )


def _public_titles(session: Session, consultation: Consultation, rows: Iterable[Question], now: datetime) -> dict[uuid.UUID, str]:
    """Return document versions by the titles with which they were published: an own page shows no other (R2)."""
    wanted = {row.document_version_id for row in rows if row.document_version_id}
    if not wanted:
        return {}
    house = publications.Reader(consultation.municipality_id, staff=True)
    sight = publications.Sight(consultation.municipality_id, consultation.slug, house, now)
    titles = {item.ref: item.title.plain() for item in publications.shelf(session, sight).documents}
    refs = session.execute(
        select(DocumentVersion.id, Document.slug, DocumentVersion.number)
        .join(Document, Document.id == DocumentVersion.document_id)
        .where(DocumentVersion.id.in_(wanted))
    )
    return {
        version_id: f"{titles[ref]}, versie {number}"
        for version_id, slug, number in refs
        if (ref := f"{slug}/{number}") in titles
    }


def _visible_notes(session: Session, rows: Iterable[Question], now: datetime) -> dict[uuid.UUID, int]:
    """Return the number of each note of these questions that everybody can read."""
    wanted = {row.note_id for row in rows if row.note_id}
    notes = session.scalars(select(ClarificationNote).where(ClarificationNote.id.in_(wanted)))
    return {note.id: note.number for note in notes if publications.is_visible(session, note.release_id, now)}


def _betraying(text: str, findings: Iterable[Finding]) -> Iterator[str]:
    """Return the sentences around findings that betray the asker, each at most 200 characters."""
    cuts = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
    for found in findings:
        if found.label in BETRAYING:
            first, last = cuts[bisect_right(cuts, found.start) - 1], cuts[bisect_left(cuts, found.end)]
            sentence = text[first:last].strip()
            yield sentence if len(sentence) <= 200 else text[found.start : found.end][:200]
