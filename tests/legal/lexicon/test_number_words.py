"""Dutch number words have a value, however they are written; other words have none (rule 43)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal.lexicon import number_words
from legal.lexicon.number_words import SCALES, value, without_one

UNITS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
TEENS = (
    "tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
)  # fmt: skip
TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")


def spelled(number: int) -> str:
    """A number from 1 to 999,999 as Dutch writes it: our own spelling, so that the lexicon is not its own judge."""
    if number < 10:
        return UNITS[number - 1]
    if number < 20:
        return TEENS[number - 10]
    if number < 100:
        ten, unit = divmod(number, 10)
        return (UNITS[unit - 1] + "en" if unit else "") + TENS[ten - 2]
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return ("" if hundreds == 1 else UNITS[hundreds - 1]) + "honderd" + (spelled(rest) if rest else "")
    thousands, rest = divmod(number, 1000)
    return ("" if thousands == 1 else spelled(thousands)) + "duizend" + (spelled(rest) if rest else "")


def check_every_number() -> None:
    for number in range(1, 1000):
        assert value(spelled(number)) == number, spelled(number)


def test_every_number_below_a_thousand_has_its_value() -> None:
    check_every_number()


def test_the_check_of_every_number_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: one number that the list forgot is noticed."""
    number_words._value.cache_clear()
    monkeypatch.delitem(number_words._SPELLED, "zes")
    with pytest.raises(AssertionError, match="zes"):
        check_every_number()
    number_words._value.cache_clear()


@pytest.mark.parametrize(
    ("word", "number"),
    [("vierendertighonderdtwee", 3402), ("vijftighonderd", 5000), ("negentienvijftig", 1950), ("vijftigeneenhalf", 50.5)],
)
def test_other_ways_to_count(word: str, number: float) -> None:
    assert value(word) == number


@pytest.mark.parametrize("word", ["honderdenvanalles", "huishonderd", "eenhonderdhonderd", "tafelenhalf"])
def test_words_that_only_look_like_numbers(word: str) -> None:
    assert value(word) is None


@given(st.integers(1000, 999_999))
def test_every_number_below_a_million_has_its_value(number: int) -> None:
    assert value(spelled(number)) == number


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("honderdenvijf", 105),  # "en" after the hundreds
        ("driehonderdenveertien", 314),
        ("vijftienhonderd", 1500),  # hundreds by the teen
        ("negentienhonderdvijftig", 1950),
        ("duizend", 1000),
        ("duizendeneen", 1001),  # "en" after the thousands
        ("tweeduizendenvijf", 2005),
        ("elfhonderd", 1100),
        ("nul", 0),
        ("half", Decimal("0.5")),
        ("halve", Decimal("0.5")),
        ("anderhalf", Decimal("1.5")),
        ("anderhalve", Decimal("1.5")),
        ("kwart", Decimal("0.25")),
        ("driekwart", Decimal("0.75")),
        ("tweederde", Decimal("0.67")),
        ("dozijn", 12),
        ("mille", 1000),
        ("tientallen", 10),
        ("honderden", 100),
        ("tweeenhalf", Decimal("2.5")),  # a half joined to a unit, with and without "een"
        ("drieeneenhalve", Decimal("3.5")),
        ("negenenhalve", Decimal("9.5")),
    ],
)
def test_a_number_word_has_its_value(word: str, number: Decimal | int) -> None:
    assert value(word) == number


ENGLISH = {
    2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 11: "eleven", 12: "twelve",
    13: "thirteen", 15: "fifteen", 20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy",
    80: "eighty", 90: "ninety", 100: "hundred", 1000: "thousand",
}  # fmt: skip


@pytest.mark.parametrize("number", ENGLISH)
def test_an_english_number_word_has_its_value(number: int) -> None:
    assert value(ENGLISH[number]) == number


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("vijfenzevetig", 75),  # a letter too few
        ("vijfenzeventtig", 75),  # one too many
        ("vijfenzevemtig", 75),  # another one
        ("achtenveeritg", 48),  # two swapped just before the end
        ("vijfentwintg", 25),  # a vowel too few at the end
        ("vijfentwintieg", 25),  # and one too many
        ("negntien", 19),
        ("zevntig", 70),  # seven letters: the shortest that counts
        ("enhonderd", 100),
        ("honderdnegenennegentg", 199),  # the largest that counts
        ("honderdvijfentwintg", 125),
    ],
)
def test_a_slip_of_the_pen_in_a_long_word_still_counts(word: str, number: int) -> None:
    assert value(word) == number


@pytest.mark.parametrize(
    "word",
    [
        "vijfenzeventgi",  # no ending that a number has
        "twintg",  # a slip only counts from seven letters on
        "zvnhonderd",  # two letters too few
        "tweehonderdtg",
        "tweehonderdvijfentwintg",  # over 199: too many numbers lie near
    ],
)
def test_a_slip_too_far_is_no_number(word: str) -> None:
    assert value(word) is None


@pytest.mark.parametrize(
    "word",
    [
        "",
        "aan",
        "eens",  # begins with a number
        "vijfje",
        "achter",
        "tienden",
        "honderdx",
        "xduizend",  # what stands before the thousands is no number
        "duizendx",  # nor is what comes after them
        "duizenden",
        "tweeduizendduizend",
        "ten",  # English, but a Dutch word
        "one",
        "ton",  # a scale, no number by itself
        "miljoen",
        "euro",
        "zorgvragen",
        "beginhalve",
        "overtuig",  # seven letters and nearly an ending
    ],
)
def test_another_word_has_no_value(word: str) -> None:
    assert value(word) is None


@pytest.mark.parametrize(
    ("word", "times"),
    [("honderd", 10**2), ("duizend", 10**3), ("k", 10**3), ("mille", 10**3), ("ton", 10**5), ("tonnen", 10**5),
     ("miljoen", 10**6), ("mln", 10**6), ("mio", 10**6), ("million", 10**6), ("miljard", 10**9), ("mld", 10**9), ("mrd", 10**9)],
)  # fmt: skip
def test_what_a_scale_multiplies_with(word: str, times: int) -> None:
    assert SCALES[word] == times


@given(st.text("abcdeilnorstuvz", max_size=30))
def test_any_word_gets_an_answer_and_the_same_each_time(word: str) -> None:
    found = value(word)
    assert found == value(word)
    assert found is None or 0 <= found < 10**6


def test_without_one() -> None:
    assert without_one("tien") == {"ien", "ten", "tin", "tie"}
    assert without_one("a") == {""}
    assert without_one("ee") == {"e"}


@pytest.mark.parametrize(
    ("word", "number"),
    [("zesenzestigvijftig", "66.5"), ("tachtigvijftien", "80.15"), ("tientien", "10.1"), ("negenennegentigtachtig", "99.8")],
)
def test_euros_and_cents_in_one_word(word: str, number: str) -> None:
    assert value(word) == Decimal(number)


@pytest.mark.parametrize("word", ["vijfvijftig", "honderdvijftigtwintigtig", "vijftigvijf", "tigtig", "wijvijftig", "vijftigzig"])
def test_other_words_in_a_row_are_no_amount(word: str) -> None:
    assert value(word) is None


# --- however long a word is, it takes no more than a number does -----------------------------------------
@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("negenhonderdnegenennegentigduizendnegenhonderdnegenennegentig", 999_999),
        ("zevenhonderdenzevenenzeventigduizendenzevenhonderdenzevenenzeventig", 777_777),
        ("zeventienhonderdenzevenenzeventigduizendenzeventienhonderdenzevenenzeventig", 1_778_777),  # the longest there is
        ("honderdenzevenenzeventiig", 177),  # the longest with a letter too many
    ],
)
def test_the_longest_numbers_have_their_value(word: str, number: int) -> None:
    assert value(word) == number


@pytest.fixture
def letters_made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many letters there are in all that is made out of a word by leaving one out."""
    made: list[int] = []

    def counted(word: str) -> set[str]:
        shorter = without_one(word)
        made.append(sum(map(len, shorter)))
        return shorter

    assert value("vijfenzevetig") == 75, "the table of slips is made before anything is counted"
    monkeypatch.setattr(number_words, "without_one", counted)
    number_words._value.cache_clear()
    return made


def check_long_words(letters_made: list[int]) -> None:
    for word in ("tien" * 2_000, "vijftig" * 1_000, "honderd" * 1_000, "tien" * 7, "x" * 40 + "tien", "a" * 70 + "ig"):
        assert value(word) is None
    assert sum(letters_made) < 1_000


def test_a_word_that_is_too_long_for_a_number_takes_no_time(letters_made: list[int]) -> None:
    check_long_words(letters_made)
    assert number_words._value.cache_info().currsize == 3, "nor memory: what is longer than any number is not remembered"


def test_twin_without_a_longest_word_slips_take_time_by_the_square(
    letters_made: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: as it was, when a word of 50,000 letters took 2.7 GB."""
    monkeypatch.setattr(number_words, "_LONGEST", 10**9)
    monkeypatch.setattr(number_words, "_LONGEST_SLIP", 10**9)
    with pytest.raises(AssertionError):
        check_long_words(letters_made)
