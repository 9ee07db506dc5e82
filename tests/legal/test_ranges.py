"""Ranges answer as a reader with a pencil would, who looks at every range in turn."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal import ranges
from legal.ranges import Ranges

RANGE = st.tuples(st.integers(0, 12), st.integers(1, 6)).map(lambda one: (one[0], one[0] + one[1]))
MANY = [(6, 9), (0, 4), (1, 2), (12, 13)]


@pytest.mark.parametrize(
    ("start", "end", "covered"),
    [(0, 4, True), (1, 4, True), (2, 3, True), (0, 5, False), (3, 7, False), (4, 5, False), (6, 9, True), (9, 10, False)],
)
def test_covered_by_one_single_range(start: int, end: int, covered: bool) -> None:
    assert Ranges(MANY).cover(start, end) is covered


def test_two_halves_do_not_cover() -> None:
    assert not Ranges([(0, 2), (2, 4)]).cover(0, 4)


@pytest.mark.parametrize(
    ("start", "end", "touched"),
    [(0, 1, True), (3, 4, True), (4, 6, False), (4, 7, True), (5, 6, False), (8, 20, True), (9, 12, False), (13, 14, False)],
)
def test_touched_is_one_character_or_more(start: int, end: int, touched: bool) -> None:
    assert Ranges(MANY).touch(start, end) is touched


@pytest.mark.parametrize(
    ("start", "end", "first"),
    [(0, 9, (0, 4)), (1, 9, (6, 9)), (6, 9, (6, 9)), (6, 8, None), (7, 12, None), (7, 13, (12, 13)), (13, 20, None)],
)
def test_the_first_range_inside(start: int, end: int, first: tuple[int, int] | None) -> None:
    assert Ranges([(6, 9), (0, 4), (12, 13)]).first_within(start, end) == first


@pytest.mark.parametrize(
    ("start", "end", "beside"),
    [(0, 4, []), (0, 6, [(4, 6)]), (2, 14, [(4, 6), (9, 12), (13, 14)]), (4, 6, [(4, 6)]), (7, 10, [(9, 10)]), (5, 5, [])],
)
def test_what_stands_beside_them(start: int, end: int, beside: list[tuple[int, int]]) -> None:
    assert list(Ranges(MANY).beside(start, end)) == beside


@given(st.lists(RANGE, max_size=6), RANGE)
def test_as_if_every_range_was_looked_at(ranges: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    start, end = asked
    found = Ranges(ranges)
    assert found.cover(start, end) is any(first <= start and end <= last for first, last in ranges)
    assert found.touch(start, end) is any(first < end and start < last for first, last in ranges)
    free = [at for at in range(start, end) if not any(first <= at < last for first, last in ranges)]
    assert [at for first, last in found.beside(start, end) for at in range(first, last)] == free


def test_no_ranges_hold_nothing() -> None:
    none = Ranges(())
    assert not none.cover(0, 1) and not none.touch(0, 1) and none.first_within(0, 1) is None

# --- every place of a piece, without looking at the whole piece for each ------------------------------------
def by_hand(wanted: str, text: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(wanted, at)]


@given(st.text("ab", min_size=1, max_size=12), st.text("ab", max_size=80))
def test_every_place_is_found(wanted: str, text: str) -> None:
    assert list(ranges.everywhere(wanted, text)) == by_hand(wanted, text)


PIECES = st.lists(st.sampled_from(["a", "b", "ab", "abab", "aaab"]), max_size=30)


@given(st.text("ab", min_size=1, max_size=3), st.integers(1, 9), PIECES)
def test_every_place_of_what_repeats_itself_is_found(bit: str, times: int, pieces: list[str]) -> None:
    text = (bit * 7).join(pieces)
    assert list(ranges.everywhere(bit * times, text)) == by_hand(bit * times, text)


class _Counted(str):
    """A text, of which is counted how often a whole piece is looked for in it."""

    looks = 0

    def find(self, *about: Any) -> int:
        self.looks += 1
        return super().find(*about)


def check_looks() -> None:
    text = _Counted("ab" * 2_000)
    assert len(list(ranges.everywhere("ab" * 1_000, text))) == 1_001
    assert text.looks < 10


def test_a_piece_that_repeats_itself_is_looked_for_a_few_times() -> None:
    check_looks()


def test_twin_a_look_for_every_place_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: as it was, when a cut of half a text of one letter took time by the square."""

    def one_by_one(wanted: str, text: str) -> Iterator[int]:
        at = text.find(wanted)
        while at >= 0:
            yield at
            at = text.find(wanted, at + 1)

    monkeypatch.setattr(ranges, "everywhere", one_by_one)
    with pytest.raises(AssertionError):
        check_looks()
