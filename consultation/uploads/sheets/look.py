"""How cells of an xlsx file look: their number format, the colour of their letters and of their ground."""

from __future__ import annotations

from dataclasses import dataclass

from consultation.uploads.colours import BLACK, OTHER, WHITE, near
from consultation.uploads.limits import Limits
from consultation.uploads.sheets.numbers import BUILT_IN
from consultation.uploads.stream import Listener

WHITE_THEME = ("0",)
"""The first colour of a theme is that of paper."""


@dataclass(frozen=True)
class CellLook:
    """The look of one cell style."""

    code: str = ""
    colour: str = BLACK
    ground: str = WHITE

    @property
    def is_unseen(self) -> bool:
        """True when letters and ground have one colour."""
        return near(self.colour, self.ground)


class Looks(Listener):
    """Hears the styles part."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self._codes: dict[int, str] = dict(BUILT_IN)
        self._colours: list[str] = []
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
            self._colours.append(BLACK)
        elif name == "color" and self.path[-3:-1] == ["fonts", "font"]:
            self._colours[-1] = _colour(attributes, BLACK)
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
            self._grounds[-1] = _colour(attributes, OTHER)

    def _look(self, attributes: dict[str, str]) -> CellLook:
        font, fill = (int(attributes.get(name, "0")) for name in ("fontId", "fillId"))
        return CellLook(
            self._codes.get(int(attributes.get("numFmtId", "0")), ""),
            self._colours[font] if 0 <= font < len(self._colours) else BLACK,
            self._grounds[fill] if 0 <= fill < len(self._grounds) else WHITE,
        )


def _colour(attributes: dict[str, str], otherwise: str) -> str:
    if "rgb" in attributes:
        return attributes["rgb"][-6:].upper()
    if "theme" in attributes:
        return WHITE if attributes["theme"] in WHITE_THEME and not attributes.get("tint") else OTHER
    return otherwise if "indexed" not in attributes else {"9": WHITE, "1": WHITE, "8": BLACK}.get(attributes["indexed"], OTHER)
