"""Rows of letters and digits that may be the number of a client's file; what surely is something else is none (rule 42)."""

import re
from dataclasses import replace

import pytest

from legal import codes as module
from legal.codes import codes
from legal.figure import Kind
from legal.reading import read
from legal.scanning import scan
from legal.terms import GuardContext, Label


def found(text: str) -> list[tuple[str, str]]:
    reading = read(text)
    quotes = []
    for one in module.codes(reading):
        assert one.kind is Kind.CODE and one.first <= one.last < len(reading.words)
        start, end = reading.span(one.start, one.end)
        quotes.append((text[start:end], one.shape))
    return quotes


# How a code is built, letters as A and digits as 9, counts in the scorecard.
CODES = [
    ("CL-88412", "A-9"), ("KL/2026/0457", "A/9/9"), ("R.90116", "A.9"), ("CL 88412", "A 9"), ("A123", "A9"), ("abc123", "A9"),
    ("3310", "9"), ("2026/0457", "9/9"), ("Z.2026.0457", "A.9.9"), ("12-A345", "9-A9"), ("X-12-34-56", "A-9-9-9"),
    ("ABC_123_456", "A_9_9"), ("1234a", "9A"), ("ABCDEF123456", "A9"), ("CL--88412", "A--9"), ("A-B-C-123", "A-A-A-9"),
    ("123456789012", "9"), ("1234567890123", "9"), ("12 34", "spaced"), ("20 34 56", "spaced"), ("12 345 67", "spaced"),
    ("1234 56 78 90", "spaced"), ("2034 56", "9"), ("ZK_2026-12", "A_9-9"), ("123-ab-cd-ef", "9-A-A-A"),
    ("CL-88\u200b412", "A-9"), ("88412K", "9A"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "shape"), CODES)
@pytest.mark.parametrize("frame", ["{}", "Het gaat om {}.", "({})", "{}, en verder", "1. {}"])
def test_a_code_is_found_whole(code: str, shape: str, frame: str) -> None:
    """Alone, at the end of a sentence, between brackets, before a comma; offsets are of the text as typed."""
    if shape == "9" and " " in code:
        return
    assert (code, shape) in found(frame.format(code))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("casus 3310", "3310"),  # a word before it that is only a word
        ("client 88412", "88412"),
        ("dossier nr. 12-A345", "12-A345"),
        ("zaak_2026/0457", "2026/0457"),
        ("cl 88412", "88412"),  # small letters and a blank
        ("ISO 9001", "9001"),  # a word of everybody: the scorecard sees it beside the number
    ],
)
def test_a_word_before_it_is_no_part_of_a_code(text: str, code: str) -> None:
    assert [quote for quote, _ in found(text)] == [code]


NONE = [
    "12", "A4", "AB12", "99", "x-1-2",  # fewer than three digits
    "ISO9001", "NEN-1234", "wmo-2345", "cpv85312100", "Art-123", "km1234",  # codes of everybody
    "3-5-2026", "03/05/2026", "3.5.26", "12-10", "31/12",  # dates
    "2026", "1999", "2026-05", "2026-05-03", "2026/5", "2026-2027", "2026/27",  # years
    "10:30", "10.30", "100-200", "12-18", "2-3",  # times, ranges
    "1.250", "1.250.000", "12.5", "12345.67", "123,4", "1.234,56",  # amounts
    "1250k", "1.250k", "1250K", "120K euro", "61½ fte", "61¼ euro", "250eur50",  # and these
    "123%", "45A48", "85312100-0", "123a", "06-12345678", "0612345678", "1234AB",
    "€ 100", "@1234", "x1234y5678z9012a3456b7890c1234",  # too long
    "12 345 678", "2026 03 04", "1 234",  # thousands, a year before it
    "3100 per maand", "2500 per cliënt",  # amounts
    "mijn.club", "abc-def", "",
]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_what_is_surely_something_else_is_no_code(text: str) -> None:
    assert found(text) == []


def check_found() -> None:
    assert [quote for quote, _ in found("cliënt CL-88412 en 2026/0457")] == ["CL-88412", "2026/0457"]


def test_a_code_with_letters_is_one_also_per_week() -> None:
    """Rule 42: only bare digits are an amount there."""
    assert found("Met PG-2021-441 per maand") == [("PG-2021-441", "A-9-9")]
    assert found("CL88412 per week") == [("CL88412", "A9")]


def test_every_code_of_a_text_is_found() -> None:
    check_found()


def test_the_check_of_codes_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: when the digits of a text go unseen, so do its codes."""
    monkeypatch.setattr(module, "codes", lambda reading: codes(replace(reading, digits=())))
    with pytest.raises(AssertionError):
        check_found()


def test_the_shape_is_cut_at_eight_signs() -> None:
    ((_, shape),) = found("A1-B2-C3-D4")
    assert shape == "A9-A9-A9"


def test_a_long_text_of_codes_gives_each_once() -> None:
    text = " ".join(f"CL-{number}" for number in range(88_000, 88_300))
    assert [quote for quote, _ in found(text)] == text.split()


AMOUNTS = ["1250k", "1.250k", "120K euro", "61½ euro", "61¼ euro"]


def check_amount(amount: str) -> None:
    text = f"Onze omzet voor deze cliënt is {amount}."
    (one,) = scan(text, GuardContext())
    assert one.label in (Label.FINANCE, Label.PRICE) and one.quote(text) == amount


@pytest.mark.parametrize("amount", AMOUNTS)
def test_an_amount_is_held_as_an_amount(amount: str) -> None:
    """Rules 42 and 43: "Dit lijkt het nummer van een cliënt" would send who reads it the wrong way."""
    check_amount(amount)


@pytest.mark.parametrize("amount", AMOUNTS[:3])
def test_twin_an_amount_that_passes_for_a_code_is_found_out(amount: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: as it was, when no amount ended in k."""
    monkeypatch.setattr(module, "_AMOUNT", re.compile("no amount"))
    with pytest.raises(AssertionError):
        check_amount(amount)
