"""What blocks a publication or a deadline today, per consultation of a municipality."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission, allowed
from consultation.dossiers.models import Consultation
from consultation.publications import queries as publications
from consultation.questions.answering import returns
from consultation.questions.models import AnswerRevision, ClarificationNote, Question, QuestionRound
from consultation.questions.notes import holds as note_holds
from consultation.questions.objections import service as objections
from consultation.questions.rules import AnswerStatus, QuestionStatus
from consultation.review import claims, seconding
from consultation.review.rules import open_and_waiting


class Blocks(StrEnum):
    """The kinds of work that hold something up."""

    SET_UP = "set_up"
    RELEASE = "release"
    SIGNALS = "signals"
    FINDINGS = "findings"
    SECOND = "second"
    CLAIMS = "claims"
    OBJECTIONS = "objections"
    ANEW = "anew"
    APPROVE = "approve"
    RETURNED = "returned"
    ANSWER = "answer"
    COMPOSE = "compose"
    PUBLISH = "publish"


@dataclass(frozen=True)
class Task:
    """One kind of work that waits for this person: how many, and before when."""

    kind: Blocks
    count: int
    until: datetime | None = None
    note: int = 0


@dataclass(frozen=True)
class Line:
    """One consultation. `state` is none, scheduled, stopped or visible; `next` = (what, when)."""

    slug: str
    title: str
    state: str
    questions: int
    approved: int
    next: tuple[str, datetime] | None
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class WorkDesk:
    """The consultations of a municipality: what waits first, nearest deadline in front."""

    lines: tuple[Line, ...]

    @property
    def count(self) -> int:
        """How many things wait for this person."""
        return sum(len(line.tasks) for line in self.lines)


@dataclass(frozen=True)
class _Tally:
    """The questions of one consultation, counted for one reader."""

    questions: int = 0
    unanswered: int = 0
    approved: int = 0
    approvals: int = 0
    free: int = 0


@dataclass(frozen=True)
class _Held:
    """What one consultation holds besides its own row."""

    tally: _Tally
    rounds: list[QuestionRound]
    note: ClarificationNote | None
    findings: int
    signals: int
    seconds: int
    claims: int
    objections: int
    returned: int  # answers of this reader that went back to him
    anew: int  # questions of which an objection was followed, and nothing else was decided yet
    waits: bool  # the note in the making cannot go out yet


def desk(session: Session, actor: Actor, now: datetime) -> WorkDesk:
    """Return what waits for the actor in its own municipality."""
    authorize(actor, Permission.WORK_READ)
    where = Consultation.municipality_id == actor.organisation
    found = session.scalars(select(Consultation).where(where).order_by(Consultation.title)).all()
    held = _held(session, actor, found, now)
    lines = [_line(session, actor, consultation, held[consultation.id], now) for consultation in found]
    return WorkDesk(tuple(sorted(lines, key=_urgency)))


def _line(session: Session, actor: Actor, consultation: Consultation, held: _Held, now: datetime) -> Line:
    state = publications.state(session, consultation.release_id, now)
    return Line(
        slug=consultation.slug,
        title=consultation.title,
        state=state,
        questions=held.tally.questions,
        approved=held.tally.approved,
        next=_next(held.rounds, now),
        tasks=tuple(task for task in _tasks(actor, consultation, state, held, now) if task.count),
    )


def _tasks(actor: Actor, consultation: Consultation, state: str, held: _Held, now: datetime) -> Iterator[Task]:
    """Yield what this role can do now; the same table of permissions decides as for the verbs."""
    draft, until, tally, note = state not in publications.OUT, _promised(held.rounds, now), held.tally, held.note
    publishable = note is not None and actor.tag not in note.makers and not held.waits
    known = (
        (Permission.CONSULTATION_EDIT, Task(Blocks.SET_UP, draft)),
        (Permission.CONSULTATION_PUBLISH, Task(Blocks.RELEASE, draft and consultation.created_by != actor.person)),
        (Permission.COLLUSION_READ, Task(Blocks.SIGNALS, held.signals, until)),
        (Permission.FINDING_DECIDE, Task(Blocks.FINDINGS, held.findings, until)),
        (Permission.FINDING_DECIDE, Task(Blocks.OBJECTIONS, held.objections, until)),
        (Permission.FINDING_DECIDE, Task(Blocks.ANEW, held.anew, until)),
        (Permission.FINDING_SECOND, Task(Blocks.SECOND, held.seconds, until)),
        (Permission.FINDING_SECOND, Task(Blocks.CLAIMS, held.claims)),
        (Permission.ANSWER_APPROVE, Task(Blocks.APPROVE, tally.approvals, until)),
        (Permission.ANSWER_WRITE, Task(Blocks.RETURNED, held.returned, until)),
        (Permission.ANSWER_WRITE, Task(Blocks.ANSWER, tally.unanswered, until)),
        (Permission.NOTE_COMPOSE, Task(Blocks.COMPOSE, tally.free, until)),
        (Permission.NOTE_PUBLISH, Task(Blocks.PUBLISH, publishable, until, note.number if note else 0)),
    )
    for permission, task in known:
        if allowed(actor.role, permission):
            yield task


def _held(session: Session, actor: Actor, consultations: Sequence[Consultation], now: datetime) -> dict[uuid.UUID, _Held]:
    """Read what the consultations hold: one query per kind, for all of them. Only public rounds count."""
    ids = [consultation.id for consultation in consultations]
    counted = _counted(session, actor, ids)
    rounds: dict[uuid.UUID, list[QuestionRound]] = defaultdict(list)
    for found in session.scalars(select(QuestionRound).where(QuestionRound.consultation_id.in_(ids))):
        if publications.is_visible(session, found.release_id, now):
            rounds[found.consultation_id].append(found)
    in_the_making = select(ClarificationNote).where(
        ClarificationNote.consultation_id.in_(ids), ClarificationNote.release_id.is_(None)
    )
    notes = {note.consultation_id: note for note in session.scalars(in_the_making)}
    is_second = allowed(actor.role, Permission.FINDING_SECOND)
    seconds = seconding.waiting_for(session, actor, ids) if is_second else {}
    claimed = claims.waiting_for(session, actor, ids) if is_second else {}
    against = objections.waiting_for(session, actor, consultations) if allowed(actor.role, Permission.FINDING_DECIDE) else {}
    anew = objections.followed(session, ids)
    back = returns.counts(session, actor, ids)
    findings, signals = _to_decide(session, actor, ids)
    waits = _waits(session, [one for one in consultations if one.id in notes], notes.values())
    held = {key: (counted.get(key, _Tally()), rounds[key], notes.get(key)) for key in ids}
    return {
        key: _Held(
            *held[key], findings=findings[key], signals=signals[key], seconds=seconds.get(key, 0), claims=claimed.get(key, 0),
            objections=against.get(key, 0), anew=anew.get(key, 0), returned=back.get(key, 0),
            waits=key in waits,
        )
        for key in ids
    }


def _to_decide(session: Session, actor: Actor, ids: Sequence[uuid.UUID]) -> tuple[Counter[uuid.UUID], Counter[uuid.UUID]]:
    """Return in how many questions this reader can decide about findings, and about signals, per consultation.

    Not where only a second person must still agree (rule 40); a question with a signal is for the lawyer alone (44).
    """
    findings, signals, lawyer = Counter[uuid.UUID](), Counter[uuid.UUID](), allowed(actor.role, Permission.COLLUSION_READ)
    if not allowed(actor.role, Permission.FINDING_DECIDE):
        return findings, signals
    released = select(ClarificationNote.id).where(ClarificationNote.release_id.is_not(None))
    waiting = Question.note_id.is_(None) | Question.note_id.not_in(released)
    held = (Question.consultation_id.in_(ids), Question.status == QuestionStatus.SUBMITTED, Question.findings > 0, waiting)
    second = seconding.only_second(session, ids)
    for question in session.scalars(select(Question).where(*held)):
        texts = [key for key in (question.text_id, question.revision_id) if key]
        pending = [made for key in texts for made in second.get(key, ())]
        if lawyer or not question.signals:
            seen = sum(made.is_signal for made in pending)
            findings[question.consultation_id] += open_and_waiting(question.findings, len(pending))[0] > 0
            signals[question.consultation_id] += open_and_waiting(question.signals, seen)[0] > 0
    return findings, signals


def _waits(session: Session, making: Iterable[Consultation], notes: Iterable[ClarificationNote]) -> set[uuid.UUID]:
    """Return which of the consultations that are making a note cannot send it out yet."""
    in_them: dict[uuid.UUID, list[Question]] = defaultdict(list)
    mine = Question.note_id.in_([note.id for note in notes])
    for question in session.scalars(select(Question).where(mine, Question.status == QuestionStatus.SUBMITTED)):
        in_them[question.consultation_id].append(question)
    return {one.id for one in making if note_holds.is_held(session, one, in_them[one.id])}


def _counted(session: Session, actor: Actor, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, _Tally]:
    mine = select(AnswerRevision.id).where(AnswerRevision.author_id == actor.person)
    status = Question.answer_status
    columns = (
        func.count(),
        func.count().filter(status.in_((AnswerStatus.NEW, AnswerStatus.CONCEPT))),
        func.count().filter(status == AnswerStatus.APPROVED),
        func.count().filter(status == AnswerStatus.AWAITING, Question.revision_id.not_in(mine)),
        func.count().filter(status == AnswerStatus.APPROVED, Question.note_id.is_(None)),
    )
    rows = session.execute(
        select(Question.consultation_id, *columns)
        .where(Question.consultation_id.in_(ids), Question.status == QuestionStatus.SUBMITTED)
        .group_by(Question.consultation_id)
    )
    return {row[0]: _Tally(*row[1:]) for row in rows}


def _promised(rounds: Sequence[QuestionRound], now: datetime) -> datetime | None:
    """Return by when answers were promised: of the newest round that opened."""
    return max((held.answers_at for held in rounds if held.opens_at <= now), default=None)


def _next(rounds: Sequence[QuestionRound], now: datetime) -> tuple[str, datetime] | None:
    """Return what comes first: a round that opens or closes, or answers that were promised."""
    moments = [(getattr(held, f"{what}_at"), what) for held in rounds for what in ("opens", "closes", "answers")]
    ahead = min((found for found in moments if found[0] > now), default=None)
    return (ahead[1], ahead[0]) if ahead else None


def _urgency(line: Line) -> tuple[bool, float, str]:
    deadlines = [task.until.timestamp() for task in line.tasks if task.until] + ([line.next[1].timestamp()] if line.next else [])
    return (not line.tasks, min(deadlines, default=float("inf")), line.title)
