"""Reads the first visible sheet of an ods file (LibreOffice), with remarks about what was not read."""

from __future__ import annotations

from consultation.questions.importing.spreadsheet.sheet import Grid, Limits
from consultation.questions.importing.spreadsheet.words import EXPLANATION_SHEET
from consultation.uploads import odf
from consultation.uploads.package import Package
from consultation.uploads.phrases import listing
from consultation.uploads.refusals import Unfit
from consultation.uploads.sheets.ods import SheetsListener
from consultation.uploads.stream import hear


def read_ods(package: Package, limits: Limits) -> Grid:
    """The first visible sheet as a grid, with remarks about what was not read."""
    odf.refuse_encrypted(package)
    grid = Grid(limits)
    listener = _Content(grid)
    hear(package, odf.CONTENT, listener)
    if listener.read_name is None:
        raise Unfit("no_visible_sheet")
    others = [name for name in listener.others if name != EXPLANATION_SHEET]
    if listener.hidden_names:
        grid.tell("hidden_sheets", names=listing(listener.hidden_names))
    if others:
        grid.tell("other_sheets", read=listener.read_name, others=listing(others))
    if listener.comments:
        grid.tell("comments", cells=listing(listener.comments))
    if listener.drawings:
        grid.tell("drawings")
    return grid


class _Content(SheetsListener):
    """Hears the first visible sheet, and the names of the others."""

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid.limits)
        self.first = grid
        self.read_name: str | None = None
        self.others: list[str] = []
        self.hidden_names: list[str] = []

    def begin_sheet(self, name: str, *, hidden: bool) -> Grid | None:
        """Read the first that is not hidden."""
        if hidden:
            self.hidden_names.append(name)
        elif self.read_name is not None:
            self.others.append(name)
        else:
            self.read_name = name
            return self.first
        return None
