"""What people type is printed as they typed it: never markup, never the end of the PDF (R4)."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultation.exports import note_data, note_pdf, note_runs, typesetter
from tests.exports.samples import NO_FONTS, ROWS, asked, bare, note, pages, pdf, spots

pytestmark = pytest.mark.slow  # real processes, mail or PDFs: not in ./test --fast

MARKUP = [
    '#import "@preview/cades:0.3.0": *',
    '#read("/etc/passwd")',
    "#panic()",
    "#sys.inputs",
    "$ x^2 $ en $ zonder einde",
    "*vet* _scheef_ `code` ```",
    "[open haak",
    "dicht] haak",
    "\\ \\u{41} \\#",
    "@ref <label> @",
    "= Kop\n== Kop\n- punt\n+ punt\n/ term: uitleg",
    "// weg /* ook weg */",
    "-- --- ... ~ 'a' \"b\"",
    "{ } ( ) ; : , & % ' \" | ^",
    '"] #text("x") //',
]


def printed(data: bytes) -> str:
    """Return what stands between the two words around a question, without blanks."""
    found = re.search("BEGIN(.*?)EINDE", bare("".join(pages(data))))
    assert found, "the question is not in the file"
    return found[1]


def spliced(question: str) -> str:
    return printed(pdf(asked(f"BEGIN{question}EINDE")))


@pytest.mark.parametrize("question", MARKUP)
def test_markup_is_printed_not_obeyed(question: str) -> None:
    assert spliced(question) == bare(question)


def test_the_check_turns_red_when_text_is_read_as_markup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: the same check with a template that reads a text as markup."""
    source = typesetter.TEMPLATE.read_text()
    safe = "{ text(item) }"
    assert safe in source
    worse = tmp_path / "note.typ"
    worse.write_text(source.replace(safe, '{ eval(item, mode: "markup") }'))
    monkeypatch.setattr(typesetter, "TEMPLATE", worse)
    wrong = 0
    for question in MARKUP:
        job = note_data.job(asked(f"BEGIN{question}EINDE"), NO_FONTS)
        try:
            wrong += printed(typesetter.typeset(job)) != bare(question)
        except (typst.TypstError, AssertionError):
            wrong += 1
    assert wrong >= 10


def test_no_line_of_the_template_evaluates_or_reads() -> None:
    assert not re.search(r"\b(eval|read|include|import|plugin|raw)\b\s*\(", re.sub(r"//.*", "", typesetter.TEMPLATE.read_text()))


def test_letters_of_the_neighbours() -> None:
    assert spliced("Łódź Iğdır ŞİŞLİ ij IJ ß Œ ñ Ελλάδα Київ") == bare("Łódź Iğdır ŞİŞLİ ij IJ ß Œ ñ Ελλάδα Київ")


def test_right_to_left_text_is_there_and_cannot_turn_the_line_around() -> None:
    text = "".join(pages(pdf(asked("Dit \u202edraait\u202c niet \u2067om\u2069. שלום"))))
    assert "Dit draait niet om." in " ".join(text.split())
    assert set("שלום") <= set(text)


def test_control_characters_soft_hyphens_and_tag_letters_are_gone() -> None:
    assert spliced("a\x00b\x07c\x1bd\x7fe\x85f\u00adg\u2060h\U000e0041i") == "abcdefghi"


def test_a_letter_that_no_font_has_is_printed_as_its_code() -> None:
    made = pdf(asked("BEGIN漢 en 😀 en \ue000 en \ud800EINDE"))
    assert printed(made) == "[U+6F22]en[U+1F600]en[U+E000]en\ufffd"
    assert "Op de webpagina van deze nota staat het teken zelf." in " ".join("".join(pages(made)).split())
    assert "Op de webpagina" not in "".join(pages(pdf(asked("Gewoon."))))


ENDLESS = [
    "W" * 3000,
    "a" * 3000,
    "a" * 30 + "/" + "b" * 900,
    "arbeidsongeschiktheids" * 9,
    "漢" * 300,
    "👩‍👩‍👧" * 60,
    "e" + "\u0301" * 400,
]


_WIDTHS = {"W": 1.0}  # em, in the letters that typst brings along; the others are narrower than half an em


def crossings(data: bytes) -> list[str]:
    """Return the pieces of text that start or end outside the columns, or run into the foot of the page."""
    edges = (45.0, 93.0, 212.0, 434.0, 683.0, 803.0)
    found = []
    for text, x, y in spots(data):
        size = 8.0 if 93.0 <= x < 212.0 or x >= 683.0 else 9.0
        right = next((edge for edge in edges if edge > x), 0.0)
        if re.fullmatch(r"[Wabe-s]+", text) and (x + sum(_WIDTHS.get(sign, 0.5) for sign in text) * size > right or y < 50.0):
            found.append(text)
        if text and (y < 25.0 or not edges[0] <= x <= edges[-1]):
            found.append(text)
    return found


@pytest.mark.parametrize("word", ENDLESS, ids=lambda word: ascii(word[:4]))
def test_a_word_without_end_stays_in_its_column_and_on_the_page(word: str) -> None:
    row = replace(ROWS[0], theme=None, about=word, question=word, answer=word, changes=word)
    assert crossings(pdf(note((row,), facts=()))) == []


def test_the_check_turns_red_without_places_to_break(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin."""
    monkeypatch.setattr(note_runs, "_long", lambda word, _fits: [word])
    assert crossings(pdf(asked("W" * 300)))


def test_a_short_text_of_letters_without_a_font_still_fits_on_paper() -> None:
    """300 emoji look like a few lines, but are printed as 300 codes: that row must be allowed to break."""
    made = pdf(asked("😀" * 300))
    assert crossings(made) == []
    assert bare("".join(pages(made))).count("[U+1F600]") == 301  # and once in the explanation


SIGNS = "#$*[]\\@<>`/_=-+~'\"&%{}()|;:,.!? \nabcdeijklmnoABCXYZ0189łğşİżéëϕΩ"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(SIGNS, max_size=120))
def test_any_mixture_of_signs_is_printed_as_typed(question: str) -> None:
    assert spliced(question) == bare(question)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(codec=None), max_size=80), st.text(st.characters(codec=None), max_size=20))
def test_no_text_at_all_breaks_the_pdf(text: str, name: str) -> None:
    row = note_pdf.NoteRow(name, text, text, text, text, text)
    document = note((row,), consultation=text, municipality=name, lead=text, precedence_clause=text, facts=((name, text),))
    assert pdf(document).startswith(b"%PDF-")
