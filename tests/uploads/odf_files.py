"""Files of LibreOffice by hand: the parts of the smallest one, and pieces to put in it."""

from __future__ import annotations

from tests.questions.importing.spreadsheet.files import OFFICE, zipped

ODT_TYPE = "application/vnd.oasis.opendocument.text"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(
    f'xmlns:{name}="{OFFICE}:{name}:1.0"'
    for name in ("office", "table", "text", "style", "draw", "manifest", "meta", "xlink", "fo", "dc", "script", "form")
)


def style(name: str, family: str = "text", **properties: str) -> str:
    """A style that the program made by itself, with properties of its letters."""
    told = " ".join(f'{key.replace("__", ":")}="{value}"' for key, value in properties.items())
    return f'<style:style style:name="{name}" style:family="{family}"><style:text-properties {told}/></style:style>'


def odf_parts(
    kind: str, body: str, automatic: str = "", meta: str = "", styles: str = "", manifest: str = ""
) -> dict[str, str | bytes]:
    """The parts of a file; `body` is what stands inside <office:text> or <office:spreadsheet>."""
    inside = {"odt": "text", "ods": "spreadsheet"}[kind]
    parts: dict[str, str | bytes] = {
        "mimetype": {"odt": ODT_TYPE, "ods": ODS_TYPE}[kind],
        "content.xml": f"<office:document-content {NAMES}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:{inside}>{body}</office:{inside}></office:body></office:document-content>",
        "META-INF/manifest.xml": f"<manifest:manifest {NAMES}>{manifest}</manifest:manifest>",
    }
    if meta:
        parts["meta.xml"] = f"<office:document-meta {NAMES}><office:meta>{meta}</office:meta></office:document-meta>"
    if styles:
        parts["styles.xml"] = f"<office:document-styles {NAMES}>{styles}</office:document-styles>"
    return parts


def odf(kind: str, body: str, automatic: str = "", **more: str) -> bytes:
    """A file as bytes."""
    return zipped(odf_parts(kind, body, automatic, **more), stored=["mimetype"])


def p(inside: str, name: str = "") -> str:
    """A paragraph."""
    return f'<text:p text:style-name="{name}">{inside}</text:p>'


def span(inside: str, name: str) -> str:
    """A stretch of text in a style."""
    return f'<text:span text:style-name="{name}">{inside}</text:span>'
