"""Figures and images on a page, as far as they cover text or lie under it: whole rectangles that let nothing through."""

from __future__ import annotations

from consultation.uploads.pdf.geometry import Box, box_of, is_straight, line_boxes, moved, thickness
from consultation.uploads.pdf.marks import Area
from consultation.uploads.pdf.state import Canvas, Operands, Operator

SOLID = 0.9
"""From this opacity on nothing shows through."""
THINNEST = 3.0
"""Points: a thinner line hides no letter that anybody reads."""


class Figures:
    """Follows the operators that draw, fill and clip."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.areas: list[Area] = []
        self._figures: list[list[tuple[float, float]]] = []
        self._shut: set[int] = set()
        self._curved = self._clipping = False
        fill, end, curve, both, both_shut = self._fill, self._end, self._curve, self._fill_and_stroke, self._shut_fill_and_stroke
        self.operators: dict[bytes, Operator] = {
            b"re": self._rectangle, b"m": self._begin, b"l": self._line, b"c": curve, b"v": curve, b"y": curve, b"f": fill,
            b"F": fill, b"f*": fill, b"B": both, b"B*": both, b"b": both_shut, b"b*": both_shut, b"S": self._stroke,
            b"s": self._shut_and_stroke, b"h": self._shut_figure, b"n": end, b"W": self._clip, b"W*": self._clip,
        }  # fmt: skip

    def cover(self, boxes: list[Box], colour: str) -> None:
        """Note areas that hide what is under them."""
        if self.canvas.state.alpha >= SOLID:
            self._lay(boxes, colour)

    def _lay(self, boxes: list[Box], colour: str, pen: float = 0.0) -> None:
        if self.canvas.tag.off or not boxes:
            return
        order = self.canvas.next()
        for box in boxes:
            seen = box.within(self.canvas.state.clip)
            if seen.left < seen.right and seen.bottom < seen.top:
                self.areas.append(Area(seen, colour, order, pen))

    def _rectangle(self, operands: Operands) -> None:
        x, y, width, height = (float(one) for one in operands[:4])
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        self._shut.add(len(self._figures))
        self._figures.append([moved(self.canvas.state.ctm, *corner) for corner in corners])

    def _begin(self, operands: Operands) -> None:
        self._figures.append([self._point(operands)])

    def _line(self, operands: Operands) -> None:
        if self._figures:
            self._figures[-1].append(self._point(operands))

    def _curve(self, operands: Operands) -> None:
        """A bend; for a thick line the step to its end is near enough."""
        self._curved = True
        self._line(operands[-2:])

    def _shut_figure(self, _operands: Operands) -> None:
        self._shut.add(len(self._figures) - 1)

    def _point(self, operands: Operands) -> tuple[float, float]:
        return moved(self.canvas.state.ctm, float(operands[0]), float(operands[1]))

    def _boxes(self) -> list[Box]:
        if self._curved:
            return []
        return [box_of(figure) for figure in self._figures if 4 <= len(figure) <= 5 and is_straight(figure)]

    def _fill(self, operands: Operands) -> None:
        self.cover(self._boxes(), self.canvas.state.colour)
        self._end(operands)

    def _stroke(self, operands: Operands) -> None:
        """Lay down a thick line, side by side in pieces."""
        state = self.canvas.state
        pen = state.pen * thickness(state.ctm)
        if pen >= THINNEST and state.pen_alpha >= SOLID:
            for at, figure in enumerate(self._figures):
                drawn = [*figure, figure[0]] if at in self._shut else figure
                self._lay(line_boxes(drawn, pen), state.pen_colour, pen)
        self._end(operands)

    def _shut_and_stroke(self, operands: Operands) -> None:
        self._shut_figure(operands)
        self._stroke(operands)

    def _fill_and_stroke(self, operands: Operands) -> None:
        self.cover(self._boxes(), self.canvas.state.colour)
        self._stroke(operands)

    def _shut_fill_and_stroke(self, operands: Operands) -> None:
        self._shut_figure(operands)
        self._fill_and_stroke(operands)

    def _clip(self, _operands: Operands) -> None:
        self._clipping = True

    def _end(self, _operands: Operands) -> None:
        if self._clipping and len(self._figures) == 1 and (boxes := self._boxes()):
            self.canvas.set(clip=self.canvas.state.clip.within(boxes[0]))
        self._figures, self._shut, self._curved, self._clipping = [], set(), False, False
