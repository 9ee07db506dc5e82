"""Answering: every saved text is kept, a second person approves (rules 12, 19; messages 13, 14)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.db import locked
from consultation.dossiers.models import Consultation, DocumentVersion
from consultation.errors import Conflict, InvalidInput, NotFound, TooLate
from consultation.publications import queries as publications
from consultation.questions import rules
from consultation.questions.findings import deciding
from consultation.questions.models import AnswerReturn, AnswerRevision, ClarificationNote, Question
from consultation.questions.rules import AnswerStatus, QuestionStatus
from consultation.questions.texts.sources import answer_source
from consultation.record import service as record
from consultation.record.models import Tree
from consultation.review import service as reviewing
from consultation.review.carrying import carry
from consultation.review.rules import SHORTEST_REASON
from consultation.review.texts import Source
from consultation.words import N_

LONGEST_REASON = 1_000
NO_REASON_BACK = N_("Schrijf in 10 tot 1.000 tekens waarom u dit antwoord teruggeeft.")
NOT_ASKED = N_("Dit antwoord vraagt geen akkoord meer. Kijk opnieuw.")
OWN_ANSWER = N_("U schreef dit antwoord. Iemand anders geeft akkoord.")


@dataclass(frozen=True)
class AnswerDraft:
    """An answer as typed; `based_on` is the revision the writer saw (0 for none), `ask`: approval at once."""

    text: str
    based_on: int = 0
    changes_document: bool = False
    changes_version_id: uuid.UUID | None = None
    ask: bool = False


class AnswerConflict(Conflict):
    """Somebody saved in between. Both texts are kept; `mine` lost the race and is not current."""

    def __init__(self, mine: AnswerRevision, theirs: AnswerRevision) -> None:
        self.mine, self.theirs = mine, theirs
        super().__init__(N_("Een collega bewaarde ook een antwoord. Kies welke tekst u houdt. Beide zijn bewaard."))


def save(
    session: Session, actor: Actor, consultation: Consultation, question_id: uuid.UUID, draft: AnswerDraft
) -> AnswerRevision | AnswerConflict:
    """Save an answer as a new revision; the same text again changes nothing (R12).

    When another revision came in between, both are kept and the conflict is returned (not raised: the
    losing text must be committed too).
    """
    authorize(actor, Permission.ANSWER_WRITE)
    question = _question(session, consultation, question_id)
    _still_open(session, question)
    latest = current(session, question)
    if latest is not None and _same(latest, draft):
        return latest
    _check(session, consultation, draft, latest)
    revision = _revision(session, actor, question, draft)
    if latest is not None and latest.number != draft.based_on:
        return AnswerConflict(revision, latest)
    carry(session, actor.tag, consultation.id, _earlier(session, revision), answer_source(revision))
    question.revision_id = revision.id
    question.answer_status, question.approved_by = AnswerStatus.CONCEPT, None
    question.assignee_id = question.assignee_id or actor.person
    deciding.recount(session, actor, question)
    session.flush()
    return revision


def ask_approval(session: Session, actor: Actor, consultation: Consultation, question_id: uuid.UUID) -> None:
    """Ask a second person to approve the current answer. Raises InvalidInput when something is missing."""
    authorize(actor, Permission.ANSWER_WRITE)
    question = _question(session, consultation, question_id)
    _still_open(session, question)
    revision = current(session, question)
    if revision is None:
        raise InvalidInput({"text": [N_("Schrijf eerst een antwoord.")]})
    if not _complete(revision):
        raise InvalidInput({"changes_version": [N_("Kies de nieuwe versie van het document dat u wijzigt.")]})
    if question.answer_status == AnswerStatus.CONCEPT:
        question.answer_status = AnswerStatus.AWAITING


def ask_approvals(session: Session, actor: Actor, consultation: Consultation, seen: Mapping[uuid.UUID, int]) -> int:
    """Ask approval for every complete concept that still is the revision that was `seen`; return how many."""
    authorize(actor, Permission.ANSWER_WRITE)
    asked = 0
    for question, revision in _with_answers(session, consultation, seen):
        if question.answer_status == AnswerStatus.CONCEPT and _complete(revision) and revision.number == seen[question.id]:
            question.answer_status = AnswerStatus.AWAITING
            asked += 1
    return asked


def approve(
    session: Session,
    actor: Actor,
    consultation: Consultation,
    question_ids: Iterable[uuid.UUID],
    seen: Mapping[uuid.UUID, int] | None = None,
) -> int:
    """Approve the current answers; who wrote an answer cannot approve it (rule 19). Returns how many.

    `seen`: the revision the approver read, by question; what changed since is left alone. Raises
    InvalidInput when one of them is the actor's own: then none is approved.
    """
    authorize(actor, Permission.ANSWER_APPROVE)
    wanted = list(question_ids)
    events = []
    for question, revision in _with_answers(session, consultation, wanted):
        if question.answer_status != AnswerStatus.AWAITING:
            continue
        if seen is not None and seen.get(question.id) != revision.number:
            continue
        _refuse_own(actor, revision)
        question.answer_status, question.approved_by = AnswerStatus.APPROVED, actor.person
        facts = {"by": actor.tag, "revision": str(revision.id)}
        events.append(record.Event("answer.approved", question.reference, facts=facts))
    record.note_all(session, consultation.id, Tree.PRIVATE, events)
    return len(events)


def give_back(session: Session, actor: Actor, consultation: Consultation, question_id: uuid.UUID, reason: str) -> None:
    """Send an answer back to its writer, who reads why. Raises InvalidInput without a reason, Conflict when it is not asked any
    more: a colleague was first, or it is being written again."""
    authorize(actor, Permission.ANSWER_APPROVE)
    question = _question(session, consultation, question_id)
    _still_open(session, question)
    if question.revision_id is None or question.answer_status not in {AnswerStatus.AWAITING, AnswerStatus.APPROVED}:
        raise Conflict(NOT_ASKED)
    why = reason.strip()
    if not SHORTEST_REASON <= len(why) <= LONGEST_REASON:
        raise InvalidInput({"reason": [NO_REASON_BACK]})
    reviewing.refuse_bsn(why, "reason")
    question.answer_status, question.approved_by = AnswerStatus.CONCEPT, None
    returned = AnswerReturn(
        consultation_id=consultation.id,
        revision_id=question.revision_id,
        reason=why,
        returned_by=actor.person,
        returned_at=clock.now(session),
    )
    session.add(returned)
    facts = {"by": actor.tag, "revision": str(question.revision_id)}
    record.note(session, consultation.id, Tree.PRIVATE, record.Event("answer.given_back", question.reference, facts=facts))


def current_text(session: Session, consultation: Consultation, question_id: uuid.UUID) -> str:
    """Return the words of the answer that counts now, or nothing."""
    revision = current(session, _question(session, consultation, question_id))
    return revision.text if revision else ""


def current(session: Session, question: Question) -> AnswerRevision | None:
    """Return the answer that counts now."""
    return session.get(AnswerRevision, question.revision_id) if question.revision_id else None


def _refuse_own(actor: Actor, revision: AnswerRevision) -> None:
    if revision.author_id == actor.person:
        raise InvalidInput({"approve": [OWN_ANSWER]})


def _same(latest: AnswerRevision, draft: AnswerDraft) -> bool:
    version = draft.changes_version_id if draft.changes_document else None
    typed = (draft.text.strip(), draft.changes_document, version)
    return (latest.text, latest.changes_document, latest.changes_version_id) == typed


def _complete(revision: AnswerRevision) -> bool:
    return not revision.changes_document or revision.changes_version_id is not None


def _revision(session: Session, actor: Actor, question: Question, draft: AnswerDraft) -> AnswerRevision:
    highest = session.scalar(select(func.max(AnswerRevision.number)).where(AnswerRevision.question_id == question.id))
    revision = AnswerRevision(
        id=uuid.uuid4(),
        consultation_id=question.consultation_id,
        question_id=question.id,
        number=(highest or 0) + 1,
        text=draft.text.strip(),
        changes_document=draft.changes_document,
        changes_version_id=draft.changes_version_id if draft.changes_document else None,
        author_id=actor.person,
        saved_at=clock.now(session),
    )
    session.add(revision)
    session.flush()
    return revision


def _earlier(session: Session, revision: AnswerRevision) -> list[Source]:
    """Return the other revisions of an answer, newest first."""
    mine = (AnswerRevision.question_id == revision.question_id, AnswerRevision.id != revision.id)
    rows = session.scalars(select(AnswerRevision).where(*mine).order_by(AnswerRevision.number.desc()))
    return [answer_source(row) for row in rows]


def _question(session: Session, consultation: Consultation, question_id: uuid.UUID) -> Question:
    found = next(iter(_questions(session, consultation, [question_id])), None)
    if found is None:
        raise NotFound
    return found


def _questions(session: Session, consultation: Consultation, ids: Iterable[uuid.UUID]) -> list[Question]:
    """Return sent questions, locked, always in the same order: two lists at once cannot wait for each other."""
    where = (
        Question.id.in_(list(ids)),
        Question.consultation_id == consultation.id,
        Question.status == QuestionStatus.SUBMITTED,
    )
    return list(session.scalars(locked(select(Question).where(*where).order_by(Question.id))))


def _with_answers(
    session: Session, consultation: Consultation, ids: Iterable[uuid.UUID]
) -> list[tuple[Question, AnswerRevision]]:
    questions = _questions(session, consultation, ids)
    wanted = [question.revision_id for question in questions if question.revision_id]
    rows = {row.id: row for row in session.scalars(select(AnswerRevision).where(AnswerRevision.id.in_(wanted)))}
    return [(question, rows[question.revision_id]) for question in questions if question.revision_id]


def _still_open(session: Session, question: Question) -> None:
    if question.note_id is None:
        return
    release_id = session.get_one(ClarificationNote, question.note_id).release_id
    if publications.is_out(session, release_id, clock.now(session)):
        raise TooLate(N_("Dit antwoord staat in een gepubliceerde nota. Herstel een fout in de volgende nota."))


def _check(session: Session, consultation: Consultation, draft: AnswerDraft, latest: AnswerRevision | None) -> None:
    text = draft.text.strip()
    if not text:
        raise InvalidInput({"text": [N_("Schrijf een antwoord.")]})
    if len(text) > rules.LONGEST_ANSWER:
        raise InvalidInput({"text": [N_("Dit antwoord is te lang. Gebruik ten hoogste 20.000 tekens.")]})
    reviewing.refuse_bsn(draft.text, "text")
    wanted = draft.changes_version_id if draft.changes_document else None
    if wanted is None or (latest is not None and latest.changes_version_id == wanted):
        return
    version = session.get(DocumentVersion, wanted)
    # Only a version that nobody has read yet can be what this answer changes (rule 21).
    if version is None or version.consultation_id != consultation.id or version.release_id is not None:
        raise InvalidInput({"changes_version": [N_("Kies een versie uit de lijst.")]})
