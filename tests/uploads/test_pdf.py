"""Pdf files: only what a reader of the page can see is read; a black bar hides nothing by itself (R3)."""

from __future__ import annotations

import io
import zlib

import pikepdf
import pytest
import typst

from tests.questions.importing.spreadsheet.files import zipped
from tests.uploads.pdf_files import area, pdf, stream, text
from tests.uploads.reading import LIMITS, extract, lines, refusal

CANARY = "KANARIE"
SEEN = text("Zichtbaar.", y=600)
LAYERS = "/OCProperties << /OCGs [10 0 R] /D << /OFF [10 0 R] >> >>"
LAYER = "<< /Type /OCG /Name (verborgen) >>"
IMAGE = stream(b"\0" * 3, "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceRGB /BitsPerComponent 8")


def note(kind: str, more: str = "", rect: str = "50 695 200 715") -> str:
    """Something pinned on the page."""
    return f"/Annots [<< /Type /Annot /Subtype /{kind} /Rect [{rect}] /Contents ({CANARY}) {more} >>]"


# what is not seen: each is counted, and no word of it goes along

HIDDEN: dict[str, tuple[bytes, str]] = {
    "render mode 3, as under a scan": (pdf(SEEN + text(CANARY, before="3 Tr")), "invisible_text"),
    "clipped away by its mode": (pdf(SEEN + text(CANARY, before="7 Tr")), "invisible_text"),
    "transparent": (
        pdf(SEEN + "/G gs " + text(CANARY), resources="/ExtGState << /G << /ca 0 >> >>"), "invisible_text",
    ),
    "white on white": (pdf(SEEN + text(CANARY, before="1 1 1 rg")), "same_colour"),
    "white in ink": (pdf(SEEN + text(CANARY, before="0 0 0 0 k")), "same_colour"),
    "black on black": (pdf(SEEN + area(40, 690, 300, 30) + text(CANARY)), "same_colour"),
    "under a black bar": (pdf(SEEN + text(CANARY) + area(40, 690, 300, 30)), "covered_text"),
    "under a white bar": (pdf(SEEN + text(CANARY) + area(40, 690, 300, 30, "1 g")), "covered_text"),
    "under an image": (
        pdf(SEEN + text(CANARY) + "q 300 0 0 30 40 690 cm /I Do Q", resources="/XObject << /I 10 0 R >>", more=[IMAGE]),
        "covered_text",
    ),
    "under a bar that is a note": (pdf(SEEN + text(CANARY), page=note("Square", "/IC [0 0 0]")), "covered_text"),
    "marked to be redacted": (pdf(SEEN + text(CANARY), page=note("Redact")), "covered_text"),
    "under a thick line": (pdf(SEEN + text(CANARY) + "q 12 w 40 704 m 200 704 l S Q"), "covered_text"),
    "under a line that is made thick": (
        pdf(SEEN + text(CANARY) + "q 10 0 0 10 0 0 cm 1 w 4 70.4 m 20 70.4 l S Q"), "covered_text",
    ),
    "under a thick scrawl": (
        pdf(SEEN + text(CANARY) + "q /G gs 40 704 m 80 708 120 700 200 704 c S Q", resources="/ExtGState << /G << /LW 14 >> >>"),
        "covered_text",
    ),
    "lines of letters in white": (pdf(SEEN + text(CANARY, before="1 G 1 Tr")), "same_colour"),
    "letters and their lines in white": (pdf(SEEN + text(CANARY, before="1 g 1 1 1 RG 2 Tr")), "same_colour"),
    "lines of letters that let all through": (
        pdf(SEEN + "/G gs " + text(CANARY, before="1 Tr"), resources="/ExtGState << /G << /CA 0 >> >>"), "invisible_text",
    ),
    "under a pen that is a note": (
        pdf(SEEN + text(CANARY), page=note("Ink", "/InkList [[40 704 200 704]] /BS << /W 12 >>")), "covered_text",
    ),
    "under a line that is a note": (
        pdf(SEEN + text(CANARY), page=note("Line", "/L [40 704 200 704] /Border [0 0 12]")), "covered_text",
    ),
    "under lines that are a note": (
        pdf(SEEN + text(CANARY), page=note("PolyLine", "/Vertices [40 704 90 704 200 704] /BS << /W 12 >>")), "covered_text",
    ),
    "under a figure that is a note": (
        pdf(SEEN + text(CANARY), page=note("Polygon", "/IC [1 1 1] /Vertices [50 695 200 695 200 715]")), "covered_text",
    ),
    "under a box of text with a ground": (pdf(SEEN + text(CANARY), page=note("FreeText", "/C [1 1 1]")), "covered_text"),
    "under dark marking ink": (
        pdf(SEEN + text(CANARY), page=note("Highlight", "/C [0 0 0] /QuadPoints [40 715 200 715 40 695 200 695]")),
        "covered_text",
    ),
    "under dark marking ink without corners": (pdf(SEEN + text(CANARY), page=note("Highlight", "/C [0 0 .4]")), "covered_text"),
    "beside the page": (pdf(SEEN + text(CANARY, x=700)), "outside_page"),
    "cropped off": (pdf(SEEN + text(CANARY), page="/CropBox [0 0 600 650]"), "outside_page"),
    "outside the clipping path": (pdf(SEEN + "q 0 0 100 100 re W n " + text(CANARY) + "Q"), "outside_page"),
    "tiny": (pdf(SEEN + text(CANARY, size=1)), "tiny_text"),
    "tiny by its matrix": (pdf(SEEN + "q .01 0 0 .01 0 0 cm " + text(CANARY, x=5000, y=70000) + "Q"), "tiny_text"),
    "on a layer that is off": (
        pdf(SEEN + f"/OC /L BDC {text(CANARY)} EMC", resources="/Properties << /L 10 0 R >>", catalog=LAYERS, more=[LAYER]),
        "hidden_layers",
    ),
    "in a form on such a layer": (
        pdf(SEEN + "/F Do", resources="/XObject << /F 11 0 R >>", catalog=LAYERS, more=[
            LAYER, stream(text(CANARY), "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /OC 10 0 R /Resources 4 0 R"),
        ]), "hidden_layers",
    ),
    "a note": (pdf(SEEN, page=note("Text")), "notes"),
    "an author": (pdf(SEEN, info=f"/Author ({CANARY})"), "author"),
    "a title": (pdf(SEEN, info=f"/Title ({CANARY})"), "properties"),
    "a field": (pdf(SEEN, catalog=f"/AcroForm << /Fields [<< /T (a) /FT /Tx /V ({CANARY}) >>] >>"), "form_fields"),
    "an attachment": (
        pdf(SEEN, catalog="/Names << /EmbeddedFiles << /Names [(a) << /EF << /F 10 0 R >> >>] >> >>", more=[stream(CANARY)]),
        "attachments",
    ),
    "an attachment that is an office file": (
        pdf(SEEN, catalog="/Names << /EmbeddedFiles << /Names [(a) << /EF << /F 10 0 R >> >>] >> >>", more=[
            stream(zlib.compress(zipped({"word/document.xml": f"<a>{CANARY}</a>"})), "/Filter /FlateDecode"),
        ]), "attachments",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HIDDEN)
def test_what_nobody_sees_is_counted_and_stays_behind(name: str) -> None:
    data, code = HIDDEN[name]
    found = extract(data, "pdf")
    assert found.report.get(code) == 1, found.report
    assert lines(found) == ["Zichtbaar."]
    assert CANARY in found.unseen, "it must be looked through for a BSN (rule 41)"


def test_a_bar_over_part_of_a_line_hides_that_part_alone() -> None:
    """The usual black bar: one line of text, one word covered."""
    line = text("Onze prijs is 44,75 euro per uur.", size=12)
    found = extract(pdf(line + area(117, 697, 38, 14)), "pdf")
    assert found.plain == "Onze prijs is euro per uur." and "44,75" in found.unseen


@pytest.mark.parametrize("name", ["under a black bar", "white on white", "beside the page", "under a thick line"])
def test_twin_without_looking_at_the_page_it_goes_along(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consultation.uploads.pdf.read.judged", lambda runs, _areas, _page: runs)
    assert CANARY in extract(HIDDEN[name][0], "pdf").plain


def test_twin_without_the_state_of_the_text_it_goes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consultation.uploads.pdf.texts._unseen", lambda _state, _size: "")
    assert CANARY in extract(HIDDEN["render mode 3, as under a scan"][0], "pdf").plain


def test_what_can_be_seen_is_read() -> None:
    """White on a dark bar, on a rule, beside an area, under a see-through one, on a layer that is on."""
    page = (
        area(40, 690, 300, 30, "0 0 .5 rg") + text("wit op blauw", before="1 g")
        + text("onderstreept", y=650) + area(40, 649, 300, 1) + area(400, 640, 50, 30)
        + "/G gs " + text("doorschijnend", y=620) + "q 0 g 40 610 300 30 re f Q"
    )  # fmt: skip
    found = extract(pdf(page, resources="/ExtGState << /G << /ca 0.3 >> >>"), "pdf")
    assert found.plain.split() == ["wit", "op", "blauw", "onderstreept", "doorschijnend"]
    assert not found.report
    on = LAYERS.replace("/OFF", "/ON")
    shown = pdf(f"/OC /L BDC {SEEN} EMC", resources="/Properties << /L 10 0 R >>", catalog=on, more=[LAYER])
    assert extract(shown, "pdf").plain == "Zichtbaar."


def test_notes_through_which_words_can_be_read_hide_none() -> None:
    """Yellow ink, a frame around words, a thin line through them, light ink of a dark colour, a note beside them."""
    for pinned in (
        note("Highlight", "/C [1 1 0]"), note("Highlight", "/C [0 0 0] /CA .3"), note("Highlight"),
        note("Square", "/C [0 0 0]"), note("Line", "/L [40 704 200 704]"), note("Ink", "/InkList [[40 704 200 704]]"),
        note("Ink", "/InkList [[40 730 200 730]] /BS << /W 12 >>"), note("FreeText"), note("Underline", "/C [0 0 0]"),
    ):  # fmt: skip
        found = extract(pdf(text("Gelezen."), page=pinned), "pdf")
        assert found.plain == "Gelezen." and found.report == {"notes": 1}, pinned


def test_lines_through_which_words_can_be_read_hide_none() -> None:
    """Struck out, in a thick frame, beside a slanting line, with lines around white letters, white on a thick line."""
    page = (
        text("doorgehaald") + "q 1 w 40 704 m 200 704 l S Q\n" + text("omkaderd", y=650) + "q 5 w 30 630 200 50 re S Q\n"
        + text("naast", y=600) + "q 8 w 30 500 m 300 600 l S Q\n" + text("omlijnd", y=450, before="1 g 0 G 2 Tr")
        + "q 20 w 0 0 .5 RG 40 404 m 200 404 l S Q\n" + text("opgelegd", y=400, before="1 g")
    )  # fmt: skip
    found = extract(pdf(page), "pdf")
    assert found.plain.split() == ["doorgehaald", "omkaderd", "naast", "omlijnd", "opgelegd"] and not found.report


def test_twin_without_the_notes_their_words_go_along(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consultation.uploads.pdf.around.covering", lambda _note: [])
    for name in ("under a pen that is a note", "under dark marking ink", "marked to be redacted"):
        assert CANARY in extract(HIDDEN[name][0], "pdf").plain


def test_programs_links_and_earlier_versions_are_counted() -> None:
    script = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
    link = "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://kanarie.example) >> >>]"
    found = extract(pdf(SEEN, page=link, catalog=f"/OpenAction {script}"), "pdf")
    assert found.report == {"scripts": 1, "links": 1}
    first = pdf(SEEN)
    second = first + b"5 0 obj\n<< >>\nendobj\nxref\n5 1\n" + f"{len(first):010} 00000 n \n".encode()
    at = first.rindex(b"xref\n", 0, first.rindex(b"startxref"))
    second += f"trailer << /Size 300 /Root 1 0 R /Prev {at} >>\nstartxref\n{second.index(b'xref', len(first))}\n%%EOF\n".encode()
    assert extract(second, "pdf").report == {"earlier_versions": 1}


def test_a_scan_has_no_text() -> None:
    scan = pdf("q 600 0 0 800 0 0 cm /I Do Q " + text(CANARY, before="3 Tr"), resources="/XObject << /I 10 0 R >>", more=[IMAGE])
    assert refusal(scan, "pdf") == "no_text"


# reading order


def test_words_lines_paragraphs_and_cells() -> None:
    page = (
        text("Kop", y=740, size=20)
        + "BT /F1 12 Tf 50 700 Td [(Wij ) -50 (rek) 20 (enen) -900 (per) ] TJ 14 TL (uur en de kost-) ' (prijs ook.) ' ET\n"
        + text("Product", y=640) + text("Tarief", x=250, y=640) + text("- een punt", y=600) + text("2. tweede", y=580)
    )  # fmt: skip
    found = lines(extract(pdf(page), "pdf"))
    assert found[0] == "# Kop"
    assert found[1].replace("\n", " ").startswith("Wij rekenen per uur en de kostprijs")
    assert found[2:] == ["| Product|Tarief", "- een punt", "- 2. tweede"]


def test_letters_that_are_painted_twice_are_read_once() -> None:
    """How some programs make letters bold."""
    assert extract(pdf(text("Vet", x=50) + text("Vet", x=50.3)), "pdf").plain == "Vet"


def test_what_stands_on_every_page_is_no_text() -> None:
    pages = [text(f"Bladzijde {at}", y=780, size=9) + text(f"Tekst {words}.", y=600) for at, words in enumerate("abc")]
    found = extract(pdf(pages), "pdf")
    assert lines(found) == ["Tekst a.", "Tekst b.", "Tekst c."] and found.report == {"headers": 1}


TYPST = """
#set document(title: "x", author: "Kanarie Jansen")
#set heading(numbering: "1.1")
#set page(height: 12cm, header: [Kop van de bladzijde])
= Doel
Dit is een alinea die over een paar regels gaat en dan nog verder met woorden over begeleiding thuis.
== Tarief
- een punt
  - dieper
+ eerst
#table(columns: 2, table.header[Product][Prijs], [Begeleiding], [een lange cel die over meer regels gaat])
"""


def test_tags_tell_what_is_a_heading_a_point_and_a_cell() -> None:
    found = extract(typst.compile(TYPST.encode(), pdf_standards=["ua-1"]), "pdf")
    alinea = "Dit is een alinea die over een paar regels gaat en dan nog verder met woorden over begeleiding thuis."
    assert lines(found) == [
        "# 1 Doel", alinea, "## 1.1 Tarief", "- een punt", "- dieper", "- 1. eerst", "| Product|Prijs",
        "| Begeleiding|een lange cel die over meer regels gaat",
    ]  # fmt: skip
    assert found.report["author"] == 1 and found.report["headers"] == 1


def test_words_outside_the_tags_are_not_lost() -> None:
    """Tags that name little of the page are not believed."""
    made = pikepdf.open(io.BytesIO(typst.compile(TYPST.encode(), pdf_standards=["ua-1"])))
    made.Root.StructTreeRoot.K = pikepdf.Array([])
    target = io.BytesIO()
    made.save(target)
    found = extract(target.getvalue(), "pdf")
    assert "begeleiding thuis" in found.plain and "een lange cel" in found.plain


def test_tags_that_go_round_in_a_circle_end() -> None:
    tree = "/StructTreeRoot << /K 10 0 R >>"
    looped = pdf(SEEN, catalog=tree, more=["<< /S /Sect /K [10 0 R 11 0 R] >>", "<< /S /P /K [10 0 R 0] /Pg 100 0 R >>"])
    assert extract(looped, "pdf").plain == "Zichtbaar."


# hostile files


def test_what_is_refused() -> None:
    good = pdf(SEEN)
    assert refusal(good[: len(good) // 2], "pdf") == "damaged"
    assert refusal(b"%PDF-1.7\nniets\n%%EOF\n", "pdf") == "damaged"
    assert refusal(good + zipped({"a": "b"}), "pdf") == "polyglot"
    assert refusal(good + b"<script>alert(1)</script>", "pdf") == "polyglot"
    assert refusal(good, "docx") == "wrong_extension"
    assert refusal(b"\n" + good, "pdf") == "wrong_kind"
    secret = pikepdf.open(io.BytesIO(good))
    target = io.BytesIO()
    secret.save(target, encryption=pikepdf.Encryption(owner="x", user=""))
    assert refusal(target.getvalue(), "pdf") == "encrypted"


def test_limits() -> None:
    many = pdf([SEEN] * 4)
    assert refusal(many, "pdf", type(LIMITS)(pages=3)) == "too_many_pages"
    assert refusal(many, "pdf", type(LIMITS)(characters=20)) == "too_much_text"
    form = stream("/F Do " * 9, "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 10 0 R >> >>")
    bomb = pdf(SEEN + "/F Do", resources="/XObject << /F 10 0 R >>", more=[form])
    assert refusal(bomb, "pdf") == "too_heavy"


def test_fonts_whose_letters_cannot_be_told_are_no_text() -> None:
    """Better nothing than letters that mean something else."""
    glyphs = "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [11 0 R] >>"
    descendant = "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X >>"
    own = "/Resources << /Font << /F1 3 0 R /F2 10 0 R >> >>"
    made = pdf(SEEN + "BT /F2 12 Tf 50 500 Td <00240025> Tj ET", page=own, more=[glyphs, descendant])
    found = extract(made.replace(b"/Resources 4 0 R /Contents", b"/Contents"), "pdf")
    assert found.plain == "Zichtbaar." and found.report == {"images": 1}
