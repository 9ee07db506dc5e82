"""What comes out of a file: blocks to read, a count of what a reader of the file would not see, and no word of that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from consultation.uploads import writing
from consultation.uploads.cleaning import clean
from consultation.uploads.limits import Limits
from consultation.uploads.refusals import Unfit


class Shape(StrEnum):
    """What a block is; `level` counts from 1 for a heading, from 0 for a point of a list."""

    HEADING = "heading"
    TEXT = "text"
    POINT = "point"
    ROW = "row"


@dataclass(frozen=True)
class Block:
    """One piece in reading order. `label` is the number or sign that the program would print before it."""

    shape: Shape
    text: str
    level: int = 0
    label: str = ""


@dataclass(frozen=True)
class Extract:
    """A file as its reader sees it. `unseen` are all other words in it: only to look for what may not be stored (rule 41).

    `report` counts, per code that `templates/macros/uploads.html` puts into words, what stays behind or goes along otherwise.
    """

    kind: str
    blocks: tuple[Block, ...]
    report: Mapping[str, int]
    unseen: str = field(repr=False)

    @property
    def plain(self) -> str:
        """The text with line breaks, as a question is written."""
        return "\n".join(writing.plain(self._lines()))

    @property
    def markdown(self) -> str:
        """The text in Markdown, as a document version is written; what stands in the file is text, not markup."""
        return "\n".join(writing.markdown(self._lines()))

    def _lines(self) -> list[writing.Line]:
        return [(block.shape.value, block.text, block.level, block.label) for block in self.blocks]

    def content(self) -> dict[str, Any]:
        """Return all this as plain values."""
        blocks = [[block.shape.value, block.text, block.level, block.label] for block in self.blocks]
        return {"kind": self.kind, "blocks": blocks, "report": dict(self.report), "unseen": self.unseen}

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Extract:
        """Return what `content` made."""
        blocks = tuple(Block(Shape(shape), text, level, label) for shape, text, level, label in content["blocks"])
        return cls(content["kind"], blocks, content["report"], content["unseen"])


class Reading:
    """Collects an extract while a file is read. All text together, seen or not, has one limit."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.blocks: list[Block] = []
        self.report: dict[str, int] = {}
        self._unseen: list[str] = []
        self._left = limits.characters
        self._left_unseen = 4 * limits.characters

    def add(self, block: Block) -> None:
        """Take a block; one without anything to see is left out."""
        text = clean(block.text)[0]
        if not text:
            return
        self._spend([text])
        self.blocks.append(Block(block.shape, text, block.level, clean(block.label)[0]))

    def add_row(self, cells: Sequence[str]) -> None:
        """Take a row of a table; each cell becomes one line. One without anything to see is left out."""
        words = [" ".join(clean(cell)[0].split()) for cell in cells]
        while words and not words[-1]:
            words.pop()
        if words:
            self._spend(words)
            self.blocks.append(Block(Shape.ROW, writing.CELL_END.join(words)))

    def _spend(self, texts: Iterable[str]) -> None:
        self._left -= sum(len(text) + 1 for text in texts)
        if self._left < 0:
            raise Unfit("too_much_text")

    def count(self, code: str, times: int = 1) -> None:
        """Note that something was met."""
        if times:
            self.report[code] = self.report.get(code, 0) + times

    def keep_unseen(self, text: str) -> None:
        """Keep words that no reader of the file sees."""
        if not text.strip():
            return
        self._left_unseen -= len(text) + 1
        if self._left_unseen < 0:
            raise Unfit("too_much_text")
        self._unseen.append(text)

    def extract(self, kind: str) -> Extract:
        """Return what was collected. Raises Unfit when there is nothing to read."""
        if not self.blocks:
            raise Unfit("no_text")
        return Extract(kind, tuple(self.blocks), self.report, "\n".join(self._unseen))
