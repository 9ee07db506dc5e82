"""Word files: what stands on paper is read in order, what does not is counted and left behind (R3)."""

from __future__ import annotations

import io
from typing import Any

import docx as python_docx
import pytest
from docx.shared import Pt, RGBColor

from consultation.questions.texts import annexes
from consultation.uploads import flow
from consultation.uploads.docx import looks
from tests.questions.importing.spreadsheet.files import PACKAGE, RELATION, parts_of, zipped
from tests.uploads.reading import extract, lines, refusal
from tests.uploads.words_files import core, docx, docx_parts, p, run, table

SEEN = p("Zichtbare tekst.")
CANARY = "KANARIE"


def list_level(number: int, form: str, text: str) -> str:
    """One level of a list."""
    return f'<w:lvl w:ilvl="{number}"><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/><w:start w:val="1"/></w:lvl>'


LEVELS = list_level(0, "decimal", "%1") + list_level(1, "decimal", "%1.%2") + list_level(2, "lowerLetter", "%3)")
DECIMAL = (
    f'<w:abstractNum w:abstractNumId="7">{LEVELS}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="8">{list_level(0, "bullet", "•")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def numbered(number: int, level: int = 0) -> str:
    """The properties of a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def outline(level: int) -> str:
    """The properties of a heading."""
    return f'<w:outlineLvl w:val="{level}"/>'


def seen_words(data: bytes) -> str:
    """Everything that goes along."""
    found = extract(data, "docx")
    return found.plain + found.markdown


# what is read


def test_a_file_of_word_itself_is_read_in_order() -> None:
    made = python_docx.Document()
    made.add_heading("Leidraad", 1)
    made.add_paragraph("Wij vragen hulp.")
    made.add_paragraph("een", style="List Bullet")
    made.add_paragraph("twee", style="List Number")
    cells = made.add_table(2, 2, style="Light Grid Accent 1")
    for row, words in enumerate((("Product", "Prijs"), ("Begeleiding", "hoog"))):
        for column, word in enumerate(words):
            cells.cell(row, column).text = word
    made.add_paragraph("Slot.")
    target = io.BytesIO()
    made.save(target)
    rows = ["| Product|Prijs", "| Begeleiding|hoog"]
    assert lines(extract(target.getvalue(), "docx")) == ["# Leidraad", "Wij vragen hulp.", "- een", "- 1. twee", *rows, "Slot."]


def test_numbers_are_counted_as_word_counts_them() -> None:
    """Rule 15: questions refer to paragraphs by number, and Word keeps those nowhere in the text."""
    chapter, paragraph = outline(0) + numbered(1), outline(1) + numbered(1, 1)
    told = (
        ("Doel", chapter), ("Wie", paragraph), ("Waar", paragraph), ("Tarief", chapter), ("Reistijd", paragraph),
        ("los", numbered(1, 2)), ("punt", numbered(2)), ("opnieuw", numbered(3)),
    )  # fmt: skip
    found = lines(extract(docx("".join(p(words, properties=how) for words, how in told), numbering=DECIMAL), "docx"))
    headings = ["# 1 Doel", "## 1.1 Wie", "## 1.2 Waar", "# 2 Tarief", "## 2.1 Reistijd"]
    assert found == [*headings, "-- a) los", "- punt", "- 5 opnieuw"]


def test_a_heading_is_known_by_its_style_and_what_that_is_based_on() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="K1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Eigen"><w:name w:val="Eigen kop"/><w:basedOn w:val="K1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    )
    body = p("Titel", properties='<w:pStyle w:val="T"/>') + p("Kop", properties='<w:pStyle w:val="Eigen"/>')
    assert lines(extract(docx(body, styles=styles), "docx")) == ["# Titel", "# Kop"]


def test_notes_stand_below_the_text_under_their_number() -> None:
    note = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    told = ((-1, "lijn"), (2, "tweede"), (5, "eerste"))
    notes = "".join(f'<w:footnote w:id="{at}">{p(words)}</w:footnote>' for at, words in told)
    found = extract(docx(p("Een", note.format(5), "en twee", note.format(2)), footnotes=notes), "docx")
    assert lines(found) == ["Een[1]en twee[2]", "[1] eerste", "[2] tweede"]
    assert found.report == {"footnotes": 2}


def test_a_table_in_a_table_and_a_box_of_text_keep_their_words() -> None:
    inner = table(("a", "b"), ("c", "d"))
    words = f"<w:txbxContent>{p('in een vak')}</w:txbxContent>"
    twice = f"<mc:Choice><wps:txbx>{words}</wps:txbx></mc:Choice><mc:Fallback><w:pict>{words}</w:pict></mc:Fallback>"
    box = f"<w:r><mc:AlternateContent>{twice}</mc:AlternateContent></w:r>"
    found = lines(extract(docx(table((inner + p("erna"), "rechts")) + p("Boven", box, " onder")), "docx"))
    assert found == ["| a b c d erna|rechts", "in een vak", "Boven onder"]


def test_line_ends_hyphens_and_signs() -> None:
    inside = '<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:tab/><w:t>d</w:t><w:sym w:char="F0B7"/></w:r>'
    assert lines(extract(docx(f"<w:p>{inside}</w:p>"), "docx")) == ["a\nb-c d•"]


def test_insertions_are_read_and_deletions_are_not() -> None:
    added = f'<w:ins w:author="Kees">{run(" erbij")}</w:ins>'
    removed = f'<w:del w:author="Jan"><w:r><w:delText>{CANARY}</w:delText></w:r></w:del>'
    found = extract(docx(p("Blijft", added, removed)), "docx")
    assert lines(found) == ["Blijft erbij"]
    assert found.report == {"insertions": 1, "deletions": 1, "people": 2}
    assert CANARY in found.unseen and "Jan" in found.unseen


# what is not seen: each is counted, and no word of it goes along

WHITE_FILL = '<w14:srgbClr w14:val="FFFFFF"/>'
LOW = '<w:spacing w:line="20" w:lineRule="exact"/>'
BOX = f"<wps:txbx><w:txbxContent>{p(CANARY)}</w:txbxContent></wps:txbx>"


def fill(colour: str) -> str:
    """A fill of letters, as newer versions of Word write it."""
    return f"<w14:textFill><w14:solidFill>{colour}</w14:solidFill></w14:textFill>"


def drawn(inside: str) -> str:
    """A drawing in a paragraph of its own."""
    return f"<w:p><w:r><w:drawing>{inside}</w:drawing></w:r></w:p>"


def row(properties: str, cell: str = "") -> str:
    """A table of one row with a hidden word."""
    return f"<w:tbl><w:tr>{properties}<w:tc>{cell}{p(CANARY)}</w:tc></w:tr></w:tbl>"


HIDDEN: dict[str, tuple[str, dict[str, Any], str]] = {
    "hidden by hand": (p("x", run(CANARY, "<w:vanish/>")), {}, "hidden_text"),
    "hidden by a style of letters": (
        p("x", run(CANARY, '<w:rStyle w:val="G"/>')),
        {"styles": '<w:style w:type="character" w:styleId="G"><w:rPr><w:vanish/></w:rPr></w:style>'},
        "hidden_text",
    ),
    "hidden by a style of paragraphs": (
        SEEN + p(CANARY, properties='<w:pStyle w:val="G"/>'),
        {"styles": '<w:style w:type="paragraph" w:styleId="G"><w:rPr><w:vanish/></w:rPr></w:style>'},
        "hidden_text",
    ),
    "white on white": (p("x", run(CANARY, '<w:color w:val="FEFEFE"/>')), {}, "same_colour"),
    "black on black": (p("x", run(CANARY, '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>')), {}, "same_colour"),
    "black under black ink": (p("x", run(CANARY, '<w:color w:val="000000"/><w:highlight w:val="black"/>')), {}, "same_colour"),
    "in the colour of the cell": (
        table(('<w:tcPr><w:shd w:val="clear" w:fill="336699"/></w:tcPr>' + p(run(CANARY, '<w:color w:val="336699"/>')), "x")),
        {},
        "same_colour",
    ),
    "black under black ink without a colour": (p("x", run(CANARY, '<w:highlight w:val="black"/>')), {}, "same_colour"),
    "yellow under yellow ink": (p("x", run(CANARY, '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>')), {}, "same_colour"),
    "blue under blue ink": (p("x", run(CANARY, '<w:color w:val="000080"/><w:highlight w:val="darkBlue"/>')), {}, "same_colour"),
    "ink that was taken away again": (
        p("x", run(CANARY, '<w:color w:val="FFFFFF"/><w:highlight w:val="none"/>')), {}, "same_colour",
    ),
    "the colour of paper of a theme": (p("x", run(CANARY, '<w:color w:themeColor="background1"/>')), {}, "same_colour"),
    "a white fill": (p("x", run(CANARY, fill('<w14:srgbClr w14:val="FFFFFF"/>'))), {}, "same_colour"),
    "a fill in the colour of paper": (p("x", run(CANARY, fill('<w14:schemeClr w14:val="bg1"/>'))), {}, "same_colour"),
    "a see-through fill": (
        p("x", run(CANARY, fill('<w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr>'))), {}, "hidden_text",
    ),
    "no fill": (p("x", run(CANARY, "<w14:textFill><w14:noFill/></w14:textFill>")), {}, "hidden_text"),
    "a style with a white fill": (
        SEEN + p(CANARY, properties='<w:pStyle w:val="G"/>'),
        {"styles": f'<w:style w:type="paragraph" w:styleId="G"><w:rPr>{fill(WHITE_FILL)}</w:rPr></w:style>'},
        "same_colour",
    ),
    "hidden from browsers": (p("x", run(CANARY, "<w:webHidden/>")), {}, "hidden_text"),
    "lines too low for letters": (SEEN + p(CANARY, properties=LOW), {}, "tiny_text"),
    "a style with lines too low for letters": (
        SEEN + p(CANARY, properties='<w:pStyle w:val="G"/>'),
        {"styles": f'<w:style w:type="paragraph" w:styleId="G"><w:pPr>{LOW}</w:pPr></w:style>'},
        "tiny_text",
    ),
    "a hidden row": (SEEN + row("<w:trPr><w:hidden/></w:trPr>"), {}, "hidden_rows"),
    "a row too low for letters": (
        SEEN + row('<w:trPr><w:trHeight w:val="20" w:hRule="exact"/></w:trPr>'), {}, "hidden_text",
    ),
    "behind the cell above it": (SEEN + row("", "<w:tcPr><w:vMerge/></w:tcPr>"), {}, "hidden_text"),
    "in a hidden box": (SEEN + drawn(f'<wp:anchor><wp:docPr hidden="1"/>{BOX}</wp:anchor>'), {}, "hidden_text"),
    "in a hidden drawing": (SEEN + drawn(f'<wp:anchor hidden="1">{BOX}</wp:anchor>'), {}, "hidden_text"),
    "in a box that an older Word hid": (
        SEEN + drawn(f'<v:shape style="width:9pt; visibility: hidden">{BOX}</v:shape>'), {}, "hidden_text",
    ),
    "too small to read": (p("x", run(CANARY, '<w:sz w:val="2"/>')), {}, "tiny_text"),
    "a deleted row": (SEEN + f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{p(CANARY)}</w:tc></w:tr></w:tbl>", {}, "deletions"),
    "moved away": (SEEN + f"<w:p><w:moveFrom>{run(CANARY)}</w:moveFrom></w:p>", {}, "deletions"),
    "comment": (SEEN, {"comments": f"<w:comment>{p(CANARY)}</w:comment>"}, "comments"),
    "header": (SEEN, {"header": p(CANARY)}, "headers"),
    "author": (SEEN, {"properties": core(creator=CANARY)}, "author"),
    "last editor": (SEEN, {"properties": core(lastModifiedBy=CANARY)}, "editor"),
    "keywords": (SEEN, {"properties": core(keywords=CANARY)}, "properties"),
    "alternative text": (
        SEEN + f'<w:p><w:r><w:drawing><wp:docPr name="{CANARY}" descr="{CANARY}"/><pic:pic/></w:drawing></w:r></w:p>',
        {},
        "images",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HIDDEN)
def test_what_nobody_sees_is_counted_and_stays_behind(name: str) -> None:
    body, side, code = HIDDEN[name]
    found = extract(docx(body, **side), "docx")
    assert found.report == {code: 1}
    assert CANARY not in found.plain + found.markdown
    assert CANARY in found.unseen, "it must be looked through for a BSN (rule 41)"


def test_white_letters_on_a_dark_ground_are_read() -> None:
    white = '<w:color w:val="FFFFFF"/>'
    dark = f'<w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>{p(run("wit op blauw", white))}'
    styled = table((p(run("in een stijl", white)),), properties='<w:tblStyle w:val="X"/>')
    body = table((dark,)) + styled + p(run("gemarkeerd", white + '<w:shd w:val="clear" w:fill="000000"/>'))
    assert lines(extract(docx(body), "docx")) == ["| wit op blauw", "| in een stijl", "gemarkeerd"]


def test_what_only_looks_like_hidden_is_read() -> None:
    """Black on yellow ink, page numbers of a table of contents, low lines that may grow, a merged cell's own words."""
    low = '<w:spacing w:line="20" w:lineRule="atLeast"/>'
    merged = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'
    body = (
        p(run("geel", '<w:highlight w:val="yellow"/>'), run(" 12", "<w:webHidden/>")) + p("laag", properties=low)
        + p(run("gevuld", fill('<w14:srgbClr w14:val="FF0000"/>')))
        + p(run("wit", '<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>'))
        + table((merged + p("eerste"), "naast")) + row("<w:trPr><w:hidden w:val=\"0\"/></w:trPr>").replace(CANARY, "rij")
        + drawn(f'<wp:anchor hidden="1">{BOX}</wp:anchor><wp:anchor>{BOX}</wp:anchor>')
    )  # fmt: skip
    found = extract(docx(body), "docx")
    assert lines(found) == ["geel 12", "laag", "gevuld", "wit", "| eerste|naast", "| rij", CANARY]
    assert found.report == {"hidden_text": 1}


def test_stretches_are_counted_not_runs() -> None:
    body = p("a", run("x", "<w:vanish/>"), run("y", "<w:vanish/>"), "b", run("z", "<w:vanish/>"))
    assert extract(docx(body), "docx").report == {"hidden_text": 2}


def test_links_and_a_local_template_are_counted() -> None:
    links = "".join(
        f'<Relationship Id="{kind}" Type="{RELATION}/{kind}" Target="{target}" TargetMode="External"/>'
        for kind, target in (("hyperlink", "https://kanarie.example/"), ("attachedTemplate", "file:///S:/sjablonen/brief.dotx"))
    )
    found = extract(docx(SEEN, links), "docx")
    assert found.report == {"links": 1, "template": 1} and "kanarie" not in found.plain


def test_a_thumbnail_and_data_of_other_programs_are_counted() -> None:
    parts = docx_parts(SEEN) | {"docProps/thumbnail.jpeg": b"\xff\xd8", "customXml/item1.xml": f"<a><b>{CANARY}</b></a>"}
    found = extract(zipped(parts), "docx")
    assert found.report == {"thumbnail": 1, "custom_data": 1} and CANARY in found.unseen


def test_the_words_of_a_file_in_the_file_are_looked_through() -> None:
    inside = zipped({"xl/sharedStrings.xml": f"<sst><si><t>{CANARY}</t></si></sst>"})
    found = extract(zipped(docx_parts(SEEN) | {"word/embeddings/a.xlsx": inside}), "docx")
    assert found.report == {"embedded": 1} and CANARY in found.unseen and CANARY not in found.plain


# sabotage twins: with a guard broken the hidden words do go along


NAMES_OF_LOOKS = (
    "hidden by hand", "white on white", "too small to read", "black on black", "yellow under yellow ink", "a white fill",
    "lines too low for letters",
)  # fmt: skip


@pytest.mark.parametrize("name", ["a row too low for letters", "behind the cell above it"])
def test_twin_without_the_table_its_hidden_words_go_along(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow.Flow, "is_covered", False)
    assert CANARY in seen_words(docx(HIDDEN[name][0]))


@pytest.mark.parametrize("name", NAMES_OF_LOOKS)
def test_twin_without_the_look_hidden_words_go_along(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looks.Look, "unseen", lambda _look, _ground: "")
    body, side, _ = HIDDEN[name]
    assert CANARY in seen_words(docx(body, **side))


def test_a_paragraph_of_hidden_words_alone_leaves_no_empty_line() -> None:
    found = extract(docx(SEEN + p(run(CANARY, "<w:vanish/>")) + p("Slot.")), "docx")
    assert found.plain == "Zichtbare tekst.\n\nSlot."


def test_a_file_with_nothing_to_read_says_so() -> None:
    assert refusal(docx(p("")), "docx") == "no_text"
    assert refusal(docx(p(run(CANARY, "<w:vanish/>"))), "docx") == "no_text"


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("image", "https://volg.example/pixel.png"), ("attachedTemplate", "https://kwaad.example/x.dotm"),
        ("oleObject", "file:///C:/geheim.xlsx"), ("subDocument", "deel2.docx"), ("frame", "https://x.example/"),
    ],
)  # fmt: skip
def test_what_word_fetches_by_itself_is_refused(kind: str, target: str) -> None:
    """R15: relations outside the file."""
    link = f'<Relationship Id="x" Type="{RELATION}/{kind}" Target="{target}" TargetMode="External"/>'
    assert refusal(docx(SEEN, link), "docx") == "external_link"


def test_parts_of_other_programs_are_refused() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    for name, content, code in (
        ("word/vbaProject.bin", b"x", "macros"),
        ("word/embeddings/oleObject1.bin", ole, "embedded"),
        ("word/activeX/activeX1.xml", b"<a/>", "embedded"),
    ):
        assert refusal(zipped(docx_parts(SEEN) | {name: content}), "docx") == code
    assert refusal(docx("<w:altChunk/>" + SEEN), "docx") == "embedded"


def test_a_kind_with_macros_is_refused_whatever_its_name() -> None:
    kinds = f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/word/document.xml" ContentType="{{}}"/></Types>'
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    parts = parts_of(docx(SEEN))
    assert refusal(zipped(parts | {"[Content_Types].xml": kinds.format(macro)}), "docx") == "macros"
    assert refusal(docx(SEEN), "docm") == "macros"


def test_a_look_is_laid_over_another() -> None:
    below = looks.Look(hidden=True, colour="FFFFFF", size=20)
    assert looks.Look(hidden=False).over(below) == looks.Look(False, "FFFFFF", None, 20)
    assert looks.Look().over(below).unseen("000000") == "hidden_text"


def test_python_docx_made_hidden_words_are_found_too() -> None:
    """The same with the words that a program wrote, not our own XML."""
    made = python_docx.Document()
    made.core_properties.author = CANARY
    paragraph = made.add_paragraph("zicht")
    for change in ("hidden", "white", "small"):
        added = paragraph.add_run(f" {CANARY}")
        added.font.hidden = change == "hidden" or None
        added.font.color.rgb = RGBColor(255, 255, 255) if change == "white" else None
        added.font.size = Pt(1) if change == "small" else None
    made.sections[0].header.paragraphs[0].text = CANARY
    target = io.BytesIO()
    made.save(target)
    found = extract(target.getvalue(), "docx")
    assert found.plain == "zicht"
    assert {"hidden_text", "same_colour", "tiny_text", "headers", "author"} <= set(found.report)


def test_how_a_program_indents_its_parts_is_no_text() -> None:
    """A file of one line by python-docx has styles with 50,000 blanks between their elements."""
    file = io.BytesIO()
    document = python_docx.Document()
    document.add_paragraph("Wat is de looptijd?")
    document.save(file)
    assert lines(extract(file.getvalue(), "docx", annexes.LIMITS)) == ["Wat is de looptijd?"]
