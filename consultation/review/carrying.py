"""What was cut in a text is cut in its next version, where the same words stand again (rules 35, 36).

A mark by hand holds words that no detector finds: with one letter changed elsewhere they would go out unseen.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator

from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts.actor import Actor
from consultation.record import service as record
from consultation.record.models import Tree
from consultation.review.models import FindingDecision
from consultation.review.rules import WHOLE_TEXT
from consultation.review.seconding import COPIED
from consultation.review.service import countings
from consultation.review.texts import Source
from legal.terms import BY_HAND, Outcome

# Words that tell by themselves; shorter ones ("3", "de") only beside what stood beside them.
_TELLING = re.compile(r"\d\D?\d|[^\W\d_]{4}")
_BESIDE = 6


def carry(session: Session, actor: Actor, consultation_id: uuid.UUID, old: Source, new: Source) -> None:
    """Mark in `new` what was cut in `old`, in the name of who decided it; each with its record entry.

    It is one step with the decision it repeats: who takes that back takes back both.
    """
    taken = countings(session, consultation_id, [old.text_id]).get((old.text_id, old.field), {})
    made = [now.decision for _, now in sorted(taken.items()) if now.decision and now.decision.rule != WHOLE_TEXT]
    cut = [row for row in made if row.outcome != Outcome.CLEAR]
    places = {place: row for row in cut for place in _again(old.text, (row.start, row.end), new.text)}
    rows = [_row(session, row, new, place) for place, row in places.items()]
    session.add_all(rows)
    session.flush()
    record.note_all(session, consultation_id, Tree.PRIVATE, [_event(actor, row, places[row.start, row.end]) for row in rows])


def _again(old: str, place: tuple[int, int], new: str) -> Iterator[tuple[int, int]]:
    """Where the words of a place stand again, as whole words."""
    start, end = place
    words, before, after = old[start:end], old[max(0, start - _BESIDE) : start], old[end : end + _BESIDE]
    for found in re.finditer(_whole(words), new):
        first, last = found.span()
        beside = new[:first].endswith(before) or new[last:].startswith(after)
        if beside or _TELLING.search(words):
            yield first, last


def _whole(words: str) -> str:
    begin, end = (r"(?<!\w)" if words[0].isalnum() else ""), (r"(?!\w)" if words[-1].isalnum() else "")
    return begin + re.escape(words) + end


def _event(actor: Actor, row: FindingDecision, made: FindingDecision) -> record.Event:
    facts: dict[str, str | int | bool | None] = {"decision": str(row.id), "from": str(made.id), "by": actor.tag}
    return record.Event("finding.carried", str(row.text_id), facts=facts)


def _row(session: Session, made: FindingDecision, new: Source, place: tuple[int, int]) -> FindingDecision:
    start, end = place
    copied = {name: getattr(made, name) for name in COPIED}
    copied |= {
        "text_id": new.text_id, "field": new.field, "found_start": start, "found_end": end, "start": start, "end": end,
        "rule": BY_HAND,
    }  # fmt: skip
    return FindingDecision(
        **copied,
        id=uuid.uuid4(),
        outcome=made.outcome,
        replacement=made.replacement,
        reason=made.reason,
        needs_second=False,  # whoever had to agree with these words, did
        supersedes=None,
        decided_by=made.decided_by,
        decided_at=clock.now(session),
        step=made.step,
    )
