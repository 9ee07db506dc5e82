"""The styles of a Word file: which are headings, which hide text, which bring a number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from consultation.uploads.docx.looks import FILLS, Look, is_squeezed
from consultation.uploads.limits import Limits
from consultation.uploads.stream import Listener

HEADING_NAME = re.compile(r"(?:heading|kop) ([1-9])", re.IGNORECASE)
TITLE_NAMES = ("title", "titel")
BODY_LEVEL = 9
"""The outline level of what is no heading."""
LONGEST_CHAIN = 20


@dataclass(frozen=True)
class Style:
    """One style as the file tells it; what it does not say comes from the one it is based on."""

    name: str = ""
    based_on: str = ""
    outline: int | None = None
    number: str | None = None
    level: int | None = None
    look: Look = field(default_factory=Look)

    @property
    def heading(self) -> int:
        """The level of heading that the style gives by its own outline or name; 0 for none."""
        if self.outline is not None:
            return self.outline + 1 if self.outline < BODY_LEVEL else 0
        found = HEADING_NAME.fullmatch(self.name)
        return int(found[1]) if found else int(self.name.lower() in TITLE_NAMES)


class Styles(Listener):
    """Hears the styles part."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.known: dict[str, Style] = {}
        self.default = ""
        self.base = Look()
        self._id = ""
        self._style = Style()

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        value = attributes.get("val", "")
        parent = self.path[-2] if len(self.path) > 1 else ""
        if name == "style":
            self._id, self._style = attributes.get("styleId", ""), Style()
            if attributes.get("type") == "paragraph" and attributes.get("default") in ("1", "true"):
                self.default = self._id
        elif parent == "style" and name == "name":
            self._style = replace(self._style, name=value)
        elif parent == "style" and name == "basedOn":
            self._style = replace(self._style, based_on=value)
        elif parent in ("pPr", "numPr"):
            self._hear_paragraph(name, value, attributes)
        elif parent == "rPr":
            self._hear_look(name, attributes)
        elif parent in FILLS and "textFill" in self.path and "tblStylePr" not in self.path:
            self._style = replace(self._style, look=self._style.look.filled(name, attributes))

    def closed(self, name: str) -> None:
        if name == "style":
            self.known[self._id] = self._style

    def _hear_paragraph(self, name: str, value: str, attributes: dict[str, str]) -> None:
        if name == "spacing" and "style" in self.path:
            self._style = replace(self._style, look=replace(self._style.look, squeezed=is_squeezed(attributes)))
        elif name == "outlineLvl" and value.isdigit():
            self._style = replace(self._style, outline=int(value))
        elif name == "numId":
            self._style = replace(self._style, number=value)
        elif name == "ilvl" and value.isdigit():
            self._style = replace(self._style, level=int(value))

    def _hear_look(self, name: str, attributes: dict[str, str]) -> None:
        if "rPrDefault" in self.path:
            self.base = self.base.told(name, attributes)
        elif "tblStylePr" not in self.path:
            self._style = replace(self._style, look=self._style.look.told(name, attributes))

    def chain(self, style_id: str) -> list[Style]:
        """Return a style and those it is based on, nearest first."""
        found: list[Style] = []
        while style_id in self.known and len(found) < LONGEST_CHAIN:
            found.append(self.known[style_id])
            style_id = self.known[style_id].based_on
        return found

    def look(self, style_id: str) -> Look:
        """Return the look that a style gives."""
        found = Look()
        for style in self.chain(style_id):
            found = found.over(style.look)
        return found

    def heading(self, style_id: str) -> int:
        """Return the level of heading of a paragraph in this style; 0 for none."""
        for style in self.chain(style_id):
            if style.heading or style.outline is not None:
                return style.heading
        return 0

    def number(self, style_id: str) -> tuple[str, int] | None:
        """Return the list and level in which a style stands, or None."""
        chain = self.chain(style_id)
        number = next((style.number for style in chain if style.number is not None), None)
        if number is None:
            return None
        return number, next((style.level for style in chain if style.level is not None), 0)
