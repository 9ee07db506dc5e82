"""The bare number, in digits or in words: how far it goes, and how it is written (rule 43)."""

import pytest

from legal import numerals as module
from legal.dressing import dressed
from legal.figure import Kind
from legal.numerals import alone, is_alone, spelled, written
from legal.reading import read


def digits(text: str) -> tuple[str, str]:
    """The number in digits that begins a text, and its shape."""
    reading = read(text)
    one = written(reading, reading.numeric[0])
    assert one is not None and one.kind is Kind.BARE
    assert (one.first, one.last) == (reading.numeric[0], reading.numeric[0])
    start, end = reading.span(one.start, one.end)
    return text[start:end], one.shape


def words(text: str) -> tuple[str, str, str] | None:
    """The number in words that begins a text, its kind and its shape."""
    reading = read(text)
    one = spelled(reading, 0)
    return None if one is None else (reading.folded[one.start : one.end], one.kind.name, one.shape)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5 x", "5"), ("53x", "53"), ("5.", "5"), ("5, x", "5"), ("1.234 x", "1.234"), ("1 234 x", "1 234"),
        ("1'234 x", "1'234"), ("1.234.567 x", "1.234.567"), ("1.234,5 x", "1.234,5"), ("1.234,56 x", "1.234,56"),
        ("1,234.56 x", "1,234.56"), ("1,234,567 x", "1,234,567"), ("1234,56 x", "1234,56"), ("1234.56 x", "1234.56"),
        ("53,2 x", "53,2"), ("53,20 x", "53,20"), ("53.205 x", "53.205"), ("53,2051 x", "53,2051"), ("12.34.56 x", "12.34.56"),
        ("12,34,5 x", "12,34,5"), ("1 2345 x", "1"), ("12 345 67", "12 345"), ("1234 567", "1234"), ("12 34 x", "12"),
        ("1.2345 x", "1.2345"), ("5 6 x", "5 6"), ("5 6 7 8 x", "5 6 7 8"), ("5 6 , 7 8 x", "5 6 , 7 8"),
        ("5 6,7 8 x", "5 6,7 8"), ("53 , 20 x", "53 , 20"), ("53 , 2 0 x", "53 , 2 0"), ("53 . 20 x", "53 . 20"),
        ("53 , 200 x", "53"), ("5\n6 x", "5\n6"), ("5\t6 x", "5\t6"), ("5 67 x", "5"), ("55 6 7 x", "55"),
        ("1 2 3 4 5 6 7 8 9 x", "1 2 3 4 5 6 7 8 9"), ("7o x", "7o"), ("7O,5O x", "7O,5O"), ("1l x", "1l"),
        ("1|,2i x", "1|,2i"), ("7oor x", "7"), ("7ooooooooo x", "7"), ("7,oo x", "7,oo"), ("7.ol x", "7.ol"),
        ("7,ooo x", "7,ooo"), ("5/6", "5"), ("5-6", "5"), ("5:6", "5"), ("\uff15\uff16 x", "\uff15\uff16"),
        ("5\u200b6 x", "5\u200b6"), ("63,15incl x", "63,15"), ("63,1lang x", "63,1"), ("1.234,5ongeveer x", "1.234,5"),
    ],
)  # fmt: skip
def test_how_far_a_number_in_digits_goes(text: str, number: str) -> None:
    assert digits(text)[0] == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("l2,5 x", "l2,5"), ("o5 x", "o5"), ("i5 x", "i5"), ("al5 x", "5"), ("x5 x", "5"), ("l 5 x", "5"), ("(l5) x", "l5")],
)
def test_a_letter_before_it_that_passes_for_a_digit(text: str, number: str) -> None:
    assert digits(text)[0] == number


@pytest.mark.parametrize(
    ("number", "shape"),
    [
        ("5", "plain"), ("999", "plain"), ("1000", "big"), ("12345", "big"), ("1.000", "big"), ("1 000", "big"),
        ("1'000", "big"), ("1,000", "big"), ("5,20", "euro"), ("5.20", "euro"), ("1.234,50", "euro"), ("5,2", "plain"),
        ("5,205", "big"), ("5 , 2 0", "euro"), ("12,345", "big"),
    ],
)  # fmt: skip
def test_how_a_number_in_digits_is_written(number: str, shape: str) -> None:
    assert digits(f"{number} x") == (number, shape)


@pytest.mark.parametrize(
    ("text", "number", "kind", "shape"),
    [
        ("vijf mensen", "vijf", "BARE", "words"),
        ("vijf", "vijf", "BARE", "words"),
        ("drieënvijftig x", "drieenvijftig", "BARE", "words"),
        ("vijf zes x", "vijf zes", "BARE", "spelled"),  # digit by digit
        ("zes acht komma vijf x", "zes acht komma vijf", "BARE", "spelled"),
        ("tien punt vijf x", "tien punt vijf", "BARE", "spelled"),
        ("honderdvijf komma vijf x", "honderdvijf komma vijf", "BARE", "spelled"),
        ("twintig vijftig x", "twintig vijftig", "BARE", "pair"),
        ("zeven dertig x", "zeven dertig", "BARE", "pair"),
        ("vijf duizend x", "vijf duizend", "BARE", "pair"),  # a scale
        ("vijf ton x", "vijf ton", "BARE", "spelled"),
        ("vijf mln", "vijf mln", "BARE", "spelled"),
        ("twee en een half x", "twee en een half", "BARE", "spelled"),
        ("twee en half x", "twee en half", "BARE", "spelled"),
        ("zeven en een halve x", "zeven en een halve", "BARE", "spelled"),
        ("drie en driekwart x", "drie en driekwart", "BARE", "pair"),
        ("vijf en zes x", "vijf", "BARE", "words"),  # two numbers
        ("vijf komma veel x", "vijf", "BARE", "words"),
        ("vijf komma", "vijf", "BARE", "words"),
        ("vijf en", "vijf", "BARE", "words"),
        ("vijf en een", "vijf", "BARE", "words"),
        ("vijf en een derde", "vijf", "BARE", "words"),
        ("vijf, zes x", "vijf", "BARE", "words"),  # a comma between
        ("vijf. Zes x", "vijf", "BARE", "words"),
        ("vijf euro", "vijf euro", "MONEY", "words"),
        ("vijf zes euro", "vijf zes euro", "MONEY", "words"),
        ("vijf procent", "vijf procent", "PERCENT", "words"),
        ("twee derde x", "twee derde", "PERCENT", "part"),
        ("drie vierde", "drie vierde", "PERCENT", "part"),
        ("vijf achtste", "vijf achtste", "PERCENT", "part"),
        ("vier tiende", "vier tiende", "PERCENT", "part"),
        ("elf zevende x", "elf", "BARE", "words"),  # nobody says so
        ("twee, derde", "twee", "BARE", "words"),
        ("een derde x", "een derde", "PERCENT", "part"),
        ("een vijfde deel", "een vijfde", "PERCENT", "part"),
        ("een zesde", "een zesde", "PERCENT", "part"),
        ("een zevende", "een zevende", "PERCENT", "part"),
        ("een derde miljoen", "een derde miljoen", "BARE", "scaled"),
        ("een vierde ton euro", "een vierde ton euro", "MONEY", "scaled"),
        ("een kwart miljoen", "een kwart miljoen", "BARE", "scaled"),
        ("een euro", "een euro", "MONEY", "words"),
        ("een ton", "een ton", "BARE", "spelled"),
        ("een half x", "een half", "BARE", "spelled"),
        ("één x", "een", "BARE", "words"),  # stressed: a number
        ("Één x", "een", "BARE", "words"),
    ],
)  # fmt: skip
def test_a_number_in_words(text: str, number: str, kind: str, shape: str) -> None:
    assert words(text) == (number, kind, shape)


@pytest.mark.parametrize("text", ["een mens", "een", "een, derde", "een eerste", "een deel", "een en ander"])
def test_the_article_is_no_number(text: str) -> None:
    assert words(text) is None


def test_a_number_in_words_knows_its_words() -> None:
    reading = read("Ja, zes acht komma vijf procent meer en twee derde minder")
    for first, last in ((1, 5), (8, 9)):
        one = spelled(reading, first)
        assert one is not None and (one.first, one.last) == (first, last)


@pytest.mark.parametrize("number", ["5", "2024", "een", "één", "twee", "vijfenvijftig", "anderhalf"])
def test_a_number_between_plain_words_is_read_the_short_way_as_the_long_way(number: str) -> None:
    reading = read(f"wij zien {number} mensen daar")
    [word] = reading.numeric
    assert is_alone(reading, word)
    the_long_way = dressed(reading, written(reading, word)) if number.isdecimal() else spelled(reading, word)
    assert alone(reading, word) == the_long_way


@pytest.mark.parametrize(
    "text",
    [
        "vijf", "ja vijf", "vijf mensen", "ja, vijf mensen", "ja vijf, mensen", "ja vijf euro", "euro vijf mensen",
        "ja vijf en zes", "ja vijf zes", "ja vijf 6 mensen", "vijfen zestig mensen", "ja een derde", "ja vijf komma",
        "ja vijf x", "ja\nvijf mensen",
    ],
)  # fmt: skip
def test_a_number_with_more_beside_it_is_not_alone(text: str) -> None:
    reading = read(text)
    assert not is_alone(reading, reading.numeric[0])


def check_spelled() -> None:
    assert words("zes acht komma vijf x") == ("zes acht komma vijf", "BARE", "spelled")


def test_the_check_of_words_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: with no value for any word a row stops at its first."""
    monkeypatch.setattr(module, "value", lambda word: None)
    with pytest.raises(AssertionError):
        check_spelled()
