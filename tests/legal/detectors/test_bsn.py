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
