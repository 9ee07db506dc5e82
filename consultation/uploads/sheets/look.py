"""How cells of an xlsx file look: their number format, the colour of their letters and of their ground."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from consultation.uploads.colours import BLACK, OTHER, WHITE, near
from consultation.uploads.limits import Limits
from consultation.uploads.sheets.numbers import BUILT_IN
from consultation.uploads.stream import Listener

WHITE_THEME = ("0",)
"""The first colour of a theme is that of paper."""
BLACK_THEME = ("1",)
"""The second is that of letters."""
SMALLEST = 2.0
"""Points: smaller text nobody reads."""
USUAL = 11.0


class Stretch(NamedTuple):
    """A part of the text in a cell with a look of its own; without a colour it has that of the cell."""

    text: str = ""
    colour: str = ""
    size: float = USUAL

    def told(self, name: str, attributes: Mapping[str, str]) -> Stretch:
        """Return it after one element of its properties."""
        if name == "color":
            return self._replace(colour=colour_of(attributes, ""))
        return self._replace(size=float(attributes.get("val", USUAL))) if name == "sz" else self

    @property
    def is_plain(self) -> bool:
        """True when nobody has to look where it stands to know that it is seen."""
        return not self.colour and self.size > SMALLEST


PLAIN = Stretch()


@dataclass(frozen=True)
class CellLook:
    """The look of one cell style."""

    code: str = ""
    colour: str = BLACK
    ground: str = WHITE
    size: float = USUAL

    @property
    def is_unseen(self) -> bool:
        """True when letters and ground have one colour."""
        return near(self.colour, self.ground)

    @property
    def is_tiny(self) -> bool:
        """True when nobody can read the letters."""
        return self.size <= SMALLEST

    def hides(self, stretch: Stretch) -> str:
        """Return the code for why nobody sees a part of the text in this cell, or ""."""
        if stretch.size <= SMALLEST:
            return "tiny_text"
        return "same_colour" if stretch.colour and near(stretch.colour, self.ground) else ""


class Looks(Listener):
    """Hears the styles part."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self._codes: dict[int, str] = dict(BUILT_IN)
        self._fonts: list[Stretch] = []
        self._grounds: list[str] = []
        self._known: list[CellLook] = []

    def of(self, style: str) -> CellLook:
        """Return the look of a cell by the number of its style."""
        place = int(style) if style.isdecimal() else 0
        return self._known[place] if place < len(self._known) else CellLook()

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        inside = self.path[-2] if len(self.path) > 1 else ""
        if name == "numFmt" and inside == "numFmts":
            self._codes[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
        elif name == "font" and inside == "fonts":
            self._fonts.append(Stretch())
        elif name in ("color", "sz") and self.path[-3:-1] == ["fonts", "font"]:
            self._fonts[-1] = self._fonts[-1].told(name, attributes)
        elif name == "xf" and inside == "cellXfs":
            self._known.append(self._look(attributes))
        elif "fills" in self.path:
            self._hear_fill(name, attributes)

    def _hear_fill(self, name: str, attributes: dict[str, str]) -> None:
        if name == "fill":
            self._grounds.append(WHITE)
        elif not self._grounds:
            return
        elif name == "gradientFill" or (name == "patternFill" and attributes.get("patternType", "none") != "none"):
            self._grounds[-1] = OTHER
        elif name == "fgColor" and self._grounds[-1] == OTHER:
            self._grounds[-1] = colour_of(attributes, OTHER)

    def _look(self, attributes: dict[str, str]) -> CellLook:
        font, fill = (int(attributes.get(name, "0")) for name in ("fontId", "fillId"))
        letters = self._fonts[font] if 0 <= font < len(self._fonts) else Stretch()
        return CellLook(
            self._codes.get(int(attributes.get("numFmtId", "0")), ""),
            letters.colour or BLACK,
            self._grounds[fill] if 0 <= fill < len(self._grounds) else WHITE,
            letters.size,
        )


def colour_of(attributes: Mapping[str, str], otherwise: str) -> str:
    """Return a colour as six digits, OTHER when it cannot be told, `otherwise` when none is named."""
    if "rgb" in attributes:
        return attributes["rgb"][-6:].upper()
    if "theme" in attributes:
        known = {**dict.fromkeys(WHITE_THEME, WHITE), **dict.fromkeys(BLACK_THEME, BLACK)}
        return OTHER if attributes.get("tint") else known.get(attributes["theme"], OTHER)
    return otherwise if "indexed" not in attributes else {"9": WHITE, "1": WHITE, "8": BLACK}.get(attributes["indexed"], OTHER)
