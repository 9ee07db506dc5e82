"""How a page is being painted at a moment: the graphics and text state of a pdf."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from pypdf.generic._font import Font  # the reader of fonts that pypdf itself uses; its version is locked

from consultation.uploads.colours import BLACK, OTHER, hexadecimal
from consultation.uploads.pdf.geometry import EVERYWHERE, IDENTITY, Box, Matrix

Operands = list[Any]
Operator = Callable[[Operands], None]
SPACES = {
    "/DeviceGray", "/CalGray", "/G", "/DeviceRGB", "/CalRGB", "/RGB", "/DeviceCMYK", "/CMYK", "/ICCBased", "",
}  # fmt: skip
MOST_KEPT = 2_000


@dataclass(frozen=True)
class State:
    """Everything that `q` keeps and `Q` gives back."""

    ctm: Matrix = IDENTITY
    clip: Box = EVERYWHERE
    colour: str = BLACK
    space: str = ""
    alpha: float = 1.0
    pen_colour: str = BLACK
    pen_space: str = ""
    pen_alpha: float = 1.0
    pen: float = 1.0
    font: Font | None = None
    size: float = 0.0
    between_signs: float = 0.0
    between_words: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


@dataclass(frozen=True)
class Tag:
    """Marked content that is open: its number for the tags, whether it is decoration, whether its layer is off."""

    mcid: int | None = None
    artifact: str = ""
    off: bool = False


@dataclass
class Canvas:
    """The state and what was kept of it, the open tags, and a count of what was painted: the later lies on top."""

    state: State = field(default_factory=State)
    kept: list[State] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    painted: int = 0

    def set(self, **changes: Any) -> None:
        """Change the state."""
        self.state = replace(self.state, **changes)

    def keep(self, _operands: Operands) -> None:
        """Keep the state (`q`)."""
        if len(self.kept) < MOST_KEPT:
            self.kept.append(self.state)

    def restore(self, _operands: Operands) -> None:
        """Go back to what was kept last (`Q`)."""
        if self.kept:
            self.state = self.kept.pop()

    def next(self) -> int:
        """Return the place of the next thing among all that is painted."""
        self.painted += 1
        return self.painted

    @property
    def tag(self) -> Tag:
        """The innermost tag."""
        return self.tags[-1] if self.tags else Tag()

    def number(self, name: str) -> Operator:
        """Return the operator that sets one number of the state."""
        return lambda operands: self.set(**{name: float(operands[0])})


def six(operands: Operands) -> Matrix:
    """Return the six numbers of a matrix."""
    a, b, c, d, e, f = (float(one) for one in operands[:6])
    return (a, b, c, d, e, f)


def colour_of(operands: Operands, space: str) -> str:
    """Return a colour of numbers in a colour space as six digits, OTHER when it cannot be told."""
    numbers = [float(one) for one in operands if isinstance(one, int | float)]
    if space not in SPACES or len(numbers) != len(operands):
        return OTHER
    if len(numbers) == 1:
        return hexadecimal((numbers[0], numbers[0], numbers[0]))
    if len(numbers) == 3:
        return hexadecimal((numbers[0], numbers[1], numbers[2]))
    if len(numbers) == 4:
        cyan, magenta, yellow, black = numbers
        return hexadecimal(((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)))
    return OTHER
