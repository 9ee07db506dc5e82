"""The annexes of questions in the PDF of a nota: behind the table, each under the number of its question, and all of it."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pdfua
import pytest
from pypdf import PdfReader

from consultation.exports.note_data import job
from tests.exports.samples import MARK, NO_FONTS, ROWS, note, pdf, structure

pytestmark = pytest.mark.slow  # real processes, mail or PDFs: not in ./test --fast

ANNEX = (
    f"Voorstel reistijd\n\nWij stellen voor om {MARK} apart te betalen.\n\n| Onderdeel  |  Betaling |\n| Reistijd  |  apart |\n\n"
    + "Een lange alinea over begeleiding thuis. " * 400
    + "\n\nSLOTWOORD"
)
WITH_ANNEX = note((ROWS[0], replace(ROWS[1], annex=ANNEX), *ROWS[2:]))


@pytest.fixture(scope="module")
def made() -> bytes:
    return pdf(WITH_ANNEX)


def test_it_stands_behind_the_table_under_its_number(made: bytes) -> None:
    words = " ".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages).split())
    assert "De bijlage bij deze vraag staat achter de tabel." in words
    behind = words.partition("Bijlagen bij vragen")[2]
    assert behind.index("Bijlage bij vraag 1.02") < behind.index("Voorstel reistijd") < behind.index("SLOTWOORD")
    assert "gelakt: kostprijs" in behind and behind.index("SLOTWOORD") < behind.index("Bewijs bij deze nota")


def test_a_nota_without_annexes_says_nothing_of_them() -> None:
    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf(note()))).pages)
    assert "ijlage bij" not in words and job(note(), NO_FONTS)["note"]["annexes"] == []  # type: ignore[index]


def test_it_has_a_heading_and_an_independent_checker_finds_nothing(made: bytes, tmp_path: Path) -> None:
    """Rule 61."""
    tree = structure(made)
    assert [len(tree.find(kind)) for kind in ("/H1", "/H2", "/H3")] == [1, 3, 4]
    path = tmp_path / "nota.pdf"
    path.write_bytes(made)
    assert pdfua.validate(str(path)).findings == ()
