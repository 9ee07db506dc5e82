"""The nota van inlichtingen as PDF: what it claims, how it is built, what is in it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pdfua
import pikepdf
import pytest

from consultation.exports.note_pdf import FONTS
from tests.exports.samples import FINGERPRINT, MARK, NO_FONTS, ROWS, asked, bare, note, pages, pdf, structure

pytestmark = pytest.mark.slow  # real processes, mail or PDFs: not in ./test --fast


@pytest.fixture(scope="module")
def made() -> bytes:
    return pdf(note())


@pytest.mark.parametrize("fonts", [NO_FONTS, FONTS], ids=["own letters", "fetched letters"])
def test_claims_pdf_a_2a_and_pdf_ua_1_in_one_file(fonts: Path) -> None:
    """Rule 49: generated as PDF/A-2a and PDF/UA-1, with everything those two want that we can see."""
    with pikepdf.open(io.BytesIO(pdf(note(), fonts))) as file:
        metadata = file.open_metadata(set_pikepdf_as_editor=False)
        assert metadata.pdfa_status == "2A"
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert metadata["dc:title"].startswith("Nota van inlichtingen 1")
        assert str(file.Root.Lang) == "nl-NL"
        assert file.Root.MarkInfo.Marked
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert "/OutputIntents" in file.Root
        descriptors = [o for o in file.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        assert descriptors and all({"/FontFile2", "/FontFile3"} & set(font.keys()) for font in descriptors)


@pytest.mark.parametrize("fonts", [NO_FONTS, FONTS], ids=["own letters", "fetched letters"])
def test_an_independent_checker_finds_nothing(fonts: Path, tmp_path: Path) -> None:
    path = tmp_path / "nota.pdf"
    path.write_bytes(pdf(note(), fonts))
    assert pdfua.validate(str(path)).findings == ()


def test_one_table_whose_columns_name_every_cell(made: bytes) -> None:
    """Rule 49: with "Vraag" and "Antwoord" a screen reader tells which is which."""
    tree = structure(made)
    assert len(tree.find("/Table")) == len(tree.find("/THead")) == 1
    heads = tree.find("/TH")
    assert [head.scope for head in heads] == ["/Column"] * 5
    rows = [row for row in tree.find("/TR") if [cell.kind for cell in row.inside] == ["/TD"] * 5]
    assert len(rows) == len(ROWS)
    for row in rows:
        assert [cell.headers for cell in row.inside] == [(head.name,) for head in heads]


def test_the_structure_stays_one_table_over_many_pages() -> None:
    tree = structure(pdf(note(ROWS * 40)))
    assert (len(tree.find("/Table")), len(tree.find("/TH"))) == (1, 5)


def test_headings_lead_to_the_table_and_to_each_theme(made: bytes) -> None:
    tree = structure(made)
    assert [len(tree.find(kind)) for kind in ("/H1", "/H2", "/H3")] == [1, 2, 3]


def test_every_row_can_be_read_and_copied(made: bytes) -> None:
    text = bare("".join(pages(made)))
    for row in ROWS:
        question = row.question.replace(MARK, "[gelakt: kostprijs, Aw 2.57]")
        for part in (row.number, question, row.answer, row.changes):
            assert bare(part) in text


def test_a_mark_is_copied_as_words_between_brackets(made: bytes) -> None:
    """Rule 38, R4: the mark says what kind and why, and looks the same wherever it is read."""
    assert "Wij betalen [gelakt: kostprijs, Aw 2.57] per uur" in " ".join("".join(pages(made)).split())
    assert not {"\u27e6", "\u27e7"} & set("".join(pages(made)))


def test_a_long_mark_in_a_narrow_column_may_break() -> None:
    mark = MARK.replace("kostprijs", "naam van een organisatie met een lange omschrijving van wat er stond")
    text = bare("".join(pages(pdf(note((replace(ROWS[0], about=mark),))))))
    assert bare(mark.replace("\u27e6", "[").replace("\u27e7", "]")) in text


def test_themes_stand_together_and_questions_without_a_theme_come_last(made: bytes) -> None:
    text = "".join(pages(made))
    wanted = ["Toegang", "1.01", "1.03", "Tarief", "1.02", "Overige vragen", "1.04"]
    places = [text.index(f"\n{word}") for word in wanted]
    assert places == sorted(places)


def test_no_theme_no_theme_row() -> None:
    text = "".join(pages(pdf(note(tuple(replace(row, theme=None) for row in ROWS)))))
    assert "Overige vragen" not in text and "Toegang" not in text


def test_every_page_has_the_header_row_the_fingerprint_and_its_number() -> None:
    found = pages(pdf(note(tuple(replace(ROWS[0], number=f"1.{n:03}") for n in range(1, 71)))))
    assert sum("Nr. Gaat over" in text for text in found) > 2
    for number, text in enumerate(found, start=1):
        assert bare("Nr. Gaat over Vraag Antwoord van de gemeente Wijzigt een document") in bare(text) or "1.0" not in text
        assert FINGERPRINT in bare(text)
        assert f"Bladzijde {number} van {len(found)}" in text


def test_a_theme_never_stands_alone_at_the_foot_of_a_page() -> None:
    rows = tuple(replace(ROWS[0], number=f"9.{n:03}", theme=f"Thema {n:03}") for n in range(1, 81))
    together = [{n for n in range(1, 81) if f"Thema {n:03}" in text and f"9.{n:03}" in text} for text in pages(pdf(note(rows)))]
    assert set().union(*together) == set(range(1, 81))


def test_it_says_what_is_not_in_it() -> None:
    """Rule 9, Aw 2.53 lid 3: who reads the nota knows that something was kept out."""

    def said(kept_out: int, redacted: int) -> str:
        return " ".join(pages(pdf(note(kept_out=kept_out, redacted=redacted)))[0].split())

    assert "1 vraag is apart behandeld en staat niet in deze nota. In 3 teksten is iets gelakt." in said(1, 3)
    assert "2 vragen zijn apart behandeld en staan niet in deze nota. In 1 tekst is iets gelakt." in said(2, 1)
    assert "Geen vraag is apart behandeld. Er is niets gelakt." in said(0, 0)


def test_the_moment_is_shown_in_dutch_time(made: bytes) -> None:
    first = " ".join(pages(made)[0].split())
    assert "Openbaar sinds donderdag 14 januari 2027 10.00 uur, Nederlandse tijd" in first


def test_real_hyphens_stay_hyphens_beside_broken_words(made: bytes) -> None:
    """A word that typst breaks must not turn the e-mail of the next row into an "e(soft hyphen)mail"."""
    text = "".join(pages(made))
    assert "Is een e-mail genoeg?" in text and "sms-bericht" in text and "\u00ad" not in text


def test_an_address_is_copied_without_anything_in_it() -> None:
    address = "https://zilverdijk.example/consultaties/begeleiding-2028/bijlagen/bijlage_d?versie=1.0&taal=nl"
    text = "".join(pages(pdf(asked(f"Zie {address} voor meer."))))
    assert address in text.replace("\n", "").replace(" ", "") and "\u200b" not in text


def test_a_nota_without_questions_is_still_a_nota() -> None:
    assert "In deze nota staan geen vragen." in "".join(pages(pdf(note(()))))


def test_the_same_nota_gives_the_same_bytes(made: bytes) -> None:
    assert pdf(note()) == made
    assert pdf(note(visible_since=datetime(2027, 1, 14, 9, 0, 1, tzinfo=UTC))) != made


def test_a_naive_time_and_an_unknown_language_are_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        pdf(note(visible_since=datetime(2027, 1, 14, 9, 0)))  # noqa: DTZ001 - that is the point
    with pytest.raises(ValueError, match="Dutch only"):
        pdf(note(language="en"))
