"""Spreadsheets as their reader sees them: visible sheets, rows and columns, numbers as they are shown (R3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Color, Font, PatternFill

from consultation.uploads.sheets import look, numbers, shown, xlsx
from tests.questions.importing.spreadsheet.files import RELATION, book, ods_row, ods_table, parts_of, with_parts, zipped
from tests.uploads.odf_files import odf, style
from tests.uploads.reading import extract, lines, refusal

CANARY = "KANARIE"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
Edit = Callable[[Workbook], object]


def hidden_sheet(state: str) -> Edit:
    """Put words on a sheet that is not shown."""

    def edit(made: Workbook) -> None:
        sheet = made.create_sheet("Geheim")
        sheet["A1"], sheet.sheet_state = CANARY, state

    return edit


def cell(place: str, value: Any = CANARY, **changes: Any) -> Edit:
    """Put words in a cell and change how it looks."""

    def edit(made: Workbook) -> None:
        found = made.active[place]
        found.value = value
        for name, change in changes.items():
            setattr(found, name, change)

    return edit


def hidden_row(made: Workbook) -> None:
    """Hide a row."""
    cell("A3")(made)
    made.active.row_dimensions[3].hidden = True


def hidden_column(made: Workbook) -> None:
    """Hide a column."""
    cell("F1")(made)
    made.active.column_dimensions["F"].hidden = True


def header(made: Workbook) -> None:
    """Write above the printed page."""
    made.active.oddHeader.center.text = CANARY


def low_row(made: Workbook) -> None:
    """Make a row too low for letters."""
    cell("A3")(made)
    made.active.row_dimensions[3].height = 0.5


def low_rows(made: Workbook) -> None:
    """Make all rows too low for letters, unless they say otherwise."""
    cell("A3")(made)
    made.active.sheet_format.defaultRowHeight, made.active.sheet_format.zeroHeight = 0, True
    made.active.row_dimensions[1].height = made.active.row_dimensions[2].height = 15


def narrow_column(made: Workbook) -> None:
    """Make a column too narrow for letters."""
    cell("F1")(made)
    made.active.column_dimensions["F"].width = 0.1


def merged(made: Workbook) -> None:
    """Put words behind the first of the cells that are merged, as no program does by itself."""
    made.active.merge_cells("B2:C3")
    made.active._cells[(3, 3)] = Cell(made.active, 3, 3, CANARY)  # the public way empties merged cells


HIDDEN: dict[str, tuple[Edit, str]] = {
    "hidden sheet": (hidden_sheet("hidden"), "hidden_sheets"),
    "very hidden sheet": (hidden_sheet("veryHidden"), "very_hidden_sheets"),
    "hidden row": (hidden_row, "hidden_rows"),
    "hidden column": (hidden_column, "hidden_columns"),
    "white on white": (cell("A3", font=Font(color="FFFFFFFF")), "same_colour"),
    "letters of one point": (cell("A3", font=Font(sz=1)), "tiny_text"),
    "a row too low for letters": (low_row, "hidden_rows"),
    "rows too low for letters": (low_rows, "hidden_rows"),
    "a column too narrow for letters": (narrow_column, "hidden_columns"),
    "behind a merged cell": (merged, "hidden_text"),
    "letters of a theme on black": (
        cell("A3", font=Font(color=Color(theme=1)), fill=PatternFill("solid", fgColor="FF000000")),
        "same_colour",
    ),
    "format that shows nothing": (cell("A3", number_format=";;;"), "same_colour"),
    "comment": (lambda made: setattr(made.active["A1"], "comment", Comment(CANARY, "x")), "comments"),
    "header": (header, "headers"),
}
ROWS = [["Product", "Tarief"], ["Begeleiding", 44.75]]


@pytest.mark.parametrize("name", HIDDEN)
def test_what_nobody_sees_is_counted_and_stays_behind(name: str) -> None:
    edit, code = HIDDEN[name]
    found = extract(book(ROWS, edit), "xlsx")
    assert found.report.get(code) == 1, found.report
    assert lines(found) == ["| Product|Tarief", "| Begeleiding|44,75"]
    assert CANARY not in found.plain + found.markdown
    if name != "header":
        assert CANARY in found.unseen, "it must be looked through for a BSN (rule 41)"


def test_twins_without_a_guard_hidden_cells_go_along(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown.ShownSheet, "is_hidden", lambda _sheet, _column: False)
    assert CANARY in extract(book(ROWS, hidden_column), "xlsx").plain
    monkeypatch.setattr(look.CellLook, "is_unseen", False)
    assert CANARY in extract(book(ROWS, cell("A3", font=Font(color="FFFFFFFF"))), "xlsx").plain
    monkeypatch.setattr(look.CellLook, "is_tiny", False)
    assert CANARY in extract(book(ROWS, cell("A3", font=Font(sz=1))), "xlsx").plain
    monkeypatch.setattr(xlsx, "LOWEST", 0)
    assert CANARY in extract(book(ROWS, low_row), "xlsx").plain
    monkeypatch.setattr(shown, "mark_merged", lambda _sheet: None)
    assert CANARY in extract(book(ROWS, merged), "xlsx").plain


def stretch(text: str, properties: str = "") -> str:
    """A part of the text in a cell, with a look of its own."""
    return f"<r><rPr>{properties}</rPr><t>{text}</t></r>"


STRETCHES = {
    "white": ('<color rgb="FFFFFFFF"/>', "same_colour"),
    "the colour of paper": ('<color theme="0"/>', "same_colour"),
    "one point": ('<sz val="1"/>', "tiny_text"),
}


def rich(properties: str, *, shared: bool) -> bytes:
    """A cell with words of which a part looks different, in the sheet itself or among the texts that cells share."""
    inside = stretch("Wij ") + stretch(CANARY, properties) + stretch("vragen", '<color rgb="FFFF0000"/><sz val="9"/>')
    parts = parts_of(book([["x"]]))
    if shared:
        parts["xl/worksheets/sheet1.xml"] = _sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
        link = f'<Relationship Id="rId9" Type="{RELATION}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
        links = parts["xl/_rels/workbook.xml.rels"]
        assert isinstance(links, bytes)
        parts["xl/_rels/workbook.xml.rels"] = links.replace(b"</Relationships>", link.encode())
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}"><si>{inside}</si></sst>'
    else:
        parts["xl/worksheets/sheet1.xml"] = _sheet(f'<row r="1"><c r="A1" t="inlineStr"><is>{inside}</is></c></row>')
    return zipped(parts)


@pytest.mark.parametrize("shared", [True, False])
@pytest.mark.parametrize("name", STRETCHES)
def test_a_part_of_a_cell_that_nobody_sees_stays_behind(name: str, shared: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    properties, code = STRETCHES[name]
    found = extract(rich(properties, shared=shared), "xlsx")
    assert lines(found) == ["| Wij vragen"] and found.report.get(code) == 1
    assert CANARY in found.unseen, "it must be looked through for a BSN (rule 41)"
    monkeypatch.setattr(look.CellLook, "hides", lambda _look, _stretch: "")
    assert CANARY in extract(rich(properties, shared=shared), "xlsx").plain, "twin: without the guard it goes along"


def test_rows_that_a_file_names_are_shown_where_all_others_are_hidden() -> None:
    """As programs write a sheet whose unused rows are hidden."""

    def edit(made: Workbook) -> None:
        made.active.sheet_format.zeroHeight = True

    assert lines(extract(book(ROWS, edit), "xlsx")) == ["| Product|Tarief", "| Begeleiding|44,75"]


def test_every_visible_sheet_under_its_name() -> None:
    def edit(made: Workbook) -> None:
        made.active.title = "Kosten"
        made.create_sheet("Uren")["B3"] = "twee"
        hidden_sheet("hidden")(made)

    assert lines(extract(book(ROWS, edit), "xlsx")) == ["# Kosten", "| Product|Tarief", "| Begeleiding|44,75", "# Uren", "| twee"]


def test_white_letters_on_a_dark_ground_are_read() -> None:
    dark = cell("A3", font=Font(color="FFFFFFFF"), fill=PatternFill("solid", fgColor="FF1F3864"))
    assert lines(extract(book(ROWS, dark), "xlsx"))[-1] == f"| {CANARY}"


def test_a_formula_is_its_outcome() -> None:
    cells = '<c r="A1"><f>B1*2</f><v>8</v></c><c r="B1"><f>nog.niet()</f></c><c r="C1" t="str"><f>x</f><v>tekst</v></c>'
    found = extract(zipped(parts_of(book([["x"]])) | {"xl/worksheets/sheet1.xml": _sheet(f'<row r="1">{cells}</row>')}), "xlsx")
    assert lines(found) == ["| 8||tekst"]
    assert (found.report["formulas"], found.report["empty_formulas"]) == (2, 1)


def _sheet(rows: str) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        (44.7512, '"€" #,##0.00', "€ 44,75"), (44.755, "0.00", "44,76"), (1234567.891, "#,##0", "1.234.568"),
        (0.125, "0.0%", "12,5%"), (0.125, "0%", "13%"), (-12.5, "0.0;(0.0)", "(12,5)"), (-12.5, "0.0", "-12,5"),
        (0, '0;-0;"geen"', "geen"),
        (5, '0 "uur"', "5 uur"), (1 / 3, "General", "0,3333333333"), (12, "General", "12"), (1234567, '0.0,," mln"', "1,2 mln"),
        (2.5, "0.##", "2,5"), (2, "0.##", "2"), (date(2027, 2, 3), "dd-mm-yyyy", "03-02-2027"), (True, "General", "WAAR"),
        (1500, "[$€-413] #,##0", "€ 1.500"),
    ],
)  # fmt: skip
def test_a_number_has_no_digit_more_than_is_shown(value: Any, code: str, words: str) -> None:
    """What a reader does not see is not passed on, and a rounded price has hidden digits."""
    found = extract(book([["x"]], cell("A1", value, number_format=code)), "xlsx")
    assert lines(found) == [f"| {words}"]


def test_twin_without_rounding_the_hidden_digits_go_along(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbers, "GENERAL", ("0.00",))
    assert "44,7512" in extract(book([["x"]], cell("A1", 44.7512, number_format="0.00")), "xlsx").plain


def test_a_format_can_hide_one_kind_of_value() -> None:
    assert numbers.hides("0;;", "-1", is_text=False) and not numbers.hides("0;;", "1", is_text=False)
    assert numbers.hides(";;;", "x", is_text=True) and not numbers.hides("0;;", "x", is_text=True)


def test_stored_copies_and_charts_are_counted() -> None:
    made = with_parts(book(ROWS), xl__pivotCache__pivotCacheRecords1="<a/>", xl__connections="<a/>")
    parts = parts_of(made)
    for name in ("xl/pivotCache/pivotCacheRecords1", "xl/connections"):
        parts[f"{name}.xml"] = parts.pop(name)
    assert extract(zipped(parts), "xlsx").report["stored_data"] == 2


def test_cells_of_one_number_each_stay_apart() -> None:
    """Rule 41: rows of small numbers must not read as one long number; see `test_keeping` for the other side."""
    found = extract(book([[123, 456], [782, 5]]), "xlsx")
    assert found.plain == "| 123  |  456 |\n| 782  |  5 |"


# ods


def test_ods_as_its_reader_sees_it() -> None:
    hide = '<style:style style:name="H" style:family="table"><style:table-properties table:display="false"/></style:style>'
    body = (
        ods_table(
            ods_row("Product", "Tarief"), ods_row("Begeleiding", "€ 44,75"),
            ods_row(CANARY, attributes='table:visibility="collapse"'),
        )
        + ods_table(ods_row(CANARY), name="Geheim", attributes='table:style-name="H"') + ods_table(ods_row("twee"), name="Uren")
    )  # fmt: skip
    found = extract(odf("ods", body, hide), "ods")
    assert lines(found) == ["# Vragen", "| Product|Tarief", "| Begeleiding|€ 44,75", "# Uren", "| twee"]
    assert found.report == {"hidden_rows": 1, "hidden_sheets": 1} and CANARY in found.unseen


def test_ods_white_words_comments_and_formulas() -> None:
    white = style("W", "table-cell", fo__color="#ffffff")
    cells = (
        f'<table:table-cell table:style-name="W"><text:p>{CANARY}</text:p></table:table-cell>',
        f"<table:table-cell><office:annotation><text:p>{CANARY}</text:p></office:annotation><text:p>gezien</text:p></table:table-cell>",
        '<table:table-cell table:formula="of:=1+1"><text:p>2</text:p></table:table-cell>',
    )
    found = extract(odf("ods", ods_table(ods_row(*cells)), white), "ods")
    assert lines(found) == ["| gezien|2"]
    assert found.report == {"comments": 1, "formulas": 1, "same_colour": 1}


def test_links_to_other_files_are_refused() -> None:
    """R15."""
    assert refusal(with_parts(book(ROWS), **{"xl__externalLinks__externalLink1.xml": "<a/>"}), "xlsx") == "external_link"
    source = '<table:table table:name="a"><table:table-source xlink:href="b.ods"/></table:table>'
    assert refusal(odf("ods", source), "ods") == "external_link"
