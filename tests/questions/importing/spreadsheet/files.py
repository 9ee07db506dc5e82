"""Makes the files that the import tests read: by openpyxl, by hand, and by damaging good ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from openpyxl import Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_PART = "xl/worksheets/sheet1.xml"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def book(rows: Iterable[Sequence[Any]], edit: Callable[[Workbook], object] | None = None) -> bytes:
    """A workbook by openpyxl; `edit` may change it before it is saved."""
    made = Workbook()
    for row in rows:
        made.active.append(row)
    if edit:
        edit(made)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def zipped(parts: dict[str, str | bytes], stored: Sequence[str] = ()) -> bytes:
    """A zip with these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return target.getvalue()


def parts_of(data: bytes) -> dict[str, str | bytes]:
    """The parts of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(data: bytes, **changes: str | bytes) -> bytes:
    """The same file with parts added or replaced; in names `__` stands for `/`."""
    return zipped(parts_of(data) | {name.replace("__", "/"): content for name, content in changes.items()})


def raw_parts(sheet: str, strings: str = "", styles: str = "", head: str = "") -> dict[str, str | bytes]:
    """The parts of the smallest xlsx: `sheet` is what stands inside <worksheet>, `head` what stands before it."""
    links = "".join(
        f'<Relationship Id="r{number}" Type="{RELATION}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(
            [("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "strings.xml"), ("styles", "styles.xml")], 1
        )
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{XLSX_TYPE}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="a" Type="{RELATION}/officeDocument" Target="/xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}">'
        '<sheets><sheet name="Blad1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        "xl/strings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        SHEET_PART: f'{head}<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
    }


def raw_xlsx(sheet: str, strings: str = "", styles: str = "", head: str = "") -> bytes:
    """The smallest xlsx as bytes."""
    return zipped(raw_parts(sheet, strings, styles, head))


def inline(text: str) -> str:
    """A cell with its text inside."""
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def rows_xml(*rows: str) -> str:
    """Rows of cells, numbered by their order."""
    return "<sheetData>" + "".join(f"<row>{row}</row>" for row in rows) + "</sheetData>"


def ods(tables: str, styles: str = "", manifest: str = "") -> bytes:
    """An ods file; `tables` is what stands inside <office:spreadsheet>."""
    names = " ".join(
        f'xmlns:{name}="{OFFICE}:{name}:1.0"' for name in ("office", "table", "text", "style", "draw", "manifest", "xlink")
    )
    content = (
        f"<office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    parts: dict[str, str | bytes] = {
        "mimetype": ODS_TYPE,
        "content.xml": content,
        "META-INF/manifest.xml": f"<manifest:manifest {names}>{manifest}</manifest:manifest>",
    }
    return zipped(parts, stored=["mimetype"])


def ods_cell(text: str, attributes: str = "") -> str:
    """A cell with one paragraph."""
    return f'<table:table-cell office:value-type="string" {attributes}><text:p>{text}</text:p></table:table-cell>'


def ods_row(*cells: str, attributes: str = "") -> str:
    """A row of cells, given as XML or as plain text."""
    inside = "".join(cell if cell.startswith("<") else ods_cell(cell) for cell in cells)
    return f"<table:table-row {attributes}>{inside}</table:table-row>"


def ods_table(*rows: str, name: str = "Vragen", attributes: str = "") -> str:
    """A sheet."""
    return f'<table:table table:name="{name}" {attributes}>{"".join(rows)}</table:table>'
