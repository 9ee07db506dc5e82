"""Bytes to rows, in this process: decides by content what a file is and hands it to its reader."""

from __future__ import annotations

from consultation.questions.importing.spreadsheet.delimited import UTF16_MARKS, read_csv
from consultation.questions.importing.spreadsheet.headers import sheet_of
from consultation.questions.importing.spreadsheet.jsonl import read_jsonl
from consultation.questions.importing.spreadsheet.ods import read_ods
from consultation.questions.importing.spreadsheet.sheet import Grid, Limits, Sheet, refuse
from consultation.questions.importing.spreadsheet.words import WORDS
from consultation.questions.importing.spreadsheet.xlsx import read_xlsx
from consultation.uploads.package import OLE_START, ZIP_START, Package
from consultation.uploads.refusals import Unfit, UnreadableFile, worded

ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
EXTENSIONS = {"xlsx": ("xlsx",), "ods": ("ods",), "csv": ("csv", "tsv", "txt"), "jsonl": ("jsonl", "ndjson", "json")}
WITH_MACROS = ("xlsm", "xltm", "xlam")
UNKNOWN_START = (b"<", b"%PDF", b"{\\rtf")


def parse(data: bytes, extension: str, limits: Limits) -> Sheet:
    """All rows of a file. `extension` is that of its name, in lower case and without the dot."""
    if not data or data.isspace():
        raise refuse("empty_file")
    try:
        return sheet_of(_grid(data, extension, limits), limits)
    except Unfit as refusal:
        raise worded(refusal, WORDS) from refusal
    except MemoryError as error:
        raise refuse("too_heavy") from error


def _grid(data: bytes, extension: str, limits: Limits) -> Grid:
    if data.startswith(OLE_START):
        raise refuse("encrypted" if ENCRYPTED_STREAM in data else "old_excel")
    if data.startswith(ZIP_START):
        return _office_grid(data, extension, limits)
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:5]
    if start.startswith(UNKNOWN_START) or (b"\0" in data and not data.startswith(UTF16_MARKS)):
        raise refuse("wrong_kind")
    if start.startswith(b"{") or extension in EXTENSIONS["jsonl"]:
        _check_name("jsonl", extension)
        return read_jsonl(data, limits)
    _check_name("csv", extension)
    return read_csv(data, limits)


def _office_grid(data: bytes, extension: str, limits: Limits) -> Grid:
    """An xlsx or ods file; its parts say which, whatever its name is."""
    package = Package(data, limits)
    package.check_contents()
    if package.has("mimetype") and package.start_of("mimetype").strip() == ODS_TYPE:
        _check_name("ods", extension)
        return read_ods(package, limits)
    if package.has("xl/workbook.bin"):
        raise refuse("binary_excel")
    if not package.has("[Content_Types].xml") or package.has("word/document.xml"):
        raise refuse("wrong_kind")
    if extension in WITH_MACROS:
        raise refuse("macros")
    _check_name("xlsx", extension)
    return read_xlsx(package, limits)


def _check_name(kind: str, extension: str) -> None:
    """Refuse a name that says something else than the content: the user chose the wrong file, or someone hides one."""
    if extension in EXTENSIONS[kind]:
        return
    known = any(extension in names for names in EXTENSIONS.values())
    raise (_wrong_extension(kind, extension) if known or kind != "csv" else refuse("wrong_kind"))


def _wrong_extension(kind: str, extension: str) -> UnreadableFile:
    if not extension:
        return refuse("no_extension", kind=kind)
    return refuse("wrong_extension", extension=f".{extension}", kind=kind)
