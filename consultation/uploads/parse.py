"""Bytes to an extract, in this process: decides by content what a file is and hands it to its reader."""

from __future__ import annotations

from consultation.uploads.docx.read import read_docx
from consultation.uploads.extract import Extract, Reading
from consultation.uploads.limits import Limits
from consultation.uploads.ooxml import CONTENT_TYPES, kind_of
from consultation.uploads.package import OLE_START, ZIP_START, Package
from consultation.uploads.refusals import Unfit

ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
WITH_MACROS = ("docm", "dotm", "xlsm", "xltm", "xlam")
KINDS = ("docx", "odt", "pdf", "xlsx", "ods")


def parse(data: bytes, extension: str, limits: Limits) -> Extract:
    """Return what a reader of this file sees. `extension` is that of its name, in lower case and without the dot."""
    if not data.strip():
        raise Unfit("empty_file")
    if data.startswith(OLE_START):
        raise Unfit("encrypted" if ENCRYPTED_STREAM in data else "old_office")
    if not data.startswith(ZIP_START):
        raise Unfit("wrong_kind")
    package = Package(data, limits)
    kind = _kind(package)
    if extension in WITH_MACROS:
        raise Unfit("macros")
    if extension != kind:
        raise Unfit("wrong_extension", extension=f".{extension}" if extension else "niets", kind=kind)
    reading = Reading(limits)
    read_docx(package, reading)
    return reading.extract(kind)


def _kind(package: Package) -> str:
    """Return which kind of office file this is, by its parts, whatever its name is."""
    kind = kind_of(package) if package.has(CONTENT_TYPES) else ""
    if not kind:
        raise Unfit("wrong_kind")
    return kind
