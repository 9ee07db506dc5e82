"""Numbers that lead to an account, an organisation or a car: to the border of what is one (rules 13 and 42)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal.detectors import identifiers
from legal.detectors.identifiers import iban_test
from legal.normalise import fold
from legal.reading import Reading
from legal.terms import Certainty, Ground, Label, Sensitivity
from tests.legal.detectors.alone import scan_with


def found(text: str) -> list[tuple[str, str]]:
    return [(one.quote(text), one.rule.removeprefix("identifiers.")) for one in scan_with(identifiers, text)]


def iban(bank: str, account: str, country: str = "NL") -> str:
    """An account number whose check digits are right; ISO 13616, worked out apart from the guard."""
    digits = "".join(str(int(char, 36)) for char in f"{bank}{account}{country}00")
    return f"{country}{98 - int(digits) % 97:02}{bank}{account}"


ACCOUNT = "NL91ABNA0417164300"
WRITTEN = [
    ACCOUNT,
    ACCOUNT.lower(),
    "NL91 ABNA 0417 1643 00",
    "NL 91 ABNA 0417164300",
    "NL91-ABNA-0417-1643-00",
    "NL91.ABNA.0417.1643.00",
    "NL91/ABNA/0417164300",
    "NL91_ABNA_0417164300",
    "NL91*ABNA*0417164300",
    "NL91|ABNA|0417164300",
    "NL91 : ABNA 0417164300",
    "NL91\nABNA\n0417164300",
    "NL91    ABNA0417164300",  # four signs between is the most
    "N L 91 ABNA 0417164300",
    "NL9l ABNA O4l7 l643 OO",  # letters for digits
    "NL91ABNA\u200b0417164300",
    "NL91 \uff21\uff22\uff2e\uff21 0417164300",
    "NL eenennegentig ABNA 0417164300",
    "NL91 ABNA 0417 1643 nul nul",
    "NL91 ABNA nul vier zeventien zestien drieenveertig nul nul",
]


@pytest.mark.parametrize("number", WRITTEN)
@pytest.mark.parametrize("frame", ["{}", "Stort het op {}, graag.", "IBAN: {}.", "({})", "rekening {} t.n.v. ons"])
def test_an_account_is_found_whole(number: str, frame: str) -> None:
    (finding,) = scan_with(identifiers, frame.format(number))
    assert finding.quote(frame.format(number)) == number
    assert (finding.label, finding.sensitivity, finding.ground) == (Label.IBAN, Sensitivity.PERSONAL_DATA, Ground.AVG)
    assert finding.certainty is Certainty.HIGH


ABROAD = {
    "BE": ("", "539007547034"), "DE": ("", "370400440532013000"), "LU": ("001", "9400644750000"),
    "FR": ("20041010050500013M", "02606"), "GB": ("NWBK", "60161331926819"), "ES": ("", "21000418450200051332"),
    "IT": ("X", "0542811101000000123456"), "PL": ("", "109010140000071219812874"), "AT": ("", "1904300234573201"),
}  # fmt: skip


@pytest.mark.parametrize("country", ABROAD)
def test_an_account_abroad(country: str) -> None:
    number = iban(*ABROAD[country], country)
    assert found(f"Op {number}.") == [(number, "iban")]
    assert found(f"Op {number[:-1]}.") == found(f"Op {number}7.") == [], "a sign too few, a sign too many"
    assert found(f"Op {number[:2]}{(int(number[2:4]) + 1) % 100:02}{number[4:]}.") == [], "another sum"


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=4, max_size=4), st.from_regex(r"\A[0-9]{10}\Z"))
def test_any_dutch_account(bank: str, account: str) -> None:
    number = iban(bank, account)
    assert iban_test(fold(number))
    assert [rule for _, rule in found(f"Op {number}.") if rule == "iban"] == ["iban"]


@given(st.from_regex(r"\A[0-9]{10}\Z"), st.integers(1, 96))
def test_another_sum_is_no_account_or_a_slip_of_the_pen(account: str, more: int) -> None:
    """The test of ISO 13616 is the whole sum by 97, not a part of it; a Dutch number of the right form is a doubt."""
    number = iban("ABNA", account)
    wrong = f"NL{(int(number[2:4]) + more - 2) % 97 + 2:02}{number[4:]}"
    if wrong != number:
        assert not iban_test(fold(wrong))
        (finding,) = scan_with(identifiers, f"Op {wrong}.")
        assert (finding.certainty, finding.quote(f"Op {wrong}.")) == (Certainty.DOUBT, wrong)


@pytest.mark.parametrize(
    "account",
    [
        "",
        "nl91abna041716430",
        "nl91abna04171643000",
        "NL91ABNA0417164300",
        "n191abna0417164300",
        "nlx1abna0417164300",
        "nl91",
        "nl91" + "0" * 7,
    ],
)
def test_the_iban_test_says_no(account: str) -> None:
    assert not iban_test(account)


def test_the_iban_test_knows_eight_to_thirty_signs() -> None:
    for length in (8, 30):
        assert iban_test(fold(iban("", "1" * length, "MT")))
    for length in (7, 31):
        assert not iban_test(fold(iban("", "1" * length, "MT")))


@pytest.mark.parametrize(
    "text",
    [
        "NL91 ABNA",
        "NL",
        "91ABNA0417164300",
        f"X{ACCOUNT}",  # inside a longer code
        f"{ACCOUNT}X",
        f"{ACCOUNT}1",
        "NL91     ABNA0417164300",  # five signs between
        "NL91, ABNA0417164300",
        "NL91ABNAB417164300",  # a letter where a digit is: another form
        "FR is 20 jaar, en DE heeft 12 leden",
        "XX91ABNA0417164300",  # a country we do not know
    ],
)
def test_other_codes_are_no_accounts(text: str) -> None:
    assert [rule for _, rule in found(text) if rule == "iban"] == []


def check_accounts() -> None:
    (finding,) = scan_with(identifiers, f"Op {ACCOUNT}.")
    assert finding.certainty is Certainty.HIGH
    assert found(f"Op {iban(*ABROAD['BE'], 'BE')}.")


@pytest.mark.parametrize("answer", [True, False])
def test_the_check_of_accounts_is_not_blind(answer: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: without the sum a Dutch account is a doubt only and a Belgian one none; with any sum all passes."""
    monkeypatch.setattr(identifiers, "iban_test", lambda account: answer)
    if answer:
        (finding,) = scan_with(identifiers, "Op NL90ABNA0417164300.")
        assert finding.certainty is Certainty.HIGH
    else:
        with pytest.raises(AssertionError):
            check_accounts()


NUMBERED = [
    # text, what is found, by which rule
    ("KvK 84120937", "84120937", "kvk"),
    ("kvk-nummer: 84 12 09 37.", "84 12 09 37", "kvk"),
    ("K.v.K. nr 84.12.09.37", "84.12.09.37", "kvk"),
    ("k v k 84120937 en handelsregister", "84120937", "kvk"),
    ("kvknr 84120937", "84120937", "kvk"),
    ("kvkno. 84-12-09-37", "84-12-09-37", "kvk"),
    ("Kamer van Koophandel 84120937", "84120937", "kvk"),
    ("ook in het handelsregister onder 8412 0937", "8412 0937", "kvk"),
    ("KvK (zie bijlage" + " " * 22 + "): 84/12/09/37", "84/12/09/37", "kvk"),
    ("Ons nummer bij de Kamer van Koophandel vindt u hieronder.\n84120937", "84120937", "kvk"),  # on a line of its own
    ("Uittreksel bijgevoegd: 84120937", "84120937", "kvk"),
    ("ook RSIN 123456789", "123456789", "kvk"),
    ("ook rsin: 1234 56 789", "1234 56 789", "kvk"),
    ("fiscaal nummer 123456789 (kvk volgt)", "123456789", "kvk"),
    ("fiscaal 123456789, rsin dus, ook", "123456789", "kvk"),
    ("AGB 12345678", "12345678", "agb"),
    ("AGB-code: 12345678", "12345678", "agb"),
    ("agbcode 12 34 56 78", "12 34 56 78", "agb"),
    ("agb nummer 12345678", "12345678", "agb"),
    ("AGB nr. is 12-34-56-78", "12-34-56-78", "agb"),
    ("NL123456782B01", "NL123456782B01", "vat"),
    ("btw nl 1234.56.782.b.01", "nl 1234.56.782.b.01", "vat"),
    ("NL-123456782-B-0-1", "NL-123456782-B-0-1", "vat"),
    ("nl 1 2 3 4 5 6 7 8 9 b 0 1", "nl 1 2 3 4 5 6 7 8 9 b 0 1", "vat"),
]


@pytest.mark.parametrize(("text", "quote", "rule"), NUMBERED)
def test_a_number_of_an_organisation_is_found(text: str, quote: str, rule: str) -> None:
    (finding,) = scan_with(identifiers, text)
    assert (finding.quote(text), finding.rule) == (quote, f"identifiers.{rule}")
    assert (finding.label, finding.ground) == (Label.ORG_IDENTITY, Ground.AW_2_57_1)


@pytest.mark.parametrize(
    "text",
    [
        "84120937 is ons nummer",  # nothing says of what
        "De KvK en 1234567890 bewaren dit achttien maanden",  # a word of eight letters, in a text with eight digits
        "KvK 8412093",  # seven
        "KvK 841209371",  # nine
        "KvK 84120937.5",
        "KvK 8412093 7 1",
        "KvK, zie ook de andere bijlagen bij deze vraag: 8412 0937",  # too far away
        "KvK" + "x" * 45 + " 12/34/56/78",  # too far away
        "KvK-uittreksel van 20-10-2026",  # a date
        "KvK 20.10.2026",
        "KvK 2026-10-20",
        "uittreksel 20261020 en 20102026 van de KvK",
        "kvkx 12/34/56/78",
        "xkvk 12/34/56/78",
        "KvK\n1234 5678",
        "RSIN 12345678 9 0",
        "AGB 1234567",
        "AGB 123456789",
        "agbx 12345678",
        "AGB 20-10-2026",
        "NL12345678B01",  # eight digits
        "NL1234567823B01",
        "NL123456782B1",
        "NL123456782B012",
        "XNL123456782B01",
        "NL123456782C01",
    ],
)
def test_another_number_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_the_number_of_a_notice_in_a_text_about_the_trade_register() -> None:
    assert found("Moet een uittreksel van de KvK mee? Het TenderNed-kenmerk van deze opdracht is 58341207.") == []


@pytest.mark.parametrize("text", ["RSIN 123456789", "Wij staan in het handelsregister onder 84120937"])
def test_a_register_that_is_named_otherwise(text: str) -> None:
    assert found(text)


def check_numbers() -> None:
    for text, quote, rule in NUMBERED:
        assert (quote, rule) in found(text)


def test_the_check_of_numbers_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a range that ends one character short leaves a digit readable."""
    monkeypatch.setattr(Reading, "span", lambda read, start, end: (start, end - 1))
    with pytest.raises(AssertionError):
        check_numbers()
