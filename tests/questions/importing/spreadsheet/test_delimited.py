"""csv: separators, letters, quotes and the apostrophe that guards against formulas."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultation.questions.importing.spreadsheet import Limits, Sheet, UnreadableFile, read
from consultation.questions.importing.spreadsheet.parse import parse

LIMITS = Limits()


def parsed(text: str | bytes, encoding: str = "utf-8") -> Sheet:
    return parse(text.encode(encoding) if isinstance(text, str) else text, "csv", LIMITS)


def pairs(sheet: Sheet) -> list[tuple[str, str]]:
    return [(row.question, row.answer) for row in sheet.rows]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_separators_and_letters(separator: str, encoding: str) -> None:
    text = f'Nr{separator}Vraag{separator}Antwoord\r\n1{separator}"Eén; twee, drie\t?"{separator}"Zó"\r\n'
    sheet = read(text.encode(encoding), "vragen.csv")
    assert pairs(sheet) == [("Eén; twee, drie\t?", "Zó")]
    assert [note.code for note in sheet.notes] == (["windows_letters"] if encoding == "cp1252" else [])


def test_one_column_is_not_split_by_its_commas() -> None:
    assert pairs(parsed("Vraag\nWat, als, dit; dan?\n")) == [("Wat, als, dit; dan?", "")]


def test_the_separator_that_excel_obeys() -> None:
    sheet = parsed("sep=,\nVraag,Antwoord\nMag dit?,Ja\n")
    assert [(row.line, row.question) for row in sheet.rows] == [(3, "Mag dit?")]


def test_lines_are_those_of_the_spreadsheet() -> None:
    sheet = parsed('Titel\n\nVraag;Antwoord\n"twee\nregels";ja\nEen?;\n')
    assert [(row.line, row.question) for row in sheet.rows] == [(4, "twee\nregels"), (5, "Een?")]


def test_a_sentence_that_was_split_is_marked() -> None:
    sheet = parsed("Vraag;Antwoord\nMag dit; of dat; of zus?;Ja\nGoed?;Ja\n")
    assert [[mark.code for mark in row.marks] for row in sheet.rows] == [["extra_cells"], []]


def test_a_quote_that_never_closes_names_the_line_where_it_opened() -> None:
    with pytest.raises(UnreadableFile, match="broken_csv") as refusal:
        parsed('Vraag;Antwoord\nEen?;Ja\n"Twee?;Ja\n' + "Drie?;Ja\n" * 50)
    assert "Rond regel 3 " in refusal.value.message_nl


def test_letters_of_no_known_kind() -> None:
    with pytest.raises(UnreadableFile, match="encoding"):
        parsed(b"Vraag\n\x81\x8d\n")
    with pytest.raises(UnreadableFile, match="encoding"):
        parsed(b"\xff\xfeV\x00r\x00\x00\xd8")


def test_our_own_guard_is_taken_away_and_other_apostrophes_stay() -> None:
    """R16: exports put ' before a text that a spreadsheet would run."""
    text = "Vraag;Antwoord\n'=1+1;'-2\n's Middags;'t Is zo\n=2+2;@x\n"
    assert pairs(parsed(text)) == [("=1+1", "-2"), ("'s Middags", "'t Is zo"), ("=2+2", "@x")]


PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40)


@settings(deadline=None)
@given(st.lists(st.tuples(PLAIN.filter(str.strip), PLAIN), min_size=1, max_size=6), st.sampled_from(";,\t"))
def test_what_is_written_is_read(rows: list[tuple[str, str]], separator: str) -> None:
    target = io.StringIO()
    csv.writer(target, delimiter=separator).writerows([("Vraag", "Antwoord"), *(("." + q, a and "." + a) for q, a in rows)])
    assert pairs(parsed(target.getvalue())) == [("." + question, answer and "." + answer) for question, answer in rows]
