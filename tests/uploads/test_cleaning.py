"""What a party sends goes out without the habits of who typed it (rule 13, R9)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.uploads.cleaning import clean, even

TEXT = 'Is het tarief "all-in"?\n\nOf komt reistijd erbij, zoals bij dagbesteding in de ochtend...'
HABITS = {
    "curly quotes": TEXT.replace('"all', "“all").replace('in"', "in”"),
    "two spaces behind a sentence": TEXT.replace("? ", "?  ").replace(", ", ",  "),
    "spaces that hold words together": TEXT.replace(" ", "\u00a0"),
    "spaces at the ends of lines": TEXT.replace("\n", "   \n "),
    "many empty lines": TEXT.replace("\n\n", "\n\n\n\n\n"),
    "line ends of another system": TEXT.replace("\n", "\r\n"),
    "nothing to see": "\u2060" + TEXT.replace("e", "e\u200b").replace("dag", "dag\u00ad"),
    "another dash": TEXT.replace("all-in", "all\u2011in"),
    "tags and selectors": TEXT.replace("t", "t\ufe0f\U000e0041").replace("o", "o\U000e0101"),
    "one sign for three dots": TEXT.replace("...", "…"),
}


@pytest.mark.parametrize("typed", HABITS.values(), ids=HABITS)
def test_two_hands_send_the_same_text(typed: str) -> None:
    assert typed != TEXT, "or this would prove nothing"
    assert even(typed) == TEXT


def test_an_accent_is_written_in_one_way() -> None:
    assert even("cliënt") == even("clie\u0308nt")


def test_a_pasted_table_keeps_its_columns() -> None:
    """On a page a tab is a blank: with an empty cell the figure would stand below another year."""
    assert even("product\t2027\t2028\nBG\t\t61") == "product | 2027 | 2028\nBG | | 61"


@given(st.text(max_size=200))
def test_evening_twice_is_evening_once(text: str) -> None:
    assert even(even(text)) == even(text)


def test_pictures_stay_and_what_joins_them() -> None:
    family = "\U0001f468\u200d\U0001f469"
    assert even(f"Gezin {family} blijft\u200d") == f"Gezin {family} blijft"


def test_twin_only_cleaned_a_text_tells_who_typed_it() -> None:
    assert len({clean(typed)[0] for typed in HABITS.values()}) > 1
