"""What waits for a second person, and the undo of one's own last decisions: for questions, answers and documents alike."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from consultation.accounts import queries as accounts
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers import findings as dossier_findings
from consultation.dossiers import guarding
from consultation.dossiers.models import Consultation
from consultation.errors import NotFound, TooLate
from consultation.questions.findings import deciding
from consultation.questions.models import AnswerRevision, Question
from consultation.review import seconding
from consultation.review.gate import Review
from consultation.review.models import FindingDecision
from consultation.review.rules import WHOLE_TEXT, Opinion
from consultation.review.texts import Source
from consultation.words import N_
from legal.redaction import Redacted
from legal.terms import Channel, Label, Outcome

_Text = tuple[uuid.UUID, str]  # the id of a text, and which of its fields
NOTHING_TO_UNDO = N_("Er is niets om terug te nemen. Terugnemen kan alleen met eigen besluiten waar niemand op verder ging.")


@dataclass(frozen=True)
class Waiting:
    """A decision that waits for a second person. `where` is the reference of a question, or the name of a document.

    `words` is what it is about, as typed; `read` the whole as others will read it once a second person agrees;
    `by` decided it; `own`: this reader himself. `asker`: in a question it can tell who asks (rules 14, 37).
    `repeats`: the same is cut elsewhere in that question or its answer (35). `instead`: it came in the place of words
    that were cut in the version before.
    """

    id: uuid.UUID
    where: str
    field: str
    words: str
    read: Redacted
    kind: str
    outcome: str
    replacement: str
    reason: str
    own: bool
    by: str
    at: datetime
    is_question: bool
    asker: bool
    collusion: bool = False
    repeats: bool = False
    instead: bool = False


@dataclass(frozen=True)
class Said:
    """What a second person said, and about what: never the words themselves. `where` as in `Waiting`."""

    agrees: bool
    where: str
    is_question: bool
    kind: str
    outcome: str
    replacement: str
    is_signal: bool


def waiting(session: Session, actor: Actor, consultation: Consultation) -> tuple[Waiting, ...]:
    """Return what this person could agree with. Opens the texts it is about, after a record entry each (R1).

    For who decides about findings himself: agreeing means reading the original. A signal of collusion is for lawyers.
    """
    authorize(actor, Permission.FINDING_SECOND)
    rows = [row for row in seconding.waiting(session, consultation.id) if seconding.may_second(actor, row)]
    by = accounts.person_names(session, {row.decided_by for row in rows})
    units = _units(session, actor, consultation, rows)
    found = [(row, units[row.text_id, row.field]) for row in rows if (row.text_id, row.field) in units]
    return tuple(_waiting(actor, row, unit, by.get(row.decided_by, "")) for row, unit in found)


def give_opinion(session: Session, actor: Actor, consultation: Consultation, decision_id: uuid.UUID, opinion: Opinion) -> Said:
    """Agree with a decision, or refuse it with a reason; then it does not count. Raises NotFound, InvalidInput, TooLate."""
    authorize(actor, Permission.FINDING_SECOND)
    decision = session.get(FindingDecision, decision_id)
    if decision is None or decision.consultation_id != consultation.id:
        raise NotFound
    question = _hold(session, consultation, decision)
    seconding.give_opinion(session, actor, decision, opinion)
    if question is not None:
        deciding.recount(session, actor, question)
    named = None if question else dossier_findings.named_source(session, consultation, decision.text_id, decision.field)
    return Said(
        opinion.agrees, question.reference if question else named[0] if named else "", question is not None,
        Label(decision.label).nl, decision.outcome, decision.replacement, decision.is_signal,
    )  # fmt: skip


def undo(session: Session, actor: Actor, consultation: Consultation) -> int:
    """Take back what this person decided last, while nothing was published with it. Return how many decisions that were."""
    authorize(actor, Permission.FINDING_DECIDE)
    rows = seconding.last_of(session, actor, consultation.id)
    if not rows:
        raise TooLate(NOTHING_TO_UNDO)
    held = {row.text_id: _hold(session, consultation, row) for row in sorted(rows, key=lambda row: row.text_id)}
    seconding.undo(session, actor, rows)
    for row in rows:
        question = held[row.text_id]
        if question is not None and row.rule == WHOLE_TEXT:
            deciding.follow_whole(session, question, "")
    for question in {question.id: question for question in held.values() if question is not None}.values():
        deciding.recount(session, actor, question)
    return len(rows)


def _hold(session: Session, consultation: Consultation, decision: FindingDecision) -> Question | None:
    """Return the locked question that a decision is about, None for a document. Raises TooLate once it is public."""
    question_id = _question_id(session, decision)
    if question_id is not None:
        return deciding.held(session, consultation, Question.id == question_id)
    if dossier_findings.named_source(session, consultation, decision.text_id, decision.field) is None:
        raise TooLate(deciding.PUBLISHED)
    return None


def _question_id(session: Session, decision: FindingDecision) -> uuid.UUID | None:
    found = _questions(session, decision.consultation_id, [decision.text_id])
    return found[decision.text_id].id if found else None


def _questions(session: Session, consultation_id: uuid.UUID, text_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Question]:
    """Return the question of each text that is of one: its own words, or an answer to it."""
    answers = select(AnswerRevision.id, AnswerRevision.question_id).where(AnswerRevision.id.in_(text_ids))
    answered = {text_id: question_id for text_id, question_id in session.execute(answers)}
    mine = or_(Question.text_id.in_(text_ids), Question.id.in_(answered.values()))
    rows = session.scalars(select(Question).where(Question.consultation_id == consultation_id, mine)).all()
    by_id = {row.id: row for row in rows}
    asked = {row.text_id: row for row in rows if row.text_id in text_ids}
    return asked | {text_id: by_id[key] for text_id, key in answered.items() if key in by_id}


@dataclass(frozen=True)
class _Unit:
    """A question with its current answer, or one text of a document: opened once, however much waits in it."""

    where: str
    sources: Mapping[_Text, Source]
    review: Review
    is_question: bool


def _units(
    session: Session, actor: Actor, consultation: Consultation, rows: Sequence[FindingDecision]
) -> dict[_Text, _Unit]:
    """Return per text in which something waits what it belongs to; not for a text that is not there any more."""
    texts = dict.fromkeys((row.text_id, row.field) for row in rows)
    of_text = _questions(session, consultation.id, {text_id for text_id, _ in texts})
    questions = {question.id: question for question in of_text.values()}
    opened = {key: _of_question(session, actor, question) for key, question in questions.items()}
    found = [opened[of_text[text[0]].id] if text[0] in of_text else _of_document(session, consultation, text) for text in texts]
    return {text: unit for text, unit in zip(texts, found, strict=True) if unit and text in unit.sources}


def _of_question(session: Session, actor: Actor, question: Question) -> _Unit:
    sources = deciding.sources_of(session, actor, question)
    review = guarding.review(session, question.consultation_id, [source.text_id for source in sources])
    return _Unit(question.reference, {(one.text_id, one.field): one for one in sources}, review, is_question=True)


def _of_document(session: Session, consultation: Consultation, text: _Text) -> _Unit | None:
    named = dossier_findings.named_source(session, consultation, *text)
    review = guarding.review(session, consultation.id, [text[0]])
    return _Unit(named[0], {text: named[1]}, review, is_question=False) if named else None


def _waiting(actor: Actor, row: FindingDecision, unit: _Unit, by: str) -> Waiting:
    source, after = unit.sources[row.text_id, row.field], unit.review.agreed(row)
    left = " ".join(source.text[start:end] for start, end in row.left)
    return Waiting(
        id=row.id,
        where=unit.where,
        field=source.field,
        words=source.text[row.found_start : row.found_end],
        read=after.preview(source),
        kind=Label(row.label).nl,
        outcome=row.outcome,
        replacement=row.replacement,
        reason=row.reason,
        own=row.decided_by == actor.person,
        by=by,
        at=row.decided_at,
        is_question=unit.is_question,
        asker=source.channel is Channel.QUESTION and row.label == Label.ORG_IDENTITY,
        collusion=row.is_signal,
        instead=row.outcome == Outcome.REDACT and not row.left,
        repeats=after.says_again(left, unit.sources.values()),
    )


def mine_to_undo(session: Session, actor: Actor, consultation: Consultation) -> Sequence[FindingDecision]:
    """Return what `undo` would take back."""
    authorize(actor, Permission.FINDING_DECIDE)
    return seconding.last_of(session, actor, consultation.id)
