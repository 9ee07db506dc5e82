"""What counts now about one passage: its decisions in order, what a second person said, and what was taken back. Pure."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from consultation.review.models import DecisionOpinion, FindingDecision
from consultation.review.rules import UNDONE


@dataclass(frozen=True)
class Counting:
    """Where a passage stands. `decision` counts; `pending` waits for a second person; a new row supersedes `last`."""

    decision: FindingDecision | None = None
    pending: FindingDecision | None = None
    last: FindingDecision | None = None


def counting(rows: Iterable[FindingDecision], opinions: Mapping[uuid.UUID, DecisionOpinion]) -> Counting:
    """Return where a passage stands after these rows: one chain, in any order.

    A decision that still waits for a second person, or that he refused, leaves what counted before. Taking back
    returns to what counted before the row that is taken back; nobody waits for a second person then.
    """
    before: dict[uuid.UUID, Counting] = {}
    now = Counting()
    for row in _in_order(rows):
        before[row.id] = now
        if row.outcome == UNDONE and row.supersedes is not None:
            now = Counting(before[row.supersedes].decision)
            continue
        opinion = opinions.get(row.id)
        if not row.needs_second or (opinion is not None and opinion.agrees):
            now = Counting(decision=row)
        else:
            now = Counting(now.decision, row if opinion is None else None)
    return Counting(now.decision, now.pending, row) if before else now


def _in_order(rows: Iterable[FindingDecision]) -> Sequence[FindingDecision]:
    after = {row.supersedes: row for row in rows}
    chain: list[FindingDecision] = []
    while (follower := after.get(chain[-1].id if chain else None)) is not None:
        chain.append(follower)
    return chain
