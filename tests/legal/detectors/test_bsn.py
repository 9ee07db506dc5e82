"""No BSN passes unseen, whatever its dress (rule 41, UAVG 46)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal.detectors import bsn
from legal.detectors.bsn import eleven_test
from legal.terms import Certainty, Finding, GuardContext, Label
from tests.legal.detectors.alone import scan_with


def scan(text: str, context: GuardContext) -> tuple[Finding, ...]:
    return scan_with(bsn, text, context)


CONTEXT = GuardContext()
WORDS = "nul een twee drie vier vijf zes zeven acht negen".split()  # noqa: SIM905 - reads as one counts


def made(eight: str) -> str | None:
    """A number that passes the eleven-test, from its first eight digits; None when there is none."""
    last = sum(weight * int(digit) for weight, digit in zip(range(9, 1, -1), eight, strict=True)) % 11
    return None if last == 10 or not int(eight + str(last)) else eight + str(last)


NUMBERS = st.text("0123456789", min_size=8, max_size=8).map(made).filter(bool)
DRESSES = {
    "bare": lambda number: number,
    "dots": lambda number: f"{number[:3]}.{number[3:6]}.{number[6:]}",
    "spaces": lambda number: f"{number[:4]} {number[4:6]} {number[6:]}",
    "mixed": lambda number: f"{number[:4]}-{number[4:6]} {number[6:]}",
    "letter spaced": " ".join,
    "zero width": "\u200b".join,
    "full width": lambda number: number.translate({ord("0") + d: 0xFF10 + d for d in range(10)}),
    "arabic": lambda number: number.translate({ord("0") + d: 0x660 + d for d in range(10)}),
    "entities": lambda number: "".join(f"&#{ord(digit)};" for digit in number),
    "struck through": lambda number: "".join(digit + "\u0336" for digit in number),
    "spelled": lambda number: " ".join(WORDS[int(digit)] for digit in number),
    "with a cue": lambda number: f"BSN{number}",
}


@pytest.mark.parametrize("dress", DRESSES)
@given(number=NUMBERS)
def test_every_dress_is_seen_through(dress: str, number: str) -> None:
    worn = DRESSES[dress](number)
    (finding,) = scan(f"Het gaat om {worn}, zie het dossier.", CONTEXT)
    assert finding.label is Label.BSN and worn.endswith(finding.quote(f"Het gaat om {worn}, zie het dossier."))


@pytest.mark.parametrize("dress", [dress for dress in DRESSES if dress != "with a cue"])
def test_the_dress_checks_are_not_blind(dress: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: without the eleven-test nothing is found."""
    monkeypatch.setattr(bsn, "eleven_test", lambda digits: False)
    assert scan(f"Het gaat om {DRESSES[dress]('123456782')}.", CONTEXT) == ()


@pytest.mark.parametrize("text", ["l23456782", "12345678Z", "O"])
def test_look_alikes(text: str) -> None:
    """A letter l for a one is seen through; other letters are no digits."""
    assert len(scan(f"nummer {text}.", CONTEXT)) == (text[0] == "l")


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("bsn 123456789", Certainty.DOUBT),  # fails the test, but says what it is
        ("sofinummer: 99999821", Certainty.HIGH),  # a zero left out
        ("burgerservicenummer van haar zoon is 123-456-789", Certainty.DOUBT),
    ],
)
def test_a_number_that_says_it_is_one(text: str, certainty: Certainty) -> None:
    (finding,) = scan(text, CONTEXT)
    assert (finding.label, finding.rule, finding.certainty) == (Label.BSN, "bsn.cue", certainty)


@pytest.mark.parametrize("number", ["123456789", "12345678"])
@pytest.mark.parametrize(
    "word",
    [
        "bsn", "bsnnr", "bsn-nr.", "bsn nummer", "sofi", "sofinr", "sofinummer", "sofi-nummer", "burgerservice",
        "burgerservicenr", "burgerservicenummer", "burgerservice nummer", "burger service", "burger service-nummer",
        "BurgerService Nummer",
    ],
)  # fmt: skip
def test_every_way_to_say_that_it_is_one(word: str, number: str) -> None:
    """Whatever number follows, also one that fails the test."""
    text = f"Zijn {word} is {number}."
    assert [(one.quote(text), one.rule) for one in scan(text, CONTEXT)] == [(number, "bsn.cue")]


def test_no_more_than_thirty_signs_after_the_word() -> None:
    assert scan(f"bsn {'x' * 28} 123456789", CONTEXT) and not scan(f"bsn {'x' * 29} 123456789", CONTEXT)


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("nummer 123-456-782.", Certainty.HIGH), ("nummer 123456782, 5", Certainty.HIGH),
        ("nummer 123-456-782 5 is", Certainty.DOUBT), ("nummer 5 123-456-782", Certainty.DOUBT),
        ("5-123-456-782", Certainty.DOUBT), ("123-456-782/5", Certainty.DOUBT), ("x 123-456-782 x", Certainty.HIGH),
        ("1 stuk 123-456-782 voor 1", Certainty.HIGH),
    ],
)  # fmt: skip
def test_more_digits_beside_cut_up_digits_make_a_doubt(text: str, certainty: Certainty) -> None:
    (finding,) = scan(text, CONTEXT)
    assert (finding.rule, finding.certainty) == ("bsn.eleven-test", certainty)


@pytest.mark.parametrize(
    "text",
    [
        "de AB123456782",
        "de A123456782",
        "9xbs123456782",
        "btw 123456782B01",
        "het is € 123 456 782 of meer",
        "op 3 20-10-2026 dan",
        "het 123456782b01 is",
        "€ 123 456 782",
        "euro 123.456.782",
        "+123 456 782",
        "CPV-code 123-456-782",
        "2026-10-20 3 4 5 6",
    ],
)
def test_an_explained_number_is_left_alone(text: str) -> None:
    assert scan(text, CONTEXT) == ()


@pytest.mark.parametrize(
    "text",
    [
        "xbsn123456782",
        "bsn123456782",
        "de bsn123456782",
        "123456782b1",
        "123456782b012",
        "€ 5 voor 123456782",
        "€ 123456782",
        "123456782 bij b12",
    ],
)
def test_an_explanation_is_taken_no_wider_than_it_is(text: str) -> None:
    (finding,) = scan(text, CONTEXT)
    assert finding.quote(text) == "123456782"


@pytest.mark.parametrize(
    ("before", "explained"),
    [
        ("cpv ", True), ("het is cpv-code: ", True), ("cpv-codes 85320000-8, ", True), ("cpv 85320000-8 en ", True),
        ("cpv 85320000-8, client ", False), ("cpv van ", False),
        ("cpv\nis ", False), ("xcpv ", False), ("€ ", True), ("€ x ", False),
    ],
)  # fmt: skip
def test_what_explains_a_number_stands_close_before_it(before: str, explained: bool) -> None:
    """Right before it, or with other codes between; a number in one piece is never explained away."""
    assert bool(scan(f"{before}123-456-782", CONTEXT)) is not explained
    assert scan(f"{before}123456782", CONTEXT)


@pytest.mark.parametrize("digits", ["²23456782", "12345678x", "         ", "-12345678"])
def test_what_is_no_digit_is_no_number(digits: str) -> None:
    assert not eleven_test(digits)


@pytest.mark.parametrize(
    "text",
    [
        "123456789",
        "000000000",
        "1234567820",
        "tel 06-12345678",
        "+31 6 12345678",
        "€ 123.456.782",
        "CPV 85320000-8 en 98000000-3",
        "20-10-2026 9",
        "NL123456782B01",
        "AB123456782",
        "een twee drie",
        "artikel 1.2.3",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert scan(text, CONTEXT) == ()


@given(st.text("0123456789", max_size=10))
def test_eleven_test(digits: str) -> None:
    assert eleven_test(digits) == (len(digits) == 9 and made(digits[:8]) == digits)


@pytest.mark.parametrize("text", ["BI licht 1200 53,20 2,0%", "licht 12005 32,02", "zwaar 53,20 12008"])
def test_a_row_of_figures_with_decimals_is_none(text: str) -> None:
    """A table out of a pdf: one in eleven of such rows would pass the test by chance, and stop the file."""
    assert scan(text, CONTEXT) == ()


@pytest.mark.parametrize("number", ["123 4567,82", "1234 567,82", "1,2345 6782", "123 4567,80", "123:456:782"])
@pytest.mark.parametrize("cue", ["Mijn BSN is", "BSN:", "burgerservicenummer"])
def test_at_the_word_a_comma_makes_no_amount_of_it(cue: str, number: str) -> None:
    """Rule 41: also with a typing error in it."""
    assert [one.quote(f"{cue} {number}") for one in scan(f"{cue} {number}", CONTEXT)] == [number]


@pytest.mark.parametrize("text", ["120053202", "1200 53 202", "1200,53,202", "120 053 202", "1200 53.202"])
def test_the_same_digits_without_decimals_are_one(text: str) -> None:
    (finding,) = scan(f"nummer {text}", CONTEXT)
    assert finding.quote(f"nummer {text}") == text
