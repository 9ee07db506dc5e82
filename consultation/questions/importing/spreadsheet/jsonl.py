"""Reads JSON Lines: one object a line, with Dutch or English keys."""

from __future__ import annotations

import json

from consultation.questions.importing.spreadsheet.delimited import decoded
from consultation.questions.importing.spreadsheet.headers import field_of
from consultation.questions.importing.spreadsheet.sheet import Grid, Limits, refuse
from consultation.uploads.phrases import number, quoted
from consultation.uploads.sheets.cells import Cell, GridRow


class _Double(Exception):
    """A key stands in one object twice."""


def read_jsonl(data: bytes, limits: Limits) -> Grid:
    """All objects as a grid whose first row holds the keys, in order of appearance."""
    text, guessed = decoded(data)
    grid = Grid(limits)
    grid.header_rows = 1
    if guessed:
        grid.tell("windows_letters")
    columns: dict[str, int] = {}
    rows = []
    # Only \n ends a line: JSON allows other line ends inside a text.
    for line, source in enumerate(text.split("\n"), 1):
        if source.strip():
            rows.append(GridRow(line, _cells(_object(source, line), columns, line)))
    grid.add(GridRow(0, {column: Cell(quoted(key)) for key, column in columns.items() if column < limits.columns}))
    grid.beyond_columns = len(columns) > limits.columns
    for row in rows:
        grid.add(row._replace(cells={column: cell for column, cell in row.cells.items() if column < limits.columns}))
    return grid


def _object(source: str, line: int) -> dict[str, object]:
    """One line; numbers stay as they were typed, so 3.10 does not become 3.1."""
    try:
        found = json.loads(source, object_pairs_hook=_once, parse_int=str, parse_float=str, parse_constant=str)
    except _Double as error:
        raise refuse("double_key", line=number(line), name=quoted(str(error))) from error
    except (ValueError, RecursionError) as error:
        raise refuse("broken_line", line=number(line)) from error
    if not isinstance(found, dict):
        raise refuse("not_an_object", line=number(line))
    return found


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object in which no key stands twice."""
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise _Double(name)
        found[name] = value
    return found


def _cells(found: dict[str, object], columns: dict[str, int], line: int) -> dict[int, Cell]:
    """The values by column. Two names for one field, such as vraag and question, are a double key."""
    fields = [field for field in map(field_of, found) if field]
    double = next((field for field in fields if fields.count(field) > 1), None)
    if double:
        raise refuse("double_key", line=number(line), name=double)
    # Lines may differ in language: vraag and question share a column.
    names = {key: field_of(key) or key for key in found}
    return {columns.setdefault(names[key], len(columns)): _cell(value) for key, value in found.items()}


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, str):
        return Cell(value or "")
    return Cell("", "not_text")
