"""How text of a Word file looks as far as it decides whether a reader sees it: hidden, tiny, or in the colour of its ground."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from consultation.uploads.colours import BLACK, OTHER, WHITE, near

NO = ("0", "false", "off", "none")
SMALLEST = 4
"""Half points: smaller than two points nobody reads."""
HIGHLIGHTS = {"black": BLACK, "white": WHITE}


@dataclass(frozen=True)
class Look:
    """What is set so far; None: nothing said. Colours are six hexadecimal digits."""

    hidden: bool | None = None
    colour: str | None = None
    ground: str | None = None
    size: int | None = None

    def over(self, below: Look) -> Look:
        """Return this look laid over another."""
        return Look(
            below.hidden if self.hidden is None else self.hidden,
            self.colour or below.colour,
            self.ground or below.ground,
            below.size if self.size is None else self.size,
        )

    def told(self, name: str, attributes: Mapping[str, str]) -> Look:
        """Return the look after one element of its properties."""
        value = attributes.get("val", "")
        if name in ("vanish", "specVanish"):
            return replace(self, hidden=value not in NO)
        if name == "color":
            return replace(self, colour=_colour(value, attributes))
        if name == "sz" and value.isdigit():
            return replace(self, size=int(value))
        if name == "highlight":
            return replace(self, ground=HIGHLIGHTS.get(value, OTHER))
        return replace(self, ground=ground_of(attributes) or self.ground) if name == "shd" else self

    def unseen(self, ground: str) -> str:
        """Return the code for why nobody sees this text on a ground, or ""."""
        if self.hidden:
            return "hidden_text"
        if self.size is not None and self.size <= SMALLEST:
            return "tiny_text"
        return "same_colour" if self.colour and near(self.colour, self.ground or ground) else ""


def ground_of(attributes: Mapping[str, str]) -> str:
    """Return the colour of a shading, OTHER for a pattern or a colour of a theme, "" for none."""
    fill = attributes.get("fill", "auto")
    if attributes.get("val", "clear") not in ("clear", "nil") or attributes.get("themeFill"):
        return OTHER if fill == "auto" or attributes.get("themeFill") else fill.upper()
    return "" if fill == "auto" else fill.upper()


def _colour(value: str, attributes: Mapping[str, str]) -> str:
    if value == "auto":
        return WHITE if attributes.get("themeColor") in ("background1", "light1") else "auto"
    return value.upper()
