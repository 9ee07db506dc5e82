"""Text files of LibreOffice: what stands on paper is read in order, what does not is counted and left behind (R3)."""

from __future__ import annotations

import pytest

from consultation.uploads.odt import styles as odt_styles
from tests.questions.importing.spreadsheet.files import zipped
from tests.uploads.odf_files import odf, odf_parts, p, span, style
from tests.uploads.reading import extract, lines, refusal

SEEN = p("Zichtbare tekst.")
CANARY = "KANARIE"
LISTS = (
    '<text:list-style style:name="N">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="2"/>'
    "</text:list-style>"
    '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>'
)
OUTLINE = (
    '<office:styles><text:outline-style><text:outline-level-style text:level="1" style:num-format="1"/>'
    '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style></office:styles>'
)


def items(*inside: str, name: str = "N", more: str = "") -> str:
    """A list."""
    points = "".join(f"<text:list-item>{part if part.startswith('<') else p(part)}</text:list-item>" for part in inside)
    return f'<text:list text:style-name="{name}" {more}>{points}</text:list>'


def h(words: str, level: int) -> str:
    """A heading."""
    return f'<text:h text:outline-level="{level}">{words}</text:h>'


def test_the_text_in_order() -> None:
    body = (
        h("Doel", 1) + p("Eerst  dit,<text:tab/>dan<text:s text:c='3'/>dat<text:line-break/>en dat.") + h("Wie", 2)
        + h("Tarief", 1)
        + items("een", p("twee") + items("dieper")) + SEEN + items("verder", more='text:continue-numbering="true"')
        + items("punt", name="B") + items("opnieuw")
    )  # fmt: skip
    found = lines(extract(odf("odt", body, LISTS, styles=OUTLINE), "odt"))
    assert found == [
        "# 1 Doel", "Eerst dit, dan   dat\nen dat.", "## 1.1 Wie", "# 2 Tarief", "- 1. een", "- 2. twee", "- 2.1. dieper",
        "Zichtbare tekst.", "- 3. verder", "- punt", "- 1. opnieuw",
    ]  # fmt: skip


def test_tables_and_notes() -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>" + p("een noot") + "</text:note-body></text:note>"
    )
    row = "<table:table-row><table:table-cell>{}</table:table-cell><table:table-cell>{}</table:table-cell></table:table-row>"
    body = p(f"Tekst{note} verder") + f"<table:table>{row.format(p('a'), p('b') + p('c'))}{row.format(p('d'), '')}</table:table>"
    found = extract(odf("odt", body), "odt")
    assert lines(found) == ["Tekst [1] verder", "| a|b c", "| d", "[1] een noot"]
    assert found.report == {"footnotes": 1}


def test_a_file_of_libreoffice_has_a_title() -> None:
    styles = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    assert lines(extract(odf("odt", p("Leidraad", "P1"), styles), "odt")) == ["# Leidraad"]


HIDDEN: dict[str, tuple[str, str, dict[str, str], str]] = {
    "hidden": (p("x" + span(CANARY, "G")), style("G", text__display="none"), {}, "hidden_text"),
    "white on white": (p("x" + span(CANARY, "G")), style("G", fo__color="#ffffff"), {}, "same_colour"),
    "black on black": (
        p("x" + span(CANARY, "G")), style("G", fo__color="#000000", **{"fo__background-color": "#000000"}), {}, "same_colour",
    ),
    "tiny": (p("x" + span(CANARY, "G")), style("G", **{"fo__font-size": "1pt"}), {}, "tiny_text"),
    "a paragraph in a hidden style": (SEEN + p(CANARY, "G"), style("G", "paragraph", text__display="none"), {}, "hidden_text"),
    "a section that is hidden": (SEEN + f'<text:section text:display="none">{p(CANARY)}</text:section>', "", {}, "hidden_text"),
    "hidden text as a field": (SEEN + p(f"<text:hidden-text>{CANARY}</text:hidden-text>"), "", {}, "hidden_text"),
    "comment": (p(f"x<office:annotation>{p(CANARY)}</office:annotation>"), "", {}, "comments"),
    "deleted": (
        f"<text:tracked-changes><text:changed-region><text:deletion>{p(CANARY)}</text:deletion></text:changed-region>"
        f"</text:tracked-changes>{SEEN}", "", {}, "deletions",
    ),
    "author": (SEEN, "", {"meta": f"<meta:initial-creator>{CANARY}</meta:initial-creator>"}, "author"),
    "last editor": (SEEN, "", {"meta": f"<dc:creator>{CANARY}</dc:creator>"}, "editor"),
    "own property": (SEEN, "", {"meta": f'<meta:user-defined meta:name="x">{CANARY}</meta:user-defined>'}, "properties"),
    "header": (
        SEEN, "", {"styles": f"<office:master-styles><style:header>{p(CANARY)}</style:header></office:master-styles>"}, "headers",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HIDDEN)
def test_what_nobody_sees_is_counted_and_stays_behind(name: str) -> None:
    body, automatic, side, code = HIDDEN[name]
    found = extract(odf("odt", body, automatic, **side), "odt")
    assert found.report == {code: 1}
    assert CANARY not in found.plain + found.markdown
    assert CANARY in found.unseen, "it must be looked through for a BSN (rule 41)"


@pytest.mark.parametrize("name", ["hidden", "white on white", "tiny"])
def test_twin_without_the_look_hidden_words_go_along(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(odt_styles.Style, "unseen", lambda _style, _ground: "")
    body, automatic, side, _ = HIDDEN[name]
    assert CANARY in extract(odf("odt", body, automatic, **side), "odt").plain


def test_white_letters_in_a_dark_cell_are_read() -> None:
    blue = '<style:table-cell-properties fo:background-color="#1f3864"/>'
    dark = f'<style:style style:name="D" style:family="table-cell">{blue}</style:style>'
    cell = f'<table:table-cell table:style-name="D">{p(span("wit", "W"))}</table:table-cell>'
    body = f"<table:table><table:table-row>{cell}</table:table-row></table:table>"
    assert lines(extract(odf("odt", body, dark + style("W", fo__color="#ffffff")), "odt")) == ["| wit"]


def test_earlier_versions_pictures_and_files_in_it_are_counted() -> None:
    body = SEEN + '<draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame>'
    parts = odf_parts("odt", body) | {
        "Versions/Version1": zipped({"content.xml": f"<a>{CANARY}</a>"}), "Object 1/content.xml": f"<a>{CANARY}</a>",
        "Thumbnails/thumbnail.png": b"\x89PNG",
    }  # fmt: skip
    found = extract(zipped(parts, stored=["mimetype"]), "odt")
    assert found.report == {"images": 1, "earlier_versions": 1, "thumbnail": 1}
    assert CANARY in found.unseen and CANARY not in found.plain


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<draw:frame><draw:image xlink:href="https://volg.example/pixel.png"/></draw:frame>', "external_link"),
        ('<text:section><text:section-source xlink:href="ander.odt"/></text:section>', "external_link"),
        ('<office:dde-source office:dde-application="soffice"/>', "external_link"),
        ('<script:event-listener xlink:href="vnd.sun.star.script:x"/>', "macros"),
    ],
)
def test_what_it_would_fetch_or_run_is_refused(body: str, code: str) -> None:
    """R15."""
    assert refusal(odf("odt", SEEN + body), "odt") == code


def test_a_password_macros_and_other_programs() -> None:
    secret = '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>'
    assert refusal(odf("odt", SEEN, manifest=secret), "odt") == "encrypted"
    for name, content, code in (
        ("Basic/Standard/Module1.xml", b"<a/>", "macros"), ("Object 1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "embedded"),
    ):  # fmt: skip
        assert refusal(zipped(odf_parts("odt", SEEN) | {name: content}, stored=["mimetype"]), "odt") == code
