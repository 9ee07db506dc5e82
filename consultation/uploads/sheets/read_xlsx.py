"""Reads all sheets of an xlsx file as its reader sees them."""

from __future__ import annotations

from collections.abc import Callable

from consultation.uploads.everything import keep_all
from consultation.uploads.extract import Reading
from consultation.uploads.office import open_office
from consultation.uploads.ooxml import relations_of
from consultation.uploads.package import Package
from consultation.uploads.phrases import quoted
from consultation.uploads.refusals import Unfit
from consultation.uploads.sheets.cell_values import unescape
from consultation.uploads.sheets.cells import Cell
from consultation.uploads.sheets.look import PLAIN, Looks, Stretch
from consultation.uploads.sheets.numbers import hides, shown_number
from consultation.uploads.sheets.shown import TINY, UNSEEN, ShownSheet, budget_of, hide, show
from consultation.uploads.sheets.workbook import SheetEntry, Workbook, open_workbook
from consultation.uploads.sheets.xlsx import OTHER_KINDS, SheetListener, comments_of, has_drawing
from consultation.uploads.stream import hear, local

HEADERS = frozenset({"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"})
STRETCHES = ("is", "r", "color", "sz")
HIDDEN = {"hidden": "hidden_sheets", "veryHidden": "very_hidden_sheets"}
STORED = ("xl/pivotcache/pivotcacherecords", "xl/connections.xml", "xl/querytables/")


def read_xlsx(package: Package, reading: Reading) -> None:
    """Put the visible sheets in `reading`, with a count of what its reader would not see."""
    main = open_office(package, reading)
    workbook, looks = open_workbook(package), Looks(package.limits)
    for link in relations_of(package, main).values():
        if link.kind == "styles" and package.has(link.target):
            hear(package, link.target, looks)
    budget, read = budget_of(package.limits), list[str]()
    titled = sum(entry.visible for entry in workbook.sheets) > 1
    for entry in workbook.sheets:
        part = _part(workbook, entry)
        reading.count(HIDDEN.get(entry.state, ""), int(entry.state in HIDDEN))
        if not part:
            reading.count("charts")
            continue
        read.append(part.lower())
        sheet = ShownSheet(package.limits, budget)
        hear(package, part, _Cells(workbook, sheet, looks, reading))
        _report_beside(package, part, reading)
        if entry.visible:
            show(sheet, quoted(entry.name), reading, titled=titled)
        else:
            hide(sheet, reading)
    reading.count("stored_data", sum(name.startswith(STORED) for name in package.names()))
    keep_all(reading, package, without=read)


def _part(workbook: Workbook, entry: SheetEntry) -> str:
    """Return the part with the cells of a sheet, "" for a sheet that is a chart."""
    link = workbook.relations.get(entry.relation)
    if link is None or link.external:
        raise Unfit("damaged")
    return link.target if link.kind == "worksheet" else ""


def _report_beside(package: Package, part: str, reading: Reading) -> None:
    links = list(relations_of(package, part).values())
    reading.count("comments", len(comments_of(package, links)))
    reading.count("drawings", int(has_drawing(links)))


class _Cells(SheetListener):
    """Hears a sheet; a formula is its outcome, a number has the digits that its format shows."""

    def __init__(self, workbook: Workbook, sheet: ShownSheet, looks: Looks, reading: Reading) -> None:
        super().__init__(workbook, sheet)
        self.looks, self.reading = looks, reading
        self._stretch = PLAIN
        self._texts: dict[str, Callable[[str], str]] = {
            "s": self._shared_text, "inlineStr": unescape, "str": unescape,
            **{kind: _text_of(other) for kind, other in OTHER_KINDS.items()},
        }  # fmt: skip

    def _cell(self) -> Cell:
        look, value = self.looks.of(self._style), self._value or ""
        if self._formula is not None:
            self.reading.count("formulas" if value else "empty_formulas")
        is_text = self._kind in self._texts
        if is_text:
            text = self._texts[self._kind](value) if value or self._kind != "s" else ""
        else:
            text = shown_number(value, look.code, self._formats(), from_1904=self.workbook.from_1904) if value else ""
        unseen = look.is_unseen or hides(look.code, value, is_text=is_text)
        mark = UNSEEN if unseen else TINY if look.is_tiny else ""
        return Cell(text, mark if text.strip() else "")

    def _shared_text(self, value: str) -> str:
        place = int(value)
        if place < 0:
            raise Unfit("damaged")
        stretches = self.workbook.stretches.get(place)
        return unescape("".join(map(self._seen, stretches))) if stretches else self.workbook.strings[place]

    def _seen(self, stretch: Stretch) -> str:
        """Return what can be seen of a part of the text in the cell: all of it, or nothing and it is counted."""
        why = self.looks.of(self._style).hides(stretch)
        if not why or not stretch.text.strip():
            return stretch.text
        self.reading.count(why)
        self.reading.keep_unseen(stretch.text)
        return ""

    def _open_inside(self, name: str, attrs: object) -> None:
        if name in HEADERS:
            self.listen()
        elif name in STRETCHES:
            self._stretch = PLAIN if name in ("r", "is") else self._stretch.told(name, attrs)  # type: ignore[arg-type]
        else:
            super()._open_inside(name, attrs)  # type: ignore[arg-type]

    def endElement(self, name: str) -> None:  # noqa: N802 - the parser's name
        """Called by the parser."""
        if not self.listening:
            pass
        elif self._stretch is not PLAIN and local(name) == "t":
            self._value = (self._value or "") + self._seen(self._stretch._replace(text=self.heard()))
        elif local(name) in HEADERS:
            self.reading.count("headers", int(bool(self.heard().strip())))
        super().endElement(name)


def _text_of(other: Callable[[str], Cell]) -> Callable[[str], str]:
    return lambda value: other(value).text
