"""Notes on a page that hide the words under them: marks to redact, stamps, filled figures, thick pens, dark ink."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pypdf.generic import DictionaryObject

from consultation.uploads.colours import OTHER
from consultation.uploads.pdf.geometry import box_of, line_boxes
from consultation.uploads.pdf.marks import Area
from consultation.uploads.pdf.objects import listed, resolved
from consultation.uploads.pdf.state import colour_of

ON_TOP = 10**9
"""Notes lie on all that is painted."""
DARK = 0.25
"""Black letters cannot be read through ink that gives back less light than this part."""
WEIGHTS = (0.299, 0.587, 0.114)
"""How much red, green and blue give to light."""
SEE_THROUGH = 0.7
"""Black letters can be read through ink that covers less than this part."""
MOST_POINTS = 20_000
Points = list[tuple[float, float]]


def covering(note: DictionaryObject) -> list[Area]:
    """Return the places of the page that a note hides."""
    found = KINDS.get(str(note.get("/Subtype", "")))
    return list(found(note)) if found else []


def _numbers(note: DictionaryObject, name: str) -> list[float]:
    return [float(resolved(one)) for one in listed(note, name)]


def _points(numbers: Sequence[float]) -> Points:
    return list(zip(numbers[: 2 * MOST_POINTS : 2], numbers[1 : 2 * MOST_POINTS : 2], strict=False))


def _whole(note: DictionaryObject) -> Iterator[Area]:
    """The note hides all that lies in its rectangle."""
    corners = _points(_numbers(note, "/Rect"))
    if len(corners) == 2:
        yield Area(box_of(corners), "", ON_TOP)


def _figure(note: DictionaryObject) -> Iterator[Area]:
    """A figure hides what lies in it when it is filled, and what lies under its lines when these are thick."""
    corners = _points(_numbers(note, "/Vertices")) or _points(_numbers(note, "/Rect"))
    if listed(note, "/IC"):
        yield from _whole(note)
    elif len(corners) == 2:
        (left, bottom), (right, top) = corners
        yield from _drawn(note, [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)])
    elif corners:
        yield from _drawn(note, [*corners, corners[0]])


def _text_box(note: DictionaryObject) -> Iterator[Area]:
    """A box of text with a ground."""
    if listed(note, "/C"):
        yield from _whole(note)


def _ink(note: DictionaryObject) -> Iterator[Area]:
    for stroke in listed(note, "/InkList"):
        numbers = resolved(stroke)
        if isinstance(numbers, list):
            yield from _drawn(note, _points([float(resolved(one)) for one in numbers]))


def _line(note: DictionaryObject) -> Iterator[Area]:
    yield from _drawn(note, _points(_numbers(note, "/L" if "/L" in note else "/Vertices")))


def _drawn(note: DictionaryObject, points: Points) -> Iterator[Area]:
    """A line with a pen, whatever its colour; a thin one strikes letters out and hides none."""
    pen = _pen(note)
    for box in line_boxes(points, pen) if pen > 0 else ():
        yield Area(box, "", ON_TOP, pen)


def _pen(note: DictionaryObject) -> float:
    style = resolved(note.get("/BS"))
    told = resolved(style.get("/W")) if isinstance(style, DictionaryObject) else None
    border = _numbers(note, "/Border")[2:3]
    return float(told) if told is not None else (border or [1.0])[0]


def _highlight(note: DictionaryObject) -> Iterator[Area]:
    """Ink of a marker: words can be read through it, unless it is dark."""
    ink = colour_of(_numbers(note, "/C"), "")
    alpha = float(resolved(note.get("/CA", 1.0)))
    if ink == OTHER or alpha < SEE_THROUGH or _light(ink) >= DARK:
        return
    corners = _points(_numbers(note, "/QuadPoints"))
    for at in range(0, len(corners) - 3, 4):
        yield Area(box_of(corners[at : at + 4]), "", ON_TOP)
    if len(corners) < 4:
        yield from _whole(note)


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    return sum(part * weight for part, weight in zip(parts, WEIGHTS, strict=True))


KINDS: dict[str, Callable[[DictionaryObject], Iterator[Area]]] = {
    "/Redact": _whole, "/Stamp": _whole, "/Square": _figure, "/Circle": _figure, "/Polygon": _figure, "/FreeText": _text_box,
    "/Ink": _ink, "/Line": _line, "/PolyLine": _line, "/Highlight": _highlight,
}  # fmt: skip
