"""Reads the first visible sheet of an xlsx file, with remarks about what was not read."""

from __future__ import annotations

from consultation.questions.importing.spreadsheet.sheet import Grid, Limits
from consultation.questions.importing.spreadsheet.words import EXPLANATION_SHEET
from consultation.uploads.ooxml import relations_of
from consultation.uploads.package import Package
from consultation.uploads.phrases import listing, quoted
from consultation.uploads.refusals import Unfit
from consultation.uploads.sheets.workbook import SheetEntry, Workbook, open_workbook
from consultation.uploads.sheets.xlsx import SheetListener, comments_of, has_drawing
from consultation.uploads.stream import hear


def read_xlsx(package: Package, limits: Limits) -> Grid:
    """The first visible sheet as a grid, with remarks about what was not read."""
    workbook = open_workbook(package)
    grid = Grid(limits)
    entry, part = _first_visible(workbook)
    _tell_sheets(workbook, entry, grid)
    hear(package, part, SheetListener(workbook, grid))
    _tell_side_parts(package, part, grid)
    return grid


def _first_visible(workbook: Workbook) -> tuple[SheetEntry, str]:
    """The first sheet with cells that is not hidden, and its part."""
    for entry in workbook.sheets:
        link = workbook.relations.get(entry.relation)
        if entry.visible and link and link.kind == "worksheet" and not link.external:
            return entry, link.target
    raise Unfit("no_visible_sheet")


def _tell_sheets(workbook: Workbook, read: SheetEntry, grid: Grid) -> None:
    """Name the sheets that are not read."""
    hidden = [quoted(entry.name) for entry in workbook.sheets if not entry.visible]
    others = [quoted(entry.name) for entry in workbook.sheets if entry.visible and entry is not read]
    others = [name for name in others if name != EXPLANATION_SHEET]
    if hidden:
        grid.tell("hidden_sheets", names=listing(hidden))
    if others:
        grid.tell("other_sheets", read=quoted(read.name), others=listing(others))


def _tell_side_parts(package: Package, part: str, grid: Grid) -> None:
    """Say what lies on the sheet beside its cells."""
    links = list(relations_of(package, part).values())
    if cells := comments_of(package, links):
        grid.tell("comments", cells=listing(cells))
    if has_drawing(links):
        grid.tell("drawings")
