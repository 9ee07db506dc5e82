"""What is refused or reported in every file of Microsoft Office, whatever it is for (R15)."""

from __future__ import annotations

from consultation.uploads.extract import Reading
from consultation.uploads.limits import Limits
from consultation.uploads.ooxml import main_part, relations_of
from consultation.uploads.package import OLE_START, ZIP_START, Package
from consultation.uploads.refusals import Unfit
from consultation.uploads.stream import Listener, hear

HELD_LINKS = ("hyperlink", "attachedTemplate")
WEB = ("http:", "https:", "ftp:")
PROPERTIES = {
    "creator": "author", "lastModifiedBy": "editor", "Company": "company", "Manager": "company",
    "title": "properties", "subject": "properties", "keywords": "properties", "description": "properties",
    "category": "properties", "contentStatus": "properties", "HyperlinkBase": "properties", "lpwstr": "properties",
}  # fmt: skip


class _Relations(Listener):
    """Hears the links of any part that go outside the file."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.outside: list[tuple[str, str]] = []

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") == "External":
            self.outside.append((attributes.get("Type", "").rpartition("/")[2], attributes.get("Target", "")))


class _Properties(Listener):
    """Hears which properties of a file say something."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.told: list[str] = []

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name in PROPERTIES:
            self.listen()

    def closed(self, name: str) -> None:
        if name in PROPERTIES and self.listening and self.heard().strip():
            self.told.append(name)


def open_office(package: Package, reading: Reading) -> str:
    """Return the main part after all that is refused everywhere, and report what lies around the document."""
    package.check_macros()
    for name in package.names():
        _look_at_part(package, name, reading)
    main = main_part(package)
    for name in package.names():
        if name.endswith(".rels"):
            _look_at_links(package, name, reading)
    _look_at_properties(package, reading)
    return main


def _look_at_part(package: Package, name: str, reading: Reading) -> None:
    start = package.start_of(name, 8)
    if start == OLE_START or "/activex/" in f"/{name}":
        raise Unfit("embedded")
    if "/externallinks/" in f"/{name}":
        raise Unfit("external_link")
    if start.startswith((ZIP_START, b"%PDF")):
        reading.count("embedded")
    if name.startswith("docprops/thumbnail"):
        reading.count("thumbnail")


def _look_at_links(package: Package, name: str, reading: Reading) -> None:
    """Count links that a reader may follow; refuse what a program fetches by itself."""
    heard = _Relations(package.limits)
    hear(package, name, heard)
    for kind, target in heard.outside:
        if kind not in HELD_LINKS or (kind == "attachedTemplate" and target.lower().startswith(WEB)):
            raise Unfit("external_link")
        reading.count("links" if kind == "hyperlink" else "template")


def _look_at_properties(package: Package, reading: Reading) -> None:
    heard = _Properties(package.limits)
    for link in relations_of(package, "").values():
        if link.kind.endswith("-properties") and package.has(link.target):
            hear(package, link.target, heard)
    for name in heard.told:
        reading.count(PROPERTIES[name])
