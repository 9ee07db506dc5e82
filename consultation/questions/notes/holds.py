"""What a nota in the making waits for, question by question: whom, and until when (rules 19, 35, 39, 40, 44).

By the counts that were kept and the decisions so far: no question is opened. Of the documents that answers change the
gate reads the texts. Publishing asks it about every text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission, allowed
from consultation.dossiers import guarding
from consultation.dossiers import pieces as dossier_pieces
from consultation.dossiers.models import Consultation
from consultation.questions.models import AnswerRevision, Question
from consultation.questions.notes import rows as note_rows
from consultation.questions.notes.rows import Opened
from consultation.questions.previews import ruling_rights
from consultation.questions.previews import service as previews
from consultation.questions.previews.service import Stand
from consultation.review import rules
from consultation.review.gate import Review


class Why(StrEnum):
    """What a nota waits for."""

    EMPTY = "empty"
    APPROVAL = "approval"
    FINDINGS = "findings"
    LAWYER = "lawyer"  # findings that this reader leaves to the lawyer (rule 44)
    SECOND = "second"
    WAITING = "waiting"  # its party may still say how it reads
    OBJECTED = "objected"
    UPHELD = "upheld"
    DOCUMENT = "document"


_OF_PARTY = {Stand.WAITING: Why.WAITING, Stand.OBJECTED: Why.OBJECTED, Stand.UPHELD: Why.UPHELD}


@dataclass(frozen=True)
class Hold:
    """One thing a nota waits for. `reference`: of which question, and no more (R9); `until`: when it is over by itself.

    `own`: this reader took the decisions that wait, or those objected to, so somebody else goes on (R17, rule 40).
    `words`: of a document.
    """

    why: Why
    reference: str = ""
    count: int = 0
    until: datetime | None = None
    own: bool = False
    words: str = ""


def holds(session: Session, actor: Actor, consultation: Consultation, rows: Sequence[Opened]) -> tuple[Hold, ...]:
    """Return what holds these rows, as this reader may know it."""
    authorize(actor, Permission.QUESTION_READ)
    found = [] if rows else [Hold(Why.EMPTY)]
    found += [Hold(Why.APPROVAL, row.question.reference) for row in rows if note_rows.lacks_approval(row.question)]
    held = [row for row in rows if row.question.findings]
    review = guarding.review(session, consultation.id, [source.text_id for row in held for source in row.leaving])
    found += [hold for row in held for hold in _undecided(actor, review, row)]
    found += _of_parties(session, actor, consultation, rows)
    faults = _of_documents(session, consultation, (row.revision for row in rows))
    return (*found, *(Hold(Why.DOCUMENT, words=words) for words in faults))


def is_held(session: Session, consultation: Consultation, questions: Sequence[Question]) -> bool:
    """Say whether a nota of these questions waits for anything that `holds` tells, without opening a question."""
    if not questions or any(one.findings or note_rows.lacks_approval(one) for one in questions):
        return True
    revisions = session.scalars(select(AnswerRevision).where(AnswerRevision.id.in_([one.revision_id for one in questions])))
    return bool(previews.held(session, questions)) or bool(_of_documents(session, consultation, revisions))


def _undecided(actor: Actor, review: Review, row: Opened) -> Iterator[Hold]:
    """A signal of collusion, and who waits about it, is for the lawyer alone: to others it is a finding (44)."""
    question, lawyer = row.question, allowed(actor.role, Permission.COLLUSION_READ)
    if question.signals and not lawyer and allowed(actor.role, Permission.FINDING_DECIDE):
        yield Hold(Why.LAWYER, question.reference)
        return
    waits = review.pending((source.text_id for source in row.leaving), signals=lawyer)
    undecided, second = rules.open_and_waiting(question.findings, len(waits))
    if undecided:
        yield Hold(Why.FINDINGS, question.reference, undecided)
    if second:
        yield Hold(Why.SECOND, question.reference, second, own=all(made.decided_by == actor.person for made in waits))


def _of_documents(session: Session, consultation: Consultation, revisions: Iterable[AnswerRevision | None]) -> list[str]:
    """Return what stops the document versions that these answers change."""
    versions = note_rows.changed_versions(revisions)
    return dossier_pieces.versions(session, consultation, versions)[1] if versions else []


def _of_parties(session: Session, actor: Actor, consultation: Consultation, rows: Sequence[Opened]) -> Iterator[Hold]:
    found = previews.held(session, [row.question for row in rows])
    objected = [(question.text_id, one.reply) for question, one in found if one.stand is Stand.OBJECTED]
    against = {text_id: reply.replied_at for text_id, reply in objected if reply}
    decides = allowed(actor.role, Permission.FINDING_DECIDE)
    rights = ruling_rights.rights(session, actor, [consultation], against) if decides else {}
    for question, standing in found:
        until = standing.preview.ends_at if standing.stand is Stand.WAITING else None
        own = question.text_id in rights and not rights[question.text_id].may
        yield Hold(_OF_PARTY[standing.stand], question.reference, until=until, own=own)
