"""Reads csv: with ; or , or tabs between cells, in UTF-8, UTF-16 or the letters of an older Windows."""

from __future__ import annotations

import codecs
import csv
import io
from itertools import islice

from consultation.questions.importing.spreadsheet.headers import recognised
from consultation.questions.importing.spreadsheet.sheet import Grid, Limits, refuse
from consultation.uploads.phrases import number
from consultation.uploads.sheets.cells import Cell, GridRow

SEPARATORS = (";", ",", "\t")
NO_SEPARATOR = "\x1f"  # one column only: no sign of the text may split it
FORMULA_STARTS = "=+-@\t\r\uff1d\uff0b\uff0d\uff20"  # the last four: full-width forms of the first
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decoded(data: bytes) -> tuple[str, bool]:
    """The text, and whether the letters had to be guessed to be Windows-1252."""
    first, second = ("utf-16", None) if data.startswith(UTF16_MARKS) else ("utf-8-sig", "cp1252")
    try:
        return data.decode(first), False
    except UnicodeDecodeError as error:
        if second is None:
            raise refuse("encoding") from error
    try:
        return data.decode(second), True
    except UnicodeDecodeError as error:
        raise refuse("encoding") from error


def read_csv(data: bytes, limits: Limits) -> Grid:
    """All records as a grid; `line` is the row that a spreadsheet would show."""
    text, guessed = decoded(data)
    separator, text, skipped = _announced(text)
    grid = Grid(limits)
    grid.cells_may_split = True
    if guessed:
        grid.tell("windows_letters")
    reader = csv.reader(_lines(text), delimiter=separator or _separator(text, limits), strict=True)
    begun = 1 + skipped  # the line on which the record begins: a quote that never closes fails on the last line
    try:
        for line, record in enumerate(reader, 1 + skipped):
            grid.add(GridRow(line, _cells(record, grid)))
            begun = reader.line_num + 1 + skipped
    except csv.Error as error:
        raise refuse("broken_csv", line=number(begun)) from error
    return grid


def _lines(text: str) -> io.StringIO:
    csv.field_size_limit(len(text))  # the limit on the whole file has been checked; one cell may be as long
    return io.StringIO(text, newline="")


def _announced(text: str) -> tuple[str, str, int]:
    """The separator in a first line `sep=;`, which Excel obeys and does not show; the text and lines after it."""
    first, _, rest = text.partition("\n")
    separator = first.strip().removeprefix("sep=")
    return (separator, rest, 1) if first.startswith("sep=") and separator in SEPARATORS else ("", text, 0)


def _separator(text: str, limits: Limits) -> str:
    """The sign that makes most column names appear. Without a gain, none: a comma in a sentence splits nothing."""
    scores = {NO_SEPARATOR: _score(text, NO_SEPARATOR, limits)}
    scores |= {sign: _score(text, sign, limits) for sign in SEPARATORS}
    best = max(scores, key=scores.__getitem__)
    if scores[best] == (0, 0):
        return max(SEPARATORS, key=text.partition("\n")[0].count)
    return best


def _score(text: str, separator: str, limits: Limits) -> tuple[int, int]:
    """Most names recognised in one of the first records, and how many cells that record has."""
    try:
        reader = csv.reader(_lines(text), delimiter=separator, strict=True)
        records = list(islice(filter(any, reader), limits.header_rows))
    except csv.Error:
        return (0, 0)
    found = max(((len(recognised(record)), len(record)) for record in records), default=(0, 0))
    return found if found[0] else (0, 0)


def _cells(record: list[str], grid: Grid) -> dict[int, Cell]:
    """The cells that hold something."""
    if any(record[grid.limits.columns :]):
        grid.beyond_columns = True
    return {column: Cell(_unguarded(text)) for column, text in enumerate(record[: grid.limits.columns]) if text}


def _unguarded(text: str) -> str:
    """Take away the apostrophe that exports put before =, +, - and @ (R16); 's middags keeps its own."""
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in FORMULA_STARTS else text
