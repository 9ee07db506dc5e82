"""Cells of ods files (LibreOffice) become the text on the screen; comments and drawings stay out."""

from __future__ import annotations

import pytest

from consultation.questions.importing.spreadsheet import Limits, Sheet, UnreadableFile, read
from consultation.questions.importing.spreadsheet.parse import parse
from tests.questions.importing.spreadsheet.files import ods, ods_cell, ods_row, ods_table

LIMITS = Limits()
COVERED = "<table:covered-table-cell/>"
SPACES_BOMB = "<table:table-cell><text:p>a<text:s text:c='999999999'/></text:p></table:table-cell>"


def parsed(data: bytes) -> Sheet:
    return parse(data, "ods", LIMITS)


def test_texts_below_a_header() -> None:
    signs = "a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d"
    spaces = f"<table:table-cell><text:p>{signs}</text:p><text:p>e</text:p></table:table-cell>"
    spans = ods_row("Ja", "Mag <text:span>dit</text:span>?")
    table = ods_table(ods_row("Titel"), ods_row("Antwoord", "Vraag"), spans, ods_row("x", spaces))
    rows = read(ods(table), "Vragen.ODS").rows
    assert [(row.line, row.question, row.answer) for row in rows] == [(3, "Mag dit?", "Ja"), (4, "a   b\tc\nd\ne", "x")]


def test_a_million_repeated_blank_rows_cost_nothing() -> None:
    blank = ods_row(
        '<table:table-cell table:number-columns-repeated="16384"/>', attributes='table:number-rows-repeated="1048570"'
    )
    rows = parsed(ods(ods_table(ods_row("Vraag"), ods_row("Een?"), blank, ods_row("Twee?")))).rows
    assert [(row.line, row.question) for row in rows] == [(2, "Een?"), (1048573, "Twee?")]


def test_repeated_rows_with_text_count_all() -> None:
    full = ods_row("Een?", attributes='table:number-rows-repeated="1048570"')
    with pytest.raises(UnreadableFile, match="too_many_rows") as refusal:
        parsed(ods(ods_table(ods_row("Vraag"), full)))
    assert "1.048.570 rijen" in refusal.value.message_nl


def test_formulas_dates_and_numbers() -> None:
    formula = ods_cell("2", 'table:formula="of:=[.A1]+1"')
    day = (
        '<table:table-cell office:value-type="date" office:date-value="2027-02-03"><text:p>03-02-2027</text:p></table:table-cell>'
    )
    number = '<table:table-cell office:value-type="float" office:value="3.2"><text:p>3,2</text:p></table:table-cell>'
    rows = parsed(ods(ods_table(ods_row("Vraag", "Paragraaf"), ods_row(formula, day), ods_row("Mag dit?", number)))).rows
    assert [(row.question, row.section, [mark.code for mark in row.marks]) for row in rows] == [
        ("=[.A1]+1", "03-02-2027", ["formula", "date"]),
        ("Mag dit?", "3,2", []),
    ]


def test_comments_and_text_boxes_are_told_not_read() -> None:
    noted = (
        "<table:table-cell><office:annotation><text:p>zwak punt</text:p></office:annotation>"
        "<text:p>Mag <draw:frame><draw:text-box><text:p>vak</text:p></draw:text-box></draw:frame>dit?</text:p></table:table-cell>"
    )
    sheet = parsed(ods(ods_table(ods_row("Vraag"), ods_row(noted))))
    assert [row.question for row in sheet.rows] == ["Mag dit?"]
    assert [note.code for note in sheet.notes] == ["comments", "drawings"]
    assert "A2" in sheet.notes[0].message_nl


def test_deleted_texts_of_tracked_changes_stay_out() -> None:
    cell = "<table:change-track-table-cell><text:p>weg</text:p></table:change-track-table-cell>"
    tracked = f"<table:tracked-changes>{cell}</table:tracked-changes>"
    sheet = parsed(ods(tracked + ods_table(ods_row("Vraag"), ods_row("Mag dit?"))))
    assert [row.question for row in sheet.rows] == ["Mag dit?"]


def test_hidden_sheets_rows_columns_and_merged_cells() -> None:
    style = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    merged = ods_cell("Leidraad", 'table:number-rows-spanned="2" table:number-columns-spanned="1"')
    questions = ods_table(
        columns,
        ods_row("Vraag", "Document"),
        ods_row("Een?", merged),
        ods_row("Twee?", COVERED, attributes='table:visibility="filter"'),
    )
    tables = ods_table(ods_row("Vraag"), name="Intern", attributes='table:style-name="ta2"') + questions + ods_table(name="Rest")
    sheet = parsed(ods(tables, style))
    assert [(row.question, row.document) for row in sheet.rows] == [("Een?", "Leidraad"), ("Twee?", "")]
    assert [(mark.field, mark.code) for mark in sheet.rows[1].marks] == [("document", "merged"), (None, "hidden")]
    assert [note.code for note in sheet.notes] == [
        "hidden_sheets",
        "other_sheets",
        "hidden_rows",
        "hidden_columns",
        "merged_cells",
    ]


@pytest.mark.parametrize(
    ("tables", "manifest", "code"),
    [
        ("", "<manifest:encryption-data/>", "encrypted"),
        ("", "", "no_visible_sheet"),
        (ods_table(ods_row("Vraag"), "<table:table-source xlink:href='file:///etc/passwd'/>"), "", "external_link"),
        (
            ods_table(ods_row(SPACES_BOMB)),
            "",
            "too_much_text",
        ),
        (ods_table(ods_row("<table:table-cell table:number-columns-repeated='x'/>")), "", "damaged"),
    ],
)
def test_refusals(tables: str, manifest: str, code: str) -> None:
    with pytest.raises(UnreadableFile, match=f"^{code}$"):
        parsed(ods(tables, manifest=manifest))


def test_a_wide_repeated_cell_is_cut_off() -> None:
    wide = ods_cell("x", 'table:number-columns-repeated="16384"')
    sheet = parsed(ods(ods_table(ods_row("Vraag"), ods_row("Mag dit?", wide))))
    assert "too_many_columns" in [note.code for note in sheet.notes]
