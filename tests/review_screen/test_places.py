"""From chosen words to a place in the text as typed."""

from __future__ import annotations

import pytest

from consultation.review_screen.places import Fault, place_of

TEXT = "Wij rekenen € 44,75 per uur.\r\nOok € 44,75 in het weekend, en 😀 voor 38 cliënten."


@pytest.mark.parametrize("words", ["€ 44,75 per uur.", "uur. Ook", "uur.\nOok", "  € 44,75   per uur. ", "😀 voor 38"])
def test_words_are_found_whatever_their_blanks(words: str) -> None:
    """A page and a text field write line ends their own way."""
    place = place_of(TEXT, words)
    assert not isinstance(place, Fault)
    assert TEXT[slice(*place)].split() == words.split()


def test_of_several_places_the_nearest() -> None:
    first, second = TEXT.index("€"), TEXT.rindex("€")
    assert place_of(TEXT, "€ 44,75") is Fault.SEVERAL
    assert place_of(TEXT, "€ 44,75", near=0) == (first, first + 7)
    assert place_of(TEXT, "€ 44,75", near=second - 3) == (second, second + 7)


def test_only_what_touches_the_finding() -> None:
    """More or less of a finding has something of it."""
    second = TEXT.rindex("€")
    assert place_of(TEXT, "€ 44,75", over=(second, second + 7)) == (second, second + 7)
    assert place_of(TEXT, "weekend", over=(second, second + 7)) is Fault.ABSENT
    assert place_of(TEXT, "Ook € 44,75 in", over=(second, second + 7)) == (second - 4, second + 10)


@pytest.mark.parametrize("words", ["", "   ", "€ 44,76", "uur. ook", ".*", "(", "x" * 5_000])
def test_what_is_not_there_has_no_place(words: str) -> None:
    assert place_of(TEXT, words) is Fault.ABSENT


def test_places_that_overlap_are_both_found() -> None:
    assert place_of("aaa", "aa", near=1) == (1, 3)
