"""Deciding about passages and whole texts: a row more, never a row changed, each with its record entry (rules 35, 36)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.errors import InvalidInput, NotFound
from consultation.record import service as record
from consultation.record.models import Tree
from consultation.review import rules
from consultation.review.gate import Judged, Review
from consultation.review.models import FindingDecision
from consultation.review.rules import Choice, Span
from consultation.review.service import refuse_bsn
from consultation.review.texts import Source
from legal import guard
from legal.terms import BY_HAND, Certainty, Finding, Ground, Label, Outcome, Sensitivity


@dataclass(frozen=True)
class Act:
    """One decision about to be taken: which text, which passage of it, and what."""

    source: Source
    found: Finding
    choice: Choice
    second: bool


def decide(session: Session, actor: Actor, known: Review, source: Source, place: Span, choice: Choice) -> FindingDecision:  # noqa: PLR0913
    """Decide about what was found at `place`, or was marked there by hand before.

    Raises InvalidInput per field; NotFound when nothing was found there, or when somebody decided meanwhile: then
    `choice.over` is not the newest decision any more.
    """
    authorize(actor, Permission.FINDING_DECIDE)
    return _take(session, actor, known, [act_on(known, source, place, choice)])[0]


def decide_all(session: Session, actor: Actor, known: Review, acts: Sequence[Act]) -> int:
    """Take many decisions at once; each gets its own record entry. Return how many."""
    authorize(actor, Permission.FINDING_DECIDE)
    return len(_take(session, actor, known, acts))


def act_on(known: Review, source: Source, place: Span, choice: Choice) -> Act:
    """Return the decision that would be taken. Raises as `decide` does."""
    judged = known.judged(source)
    here = [one for one in judged if (one.finding.start, one.finding.end) == place]
    # A passage chosen by hand may stand at exactly the place of a finding: the newest decision tells which is meant.
    item = next((one for one in here if choice.over == (one.counting.last.id if one.counting.last else None)), None)
    item = item or next(iter(here), None)
    if item is None or choice.outcome not in rules.WORDS:
        raise NotFound
    _check_newest(item, choice)
    refuse_bsn(choice.reason, "reason")  # before anything else is said of it; `_take` asks again, for every door
    if wrong := rules.faults(item.finding, choice, source.text):
        raise InvalidInput(wrong)
    choice = _still_called(item, choice)
    second = rules.needs_second(item.finding, choice, _as_called(judged))
    # What anybody called competition-sensitive here stays so: who calls it something else lets nothing out alone (rule 40).
    second = second or (item.counting.competitive and rules.releases(item.finding, choice))
    return Act(source, item.finding, choice, second)


def mark(session: Session, actor: Actor, known: Review, source: Source, choice: Choice) -> FindingDecision:
    """Redact, or make more general, a passage that no detector found (rule 36): `choice` says what it is, and why."""
    authorize(actor, Permission.FINDING_DECIDE)
    if choice.outcome not in {Outcome.REDACT, Outcome.GENERALISE}:
        raise NotFound
    if choice.label is None or choice.ground is None or choice.span is None:
        raise InvalidInput({"label": [rules.NO_LABEL]} if choice.span else {"span": [rules.NO_PLACE]})
    found = _found_by_hand(source, choice.span, choice)
    now = known.at(source, (*choice.span, BY_HAND))
    if now.decision or now.pending:
        raise NotFound
    choice = replace(choice, over=now.last.id if now.last else None)
    if wrong := rules.faults(found, choice, source.text):
        raise InvalidInput(wrong)
    second = choice.outcome is Outcome.GENERALISE and rules.needs_second(found, choice, _as_called(known.judged(source)))
    return _take(session, actor, known, [Act(source, found, choice, second)])[0]


def decide_whole(session: Session, actor: Actor, known: Review, source: Source, choice: Choice) -> FindingDecision:
    """Keep a whole text out of what is published, or give it back to who wrote it (rules 16, 35, 44)."""
    authorize(actor, Permission.FINDING_DECIDE)
    now = known.whole(source)
    if choice.outcome not in rules.WHOLE or now.decision is not None:
        raise NotFound
    if choice.ground is None or rules.whole_faults(choice):
        raise InvalidInput(rules.whole_faults(choice))
    label, sensitivity = choice.label or Label.MARKET, choice.sensitivity or Sensitivity.ASKER_IDENTITY
    whole = Finding(0, 1, label, sensitivity, choice.ground, rules.WHOLE_TEXT, "1", "", Certainty.HIGH)
    choice = replace(choice, over=now.last.id if now.last else None)
    return _take(session, actor, known, [Act(source, whole, choice, second=False)])[0]


def next_step(session: Session, actor: Actor, consultation_id: uuid.UUID) -> int:
    """Return the number of this person's next act in this consultation."""
    authorize(actor, Permission.FINDING_DECIDE)
    mine = (FindingDecision.consultation_id == consultation_id, FindingDecision.decided_by == actor.person)
    return (session.scalar(select(func.max(FindingDecision.step)).where(*mine)) or 0) + 1


def _still_called(item: Judged, choice: Choice) -> Choice:
    """Return the choice with the kind and the ground of the decision that counts, where it redacts once more and names no kind
    of its own: a ground that a colleague chose does not go back unseen to what the detector says (rule 36)."""
    made = item.decision
    if made is None or choice.outcome is not Outcome.REDACT or choice.label is not None:
        return choice
    return replace(choice, label=Label(made.label), ground=choice.ground or Ground(made.ground))


def _as_called(judged: Iterable[Judged]) -> Iterator[Finding]:
    """Return the findings of a text, each competition-sensitive where anybody called it so: words in the place of a wider
    passage come in the place of those too (rule 40)."""
    for item in judged:
        row = item.counting.sensitive
        yield replace(item.finding, label=Label(row.label), ground=Ground(row.ground)) if row else item.finding


def _check_newest(item: Judged, choice: Choice) -> None:
    last = item.counting.last
    if choice.over != (last.id if last else None):
        raise NotFound


def _found_by_hand(source: Source, span: Span, choice: Choice) -> Finding:
    start, end = span
    if not 0 <= start < end <= len(source.text) or choice.label is None or choice.ground is None:
        raise InvalidInput({"span": [rules.NO_PLACE]})
    sensitivity = choice.sensitivity or rules.USUAL_CLASS.get(choice.label, Sensitivity.PERSONAL_DATA)
    return Finding(start, end, choice.label, sensitivity, choice.ground, BY_HAND, "1", "", Certainty.HIGH)


def _take(session: Session, actor: Actor, known: Review, acts: Iterable[Act]) -> list[FindingDecision]:
    """Write the rows and their entries. A signal of collusion is for the lawyer alone (44).

    Raises NotFound when a colleague decided at the same moment.
    """
    acts = list(acts)
    for act in acts:
        if rules.collusive(act.found):
            authorize(actor, Permission.COLLUSION_READ)
        refuse_bsn(act.choice.reason, "reason")
    step = next_step(session, actor, known.consultation_id)
    rows = [_row(session, actor, known.consultation_id, act, step) for act in acts]
    try:
        with session.begin_nested():
            session.add_all(rows)
    except IntegrityError as error:
        raise NotFound from error
    record.note_all(session, known.consultation_id, Tree.PRIVATE, [_event(actor, row) for row in rows])
    return rows


def _row(session: Session, actor: Actor, consultation_id: uuid.UUID, act: Act, step: int) -> FindingDecision:
    found, choice = act.found, act.choice
    whole = found.rule == rules.WHOLE_TEXT
    place = (0, 0) if whole else (found.start, found.end)
    start, end = choice.span or place
    label, sensitivity, ground = rules.kind_of(found, choice)
    return FindingDecision(
        id=uuid.uuid4(),
        consultation_id=consultation_id,
        text_id=act.source.text_id,
        field=act.source.field,
        found_start=place[0],
        found_end=place[1],
        start=start,
        end=end,
        rule=found.rule,
        version=found.version,
        policy=guard.policy(),
        label=label,
        sensitivity=sensitivity,
        ground=ground,
        outcome=choice.outcome,
        replacement=choice.replacement if choice.outcome is Outcome.GENERALISE else "",
        reason=choice.reason.strip(),
        needs_second=act.second,
        supersedes=choice.over,
        decided_by=actor.person,
        decided_at=clock.now(session),
        step=step,
    )


def _event(actor: Actor, row: FindingDecision) -> record.Event:
    facts: dict[str, str | int | bool | None] = {
        "decision": str(row.id), "outcome": row.outcome, "rule": row.rule, "version": row.version, "policy": row.policy,
        "label": row.label, "class": row.sensitivity, "ground": row.ground, "second": row.needs_second, "by": actor.tag,
    }  # fmt: skip
    return record.Event("finding.decided", str(row.text_id), facts=facts)
