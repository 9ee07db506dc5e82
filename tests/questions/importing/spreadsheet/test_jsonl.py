"""JSON Lines: Dutch and English keys, values that are no text, broken lines named."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultation.questions.importing.spreadsheet import Limits, Sheet, UnreadableFile, read
from consultation.questions.importing.spreadsheet.parse import parse
from consultation.uploads.cleaning import clean

LIMITS = Limits()


def parsed(text: str | bytes) -> Sheet:
    return parse(text.encode() if isinstance(text, str) else text, "jsonl", LIMITS)


def test_keys_in_two_languages_and_in_any_order() -> None:
    english = '{"id": 1, "question": "Een?", "answer": "Ja", "reference": "p. 5", "source": "x"}'
    dutch = '{"paragraaf": 3.10, "vraag": "Twee?"}'
    sheet = read(f"{english}\n\n{dutch}".encode(), "vragen.jsonl")
    assert [(row.line, row.question, row.answer, row.about, row.section) for row in sheet.rows] == [
        (1, "Een?", "Ja", "p. 5", ""),
        (3, "Twee?", "", "", "3.10"),
    ]
    assert [note.message_nl for note in sheet.notes] == ["Deze kolommen lezen wij niet: “source”."]


def test_values_that_are_no_text() -> None:
    first = '{"vraag": ["a"], "antwoord": null}\n{"vraag": true}\n'
    sheet = parsed(first + '{"vraag": 12, "antwoord": 1e400}\n{"vraag": "?", "x": {"y": []}}')
    assert [(row.question, row.answer, [mark.code for mark in row.marks]) for row in sheet.rows] == [
        ("", "", ["not_text"]),
        ("", "", ["not_text"]),
        ("12", "1e400", []),
        ("?", "", []),
    ]


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ('{"vraag": "Een?"', "broken_line", "Regel 3 "),
        ("[1, 2]", "not_an_object", "Regel 3 "),
        ('"los"', "not_an_object", "Regel 3 "),
        ('{"vraag": "a", "vraag": "b"}', "double_key", "“vraag”"),
        ('{"vraag": "a", "question": "b"}', "double_key", "regel 3 "),
        ('{"vraag": ' + "[" * 100_000, "broken_line", "Regel 3 "),
        ('{"vraag": "tab\there"}', "broken_line", "Regel 3 "),
    ],
)
def test_a_wrong_line_is_named(line: str, code: str, words: str) -> None:
    with pytest.raises(UnreadableFile, match=f"^{code}$") as refusal:
        parsed('{"vraag": "Een?"}\n\n' + line + '\n{"vraag": "Twee?"}')
    assert words in refusal.value.message_nl


def test_a_list_of_objects_is_not_json_lines() -> None:
    with pytest.raises(UnreadableFile, match="broken_line"):
        parsed('[\n{"vraag": "Een?"},\n{"vraag": "Twee?"}\n]')


def test_a_mark_at_the_start_and_windows_line_ends() -> None:
    assert [row.question for row in parsed(b'\xef\xbb\xbf{"vraag": "E\xc3\xa9n?"}\r\n{"vraag": "Twee?"}\r\n').rows] == [
        "Eén?",
        "Twee?",
    ]


def test_half_characters_do_not_get_through() -> None:
    (row,) = read(b'{"vraag": "a\\ud800b \\ud83d\\ude00"}', "v.jsonl").rows
    assert clean(row.question) == ("ab \U0001f600", 1)


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(min_size=1).filter(str.strip), st.text()), min_size=1, max_size=8), st.booleans())
def test_what_is_written_is_read(rows: list[tuple[str, str]], ascii_only: bool) -> None:
    """Whatever the text: U+2028 and U+0085 inside it end no line."""
    lines = "\n".join(json.dumps({"vraag": question, "antwoord": answer}, ensure_ascii=ascii_only) for question, answer in rows)
    assert [(row.question, row.answer) for row in parsed(lines).rows] == rows
