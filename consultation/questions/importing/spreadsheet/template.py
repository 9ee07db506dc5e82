"""The xlsx file we hand out: a sheet to fill in and a sheet that explains it. Also written with rows in it (R16)."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from consultation.questions.importing.spreadsheet.check import LONGEST
from consultation.questions.importing.spreadsheet.sheet import FIELDS, Field, Limits, RawRow
from consultation.questions.importing.spreadsheet.words import COLUMN_NAMES, EXPLANATION_SHEET
from consultation.uploads.cleaning import clean
from consultation.uploads.phrases import number
from consultation.words import N_

SHEET = N_("Vragen")
TOO_LONG_TITLE = N_("Te lang")
TOO_LONG = N_("Maak de tekst korter, tot %(limit)s tekens.")
FIXED_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)  # the moment of making tells who was at work when
SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDTHS: dict[Field, int] = {
    "question": 60,
    "answer": 60,
    "about": 28,
    "document": 28,
    "section": 14,
    "page": 12,
    "theme": 22,
}
LONGEST_CELL = 32_767

EXPLANATION = (
    N_("Zo vult u dit bestand in"),
    N_("Zet elke vraag op een eigen rij, op het blad “Vragen”."),
    N_("Laat de eerste rij staan. Daaraan herkennen wij de kolommen."),
    N_("De volgorde van de kolommen mag u veranderen. Alleen de kolom “Vraag” is nodig."),
    N_("Schrijf de vraag zo dat anderen hem begrijpen. Uw naam en organisatie horen er niet in."),
    N_("Noem geen namen van cliënten en geen BSN."),
    N_("Formules, afbeeldingen en opmerkingen bij cellen lezen wij niet."),
    N_("Wij lezen %(rows)s rijen per bestand. Hebt u er meer? Maak dan een tweede bestand."),
    N_("Na het inlezen ziet u per rij of die goed is. U kunt daar nog verbeteren."),
)
MEANINGS: dict[Field, str] = {
    "question": N_("Uw vraag, in hele zinnen. Hoogstens %(limit)s tekens."),
    "answer": N_("Het antwoord, als dat er al is. Hoogstens %(limit)s tekens."),
    "about": N_("Waar de vraag over gaat, in uw eigen woorden."),
    "document": N_("De naam van het document."),
    "section": N_("Het nummer van de paragraaf, bijvoorbeeld 3.2."),
    "page": N_("Het nummer van de bladzijde."),
    "theme": N_("Het onderwerp, bijvoorbeeld tarieven of toegang."),
}


def template(with_answers: bool, rows: Iterable[RawRow] = ()) -> bytes:
    """The file as bytes; the same bytes each time. Raises ValueError for a text that does not fit in a cell."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, SAFE) as book:
        book.set_properties({"title": SHEET, "author": "", "created": FIXED_MOMENT})
        book.set_size(2400, 1200)
        _fill_questions(book, [field for field in FIELDS if with_answers or field != "answer"], rows)
        _fill_explanation(book, with_answers)
    return target.getvalue()


def _fill_questions(book: Workbook, fields: list[Field], rows: Iterable[RawRow]) -> None:
    sheet = book.add_worksheet(SHEET)
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
    # As text: Excel would make a date of 3-2, the number 3,1 of 3.10, and a formula of what begins with =.
    body = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for column, field in enumerate(fields):
        sheet.set_column(column, column, WIDTHS[field], body)
        sheet.write_string(0, column, COLUMN_NAMES[field], head)
        _limit_length(sheet, column, field)
    for line, row in enumerate(rows, 1):
        for column, field in enumerate(fields):
            sheet.write_string(line, column, _fitting(row.text(field)), body)
    sheet.freeze_panes(1, 0)
    _set_paper(sheet)
    sheet.repeat_rows(0)


def _limit_length(sheet: Worksheet, column: int, field: Field) -> None:
    """Excel says at once that a text is too long; pasted text passes, so the check after reading decides."""
    rule = {
        "validate": "length",
        "criteria": "<=",
        "value": LONGEST[field],
        "error_title": TOO_LONG_TITLE,
        "error_message": TOO_LONG % {"limit": number(LONGEST[field])},
    }
    sheet.data_validation(1, column, Limits().rows, column, rule)


def _fitting(text: str) -> str:
    """The text as we keep it; XlsxWriter would cut off what is too long without a word."""
    kept = clean(text)[0]
    if len(kept.encode("utf-16-le")) > 2 * LONGEST_CELL:
        raise ValueError("a cell holds at most 32,767 UTF-16 units")
    return kept


def _fill_explanation(book: Workbook, with_answers: bool) -> None:
    sheet = book.add_worksheet(EXPLANATION_SHEET)
    head: Format = book.add_format({"bold": True, "font_size": 14})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "valign": "top"})
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 80)
    sheet.write_string(0, 0, EXPLANATION[0], head)
    for line, sentence in enumerate(EXPLANATION[1:], 2):
        sheet.write_string(line, 1, sentence % {"rows": number(Limits().rows)}, wrap)
    start = len(EXPLANATION) + 2
    fields = [field for field in FIELDS if with_answers or field != "answer"]
    for line, field in enumerate(fields, start):
        sheet.write_string(line, 0, COLUMN_NAMES[field], bold)
        sheet.write_string(line, 1, MEANINGS[field] % {"limit": number(LONGEST[field])}, wrap)
    _set_paper(sheet)


def _set_paper(sheet: Worksheet) -> None:
    """A4, lying, one page wide."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
