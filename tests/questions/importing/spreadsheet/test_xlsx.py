"""Cells of xlsx files become the text that their author saw; nothing disappears in silence."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.worksheet.formula import ArrayFormula

from consultation.questions.importing.spreadsheet import Limits, Sheet, UnreadableFile, read
from consultation.questions.importing.spreadsheet.parse import parse
from consultation.uploads.sheets import cell_values, xlsx
from tests.questions.importing.spreadsheet.files import RELATION, book, inline, raw_xlsx, rows_xml, with_parts

LIMITS = Limits()


def parsed(data: bytes) -> Sheet:
    return parse(data, "xlsx", LIMITS)


def codes(sheet: Sheet) -> list[str]:
    return [note.code for note in sheet.notes]


def questions(data: bytes) -> list[str]:
    return [row.question for row in parsed(data).rows]


def test_columns_in_any_order_below_a_title() -> None:
    rows = [
        ["Vragenlijst Zilverdijk"],
        [],
        ["Nr", "Antwoord", "VRAAG *", "Thema:", "Paragraaf", "Pagina", "Gaat over", "Document"],
        [1, "Ja.", "Mag dit?", "Toegang", "3.2", "7", "Bijlage 2", "Leidraad"],
    ]
    sheet = read(book(rows), "vragen.xlsx")
    (row,) = sheet.rows
    assert (row.line, row.question, row.answer, row.about) == (4, "Mag dit?", "Ja.", "Bijlage 2")
    assert (row.document, row.section, row.page, row.theme) == ("Leidraad", "3.2", "7", "Toegang")
    assert not sheet.notes


def test_blank_rows_and_rows_with_only_a_number_do_not_count() -> None:
    rows: list[list[Any]] = [["Nr", "Vraag"], [1, "Een?"], [], [2, None], [3, "Twee?"], *([n, None] for n in range(4, 3000))]
    sheet = parsed(book(rows))
    assert [(row.line, row.question) for row in sheet.rows] == [(2, "Een?"), (5, "Twee?")]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (12, "General", "12"),
        (3.2, "General", "3,2"),
        (0.1 + 0.2, "General", "0,3"),
        (0.5, "0%", "50%"),
        (0.125, "0.0%", "12,5%"),
        (1e15, "0", "1000000000000000"),
        (-3, "0", "-3"),
        (True, "General", "WAAR"),
        (date(2027, 2, 3), "dd-mm-yyyy", "03-02-2027"),
        (date(2027, 2, 3), "[$-413]d mmm", "03-02-2027"),
        (datetime(2027, 2, 3, 14, 30), "yyyy-mm-dd hh:mm", "03-02-2027 14:30"),  # noqa: DTZ001 - cells know no zone
        (time(14, 30), "h:mm", "14:30"),
        (7, '0 "stuks"', "7"),
        (12.5, "[$€-413] #,##0.00", "12,5"),
    ],
)
def test_numbers_and_dates_become_what_stood_on_the_screen(value: object, number_format: str, text: str) -> None:
    def shape(made: openpyxl.Workbook) -> None:
        made.active["B2"].number_format = number_format

    (row,) = parsed(book([["Vraag", "Paragraaf"], ["Mag dit?", value]], shape)).rows
    assert row.section == text
    assert [mark.code for mark in row.marks] == (["date"] if "-2027" in text or ":" in text else [])


def test_dates_that_count_from_1904() -> None:
    def shape(made: openpyxl.Workbook) -> None:
        made.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    assert parsed(book([["Vraag", "Paragraaf"], ["?", date(2027, 2, 3)]], shape)).rows[0].section == "03-02-2027"


@settings(deadline=None)
@given(st.datetimes(min_value=datetime(1900, 3, 1), max_value=datetime(9990, 1, 1)).map(lambda m: m.replace(microsecond=0)))  # noqa: DTZ001
def test_date_serials_as_openpyxl_counts_them(moment: datetime) -> None:
    serial = openpyxl.utils.datetime.to_excel(moment)
    cell = cell_values.number_cell(repr(serial), frozenset({"date", "time"}), from_1904=False)
    assert cell.text == moment.strftime("%d-%m-") + f"{moment.year:04} {moment:%H:%M}"


def test_formulas_are_kept_as_their_own_words() -> None:
    """Message 10. The value that a formula once had (here 2) is not what anybody wrote."""
    sheet = rows_xml(
        inline("Vraag"),
        '<c t="str"><f>CONCAT("a","b")</f><v>2</v></c>',
        '<c><f t="shared" ref="A3:A4" si="0">A1&amp;"x"</f><v>2</v></c>',
        '<c><f t="shared" si="0"/><v>2</v></c>',
    )
    rows = parsed(raw_xlsx(sheet)).rows
    assert [row.question for row in rows] == ['=CONCAT("a","b")', '=A1&"x"', '=A1&"x"']
    assert all([mark.code for mark in row.marks] == ["formula"] for row in rows)


def test_array_formulas_too() -> None:
    def shape(made: openpyxl.Workbook) -> None:
        made.active["A2"] = ArrayFormula("A2:A3", "=B2:B3*2")

    assert questions(book([["Vraag"]], shape)) == ["=B2:B3*2"]


def test_the_formula_check_turns_red_without_its_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a reader that takes the stored value, as `data_only` does."""
    honest = xlsx.SheetListener._cell

    def stored_value(self: Any) -> Any:
        self._formula = None
        return honest(self)

    monkeypatch.setattr(xlsx.SheetListener, "_cell", stored_value)
    with pytest.raises(AssertionError):
        test_formulas_are_kept_as_their_own_words()


def test_text_that_looks_like_a_formula_stays_text() -> None:
    """Typed with an apostrophe in front, or in a column with the format Text: the cell holds a text."""
    sheet = rows_xml(inline("Vraag"), inline("=1+1"), inline("'s Middags open?"), inline("- ten eerste"))
    rows = parsed(raw_xlsx(sheet)).rows
    assert [row.question for row in rows] == ["=1+1", "'s Middags open?", "- ten eerste"]
    assert not any(row.marks for row in rows)


def test_rich_text_and_escaped_characters() -> None:
    def shape(made: openpyxl.Workbook) -> None:
        made.active["A2"] = CellRichText("Is dit ", TextBlock(InlineFont(b=True), "vet"), " gedrukt?")

    assert questions(book([["Vraag"]], shape)) == ["Is dit vet gedrukt?"]
    strings = "<si><r><t>東</t></r><rPh><t>higashi</t></rPh></si><si><t>a_x000D_b _x005F_x0041_ _xD83D__xDE00_</t></si>"
    sheet = rows_xml(inline("Vraag"), '<c t="s"><v>0</v></c>', '<c t="s"><v>1</v></c>')
    assert questions(raw_xlsx(sheet, strings)) == ["東", "a\rb _x0041_ \ud83d\ude00"]


def test_prefixed_elements_and_missing_references() -> None:
    sheet = rows_xml(inline("Vraag") + inline("Antwoord"), '<c r="B2" t="inlineStr"><is><t>Ja</t></is></c>' + inline("weg"))
    plain = raw_xlsx(sheet)
    assert [(row.line, row.question, row.answer) for row in parsed(plain).rows] == [(2, "", "Ja")]
    prefixed = '<x:worksheet xmlns:x="u"><x:sheetData><x:row r="3"><x:c r="A3" t="str"><x:v>Vraag</x:v></x:c></x:row>'
    prefixed += '<x:row r="9"><x:c r="A9" t="str"><x:v>Mag dit?</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    rows = parsed(with_parts(plain, **{"xl__worksheets__sheet1.xml": prefixed})).rows
    assert [(row.line, row.question) for row in rows] == [(9, "Mag dit?")]


def test_merged_cells_count_once_and_the_rest_is_told() -> None:
    def shape(made: openpyxl.Workbook) -> None:
        made.active.merge_cells("A1:C1")
        made.active.merge_cells("B3:B5")
        made.active.merge_cells("A6:A7")

    rows = [["Titel"], ["Vraag", "Document", "Pagina"]]
    rows += [["Een?", "Leidraad", "1"], ["Twee?", None, "2"], ["Drie?", None, "3"], ["Vier?", "x", "4"], [None, "y", "5"]]
    sheet = parsed(book(rows, shape))
    assert [row.document for row in sheet.rows] == ["Leidraad", "", "", "x", "y"]
    found = {row.line: [(mark.field, mark.code, mark.detail) for mark in row.marks] for row in sheet.rows if row.marks}
    assert found == {
        4: [("document", "merged", "3")],
        5: [("document", "merged", "3")],
        7: [("question", "merged", "6")],
    }
    assert codes(sheet) == ["merged_cells"]


def test_only_the_first_visible_sheet_and_the_others_are_named() -> None:
    def shape(made: openpyxl.Workbook) -> None:
        made.create_sheet("Geheim", 0).sheet_state = "veryHidden"
        made.create_sheet("Intern", 0).sheet_state = "hidden"
        made.create_sheet("Nog meer").append(["Vraag"])
        made.create_sheet("Uitleg")
        made.active = 2

    sheet = parsed(book([["Vraag"], ["Mag dit?"]], shape))
    assert [row.question for row in sheet.rows] == ["Mag dit?"]
    assert codes(sheet) == ["hidden_sheets", "other_sheets"]
    assert "Intern, Geheim" in sheet.notes[0].message_nl
    assert "Nog meer" in sheet.notes[1].message_nl and "Uitleg" not in sheet.notes[1].message_nl


def test_all_sheets_hidden() -> None:
    data = raw_xlsx(rows_xml(inline("Vraag"), inline("Mag dit?")))
    hidden = f'<workbook xmlns:r="{RELATION}"><sheets><sheet name="a" state="hidden" r:id="r1"/></sheets></workbook>'
    with pytest.raises(UnreadableFile, match="no_visible_sheet"):
        parsed(with_parts(data, **{"xl__workbook.xml": hidden}))


def test_hidden_rows_and_columns_are_read_and_reported() -> None:
    def shape(made: openpyxl.Workbook) -> None:
        made.active.row_dimensions[3].hidden = True
        made.active.column_dimensions["B"].hidden = True

    sheet = parsed(book([["Vraag", "Antwoord"], ["Een?", "Ja"], ["Twee?", "Nee"]], shape))
    assert [row.answer for row in sheet.rows] == ["Ja", "Nee"]
    assert [mark.code for mark in sheet.rows[1].marks] == ["hidden"]
    assert [note.message_nl for note in sheet.notes] == [
        "Verborgen in uw bestand, maar wel gelezen: rij 3.",
        "Verborgen in uw bestand, maar wel gelezen: kolom Antwoord.",
    ]


def test_comments_are_reported_not_read() -> None:
    def shape(made: openpyxl.Workbook) -> None:
        made.active["A2"].comment = Comment("intern: dit is ons zwakke punt", "directie")

    sheet = parsed(book([["Vraag"], ["Mag dit?"]], shape))
    assert [note.message_nl for note in sheet.notes] == ["Bij deze cellen staat een opmerking: A2. Opmerkingen lezen wij niet."]
    assert "zwakke" not in repr(sheet)


def test_error_values_are_marked() -> None:
    (row,) = parsed(raw_xlsx(rows_xml(inline("Vraag"), '<c t="e"><v>#N/A</v></c>'))).rows
    assert [(mark.code, mark.detail) for mark in row.marks] == [("error_value", "#N/A")]


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="_\ufffe\uffff"), max_size=30)
CELLS = st.one_of(st.none(), TEXTS, st.integers(-(10**14), 10**14), st.booleans())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TEXTS.filter(str.strip), CELLS), min_size=1, max_size=8))
def test_the_same_cells_as_openpyxl_reads(rows: list[tuple[str, Any]]) -> None:
    """A second, independent reader; where we differ on purpose is left out (`_x0041_`, fractions, dates)."""

    def as_text(made: openpyxl.Workbook) -> None:
        for cells in made.active.iter_rows():
            for cell in cells:
                if isinstance(cell.value, str):
                    cell.data_type = "s"

    expected = [
        (question, {True: "WAAR", False: "ONWAAR"}[a] if isinstance(a, bool) else str(a or 0 if a == 0 else a or ""))
        for question, a in rows
    ]
    found = parsed(book([("Vraag", "Antwoord"), *rows], as_text)).rows
    assert [(row.question, row.answer) for row in found] == expected
