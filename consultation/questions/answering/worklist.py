"""The list that the municipality works from: questions without their askers."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, true
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts import queries as accounts
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers import guarding
from consultation.dossiers.models import Consultation
from consultation.errors import NotFound
from consultation.questions.answering import opened, returns
from consultation.questions.answering.opened import Line, OpenQuestion
from consultation.questions.models import AnswerRevision, Question, QuestionRound
from consultation.questions.previews import service as previews
from consultation.questions.rounds import service as rounds
from consultation.questions.rules import AnswerStatus, QuestionStatus
from consultation.questions.texts.sources import asked_text
from consultation.vault import service as vault
from consultation.vault.service import Reader

PER_PAGE = 50
FILTERS = ("mine", "returned", "free", "approve", "findings", "ready", "all")
# What must be done first stands first; then by a name that says nothing of order or time (R9).
_RANKS = {status: rank for rank, status in enumerate(AnswerStatus)}
_rank = case(*((Question.answer_status == status, rank) for status, rank in _RANKS.items()), else_=len(_RANKS))
_ORDER = (_rank, Question.reference)


@dataclass(frozen=True)
class Wanted:
    """Which filter, which page of it, and which question is open beside it."""

    filter: str = "all"
    page: int = 1
    reference: str = ""


@dataclass(frozen=True)
class WorkList:
    """One page of the list, with counts for the filters and the progress bar."""

    filter: str
    page: int
    total: int
    lines: tuple[Line, ...]
    counts: Mapping[str, int]
    progress: Mapping[str, int]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PER_PAGE))


@dataclass(frozen=True)
class Place:
    """Where the open question stands in the filter: its number (0: not in it), and who stand beside it."""

    number: int = 0
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class WorkScreen:
    """The list with one question open beside it."""

    title: str
    round: int | None
    answers_at: datetime | None
    work: WorkList
    opened: OpenQuestion | None
    place: Place


def screen(session: Session, actor: Actor, consultation: Consultation, wanted: Wanted) -> WorkScreen:
    """Return the list and the open question (else the first of the page). Opening the texts of all of
    these writes one record entry (R1). Raises NotFound for a question that is not there."""
    authorize(actor, Permission.QUESTION_READ)
    name = wanted.filter if wanted.filter in FILTERS else "all"
    counts, progress = _counts(session, actor, consultation)
    where = _filter(name, actor, consultation)
    chosen = _find(session, consultation, wanted.reference) if wanted.reference else None
    place = _place(session, consultation, where, chosen)
    page = -(-place.number // PER_PAGE) or min(max(1, wanted.page), max(1, -(-counts[name] // PER_PAGE)))
    rows = session.scalars(
        _questions(consultation).where(where).order_by(*_ORDER).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    ).all()
    if chosen is None and rows:
        chosen = rows[0]
        place = _place(session, consultation, where, chosen)
    texts = _read(session, actor, consultation, [*rows, *([chosen] if chosen else [])])
    lines = _lines(session, consultation, rows, texts)
    held = _round(session, consultation)
    return WorkScreen(
        title=consultation.title,
        round=held.number if held else None,
        answers_at=held.answers_at if held else None,
        work=WorkList(name, page, counts[name], lines, counts, progress),
        opened=opened.view(session, actor, chosen, texts[chosen.text_id]) if chosen else None,
        place=place,
    )


def open_question(session: Session, actor: Actor, consultation: Consultation, reference: str) -> OpenQuestion:
    """Return one question with its answer. The words of a finding are shown only to who may decide."""
    authorize(actor, Permission.QUESTION_READ)
    question = _find(session, consultation, reference)
    texts = _read(session, actor, consultation, [question])
    return opened.view(session, actor, question, texts[question.text_id])


def to_answer(session: Session, actor: Actor, consultation: Consultation, wanted: Wanted) -> str:
    """Return the reference of the next question in the same filter that has no answer yet, or "" at the end of it."""
    authorize(actor, Permission.ANSWER_WRITE)
    unanswered = Question.answer_status.in_((AnswerStatus.NEW, AnswerStatus.CONCEPT))
    return _following(session, actor, consultation, wanted, unanswered)


def to_approve(session: Session, actor: Actor, consultation: Consultation, wanted: Wanted) -> str:
    """Return the reference of the next question in the same filter that this person can approve, or "" at the end of it."""
    authorize(actor, Permission.ANSWER_APPROVE)
    return _following(session, actor, consultation, wanted, _filter("approve", actor, consultation))


def _following(
    session: Session, actor: Actor, consultation: Consultation, wanted: Wanted, still: ColumnElement[bool]
) -> str:
    """Return the next one behind the question, else the first of all: what was done stands between them in the list."""
    where = and_(_filter(wanted.filter, actor, consultation), still)
    here = _find(session, consultation, wanted.reference)
    after = _place(session, consultation, where, here).after
    return after or _first(session, consultation, and_(where, Question.id != here.id))


def _first(session: Session, consultation: Consultation, where: ColumnElement[bool]) -> str:
    first = _questions(consultation).with_only_columns(Question.reference).where(where).order_by(*_ORDER).limit(1)
    return session.scalar(first) or ""


def question_id(session: Session, actor: Actor, consultation: Consultation, reference: str) -> uuid.UUID:
    """Return the id of a question by its reference. Raises NotFound."""
    authorize(actor, Permission.QUESTION_READ)
    return _find(session, consultation, reference).id


def chosen_questions(
    session: Session, actor: Actor, consultation: Consultation, wanted: Wanted, references: Collection[str]
) -> list[Question]:
    """Return the questions with these references, or the whole filter when there are none, in its order."""
    authorize(actor, Permission.QUESTION_READ)
    where = Question.reference.in_(references) if references else _filter(wanted.filter, actor, consultation)
    return list(session.scalars(_questions(consultation).where(where).order_by(*_ORDER)))


def _find(session: Session, consultation: Consultation, reference: str) -> Question:
    found = session.scalar(_questions(consultation).where(Question.reference == reference))
    if found is None:
        raise NotFound
    return found


def _questions(consultation: Consultation) -> Select[Question]:
    return select(Question).where(Question.consultation_id == consultation.id, Question.status == QuestionStatus.SUBMITTED)


def _filter(name: str, actor: Actor, consultation: Consultation) -> ColumnElement[bool]:
    unfinished = Question.answer_status != AnswerStatus.APPROVED
    written_by_me = select(AnswerRevision.id).where(
        AnswerRevision.consultation_id == consultation.id, AnswerRevision.author_id == actor.person
    )
    awaiting = Question.answer_status == AnswerStatus.AWAITING
    known: dict[str, ColumnElement[bool]] = {
        "mine": and_(Question.assignee_id == actor.person, unfinished),
        "returned": returns.to_writer(actor.person),
        "free": and_(Question.assignee_id.is_(None), unfinished),
        "approve": and_(awaiting, Question.revision_id.not_in(written_by_me)),
        "findings": or_(Question.findings > 0, previews.asks_anew()),  # both hold a nota, and both ask for a decision
        "ready": Question.answer_status == AnswerStatus.APPROVED,
    }
    return known.get(name, true())


def _counts(session: Session, actor: Actor, consultation: Consultation) -> tuple[dict[str, int], dict[str, int]]:
    """Return how many questions each filter holds, and each answer status: in one statement."""
    parts = {name: _filter(name, actor, consultation) for name in FILTERS}
    parts |= {status.value: Question.answer_status == status for status in AnswerStatus}
    sums = [func.coalesce(func.sum(case((where, 1), else_=0)), 0).label(name) for name, where in parts.items()]
    row = session.execute(_questions(consultation).with_only_columns(*sums)).one()
    found = {name: int(number) for name, number in zip(parts, row, strict=True)}
    return {name: found[name] for name in FILTERS}, {status.value: found[status.value] for status in AnswerStatus}


def _place(session: Session, consultation: Consultation, where: ColumnElement[bool], question: Question | None) -> Place:
    """Return where a question stands, by its place in the order: also when it just left the filter."""
    if question is None:
        return Place()
    rank = _RANKS[AnswerStatus(question.answer_status)]
    earlier = or_(_rank < rank, and_(_rank == rank, Question.reference < question.reference))
    later = or_(_rank > rank, and_(_rank == rank, Question.reference > question.reference))
    references = _questions(consultation).with_only_columns(Question.reference).where(where)
    descending = (_rank.desc(), Question.reference.desc())
    before = session.scalar(references.where(earlier).order_by(*descending).limit(1))
    after = session.scalar(references.where(later).order_by(*_ORDER).limit(1))
    inside = session.scalar(references.where(Question.id == question.id)) is not None
    ahead = session.scalar(_questions(consultation).with_only_columns(func.count()).where(where, earlier)) or 0
    return Place(ahead + 1 if inside else 0, before or "", after or "")


def _round(session: Session, consultation: Consultation) -> QuestionRound | None:
    """Return the round that is being answered: the last one that opened, else the one to come."""
    now = clock.now(session)
    begun = [held for held in rounds.rounds(session, consultation.id) if held.release_id and held.opens_at <= now]
    return begun[-1] if begun else rounds.draft_round(session, consultation.id, now)


def _read(
    session: Session, actor: Actor, consultation: Consultation, questions: Sequence[Question]
) -> dict[uuid.UUID, dict[str, Any]]:
    return vault.read(session, consultation.id, [q.text_id for q in questions], Reader(actor.tag, "work list"))


def _lines(
    session: Session, consultation: Consultation, questions: Sequence[Question], texts: Mapping[uuid.UUID, Mapping[str, Any]]
) -> tuple[Line, ...]:
    names = accounts.person_names(session, {q.assignee_id for q in questions if q.assignee_id})
    wanted = [q.revision_id for q in questions if q.revision_id]
    revisions = {row.id: row for row in session.scalars(select(AnswerRevision).where(AnswerRevision.id.in_(wanted)))}
    review = guarding.review(session, consultation.id, texts)
    disputed = previews.asking_anew(session, questions)
    return tuple(
        opened.line(
            question,
            review.preview(asked_text(question.text_id, texts[question.text_id]["text"])),
            names,
            revisions.get(question.revision_id) if question.revision_id else None,
            (question.findings, question.id in disputed),
        )
        for question in questions
    )
