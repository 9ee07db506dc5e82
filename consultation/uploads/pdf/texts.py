"""Text on a page: each stretch with its place, size and colour, and whether it can be seen by itself."""

from __future__ import annotations

from typing import Any

from pypdf.generic import DictionaryObject

from consultation.uploads.colours import OTHER
from consultation.uploads.pdf.fonts import Fonts, signs
from consultation.uploads.pdf.geometry import IDENTITY, Matrix, after, length, moved
from consultation.uploads.pdf.marks import Run
from consultation.uploads.pdf.state import Canvas, Operands, Operator, State, six
from consultation.uploads.refusals import Unfit

MOST_RUNS = 200_000
SEEN = 0.05
INVISIBLE = (3, 7)
STROKED = (1, 5)
BOTH = (2, 6)
SMALLEST = 2.0
"""Points: smaller text nobody reads."""


class Texts:
    """Follows the operators that show text. `resources` are those of the page or form that is being painted."""

    def __init__(self, canvas: Canvas, fonts: Fonts) -> None:
        self.canvas, self.fonts = canvas, fonts
        self.resources = DictionaryObject()
        self.runs: list[Run] = []
        self.unreadable = 0
        self._matrix: Matrix = IDENTITY
        self._line: Matrix = IDENTITY
        self.operators: dict[bytes, Operator] = {
            b"BT": self._begin, b"Tf": self._font, b"Td": self._move, b"TD": self._move_and_lead, b"Tm": self._place,
            b"T*": self._next_line, b"Tj": self._show, b"TJ": self._show_spaced, b"'": self._show_next,
            b'"': self._show_next_spaced,
            b"Tc": canvas.number("between_signs"), b"Tw": canvas.number("between_words"), b"TL": canvas.number("leading"),
            b"Ts": canvas.number("rise"), b"Tz": self._scale, b"Tr": self._mode,
        }  # fmt: skip

    def _begin(self, _operands: Operands) -> None:
        self._matrix = self._line = IDENTITY

    def _font(self, operands: Operands) -> None:
        self.canvas.set(font=self.fonts.of(self.resources, operands[0]), size=float(operands[1]))

    def _scale(self, operands: Operands) -> None:
        self.canvas.set(scale=float(operands[0]) / 100)

    def _mode(self, operands: Operands) -> None:
        self.canvas.set(mode=int(operands[0]))

    def _move(self, operands: Operands) -> None:
        step = (1.0, 0.0, 0.0, 1.0, float(operands[0]), float(operands[1]))
        self._matrix = self._line = after(step, self._line)

    def _move_and_lead(self, operands: Operands) -> None:
        self.canvas.set(leading=-float(operands[1]))
        self._move(operands)

    def _place(self, operands: Operands) -> None:
        self._matrix = self._line = six(operands)

    def _next_line(self, _operands: Operands) -> None:
        self._move([0.0, -self.canvas.state.leading])

    def _show_next(self, operands: Operands) -> None:
        self._next_line([])
        self._show(operands)

    def _show_next_spaced(self, operands: Operands) -> None:
        self.canvas.set(between_words=float(operands[0]), between_signs=float(operands[1]))
        self._show_next(operands[2:])

    def _show(self, operands: Operands) -> None:
        self._show_spaced([operands[:1]])

    def _show_spaced(self, operands: Operands) -> None:
        for part in operands[0] if operands and isinstance(operands[0], list) else ():
            if isinstance(part, int | float):
                self._step(-float(part) / 1000 * self.canvas.state.size * self.canvas.state.scale)
            elif (shown := _bytes(part)) is not None:
                self._write(shown)

    def _step(self, distance: float) -> None:
        self._matrix = after((1.0, 0.0, 0.0, 1.0, distance, 0.0), self._matrix)

    def _write(self, shown: bytes) -> None:
        state = self.canvas.state
        if state.font is None:
            self.unreadable += 1
            return
        texts, ends, pen = list[str](), list[float](), 0.0
        for text, width, is_space in signs(state.font, shown):
            pen += (width * state.size + state.between_signs + (state.between_words if is_space else 0.0)) * state.scale
            texts += text
            ends += [pen] * len(text)
        if texts:
            self._add("".join(texts), ends, pen)
        self._step(pen)

    def _add(self, text: str, ends: list[float], pen: float) -> None:
        if len(self.runs) >= MOST_RUNS:
            raise Unfit("too_heavy")
        state, tag = self.canvas.state, self.canvas.tag
        whole = after(self._matrix, state.ctm)
        size = abs(state.size) * length(whole[2], whole[3])
        self.runs.append(Run(
            text=text,
            start=moved(whole, 0.0, state.rise),
            end=moved(whole, pen, state.rise),
            size=size,
            ends=tuple(min(max(end / pen, 0.0), 1.0) if pen else 1.0 for end in ends),
            colour=_colour(state),
            order=self.canvas.next(),
            clip=state.clip,
            why="hidden_layers" if tag.off else _unseen(state, size),
            mcid=tag.mcid,
            artifact=tag.artifact,
        ))  # fmt: skip


def _colour(state: State) -> str:
    """Return the colour of letters: that of their lines where these alone are painted, OTHER where both are and differ."""
    if state.mode in STROKED:
        return state.pen_colour
    return OTHER if state.mode in BOTH and state.pen_colour != state.colour else state.colour


def _unseen(state: State, size: float) -> str:
    if state.mode in INVISIBLE or (state.pen_alpha if state.mode in STROKED else state.alpha) <= SEEN:
        return "invisible_text"
    return "tiny_text" if size < SMALLEST else ""


def _bytes(shown: Any) -> bytes | None:
    """Return the bytes of a string as they stood in the file."""
    original = getattr(shown, "original_bytes", shown)
    return bytes(original) if isinstance(original, bytes | bytearray) else None
