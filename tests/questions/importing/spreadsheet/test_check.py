"""Rows are good, to fix or double; each problem says which row and what to do (messages 9 and 10)."""

from __future__ import annotations

import importlib

import pytest

from consultation.questions.importing.spreadsheet import Mark, RawRow, Sheet, Status, check
from consultation.questions.importing.spreadsheet.parse import parse
from consultation.questions.importing.spreadsheet.sheet import Limits
from tests.questions.importing.spreadsheet.files import inline, raw_xlsx, rows_xml

BSN = "123456782"
BSN_WORDS = "In uw tekst staat een nummer dat op een BSN lijkt. Haal het weg. Wij hebben het niet bewaard."


def no_bsn(text: str) -> str | None:
    return BSN_WORDS if BSN in text else None


def sheet(*rows: RawRow) -> Sheet:
    return Sheet(rows)


def test_message_9() -> None:
    """58 of 60 rows are good; row 37 has no question, row 41 repeats row 12."""
    rows = [RawRow(line, f"Vraag {line}?") for line in range(2, 62)]
    rows[35] = RawRow(37, " ", answer="Wel een antwoord")
    rows[39] = RawRow(41, "  vraag\n12? ")
    checked = check(sheet(*rows), ())
    assert checked.message_nl == ("58 van 60 rijen zijn goed. Rij 37: de vraag is leeg. Rij 41: deze vraag staat ook in rij 12.")
    assert [checked.count(status) for status in (Status.GOOD, Status.TO_FIX, Status.DOUBLE)] == [58, 1, 1]


@pytest.mark.parametrize(
    ("questions", "words"),
    [
        (["a?"], "De rij is goed."),
        (["a?", "b?"], "Alle 2 rijen zijn goed."),
        (["a?", ""], "1 van 2 rijen is goed. Rij 1: de vraag is leeg."),
        ([""], "0 van 1 rijen zijn goed. Rij 0: de vraag is leeg."),
    ],
)
def test_counting_words(questions: list[str], words: str) -> None:
    assert check(sheet(*(RawRow(line, text) for line, text in enumerate(questions))), ()).message_nl == words


def test_what_the_owner_already_has_is_double() -> None:
    (row,) = check(sheet(RawRow(2, "Mag  DIT?")), ["mag dit?\r\n"]).rows
    assert row.status is Status.DOUBLE
    assert [problem.message_nl for problem in row.problems] == ["Rij 2: deze vraag staat al in uw lijst."]


def test_what_was_typed_here_is_double_in_the_dress_of_a_program() -> None:
    (row,) = check(sheet(RawRow(2, "Telt “reistijd”\u00a0mee…")), ['Telt "reistijd" mee...']).rows
    assert row.status is Status.DOUBLE and row.row.question == "Telt “reistijd”\u00a0mee…", "a sheet keeps its signs"


def test_a_broken_row_is_to_fix_even_when_double() -> None:
    rows = check(sheet(RawRow(2, "Mag dit?"), RawRow(3, "Mag dit?", document="x" * 501)), ()).rows
    assert rows[1].status is Status.TO_FIX
    assert [problem.code for problem in rows[1].problems] == ["too_long", "double_in_file"]


def test_too_long_says_how_long_and_keeps_the_text() -> None:
    good, bad = check(sheet(RawRow(2, "a" * 10_000), RawRow(3, "b" * 10_001)), ()).rows
    assert good.status is Status.GOOD
    assert bad.row.question == "b" * 10_001
    assert [problem.message_nl for problem in bad.problems] == [
        "Rij 3: de vraag is te lang: 10.001 tekens. Maak de tekst korter, tot 10.000 tekens."
    ]


def test_text_is_cleaned_and_said() -> None:
    (row,) = check(sheet(RawRow(2, "\ufeff a\x00b\u202e\r\nc\u2028d\x0be\td \r")), ()).rows
    assert row.row.question == "ab\nc\nd\ne\td"
    assert row.status is Status.GOOD
    assert [problem.message_nl for problem in row.problems] == ["Rij 2: uit de vraag haalden wij 3 onzichtbare tekens weg."]


FORMULA = raw_xlsx(
    rows_xml(inline("Vraag") + inline("Thema"), "<c><f>1+1</f><v>2</v></c>", inline("Mag dit?") + "<c><f>A1</f><v>2</v></c>")
)


def test_message_10() -> None:
    """A formula instead of a question is to fix; beside a question it is only told."""
    first, second = check(parse(FORMULA, "xlsx", Limits()), ()).rows
    assert (first.row.question, first.status) == ("=1+1", Status.TO_FIX)
    assert (second.row.theme, second.status) == ("=A1", Status.GOOD)
    assert [problem.message_nl for row in (first, second) for problem in row.problems] == [
        f"In rij {line} staat een formule. Wij hebben de tekst van de formule bewaard en voeren hem niet uit." for line in (2, 3)
    ]


def test_message_10_turns_red_without_its_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin."""
    # `import_module`: the package has a verb of the same name.
    module = importlib.import_module("consultation.questions.importing.spreadsheet.check")
    monkeypatch.setattr(module, "STOPPING_IN_TEXT", frozenset())
    with pytest.raises(AssertionError):
        test_message_10()


@pytest.mark.parametrize(
    ("mark", "status", "words"),
    [
        (Mark("answer", "formula"), Status.TO_FIX, "In rij 5 staat een formule."),
        (
            Mark("page", "error_value", "#N/A"),
            Status.TO_FIX,
            "Rij 5: bij de bladzijde staat een foutcode van het rekenblad (#N/A).",
        ),
        (Mark("answer", "not_text"), Status.TO_FIX, "Rij 5: bij het antwoord staat geen tekst."),
        (Mark(None, "extra_cells"), Status.TO_FIX, "Rij 5 heeft meer cellen dan er kolommen zijn."),
        (Mark("section", "date", "03-02-2027"), Status.GOOD, "Rij 5: bij de paragraaf staat een datum (03-02-2027)."),
        (Mark("document", "merged", "4"), Status.GOOD, "Rij 5: het document is leeg. De cel is samengevoegd met rij 4."),
        (Mark(None, "hidden"), Status.GOOD, "Rij 5 is verborgen in uw bestand. Wij lazen hem wel."),
    ],
)
def test_what_the_reader_noticed(mark: Mark, status: Status, words: str) -> None:
    (row,) = check(sheet(RawRow(5, "Mag dit?", marks=(mark,))), ()).rows
    assert row.status is status
    assert row.problems[0].message_nl.startswith(words)
    assert row.problems[0].stops is (status is Status.TO_FIX)


def test_an_empty_merged_question_says_so() -> None:
    (row,) = check(sheet(RawRow(5, theme="x", marks=(Mark("question", "merged", "4"),))), ()).rows
    assert [problem.message_nl for problem in row.problems] == ["Rij 5: de vraag is leeg. De cel is samengevoegd met rij 4."]


FIELDS_WITH_BSN = ["question", "answer", "about", "document", "section", "page", "theme"]


@pytest.mark.parametrize("field", FIELDS_WITH_BSN)
def test_a_forbidden_text_goes_no_further(field: str) -> None:
    """Message 21: what is forbidden is not kept, in whatever column it stands."""
    texts = {"question": "Mag dit?"} | {field: f"zie {BSN}"}
    marks = (Mark("section", "date", BSN),) if field == "section" else ()
    checked = check(sheet(RawRow(2, **texts, marks=marks)), (), no_bsn)  # type: ignore[arg-type]
    assert BSN not in repr(checked.rows[0].problems) + checked.message_nl
    assert getattr(checked.rows[0].row, field) == ""
    assert checked.rows[0].status is Status.TO_FIX
    assert f"Rij 2: {BSN_WORDS}" in checked.message_nl
    assert BSN not in repr(checked)


def test_a_hidden_character_does_not_split_a_forbidden_number() -> None:
    (row,) = check(sheet(RawRow(2, f"zie {BSN[:4]}\x00{BSN[4:]}")), (), no_bsn).rows
    assert row.row.question == "" and row.status is Status.TO_FIX


def test_the_forbidden_check_turns_red_without_its_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin."""
    monkeypatch.setattr(f"{__name__}.no_bsn", lambda text: None)
    with pytest.raises(AssertionError):
        test_a_forbidden_text_goes_no_further("question")


def test_who_only_asks_brings_no_answers() -> None:
    marks = (Mark("answer", "formula"),)
    checked = check(sheet(RawRow(2, "Mag dit?", "Ja", marks=marks)), (), with_answers=False)
    assert checked.rows[0].row.answer == "" and checked.rows[0].status is Status.GOOD
    assert [note.message_nl for note in checked.notes] == ["U stelt hier alleen vragen. De kolom met antwoorden lezen wij niet."]
    assert not check(sheet(RawRow(2, "Mag dit?")), (), with_answers=False).notes
