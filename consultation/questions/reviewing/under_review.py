"""Every text under review as the lawyer sees it: the original beside what others will read, with what was found (rule 36).

For the review screen. Opening writes one record entry (R1); for who decides about findings alone.
"""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers import findings as dossier_findings
from consultation.dossiers import guarding
from consultation.dossiers.models import Consultation
from consultation.questions.findings import recognition
from consultation.questions.findings.shown import Finding, shown_findings
from consultation.questions.models import Question
from consultation.questions.notes import rows as note_rows
from consultation.questions.notes.rows import Opened
from consultation.questions.previews import service as previews
from consultation.questions.previews.service import Standing
from consultation.questions.reviewing.alike import open_questions
from consultation.review.gate import Judged, Review
from consultation.review.texts import Source
from consultation.vault.service import Reader
from legal.terms import Channel
from legal.terms import Finding as GuardFinding


@dataclass(frozen=True)
class TextUnderReview:
    """One text. `reference` is that of its question, or empty for a text of the municipality, which `where` names.

    `original` is what was typed, `preview` how others will read it as things stand (in stored form, with marks).
    `few`: so few parties that others could work out who asks. `stand`: what its party said of it, or empty.
    """

    reference: str
    where: str
    field: str
    channel: Channel
    text_id: uuid.UUID
    original: str = dataclasses.field(repr=False)
    preview: str
    findings: tuple[Finding, ...]
    judged: tuple[Judged, ...] = dataclasses.field(repr=False)
    kept_out: bool = False
    few: int = 0
    stand: str = ""

    @property
    def open(self) -> int:
        """How many findings still need a decision, or a second person."""
        return sum(found.outcome is None for found in self.findings)


def of_questions(
    session: Session, actor: Actor, consultation: Consultation, note: int | None = None
) -> tuple[TextUnderReview, ...]:
    """Return the texts of the questions of a nota, or of all that nobody published yet; by reference."""
    authorize(actor, Permission.FINDING_DECIDE)
    return of_these(session, actor, consultation, open_questions(session, consultation, note))


def of_these(
    session: Session, actor: Actor, consultation: Consultation, questions: Sequence[Question]
) -> tuple[TextUnderReview, ...]:
    """Return the texts of these questions of the consultation; by reference."""
    authorize(actor, Permission.FINDING_DECIDE)
    rows = note_rows.opened(session, consultation, questions, Reader(actor.tag, "review"))
    review = guarding.review(session, consultation.id, (source.text_id for row in rows for source in row.all))
    stands = previews.standings(session, (q.preview_id for q in questions if q.preview_id), clock.now(session))
    ordered = sorted(rows, key=lambda row: row.question.reference)
    return tuple(text for row in ordered for text in _of_row(session, actor, consultation, (review, stands), row))


def of_documents(session: Session, actor: Actor, consultation: Consultation) -> tuple[TextUnderReview, ...]:
    """Return the municipality's own texts that are not public yet."""
    authorize(actor, Permission.FINDING_DECIDE)
    return of_own(session, actor, consultation, list(dossier_findings.texts(session, consultation)))


def of_own(
    session: Session,
    actor: Actor,
    consultation: Consultation,
    named: Sequence[tuple[str, Source]],
    known: Callable[[Review, Source], Iterable[GuardFinding]] | None = None,
) -> tuple[TextUnderReview, ...]:
    """Return these texts of the municipality, each with its name; `known` gives what was found in one before."""
    authorize(actor, Permission.FINDING_DECIDE)
    review = guarding.review(session, consultation.id, (source.text_id for _, source in named))
    if known is not None:
        for _, source in named:
            review.recall(source, known(review, source))
    return tuple(_shown(actor, review, source, where=where) for where, source in named)


def _of_row(
    session: Session,
    actor: Actor,
    consultation: Consultation,
    known: tuple[Review, dict[uuid.UUID, Standing]],
    row: Opened,
) -> Iterator[TextUnderReview]:
    question, (review, stands) = row.question, known
    stand = stands[question.preview_id].stand if question.preview_id else ""
    few = recognition.few(session, consultation, review, row.all)
    for source in row.all:
        shown = _shown(actor, review, source, reference=question.reference)
        yield dataclasses.replace(shown, kept_out=question.kept_out, few=few, stand=stand)


def _shown(actor: Actor, review: Review, source: Source, *, reference: str = "", where: str = "") -> TextUnderReview:
    return TextUnderReview(
        reference=reference,
        where=where,
        field=source.field,
        channel=source.channel,
        text_id=source.text_id,
        original=source.text,
        preview=review.preview(source).text,
        findings=shown_findings(review, [source], actor.role),
        judged=tuple(item for item in review.judged(source) if not item.covered),
    )


def counts(texts: Iterable[TextUnderReview]) -> tuple[int, int]:
    """Return how many findings are decided, and how many are not."""
    found = [finding for text in texts for finding in text.findings]
    undecided = sum(finding.outcome is None for finding in found)
    return len(found) - undecided, undecided
