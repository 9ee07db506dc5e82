"""What counts now about one passage: its decisions in order, what a second person said, and what was taken back. Pure."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from consultation.review.models import DecisionOpinion, FindingDecision
from consultation.review.rules import UNDONE, competitive
from legal.ranges import Ranges
from legal.terms import Ground, Label, Outcome


@dataclass(frozen=True)
class Counting:
    """Where a passage stands. `decision` counts; `pending` waits for a second person; a new row supersedes `last`.

    `refused` is the newest when a second person did not agree with it and nothing else was decided: somebody must decide.
    `sensitive` is the newest, not taken back, that called it competition-sensitive; `competitive`: there is one.
    `first` began it and was not taken back: about a passage chosen by hand it tells who chose it. `agreed` is the word
    of the second person who agreed with `decision`; None when it needed nobody. `refusal` is the word of the one who did not
    agree with the newest; whoever decides anew must read why.
    """

    decision: FindingDecision | None = None
    pending: FindingDecision | None = None
    last: FindingDecision | None = None
    first: FindingDecision | None = None
    agreed: DecisionOpinion | None = None
    refusal: DecisionOpinion | None = None
    sensitive: FindingDecision | None = None

    @property
    def competitive(self) -> bool:
        """Whether anybody called it competition-sensitive: one person lets nothing of it out then (rule 40)."""
        return self.sensitive is not None

    @property
    def refused(self) -> FindingDecision | None:
        """What a second person refused, while nothing counts or waits in its place; not when it was taken back."""
        if self.decision or self.pending or self.last is None or self.last.outcome == UNDONE:
            return None
        return self.last


def waiting(places: Iterable[Counting]) -> list[FindingDecision]:
    """Return the decisions about one text that hold it because a second person must still agree (rule 40).

    Not where something counts already, nor where the words go with a wider passage: nothing waits for them then. A signal
    of collusion does not go under a mark (44).
    """
    known = list(places)
    made = [now.decision for now in known if now.decision]
    gone = Ranges((one.start, one.end) for one in made if one.outcome != Outcome.CLEAR)
    pending = [now.pending for now in known if now.pending and now.decision is None]
    return [one for one in pending if one.is_signal or not gone.cover(one.found_start, one.found_end)]


def counting(rows: Iterable[FindingDecision], opinions: Mapping[uuid.UUID, DecisionOpinion]) -> Counting:
    """Return where a passage stands after these rows: one chain, in any order.

    A decision that still waits for a second person, or that he refused, leaves what counted before. Taking back
    returns to what counted before the newest row that was not taken back yet; nobody waits for a second person then.
    """
    chain = in_order(rows)
    states = [Counting()]
    for row in chain:
        if row.outcome == UNDONE:
            states = [*states[:-2], replace(states[-2], pending=None, refusal=None)] if len(states) > 1 else states
            continue
        opinion = opinions.get(row.id)
        if not row.needs_second or (opinion is not None and opinion.agrees):
            states.append(Counting(decision=row, agreed=opinion))
        else:
            states.append(replace(states[-1], pending=row if opinion is None else None, refusal=opinion))
    stands = standing(chain)
    called = (row for row in reversed(stands) if row.label and competitive(Label(row.label), Ground(row.ground)))
    last, first = chain[-1] if chain else None, stands[0] if stands else None
    return replace(states[-1], last=last, first=first, sensitive=next(called, None))


def standing(rows: Iterable[FindingDecision]) -> list[FindingDecision]:
    """Return the rows of one chain that were not taken back, oldest first: only the last of them can be."""
    stack: list[FindingDecision] = []
    for row in in_order(rows):
        if row.outcome != UNDONE:
            stack.append(row)
        elif stack:
            stack.pop()
    return stack


def in_order(rows: Iterable[FindingDecision]) -> Sequence[FindingDecision]:
    """Return the rows of one chain, each behind the one it supersedes."""
    after = {row.supersedes: row for row in rows}
    chain: list[FindingDecision] = []
    while (follower := after.get(chain[-1].id if chain else None)) is not None:
        chain.append(follower)
    return chain
