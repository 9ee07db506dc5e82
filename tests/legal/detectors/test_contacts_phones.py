"""Telephone numbers, however they are cut up; and the figures that only look like one (rule 42)."""

import pytest

from legal.detectors import contacts
from legal.terms import Certainty, Ground, Label, Sensitivity
from tests.legal.detectors.alone import scan_with

FOUND = [
    "06 12 34 56 78", "06-12345678", "0612345678", "06 1234567 8", "(06) 12 34 56 78",
    "030-2345678", "(030) 234 56 78", "0341 234 567",
    "+31 6 12345678", "+31612345678", "+31(0)6 12345678", "+31 (0)30 234 56 78", "+ 31 6 12345678", "+(31) 6 12345678",
    "0031 6 12345678", "0031 (0)6 12345678", "00 31 6 12 34 56 78",
    "+32 470 12 34 56", "+49 151 12345678", "+1 202 555 0123", "0049 151 12345678", "00612345678",
    "+ (31) 6 12345678", "0049 1511234 5678", "00491 511234 5678",
    "+123456789", "+12345678901234", "001234567890123",
    "nul zes twaalf vierendertig zesenvijftig achtenzeventig",
]  # fmt: skip


@pytest.mark.parametrize("number", FOUND)
@pytest.mark.parametrize("frame", ["{}", "Het is {}.", "Het is {}, of niet.", "Het is: [{}]", "Het is {} x"])
def test_a_number_is_found_whole(number: str, frame: str) -> None:
    text = frame.format(number)
    (found,) = scan_with(contacts, text)
    assert (found.quote(text), found.label, found.certainty) == (number, Label.PHONE, Certainty.HIGH)
    assert (found.sensitivity, found.ground) == (Sensitivity.PERSONAL_DATA, Ground.AVG)


@pytest.mark.parametrize("number", ["06 12 34 56 78", "+31 6 12345678", "(030) 234 56 78"])
def test_a_bracket_around_a_number_is_no_part_of_it(number: str) -> None:
    text = f"Bel Jan ({number})."
    assert [one.quote(text) for one in scan_with(contacts, text)] == [number]


def test_the_number_check_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: when nothing passes for a number, none is found."""
    monkeypatch.setattr(contacts, "_is_phone", lambda read, digits, foreign, place: False)
    assert not any(scan_with(contacts, number) for number in FOUND)


@pytest.mark.parametrize(
    "text",
    [
        "Het is 0012345678.", "Het is 06123456789.", "Het is 061234567.", "Het is 0049 1.", "Het is +3 1234567.",
        "Het is +12345678.",
        "Het is +1234567890123456.", "Het is +123456789012345.", "Het is 0012345678901234.",
        "Het is +316123456789.", "Het is +31 6 1234 567.", "Het is +31 6 1234 5678 9.",
        "Het is x0612345678.", "Het is 0612345678x.", "Het is +31612345678x.",
        "Het is € 0612345678.", "Het is €0612345678.", "Het is 1-0612345678.", "Het is 1.0612345678.", "Het is 1/0612345678.",
        "Het is 1,0612345678.",
        "Op 05-06-2026 12 is het.", "Op 1.2.2026 om 12345 is het.", "De codes 0, 851440001 tellen.", "De codes 06 [12] 345678.",
        "Rij 06 12\n34 56 78.", "Bel 14 0341.", "Bel 0800-1234.", "Bel 0012 345 678.",
    ],
)  # fmt: skip
def test_other_figures_are_left_alone(text: str) -> None:
    assert scan_with(contacts, text) == ()


@pytest.mark.parametrize("number", ["612345678", "31612345678", "6 12 34 56 78", "31 6 12345678"])
@pytest.mark.parametrize(
    ("frame", "found"),
    [
        ("Bel {}.", True), ("Mijn nummer: {}.", True), ("Zaak {}.", False), ("Bel " + "x" * 35 + " {}.", True),
        ("Bel " + "x" * 36 + " {}.", False), ("Zaak {}, bel ons.", False),
    ],
)  # fmt: skip
def test_without_its_zero_a_number_needs_a_word_that_says_so(number: str, frame: str, found: bool) -> None:
    """Within forty characters before it."""
    text = frame.format(number)
    assert [one.quote(text) for one in scan_with(contacts, text)] == ([number] if found else [])


@pytest.mark.parametrize("number", ["712345678", "61234567", "6123456789", "3161234567", "316123456789", "32612345678"])
def test_other_digits_are_no_number_at_such_a_word(number: str) -> None:
    assert scan_with(contacts, f"Bel {number}.") == ()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Bel 06 12 34 56 78 of 030-2345678.", ["06 12 34 56 78", "030-2345678"]),
        ("Bel 06 12 34 56 78 06 87 65 43 21.", ["06 12 34 56 78", "06 87 65 43 21"]),
        ("Rij 12 06 12345678.", ["06 12345678"]),
        ("Rij 99 06 12 34 56 78 90 12.", ["06 12 34 56 78"]),
        ("Rij 06 12 34 56 78 06-12345678 1", ["06 12 34 56 78", "06-12345678"]),
    ],
)
def test_several_in_a_row(text: str, numbers: list[str]) -> None:
    assert [one.quote(text) for one in scan_with(contacts, text)] == numbers
