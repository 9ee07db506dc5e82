"""Blocks as text: plain with line breaks, or in Markdown. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

Line = tuple[str, str, int, str]
"""Shape, text, level and label of a block; the cells of a row stand apart by a tab."""

CELL_END = "\t"
BETWEEN_CELLS = "  |  "
"""So wide that numbers of two cells, or of two rows, are never taken for one long number (rule 41)."""
DEEPEST_HEADING = 4
_MARKUP = re.compile(r"[\\`*]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=#?\w+;)|\](?=[(\[:])")
_AT_START = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|>|[+-](?=\s|$|-)|=+(?=\s*$)|~~~|:(?=-)|\d{1,9}(?=[.)](?:\s|$)))")
_NUMBERED = re.compile(r"\d{1,9}\.")


def plain(lines: Iterable[Line]) -> Iterator[str]:
    """Yield lines: a blank one around headings and paragraphs, none between points of a list or rows of a table."""
    before = ""
    for shape, text, level, label in lines:
        if before and not (shape == before and shape in {"point", "row"}):
            yield ""
        if shape == "row":
            yield f"| {BETWEEN_CELLS.join(text.split(CELL_END))} |"
        elif shape == "point":
            yield "  " * level + _labelled(label or "–", text)
        else:
            yield _labelled(label, text)
        before = shape


def markdown(lines: Iterable[Line]) -> Iterator[str]:
    """Yield lines of Markdown that shows the text as it stands in the file."""
    first = True
    for shape, group in groupby(lines, key=lambda line: line[0]):
        written = list(group)
        for part in [written] if shape in {"point", "row"} else [[line] for line in written]:
            if not first:
                yield ""
            first = False
            yield from _table(part) if shape == "row" else (_marked(*line) for line in part)


def escaped(text: str, *, starts: bool = True) -> str:
    """Return a text in which no sign is markup; with `starts` also where a line would begin a list or heading."""
    safe = _MARKUP.sub(lambda found: "\\" + found[0], text)
    return "\n".join(_AT_START.sub(_guarded, line) for line in safe.split("\n")) if starts else safe


def _marked(shape: str, text: str, level: int, label: str) -> str:
    if shape == "heading":
        return f"{'#' * min(level + 1, DEEPEST_HEADING)} {escaped(_labelled(label, ' '.join(text.split())), starts=False)}"
    if shape == "point":
        indent = "    " * level
        sign = label if _NUMBERED.fullmatch(label) else "-"
        words = escaped(text if sign == label else _labelled(label, text))
        return f"{indent}{sign} " + words.replace("\n", f"\n{indent}    ")
    return escaped(_labelled(label, text))


def _table(rows: list[Line]) -> Iterator[str]:
    """Yield a table. Its first row is its head, as wide as the widest row: a reader of Markdown drops what sticks out."""
    cells = [text.split(CELL_END) for _, text, _, _ in rows]
    width = max(map(len, cells))
    for number, row in enumerate(cells):
        words = [escaped(cell, starts=False).replace("|", "\\|") for cell in row]
        yield f"| {BETWEEN_CELLS.join(words + [''] * (width - len(words)))} |"
        if number == 0:
            yield "| " + " | ".join(["---"] * width) + " |"


def _guarded(found: re.Match[str]) -> str:
    """Put the backslash before the sign, or between a number and its point."""
    space, sign = found[1], found[2]
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"


def _labelled(label: str, text: str) -> str:
    return f"{label} {text}" if label else text
