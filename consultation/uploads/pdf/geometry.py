"""Points, boxes and the matrices of a page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
FAR = 1e7
MOST_PIECES = 24


class Box(NamedTuple):
    """A rectangle along the sides of the page."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Say whether a point lies in it."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def meets(self, other: Box) -> bool:
        """Say whether two boxes share anything."""
        return self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top

    def within(self, other: Box) -> Box:
        """Return what both share."""
        return Box(
            max(self.left, other.left), max(self.bottom, other.bottom), min(self.right, other.right), min(self.top, other.top)
        )

    def inside(self, other: Box) -> bool:
        """Say whether it lies in another as a whole."""
        return self.within(other) == self


EVERYWHERE = Box(-FAR, -FAR, FAR, FAR)


def after(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that does `first` and then `then`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a point goes."""
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def box_of(points: Sequence[tuple[float, float]]) -> Box:
    """Return the smallest box around points."""
    across, up = [x for x, _ in points], [y for _, y in points]
    return Box(min(across), min(up), max(across), max(up))


def rectangle(matrix: Matrix, x: float, y: float, width: float, height: float) -> Box | None:
    """Return a rectangle on the page; None when it does not lie along its sides."""
    points = [moved(matrix, *corner) for corner in ((x, y), (x + width, y), (x + width, y + height), (x, y + height))]
    return box_of(points) if is_straight(points) else None


def is_straight(points: Sequence[tuple[float, float]]) -> bool:
    """Say whether every side of a figure runs along a side of the page."""
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return all(abs(x1 - x2) < 0.5 or abs(y1 - y2) < 0.5 for (x1, y1), (x2, y2) in pairs)


def length(x: float, y: float) -> float:
    """Return the length of a step; nothing on a page is longer than `FAR`."""
    return min(math.hypot(x, y), FAR)


def thickness(matrix: Matrix) -> float:
    """Return how thick a line of one unit becomes on the page."""
    a, b, c, d, _, _ = matrix
    return math.sqrt(min(abs(a * d - b * c), FAR))


def line_boxes(points: Sequence[tuple[float, float]], pen: float) -> list[Box]:
    """Return boxes along a line as thick as `pen`; a slanting step is cut in pieces: they cover little beside it."""
    found, half = list[Box](), pen / 2
    for (x1, y1), (x2, y2) in pairwise(points):
        slant = min(abs(x2 - x1), abs(y2 - y1))
        pieces = min(MOST_PIECES, 1 + int(slant / half))
        for at in range(pieces):
            begin, finish = at / pieces, (at + 1) / pieces
            piece = box_of([(x1 + (x2 - x1) * part, y1 + (y2 - y1) * part) for part in (begin, finish)])
            found.append(_widened(piece, half))
    return found


def _widened(box: Box, half: float) -> Box:
    """A line is as thick as its pen across its direction; its ends are taken to stop where they are."""
    flat, upright = box.top - box.bottom < half, box.right - box.left < half
    across, up = (half if upright or not flat else 0.0), (half if flat or not upright else 0.0)
    return Box(box.left - across, box.bottom - up, box.right + across, box.top + up)
