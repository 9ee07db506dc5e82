"""What a column of a party's table becomes, from points given by hand: held, left, or as each figure was (43, 45)."""

from __future__ import annotations

import pytest

from legal.columns import settled
from legal.reading import read
from legal.surroundings import candidates
from legal.terms import Channel, GuardContext, Speaker

PARTY = GuardContext(channel=Channel.QUESTION)
ANSWER = GuardContext(speaker=Speaker.MUNICIPALITY, channel=Channel.ANSWER)


def points(text: str, *above: float, context: GuardContext = PARTY) -> list[float]:
    """Return the points of the figures of a text, in order; the last of those given count for the rest too."""
    reading = read(text)
    ones = list(candidates(reading, context))
    given = [*above, *[above[-1]] * (len(ones) - len(above))]
    return list(settled(reading, ones, given, [False] * len(ones)))


def table(head: str, count: int, first: str = "Soort") -> str:
    """Return a table of two columns with figures below `head` that say nothing of themselves."""
    return "\n".join([f"{first} | {head} | Kleur", *(f"{'abcdef'[at]} | {31 + 2 * at} | rood" for at in range(count))])


OWN = (
    "Kostprijs", "Tarief", "Bod", "Opslag", "Tekort", "Omzet", "Uurloon", "Overhead", "Cliënten", "Plekken",
    "Medewerkers", "Uren", "Marktaandeel", "Wachtlijst", "Instroom",
)  # fmt: skip


@pytest.mark.parametrize("head", OWN)
def test_below_such_a_head_all_is_held(head: str) -> None:
    """Rule 43."""
    assert points(table(head, 2), -5.0) == [0.5, 0.5]


@pytest.mark.parametrize("head", OWN)
def test_so_it_is_beside_such_a_head_and_below_such_a_title(head: str) -> None:
    assert points(f"Soort | Hier | Daar\n{head} | 31 | 33", -5.0) == [0.5, 0.5]
    assert points(f"{head}\nSoort | Hier | Daar\na | 31 | 33", -5.0) == [0.5, 0.5]


def test_a_head_that_says_nothing_changes_nothing() -> None:
    assert points(table("Maat", 2), -5.0) == [-5.0, -5.0]


def test_what_is_held_by_itself_keeps_its_points() -> None:
    assert points(table("Kostprijs", 2), 2.0, -5.0) == [2.0, 0.5]


@pytest.mark.parametrize(
    ("above", "becomes"),
    [
        ((1.0, -2.0), [1.0, 0.5]),  # half
        ((1.0, -2.0, -2.0), [1.0, -2.0, -2.0]),  # less
        ((0.0, -2.0), [0.0, -2.0]),  # at the bar is not above it
        ((0.1, 0.2, -2.0), [0.5, 0.5, 0.5]),
    ],
)
def test_of_a_column_half_held_all_goes(above: tuple[float, ...], becomes: list[float]) -> None:
    assert points(table("Maat", len(above)), *above) == becomes


@pytest.mark.parametrize("head", ["Gemeente", "Uw tarief", "Norm", "Tarief volgens de verordening"])
@pytest.mark.parametrize(
    ("above", "becomes"),
    [
        ((1.0, 1.0), [-2.0, -2.0]),
        ((2.5, 2.5), [-1.0, -1.0]),
        ((4.0, 1.0), [-1.0, -2.0]),  # half is not enough here
        ((4.0, 4.0, 1.0), [1.0, 1.0, 0.5]),
    ],
)
def test_what_is_of_others_needs_more(head: str, above: tuple[float, ...], becomes: list[float]) -> None:
    """Rule 45."""
    assert points(table(head, len(above)), *above) == becomes


@pytest.mark.parametrize(
    "head", ["Kostprijs volgens cao", "Ons tarief naast de norm", "Opslag volgens norm", "Omzet gemeente", "Tekort bij u"]
)
def test_ones_own_stays_ones_own_beside_such_a_word(head: str) -> None:
    assert points(table(head, 2), -5.0) == [0.5, 0.5]


def test_a_row_or_title_of_others_holds_nothing() -> None:
    assert points("Soort | Kostprijs | Kleur\nnorm | 31 | rood", -5.0) == [-5.0]
    assert points(f"Uit de verordening\n{table('Kostprijs', 2)}", -5.0) == [-5.0, -5.0]


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("1 | rood | groen\n2 | geel | blauw", [-1.0, -1.0]),
        ("| 1 | rood |\n| 2 | geel |", [-1.0, -1.0]),
        ("1 | rood | groen | geel", [1.0]),  # one row counts nothing
        ("2 | rood | groen\n3 | geel | blauw", [1.0, 1.0]),
        ("rood | groen | 1\ngeel | blauw | 2", [1.0, 1.0]),  # not at the beginning
        ("Maat | Kleur | Naam\n1 | rood | a\n2 | geel | b", [1.0, 1.0]),  # a head that says something else
        ("Perceel | Kleur | Naam\n7 | rood | a\n9 | geel | b", [-1.0, -1.0]),
        ("Nr stoel | Kleur | Naam\n7 | rood | a\n9 | geel | b", [1.0, 1.0]),
    ],
)
def test_numbers_of_rows_are_left(text: str, becomes: list[float]) -> None:
    """Rule 43 is about figures of a business."""
    assert points(text, 1.0) == becomes


def test_numbers_of_rows_keep_what_is_lower() -> None:
    assert points("Nr | Kleur | Naam\n7 | rood | a\n9 | geel | b", -5.0) == [-5.0, -5.0]


def test_how_many_is_no_number_of_a_file() -> None:
    """ "1200" looks like both: below "Uren" it is the first, below a head that says nothing both are asked."""
    assert sorted(points("Soort | Uren | Kleur\na | 1200 | rood", 2.0)) == [-1.0, 2.0]
    assert points("Soort | Maat | Kleur\na | 1200 | rood", 2.0) == [2.0, 2.0]


def test_columns_and_tables_are_judged_apart() -> None:
    assert points("Soort | Maat | Diepte\na | 31 | 33\nb | 35 | 37", 1.0, -2.0, -2.0, -2.0) == [1.0, -2.0, 0.5, -2.0]
    two = "Soort | Maat | Kleur\na | 31 | rood\n\nDaarna:\nSoort | Maat | Kleur\nb | 35 | rood\nc | 37 | rood"
    assert points(two, 1.0, -2.0, -2.0) == [1.0, -2.0, -2.0]


def test_a_table_of_the_municipality_is_left_as_it_is() -> None:
    assert points(table("Kostprijs", 2), -5.0, context=ANSWER) == [-5.0, -5.0]


def test_text_without_a_table_is_left_as_it_is() -> None:
    assert points("Onze kostprijs is 31 en niet 33.", 1.0, -5.0) == [1.0, -5.0]
