"""Points are a plain sum that can be checked by hand (ADR 9): every role, every column, every word once."""

import math
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal import scorecard as module
from legal.lexicon.cues import Cue
from legal.scorecard import Remembered, Scorecard, Table, likelihood, names_of, scorecard
from legal.surroundings import beside

WE, COST = int(Cue.WE), int(Cue.COST)
ROWS = [
    ("base", "base", -1 + 2j),
    ("L0", "vragen", 0.5 + 0j),
    ("L0", "vragen", 0.25 - 1j),  # twice: both count
    ("L", "vragen", 2 + 0j),
    ("L", "#WE", 4 + 0j),
    ("L0", "#WE", 8 + 0j),
    ("L0", "#COST", 16 + 0j),
    ("P", "vragen", 32 + 0j),
    ("kind", "MONEY", 1 + 1j),
]


@pytest.fixture
def table() -> Table:
    return Table(ROWS)


def test_the_base_counts_once(table: Table) -> None:
    assert table.base == -1 + 2j
    assert Table([]).base == 0
    assert Table([("base", "other", 1 + 0j)]).base == 0


@pytest.mark.parametrize(
    ("tokens", "points"),
    [
        ([], 0),
        ([("kind", "MONEY")], 1 + 1j),
        ([("L0", "vragen"), ("kind", "MONEY")], 1.75 + 0j),
        ([("L0", "vragen"), ("L0", "vragen")], 1.5 - 2j),
        ([("L1", "vragen"), ("kind", "FTE"), ("none", "x")], 0),
    ],
)
def test_points_of_tokens_are_their_sum(table: Table, tokens: list[tuple[str, str]], points: complex) -> None:
    assert table.of_tokens(tokens) == points


@pytest.mark.parametrize(
    ("role", "token", "cues", "points"),
    [
        ("L0", "vragen", 0, 2.75 - 1j),  # in its place, and on its side
        ("L1", "vragen", 0, 2),  # on its side only
        ("L0", "vragen", WE, 14.75 - 1j),
        ("L0", "", WE | COST, 28),
        ("P", "vragen", 0, 32),  # not a side: only in its place
        ("R0", "vragen", WE, 0),
        ("L0", "iets", 0, 0),
    ],
)
def test_points_of_a_word(table: Table, role: str, token: str, cues: int, points: complex) -> None:
    words = table.remembered[partial(beside, role)]
    assert words[token, cues] == points
    assert words[token, cues] == points, "the same the second time"


def test_points_of_kinds_of_words(table: Table) -> None:
    assert table.of_cues("L0", WE) == 8
    assert table.of_cues("L0", WE | COST) == 24
    assert table.of_cues("L0", WE) == 8
    assert table.of_cues("P", WE) == table.of_cues("L0", 0) == 0


def test_what_is_remembered_does_not_change_the_answer(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full memory is emptied; what it held is reckoned again."""
    monkeypatch.setattr(module, "_MOST_REMEMBERED", 2)
    words = Remembered(table, lambda word: [("L0", word), ("kind", "MONEY")])
    for _ in range(3):
        for word in ("vragen", "a", "b", "c", "d"):
            assert words[word] == table.of_tokens([("L0", word), ("kind", "MONEY")])
            assert table.of_cues(word, WE) == 0
    assert len(words) <= 4


def test_a_word_is_reckoned_once(table: Table) -> None:
    asked: list[str] = []

    def tokens(word: str) -> list[tuple[str, str]]:
        asked.append(word)
        return [("L0", word)]

    words = Remembered(table, tokens)
    assert words["vragen"] == words["vragen"] == 0.75 - 1j
    assert asked == ["vragen"]


LINES = [
    "// a remark",
    "",
    "base\tbase\t*\t-1.00\t0.50",
    "L0\tvragen\t*\t1.00\t0.00",
    "L0\tvragen\tparty\t2.00\t0.00",
    "L0\tvragen\tanswer\t4.00\t0.00",
    "L0\tvragen\tmoney/party\t8.00\t0.25",
]


@pytest.mark.parametrize(
    ("columns", "points"),
    [
        ((), 1),
        (("party",), 3),
        (("answer",), 5),
        (("party", "money/party"), 11 + 0.25j),
        (("minutes",), 1),
        (("party", "answer"), 7),
    ],
)
def test_a_text_gets_the_points_of_its_own_columns(columns: tuple[str, ...], points: complex) -> None:
    card = Scorecard(LINES)
    assert card.table(*columns).of_tokens([("L0", "vragen")]) == points
    assert card.table(*columns).base == -1 + 0.5j
    assert card.table(*columns) is card.table(*columns)


def test_a_column_is_added_to_what_counts_everywhere_and_changes_nothing_there() -> None:
    card = Scorecard(LINES)
    before = {role: dict(row) for role, row in card.table().roles.items()}
    card.table("party", "answer")
    assert card.table().roles == before == Scorecard(LINES).table("weather").roles


def test_a_broken_line_is_no_scorecard() -> None:
    for line in ("L0\tvragen\t*\t1.00", "L0\tvragen\t*\teen\t0.00"):
        with pytest.raises(ValueError, match=r"unpack|float"):
            Scorecard([line]).table()


@pytest.mark.parametrize("name", ["names", "figures", "sentences"])
def test_the_scorecards_of_the_guard_have_points(name: str) -> None:
    card = scorecard(name)
    assert card is scorecard(name)
    table = card.table("party")
    assert table.base and all(role and row for role, row in table.roles.items())
    assert sum(map(len, table.roles.values())) > 1000


def test_no_such_scorecard() -> None:
    with pytest.raises(FileNotFoundError):
        scorecard("weather")


@pytest.mark.parametrize(
    ("points", "share"), [(0, 0.5), (1, 0.73), (2, 0.88), (-1, 0.27), (5, 0.99), (30, 1.0), (31, 1.0), (1e308, 1.0), (-30, 0.0)]
)
def test_likelihood(points: float, share: float) -> None:
    assert likelihood(points) == share


@given(st.floats(0, 1e9), st.floats(0, 1e9))
def test_more_points_are_never_less_likely(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0.5 <= likelihood(low) <= likelihood(high) <= 1
    assert not math.isnan(likelihood(high))


def test_names_of_kinds() -> None:
    assert names_of(0) == ()
    assert names_of(WE | COST) == ("WE", "COST")
    assert names_of(int(Cue.PHRASE)) == (), "that a phrase may begin here is no kind of word"
    assert set(names_of(sum(int(cue) for cue in Cue))) == {cue.name for cue in Cue} - {"PHRASE"}
