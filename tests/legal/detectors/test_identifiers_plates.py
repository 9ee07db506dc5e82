"""Licence plates: every Dutch series, however it is written; a code that only looks like one stays (rule 42)."""

import pytest

from legal.detectors import identifiers
from legal.terms import Ground, Label, Sensitivity
from tests.legal.detectors.alone import scan_with

# A plate of every series, and what no series has.
PLATES = (
    "XG-23-45", "23-45-XG", "23-XG-45", "XG-23-ZT", "XG-ZT-23", "23-XG-ZT", "23-XGZ-4", "4-XGZ-23", "XG-234-Z", "X-234-ZT",
    "XGZ-23-T", "X-23-ZTR", "2-XG-345", "234-XG-5",
)  # fmt: skip
NO_SERIES = (
    "XGZT-2-3",
    "2-3-4567",
    "XG-ZT-RS",
    "23-45-67",
    "XGZ-234",
    "X-2-3456",
    "XGZ-TRS",
    "2-345-67",
    "X-2345-Z",
    "234-5-XG",
    "XG-2-345",
    "23-X-456",
)


def found(text: str) -> list[str]:
    return [one.quote(text) for one in scan_with(identifiers, text) if one.label is Label.PLATE]


def check_every_series() -> None:
    assert [plate for plate in PLATES if found(f"Hij zag {plate} staan.") != [plate]] == []


def test_every_series_is_found() -> None:
    check_every_series()


@pytest.mark.parametrize("lost", [0, 7])
def test_the_check_of_series_is_not_blind(lost: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a series that the list forgot is noticed."""
    groups = PLATES[lost].split("-")
    series = tuple(("d" if group.isdigit() else "l") + str(len(group)) for group in groups)
    assert series in identifiers._SERIES
    monkeypatch.setattr(identifiers, "_SERIES", identifiers._SERIES - {series})
    with pytest.raises(AssertionError):
        check_every_series()


def test_what_a_plate_says() -> None:
    (finding,) = scan_with(identifiers, "Hij zag XG-23-ZT staan.")
    assert (finding.label, finding.sensitivity, finding.ground) == (Label.PLATE, Sensitivity.PERSONAL_DATA, Ground.AVG)


@pytest.mark.parametrize("code", NO_SERIES)
def test_another_row_is_no_plate(code: str) -> None:
    assert found(f"De auto {code} staat er.") == []


# Only in a text about cars.
BESIDE_A_CAR = [
    "XG 23 ZT",
    "xg-23-zt",
    "Xg-23-zt",
    "XG.23.ZT",
    "XG. 23. ZT",
    "XG - 23 - ZT",
    "XG 23-ZT",
    "XG-23 ZT",
    "X G 2 3 Z T",
    "X-G-2-3-Z-T",
    "2 X G Z 3 4",
]
CARS = [
    "auto",
    "kenteken",
    "bus",
    "busje",
    "voertuig",
    "taxi",
    "lease",
    "parkeervergunning",
    "ontheffing",
    "wagen",
    "rolstoelbus",
]


@pytest.mark.parametrize("plate", BESIDE_A_CAR)
def test_loose_writing_needs_a_car(plate: str) -> None:
    assert found(f"De auto is {plate}.") == [plate]
    assert found(f"De code is {plate}.") == []


@pytest.mark.parametrize("word", CARS)
def test_what_makes_a_text_about_cars(word: str) -> None:
    assert found(f"Ons {word} (XG 23 ZT) staat er.") == ["XG 23 ZT"]


@pytest.mark.parametrize("plate", ["XG23ZT", "xg23zt", "23XGZ4", "X234ZT"])
def test_in_one_piece_it_needs_no_car(plate: str) -> None:
    assert found(f"Het is {plate}, zegt hij.") == [plate]


@pytest.mark.parametrize("typed", ["XG\u201123\u2011ZT", "X\u200bG-23-ZT", "\uff38\uff27-23-ZT", "XG&#45;23-ZT"])
def test_a_disguise_is_seen_through(typed: str) -> None:
    assert found(f"Hij zag {typed} staan.") == [typed]


@pytest.mark.parametrize(
    "text",
    [
        "auto 1-XG-23-ZT",  # part of a longer code
        "auto XG-23-ZT-1",
        "auto XG-23-ZT/1",
        "auto XG-23-ZT.nl",
        "auto aXG-23-ZT",
        "auto XG-23-ZTa",
        "auto /XG-23-ZT",
        "auto .XG-23-ZT",
        "auto XG, 23, ZT",  # other signs between
        "auto XG/23/ZT",
        "auto XG.23 ZT",
        "auto X G 2 3 Z",  # five signs
        "auto A X G 2 3 Z T",  # seven
        "auto X, G 2 3 Z T",
        "auto X G 2 3 Z. T",
        "auto X G Z T 2 3 4",
        "twee een drie",
        "auto",
        "",
    ],
)
def test_what_is_part_of_something_else_is_no_plate(text: str) -> None:
    assert found(text) == []


def test_after_a_plate_an_end_of_sentence_or_a_dot() -> None:
    assert found("XG-23-ZT. Nog een: 23-XG-45") == ["XG-23-ZT", "23-XG-45"]
    assert found("XG-23-ZT- en verder") == ["XG-23-ZT"]


def test_two_plates_never_share_a_group() -> None:
    assert found("auto XG 23 ZT 45 XG") == ["XG 23 ZT"]
    assert found("auto XG-23-ZT, 45-XG-67, X-234-ZT en 2-XGZ-34") == ["XG-23-ZT", "45-XG-67", "X-234-ZT", "2-XGZ-34"]
