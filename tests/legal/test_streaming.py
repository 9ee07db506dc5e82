"""A text of any length, in pieces that lose nothing. What it costs: test_streaming_costs.py."""

from __future__ import annotations

import io
import re
from typing import BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal import streaming
from legal.scanning import scan
from legal.streaming import StreamError, judged, lines
from legal.terms import Finding, Ground, GuardContext, Label, Rule, Sensitivity

NOBODY = GuardContext()
SECRETS = (
    "IBAN NL91 ABNA 0417 1643 00", "mail naar jan.peters@veldzorg.example", "BSN 123456782", "Bel mevrouw Samira el Idrissi",
    "Wij rekenen nu € 44,75 per uur", "aan de Dorpsstraat 12, 3811 AB Amersfoort",
)  # fmt: skip


def find(text: str) -> tuple[Finding, ...]:
    return scan(text, NOBODY)


class Trickle(io.RawIOBase):
    """A stream that gives a few bytes at a time, like a slow pipe."""

    def __init__(self, content: bytes, size: int) -> None:
        self._content, self._size = io.BytesIO(content), size

    def read(self, _size: int = -1) -> bytes:
        return self._content.read(self._size)


def trickling(text: str, size: int) -> BinaryIO:
    return cast(BinaryIO, Trickle(text.encode(), size))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "_PIECE", 120)
    monkeypatch.setattr(streaming, "_AROUND", 90)


# --- pieces -------------------------------------------------------------------------------------------
@pytest.mark.usefixtures("small")
@given(
    st.lists(st.sampled_from([*SECRETS, " ", "\n", "\r\n", "\n\n", ". ", "woord ", "é", "\U0001f600", "\ufeff"])),
    st.integers(1, 9),
)
def test_the_pieces_are_the_text(parts: list[str], size: int) -> None:
    """Offsets count the text as typed, whatever the blocks in which it comes."""
    text = " ".join(parts)
    at = 0
    for place, piece, found in judged(trickling(text, size), find):
        assert place == at and text.startswith(piece, place)
        assert all(0 <= one.start < one.end <= len(piece) for one in found)
        at += len(piece)
    assert at == len(text)


def secret_letters(text: str, secret: str) -> set[int]:
    """The places of what has to go from a text with one secret: all that is found when it is read at once."""
    start = max(0, text.index(secret) - 60)
    whole = find(text[start : start + len(secret) + 120])
    return {start + at for one in whole for at in range(one.start, one.end)}


def check_no_cut_lets_through(secret: str) -> None:
    """Rule 35: wherever a piece ends, what has to go goes."""
    for shift in range(len(secret) + 1):
        text = ("woord " * 40)[-(120 - shift) :] + secret + " woord" * 40
        taken = {
            place + at
            for place, _, found in judged(io.BytesIO(text.encode()), find)
            for one in found
            for at in range(one.start, one.end)
        }
        wanted = secret_letters(text, secret)
        assert wanted and wanted <= taken, f"cut at {shift}"


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("secret", SECRETS)
def test_a_cut_lets_nothing_through(secret: str) -> None:
    check_no_cut_lets_through(secret)


@pytest.mark.usefixtures("small")
def test_the_cut_check_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: pieces judged without what stands around them let half a secret through."""
    monkeypatch.setattr(streaming, "_AROUND", 0)
    monkeypatch.setattr(streaming, "_clear_of", lambda found, end: end)
    with pytest.raises(AssertionError, match="cut at"):
        check_no_cut_lets_through(SECRETS[0])


@pytest.mark.usefixtures("small")
def test_a_finding_on_the_cut_is_one_finding() -> None:
    """R4: one secret, one mark; two would tell that it was cut."""
    for shift in range(len(SECRETS[0])):
        text = ("woord " * 40)[-(120 - shift) :] + SECRETS[0] + " woord" * 40
        assert sum(len(found) for _, _, found in judged(io.BytesIO(text.encode()), find)) == 1


CASE = Rule("test.case", "1", Label.CASE, Sensitivity.PERSONAL_DATA, Ground.AVG, "Dit is een geval.")


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("size", [1, 50, 5_000])
def test_a_finding_stands_where_it_stands_in_the_whole(size: int) -> None:
    def words(part: str) -> tuple[Finding, ...]:
        return tuple(CASE.at(found.span()) for found in re.finditer("geheim +woord", part))

    text = " ".join(f"geheim{' ' * (number % 5)}woord{'x' * (number % 7)}" for number in range(60))
    found = [(place + one.start, place + one.end) for place, _, each in judged(trickling(text, size), words) for one in each]
    assert found == [(one.start, one.end) for one in words(text)]


@pytest.mark.usefixtures("small")
def test_a_finding_that_began_in_an_earlier_piece_counts_from_this_one() -> None:
    """What stands around a piece may make more of it the second time; what left already is not found again."""
    pieces = list(judged(trickling("a" * 500, 5_000), lambda part: (CASE.at((0, len(part))),)))
    assert [(len(piece), [(one.start, one.end) for one in found]) for _, piece, found in pieces] == [
        (210, [(0, 210)]), (210, [(0, 210)]), (80, [(0, 80)]),
    ]  # fmt: skip


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(("mark", "after"), [("\n\n", "\n\n"), ("\n", "\n"), (". ", ". "), (" ", " ")])
def test_a_piece_ends_at_the_best_place(mark: str, after: str) -> None:
    text = ("a" * 30 + " ") * 3 + mark + ("a" * 20 + " ") * 20
    first = next(judged(io.BytesIO(text.encode()), lambda _: ()))[1]
    assert first.endswith(after)


@pytest.mark.usefixtures("small")
def test_a_better_place_does_not_make_a_small_piece() -> None:
    text = "a" * 50 + "\n\n" + ("a" * 9 + " ") * 30
    assert len(next(judged(io.BytesIO(text.encode()), lambda _: ()))[1]) == 112


@pytest.mark.usefixtures("small")
def test_a_word_without_end_is_cut_all_the_same() -> None:
    assert [len(piece) for _, piece, _ in judged(io.BytesIO(b"a" * 500), lambda _: ())] == [120, 120, 120, 140]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(("length", "pieces"), [(0, []), (1, [1]), (210, [210]), (211, [120, 91])])
def test_a_text_is_cut_only_when_it_is_longer_than_is_judged_at_once(length: int, pieces: list[int]) -> None:
    assert [len(piece) for _, piece, _ in judged(io.BytesIO(b"a" * length), lambda _: ())] == pieces


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("size", [1, 7, 120, 5_000])
def test_every_piece_ends_behind_a_word_and_is_judged_with_what_stands_around_it(size: int) -> None:
    """However the text comes in: no word is cut, no piece is small, and what is judged at once does not grow."""
    text = " ".join("abcdefghijklm"[: 1 + number * 5 % 13] for number in range(400))
    asked: list[str] = []

    def remember(part: str) -> tuple[Finding, ...]:
        asked.append(part)
        return ()

    pieces = [piece for _, piece, _ in judged(trickling(text, size), remember)]
    assert "".join(pieces) == text and len(asked) == len(pieces)
    assert all(piece.endswith(" ") and 120 - 14 <= len(piece) <= 120 for piece in pieces[:-1])
    assert all(len(part) == 90 + 120 + 90 for part in asked[1:-1])


@pytest.mark.usefixtures("small")
def test_a_piece_may_end_before_what_is_kept_of_it_is_full() -> None:
    text = "a" * 70 + " " + "b" * 500
    pieces = [piece for _, piece, _ in judged(trickling(text, 5_000), lambda _: ())]
    assert "".join(pieces) == text and list(map(len, pieces)) == [71, 120, 120, 120, 140]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"\xff", 1),
        (b"\n\xff", 2),
        (b"a\nb\xe9\n", 2),
        (b"a\n" * 300_000 + b"\xc3", 300_001),
        ("€".encode() * 90_000 + b"\n\xe2\x82", 2),
        ("€".encode("utf-16"), 1),
    ],
)
def test_a_text_that_is_not_utf8_is_named_by_line(content: bytes, line: int) -> None:
    with pytest.raises(StreamError, match=rf"^regel {line} is geen UTF-8\. Bewaar"):
        list(judged(io.BytesIO(content), lambda _: ()))


# --- lines --------------------------------------------------------------------------------------------
def test_lines_keep_their_number() -> None:
    """BOM, CRLF, blank lines and a last line without end are no fault; only \\n ends a line."""
    content = "\ufeffeen\r\n\r\n \t\ntwee\u2028nog\n\ndrie".encode()
    assert list(lines(io.BytesIO(content))) == [(1, "een"), (4, "twee\u2028nog"), (6, "drie")]


class Asked(io.BytesIO):
    """A stream that remembers how much was asked of it."""

    most = 0

    def readline(self, size: int | None = -1, /) -> bytes:
        self.most = max(self.most, size or 0)
        return super().readline(size)


def test_no_more_is_read_than_the_longest_line() -> None:
    """64 MB, as the refusal says, and one more to know that it is longer."""
    stream = Asked(b"a\n")
    assert list(lines(stream)) == [(1, "a")] and stream.most == 64 * 1024 * 1024 + 1


def test_a_line_that_cannot_be_held_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "_LONGEST_LINE", 10)
    assert [number for number, _ in lines(io.BytesIO(b"a" * 9 + b"\n" + b"a" * 10))] == [1, 2]
    with pytest.raises(StreamError, match=r"regel 2 is langer dan 64 MB\. Verdeel"):
        list(lines(io.BytesIO(b"a\n" + b"a" * 11)))
    with pytest.raises(StreamError, match="regel 2 is geen UTF-8"):
        list(lines(io.BytesIO(b"a\n\xff\n")))
