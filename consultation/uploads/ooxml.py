"""What all files of Microsoft Office share: kinds of parts, and the links from one part to another."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from consultation.uploads.limits import Limits
from consultation.uploads.package import Package
from consultation.uploads.refusals import Unfit
from consultation.uploads.stream import Listener, hear

CONTENT_TYPES = "[Content_Types].xml"
KINDS = {"docx": "wordprocessingml.document.main", "xlsx": "spreadsheetml.sheet.main"}


class Relation(NamedTuple):
    """A link from one part to another."""

    kind: str
    target: str
    external: bool


class _Types(Listener):
    """Hears of which kinds the parts are, and whether one is of a kind with macros."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.macros = False
        self.kind = ""

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        told = attributes.get("ContentType", "").lower()
        self.macros |= "macroenabled" in told
        self.kind = next((kind for kind, sign in KINDS.items() if sign in told), self.kind)


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


def relations_of(package: Package, part: str) -> dict[str, Relation]:
    """The links of a part; none when it has no list of links."""
    folder, _, name = part.rpartition("/")
    beside = f"{folder}/_rels/{name}.rels".lstrip("/")
    listener = _Relations(package.limits, folder)
    if package.has(beside):
        hear(package, beside, listener)
    return listener.found


def kind_of(package: Package) -> str:
    """Return docx, xlsx, or "" for another kind. Raises Unfit when any part is of a kind with macros."""
    types = _Types(package.limits)
    hear(package, CONTENT_TYPES, types)
    if types.macros:
        raise Unfit("macros")
    return types.kind


def main_part(package: Package) -> str:
    """Return the part that holds the document itself, or ""."""
    kind_of(package)
    return next((link.target for link in relations_of(package, "").values() if link.kind == "officeDocument"), "")
