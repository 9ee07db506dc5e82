"""What counts for a name with a number to be a house: each fact by itself, as a person reads it in the text (rule 42, ADR 9)."""

from __future__ import annotations

import pytest

from legal.detectors import addresses
from legal.houses import facts_of, points_of
from legal.reading import read
from legal.scorecard import scorecard


def facts(text: str) -> dict[str, list[str]]:
    """The facts of the one name with a number in a text, by role."""
    reading = read(text)
    (found,) = addresses.houses(reading)
    by_role: dict[str, list[str]] = {}
    for role, token in facts_of(reading, *found):
        by_role.setdefault(role, []).append(token)
    return by_role


def test_the_words_around_it_are_told_from_near_to_far() -> None:
    seen = facts("Onze groep zit nu in Meent 12, naast de bakker van het dorp.")
    assert [seen[f"left {near}"][0] for near in range(3)] == ["in", "nu", "zit"]
    assert [seen[f"right {near}"][0] for near in range(3)] == ["naast", "de", "bakker"]
    assert seen["left"][:3] == ["in", "nu", "zit"] and "bakker" in seen["right"]
    assert (seen["last word"], seen["mark before"], seen["mark after"]) == (["meent"], ["word"], [","])


def test_beyond_the_sentence_nothing_is_told() -> None:
    seen = facts("Dat klopt. In Meent 12. Wij zijn tevreden.")
    assert [seen[f"left {near}"][0] for near in range(3)] == ["in", "", ""]
    assert [seen[f"right {near}"] for near in range(3)] == [[""], [""], [""]]


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("12", ["nothing", "2 nothing"]),
        ("7", ["nothing", "1 nothing"]),
        ("12-16", ["number", "2 number"]),
        ("12a", ["letter", "2 letter"]),
        ("12 bis", ["word", "2 word"]),
    ],
)
def test_the_number_and_what_is_behind_it(number: str, told: list[str]) -> None:
    seen = facts(f"Wij zitten in de Meent {number}, naast de bakker.")
    assert (seen["number"], seen["added"]) == ([told[1].split()[0]], told)


def test_a_name_of_more_words_and_its_capitals() -> None:
    seen = facts("Wij zitten in Nieuwe Gouw 27 met tien mensen.")
    assert (seen["last word"], seen["first word"], seen["words before"]) == (["gouw"], ["nieuwe"], ["1 False"])
    assert facts("Wij zitten in Hof van Holland 3 met tien mensen.")["words before"] == ["2 True"]
    assert "words before" not in facts("Wij zitten in Meent 12.")
    assert [form for form in facts("Wij zitten in MEENT 12.")["form"] if "capitals" in form] == ["all capitals 5"]
    assert not [form for form in facts("Wij zitten in Meent 12.")["form"] if "capitals" in form]


def test_a_text_that_speaks_of_a_house_says_so() -> None:
    assert facts("Het adres is in Meent 12.").get("text") == ["housing"]
    assert "text" not in facts("Zie Meent 12.")


def test_every_number_around_it_is_a_number() -> None:
    assert facts("Met 40 mensen in Meent 12.")["left 2"][0] == "#"


def test_the_points_are_the_sum_of_its_facts() -> None:
    reading = read("Wij zitten in Meent 12.")
    (found,) = addresses.houses(reading)
    table = scorecard("houses").table("*")
    total = table.base + sum((table.roles.get(role, {}).get(token, 0) for role, token in facts_of(reading, *found)), 0j)
    assert points_of(reading, *found) == pytest.approx(total.real, abs=0.006)


def test_the_name_and_the_kinds_of_words_beside_it() -> None:
    seen = facts("Zie onze Meent 12 mensen.")
    assert (seen["word"], seen["gap"], seen["begins"]) == (["meent"], [" "], ["mee", "meen"])
    assert (seen["left 0"], seen["right 0"]) == (["onze", "#WE"], ["mensen", "#CLIENT"])
    assert seen["mark after"] == ["word"]


def test_the_marks_on_either_side() -> None:
    seen = facts("Wij zitten ergens (Meent 12) in de stad.")
    assert (seen["mark before"], seen["mark after"]) == (["("], [")"])
    assert facts("Wij zitten in Meent 12")["mark after"] == [""]
