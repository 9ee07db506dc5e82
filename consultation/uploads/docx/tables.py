"""What the properties of a table of a Word file say of what can be seen of it: rows and cells that are not shown, grounds."""

from __future__ import annotations

from consultation.uploads.docx.looks import NO, SQUEEZED, ground_of
from consultation.uploads.extract import Reading
from consultation.uploads.flow import Table

MERGED = ("vMerge", "hMerge")


def hear_table(table: Table, reading: Reading, place: tuple[str, str], attributes: dict[str, str]) -> None:
    """Take one property; `place` is its parent and its name."""
    parent, name = place
    if parent == "trPr":
        _hear_row(table, reading, name, attributes)
    elif parent == "tcPr":
        _hear_cell(table, name, attributes)
    elif name == "tblStyle":
        table.styled = True


def _hear_row(table: Table, reading: Reading, name: str, attributes: dict[str, str]) -> None:
    value = attributes.get("val", "")
    if name == "del":
        table.dropped = True
        reading.count("deletions")
    elif name == "hidden" and value not in NO:
        table.dropped = True
        reading.count("hidden_rows")
    elif name == "trHeight" and attributes.get("hRule") == "exact" and value.isdecimal():
        # Such a row often only keeps its neighbours apart: its words are counted where it has any.
        table.low = int(value) <= SQUEEZED


def _hear_cell(table: Table, name: str, attributes: dict[str, str]) -> None:
    """A cell that goes on with the one above or beside it shows no words of its own."""
    if name == "shd":
        table.ground = ground_of(attributes)
    elif name in MERGED and attributes.get("val", "continue") == "continue":
        table.covered = True
