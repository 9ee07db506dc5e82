"""The list that the municipality works from: questions without their askers."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from consultation.accounts import queries as accounts
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers.models import Consultation
from consultation.errors import NotFound
from consultation.questions import rules
from consultation.questions.models import AnswerRevision, Question
from consultation.questions.rules import AnswerStatus, QuestionStatus
from consultation.questions.sources import (
    about,
    answer_source,
    question_sources,
    version_titles,
)
from consultation.review import service as reviewing
from consultation.review.service import Judged
from consultation.vault import service as vault
from consultation.vault.service import Reader

PER_PAGE = 50
FILTERS = ("mine", "free", "approve", "findings", "ready", "all")


@dataclass(frozen=True)
class Line:
    """A question in the list."""

    id: uuid.UUID
    reference: str
    proposal: str
    theme: str
    assignee: str
    answer_status: str
    findings: int
    changes_document: bool


@dataclass(frozen=True)
class Finding:
    """A finding with the words it is about, for whoever decides."""

    field: str
    start: int
    end: int
    words: str
    why: str
    kind: str
    outcome: str | None
    reason: str


@dataclass(frozen=True)
class OpenQuestion:
    """The question beside the list. `proposal` is how others would read it; never who asked."""

    line: Line
    about: str
    document_version_id: uuid.UUID | None
    answer: str
    based_on: int
    changes_document: bool
    changes_version_id: uuid.UUID | None
    author_id: uuid.UUID | None
    author: str
    saved_at: datetime | None
    approved_by: str
    bare_reference: bool
    in_note: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class WorkList:
    """One page of the list, with counts for the filters and the progress bar."""

    filter: str
    page: int
    total: int
    lines: tuple[Line, ...]
    counts: dict[str, int]
    progress: dict[str, int]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PER_PAGE))


def work_list(
    session: Session, actor: Actor, consultation: Consultation, wanted: str, page: int
) -> WorkList:
    """Return a page of the list. Opening the texts writes one record entry (R1)."""
    authorize(actor, Permission.QUESTION_READ)
    wanted = wanted if wanted in FILTERS else "all"
    filters = {name: _filter(name, actor) for name in FILTERS}
    counts = {
        name: _count(session, consultation, where) for name, where in filters.items()
    }
    questions = session.scalars(
        _questions(consultation)
        .where(filters[wanted])
        .order_by(Question.answer_status.desc(), Question.reference)
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    ).all()
    return WorkList(
        wanted, page, counts[wanted], tuple(_lines(session, actor, consultation, questions)), counts,
        _progress(session, consultation),
    )  # fmt: skip


def open_question(
    session: Session, actor: Actor, consultation: Consultation, reference: str
) -> OpenQuestion:
    """Return one question with its answer. The words of a finding are shown only to who may decide."""
    authorize(actor, Permission.QUESTION_READ)
    question = session.scalar(
        _questions(consultation).where(Question.reference == reference)
    )
    if question is None:
        raise NotFound
    content = vault.read(
        session, consultation.id, [question.text_id], Reader(actor.tag, "answering")
    )[question.text_id]
    titles = version_titles(session, consultation.id)
    revision = (
        session.get(AnswerRevision, question.revision_id)
        if question.revision_id
        else None
    )
    sources = question_sources(session, [(question, content)], titles)
    sources += [answer_source(revision)] if revision else []
    review = reviewing.review(
        session, consultation.id, [source.text_id for source in sources]
    )
    names = accounts.person_names(
        session,
        {
            i
            for i in (
                question.approved_by,
                question.assignee_id,
                revision.author_id if revision else None,
            )
            if i
        },
    )
    may_decide = actor.role.value == "publisher"
    findings = tuple(
        _finding(source.field, source.text, item, may_decide)
        for source in sources
        for item in review.judged(source)
    )
    line = _line(
        question,
        review.propose(content["text"]).text,
        names,
        revision,
        sum(f.outcome is None for f in findings),
    )
    return OpenQuestion(
        line=line,
        about=review.propose(about(titles, question, content)).text,
        document_version_id=question.document_version_id,
        answer=revision.text if revision else "",
        based_on=revision.number if revision else 0,
        changes_document=bool(revision and revision.changes_document),
        changes_version_id=revision.changes_version_id if revision else None,
        author_id=revision.author_id if revision else None,
        author=names.get(revision.author_id, "") if revision else "",
        saved_at=revision.saved_at if revision else None,
        approved_by=names.get(question.approved_by, "") if question.approved_by else "",
        bare_reference=bool(revision and rules.bare_reference(revision.text)),
        in_note=question.note_id is not None,
        findings=findings,
    )


def neighbours(work: WorkList, reference: str) -> tuple[str | None, str | None]:
    """Return the references before and after one in the list."""
    references = [line.reference for line in work.lines]
    if reference not in references:
        return None, references[0] if references else None
    place = references.index(reference)
    before = references[place - 1] if place else None
    return before, references[place + 1] if place + 1 < len(references) else None


def _questions(consultation: Consultation) -> Select[tuple[Question]]:
    return select(Question).where(
        Question.consultation_id == consultation.id,
        Question.status == QuestionStatus.SUBMITTED,
    )


def _filter(name: str, actor: Actor) -> ColumnElement[bool]:
    unfinished = Question.answer_status != AnswerStatus.APPROVED
    written_by_me = select(AnswerRevision.id).where(
        AnswerRevision.author_id == actor.person
    )
    return {
        "mine": and_(Question.assignee_id == actor.person, unfinished),
        "free": and_(Question.assignee_id.is_(None), unfinished),
        "approve": and_(
            Question.answer_status == AnswerStatus.AWAITING,
            Question.revision_id.not_in(written_by_me),
        ),
        "findings": Question.findings > 0,
        "ready": Question.answer_status == AnswerStatus.APPROVED,
        "all": or_(Question.id.is_not(None)),
    }[name]


def _count(
    session: Session, consultation: Consultation, where: ColumnElement[bool]
) -> int:
    return (
        session.scalar(
            select(func.count()).select_from(
                _questions(consultation).where(where).subquery()
            )
        )
        or 0
    )


def _progress(session: Session, consultation: Consultation) -> dict[str, int]:
    counted = {status.value: 0 for status in AnswerStatus}
    rows = session.execute(
        select(Question.answer_status, func.count())
        .where(
            Question.consultation_id == consultation.id,
            Question.status == QuestionStatus.SUBMITTED,
        )
        .group_by(Question.answer_status)
    )
    return counted | {status: number for status, number in rows}


def _lines(
    session: Session, actor: Actor, consultation: Consultation, questions: object
) -> list[Line]:
    rows: list[Question] = list(questions)  # type: ignore[call-overload]
    texts = vault.read(
        session,
        consultation.id,
        [q.text_id for q in rows],
        Reader(actor.tag, "work list"),
    )
    names = accounts.person_names(
        session, {q.assignee_id for q in rows if q.assignee_id}
    )
    wanted = [q.revision_id for q in rows if q.revision_id]
    revisions = {
        r.id: r
        for r in session.scalars(
            select(AnswerRevision).where(AnswerRevision.id.in_(wanted))
        )
    }
    review = reviewing.review(session, consultation.id)
    return [
        _line(
            q,
            review.propose(texts[q.text_id]["text"]).text,
            names,
            revisions.get(q.revision_id or uuid.uuid4()),
            q.findings,
        )
        for q in rows
    ]


def _line(
    question: Question,
    proposal: str,
    names: dict[uuid.UUID, str],
    revision: AnswerRevision | None,
    findings: int,
) -> Line:
    return Line(
        id=question.id,
        reference=question.reference,
        proposal=proposal,
        theme=rules.THEME_WORDS[rules.Theme(question.theme or rules.Theme.OTHER)],
        assignee=names.get(question.assignee_id, "") if question.assignee_id else "",
        answer_status=question.answer_status,
        findings=findings,
        changes_document=bool(revision and revision.changes_document),
    )


def _finding(field: str, text: str, item: Judged, may_decide: bool) -> Finding:
    found = item.finding
    return Finding(
        field=field,
        start=found.start,
        end=found.end,
        words=text[found.start : found.end] if may_decide else "",
        why=found.why if may_decide else "",
        kind=found.label.nl,
        outcome=item.decision.outcome if item.decision else None,
        reason=item.decision.reason if item.decision else "",
    )
