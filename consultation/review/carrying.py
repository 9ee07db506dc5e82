"""What was cut in a text is cut in its next version, where the same words stand again (rules 35, 36).

A mark by hand holds words that no detector finds: with one letter changed elsewhere they would go out unseen.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from sqlalchemy.orm import Session

from consultation import clock
from consultation.record import service as record
from consultation.record.models import Tree
from consultation.review.chains import Counting
from consultation.review.gate import Place
from consultation.review.models import COPIED, FindingDecision
from consultation.review.rules import WHOLE_TEXT
from consultation.review.service import countings
from consultation.review.texts import Source
from legal.terms import BY_HAND, Outcome

Span = tuple[int, int]
# Words that tell by themselves; shorter ones ("3", "de") only beside what stood beside them.
_TELLING = re.compile(r"\d\D?\d|[^\W\d_]{4}")
_WORD = re.compile(r"\S+")
_BESIDE = 6
# Longer texts are not laid side by side word for word: that takes time with the square of their length.
_MOST_WORDS = 3_000


def carry(session: Session, tag: str, consultation_id: uuid.UUID, earlier: Sequence[Source], new: Source) -> None:
    """Mark in `new` what was cut in its `earlier` versions, newest first, in the name of who decided it.

    What waits for a second person there waits for one here (rule 40). About words that a newer version decided the older
    ones do not count. Each mark has its record entry, by the `tag` of who wrote the version; it is one step with the
    decision it repeats: who takes that back takes back both.
    """
    taken = countings(session, consultation_id, [new.text_id, *(old.text_id for old in earlier)])
    places: dict[Span, _Cut] = {}
    decided = {_plain(new.text[start:end]) for start, end, _ in taken.get((new.text_id, new.field), {})}
    for old in earlier:
        told = taken.get((old.text_id, old.field), {})
        for cut in _cuts(told):
            words = old.text[cut.made.start : cut.made.end]
            if words.strip() and _plain(words) not in decided:
                again = _again(old.text, (cut.made.start, cut.made.end), new.text)
                places |= {place: cut for place in again if place not in places}
        decided |= {_plain(old.text[start:end]) for start, end, _ in told}
    rows = [_row(session, cut, new, place) for place, cut in places.items()]
    session.add_all(rows)
    session.flush()
    events = [_event(tag, row, cut.made) for row, cut in zip(rows, places.values(), strict=True)]
    record.note_all(session, consultation_id, Tree.PRIVATE, events)


class _Cut(NamedTuple):
    """A decision that cuts something; `waits`: it counts once a second person agrees."""

    made: FindingDecision
    waits: bool


def _cuts(told: Mapping[Place, Counting]) -> list[_Cut]:
    """The decisions that cut something of a text: what counts, and what waits where nothing does.

    Those that redact first: of the same words, redacted in one place and more general in another, nothing is shown.
    """
    made = [(now.decision or now.pending, now.decision is None) for _, now in sorted(told.items())]
    cuts = [_Cut(row, waits) for row, waits in made if row and row.outcome != Outcome.CLEAR and row.rule != WHOLE_TEXT]
    return sorted(cuts, key=lambda cut: cut.made.outcome != Outcome.REDACT)


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _again(old: str, place: Span, new: str) -> Iterator[Span]:
    """Where the words of a place stand again, whatever their capitals and blanks, or what is left of them where they stood."""
    start, end = place
    words = old[start:end]
    before, after = _plain(old[max(0, start - _BESIDE) : start]), _plain(old[end : end + _BESIDE])
    found = False
    for one in re.finditer(_pattern(words), new, re.IGNORECASE):
        first, last = one.span()
        beside = (before and _plain(new[:first]).endswith(before)) or (after and _plain(new[last:]).startswith(after))
        if beside or _TELLING.search(words):
            found = True
            yield first, last
    if not found:
        yield from _left_of(old, place, new)


def _left_of(old: str, place: Span, new: str) -> Iterator[Span]:
    """From the first to the last word of a place that still stands there, when it was written anew in part."""
    ours, theirs = [list(_WORD.finditer(text)) for text in (old, new)]
    if max(len(ours), len(theirs)) > _MOST_WORDS:
        return
    matcher = SequenceMatcher(None, [one[0].casefold() for one in ours], [one[0].casefold() for one in theirs], autojunk=False)
    inside = {at for at, one in enumerate(ours) if one.start() < place[1] and place[0] < one.end()}
    pairs = [(block.a + n, block.b + n) for block in matcher.get_matching_blocks() for n in range(block.size)]
    left = [theirs[there] for here, there in pairs if here in inside]
    if any(_TELLING.search(one[0]) for one in left):
        yield left[0].start(), left[-1].end()


def _pattern(words: str) -> str:
    """An expression for these words as whole words, with any blanks between them."""
    begin, end = (r"(?<!\w)" if words[0].isalnum() else ""), (r"(?!\w)" if words[-1].isalnum() else "")
    return begin + r"\s+".join(map(re.escape, words.split())) + end


def _event(tag: str, row: FindingDecision, made: FindingDecision) -> record.Event:
    facts: dict[str, str | int | bool | None] = {"decision": str(row.id), "from": str(made.id), "by": tag}
    return record.Event("finding.carried", str(row.text_id), facts=facts)


def _row(session: Session, cut: _Cut, new: Source, place: Span) -> FindingDecision:
    (made, waits), (start, end) = cut, place
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
        needs_second=waits,
        supersedes=None,
        decided_by=made.decided_by,
        decided_at=clock.now(session),
        step=made.step,
    )
