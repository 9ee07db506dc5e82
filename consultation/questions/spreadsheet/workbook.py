"""The parts of an xlsx file around the sheet itself: which sheets there are, shared texts, number formats."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import NamedTuple

from consultation.questions.spreadsheet.cell_values import kinds_of_format, unescape
from consultation.questions.spreadsheet.package import Package
from consultation.questions.spreadsheet.sheet import Limits, refuse
from consultation.questions.spreadsheet.stream import Listener, hear

CONTENT_TYPES = "[Content_Types].xml"


class Relation(NamedTuple):
    """A link from one part to another."""

    kind: str
    target: str
    external: bool


class SheetEntry(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    visible: bool
    relation: str


@dataclass(frozen=True)
class Workbook:
    """What is needed to read one sheet."""

    sheets: tuple[SheetEntry, ...]
    relations: dict[str, Relation]
    from_1904: bool
    strings: tuple[str, ...]
    formats: tuple[frozenset[str], ...]


class _Types(Listener):
    """Hears whether a part is of a kind with macros."""

    macros = False

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        self.macros |= "macroenabled" in attributes.get("ContentType", "").lower()


class _Relations(Listener):
    """Hears the links of one part."""

    def __init__(self, limits: Limits, folder: str) -> None:
        super().__init__(limits)
        self.folder = folder
        self.found: dict[str, Relation] = {}

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            target = posixpath.normpath(posixpath.join("/" + self.folder, attributes.get("Target", "")))
            kind = attributes.get("Type", "").rpartition("/")[2]
            external = attributes.get("TargetMode", "") == "External"
            self.found[attributes.get("Id", "")] = Relation(kind, target.lstrip("/"), external)


class _Book(Listener):
    """Hears the list of sheets. `id` is the relation: `local` keeps it apart from `sheetId`."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.sheets: list[SheetEntry] = []
        self.from_1904 = False

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if self.path[-2:] == ["sheets", "sheet"]:
            visible = attributes.get("state", "visible") == "visible"
            self.sheets.append(SheetEntry(attributes.get("name", ""), visible, attributes.get("id", "")))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904", "0") in ("1", "true")


class _Strings(Listener):
    """Hears the shared texts; readings above Japanese text (`rPh`) are not part of the text."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._size = 0

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self._parts = []
        elif name == "t" and "rPh" not in self.path:
            self.listen()

    def closed(self, name: str) -> None:
        if name == "t" and self.listening:
            self._parts.append(self.heard())
        elif name == "si":
            self.texts.append(unescape("".join(self._parts)))
            self._size += len(self.texts[-1]) + 1
            if self._size > self.limits.characters:
                raise refuse("too_much_text")


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


def relations_of(package: Package, part: str) -> dict[str, Relation]:
    """The links of a part; none when it has no list of links."""
    folder, _, name = part.rpartition("/")
    beside = f"{folder}/_rels/{name}.rels".lstrip("/")
    listener = _Relations(package.limits, folder)
    if package.has(beside):
        hear(package, beside, listener)
    return listener.found


def open_workbook(package: Package) -> Workbook:
    """Read everything of the workbook except its sheets."""
    types = _Types(package.limits)
    hear(package, CONTENT_TYPES, types)
    if types.macros:
        raise refuse("macros")
    main = next((link.target for link in relations_of(package, "").values() if link.kind == "officeDocument"), "")
    book = _Book(package.limits)
    hear(package, main, book)
    relations = relations_of(package, main)
    if any(link.kind == "externalLink" for link in relations.values()):
        raise refuse("external_link")
    strings, styles = _Strings(package.limits), _Styles(package.limits)
    for kind, listener in (("sharedStrings", strings), ("styles", styles)):
        target = next((link.target for link in relations.values() if link.kind == kind), "")
        if target:
            hear(package, target, listener)
    return Workbook(tuple(book.sheets), relations, book.from_1904, tuple(strings.texts), tuple(styles.formats))
