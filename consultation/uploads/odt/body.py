"""Hears the text of an odt file: what is printed goes to the reading, what nobody sees is only counted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from consultation.uploads.colours import WHITE
from consultation.uploads.extract import Block, Reading, Shape
from consultation.uploads.flow import Flow
from consultation.uploads.odf import refuse_outside
from consultation.uploads.odt.styles import Style, Styles
from consultation.uploads.stream import Listener

# What is counted and passed by: text in it is seen by nobody, or not on the page.
PASSED = {
    "annotation": "comments", "deletion": "deletions", "hidden-text": "hidden_text", "hidden-paragraph": "hidden_text",
    "forms": "form_fields", "object": "embedded", "object-ole": "embedded", "desc": "", "title": "",
    "note-citation": "", "ruby-text": "",
}  # fmt: skip
SIGNS = {"tab": " ", "line-break": "\n"}
WHITE_SPACE = re.compile(r"[ \t\r\n]+")
MOST_SPACES = 1_000
MOST_CELLS = 1_000
HIDDEN = ("collapse", "filter")


@dataclass
class Paragraph:
    """A paragraph or heading on its way; `label` is None outside lists."""

    style: Style
    heading: int = 0
    level: int = 0
    label: str | None = None
    parts: list[str] = field(default_factory=list)
    spans: list[Style] = field(default_factory=list)


class Body(Listener):
    """Hears the content part. Notes stand below the text, under the number that the text shows."""

    def __init__(self, reading: Reading, styles: Styles) -> None:
        super().__init__(reading.limits)
        self.reading, self.styles = reading, styles
        self.flow = Flow(reading)
        self.notes: list[Block] = []
        self._paragraphs: list[Paragraph] = []
        self._lists: list[str] = []
        self._point: tuple[int | None, bool] = (None, False)
        self._note: list[str] | None = None
        self._passed_from = 0
        self._unseen_before = ""
        self._in_text = False
        self._open: dict[str, Callable[[dict[str, str]], None]] = {
            "p": self._open_paragraph, "h": self._open_paragraph, "span": self._open_span, "s": self._open_spaces,
            "list": self._open_list, "list-item": self._open_point, "table": self._open_table, "table-row": self._open_row,
            "table-cell": self._open_cell, "covered-table-cell": self._open_cell, "note": self._open_note,
            "image": lambda _: self.reading.count("images"),
            "a": lambda _: self.reading.count("links"), "insertion": lambda _: self.reading.count("insertions"),
        }  # fmt: skip
        self._close: dict[str, Callable[[], None]] = {
            "p": self._close_paragraph, "h": self._close_paragraph, "span": self._close_span, "list": self._close_list,
            "table": self.flow.end_table, "table-row": self.flow.end_row, "note": self._close_note,
            "table-cell": self._close_cell, "covered-table-cell": self._close_cell,
        }  # fmt: skip

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        refuse_outside(name, attributes)
        if self._passed_from:
            return
        self._in_text |= name == "text" and self.path[-2:-1] == ["body"]
        if name in PASSED or (name == "section" and attributes.get("display") in ("none", "condition")):
            self._passed_from = len(self.path)
            code = PASSED.get(name, "hidden_text")
            self.reading.count(code, int(bool(code)))
        elif self._in_text and name in self._open:
            self._open[name](attributes)
        elif self._in_text and name in SIGNS:
            self._say(SIGNS[name])

    def closed(self, name: str) -> None:
        if self._passed_from:
            if len(self.path) < self._passed_from:
                self._passed_from = 0
        elif self._in_text and name in self._close:
            self._close[name]()

    def characters(self, content: str) -> None:
        """Called by the parser. White space between words counts once, as in a browser."""
        if self._paragraphs and not self._passed_from:
            self._say(WHITE_SPACE.sub(" ", content))

    # paragraphs

    def _open_paragraph(self, attributes: dict[str, str]) -> None:
        name = attributes.get("style-name", "")
        paragraph = Paragraph(self.styles.style("paragraph", name), heading=int(self.styles.is_title(name)))
        if self.path[-1] == "h":
            paragraph.heading = _whole(attributes.get("outline-level", ""), 1)
            if attributes.get("is-list-header") != "true" and not self._lists:
                paragraph.label = self.styles.outline.label(paragraph.heading)
        start, first = self._point
        if self._lists and first:
            paragraph.level = len(self._lists) - 1
            levels = self.styles.lists.get(self._lists[-1])
            paragraph.label = levels.label(len(self._lists), start) if levels else ""
            self._point = (None, False)
        self._paragraphs.append(paragraph)
        self._unseen_before = ""

    def _close_paragraph(self) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs.pop()
        text = "".join(paragraph.parts)
        if self._note is not None:
            self._note.append(text.strip())
            return
        shape = Shape.HEADING if paragraph.heading else Shape.TEXT if paragraph.label is None else Shape.POINT
        block = Block(shape, text, paragraph.heading or paragraph.level, paragraph.label or "")
        self.flow.take(block, boxed=bool(self._paragraphs))

    def _open_span(self, attributes: dict[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].spans.append(self.styles.style("text", attributes.get("style-name", "")))

    def _close_span(self) -> None:
        if self._paragraphs and self._paragraphs[-1].spans:
            self._paragraphs[-1].spans.pop()

    def _open_spaces(self, attributes: dict[str, str]) -> None:
        self._say(" " * min(_whole(attributes.get("c", ""), 1), MOST_SPACES))

    def _say(self, text: str) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs[-1]
        look = Style()
        for span in reversed(paragraph.spans):
            look = look.over(span)
        ground = next((table.ground for table in reversed(self.flow.tables) if table.ground), WHITE)
        unseen = "dropped" if self.flow.is_dropped else look.over(paragraph.style).unseen(ground)
        if unseen and text.strip():
            self.reading.count(unseen, int(unseen not in ("dropped", self._unseen_before)))
            self._unseen_before = unseen
        elif not unseen:
            paragraph.parts.append(text)
            self._unseen_before = ""

    # lists, notes, tables

    def _open_list(self, attributes: dict[str, str]) -> None:
        name = attributes.get("style-name", "") or (self._lists[-1] if self._lists else "")
        goes_on = attributes.get("continue-numbering") == "true" or "continue-list" in attributes
        if not self._lists and not goes_on and name in self.styles.lists:
            self.styles.lists[name].counts.clear()
        self._lists.append(name)

    def _close_list(self) -> None:
        if self._lists:
            self._lists.pop()
        self._point = (None, False)

    def _open_point(self, attributes: dict[str, str]) -> None:
        value = attributes.get("start-value", "")
        self._point = (_whole(value, 1) if value else None, True)

    def _open_note(self, _attributes: dict[str, str]) -> None:
        self._note = []
        self._say(f" [{len(self.notes) + 1}]")
        self.reading.count("footnotes")

    def _close_note(self) -> None:
        words = " ".join(word for word in self._note or () if word)
        self._note = None
        self.notes.append(Block(Shape.TEXT, words, label=f"[{len(self.notes) + 1}]"))

    def _open_table(self, _attributes: dict[str, str]) -> None:
        self.flow.begin_table()

    def _open_row(self, attributes: dict[str, str]) -> None:
        hidden = attributes.get("visibility") in HIDDEN
        self.flow.begin_row(dropped=hidden)
        self.reading.count("hidden_rows", int(hidden))

    def _open_cell(self, attributes: dict[str, str]) -> None:
        style = self.styles.style("table-cell", attributes.get("style-name", ""))
        self.flow.begin_cell(style.ground or "")
        self._cell_times = min(_whole(attributes.get("number-columns-repeated", ""), 1), MOST_CELLS)

    _cell_times = 1

    def _close_cell(self) -> None:
        self.flow.end_cell(self._cell_times)
        self._cell_times = 1


def _whole(value: str, otherwise: int) -> int:
    return min(int(value), 10_000) if value.isdecimal() else otherwise
