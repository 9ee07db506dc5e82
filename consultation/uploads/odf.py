"""What all files of LibreOffice share: their parts, what is refused in them, and what lies around the text."""

from __future__ import annotations

from collections.abc import Mapping

from consultation.uploads.extract import Reading
from consultation.uploads.limits import Limits
from consultation.uploads.package import OLE_START, ZIP_START, Package
from consultation.uploads.refusals import Unfit
from consultation.uploads.stream import Listener, hear

CONTENT = "content.xml"
STYLES = "styles.xml"
META = "meta.xml"
MANIFEST = "META-INF/manifest.xml"
KINDS = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
OUTSIDE_SOURCES = frozenset({"table-source", "cell-range-source", "dde-source", "section-source", "dde-connection-decl"})
WEB = ("http:", "https:", "ftp:", "//", "../", "file:")
LINKED = ("image", "object", "object-ole", "plugin", "applet", "floating-frame")
PROPERTIES = {
    "initial-creator": "author", "creator": "editor", "title": "properties", "subject": "properties", "description": "properties",
    "keyword": "properties", "user-defined": "properties", "printed-by": "editor",
}  # fmt: skip


def kind_of(package: Package) -> str:
    """Return odt, ods, or "" for another kind."""
    if not package.has("mimetype"):
        return ""
    return KINDS.get(package.start_of("mimetype").strip(), "")


class _Manifest(Listener):
    """Hears whether a part is encrypted."""

    encrypted = False

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        self.encrypted |= name == "encryption-data"


def refuse_encrypted(package: Package) -> None:
    """Raise Unfit for a file with a password."""
    manifest = _Manifest(package.limits)
    hear(package, MANIFEST, manifest)
    if manifest.encrypted:
        raise Unfit("encrypted")


def refuse_outside(name: str, attributes: Mapping[str, str]) -> None:
    """Raise Unfit for what a program would fetch from elsewhere by itself, or run."""
    if name in OUTSIDE_SOURCES or (name in LINKED and attributes.get("href", "").lower().startswith(WEB)):
        raise Unfit("external_link")
    if name in ("event-listener", "script") and "href" in attributes:
        raise Unfit("macros")


class _Meta(Listener):
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


class _HeadersAndPeople(Listener):
    """Hears whether there are words above or below the pages, and who changed or remarked something."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.headers = 0
        self.people: set[str] = set()
        self._in_header = 0

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("header", "footer", "header-left", "footer-left", "header-first", "footer-first"):
            self._in_header = len(self.path)
            self.listen()
        elif name == "creator" and not self.listening:
            self.listen()

    def closed(self, name: str) -> None:
        if self._in_header and len(self.path) < self._in_header:
            self._in_header = 0
            self.headers += bool(self.heard().strip())
        elif name == "creator" and not self._in_header and self.listening and (person := self.heard().strip()):
            self.people.add(person)


def open_odf(package: Package, reading: Reading) -> None:
    """Refuse what is refused everywhere, and report what lies around the text."""
    package.check_macros()
    refuse_encrypted(package)
    for name in package.names():
        start = package.start_of(name, 8)
        if start == OLE_START:
            raise Unfit("embedded")
        if start.startswith((ZIP_START, b"%PDF")):
            reading.count("earlier_versions" if name.startswith("versions/") else "embedded")
        if name.startswith("thumbnails/"):
            reading.count("thumbnail")
    meta, around = _Meta(package.limits), _HeadersAndPeople(package.limits)
    for part, listener in ((META, meta), (STYLES, around), (CONTENT, around)):
        if package.has(part):
            hear(package, part, listener)
    for name in meta.told:
        reading.count(PROPERTIES[name])
    reading.count("headers", around.headers)
    reading.count("people", len(around.people))
