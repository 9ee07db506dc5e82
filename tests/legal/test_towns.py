"""Rows of towns tell where a provider works; a town in a name or an address is no row (rule 43)."""

import pytest

from legal import towns as module
from legal.figure import Kind
from legal.lexicon.names import places
from legal.reading import read
from legal.terms import Label
from legal.towns import towns
from tests.legal.named import with_names


def found(text: str) -> list[str]:
    reading = read(text)
    quotes = []
    for one in towns(reading):
        assert one.kind is Kind.TOWNS
        start, end = reading.span(one.start, one.end)
        assert (one.start, one.end) == (reading.at[one.first], reading.end(one.last))
        quotes.append(text[start:end])
    return quotes


ROWS = [
    ("Wij werken in Harderwijk.", ["Harderwijk"]),
    ("opdrachtgevers: Harderwijk, Nunspeet en Elburg", ["Harderwijk, Nunspeet en Elburg"]),
    ("Harderwijk, Nunspeet, Elburg, Ermelo en Putten", ["Harderwijk, Nunspeet, Elburg, Ermelo en Putten"]),
    ("in Den Haag en Bergen op Zoom", ["Den Haag en Bergen op Zoom"]),  # towns of more words
    ("in Alphen aan den Rijn of Zeist", ["Alphen aan den Rijn of Zeist"]),
    ("Oude Pekela en Nieuwe Pekela", ["Oude Pekela en Nieuwe Pekela"]),  # "oude" is a word of municipalities too
    ("in Son en Breugel", ["Son en Breugel"]),
    *((f"Harderwijk{link}Nunspeet", [f"Harderwijk{link}Nunspeet"]) for link in
      (", ", " en ", " of ", " & ", "/", " / ", ", en ", " plus ", " tot ", " - ")),
    ("Harder\u200bwijk en Nunspeet", ["Harder\u200bwijk en Nunspeet"]),  # a disguise
    ("Gemeente Harderwijk", ["Harderwijk"]),
    ("Utrecht", ["Utrecht"]),
]  # fmt: skip
APART = [
    ("in Harderwijk. Nunspeet is anders", ["Harderwijk", "Nunspeet"]),  # two sentences
    ("Harderwijk Nunspeet", ["Harderwijk", "Nunspeet"]),  # nothing that links them
    ("Harderwijk en ook Nunspeet", ["Harderwijk", "Nunspeet"]),
    ("Harderwijk en in het dorp Nunspeet", ["Harderwijk", "Nunspeet"]),
    ("Harderwijk\nNunspeet", ["Harderwijk", "Nunspeet"]),
    ("Harderwijk en Zorgland", ["Harderwijk"]),
    ("Harderwijk, Best en Nunspeet", ["Harderwijk", "Nunspeet"]),
]
NONE = [
    "harderwijk",  # written small
    "Best, Son, Mark en Heel",  # ordinary words with a capital
    "Ee en Ie",  # too short to be sure
    "Zorgland en Wijkteam",
    "Den, Bergen",  # the first word of a town alone
    "De Wijkraad",
    "",
]


def check_rows() -> None:
    for text, quotes in ROWS:
        assert found(text) == quotes


@pytest.mark.parametrize(("text", "quotes"), [*ROWS, *APART])
def test_towns_that_hang_together_are_one_row(text: str, quotes: list[str]) -> None:
    assert found(text) == quotes


@pytest.mark.parametrize("text", NONE)
def test_other_words_are_no_towns(text: str) -> None:
    assert found(text) == []


def test_the_check_of_rows_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: with a list that lacks one town, its row breaks."""
    monkeypatch.setattr(module, "places", lambda: places() - {"nunspeet"})
    with pytest.raises(AssertionError):
        check_rows()


def test_a_row_of_three_and_more_is_told_from_one_town() -> None:
    shapes = [one.shape for one in towns(read("Harderwijk, Nunspeet en Elburg. Zeist. Ermelo en Putten."))]
    assert shapes == ["row", "one", "one"]


@pytest.mark.parametrize(
    ("text", "first", "last", "quotes"),
    [
        ("Stichting Harderwijk Zorg in Zeist", 0, 2, ["Zeist"]),  # in a name
        ("Harderwijk, Zorghuis Elburg en Zeist", 2, 3, ["Harderwijk", "Zeist"]),  # a name between two towns
        ("Harderwijk en Zeist Zorg", 2, 3, ["Harderwijk"]),  # the next town begins a name
    ],
)
def test_a_town_that_is_part_of_a_name_is_none(text: str, first: int, last: int, quotes: list[str]) -> None:
    words = text.replace(",", "").split()
    reading = with_names(text, (" ".join(words[first : last + 1]), Label.ORG_IDENTITY))
    assert [text[one.start : one.end] for one in towns(reading)] == quotes


@pytest.mark.parametrize("town", ["'s-Hertogenbosch", "'s-Gravenzande"])
def test_a_town_with_an_apostrophe(town: str) -> None:
    assert found(f"Wij werken in {town}.") == [town.removeprefix("'")]
