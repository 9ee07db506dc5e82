"""How text of a Word file looks as far as it decides whether a reader sees it: hidden, tiny, or in the colour of its ground."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from consultation.uploads.colours import BLACK, OTHER, WHITE, near

NO = ("0", "false", "off", "none")
SMALLEST = 4
"""Half points: smaller than two points nobody reads."""
SQUEEZED = 40
"""Twentieths of a point: a line of at most two points high shows no letter."""
CLEAR = 95_000
"""Thousandths of a percent: letters that let this much through are not there to the eye."""
HIGHLIGHTS = {
    "black": BLACK, "white": WHITE, "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF", "magenta": "FF00FF",
    "blue": "0000FF", "red": "FF0000", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
    "none": "",
}  # fmt: skip
FILLS = ("textFill", "solidFill", "srgbClr", "schemeClr")
"""The elements in which such a fill is told."""
PAPER = ("background1", "light1", "bg1", "lt1")
"""The names that a theme has for the colour of paper."""


@dataclass(frozen=True)
class Look:
    """What is set so far; None: nothing said. Colours are six hexadecimal digits."""

    hidden: bool | None = None
    colour: str | None = None
    ground: str | None = None
    size: int | None = None
    squeezed: bool | None = None
    inked: bool | None = None
    web_hidden: bool | None = None

    def over(self, below: Look) -> Look:
        """Return this look laid over another."""
        return Look(
            below.hidden if self.hidden is None else self.hidden,
            self.colour or below.colour,
            self.ground or below.ground,
            below.size if self.size is None else self.size,
            below.squeezed if self.squeezed is None else self.squeezed,
            below.inked if self.inked is None else self.inked,
            below.web_hidden if self.web_hidden is None else self.web_hidden,
        )

    def told(self, name: str, attributes: Mapping[str, str]) -> Look:
        """Return the look after one element of its properties."""
        value = attributes.get("val", "")
        if name in ("vanish", "specVanish"):
            return replace(self, hidden=value not in NO)
        if name == "webHidden":
            return replace(self, web_hidden=value not in NO)
        if name == "color":
            return replace(self, colour=_colour(value, attributes))
        if name == "sz" and value.isdigit():
            return replace(self, size=int(value))
        if name == "highlight":
            return replace(self, ground=HIGHLIGHTS.get(value, OTHER), inked=value == "black")
        return replace(self, ground=ground_of(attributes) or self.ground) if name == "shd" else self

    def filled(self, name: str, attributes: Mapping[str, str]) -> Look:
        """Return the look after one element of the fill that newer versions of Word give to letters."""
        value = attributes.get("val", "")
        if name == "noFill" or (name == "alpha" and value.isdecimal() and int(value) >= CLEAR):
            return replace(self, hidden=True)
        if name == "srgbClr":
            return replace(self, colour=value.upper())
        if name == "schemeClr":
            return replace(self, colour=WHITE if value in PAPER else OTHER)
        return self

    def unseen(self, ground: str) -> str:
        """Return the code for why nobody sees this text on a ground, or ""."""
        if self.hidden:
            return "hidden_text"
        if self.squeezed or (self.size is not None and self.size <= SMALLEST):
            return "tiny_text"
        # Whoever inks words black means to black them out: letters without a colour of their own stay black under it.
        colour = BLACK if self.inked and self.colour in (None, "auto") else self.colour
        return "same_colour" if colour and near(colour, BLACK if self.inked else self.ground or ground) else ""


def ground_of(attributes: Mapping[str, str]) -> str:
    """Return the colour of a shading, OTHER for a pattern or a colour of a theme, "" for none."""
    fill = attributes.get("fill", "auto")
    if attributes.get("val", "clear") not in ("clear", "nil") or attributes.get("themeFill"):
        return OTHER if fill == "auto" or attributes.get("themeFill") else fill.upper()
    return "" if fill == "auto" else fill.upper()


def is_squeezed(attributes: Mapping[str, str]) -> bool | None:
    """Say whether the lines of a paragraph are too low for letters; None when its spacing says nothing of lines."""
    line = attributes.get("line", "")
    if not line.removeprefix("-").isdecimal():
        return None
    return attributes.get("lineRule") == "exact" and int(line) <= SQUEEZED


def _colour(value: str, attributes: Mapping[str, str]) -> str:
    if value in ("auto", ""):
        return WHITE if attributes.get("themeColor") in PAPER else "auto"
    return value.upper()
