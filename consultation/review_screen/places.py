"""From words that somebody chose to their place in a text: what stands in a page may differ from it in blanks. Pure."""

from __future__ import annotations

import re
from enum import Enum, auto

from consultation.review.rules import Span

LONGEST = 2_000


class Fault(Enum):
    """Why words have no place."""

    ABSENT = auto()
    SEVERAL = auto()


def place_of(text: str, words: str, near: int | None = None, over: Span | None = None) -> Span | Fault:
    """Return where these words stand. Of several places the one nearest to `near`, and only those that touch `over`."""
    found = [span for span in _places(text, words) if over is None or (span[0] < over[1] and over[0] < span[1])]
    if not found:
        return Fault.ABSENT
    if len(found) > 1 and near is None and over is None:
        return Fault.SEVERAL
    at = near if near is not None else (over or (0, 0))[0]
    return min(found, key=lambda span: abs(span[0] - at))


def _places(text: str, words: str) -> list[Span]:
    parts = words[:LONGEST].split()
    if not parts:
        return []
    # Looked for ahead, so that places that overlap each other are all found.
    pattern = re.compile("(?=(" + r"\s+".join(map(re.escape, parts)) + "))")
    return [found.span(1) for found in pattern.finditer(text)]
