"""The second person (rule 40, R17), and taking back one's own last decisions, one after the other."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission, allowed
from consultation.errors import InvalidInput, NotFound
from consultation.record import service as record
from consultation.record.models import Tree
from consultation.review import chains, rules
from consultation.review.deciding import next_step
from consultation.review.models import COPIED, DecisionOpinion, FindingDecision
from consultation.review.rules import Opinion
from consultation.review.service import countings, decisions_about, refuse_bsn
from consultation.words import N_

OWN_DECISION = N_("U nam dit besluit zelf. Iemand anders kijkt mee.")


def give_opinion(session: Session, actor: Actor, decision: FindingDecision, opinion: Opinion) -> DecisionOpinion:
    """Say as the second person whether a decision may count. Refusing it needs a reason.

    Raises NotFound when it does not wait for anybody, or not for this person's role; InvalidInput for one's own, and for a
    sign of agreements whose text he did not read.
    """
    authorize(actor, Permission.FINDING_SECOND)
    if not may_second(actor, decision) or not is_waiting(session, decision):
        raise NotFound
    if rules.same_person(decision.decided_by, actor.person):
        raise InvalidInput({"second": [OWN_DECISION]})
    if _unread(decision, opinion):
        raise InvalidInput({"read": [rules.NOT_READ]})
    if not opinion.agrees and len(opinion.reason.strip()) < rules.SHORTEST_REASON:
        raise InvalidInput({"reason": [rules.NO_REASON_WHY]})
    refuse_bsn(opinion.reason, "reason")
    row = DecisionOpinion(
        decision_id=decision.id,
        consultation_id=decision.consultation_id,
        agrees=opinion.agrees,
        reason=opinion.reason.strip(),
        given_by=actor.person,
        given_at=clock.now(session),
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as error:  # another second person was first
        raise NotFound from error
    facts: dict[str, str | int | bool | None] = {"agrees": opinion.agrees}
    if decision.is_signal:  # that he read the whole text is what lets it out (44): the record can show that he said so
        facts["read"] = opinion.read
    event = _event(actor, "finding.seconded", decision, facts)
    record.note(session, decision.consultation_id, Tree.PRIVATE, event)
    return row


def _unread(decision: FindingDecision, opinion: Opinion) -> bool:
    """Say whether a sign of agreements would go out by somebody who does not say that he read the text (44)."""
    return opinion.agrees and decision.is_signal and not opinion.read


def may_second(actor: Actor, decision: FindingDecision) -> bool:
    """Say whether this role may see what a decision is about: for that one must read the original (R1, rule 58).

    A signal of collusion is for lawyers alone, also to agree with (44): where there is one lawyer, the text stays.
    """
    authorize(actor, Permission.FINDING_SECOND)
    if decision.is_signal:
        return allowed(actor.role, Permission.COLLUSION_READ)
    return True


def is_waiting(session: Session, decision: FindingDecision) -> bool:
    """Say whether a decision waits for a second person: nobody spoke yet, and it is still the newest about its place."""
    if not decision.needs_second or session.get(DecisionOpinion, decision.id) is not None:
        return False
    return session.scalar(select(FindingDecision.id).where(FindingDecision.supersedes == decision.id)) is None


def waiting(session: Session, consultation_id: uuid.UUID) -> list[FindingDecision]:
    """Return the decisions of a consultation that wait for a second person."""
    return _waiting(session, [consultation_id])


def waiting_for(session: Session, actor: Actor, consultation_ids: Collection[uuid.UUID]) -> Counter[uuid.UUID]:
    """Return how many decisions wait for exactly this person, per consultation."""
    authorize(actor, Permission.FINDING_SECOND)
    rows = _waiting(session, consultation_ids)
    return Counter(row.consultation_id for row in rows if row.decided_by != actor.person and may_second(actor, row))


def only_second(session: Session, consultation_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[FindingDecision]]:
    """Return per text the decisions that hold it until a second person agrees: nobody else needs to decide there.

    Reads no text.
    """
    texts: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for row in _waiting(session, consultation_ids):
        texts[row.consultation_id].add(row.text_id)
    found: dict[uuid.UUID, list[FindingDecision]] = defaultdict(list)
    for consultation_id, text_ids in texts.items():
        for (text_id, _), places in countings(session, consultation_id, text_ids).items():
            found[text_id] += chains.waiting(places.values())
    return found


def _waiting(session: Session, consultation_ids: Collection[uuid.UUID]) -> list[FindingDecision]:
    here = FindingDecision.consultation_id.in_(consultation_ids)
    newer = select(FindingDecision.supersedes).where(here, FindingDecision.supersedes.is_not(None))
    spoken = select(DecisionOpinion.decision_id).where(DecisionOpinion.consultation_id.in_(consultation_ids))
    open_ones = (FindingDecision.needs_second.is_(True), FindingDecision.id.not_in(newer), FindingDecision.id.not_in(spoken))
    wanted = select(FindingDecision).where(here, *open_ones)
    return list(session.scalars(wanted.order_by(FindingDecision.decided_at, FindingDecision.id)))


def last_of(session: Session, actor: Actor, consultation_id: uuid.UUID) -> list[FindingDecision]:
    """Return what this person decided last here and did not take back yet: all that was decided at once.

    So one can go back step by step. Nothing when somebody went on from it: what he decided since is his. Nor when this
    person spoke as a second since: that is final, and what came before it is not what he would take back.
    """
    authorize(actor, Permission.FINDING_DECIDE)
    spoke_at = _spoke_at(session, actor, consultation_id)
    mine = (FindingDecision.consultation_id == consultation_id, FindingDecision.decided_by == actor.person)
    made = (*mine, FindingDecision.outcome != rules.UNDONE)
    steps = session.scalars(select(FindingDecision.step).where(*made).distinct().order_by(FindingDecision.step.desc()))
    for step in steps.all():
        rows = list(
            session.scalars(select(FindingDecision).where(*made, FindingDecision.step == step).order_by(FindingDecision.id))
        )
        if spoke_at and min(row.decided_at for row in rows) < spoke_at:  # what was carried along is later
            return []
        standing = _standing(session, consultation_id, rows)
        if any(row.id in of_place for row, of_place in zip(rows, standing, strict=True)):
            return rows if all(of_place[-1:] == [row.id] for row, of_place in zip(rows, standing, strict=True)) else []
    return []


def _spoke_at(session: Session, actor: Actor, consultation_id: uuid.UUID) -> datetime | None:
    """Return when this person last spoke as a second here."""
    here = (DecisionOpinion.consultation_id == consultation_id, DecisionOpinion.given_by == actor.person)
    return session.scalar(select(func.max(DecisionOpinion.given_at)).where(*here))


def undo(session: Session, actor: Actor, decisions: Sequence[FindingDecision]) -> None:
    """Take back one's own last decisions: what counted before counts again. Raises NotFound for any other."""
    authorize(actor, Permission.FINDING_DECIDE)
    consultation_id = decisions[0].consultation_id
    if [row.id for row in decisions] != [row.id for row in last_of(session, actor, consultation_id)]:
        raise NotFound
    newest = [chain[-1].id for chain in _chains(session, consultation_id, decisions)]
    step, now = next_step(session, actor, consultation_id), clock.now(session)
    rows = [
        FindingDecision(
            **{name: getattr(row, name) for name in COPIED}, id=uuid.uuid4(), outcome=rules.UNDONE, replacement="", reason="",
            needs_second=False, supersedes=last, decided_by=actor.person, decided_at=now, step=step,
        )
        for row, last in zip(decisions, newest, strict=True)
    ]  # fmt: skip
    try:
        with session.begin_nested():
            session.add_all(rows)
    except IntegrityError as error:
        raise NotFound from error
    record.note_all(session, consultation_id, Tree.PRIVATE, [_event(actor, "finding.undone", row, {}) for row in decisions])


def _standing(session: Session, consultation_id: uuid.UUID, rows: Sequence[FindingDecision]) -> list[list[uuid.UUID]]:
    """Return per row what stands at its place, oldest first."""
    return [[one.id for one in chains.standing(chain)] for chain in _chains(session, consultation_id, rows)]


def _chains(session: Session, consultation_id: uuid.UUID, rows: Sequence[FindingDecision]) -> list[Sequence[FindingDecision]]:
    """Return per row everything that was decided at its place, in order."""
    places: dict[tuple[object, ...], list[FindingDecision]] = defaultdict(list)
    for one in decisions_about(session, [consultation_id], (row.text_id for row in rows)):
        places[_place(one)].append(one)
    return [chains.in_order(places[_place(row)]) for row in rows]


def _place(row: FindingDecision) -> tuple[object, ...]:
    return row.text_id, row.field, row.found_start, row.found_end, row.rule


def _event(actor: Actor, kind: str, decision: FindingDecision, more: dict[str, str | int | bool | None]) -> record.Event:
    return record.Event(kind, str(decision.text_id), facts={"decision": str(decision.id), "by": actor.tag, **more})
