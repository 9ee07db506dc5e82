"""Objections of parties against how their texts will read: who decides about findings decides about them (rule 39)."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts import queries as accounts
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers import guarding
from consultation.dossiers.models import Consultation
from consultation.errors import InvalidInput, NotFound
from consultation.questions.findings import deciding
from consultation.questions.models import ObjectionRuling, PreviewReply, Question
from consultation.questions.objections import telling
from consultation.questions.previews import ruling_rights
from consultation.questions.previews import service as previews
from consultation.questions.previews.ruling_rights import Right
from consultation.questions.previews.service import Stand
from consultation.questions.rules import QuestionStatus
from consultation.record import service as record
from consultation.record.models import Tree
from consultation.review.rules import NO_REASON_WHY, SHORTEST_REASON
from consultation.review.service import refuse_bsn
from consultation.review.texts import Source
from consultation.vault import service as vault
from consultation.vault.service import Reader
from consultation.words import N_
from legal.guard import Cleared, Refused
from legal.terms import Channel

OF_ANOTHER = N_("De vraagsteller leest deze reden. Noem geen vraag van een ander, en geen getal dat niet in zijn tekst staat.")
NOT_PAST_THE_GATE = N_("In deze reden staat iets dat niet naar buiten mag, zoals een naam of een bedrag. Schrijf haar zonder.")


@dataclass(frozen=True)
class Objection:
    """An objection, by the reference of its question: what the party says, never who says it (R9).

    `followed` is the reason with which it was followed, empty while nobody decided about it. `right`: what this reader may
    do about it; `same`: who followed it took the first decision too,
    or agreed with it.
    """

    preview_id: uuid.UUID
    reference: str
    reason: str
    replied_at: datetime
    right: Right
    followed: str = ""
    same: bool = False


@dataclass(frozen=True)
class Ruling:
    """What is decided: follow it (then the decision about the finding must change), or go on with a reason."""

    upheld: bool
    reason: str


def open_objections(session: Session, actor: Actor, consultation: Consultation) -> tuple[Objection, ...]:
    """Return the objections that ask for something, by reference: those nobody decided about, then those that were followed
    and whose text still reads as it did. Opens their texts (R1)."""
    authorize(actor, Permission.FINDING_DECIDE)
    rows = session.execute(
        select(Question, PreviewReply, ObjectionRuling)
        .join(PreviewReply, PreviewReply.preview_id == Question.preview_id)
        .outerjoin(ObjectionRuling, ObjectionRuling.preview_id == PreviewReply.preview_id)
        .where(Question.consultation_id == consultation.id, _undecided() | previews.asks_anew())
        .order_by(ObjectionRuling.preview_id.is_not(None), Question.reference)
    ).all()
    ids = [reply.reason_id for _, reply, _ in rows if reply.reason_id]
    texts = vault.read(session, consultation.id, ids, Reader(actor.tag, "objections"))
    against = {question.text_id: reply.replied_at for question, reply, _ in rows}
    rights = ruling_rights.rights(session, actor, [consultation], against)
    return tuple(
        Objection(
            reply.preview_id, question.reference, texts[reply.reason_id]["reason"], reply.replied_at, rights[question.text_id],
            *_followed(ruling, rights[question.text_id]),
        )
        for question, reply, ruling in rows
        if reply.reason_id
    )  # fmt: skip


def _followed(ruling: ObjectionRuling | None, right: Right) -> tuple[str, bool]:
    """Return the reason with which an objection was followed, and whether by who made the decision count."""
    return ("", False) if ruling is None else (ruling.reason, ruling.ruled_by in right.made_by)


def waiting_for(session: Session, actor: Actor, consultations: Sequence[Consultation]) -> Counter[uuid.UUID]:
    """Return how many objections exactly this person can rule on, per consultation. Opens no text."""
    authorize(actor, Permission.FINDING_DECIDE)
    rows = _waiting(session, [one.id for one in consultations])
    rights = ruling_rights.rights(session, actor, consultations, {text_id: replied_at for text_id, _, replied_at in rows})
    return Counter(consultation_id for text_id, consultation_id, _ in rows if rights[text_id].may)


def deciders(session: Session, consultation_id: uuid.UUID) -> list[tuple[uuid.UUID, str]]:
    """Return membership and e-mail address of everybody who may rule on an objection that waits in a consultation; nobody
    while none waits. Not of who may rule on none of them: he would find nothing to do (rule 40)."""
    against = {text_id: replied_at for text_id, _, replied_at in _waiting(session, [consultation_id])}
    if not against:
        return []
    consultation = session.get_one(Consultation, consultation_id)
    out = ruling_rights.kept_out(session, consultation, against)
    return accounts.addresses(session, consultation.municipality_id, Permission.FINDING_DECIDE, but=out)


def _waiting(session: Session, consultation_ids: Collection[uuid.UUID]) -> list[tuple[uuid.UUID, uuid.UUID, datetime]]:
    """Return the text, the consultation and the moment of every objection nobody decided about."""
    rows = session.execute(
        select(Question.text_id, Question.consultation_id, PreviewReply.replied_at)
        .join(PreviewReply, PreviewReply.preview_id == Question.preview_id)
        .outerjoin(ObjectionRuling, ObjectionRuling.preview_id == PreviewReply.preview_id)
        .where(Question.consultation_id.in_(consultation_ids), _undecided())
    )
    return [(row[0], row[1], row[2]) for row in rows]


def followed(session: Session, consultation_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Return over how many questions one must decide anew since an objection was followed, per consultation.

    Until then their nota stands still, and nothing else in it says so: every finding has its decision.
    """
    rows = session.execute(
        select(Question.consultation_id, func.count())
        .where(Question.consultation_id.in_(consultation_ids), previews.asks_anew())
        .group_by(Question.consultation_id)
    )
    return {row[0]: row[1] for row in rows}


def rule(session: Session, actor: Actor, consultation: Consultation, preview_id: uuid.UUID, ruling: Ruling) -> str:
    """Decide about an objection; the party reads the reason, so it passes the gate without anybody's decision.

    Returns the reference of the question: who follows an objection goes on there, with another decision. The record keeps
    whether the same person took the decision it is against, or agreed with it, which only counts where nobody else may rule
    (rule 40).

    Raises NotFound when nobody objects (any more), InvalidInput for a reason that is too short or tells too much, and for
    one's own decision, or one that he agreed with, while a colleague may rule.
    """
    authorize(actor, Permission.FINDING_DECIDE)
    question = deciding.held(session, consultation, Question.preview_id == preview_id)
    reply, ruled = session.get(PreviewReply, preview_id), session.get(ObjectionRuling, preview_id)
    if reply is None or reply.kind != Stand.OBJECTED or ruled is not None:
        raise NotFound
    right = ruling_rights.rights(session, actor, [consultation], {question.text_id: reply.replied_at})[question.text_id]
    ruling_rights.require(right)
    reason = _cleared(session, actor, question, ruling.reason)
    row = ObjectionRuling(
        preview_id=preview_id,
        consultation_id=consultation.id,
        upheld=ruling.upheld,
        reason=reason.text,
        seal={"redactions": reason.redactions, "policy": reason.policy, "digest": reason.digest},
        ruled_by=actor.person,
        ruled_at=clock.now(session),
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as error:
        raise NotFound from error
    facts: dict[str, str | int | bool | None] = {"upheld": ruling.upheld, "by": actor.tag, "same_person": right.own}
    record.note(session, consultation.id, Tree.PRIVATE, record.Event("objection.ruled", str(preview_id), facts=facts))
    previews.promise(session, consultation.id, ruled=True)
    return question.reference


def _undecided() -> ColumnElement[bool]:
    """Return the condition "somebody objects, and nobody decided about it", for replies with their rulings beside them."""
    return (
        (Question.status == QuestionStatus.SUBMITTED)
        & (PreviewReply.kind == Stand.OBJECTED)
        & ObjectionRuling.preview_id.is_(None)
    )


def _cleared(session: Session, actor: Actor, question: Question, words: str) -> Cleared:
    reason = words.strip()
    if len(reason) < SHORTEST_REASON:
        raise InvalidInput({"reason": [NO_REASON_WHY]})
    refuse_bsn(reason, "reason")
    result = guarding.review(session, question.consultation_id).clear(Source(uuid.uuid4(), "ruling", reason, Channel.ANSWER))
    if isinstance(result, Refused):
        raise InvalidInput({"reason": [NOT_PAST_THE_GATE]})
    own = [source.text for source in deciding.sources_of(session, actor, question) if source.channel is Channel.QUESTION]
    if telling.speaks_of_others(reason, own, telling.references(session, question.consultation_id) - {question.reference}):
        raise InvalidInput({"reason": [OF_ANOTHER]})
    return result
