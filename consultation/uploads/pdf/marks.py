"""What a page is painted with: stretches of text, and areas that cover or carry them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from consultation.uploads.pdf.geometry import EVERYWHERE, Box, box_of


@dataclass(frozen=True)
class Area:
    """A filled rectangle or an image that lets nothing through. `order`: what was painted later lies on top.

    `pen`: how thick the line is of which it is a part, 0 for what is filled; a thin line strikes letters out, it hides none.
    """

    box: Box
    colour: str
    order: int
    pen: float = 0.0


@dataclass(frozen=True)
class Run:
    """A stretch of text along one line. `ends`: how far each character reaches, as a part of the whole.

    `why` is the code for why nobody sees it, "" when it can be seen; `mcid` ties it to the tags of the page.
    """

    text: str
    start: tuple[float, float]
    end: tuple[float, float]
    size: float
    ends: tuple[float, ...]
    colour: str
    order: int
    clip: Box = EVERYWHERE
    why: str = ""
    mcid: int | None = None
    artifact: str = ""

    @property
    def angle(self) -> int:
        """The direction of the text in whole degrees; of text without a length 0."""
        across, up = self.end[0] - self.start[0], self.end[1] - self.start[1]
        return round(math.degrees(math.atan2(up, across))) % 360 if across or up else 0

    @property
    def along(self) -> float:
        """Where it begins along its line."""
        return self._turned(self.start)[0]

    @property
    def until(self) -> float:
        """Where it ends along its line."""
        return self._turned(self.end)[0]

    @property
    def level(self) -> float:
        """How high its line stands, seen with the text upright."""
        return self._turned(self.start)[1]

    @property
    def box(self) -> Box:
        """The box around the bodies of its letters."""
        (x1, y1), (x2, y2) = self.start, self.end
        tall = self.size * 0.6
        turn = math.radians(self.angle)
        across, up = -math.sin(turn) * tall, math.cos(turn) * tall
        return box_of([(x1, y1), (x2, y2), (x1 + across, y1 + up), (x2 + across, y2 + up)])

    def middle_of(self, place: int) -> tuple[float, float]:
        """Return the middle of one character: a third of its height above the line."""
        begin = self.ends[place - 1] if place else 0.0
        part = (begin + self.ends[place]) / 2
        (x1, y1), (x2, y2) = self.start, self.end
        turn, tall = math.radians(self.angle), self.size * 0.3
        return (x1 + (x2 - x1) * part - math.sin(turn) * tall, y1 + (y2 - y1) * part + math.cos(turn) * tall)

    def cut(self, first: int, last: int, why: str) -> Run:
        """Return the characters from `first` up to `last` as a stretch of their own."""
        begin, finish = self.ends[first - 1] if first else 0.0, self.ends[last - 1]
        (x1, y1), (x2, y2) = self.start, self.end
        part = max(finish - begin, 1e-9)
        return replace(
            self,
            text=self.text[first:last],
            start=(x1 + (x2 - x1) * begin, y1 + (y2 - y1) * begin),
            end=(x1 + (x2 - x1) * finish, y1 + (y2 - y1) * finish),
            ends=tuple((end - begin) / part for end in self.ends[first:last]),
            why=why,
        )

    def _turned(self, point: tuple[float, float]) -> tuple[float, float]:
        turn = math.radians(self.angle)
        x, y = point
        return (x * math.cos(turn) + y * math.sin(turn), y * math.cos(turn) - x * math.sin(turn))
