"""The tags of a pdf: what the maker said is a heading, a point or a cell; the text itself comes from the page (R3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pypdf.generic import DictionaryObject

from consultation.uploads.extract import Block, Shape
from consultation.uploads.pdf.lines import together
from consultation.uploads.pdf.objects import dictionary, key, raw, resolved
from consultation.uploads.refusals import Unfit
from consultation.uploads.writing import CELL_END

HEADINGS = {"Title": 1, "H": 1, "H1": 1, "H2": 2, "H3": 3, "H4": 4, "H5": 5, "H6": 6}
PARAGRAPHS = {"P", "Caption", "BlockQuote", "Note", "FENote", "TOCI", "Code", "Formula", "Index", "BibEntry"}
CELLS = {"TH", "TD"}
DEEPEST = 60
MOST = 200_000
BULLETS = frozenset("•▪●◦○‣∙·–—-\uf0b7\uf0a7")

Place = tuple[Any, int]
"""A page and the number of marked content on it."""


@dataclass
class Tags:
    """Walks the tags. `words`: the text of each place; `used` the places that a tag named."""

    words: Mapping[Place, str]
    roles: DictionaryObject
    used: set[Place] = field(default_factory=set)
    _met: set[Any] = field(default_factory=set)
    _loose: str = ""
    _lists: int = 0

    def walk(self, element: Any, page: Any, depth: int = 0) -> Iterator[Block]:
        """Yield the blocks in an element; text that stands in no paragraph becomes one."""
        found = self._enter(element, depth)
        page = _page(found, page)
        kind = self._kind(found)
        if kind in HEADINGS:
            yield from self._flush()
            yield Block(Shape.HEADING, self._text(found, page, depth), HEADINGS[kind])
        elif kind == "TR":
            yield from self._flush()
            yield Block(Shape.ROW, CELL_END.join(self._cells(found, page, depth)))
        elif kind == "LI":
            yield from self._flush()
            yield from self._point(found, page, depth)
        else:
            yield from self._within(found, page, depth)

    def _within(self, found: DictionaryObject, page: Any, depth: int) -> Iterator[Block]:
        """Yield what stands in an element that is no block by itself, or a paragraph."""
        kind = self._kind(found)
        self._lists += kind == "L"
        yield from self._flush() if kind in PARAGRAPHS else ()
        for child in _children(found):
            yield from self._child(child, page, depth)
        yield from self._flush() if kind in PARAGRAPHS or depth == 0 else ()
        self._lists -= kind == "L"

    def _child(self, child: Any, page: Any, depth: int) -> Iterator[Block]:
        content = self._content(child, page)
        if content is None:
            yield from self.walk(child, page, depth + 1)
        else:
            self._loose = together(self._loose, content)

    def _flush(self) -> Iterator[Block]:
        text, self._loose = self._loose, ""
        if text.strip():
            yield Block(Shape.TEXT, text)

    def _point(self, found: DictionaryObject, page: Any, depth: int) -> Iterator[Block]:
        """A point of a list: its label, its text, and then the points within it."""
        label, within = "", list[Block]()
        for child in _children(found):
            if self._content(child, page, look=True) is None and self._kind(dictionary(child)) == "Lbl":
                label = self._text(dictionary(child), _page(dictionary(child), page), depth + 1).strip()
            else:
                within += [*self._child(child, page, depth)]
        within += [*self._flush()]
        own = [block for block in within if block.shape is Shape.TEXT]
        if own:
            sign = "" if set(label) <= BULLETS else label
            yield Block(Shape.POINT, " ".join(block.text for block in own), max(self._lists - 1, 0), sign)
        yield from (block for block in within if block.shape is not Shape.TEXT)

    def _cells(self, found: DictionaryObject, page: Any, depth: int) -> Iterator[str]:
        for child in _children(found):
            cell = dictionary(child)
            if self._kind(cell) in CELLS:
                yield " ".join(self._text(cell, _page(cell, page), depth + 1).split())

    def _text(self, found: DictionaryObject, page: Any, depth: int) -> str:
        """Return all text in an element."""
        self._enter(found, depth, again=True)
        text = ""
        for child in _children(found):
            content = self._content(child, page)
            if content is None:
                inner = dictionary(child)
                content = self._text(inner, _page(inner, page), depth + 1) if self._is_new(inner) else ""
            text = together(text, content)
        return text

    def _content(self, child: Any, page: Any, *, look: bool = False) -> str | None:
        """Return the text that a child points at on a page, None when it is an element of its own."""
        child_value = resolved(child)
        if isinstance(child_value, int):
            place = (page, int(child_value))
        elif isinstance(child_value, DictionaryObject) and child_value.get("/Type") == "/MCR":
            if look or "/Stm" in child_value:
                return ""
            place = (_page(child_value, page), int(child_value.get("/MCID", -1)))
        else:
            return "" if isinstance(child_value, DictionaryObject) and child_value.get("/Type") == "/OBJR" else None
        if look:
            return ""
        new = place not in self.used
        self.used.add(place)
        return self.words.get(place, "") if new else ""

    def _enter(self, element: Any, depth: int, *, again: bool = False) -> DictionaryObject:
        if depth > DEEPEST or len(self._met) > MOST:
            raise Unfit("too_heavy")
        found = dictionary(element)
        if not again and not self._is_new(found):
            return DictionaryObject()
        return found

    def _is_new(self, found: DictionaryObject) -> bool:
        """Say whether an element was not met before: tags that go round in a circle end here."""
        place = key(found)
        new = place not in self._met
        self._met.add(place)
        return new

    def _kind(self, found: DictionaryObject) -> str:
        """Return the standard kind of an element; a maker's own kind stands for one."""
        kind = str(found.get("/S", ""))
        for _ in range(4):
            mapped = self.roles.get(kind)
            if mapped is None or mapped == kind:
                break
            kind = str(mapped)
        return kind.removeprefix("/")


def _children(found: DictionaryObject) -> list[Any]:
    children = resolved(found.get("/K"))
    if isinstance(children, list):
        return list(children)
    return [raw(found, "/K")] if children is not None else []


def _page(found: DictionaryObject, page: Any) -> Any:
    return key(raw(found, "/Pg")) if "/Pg" in found else page
