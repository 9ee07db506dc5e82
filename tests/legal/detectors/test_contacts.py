"""E-mail addresses, also without an at sign (rule 42)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal.detectors import contacts
from legal.terms import Finding, Ground, GuardContext, Label, Sensitivity
from tests.legal.detectors.alone import scan_with


def scan(text: str, context: GuardContext) -> tuple[Finding, ...]:
    return tuple(one for one in scan_with(contacts, text, context) if one.label is Label.EMAIL)


CONTEXT = GuardContext()
FOUND = [
    ("Mail jan@zorg.example.nl.", "jan@zorg.example.nl"),
    ("(J.Jansen+x@zorg-x.co.uk)", "J.Jansen+x@zorg-x.co.uk"),
    ("jan\uff20zorg.nl", "jan\uff20zorg.nl"),
    ("jan\u200b@zorg.nl", "jan\u200b@zorg.nl"),
    ("jan&#64;zorg.nl", "jan&#64;zorg.nl"),
    ("jan @ zorg.nl", "jan @ zorg.nl"),
    ("jan (at) zorg.nl", "jan (at) zorg.nl"),
    ("jan[at]zorg[punt]nl", "jan[at]zorg[punt]nl"),
    ("jan at zorg dot nl", "jan at zorg dot nl"),
    ("info apenstaartje zorgwolk punt nl", "info apenstaartje zorgwolk punt nl"),
    ("jan (a) zorg.nl", "jan (a) zorg.nl"),
    ("jan (apestaartje) zorg.nl", "jan (apestaartje) zorg.nl"),
    ("jan punt de streepje wit @ zorg.nl", "jan punt de streepje wit @ zorg.nl"),
    ("mail naar jan . wit @ zorg.nl", "jan . wit @ zorg.nl"),
    ("jan  @  zorg.nl", "jan  @  zorg.nl"),
    ("...jan@zorg. nl", "jan@zorg. nl"),
    ("'_jan_@zorg (punt) nl'", "jan_@zorg (punt) nl"),
    ("a@zorg.nl", "a@zorg.nl"),
    ("a @ zorg.nl", "a @ zorg.nl"),
    ("Mail naar jan punt wit @ zorg.nl", "jan punt wit @ zorg.nl"),
    ("jan punt wit @ zorg.nl" + " is het adres" * 20, "jan punt wit @ zorg.nl"),
    ("jan at zorg streepje wolk punt nl", "jan at zorg streepje wolk punt nl"),
    ("daniëlle@zörg.nl", "daniëlle@zörg.nl"),
    ("x" * 256 + "@zorg.nl", "x" * 256 + "@zorg.nl"),
    ("x" * 300 + "@zorg.nl", "x" * 256 + "@zorg.nl"),
]


@pytest.mark.parametrize(("text", "quote"), FOUND)
def test_an_address_is_found_whole(text: str, quote: str) -> None:
    (finding,) = scan(text, CONTEXT)
    assert finding.quote(text) == quote
    assert (finding.label, finding.sensitivity) == (Label.EMAIL, Sensitivity.PERSONAL_DATA)
    assert finding.ground is Ground.AVG


def test_the_address_check_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: without a beginning there is no address."""
    monkeypatch.setattr(contacts, "_local_start", lambda folded, at: None)
    assert scan(FOUND[0][0], CONTEXT) == ()


@pytest.mark.parametrize(
    "text",
    [
        "a@b",
        "@gemeente",
        "100 @ 5",
        "wij zijn at home",
        "look at zorg.nl",
        "jan@",
        "@zorg.nl",
        "jan   @ zorg.nl",
        "jan @   zorg.nl",
        "jan@zorg.n",
        "-_.@zorg.nl",
        "-@",
        "@",
    ],
)
def test_other_words_are_left_alone(text: str) -> None:
    assert scan(text, CONTEXT) == ()


def test_several_addresses_are_several_findings() -> None:
    text = "Mail jan@zorg.nl, piet@zorg.nl of kees at zorg punt nl."
    assert [one.quote(text) for one in scan(text, CONTEXT)] == ["jan@zorg.nl", "piet@zorg.nl", "kees at zorg punt nl"]


@given(st.from_regex(r"\A[a-z][a-z0-9.]{0,20}[a-z]\Z"), st.from_regex(r"\A[a-z]{2,10}\.[a-z]{2,5}\Z"))
def test_any_plain_address(local: str, host: str) -> None:
    text = f"Mail {local}@{host}."
    assert [one.quote(text) for one in scan(text, CONTEXT)] == [f"{local}@{host}"]
