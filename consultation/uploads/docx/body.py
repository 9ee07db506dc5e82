"""Hears the text of a Word file: what is printed goes to the reading, what nobody sees is only counted."""

from __future__ import annotations

from collections.abc import Callable

from consultation.uploads.colours import OTHER
from consultation.uploads.docx.looks import FILLS, NO, Look, ground_of, is_squeezed
from consultation.uploads.docx.numbering import Numbering
from consultation.uploads.docx.paragraphs import Paragraph, Place
from consultation.uploads.docx.styles import Styles
from consultation.uploads.docx.tables import hear_table
from consultation.uploads.extract import Block, Reading, Shape
from consultation.uploads.flow import Flow
from consultation.uploads.refusals import Unfit
from consultation.uploads.stream import Listener

# Older properties of tracked changes, second versions of drawings, instructions of fields: no text of the page.
SKIPPED = frozenset({
    "Fallback", "rPrChange", "pPrChange", "tblPrChange", "tcPrChange", "trPrChange", "sectPrChange", "tblPrExChange",
    "numberingChange", "sectPr", "sdtPr", "instrText", "delInstrText", "ffData",
})  # fmt: skip
SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
TABLE_PROPERTIES = ("trPr", "tcPr", "tblPr")
UNSHOWN = "visibility:hidden"
PICTURES = {"pic": "images", "imagedata": "images", "chart": "charts", "relIds": "charts"}


class Body(Listener):
    """Hears the document part. `notes` are the ids of foot- and endnotes in the order in which the text refers to them."""

    def __init__(self, reading: Reading, styles: Styles, numbering: Numbering) -> None:
        super().__init__(reading.limits)
        self.reading, self.styles, self.numbering = reading, styles, numbering
        self.notes: list[tuple[str, str]] = []
        self.flow = Flow(reading)
        self.place = Place(self.flow)
        self._skipped_from = self._unshown_from = 0
        self._look = Look()
        self._unseen_before = ""
        self._open: dict[str, Callable[[dict[str, str]], None]] = {
            "p": self._open_paragraph, "r": self._open_run, "tbl": lambda _: self.flow.begin_table(),
            "tc": lambda _: self.flow.begin_cell(),
            "t": self._open_text, "delText": self._open_text, "del": self._open_deleted, "moveFrom": self._open_deleted,
            "ins": self._open_inserted, "moveTo": self._open_inserted, "sym": self._open_symbol,
            "footnoteReference": self._open_note, "endnoteReference": self._open_note, "tr": lambda _: self.flow.begin_row(),
            "background": self._open_background, "altChunk": self._refuse, "docPr": self._open_picture,
            "anchor": self._open_drawing, "shape": self._open_drawing, "rect": self._open_drawing,
            "roundrect": self._open_drawing, "textbox": self._open_drawing,
        }  # fmt: skip
        self._close: dict[str, Callable[[], None]] = {
            "p": self._close_paragraph, "tr": self.flow.end_row, "tbl": self.flow.end_table, "tc": self.flow.end_cell,
            "t": self._close_text, "delText": self._close_text, "del": self._close_deleted, "moveFrom": self._close_deleted,
        }  # fmt: skip

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if self._skipped_from:
            return
        parent = self.path[-2] if len(self.path) > 1 else ""
        if name in SKIPPED:
            self._skipped_from = len(self.path)
        elif parent in ("rPr", "pPr", "numPr", "tblPr", "tcPr", "trPr"):
            self._hear_property(parent, name, attributes)
        elif parent in FILLS and "textFill" in self.path:
            self._look = self._look.filled(name, attributes)
        elif name in self._open:
            self._open[name](attributes)
        elif name in SIGNS and parent == "r":
            self._say("" if attributes.get("type") in ("page", "column") else SIGNS[name])
        elif name in PICTURES:
            self.reading.count(PICTURES[name])

    def closed(self, name: str) -> None:
        if self._skipped_from:
            if len(self.path) < self._skipped_from:
                self._skipped_from = 0
            return
        if len(self.path) < self._unshown_from:
            self._unshown_from = 0
        if name in self._close and (not self.path or self.path[-1] not in ("rPr", "trPr")):
            self._close[name]()

    def take(self, block: Block, *, boxed: bool) -> None:
        """Take a finished paragraph of the page, or of a box on it."""
        self.flow.take(block, boxed=boxed)

    # properties

    def _hear_property(self, parent: str, name: str, attributes: dict[str, str]) -> None:
        value = attributes.get("val", "")
        if parent == "rPr":
            self._hear_look(name, attributes)
        elif self.flow.table is not None and parent in TABLE_PROPERTIES:
            hear_table(self.flow.tables[-1], self.reading, (parent, name), attributes)
        elif self.place.paragraphs:
            _hear_paragraph(self.place.paragraphs[-1], name, value, attributes)

    def _hear_look(self, name: str, attributes: dict[str, str]) -> None:
        """Only of a run: the same properties of a paragraph say how its mark looks."""
        if self.path[-3] != "r":
            return
        if name == "rStyle":
            self._look = self._look.over(self.styles.look(attributes.get("val", "")))
        else:
            self._look = self._look.told(name, attributes)

    # what begins

    def _open_paragraph(self, _attributes: dict[str, str]) -> None:
        self.place.paragraphs.append(Paragraph(style=self.styles.default))
        self._unseen_before = ""

    def _open_run(self, _attributes: dict[str, str]) -> None:
        self._look = Look()

    def _open_text(self, _attributes: dict[str, str]) -> None:
        self.listen()

    def _open_deleted(self, _attributes: dict[str, str]) -> None:
        if self.path[-2] not in ("rPr", "trPr"):
            self.place.deleted += 1
            self.reading.count("deletions")

    def _open_inserted(self, _attributes: dict[str, str]) -> None:
        self.reading.count("insertions")

    def _open_symbol(self, attributes: dict[str, str]) -> None:
        code = attributes.get("char", "")
        self._say(chr(int(code, 16)) if len(code) == 4 and not code.upper().startswith("F") else "•")

    def _open_note(self, attributes: dict[str, str]) -> None:
        kind = "footnotes" if self.path[-1] == "footnoteReference" else "endnotes"
        if not self.place.is_deleted:
            self.notes.append((kind, attributes.get("id", "")))
            self._say(f"[{len(self.notes)}]")

    def _open_background(self, _attributes: dict[str, str]) -> None:
        self.place.page = OTHER

    def _open_picture(self, attributes: dict[str, str]) -> None:
        self.reading.keep_unseen(" ".join(attributes.get(name, "") for name in ("name", "title", "descr")))
        if attributes.get("hidden", "0") not in NO:
            self._unshown_from = self._unshown_from or len(self.path) - 1

    def _open_drawing(self, attributes: dict[str, str]) -> None:
        """A drawing, or the box in it, that is hidden as a whole."""
        style = attributes.get("style", "").replace(" ", "").lower()
        if attributes.get("hidden", "0") not in NO or UNSHOWN in style:
            self._unshown_from = self._unshown_from or len(self.path)

    def _refuse(self, _attributes: dict[str, str]) -> None:
        raise Unfit("embedded")

    # what ends

    def _close_text(self) -> None:
        if self.listening:
            self._say(self.heard())

    def _close_deleted(self) -> None:
        self.place.deleted = max(0, self.place.deleted - 1)

    def _close_paragraph(self) -> None:
        if not self.place.paragraphs:
            return
        paragraph = self.place.paragraphs.pop()
        block = self._block(paragraph, "".join(paragraph.parts), self._label(paragraph))
        self.take(block, boxed=bool(self.place.paragraphs))

    # text

    def _say(self, text: str) -> None:
        """Put text in the paragraph, or among what nobody sees; stretches of that are counted, not runs."""
        if not self.place.paragraphs or not text:
            return
        paragraph = self.place.paragraphs[-1]
        unseen = self._unseen(paragraph, text)
        if unseen and text.strip():
            self.reading.keep_unseen(text)
            if unseen not in ("deleted", self._unseen_before):
                self.reading.count(unseen)
            self._unseen_before = unseen
        elif not unseen:
            paragraph.parts.append(text)
            self._unseen_before = ""

    def _unseen(self, paragraph: Paragraph, text: str) -> str:
        """Return the code for why nobody sees this text, or ""."""
        if self.place.is_deleted:
            return "deleted"
        if self._unshown_from or self.flow.is_covered:
            return "hidden_text"
        look = self._seen_look(paragraph)
        # Word itself hides the page numbers of a table of contents from browsers: those stay.
        if look.web_hidden and not text.strip().isdecimal():
            return "hidden_text"
        return look.unseen(self.place.ground)

    def _seen_look(self, paragraph: Paragraph) -> Look:
        if paragraph.look is None:
            told = Look(squeezed=paragraph.squeezed)
            paragraph.look = told.over(self.styles.look(paragraph.style)).over(self.styles.base)
        return self._look.over(paragraph.look)

    def _label(self, paragraph: Paragraph) -> str | None:
        """Return the number before a paragraph, "" for a bullet, None outside lists. Empty paragraphs count too, as in Word."""
        by_style = self.styles.number(paragraph.style) or ("", 0)
        number = by_style[0] if paragraph.number is None else paragraph.number
        level = by_style[1] if paragraph.level is None else paragraph.level
        return self.numbering.label(number, level) if number and number != "0" else None

    def _block(self, paragraph: Paragraph, text: str, label: str | None) -> Block:
        heading = self.styles.heading(paragraph.style)
        if paragraph.outline is not None:
            heading = paragraph.outline + 1 if paragraph.outline < 9 else 0
        if heading:
            return Block(Shape.HEADING, text, heading, label or "")
        if label is None:
            return Block(Shape.TEXT, text)
        return Block(Shape.POINT, text, paragraph.level or 0, label)


def _hear_paragraph(paragraph: Paragraph, name: str, value: str, attributes: dict[str, str]) -> None:
    if name == "pStyle":
        paragraph.style, paragraph.look = value, None
    elif name == "numId":
        paragraph.number = value
    elif name == "ilvl" and value.isdecimal():
        paragraph.level = int(value)
    elif name == "outlineLvl" and value.isdecimal():
        paragraph.outline = int(value)
    elif name == "shd":
        paragraph.ground = ground_of(attributes)
    elif name == "spacing":
        paragraph.squeezed = is_squeezed(attributes)
