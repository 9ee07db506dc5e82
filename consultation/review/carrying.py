"""What was cut in a text is cut in its next version, where the same words stand again (rules 35, 36).

A mark by hand holds words that no detector finds: with one letter changed elsewhere they would go out unseen.
"""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import NamedTuple

from sqlalchemy.orm import Session

from consultation import clock
from consultation.record import service as record
from consultation.record.models import Tree
from consultation.review.chains import Counting
from consultation.review.gate import Place
from consultation.review.models import COPIED, FindingDecision
from consultation.review.rules import WHOLE_TEXT, competitive
from consultation.review.service import countings
from consultation.review.texts import Source
from legal.terms import BY_HAND, Ground, Label, Outcome

Span = tuple[int, int]
# Words that tell by themselves; shorter ones ("3", "de") only beside what stood beside them.
_TELLING = re.compile(r"\d\d|[^\W\d_]{4}")
_WORD, _LINE = re.compile(r"\S+"), re.compile(r"[^\n]*\S[^\n]*")
_BESIDE = 6
# To lay words side by side takes time with the number of pairs that are alike.
_MOST_PAIRS = 1_000_000


def carry(session: Session, tag: str, consultation_id: uuid.UUID, earlier: Sequence[Source], new: Source) -> None:
    """Mark in `new` what was cut in its `earlier` versions, newest first, in the name of who decided it.

    Where the same words stand again, whatever their dress, they are cut again. What stands in the place of words that were
    cut in the newest version, and is not those words, waits for a second person: it may say the same otherwise. What waited
    there waits here (rule 40). About words that a newer version decided the older ones do not count. Each mark has its
    record entry, by the `tag` of who wrote the version; it is one step with the decision it repeats: who takes that back
    takes back both.
    """
    taken = countings(session, consultation_id, [new.text_id, *(old.text_id for old in earlier)])
    places: dict[Span, _Cut] = {}
    letters = _letters(new.text)
    decided = {_core(new.text[start:end]) for start, end, _ in taken.get((new.text_id, new.field), {})}
    for old in earlier:
        told = taken.get((old.text_id, old.field), {})
        cuts = _cuts(told)
        standing = _standing(old.text, new.text) if cuts and old is earlier[0] else None
        for cut in cuts:
            place = cut.made.start, cut.made.end
            if _core(old.text[slice(*place)]) in decided:
                continue
            again = dict.fromkeys(_again(old.text, place, letters), cut)
            places = again | places
            instead = _instead(standing, place, new.text) if standing is not None else None
            if instead and not any(instead[0] <= start and end <= instead[1] for start, end in again):
                places.setdefault(instead, cut._replace(waits=True))
        decided |= {_core(old.text[start:end]) for start, end, _ in told}
    rows = [_row(session, cut, new, place) for place, cut in places.items()]
    session.add_all(rows)
    session.flush()
    events = [_event(tag, row, cut.made) for row, cut in zip(rows, places.values(), strict=True)]
    record.note_all(session, consultation_id, Tree.PRIVATE, events)


class _Cut(NamedTuple):
    """A decision that cuts something; `waits`: it counts once a second person agrees; `kind`: the one that tells of what
    kind it is, the strictest of its chain: what anybody called competition-sensitive is so in the next version (rule 40)."""

    made: FindingDecision
    waits: bool
    kind: FindingDecision


def _cuts(told: Mapping[Place, Counting]) -> list[_Cut]:
    """The decisions that cut something of a text: what counts, and what waits, or was refused, where nothing does.

    Those that redact first: of the same words, redacted in one place and more general in another, nothing is shown.
    """
    made = [(now.decision or now.pending or now.refused, now) for _, now in sorted(told.items())]
    cuts = [
        _Cut(row, now.decision is None, _strictest(row, now))
        for row, now in made
        if row and row.outcome != Outcome.CLEAR and row.rule != WHOLE_TEXT
    ]
    return sorted(cuts, key=lambda cut: cut.made.outcome != Outcome.REDACT)


def _strictest(row: FindingDecision, now: Counting) -> FindingDecision:
    """The decision itself when it calls its words competition-sensitive, or nobody does; else the newest that does."""
    itself = competitive(Label(row.label), Ground(row.ground))
    return row if itself or now.sensitive is None else now.sensitive


def _core(words: str) -> str:
    """The letters and digits of words alone: "€ 58,40", "€58.40" and "**€ 58,40**" are one.

    For who writes the same again in another dress, which is more than `same_words` tells.
    """
    return "".join(char for char in unicodedata.normalize("NFKD", words).casefold() if char.isalnum())


class _Letters(NamedTuple):
    """The letters and digits of a text, and where each of them stands in it."""

    text: str
    core: str
    places: Sequence[int]


def _letters(text: str) -> _Letters:
    core = [(char, at) for at, written in enumerate(text) for char in _core(written)]
    return _Letters(text, "".join(char for char, _ in core), [at for _, at in core])


def _again(old: str, place: Span, new: _Letters) -> Iterator[Span]:
    """Where the words of a place stand again, as whole words, whatever their capitals, blanks and signs."""
    start, end = place
    wanted = _core(old[start:end])
    before, after = _core(old[max(0, start - _BESIDE) : start]), _core(old[end : end + _BESIDE])
    at = 0
    while wanted and (at := new.core.find(wanted, at)) >= 0:
        last = at + len(wanted)
        first, end = new.places[at], new.places[last - 1] + 1
        whole = not (first and new.text[first - 1].isalnum()) and not new.text[end : end + 1].isalnum()
        beside = (before and new.core.endswith(before, 0, at)) or (after and new.core.startswith(after, last))
        if whole and (beside or _TELLING.search(wanted)):
            yield first, end
        at += 1


def _standing(old: str, new: str) -> list[tuple[Span, Span]]:
    """What still stands in the next version, and where it stood: its words, else its lines, else the lines at both ends."""
    for piece in (_WORD, _LINE):
        ours, theirs = [[one.span() for one in piece.finditer(text)] for text in (old, new)]
        before, after = [old[slice(*one)] for one in ours], [new[slice(*one)] for one in theirs]
        often = Counter(after)
        if sum(often[one] for one in before) <= _MOST_PAIRS:
            blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
            return [(ours[block.a + n], theirs[block.b + n]) for block in blocks for n in range(block.size)]
    begin = _alike(before, after)
    end = min(_alike(before[::-1], after[::-1]), min(len(ours), len(theirs)) - begin)
    return list(zip(ours[:begin] + ours[len(ours) - end :], theirs[:begin] + theirs[len(theirs) - end :], strict=True))


def _alike(some: Sequence[str], others: Sequence[str]) -> int:
    """How many of them are alike from the beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(some, others, strict=False)))


def _instead(standing: Sequence[tuple[Span, Span]], place: Span, new: str) -> Span | None:
    """What stands in the place of words, between what still stands before and behind them; None when nothing does."""
    start = max((there[1] for here, there in standing if here[1] <= place[0]), default=0)
    end = min((there[0] for here, there in standing if here[0] >= place[1]), default=len(new))
    between = new[start:end]
    if start >= end or not any(map(str.isalnum, between)):
        return None
    return start + len(between) - len(between.lstrip()), end - len(between) + len(between.rstrip())


def _event(tag: str, row: FindingDecision, made: FindingDecision) -> record.Event:
    facts: dict[str, str | int | bool | None] = {"decision": str(row.id), "from": str(made.id), "by": tag}
    return record.Event("finding.carried", str(row.text_id), facts=facts)


def _row(session: Session, cut: _Cut, new: Source, place: Span) -> FindingDecision:
    (made, waits, kind), (start, end) = cut, place
    copied = {name: getattr(made, name) for name in COPIED}
    copied |= {
        "text_id": new.text_id, "field": new.field, "found_start": start, "found_end": end, "start": start, "end": end,
        "rule": BY_HAND, "label": kind.label, "sensitivity": kind.sensitivity, "ground": kind.ground,
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
