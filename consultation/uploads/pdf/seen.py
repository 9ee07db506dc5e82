"""What a reader of the page can see of its text: not what is covered, off the page, or in the colour of its ground."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from consultation.uploads.colours import WHITE, near
from consultation.uploads.pdf.geometry import Box
from consultation.uploads.pdf.marks import Area, Run

THICK = 0.5
"""A line hides letters from this part of their size on: their bodies are about as high."""
LEAST = 2.0
"""Points: a thinner area is a rule, not something that hides a letter."""


def judged(runs: Sequence[Run], areas: Sequence[Area], page: Box) -> Iterator[Run]:
    """Yield the stretches, cut where a part of them cannot be seen, each with its reason."""
    hiding = [area for area in areas if area.box.right - area.box.left >= LEAST and area.box.top - area.box.bottom >= LEAST]
    for run in runs:
        if run.why or not run.text.strip():
            yield run
            continue
        window, box = page.within(run.clip), run.box
        near_by = [area for area in hiding if area.box.meets(box) and not 0 < area.pen < THICK * run.size]
        if not near_by and box.inside(window):
            yield run if not near(run.colour, WHITE) else run.cut(0, len(run.text), "same_colour")
        else:
            yield from _cut(run, _judge(run, near_by, window))


def _judge(run: Run, areas: Sequence[Area], window: Box) -> Callable[[int], str]:
    """Return what says why a character cannot be seen, or ""."""
    over = [area for area in areas if area.order > run.order]
    under = [area for area in reversed(areas) if area.order < run.order]

    def why(place: int) -> str:
        x, y = run.middle_of(place)
        if not window.holds(x, y):
            return "outside_page"
        if any(area.box.holds(x, y) for area in over):
            return "covered_text"
        ground = next((area.colour for area in under if area.box.holds(x, y)), WHITE)
        return "same_colour" if near(run.colour, ground) else ""

    return why


def _cut(run: Run, why: Callable[[int], str]) -> Iterator[Run]:
    """Yield a stretch in parts that are seen or hidden for one reason each."""
    first, before = 0, why(0)
    for place in range(1, len(run.text)):
        now = why(place)
        if now != before:
            yield run.cut(first, place, before)
            first, before = place, now
    yield run.cut(first, len(run.text), before)
