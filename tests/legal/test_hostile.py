"""What a hostile text costs: twice the text is twice the work, also of a text that is made to be slow (rules 41, 43).

Work is counted in calls, so that it is the same on every machine; what C does within one call is not seen here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import FrameType

import pytest

from legal import amounts, quantities, repeats, scanning
from legal.detectors.figures import published
from legal.reading import Reading
from legal.reading import read as read_text
from legal.repeats import repeated
from legal.scanning import scan
from legal.terms import Channel, Finding, GuardContext, Speaker

LENGTH = 6_000
PARTY = GuardContext()
ANSWER = GuardContext(speaker=Speaker.MUNICIPALITY, channel=Channel.ANSWER)
BITS = [
    "tien", "v i j f t i g ", "v i j f t i g, 12 ", "schaal 45 ", "wij FWG 45 en ",
    "Stichting Zorgkring en wij hebben met elkaar afgesproken. ",
]  # fmt: skip


def calls(function: Callable[[], object]) -> int:
    """How many calls a function makes, of anything; to go on with a generator is one too."""
    made = 0

    def count(_frame: FrameType, _event: str, _argument: object) -> None:
        nonlocal made
        made += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        function()
    finally:
        sys.setprofile(before)
    return made


def check_work(bit: str, context: GuardContext) -> None:
    texts = [(bit * (length // len(bit) + 1))[:length] for length in (LENGTH, 2 * LENGTH)]
    for text in texts:  # what is learnt of its words is no work of the text
        scan(text, context)
    one, two = (calls(lambda text=text: scan(text, context)) for text in texts)
    assert two < 2.5 * one + 1_000, (one, two)


@pytest.mark.parametrize("context", [PARTY, ANSWER], ids=["party", "answer"])
@pytest.mark.parametrize("bit", BITS)
def test_twice_the_text_is_twice_the_work(bit: str, context: GuardContext) -> None:
    check_work(bit, context)


NUMBERED = ["{}:30", "12:{}", "om {} uur", "{}.30 uur", "€ {}", "{} mei", "mei {}", "{}%", "schaal {}", "BSN {}"]


@pytest.mark.parametrize("text", NUMBERED)
def test_a_number_of_thousands_of_digits_is_read(text: str) -> None:
    """Python makes no whole number of more than 4,300 digits; a text that cannot be read cannot be cleared either."""
    scan(f"Wij betalen {text.format('1' * 5_000)} en € 61,20 per uur.", PARTY)


def check_longest_amount() -> None:
    for digits, known in ((30, True), (50_000, False)):
        text = f"€ {'1' * digits}"
        reading = read_text(text)
        (one,) = quantities.quantities(reading)
        assert (amounts.amount(reading, one) is not None) is known
        assert bool(published(text)) is known
        assert repeated([text], text) == ((0, len(text)),), "it is the same all the same, sign by sign"


def test_a_number_longer_than_any_amount_is_not_reckoned_with() -> None:
    check_longest_amount()


def test_twin_every_number_is_reckoned_with(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: as it was, by the square of its digits."""
    monkeypatch.setattr(amounts, "_MOST_DIGITS", 10**9)
    with pytest.raises(AssertionError):
        check_longest_amount()


def check_row_of_numbers() -> None:
    one, two = (calls(lambda times=times: repeated(["€ 61"], "in " + "2026 en " * times)) for times in (1_000, 2_000))
    assert two < 2.5 * one


def test_a_row_of_numbers_is_not_gone_through_for_each() -> None:
    check_row_of_numbers()


def test_twin_a_row_without_end_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: the word that says which is looked for as far back as the row goes."""
    monkeypatch.setattr(repeats, "_LONGEST_ROW", 10**9)
    with pytest.raises(AssertionError):
        check_row_of_numbers()


def square(read: Reading, _context: GuardContext) -> Iterator[Finding]:
    for word in range(len(read.words)):
        all(map(str.isascii, read.words[word:]))
        any(other < 0 for other in range(word))
    yield from ()


def test_twin_work_by_the_square_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: a detector that goes through the words before every word."""
    monkeypatch.setattr(scanning, "DETECTORS", (square,))
    with pytest.raises(AssertionError):
        check_work("wij ", PARTY)


def test_twin_figures_held_against_every_row_of_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: as it was, when every figure was laid beside every number in spaced letters."""

    class Slow(quantities.Ranges):
        def touch(self, start: int, end: int) -> bool:
            return any(first < end and start < last for first, last in self._ordered)

    monkeypatch.setattr(quantities, "Ranges", Slow)
    with pytest.raises(AssertionError):
        check_work("v i j f t i g, 12 ", PARTY)
