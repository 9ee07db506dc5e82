"""Stretches of text to lines, and lines to paragraphs, points and rows, by where they stand: for a pdf without tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from consultation.uploads.extract import Block, Shape
from consultation.uploads.pdf.marks import Run
from consultation.uploads.writing import CELL_END

WORD_GAP = 0.15
CELL_GAP = 1.5
SAME_LINE = 0.5
CLOSE = 1.7
FULL = 0.8
LARGE = 1.15
LONGEST_HEADING = 150
POINT_SIGN = re.compile(r"^\s*([•▪●◦○‣∙·\uf0b7\uf0a7–—-]|\d{1,3}\.|[a-z]\))\s+(?=\S)")
MARKER = re.compile(r"\(?[\w]{1,5}(?:\.\w{1,3}){0,4}[.)]?|[•▪●◦○‣∙·\uf0b7\uf0a7–-]")
HYPHENATED = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")


@dataclass
class Line:
    """A line while it grows. `until` is where its last stretch ends along the line."""

    angle: int
    level: float
    along: float
    until: float
    size: float
    text: str = ""
    last: str = field(default="", repr=False)

    @property
    def is_row(self) -> bool:
        """True when it holds cells."""
        return CELL_END in self.text


def lines(runs: Iterable[Run]) -> Iterator[Line]:
    """Yield lines in the order of painting; what cannot be seen leaves room between words, and no word."""
    line: Line | None = None
    for run in runs:
        text = " " if run.why else run.text.replace(CELL_END, " ")
        if line is not None and _goes_on(line, run):
            _write(line, run, text)
            continue
        if line is not None:
            yield line
        line = Line(run.angle, run.level, run.along, run.until, run.size, text, text)
    if line is not None:
        yield line


def joined(runs: Iterable[Run]) -> str:
    """Return stretches that belong together as one text."""
    text = ""
    for line in lines(runs):
        text = together(text, line.text.replace(CELL_END, " "))
    return text


def together(text: str, more: str) -> str:
    """Return a text with its next line; a word that was broken at the end of the line is one word again."""
    if not text or not more.strip():
        return text or more
    if HYPHENATED.search(text) and more[:1].islower():
        return HYPHENATED.sub("", text) + more.lstrip()
    return f"{text.rstrip()} {more.lstrip()}"


def blocks(found: Iterable[Line]) -> Iterator[Block]:
    """Yield paragraphs, headings, points and rows."""
    written = [line for line in found if line.text.strip()]
    if not written:
        return
    body = _body_size(written)
    group: list[Line] = []
    for line in written:
        if group and not _same_paragraph(group, line):
            yield _block(group, body)
            group = []
        group.append(line)
    yield _block(group, body)


def _goes_on(line: Line, run: Run) -> bool:
    size = max(line.size, run.size, 0.1)
    level = abs(run.level - line.level) <= SAME_LINE * size
    return run.angle == line.angle and level and run.along >= line.until - max(SAME_LINE * size, line.until - line.along)


def _write(line: Line, run: Run, text: str) -> None:
    size = max(line.size, run.size, 0.1)
    gap = run.along - line.until
    if text and text == line.last and gap < -0.5 * (line.until - line.along) and abs(run.until - line.until) < 0.2 * size:
        return  # the same letters again, a hair further: how some programs make them bold
    if gap > CELL_GAP * size and line.text.strip():
        line.text += " " if MARKER.fullmatch(line.text.strip()) else CELL_END
    elif gap > WORD_GAP * size and not line.text.endswith((" ", CELL_END)) and not text.startswith(" "):
        line.text += " "
    line.text += "" if text == " " and line.text.endswith(" ") else text
    line.until, line.last = max(line.until, run.until), text or line.last
    line.size = max(line.size, run.size) if text.strip() else line.size


def _same_paragraph(group: list[Line], line: Line) -> bool:
    """Say whether a line goes on with a paragraph: close below it, as large, and as far to the left (but for its first line)."""
    before = group[-1]
    if before.is_row or line.is_row or before.angle != line.angle or POINT_SIGN.match(line.text):
        return False
    size = max(before.size, line.size, 1.0)
    moved = line.along - before.along
    indented = moved > size or (moved < -size and len(group) > 1 and not POINT_SIGN.match(group[0].text))
    return 0 < before.level - line.level <= CLOSE * size and abs(before.size - line.size) < 0.1 * size and not indented


def _block(group: list[Line], body: float) -> Block:
    if group[0].is_row:
        return Block(Shape.ROW, group[0].text)
    text = ""
    widest = max(line.until - line.along for line in group)
    for place, line in enumerate(group):
        ended_short = place > 0 and group[place - 1].until - group[place - 1].along < FULL * widest
        text = f"{text}\n{line.text.strip()}" if ended_short else together(text, line.text)
    if found := POINT_SIGN.match(text):
        label = found[1] if found[1][0].isalnum() else ""
        return Block(Shape.POINT, text[found.end() :], 0, label)
    if group[0].size > LARGE * body and len(text) <= LONGEST_HEADING:
        return Block(Shape.HEADING, text, 1 if group[0].size > 1.5 * body else 2)
    return Block(Shape.TEXT, text)


def _body_size(written: list[Line]) -> float:
    """Return the size in which most of the text stands."""
    sizes: dict[float, int] = {}
    for line in written:
        size = round(line.size, 1)
        sizes[size] = sizes.get(size, 0) + len(line.text)
    return max(sizes, key=sizes.__getitem__)
