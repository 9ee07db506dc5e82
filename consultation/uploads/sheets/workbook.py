"""The parts of an xlsx file around the sheet itself: which sheets there are, shared texts, number formats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from consultation.uploads.limits import Limits
from consultation.uploads.ooxml import Relation, main_part, relations_of
from consultation.uploads.package import Package
from consultation.uploads.refusals import Unfit
from consultation.uploads.sheets.cell_values import kinds_of_format, unescape
from consultation.uploads.sheets.look import Stretch
from consultation.uploads.stream import Listener, hear


class SheetEntry(NamedTuple):
    """A sheet as the workbook lists it. `state`: visible, hidden, or veryHidden (only a program can show it)."""

    name: str
    state: str
    relation: str

    @property
    def visible(self) -> bool:
        """True when its tab stands below the sheets."""
        return self.state == "visible"


@dataclass(frozen=True)
class Workbook:
    """What is needed to read one sheet."""

    sheets: tuple[SheetEntry, ...]
    relations: dict[str, Relation]
    from_1904: bool
    strings: tuple[str, ...]
    formats: tuple[frozenset[str], ...]
    stretches: Mapping[int, tuple[Stretch, ...]] = field(default_factory=dict)
    """The parts of those shared texts of which one may not be seen."""


class _Book(Listener):
    """Hears the list of sheets. `id` is the relation: `local` keeps it apart from `sheetId`."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.sheets: list[SheetEntry] = []
        self.from_1904 = False

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if self.path[-2:] == ["sheets", "sheet"]:
            state = attributes.get("state", "visible")
            self.sheets.append(SheetEntry(attributes.get("name", ""), state, attributes.get("id", "")))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904", "0") in ("1", "true")


class _Strings(Listener):
    """Hears the shared texts; readings above Japanese text (`rPh`) are not part of the text."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.texts: list[str] = []
        self.stretches: dict[int, tuple[Stretch, ...]] = {}
        self._parts: list[Stretch] = []
        self._look = Stretch()
        self._size = 0

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self._parts, self._look = [], Stretch()
        elif name == "r":
            self._look = Stretch()
        elif self.path[-3:-1] == ["r", "rPr"]:
            self._look = self._look.told(name, attributes)
        elif name == "t" and "rPh" not in self.path:
            self.listen()

    def closed(self, name: str) -> None:
        if name == "t" and self.listening:
            self._parts.append(self._look._replace(text=self.heard()))
        elif name == "si":
            if not all(part.is_plain for part in self._parts):
                self.stretches[len(self.texts)] = tuple(self._parts)
            self.texts.append(unescape("".join(part.text for part in self._parts)))
            self._size += len(self.texts[-1]) + 1
            if self._size > self.limits.characters:
                raise Unfit("too_much_text")


class _Styles(Listener):
    """Hears what the number format of each cell style shows."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.codes: dict[int, str] = {}
        self.formats: list[frozenset[str]] = []

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self.codes[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
        elif name == "xf" and self.path[-2:-1] == ["cellXfs"]:
            number = int(attributes.get("numFmtId", "0"))
            self.formats.append(kinds_of_format(number, self.codes.get(number, "")))


def open_workbook(package: Package) -> Workbook:
    """Read everything of the workbook except its sheets."""
    main = main_part(package)
    book = _Book(package.limits)
    hear(package, main, book)
    relations = relations_of(package, main)
    if any(link.kind == "externalLink" for link in relations.values()):
        raise Unfit("external_link")
    strings, styles = _Strings(package.limits), _Styles(package.limits)
    for kind, listener in (("sharedStrings", strings), ("styles", styles)):
        target = next((link.target for link in relations.values() if link.kind == kind), "")
        if target:
            hear(package, target, listener)
    texts, formats = tuple(strings.texts), tuple(styles.formats)
    return Workbook(tuple(book.sheets), relations, book.from_1904, texts, formats, strings.stretches)
