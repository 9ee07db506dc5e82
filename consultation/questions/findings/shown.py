"""What the guard found in a question or an answer, as the people who work on it may see that."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace

from consultation.accounts.permissions import Permission, Role, allowed
from consultation.review.gate import Judged, Review
from consultation.review.guard_words import explained
from consultation.review.rules import collusive
from consultation.review.texts import Source
from legal.generalise import fitting


@dataclass(frozen=True)
class Finding:
    """A finding; its words, its place and the reasons only for whoever decides about it.

    Two places in the text as typed would tell how long a redacted name is, and so whose it is (R4, R9). `outcome` counts;
    `waits` is an outcome that a second person must still agree with. `over` is the newest decision about it.
    """

    text_id: uuid.UUID
    field: str
    start: int
    end: int
    words: str
    why: str
    kind: str
    collusion: bool
    outcome: str | None
    waits: str | None
    reason: str
    over: uuid.UUID | None
    options: tuple[str, ...]


def shown_findings(review: Review, sources: Iterable[Source], role: Role) -> tuple[Finding, ...]:
    """Return what was found in these texts; what goes along with a wider passage is not told apart.

    A signal of collusion is shown to the lawyer alone, and so is that somebody must agree about it (rule 44).
    """
    found = [_finding(source, item) for source in sources for item in review.judged(source) if not item.covered]
    return tuple(one if _may_read(one, role) else _blank(one) for one in found)


def _may_read(seen: Finding, role: Role) -> bool:
    return allowed(role, Permission.COLLUSION_READ if seen.collusion else Permission.FINDING_DECIDE)


def _blank(seen: Finding) -> Finding:
    waits = None if seen.collusion else seen.waits
    return replace(seen, start=0, end=0, words="", why="", reason="", waits=waits, collusion=False)


def _finding(source: Source, item: Judged) -> Finding:
    found, now = item.finding, item.counting
    return Finding(
        text_id=source.text_id,
        field=source.field,
        start=found.start,
        end=found.end,
        words=found.quote(source.text),
        why=explained(found),
        kind=found.label.nl,
        collusion=collusive(found),
        outcome=now.decision.outcome if now.decision and item.settled else None,
        waits=now.pending.outcome if now.pending else None,
        reason=now.decision.reason if now.decision else "",
        over=now.last.id if now.last else None,
        options=fitting(found, found.quote(source.text)),
    )
