"""Bytes to an extract, in this process: decides by content what a file is and hands it to its reader."""

from __future__ import annotations

from collections.abc import Callable

from consultation.uploads import odf, ooxml
from consultation.uploads.docx.read import read_docx
from consultation.uploads.extract import Extract, Reading
from consultation.uploads.limits import Limits
from consultation.uploads.odt.read import read_odt
from consultation.uploads.package import OLE_START, ZIP_START, Package
from consultation.uploads.pdf.read import START, read_pdf
from consultation.uploads.refusals import Unfit
from consultation.uploads.sheets.read_ods import read_ods
from consultation.uploads.sheets.read_xlsx import read_xlsx

ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
WITH_MACROS = ("docm", "dotm", "xlsm", "xltm", "xlam")
READERS: dict[str, Callable[[Package, Reading], None]] = {
    "docx": read_docx, "odt": read_odt, "xlsx": read_xlsx, "ods": read_ods,
}  # fmt: skip


def parse(data: bytes, extension: str, limits: Limits) -> Extract:
    """Return what a reader of this file sees. `extension` is that of its name, in lower case and without the dot."""
    if not data.strip():
        raise Unfit("empty_file")
    if data.startswith(OLE_START):
        raise Unfit("encrypted" if ENCRYPTED_STREAM in data else "old_office")
    reading = Reading(limits)
    if data.startswith(START):
        _check_name("pdf", extension)
        read_pdf(data, reading)
        return reading.extract("pdf")
    if not data.startswith(ZIP_START):
        raise Unfit("wrong_kind")
    package = Package(data, limits)
    kind = _kind(package)
    _check_name(kind, extension)
    READERS[kind](package, reading)
    return reading.extract(kind)


def _kind(package: Package) -> str:
    """Return which kind of office file this is, by its parts, whatever its name is."""
    kind = odf.kind_of(package) or (ooxml.kind_of(package) if package.has(ooxml.CONTENT_TYPES) else "")
    if not kind:
        raise Unfit("wrong_kind")
    return kind


def _check_name(kind: str, extension: str) -> None:
    """Refuse a name that says something else than the content: the user chose the wrong file, or someone hides one."""
    if extension in WITH_MACROS:
        raise Unfit("macros")
    if not extension:
        raise Unfit("no_extension", kind=kind)
    if extension != kind:
        raise Unfit("wrong_extension", extension=f".{extension}", kind=kind)
