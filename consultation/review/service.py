"""Scan, decide, clear: every text goes through here on its way out (rules 35, 36; R2)."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.models import Organisation
from consultation.accounts.permissions import Permission
from consultation.errors import InvalidInput, NotFound
from consultation.record import service as record
from consultation.record.models import Tree
from consultation.review.models import FindingDecision
from consultation.words import N_
from legal import guard
from legal.guard import Cleared, Original, Proposal, Refused
from legal.terms import Decision, Finding, GuardContext, Label, Outcome, PartyNames


@dataclass(frozen=True)
class Source:
    """One text on its way out: which object, which field of it, and its words."""

    text_id: uuid.UUID
    field: str
    text: str = dataclasses.field(repr=False)


@dataclass(frozen=True)
class Judged:
    """A finding with the decision about it, or None while it is open."""

    finding: Finding
    decision: FindingDecision | None


@dataclass(frozen=True)
class Review:
    """The guard with what it must know, and the decisions taken so far about a set of texts."""

    context: GuardContext
    decisions: dict[tuple[uuid.UUID, str], list[FindingDecision]]

    def judged(self, source: Source) -> tuple[Judged, ...]:
        """Return the findings in a text, each with its decision."""
        taken = {(d.start, d.end, d.rule): d for d in self.decisions.get((source.text_id, source.field), [])}
        found = guard.scan(source.text, self.context)
        return tuple(Judged(finding, taken.get((finding.start, finding.end, finding.rule))) for finding in found)

    def open_findings(self, sources: Iterable[Source]) -> int:
        """Count the findings nobody decided about yet."""
        return sum(item.decision is None for source in sources for item in self.judged(source))

    def clear(self, source: Source) -> Cleared | Refused:
        """Ask the gate: the text as it may leave, or why not."""
        taken = (source.text_id, source.field) in self.decisions
        decisions = [
            Decision(d.start, d.end, d.rule, Outcome(d.outcome), d.reason, str(d.decided_by))
            for item in (self.judged(source) if taken else ())
            if (d := item.decision) is not None
        ]
        return guard.clear(Original(source.text), self.context, decisions)

    def propose(self, text: str) -> Proposal:
        """Return how a text reads with every finding redacted: for work pages only."""
        return guard.propose(Original(text), self.context)

    def without_findings(self, text: str) -> str:
        """Return a text with every finding left out, without a mark: for addresses (rules 13, 37)."""
        left, at = list[str](), 0
        for finding in guard.scan(text, self.context):
            left, at = [*left, text[at : finding.start]], finding.end
        return " ".join([*left, text[at:]])


def review(session: Session, consultation_id: uuid.UUID, text_ids: Iterable[uuid.UUID] = ()) -> Review:
    """Return the review of a set of texts of one consultation, with their decisions read at once."""
    wanted = set(text_ids)
    found: dict[tuple[uuid.UUID, str], list[FindingDecision]] = {}
    if wanted:
        rows = session.scalars(select(FindingDecision).where(FindingDecision.consultation_id == consultation_id))
        for row in rows:
            if row.text_id in wanted:
                found.setdefault((row.text_id, row.field), []).append(row)
    return Review(context(session), found)


def context(session: Session) -> GuardContext:
    """Return what the guard must know: every party on the platform, and the municipalities' own addresses."""
    if "guard_context" not in session.info:
        organisations = session.scalars(select(Organisation).order_by(Organisation.slug)).all()
        parties = tuple(
            PartyNames((o.name, *o.aliases), (o.kvk,) if o.kvk else (), tuple(o.domains))
            for o in organisations
            if o.kind == "provider"
        )
        allow = tuple(o.contact_email for o in organisations if o.kind == "municipality" and o.contact_email)
        session.info["guard_context"] = GuardContext(parties, allow)
    known: GuardContext = session.info["guard_context"]
    return known


def bsn_fault(text: str) -> str | None:
    """Return what to say of a text with a citizen service number in it; None when there is none (rule 41)."""
    if any(finding.label is Label.BSN for finding in guard.scan(text, GuardContext())):
        return N_("In uw tekst staat een nummer dat op een BSN lijkt. Haal het weg. Wij hebben het niet bewaard.")
    return None


def refuse_bsn(text: str, name: str) -> None:
    """Stop a citizen service number at the door (rule 41): it is never stored. Raises InvalidInput."""
    if fault := bsn_fault(text):
        raise InvalidInput({name: [fault]})


def decide(  # noqa: PLR0913 - what, where, by whom and why
    session: Session,
    actor: Actor,
    consultation_id: uuid.UUID,
    source: Source,
    place: tuple[int, int],
    outcome: Outcome,
    reason: str,
) -> None:
    """Record a decision about one finding. Leaving it in needs a reason (rule 36).

    Raises InvalidInput without one, NotFound when there is no such open finding.
    """
    authorize(actor, Permission.FINDING_DECIDE)
    seen = review(session, consultation_id, [source.text_id]).judged(source)
    item = next(
        (found for found in seen if (found.finding.start, found.finding.end) == place),
        None,
    )
    if item is None or item.decision is not None or outcome not in {Outcome.REDACT, Outcome.CLEAR}:
        raise NotFound
    if outcome is Outcome.CLEAR and len(reason.strip()) < 10:
        raise InvalidInput({"reason": [N_("Schrijf in ten minste 10 tekens waarom dit mag blijven staan.")]})
    refuse_bsn(reason, "reason")
    finding = item.finding
    taken = FindingDecision(
        consultation_id=consultation_id,
        text_id=source.text_id,
        field=source.field,
        start=finding.start,
        end=finding.end,
        rule=finding.rule,
        version=str(finding.version),
        sensitivity=finding.sensitivity,
        ground=finding.ground,
        outcome=outcome,
        reason=reason.strip(),
        decided_by=actor.person,
        decided_at=clock.now(session),
    )
    try:
        with session.begin_nested():
            session.add(taken)
    except IntegrityError as error:  # a colleague decided at the same moment
        raise NotFound from error
    facts = {
        "outcome": outcome.value,
        "rule": finding.rule,
        "ground": finding.ground.value,
        "by": actor.tag,
    }
    event = record.Event("finding.decided", str(source.text_id), facts=facts)
    record.note(session, consultation_id, Tree.PRIVATE, event)
    session.flush()
