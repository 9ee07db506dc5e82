"""The template: what is written in it comes back, nothing in it can run, and it tells nothing of us (R16)."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from consultation.questions.importing.spreadsheet import FIELDS, Limits, RawRow, UnreadableFile, read
from consultation.questions.importing.spreadsheet import template as writer
from consultation.questions.importing.spreadsheet.parse import parse
from consultation.questions.importing.spreadsheet.template import template
from consultation.uploads.cleaning import clean

DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "{=1}", '=HYPERLINK("http://x.example")', "http://x.example", "1", "_x0041_")


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=40), *[st.text(max_size=12)] * 6).filter(lambda row: clean(row[0])[0]), max_size=6))
def test_what_is_written_is_read(rows: list[tuple[str, ...]]) -> None:
    """Normalised as `clean` says: line ends, outer white space, unseen characters; nothing else changes."""
    data = template(with_answers=True, rows=[RawRow(line, *row) for line, row in enumerate(rows, 2)])
    if not rows:
        with pytest.raises(UnreadableFile, match="no_rows"):
            parse(data, "xlsx", Limits())
        return
    found = parse(data, "xlsx", Limits())
    assert [tuple(row.text(field) for field in FIELDS) for row in found.rows] == [
        tuple(clean(text)[0] for text in row) for row in rows
    ]
    assert not any(row.marks for row in found.rows) and not found.notes


def test_an_empty_template_says_what_to_do() -> None:
    with pytest.raises(UnreadableFile, match="no_rows") as refusal:
        read(template(with_answers=False), "sjabloon.xlsx")
    assert "Zet elke vraag op een eigen rij" in refusal.value.message_nl


def test_nothing_in_it_can_run() -> None:
    rows = [RawRow(line, text, text) for line, text in enumerate(DANGEROUS, 2)]
    made = opened(template(with_answers=True, rows=rows))
    cells = [cell for line in made["Vragen"].iter_rows() for cell in line]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def test_the_run_check_turns_red_without_its_guards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: XlsxWriter as it is out of the box."""
    monkeypatch.setattr(writer, "SAFE", {"in_memory": True})
    monkeypatch.setattr(xlsxwriter.worksheet.Worksheet, "write_string", xlsxwriter.worksheet.Worksheet.write)
    with pytest.raises(AssertionError):
        test_nothing_in_it_can_run()


def test_columns_are_text_and_have_limits() -> None:
    """As text Excel leaves 3-2, 3.10 and =… alone."""
    sheet = opened(template(with_answers=True))["Vragen"]
    assert [cell.value for cell in sheet[1]] == [
        "Vraag", "Antwoord", "Gaat over", "Document", "Paragraaf", "Bladzijde", "Thema",
    ]  # fmt: skip
    assert {column.number_format for column in sheet.column_dimensions.values()} == {"@"}
    rules = {str(rule.sqref): (rule.type, rule.formula1) for rule in sheet.data_validations.dataValidation}
    assert rules["A2:A2001"] == ("textLength", "10000") and rules["C2:C2001"] == ("textLength", "500")
    assert sheet.freeze_panes == "A2" and sheet.print_title_rows == "$1:$1"


def test_for_someone_who_only_asks_there_is_no_answer_column() -> None:
    made = opened(template(with_answers=False))
    words = [str(cell.value) for sheet in made for line in sheet.iter_rows() for cell in line if cell.value]
    assert "Vraag" in words and "Antwoord" not in words


def test_it_tells_nothing_of_who_made_it_or_when() -> None:
    first, second = template(with_answers=True), template(with_answers=True)
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time[:3] for info in archive.infolist()} == {(1980, 1, 1)}
        core = archive.read("docProps/core.xml").decode()
    assert "2000-01-01T00:00:00Z" in core and "<dc:creator></dc:creator>" in core


def test_a_text_that_does_not_fit_in_a_cell_is_refused() -> None:
    fits = "\U0001f600" * 16_383
    assert parse(template(True, [RawRow(2, fits)]), "xlsx", Limits()).rows[0].question == fits
    with pytest.raises(ValueError, match="cell"):
        template(True, [RawRow(2, fits + "aa")])
