"""Reads all sheets of an ods file as its reader sees them."""

from __future__ import annotations

from consultation.uploads.colours import WHITE
from consultation.uploads.everything import keep_all
from consultation.uploads.extract import Reading
from consultation.uploads.odf import CONTENT, STYLES, open_odf
from consultation.uploads.odt.styles import Styles
from consultation.uploads.package import Package
from consultation.uploads.sheets.cells import Cell
from consultation.uploads.sheets.ods import SheetsListener
from consultation.uploads.sheets.shown import UNSEEN, ShownSheet, budget_of, hide, show
from consultation.uploads.stream import hear

PICTURES = ("image", "custom-shape", "text-box")


def read_ods(package: Package, reading: Reading) -> None:
    """Put the visible sheets in `reading`, with a count of what its reader would not see."""
    open_odf(package, reading)
    styles = Styles(package.limits)
    for part in (STYLES, CONTENT):
        if package.has(part):
            hear(package, part, styles)
    heard = _Sheets(reading, styles)
    hear(package, CONTENT, heard)
    titled = sum(not hidden for _, _, hidden in heard.sheets) > 1
    for name, sheet, hidden in heard.sheets:
        if hidden:
            reading.count("hidden_sheets")
            hide(sheet, reading)
        else:
            show(sheet, name, reading, titled=titled)
    keep_all(reading, package, without=[CONTENT])


class _Sheets(SheetsListener):
    """Hears every sheet; a formula is its outcome."""

    def __init__(self, reading: Reading, styles: Styles) -> None:
        super().__init__(reading.limits)
        self.reading, self.styles = reading, styles
        self.sheets: list[tuple[str, ShownSheet, bool]] = []
        self._budget = budget_of(reading.limits)

    def begin_sheet(self, name: str, *, hidden: bool) -> ShownSheet:
        """Collect every sheet."""
        sheet = ShownSheet(self.limits, self._budget)
        self.sheets.append((name, sheet, hidden))
        return sheet

    def cell(self, text: str, head: dict[str, str]) -> Cell:
        """Return what the cell shows."""
        self.reading.count("formulas", int("formula" in head))
        unseen = bool(text.strip()) and self.styles.style("table-cell", head.get("style-name", "")).unseen(WHITE)
        return Cell(text, UNSEEN if unseen else "")

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        self.reading.count("comments", int(name == "annotation"))
        self.reading.count("deletions", int(name in ("deletion", "cell-content-change")))
        self.reading.count("images", int(name in PICTURES))
        super().opened(name, attributes)
