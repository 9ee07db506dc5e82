"""Word files by hand: the parts of the smallest one, and pieces to put in it."""

from __future__ import annotations

from tests.questions.importing.spreadsheet.files import PACKAGE, RELATION, zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{RELATION}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
SIDE = {
    "styles": "styles", "numbering": "numbering", "comments": "comments", "footnotes": "footnotes", "endnotes": "endnotes",
    "header": "hdr", "settings": "settings",
}  # fmt: skip


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, properties: str = "") -> str:
    """A paragraph of runs, given as XML or as plain text."""
    inside = "".join(part if part.startswith("<") else run(part) for part in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def table(*rows: tuple[str, ...], properties: str = "") -> str:
    """A table of cells, given as paragraphs or as plain text."""
    cells = ["".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def docx_parts(body: str, links: str = "", properties: str = "", **side: str) -> dict[str, str | bytes]:
    """The parts of a Word file. `side`: what stands inside styles, numbering, comments, footnotes, header ..."""
    linked = "".join(
        f'<Relationship Id="{name}" Type="{RELATION}/{name}" Target="{name}.xml"/>' for name in side
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="a" Type="{RELATION}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="b" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        f'<Relationship Id="c" Type="{RELATION}/extended-properties" Target="docProps/app.xml"/>'
        f'<Relationship Id="d" Type="{RELATION}/custom-properties" Target="docProps/custom.xml"/></Relationships>',
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{linked}{links}</Relationships>',
    }
    parts |= {f"word/{name}.xml": f"<w:{SIDE[name]} {NAMES}>{inside}</w:{SIDE[name]}>" for name, inside in side.items()}
    if properties:
        parts["docProps/core.xml"] = properties
    return parts


def docx(body: str, links: str = "", properties: str = "", **side: str) -> bytes:
    """A Word file as bytes."""
    return zipped(docx_parts(body, links, properties, **side))


def core(**told: str) -> str:
    """The part with the properties of a file."""
    inside = "".join(f"<{name}>{value}</{name}>" for name, value in told.items())
    return f"<coreProperties>{inside}</coreProperties>"
