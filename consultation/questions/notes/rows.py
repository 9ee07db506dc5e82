"""The rows of a note on their way out: opened, passed through the gate, numbered (rules 13, 20, 21)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.db import locked
from consultation.dossiers import guarding
from consultation.dossiers import pieces as dossier_pieces
from consultation.dossiers.models import Consultation, Document, DocumentVersion
from consultation.errors import PublishBlocked
from consultation.publications.pieces import AnswerPiece, Kind, Piece
from consultation.questions import rules
from consultation.questions.models import AnswerRevision, ClarificationNote, Question
from consultation.questions.previews import service as previews
from consultation.questions.rules import AnswerStatus, QuestionStatus
from consultation.questions.texts.annexes import Annex
from consultation.questions.texts.sources import about, annex_sources, answer_source, asked, version_titles
from consultation.review.rules import held
from consultation.review.texts import Source
from consultation.vault import service as vault
from consultation.vault.service import Reader
from consultation.words import N_
from legal.guard import Cleared, Refused
from legal.terms import Channel

PRECEDENCE = "Staat in een eerder document iets anders dan in deze nota? Dan geldt deze nota."


@dataclass(frozen=True)
class Opened:
    """A question with its words and, once there is one, its answer. There is no asker in it (R9)."""

    question: Question
    revision: AnswerRevision | None
    text: str
    about: str
    annex: Annex | None = None

    @property
    def words(self) -> Source:
        """The question as the guard must see it."""
        return asked(self.question.text_id, self.text, self.about)[0]

    @property
    def place(self) -> Source:
        """What it is about, as the guard must see it."""
        return asked(self.question.text_id, self.text, self.about)[1]

    @property
    def annexed(self) -> list[Source]:
        """The text of the file that came with it, as the guard must see it; nothing when there is none."""
        return annex_sources(self.question.text_id, self.annex)

    @property
    def all(self) -> list[Source]:
        """Every text of it: question, place, annex and answer."""
        answer = [answer_source(self.revision)] if self.revision else []
        return [self.words, self.place, *self.annexed, *answer]

    @property
    def leaving(self) -> list[Source]:
        """What goes out with it; of a question that is kept out only the answer (rule 16)."""
        return [source for source in self.all if source.channel is Channel.ANSWER or not self.question.kept_out]


@dataclass(frozen=True)
class ClearedRow:
    """A row that passed the gate."""

    opened: Opened
    revision: AnswerRevision
    about: Cleared
    question: Cleared
    answer: Cleared
    annex: Cleared | None = None

    @property
    def place(self) -> tuple[str, str]:
        """Where it stands in a note: theme and place as everybody reads it (rule 13). Sorted by the words
        of the asker, its neighbours would tell what was redacted (R4)."""
        return self.opened.question.theme, str(self.about)


def questions_of(session: Session, note: ClarificationNote, *, lock: bool = False) -> list[Question]:
    """Return the questions of a note; with `lock` nobody can answer or withdraw them until this is over."""
    where = (Question.note_id == note.id, Question.status == QuestionStatus.SUBMITTED)
    found = select(Question).where(*where).order_by(Question.id)
    return list(session.scalars(locked(found) if lock else found))


def opened(session: Session, consultation: Consultation, questions: Iterable[Question], reader: Reader) -> list[Opened]:
    """Open the words of questions, after one record entry."""
    rows = list(questions)
    words = vault.read(session, consultation.id, [q.text_id for q in rows], reader)
    wanted = [q.revision_id for q in rows if q.revision_id]
    revisions = {row.id: row for row in session.scalars(select(AnswerRevision).where(AnswerRevision.id.in_(wanted)))}
    titles = version_titles(session, consultation.id)
    return [_opened(question, words[question.text_id], revisions, titles) for question in rows]


def in_order(session: Session, consultation: Consultation, rows: Iterable[Opened]) -> list[Opened]:
    """Return rows as a reader will probably find them, by their places without what may be redacted (R4).

    At equal places the order is drawn at publication.
    """
    found = list(rows)
    review = guarding.review(session, consultation.id, [row.question.text_id for row in found])
    places = [(row.question.theme, review.preview(row.place).text) for row in found]
    return [found[index] for index in rules.by_place(places)]


def lacks_approval(question: Question) -> bool:
    """Say whether a question has no answer that a second person approved."""
    return question.revision_id is None or question.answer_status != AnswerStatus.APPROVED


def unapproved(rows: Iterable[Opened]) -> list[str]:
    """Return why a note cannot go out as far as approval goes (rule 19)."""
    found = list(rows)
    missing = sum(lacks_approval(row.question) for row in found)
    if not found:
        return [N_("Deze nota heeft nog geen vragen.")]
    if missing == 1:
        return [N_("1 antwoord zonder akkoord.")]
    return [f"{missing} antwoorden zonder akkoord."] if missing else []


def clear(session: Session, consultation: Consultation, rows: Iterable[Opened]) -> tuple[list[ClearedRow], list[str]]:
    """Pass every text through the gate; say per question what still stops it, and count that anew.

    What goes out is what its party could see first: a text that changed since holds the nota again (rule 39).
    Of a question that is kept out only the answer goes anywhere: to its own party (rule 16). It is no row.
    """
    found = [(row, row.revision) for row in rows if row.revision is not None]
    ids = [row.question.text_id for row, _ in found] + [revision.id for _, revision in found]
    review = guarding.review(session, consultation.id, ids)
    cleared: list[ClearedRow] = []
    reasons: list[str] = []
    for row, revision in found:
        previews.follow(session, row.question, (row.place, row.words, *row.annexed), review)
        results = {source.field: review.clear(source) for source in row.leaving}
        texts = {field: result for field, result in results.items() if isinstance(result, Cleared)}
        refused = sum(len(result.findings) for result in results.values() if isinstance(result, Refused))
        row.question.findings = max(refused, review.open_findings(row.leaving))
        row.question.signals = review.open_signals(row.leaving)
        if len(texts) < len(results):
            waits = len(review.pending(source.text_id for source in row.leaving))
            reasons.append(held(f"Vraag {row.question.reference}", row.question.findings, waits))
        elif not row.question.kept_out:
            cleared.append(ClearedRow(row, revision, **texts))
    return cleared, reasons + previews.holding(session, [row.question for row, _ in found])


def changed_versions(revisions: Iterable[AnswerRevision | None]) -> list[uuid.UUID]:
    """Return the document versions that answers change: they go out together (rule 21)."""
    found = {row.changes_version_id for row in revisions if row is not None and row.changes_document}
    return sorted(version for version in found if version is not None)


def piece(session: Session, note: ClarificationNote, rows: list[ClearedRow], kept_out: int) -> Piece:
    """Draw the numbers now, and build the note (rules 13 and 20); it says how many were kept out (rule 16)."""
    order = rules.draw([row.place for row in rows])
    links = _links(session, note.consultation_id, changed_versions(row.revision for row in rows))
    drawn = zip(rules.numbers(note.number, len(order)), order, strict=True)
    answers = tuple(_answer(number, rows[index], links) for number, index in drawn)
    return Piece(
        kind=Kind.NOTE,
        ref=str(note.number),
        title=dossier_pieces.own_words(session, note.consultation_id, f"Nota van inlichtingen {note.number}"),
        texts={"precedence": dossier_pieces.own_words(session, note.consultation_id, PRECEDENCE)},
        facts={
            "number": note.number,
            "changing": sum(row.changes is not None for row in answers),
            "redacted": sum(any(text.redactions for text in row.texts().values()) for row in answers),
            "kept_out": kept_out,
        },
        answers=answers,
    )


def _opened(
    question: Question,
    words: Mapping[str, Any],
    revisions: Mapping[uuid.UUID, AnswerRevision],
    titles: Mapping[uuid.UUID, str],
) -> Opened:
    revision = revisions.get(question.revision_id) if question.revision_id else None
    return Opened(question, revision, words["text"], about(titles, question, words), Annex.of(words))


def _answer(number: str, row: ClearedRow, links: Mapping[uuid.UUID, tuple[Cleared, str]]) -> AnswerPiece:
    version = row.revision.changes_version_id if row.revision.changes_document else None
    changes, ref = links[version] if version else (None, "")
    theme = rules.THEME_WORDS[rules.Theme(row.opened.question.theme or rules.Theme.OTHER)]
    return AnswerPiece(number, theme, row.about, row.question, row.answer, changes, ref, row.annex)


def _links(session: Session, consultation_id: uuid.UUID, versions: list[uuid.UUID]) -> dict[uuid.UUID, tuple[Cleared, str]]:
    """Return title and address of each new document version that an answer points at (rule 21).

    What was decided about the title of that version holds for the title that points at it.
    """
    rows = session.execute(
        select(DocumentVersion.id, Document.title, DocumentVersion.number, Document.slug)
        .join(Document, Document.id == DocumentVersion.document_id)
        .where(DocumentVersion.id.in_(versions))
    )
    review = guarding.review(session, consultation_id, versions)
    found = {}
    for version_id, title, number, slug in rows:
        words = review.clear(Source(version_id, "title", f"{title}, versie {number}", Channel.ANSWER))
        if isinstance(words, Refused):
            raise PublishBlocked([f"{title}, versie {number}: {len(words.findings)} bevindingen zonder besluit."])
        found[version_id] = (words, f"{slug}/{number}")
    return found
