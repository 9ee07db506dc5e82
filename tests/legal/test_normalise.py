"""What detectors read: no disguises, and every character has its way back (rules 41 and 43)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal import normalise as module
from legal.normalise import fold, normalise


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("\uff14\uff16,\uff11\uff10", "46,10"),  # full width
        ("8\u200b2\u00ad,\u20605", "82,5"),  # zero width, soft hyphen, word joiner
        ("&euro;&nbsp;77,35", "€ 77,35"),
        ("&amp;euro; &#x31;&#50;", "€ 12"),
        ("\u0663\u0664 \u0967", "34 1"),  # Arabic and Devanagari digits
        ("\u2460 9\u0336 9\ufe0f\u20e3", "1 9 9"),  # circled, struck through, key cap
        ("1\u00a0250\u202f000", "1 250 000"),
        ("a\u2013b\u2212c", "a-b-c"),
        ("e\u0301", "e"),
        ("\u202e123\u202c", "123"),
        ("&notit; & &;", "¬it; & &;"),
    ],
)
def test_disguises_fall_away(typed: str, text: str) -> None:
    assert normalise(typed).text == text


FRACTIONS = [
    ("61½ fte", "61,5 fte"), ("6\uff11¼ euro", "61,25 euro"), ("€ 0¾", "€ 0,75"), ("5\u200b½", "5,5"), ("5&frac12;", "5,5"),
    ("5½\u0301", "5,5"), ("2⅔", "2,67"), ("2⅒", "2,1"), ("½ fte", "1/2 fte"), ("a½", "a1/2"), ("2↉", "20/3"), ("2\u00b2", "22"),
]  # fmt: skip


def check_fraction(typed: str, text: str) -> None:
    read = normalise(typed)
    assert read.text == text
    if "," in text:  # both signs lead back to the one that was typed
        fraction = next(at for at, char in enumerate(typed) if char in "½¼¾⅔⅒&")
        comma = text.index(",")
        assert read.span(comma, comma + 1)[0] == read.span(comma + 1, comma + 2)[0] == fraction


@pytest.mark.parametrize(("typed", "text"), FRACTIONS)
def test_a_fraction_behind_a_digit_reads_as_decimals(typed: str, text: str) -> None:
    """Rule 43: 61½ is no 611/2."""
    check_fraction(typed, text)


def test_twin_without_decimals_a_fraction_makes_another_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: as it was."""
    monkeypatch.setattr(module, "_decimals", lambda char: "")
    with pytest.raises(AssertionError):
        check_fraction(*FRACTIONS[0])


@pytest.mark.parametrize(
    ("typed", "folded"),
    [("DANIËLLE", "danielle"), ("Zоrgbооg", "zorgboog"), ("Ærø ŁÓDŹ", "aro lodz"), ("İstanbul", "istanbul")],
)
def test_folding_forgets_capitals_accents_and_look_alikes(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def check_offsets(typed: str) -> None:
    read = normalise(typed)
    assert len(read.text) == len(read.folded) == len(read.starts) == len(read.ends)
    last = 0
    for at in range(len(read.text)):
        start, end = read.span(at, at + 1)
        assert last <= start < end <= len(typed), "offsets must stay inside the text and go forward"
        last = start
    if read.text:
        assert read.span(0, len(read.text))[0] >= 0


TRICKY = st.text(st.one_of(st.characters(), st.sampled_from("e\u0301\u200b&#x31;amp;\u27e6\ufb01ﷺ½\ud800 12")))


@given(TRICKY)
def test_offsets_are_valid_for_any_text(typed: str) -> None:
    check_offsets(typed)


def test_offsets_check_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: pieces that report a place too far must be noticed."""
    pieces = module._pieces
    monkeypatch.setattr(module, "_pieces", lambda typed: ((p, s + 1, e + 1) for p, s, e in pieces(typed)))
    with pytest.raises(AssertionError):
        check_offsets("abc &eacute;")


@given(TRICKY)
def test_the_same_text_reads_the_same(typed: str) -> None:
    one, other = normalise(typed), normalise(typed)
    assert (one.text, one.folded, one.starts, one.ends) == (other.text, other.folded, other.starts, other.ends)


UNSEEN = [*range(0x09), *range(0x0E, 0x1C), 0x7F, 0x80, 0x9F, 0x2065, 0xFFF0, 0xFFF8, 0xE0000, 0xE0080, 0xE0FFF]


@pytest.mark.parametrize("code", UNSEEN)
def test_what_nobody_sees_parts_nothing(code: int) -> None:
    """Rule 41: controls, and what Unicode keeps for signs that are not shown (Default_Ignorable_Code_Point)."""
    read = normalise(f"1234{chr(code)}56782")
    assert (read.text, read.span(0, 9)) == ("123456782", (0, 10))


def test_twin_a_sign_that_is_seen_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: nothing is unseen."""
    monkeypatch.setattr("legal.normalise._UNSEEN", re.compile("(?!)"))
    monkeypatch.setattr("legal.normalise._alone", module._alone.__wrapped__)  # What is remembered was read with the real one.
    assert normalise("1234\u206556782").text != "123456782"


SEEN = st.characters(max_codepoint=0x7F, exclude_characters="&`" + "".join(map(chr, UNSEEN)))


@given(st.text(SEEN))
def test_plain_text_stays_as_it_is(typed: str) -> None:
    assert normalise(typed).text == typed


def test_no_range_outside_the_text() -> None:
    read = normalise("abc")
    for span in ((0, 4), (2, 2), (-1, 2)):
        with pytest.raises(IndexError):
            read.span(*span)


@pytest.mark.parametrize("bit", ["&", "&amp;", "a\u0301\u0316", "\u0301\u0316", "é", "x"])
def test_no_cluster_or_entity_is_read_twice(bit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Linear: the pieces never overlap and never grow with the text (long rows of marks would be quadratic)."""
    typed = bit * 3000
    pieces = list(module._pieces(typed))
    assert [piece[1] for piece in pieces] == [0, *(piece[2] for piece in pieces[:-1])]
    assert all(len(piece[0]) <= 40 or piece[0].isascii() for piece in pieces)
