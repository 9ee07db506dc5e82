"""The row with column names: found below titles, in two languages, and asked for when it is not there."""

from __future__ import annotations

import pytest

from consultation.questions.importing.spreadsheet import Limits, Sheet, UnreadableFile, headers
from consultation.questions.importing.spreadsheet.parse import parse
from tests.questions.importing.spreadsheet.files import book


def parsed(text: str, limits: Limits = Limits()) -> Sheet:  # noqa: B008 - frozen
    return parse(text.encode(), "csv", limits)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Vraag", "question"),
        (" VRAAG* ", "question"),
        ("Vraag (verplicht):", "question"),
        ("Uw vraag", "question"),
        ("question", "question"),
        ("Antwoord van de gemeente", "answer"),
        ("Gaat  over", "about"),
        ("reference", "about"),
        ("Verwijzing", "about"),
        ("Paragraaf / hoofdstuk", "section"),
        ("Paragraaf/bladzijde", "about"),
        ("Blz.", "page"),
        ("Onderwerp", "theme"),
        ("Vraagnummer", None),
        ("Vraag/antwoord", None),
        ("Organisatie", None),
        ("", None),
        ("/", None),
    ],
)
def test_names_of_columns(name: str, field: str | None) -> None:
    assert headers.field_of(name) == field


def test_a_title_with_the_word_is_not_the_header() -> None:
    sheet = parsed("Vragen;\n;\nNr;Vraag;Antwoord\n1;Mag dit?;Ja\n")
    assert [row.question for row in sheet.rows] == ["Mag dit?"]


def test_the_header_is_looked_for_in_ten_rows() -> None:
    titles = "Titel\n" * 9
    assert parsed(titles + "Vraag;Thema\nMag dit?;x\n").rows[0].line == 11
    with pytest.raises(UnreadableFile, match="no_question_column"):
        parsed(titles + "nog een\nVraag;Thema\nMag dit?;x\n")


def test_wrong_columns_names_what_was_found_and_what_we_expect() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        parse(book([["Nr", "Stelling", "Reactie\x07van".replace("\x07", " ")], [1, "a", "b"]]), "xlsx", Limits())
    assert refusal.value.message_nl == (
        "Wij vinden geen kolom met vragen. Deze kolommen staan in uw bestand: “Nr”, “Stelling”, “Reactie van”. "
        "Noem de kolom met de vragen “Vraag”. Wij kennen: “Vraag”, “Antwoord”, “Gaat over”, “Document”, “Paragraaf”, "
        "“Bladzijde”, “Thema”."
    )
    assert refusal.value.fields == {"file": (refusal.value.message_nl,)}


def test_a_refusal_keeps_its_words_out_of_logs() -> None:
    """R14: what a logger makes of an exception holds nothing of the file."""
    with pytest.raises(UnreadableFile) as refusal:
        parsed("Geheime kolom;Nog een\nx;y\n")
    assert "Geheime" in refusal.value.message_nl
    assert "Geheime" not in str(refusal.value) + repr(refusal.value)


def test_two_columns_for_the_question_is_a_refusal() -> None:
    with pytest.raises(UnreadableFile, match="double_column") as refusal:
        parsed("Vraag;Thema;Uw vraag\na;b;c\n")
    assert "A en C" in refusal.value.message_nl


def test_two_columns_for_a_place_is_a_note() -> None:
    sheet = parsed("Vraag;Pagina;Blz;Bladzijde\na;1;2;3\n")
    assert sheet.rows[0].page == "1"
    assert [note.message_nl for note in sheet.notes] == [
        "De kolom “Bladzijde” staat er vaker in: B en C en D. Wij lezen alleen de eerste."
    ]


def test_columns_that_we_do_not_read_are_named() -> None:
    sheet = parse(book([["Nr", "Vraag", "Organisatie", None], [1, "Mag dit?", "Zorgboog", "x"]]), "xlsx", Limits())
    assert [note.message_nl for note in sheet.notes] == ["Deze kolommen lezen wij niet: “Organisatie”, kolom D."]
    assert "Zorgboog" not in repr(sheet)


@pytest.mark.parametrize(
    ("text", "code"), [("Vraag;Antwoord\n", "no_rows"), ("Vraag;Antwoord\n;\n ; \n", "no_rows"), (";;\n;\n", "empty_file")]
)
def test_nothing_to_read(text: str, code: str) -> None:
    with pytest.raises(UnreadableFile, match=f"^{code}$"):
        parsed(text)


def test_too_many_rows_says_how_many_and_to_split() -> None:
    text = "Vraag\n" + "Mag dit?\n" * 10_000
    with pytest.raises(UnreadableFile, match="too_many_rows") as refusal:
        parsed(text)
    assert refusal.value.message_nl == (
        "In dit bestand staan 10.000 rijen. Wij lezen er 2.000 per keer. Verdeel de vragen over 5 bestanden."
    )
    assert len(parsed(text, Limits(rows=10_000)).rows) == 10_000


def test_a_very_long_list_is_counted_though_not_kept() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        parsed("Vraag\n" + "?\n" * 50_000)
    assert "50.000 rijen" in refusal.value.message_nl and "25 bestanden" in refusal.value.message_nl
