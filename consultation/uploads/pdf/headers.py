"""Lines that stand at the same place on most pages: above or below the text, not part of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from consultation.uploads.pdf.geometry import Box
from consultation.uploads.pdf.lines import Line

FEWEST_PAGES = 3
MOST_OF_THEM = 0.6
MARGIN = 0.12
"""Which part of the page, above and below, a repeated line may stand in."""
NUMBER = re.compile(r"\d+")

Page = tuple[Sequence[Line], Box]


def without_repeated(pages: Sequence[Page]) -> tuple[list[list[Line]], int]:
    """Return the lines of each page without what is repeated, and how many such lines there are."""
    met: dict[tuple[str, int], int] = {}
    for found, window in pages:
        for key in {key for line in found if (key := _key(line, window))}:
            met[key] = met.get(key, 0) + 1
    repeated = {key for key, times in met.items() if len(pages) >= FEWEST_PAGES and times >= MOST_OF_THEM * len(pages)}
    return [[line for line in found if _key(line, window) not in repeated] for found, window in pages], len(repeated)


def _key(line: Line, window: Box) -> tuple[str, int] | None:
    """What makes two lines one: their words apart from numbers, and their height; None in the middle of a page."""
    tall = window.top - window.bottom
    edge = line.level > window.top - MARGIN * tall or line.level < window.bottom + MARGIN * tall
    if not edge or line.angle or not line.text.strip():
        return None
    return NUMBER.sub("#", " ".join(line.text.split())), round(line.level)
