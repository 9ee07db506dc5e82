"""A text as two panes: as typed, with what was found in it; and as others will read it, with what is only proposed. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from consultation.review.gate import Judged, cut_of
from consultation.review.rules import Span
from legal import redaction
from legal.redaction import Cut, Redacted

AROUND = 1_500  # characters shown before and after the finding, in a text too long to show whole
LONG = 6_000


@dataclass(frozen=True)
class Piece:
    """Part of the text as typed; `number` is that of the finding it is, 0 for what stands between."""

    text: str = field(repr=False)
    number: int = 0
    freed: bool = False


@dataclass(frozen=True)
class Part:
    """Part of the text as others will read it. `open`: nobody decided yet that it will read so."""

    read: Redacted = field(repr=False)
    open: bool = False


def window(text: str, focus: Span | None) -> Span:
    """Return which part of a text to show: all of it, or what stands around the finding."""
    if len(text) <= LONG:
        return 0, len(text)
    start, end = focus or (0, 0)
    first = text.rfind("\n", 0, max(0, start - AROUND)) + 1
    last = text.find("\n", min(len(text), end + AROUND))
    return first, len(text) if last < 0 else last


def as_typed(text: str, judged: Sequence[Judged], first_number: int, shown: Span) -> Iterator[Piece]:
    """Yield what was typed, with the numbers of its findings; where more or less than that goes, what goes."""
    at, last = shown
    for number, item in enumerate(judged, first_number):
        place = cut_of(item) if item.cut else item.finding
        start, end = max(place.start, at), min(place.end, last)
        if start >= end:
            continue  # outside what is shown, or under the finding before it
        if start > at:
            yield Piece(text[at:start])
        yield Piece(text[start:end], number, item.freed)
        at = end
    if at < last:
        yield Piece(text[at:last])


def as_read(text: str, judged: Sequence[Judged], shown: Span) -> Iterator[Part]:
    """Yield how others will read it as things stand: what nobody decided about is proposed to be redacted."""
    at, last = shown
    for start, end, group in _islands(text, judged):
        if end <= at or start >= last:
            continue
        if start > at:
            yield _part(text[at:start])
        cuts = [_moved(cut_of(item), start) for item in group]
        yield Part(redaction.redact(text[start:end], cuts), any(item.decision is None for item in group))
        at = max(at, end)
    if at < last:
        yield _part(text[at:last])


def _part(text: str) -> Part:
    return Part(redaction.redact(text, ()))


def _islands(text: str, judged: Sequence[Judged]) -> Iterator[tuple[int, int, list[Judged]]]:
    """Yield what is cut as one: marks with only blanks between them become one mark, so they stay together (R4)."""
    group: list[Judged] = []
    start = end = 0
    for item in sorted((one for one in judged if one.cut), key=lambda one: cut_of(one).start):
        cut = cut_of(item)
        if group and (cut.start <= end or not text[end : cut.start].strip()):
            group.append(item)
            end = max(end, cut.end)
            continue
        if group:
            yield start, end, group
        group, start, end = [item], cut.start, cut.end
    if group:
        yield start, end, group


def _moved(cut: Cut, by: int) -> Cut:
    return Cut(cut.start - by, cut.end - by, cut.label, cut.ground, cut.words)
