"""Findings that run into each other: which one speaks, what each keeps, and what is allowed to stay (rules 36 and 41)."""

import re
from collections.abc import Sequence
from itertools import pairwise
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal import scanning
from legal.detectors import cases, plans
from legal.scanning import DetectorError, scan
from legal.terms import Certainty, Finding, Ground, GuardContext, Label, Rule, Sensitivity

SURE, DOUBT = Certainty.HIGH, Certainty.DOUBT
TEXT = "abcdefghij"
STORY, PLAN = cases.STORY, plans.RULES[0]


def rule(label: Label, sensitivity: Sensitivity = Sensitivity.ASKER_IDENTITY) -> Rule:
    return Rule(f"test.{label}.{sensitivity}", "1", label, sensitivity, Ground.AVG, f"Dit is {label}.")


def at(start: int, end: int, label: Label, certainty: Certainty = SURE, score: float | None = None) -> Finding:
    return rule(label).at((start, end), certainty, score)


def apart(*found: Finding, text: str = TEXT, allow: Sequence[str] = ()) -> tuple[Finding, ...]:
    with mock.patch.object(scanning, "DETECTORS", (lambda _read, _context: found,)):
        return scan(text, GuardContext(allow=tuple(allow)))


def places(*found: Finding, text: str = TEXT, allow: Sequence[str] = ()) -> list[tuple[int, int, Label]]:
    return [(one.start, one.end, one.label) for one in apart(*found, text=text, allow=allow)]


# --- which one speaks ---------------------------------------------------------------------------------
SPEAKS_FIRST = (
    Label.BSN, Label.IBAN, Label.EMAIL, Label.PHONE, Label.PLATE, Label.ADDRESS, Label.BIRTHDATE, Label.CASE,
)  # fmt: skip


@pytest.mark.parametrize(("first", "second"), list(pairwise((*SPEAKS_FIRST, Label.PRICE))))
def test_what_is_surely_no_figure_speaks_for_a_longer_passage(first: Label, second: Label) -> None:
    """Rule 41 for the first; a joined finding is called after what matters most, also when that is the shorter one."""
    for one, other in ((at(0, 9, second), at(8, 10, first)), (at(0, 2, first), at(1, 10, second))):
        (joined,) = apart(one, other)
        assert (joined.start, joined.end, joined.label, joined.rule) == (0, 10, first, rule(first).id)
        assert joined.why == f"Dit is {first}. Ook: {second.nl}."


@pytest.mark.parametrize("label", [Label.EMAIL, Label.PRICE])
def test_a_sign_of_agreements_speaks_before_all_but_a_bsn(label: Label) -> None:
    signal = rule(Label.MARKET, Sensitivity.COLLUSION_SIGNAL)
    for one, other in ((signal.at((0, 4)), at(3, 10, label)), (signal.at((0, 9)), at(8, 10, label))):
        (joined,) = apart(one, other)
        assert joined.label is Label.MARKET


def test_beside_a_bsn_a_sign_of_agreements_stands_by_itself() -> None:
    """Rules 41 and 44."""
    signal = rule(Label.MARKET, Sensitivity.COLLUSION_SIGNAL)
    assert places(signal.at((0, 4)), at(3, 10, Label.BSN)) == [(0, 3, Label.MARKET), (3, 10, Label.BSN)]


def test_a_bsn_that_is_a_sign_of_agreements_is_a_bsn() -> None:
    (joined,) = apart(rule(Label.BSN, Sensitivity.COLLUSION_SIGNAL).at((0, 2)), at(1, 9, Label.IBAN))
    assert joined.label is Label.BSN


def test_of_two_alike_the_longer_speaks() -> None:
    assert places(at(0, 3, Label.PRICE), at(2, 9, Label.MARKET)) == [(0, 9, Label.MARKET)]
    assert places(at(0, 7, Label.PRICE), at(6, 9, Label.MARKET)) == [(0, 9, Label.PRICE)]


def test_a_joined_finding_is_as_sure_as_the_surest_and_names_each_kind_once() -> None:
    found = at(0, 6, Label.PRICE, score=0.7), at(1, 3, Label.MARKET, score=0.9), at(2, 4, Label.MARKET), at(5, 8, Label.PRICE)
    (joined,) = apart(*(one for one in found if one.score < 1))
    assert (joined.score, joined.why) == (0.9, f"Dit is PRICE. Ook: {Label.MARKET.nl}.")
    (joined,) = apart(*found)
    assert (joined.start, joined.end, joined.why.count("Ook:")) == (0, 8, 1)
    (same,) = apart(at(0, 4, Label.PRICE), at(3, 6, Label.PRICE))
    assert same.why == "Dit is PRICE."


def test_what_touches_stays_apart() -> None:
    assert places(at(4, 6, Label.PRICE), at(0, 4, Label.PRICE)) == [(0, 4, Label.PRICE), (4, 6, Label.PRICE)]


def test_a_third_joins_what_two_became() -> None:
    """The end of a joined finding is the furthest of the two."""
    assert places(at(0, 8, Label.PRICE), at(1, 2, Label.PRICE), at(7, 9, Label.PRICE)) == [(0, 9, Label.PRICE)]


# --- doubt gives way ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("doubt", "sure", "left"),
    [
        ((0, 10), [(0, 4)], [(4, 10)]),
        ((0, 10), [(6, 10)], [(0, 6)]),
        ((0, 10), [(0, 10)], []),
        ((2, 8), [(0, 10)], []),
        ((2, 8), [(0, 3), (7, 9)], [(3, 7)]),
        ((2, 8), [(0, 2), (8, 9)], [(2, 8)]),
        ((1, 9), [(2, 3), (4, 5), (6, 7)], [(1, 2), (3, 4), (5, 6), (7, 9)]),
    ],
)
def test_a_doubt_keeps_what_certainty_leaves(
    doubt: tuple[int, int], sure: list[tuple[int, int]], left: list[tuple[int, int]]
) -> None:
    found = places(at(*doubt, Label.MARKET, DOUBT), *(at(*one, Label.PERSON) for one in sure))
    assert [one[:2] for one in found if one[2] is Label.MARKET] == left
    assert [one[:2] for one in found if one[2] is Label.PERSON] == sure


def test_several_doubts_each_keep_their_part() -> None:
    found = places(at(0, 3, Label.MARKET, DOUBT), at(4, 9, Label.PRICE, DOUBT), at(2, 5, Label.PERSON), at(8, 10, Label.PERSON))
    assert found == [(0, 2, Label.MARKET), (2, 5, Label.PERSON), (5, 8, Label.PRICE), (8, 10, Label.PERSON)]


def test_a_rest_without_a_letter_or_digit_is_nothing() -> None:
    text = "ab, cd (x) "
    assert places(at(0, 10, Label.MARKET, DOUBT), at(0, 2, Label.PERSON), at(4, 9, Label.PERSON), text=text) == [
        (0, 2, Label.PERSON), (4, 9, Label.PERSON),
    ]  # fmt: skip


def test_a_rest_with_a_letter_in_it_stays_whole() -> None:
    assert places(at(0, 6, Label.MARKET, DOUBT), at(0, 2, Label.PERSON), text="ab, cd")[1] == (2, 6, Label.MARKET)


def test_a_doubtful_bsn_gives_way_to_nothing() -> None:
    """Rule 41."""
    assert places(at(0, 9, Label.BSN, DOUBT), at(2, 4, Label.PRICE)) == [(0, 9, Label.BSN)]


@pytest.mark.parametrize("whole", [PLAN, STORY])
@pytest.mark.parametrize("certainty", [SURE, DOUBT])
def test_a_whole_sentence_leaves_room_for_a_number_in_it(whole: Rule, certainty: Certainty) -> None:
    """An address in a plan keeps its own mark, and so its own ground; a price in it goes along with the sentence."""
    kinds = [(one.start, one.end, one.rule) for one in apart(whole.at((0, 10), certainty), at(3, 5, Label.EMAIL))]
    assert kinds == [(0, 3, whole.id), (3, 5, rule(Label.EMAIL).id), (5, 10, whole.id)]
    assert len(apart(whole.at((0, 10)), at(3, 5, Label.PRICE))) == 1


def test_whole_sentences_do_not_cut_each_other() -> None:
    assert len(apart(STORY.at((0, 10)), PLAN.at((2, 8)))) == 1


FINDINGS = st.lists(
    st.builds(
        lambda start, length, made, certainty: made.at((start, min(10, start + length)), certainty),
        st.integers(0, 9),
        st.integers(1, 10),
        st.sampled_from([*map(rule, (Label.BSN, Label.EMAIL, Label.CASE, Label.PRICE, Label.MARKET)), STORY, PLAN]),
        st.sampled_from(Certainty),
    ),
    max_size=6,
)


@given(FINDINGS)
def test_no_character_is_lost_and_none_is_found_twice(found: list[Finding]) -> None:
    """Rule 35: putting findings apart never lets a character out, and a BSN stays called a BSN (rule 41)."""
    made = apart(*found)
    assert all(one.end <= other.start for one, other in pairwise(made))
    covered = {place for one in made for place in range(one.start, one.end)}
    assert covered == {place for one in found for place in range(one.start, one.end)}
    numbers = {place for one in made if one.label is Label.BSN for place in range(one.start, one.end)}
    assert numbers >= {place for one in found if one.label is Label.BSN for place in range(one.start, one.end)}
    assert [(one.start, one.end, one.rule) for one in apart(*reversed(found))] == [(one.start, one.end, one.rule) for one in made]


# --- what is allowed ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "allow", "left"),
    [
        ("de Oost is", ["Oost"], "de is"),
        ("de OOST, is", [" oost "], "de is"),
        ("Oosten", ["Oost"], "Oosten"),
        ("Zuidoost", ["Oost"], "Zuidoost"),
        ("bij Zuidoost", ["Oost"], "bij Zuidoost"),
        ("bij Oost", [*"@-!?.,;:#*+=", "Oost"], "bij"),
        ("Oosten en Oost", ["Oost"], "Oosten en"),
        ("Zuidoost Oost", ["Oost"], "Zuidoost"),
        ("Oost Oost Oost", ["Oost"], ""),
        ("Oost West", ["Oost", "Zuid"], "West"),
        ("Oost West", ["Zuid", "Oost West"], ""),
        ("x-y-x", ["x-y", "y-x"], "x-y-x"),
        ("Oost @", ["@", "", "  ", "-"], "Oost @"),
        ("jan@oost", ["@oost"], "jan@oost"),
        ("oost@", ["oost@"], ""),
    ],
)
def test_what_is_allowed_stays_as_whole_words_only(text: str, allow: list[str], left: str) -> None:
    """Rule 45: the string of the list, wherever it stands by itself; a longer word or a shorter entry frees nothing."""
    words = [at(*word.span(), Label.PERSON) for word in re.finditer(r"[^\s,]+", text)]
    assert " ".join(one.quote(text) for one in apart(*words, text=text, allow=allow)) == left


@pytest.mark.parametrize(
    ("text", "free"), [("jan@oost.nl", True), ("jan@oost.nlx", False), ("jan@oost.nl9", False), ("@oost.nl", True)]
)
def test_an_entry_that_begins_with_a_sign_may_follow_a_letter(text: str, free: bool) -> None:
    start = text.index("@")
    assert bool(apart(at(start, start + 8, Label.EMAIL), text=text, allow=["@oost.nl"])) is not free


@pytest.mark.parametrize(("text", "free"), [("oost@x", True), ("noost@x", False), ("x oost@", True)])
def test_an_entry_that_ends_with_a_sign_may_go_before_a_letter(text: str, free: bool) -> None:
    start = text.index("oost@")
    assert bool(apart(at(start, start + 5, Label.EMAIL), text=text, allow=["oost@"])) is not free


@pytest.mark.parametrize(
    ("text", "start"), [("Oosten", 0), ("Oosten is", 0), ("Zuidoost", 4), ("bij Zuidoost", 8), ("bij x oost1 is", 6)]
)
def test_a_part_of_a_longer_word_is_not_what_is_allowed(text: str, start: int) -> None:
    assert places(at(start, start + 4, Label.PERSON), text=text, allow=["Oost"]) == [(start, start + 4, Label.PERSON)]


def test_an_entry_is_found_again_inside_itself() -> None:
    text = "x y x y x"
    assert not apart(at(4, 9, Label.PERSON), at(0, 5, Label.PERSON), text=text, allow=["x y x"])


# --- a detector that fails ----------------------------------------------------------------------------
def too_far(read: object, _context: GuardContext) -> list[Finding]:
    return [at(0, 1, Label.CASE), at(0, len(TEXT) + 1, Label.CASE)]


def failing(read: object, _context: GuardContext) -> list[Finding]:
    raise KeyError("geheim")


@pytest.mark.parametrize(("detector", "failure"), [(too_far, "range outside the text"), (failing, "KeyError")])
def test_a_failing_detector_is_named(detector: object, failure: str) -> None:
    """R14: which one, and how; not on what."""
    with mock.patch.object(scanning, "DETECTORS", (lambda _read, _context: (), detector)), pytest.raises(DetectorError) as caught:
        scan(TEXT, GuardContext())
    assert str(caught.value) == f"{__name__}.{detector.__name__}: {failure}"  # type: ignore[attr-defined]


def test_a_finding_may_end_with_the_text() -> None:
    assert places(at(9, 10, Label.CASE)) == [(9, 10, Label.CASE)]


SIGNAL_AND_BSN = "Wij hebben met de andere aanbieders afgesproken dat het tarief gelijk blijft voor 123456782. Goed?"


def test_a_number_does_not_hide_a_signal() -> None:
    """Rules 41 and 44: the BSN is found, and the signal around it too; redacting the first passes nothing on."""
    found = scan(SIGNAL_AND_BSN, GuardContext())
    assert [(one.label, one.sensitivity is Sensitivity.COLLUSION_SIGNAL) for one in found] == [
        (Label.MARKET, True),
        (Label.BSN, False),
    ]
    assert found[0].end == found[1].start and found[1].quote(SIGNAL_AND_BSN) == "123456782"


def test_twin_without_that_the_number_hides_it() -> None:
    with mock.patch.object(scanning, "_beside", side_effect=lambda one, _numbers: (one,)):
        assert [one.label for one in scan(SIGNAL_AND_BSN, GuardContext())] != [Label.MARKET, Label.BSN]


@pytest.mark.parametrize(
    ("text", "label"),
    [("Ons KvK-nummer is KvK 12345678.", Label.ORG_IDENTITY), ("Bel 06 12345678 na vijven.", Label.PHONE)],
)
def test_what_a_number_is_comes_before_that_it_is_one(text: str, label: Label) -> None:
    """Rule 36: the whole guard says so, not the detector alone."""
    assert {one.label for one in scan(text, GuardContext())} == {label}
