"""Finds the row with the names of the columns and turns everything below it into rows of questions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from consultation.questions.importing.spreadsheet.sheet import FIELDS, Field, Grid, Limits, Mark, RawRow, Sheet, refuse
from consultation.questions.importing.spreadsheet.words import COLUMN_NAMES
from consultation.uploads.phrases import column_letter, counted, listing, number, quoted
from consultation.uploads.sheets.cells import Cell, GridRow

NAMES: dict[Field, str] = {
    "question": "vraag, vragen, uw vraag, vraagstelling, vraagtekst, tekst van de vraag, question, questions",
    "answer": "antwoord, antwoorden, antwoord gemeente, antwoord van de gemeente, beantwoording, answer, answers",
    "about": "gaat over, betreft, verwijzing, verwijst naar, referentie, vindplaats, about, reference",
    "document": "document, documenten, naam document, naam van het document, bijlage, annex",
    "section": "paragraaf, paragraafnummer, par, hoofdstuk, artikel, section, paragraph, chapter",
    "page": "bladzijde, bladzijdenummer, blz, pagina, paginanummer, pag, page",
    "theme": "thema, onderwerp, theme, topic, subject",
}
IGNORED = frozenset(
    [
        "nummer",
        "nr",
        "no",
        "num",
        "volgnummer",
        "volgnr",
        "vraagnummer",
        "vraagnr",
        "vraag nr",
        "vraag nummer",
        "number",
        "id",
        "#",
    ]
)
FIELD_BY_NAME = {name: field for field, names in NAMES.items() for name in names.split(", ")}
PLACES: tuple[Field, ...] = ("about", "document", "section", "page")
BETWEEN_BRACKETS = re.compile(r"\([^()]*\)")
NOT_A_LETTER = re.compile(r"[^\w#/]+")


def field_of(name: str) -> Field | None:
    """The field that a column name means. "Paragraaf / bladzijde" names two places: what it is about."""
    fields = {FIELD_BY_NAME.get(part.strip()) for part in _plain(name).split("/")}
    if len(fields) == 1:
        return fields.pop()
    return "about" if fields <= set(PLACES) else None


def recognised(names: Iterable[str]) -> frozenset[str]:
    """The fields, and the names that are ignored on purpose, among some column names."""
    return frozenset(field_of(name) or _plain(name) for name in names if field_of(name) or _plain(name) in IGNORED)


def _plain(name: str) -> str:
    """A column name without capitals, remarks in brackets and signs such as * and :."""
    short = BETWEEN_BRACKETS.sub(" ", name[:200]).casefold()
    return " ".join(NOT_A_LETTER.sub(" ", short).split())


class _Header(NamedTuple):
    """The row with the names, and which column holds which field."""

    place: int
    row: GridRow
    columns: dict[Field, int]


def sheet_of(grid: Grid, limits: Limits) -> Sheet:
    """The rows below the header; refuses a file without questions or with too many."""
    if not grid.rows:
        raise refuse("empty_file")
    header = _header(grid)
    below = grid.rows[header.place + 1 :]
    merged = _merged(grid, below, header)
    rows = [_row(row, header, grid, merged.get(row.line, ())) for row in below]
    rows = [row for row in rows if row.marks or any(row.text(field).strip() for field in FIELDS)]
    total = len(rows) + grid.total - len(grid.rows)
    if total > limits.rows:
        files = number(-(-total // limits.rows))
        raise refuse("too_many_rows", rows=number(total), limit=number(limits.rows), files=files)
    if not rows:
        raise refuse("no_rows")
    _tell(grid, header, below, bool(merged))
    return Sheet(tuple(rows), tuple(grid.notes), tuple(header.columns))


def _header(grid: Grid) -> _Header:
    """The row, of the first few, in which most names are recognised."""
    first = grid.rows[: grid.header_rows]
    scores = [(len(recognised(_names(row))), len(row.cells)) for row in first]
    place = max(range(len(first)), key=lambda number: scores[number])
    row = first[place]
    columns: dict[Field, int] = {}
    for column in sorted(row.cells):
        field = field_of(row.cells[column].text)
        if field in columns:
            _double(grid, row, field)
        elif field:
            columns[field] = column
    if "question" not in columns:
        found = [f"“{quoted(name)}”" for name in _names(row) if name.strip()]
        expected = listing([f"“{name}”" for name in COLUMN_NAMES.values()])
        raise refuse("no_question_column", found=listing(found), expected=expected)
    return _Header(place, row, columns)


def _names(row: GridRow) -> list[str]:
    return [row.cells[column].text for column in sorted(row.cells)]


def _double(grid: Grid, row: GridRow, field: Field) -> None:
    """Two columns for one field: for questions and answers we may not choose, for the rest the first counts."""
    places = [column_letter(column) for column in sorted(row.cells) if field_of(row.cells[column].text) == field]
    words = {"name": COLUMN_NAMES[field], "places": " en ".join(places)}
    if field in ("question", "answer"):
        raise refuse("double_column", **words)
    if ("double_column_note", words) not in [(note.code, note.params) for note in grid.notes]:
        grid.tell("double_column_note", **words)


def _row(row: GridRow, header: _Header, grid: Grid, merged: Iterable[Mark]) -> RawRow:
    """One row of the grid as a row of questions, with what its text does not tell."""
    cells = {field: row.cells.get(column, Cell("")) for field, column in header.columns.items()}
    marks = [Mark(field, cell.mark, quoted(cell.text)) for field, cell in cells.items() if cell.mark]
    marks += merged
    texts = {field: cell.text for field, cell in cells.items()}
    if grid.cells_may_split and max(row.cells) > max(header.row.cells):
        marks.append(Mark(None, "extra_cells"))
    if row.hidden and any(text.strip() for text in texts.values()):
        marks.append(Mark(None, "hidden"))
    return RawRow(row.line, **texts, marks=tuple(marks))


def _merged(grid: Grid, rows: list[GridRow], header: _Header) -> dict[int, list[Mark]]:
    """By line: the fields that are empty because their cell is part of a cell that began on an earlier line."""
    lines = [row.line for row in rows]
    found: dict[int, list[Mark]] = {}
    for area in grid.merged:
        inside = {f: column for f, column in header.columns.items() if area.first_column <= column <= area.last_column}
        start = bisect_right(lines, area.first_line)
        for row in rows[start : bisect_left(lines, area.last_line + 1)] if inside else ():
            empty = [field for field, column in inside.items() if column not in row.cells]
            found.setdefault(row.line, []).extend(Mark(field, "merged", str(area.first_line)) for field in empty)
    return found


def _tell(grid: Grid, header: _Header, rows: list[GridRow], merged: bool) -> None:
    """Leave remarks about columns and rows that the user may not expect."""
    unread = [_column_name(column, header.row) for column in _unread(header, rows)]
    hidden = [row.line for row in rows if row.hidden]
    concealed = [
        COLUMN_NAMES[field]
        for field, column in header.columns.items()
        if any(first <= column <= last for first, last in grid.hidden_columns)
    ]
    if unread:
        grid.tell("unread_columns", names=listing(unread))
    if grid.beyond_columns:
        grid.tell("too_many_columns", limit=number(grid.limits.columns))
    if hidden:
        grid.tell("hidden_rows", rows=counted("rij", "rijen", [number(line) for line in hidden]))
    if concealed:
        grid.tell("hidden_columns", columns=counted("kolom", "kolommen", concealed))
    if merged:
        grid.tell("merged_cells")


def _unread(header: _Header, rows: list[GridRow]) -> list[int]:
    """Columns with something in them that belong to no field."""
    used = set(header.row.cells).union(*(row.cells for row in rows))
    taken = set(header.columns.values())
    ignored = {column for column, cell in header.row.cells.items() if _plain(cell.text) in IGNORED}
    doubles = {column for column, cell in header.row.cells.items() if field_of(cell.text)}
    return sorted(used - taken - ignored - doubles)


def _column_name(column: int, row: GridRow) -> str:
    """The name at the top of a column, or its letter."""
    name = quoted(row.cells[column].text) if column in row.cells else ""
    return f"“{name}”" if name else f"kolom {column_letter(column)}"
