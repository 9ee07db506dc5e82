"""How a question will read for others, shown to its own party first: when it opens, and whether it holds a nota (rule 39)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from consultation import clock, outbox
from consultation.dossiers.models import Consultation
from consultation.questions.models import ObjectionRuling, PreviewReply, Question, SourcePreview
from consultation.questions.previews import term as objection_term
from consultation.questions.rules import QuestionStatus
from consultation.record.service import Event
from consultation.review.gate import Review
from consultation.review.texts import Source
from consultation.vault import service as vault
from legal.guard import Cleared
from legal.terms import Channel


class Stand(StrEnum):
    """Where a preview stands. The first three hold a nota."""

    WAITING = "waiting"
    OBJECTED = "objected"
    UPHELD = "upheld"
    AGREED = "agreed"
    SILENT = "silent"
    DISMISSED = "dismissed"


TELL = "previews"
RULED = "ruled"  # in the payload: an objection was decided about
HOLDING = frozenset({Stand.WAITING, Stand.OBJECTED, Stand.UPHELD})


@dataclass(frozen=True)
class Standing:
    """A preview with what was said of it."""

    preview: SourcePreview
    reply: PreviewReply | None
    ruling: ObjectionRuling | None
    stand: Stand


def follow(session: Session, question: Question, sources: Iterable[Source], review: Review) -> None:
    """Open a preview once everything in a party's text is decided; none while something is open, or nobody decided.

    The same text again is the same preview, with what its party said of it. One of which it said nothing begins anew when
    something else was shown meanwhile, or nothing: its term may not run out while nobody can read it.
    """
    own = sorted((source for source in sources if source.channel is Channel.QUESTION), key=lambda source: source.field)
    question.preview_id = _current(session, question, own, review) if _concerns_a_party(question, own, review) else None
    session.flush()


def standings(session: Session, preview_ids: Iterable[uuid.UUID], now: datetime) -> dict[uuid.UUID, Standing]:
    """Return where previews stand, by id."""
    rows = session.execute(
        select(SourcePreview, PreviewReply, ObjectionRuling)
        .outerjoin(PreviewReply, PreviewReply.preview_id == SourcePreview.id)
        .outerjoin(ObjectionRuling, ObjectionRuling.preview_id == SourcePreview.id)
        .where(SourcePreview.id.in_(list(preview_ids)))
    )
    return {row[0].id: Standing(*row, stand(*row, now)) for row in rows}


def stand(preview: SourcePreview, reply: PreviewReply | None, ruling: ObjectionRuling | None, now: datetime) -> Stand:
    """Say where a preview stands at this moment. Pure."""
    if reply is None:
        return Stand.WAITING if now < preview.ends_at else Stand.SILENT
    if reply.kind == Stand.AGREED:
        return Stand.AGREED
    if ruling is None:
        return Stand.OBJECTED
    return Stand.UPHELD if ruling.upheld else Stand.DISMISSED


def held(session: Session, questions: Sequence[Question]) -> list[tuple[Question, Standing]]:
    """Return the questions whose party still holds the nota, each with where its preview stands."""
    now = clock.now(session)
    known = standings(session, (question.preview_id for question in questions if question.preview_id), now)
    pairs = [(question, known[question.preview_id]) for question in questions if question.preview_id]
    return [(question, standing) for question, standing in pairs if standing.stand in HOLDING]


def holding(session: Session, questions: Sequence[Question]) -> list[str]:
    """Return per question why its party still holds the nota; a reference and no more (R9)."""
    return [_reason(question.reference, standing) for question, standing in held(session, questions)]


def asks_anew() -> ColumnElement[bool]:
    """Return the condition "an objection to how this question reads was followed, and it still reads like that"."""
    followed = select(ObjectionRuling.preview_id).where(ObjectionRuling.upheld).correlate(None)
    return and_(Question.status == QuestionStatus.SUBMITTED, Question.preview_id.in_(followed))


def asking_anew(session: Session, questions: Sequence[Question]) -> frozenset[uuid.UUID]:
    """Return which of the questions must be decided anew since an objection was followed, by id."""
    ids = [question.id for question in questions if question.preview_id]
    return frozenset(session.scalars(select(Question.id).where(Question.id.in_(ids), asks_anew()))) if ids else frozenset()


def silences(session: Session, questions: Sequence[Question]) -> list[Event]:
    """Return an entry for the record for every party that let its term pass: silence is written down too."""
    now = clock.now(session)
    known = standings(session, (question.preview_id for question in questions if question.preview_id), now)
    silent = [one.preview for one in known.values() if one.stand is Stand.SILENT]
    return [Event("preview.silent", str(preview.id), facts={"ended_at": clock.rfc3339(preview.ends_at)}) for preview in silent]


def _concerns_a_party(question: Question, own: Sequence[Source], review: Review) -> bool:
    if question.receipt_id is None or question.kept_out or question.status != QuestionStatus.SUBMITTED:
        return False
    made = [item.decision for source in own for item in review.judged(source) if item.decision]
    # With only a signal that was none, nothing is cut and nothing is said to stay: a preview would tell that there was one (44).
    return any(not one.is_signal for one in made)


def _current(session: Session, question: Question, own: Sequence[Source], review: Review) -> uuid.UUID | None:
    cleared = [review.clear(source) for source in own]
    texts = [result.text for result in cleared if isinstance(result, Cleared)]
    if len(texts) < len(own):
        return None
    mine = session.scalars(select(SourcePreview).where(SourcePreview.question_id == question.id))
    shown = {row.fingerprint: row for row in mine}
    last, fingerprint = None, vault.fingerprint(session, question.consultation_id, texts)
    while fingerprint in shown:  # the same text may be shown more than once; each time has its own fingerprint
        last = shown.pop(fingerprint)
        fingerprint = vault.fingerprint(session, question.consultation_id, [*texts, str(last.id)])
    if last is not None and (last.id == question.preview_id or _answered(session, last)):
        return last.id
    return _opened(session, question, fingerprint)


def _answered(session: Session, preview: SourcePreview) -> bool:
    return session.get(PreviewReply, preview.id) is not None


def _opened(session: Session, question: Question, fingerprint: str) -> uuid.UUID:
    opened_at = clock.now(session)
    days = session.get_one(Consultation, question.consultation_id).objection_days
    preview = SourcePreview(
        id=uuid.uuid4(),
        consultation_id=question.consultation_id,
        question_id=question.id,
        fingerprint=fingerprint,
        opened_at=opened_at,
        ends_at=objection_term.ends_at(opened_at, days),
    )
    session.add(preview)
    if days:
        promise(session, preview.consultation_id)
    session.flush()
    return preview.id


def promise(session: Session, consultation_id: uuid.UUID, *, ruled: bool = False) -> None:
    """Tell all parties on the next working morning: one message to one party would tell who asked, or who objected (R9).

    One message a day, however many texts can be looked at since and whatever was decided about objections.
    """
    now = clock.now(session)
    at = objection_term.next_morning(now)
    row_id = uuid.uuid5(consultation_id, f"{TELL} {at.isoformat()}")
    row = outbox.promise_once(session, row_id, TELL, at=now, run_after=at, consultation_id=consultation_id)
    if ruled:
        row.payload = {RULED: True}


def waiting(session: Session, consultation_id: uuid.UUID) -> int:
    """Return how many texts of a consultation wait for their party: a number, and no more."""
    mine = (Question.consultation_id == consultation_id, Question.preview_id.is_not(None))
    ids = session.scalars(select(Question.preview_id).where(*mine)).all()
    known = standings(session, (key for key in ids if key), clock.now(session))
    return sum(one.stand is Stand.WAITING for one in known.values())


def _reason(reference: str, standing: Standing) -> str:
    if standing.stand is Stand.WAITING:
        day, _ = clock.in_dutch(objection_term.last_moment(standing.preview.ends_at))
        return f"Vraag {reference}: de vraagsteller kan nog reageren tot en met {day}."
    if standing.stand is Stand.OBJECTED:
        return f"Vraag {reference}: de vraagsteller maakte bezwaar. De jurist beslist daarover."
    return f"Vraag {reference}: het bezwaar is gegrond. Neem eerst een ander besluit."
