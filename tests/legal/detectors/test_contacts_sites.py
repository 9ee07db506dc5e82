"""Web sites and accounts lead to an organisation (rule 13); those of governments and of everybody do not."""

import pytest

from legal.detectors import contacts
from legal.terms import Certainty, Ground, Label, Sensitivity
from tests.legal.detectors.alone import scan_with

FOUND = [
    "www.zorgwolk.nl", "zorgwolk.nl", "https://zorgwolk.nl/over-ons?x=1", "mijn.zorg-wolk.nl", "zorgboog.com", "zorgwolk.nl.nu",
    "zorgvoorgemeenten.nl", "regiozorgtwente.nl", "tenderned.be", "mijnregio.nl", "instagram.com/zorg.wolk", "@zorgwolk", "@zorg",
]  # fmt: skip


def found(text: str) -> list[tuple[str, Label, Certainty]]:
    return [(one.quote(text), one.label, one.certainty) for one in scan_with(contacts, text)]


@pytest.mark.parametrize("site", FOUND)
@pytest.mark.parametrize("frame", ["{}", "Zie {}.", "Zie ({})", "Zie {} en meer", "Zie {}\nen meer"])
def test_a_site_is_found_whole(site: str, frame: str) -> None:
    if "/" in site and frame == "Zie {}.":
        frame = "Zie {} ."  # a dot behind a path goes along
    text = frame.format(site)
    assert found(text) == [(site, Label.ORG_IDENTITY, Certainty.HIGH)]
    (one,) = scan_with(contacts, text)
    assert (one.sensitivity, one.ground) == (Sensitivity.ASKER_IDENTITY, Ground.AW_2_57_1)


def test_the_site_check_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: when every site is everybody's, none but the accounts is found."""
    monkeypatch.setattr(contacts, "_is_public", lambda host: True)
    assert [site for site in FOUND if found(site)] == ["instagram.com/zorg.wolk", "@zorgwolk", "@zorg"]


@pytest.mark.parametrize(
    "text",
    [
        "www.gemeente-zilverdijk.nl", "overheid.nl", "www.overheid.nl/x", "tenderned.nl", "www.tenderned.com",
        "tenderned.org", "tenderned.eu",
        "tenderned.net", "linkedin.com",
        "regiotwente.nl", "zorgkantoor.nl", "provincie.nl", "cdc.gov.nl",
        "zorgwolk.nlx", "zorgwolk.nl9", "@gemeentezilverdijk", "@regiotwente", "@zor", "x.@zorgwolk/",
        "ab punt nl", "dit punt is nl",
        "Nl, com en org.", "een com/plex geheel",
    ],
)  # fmt: skip
def test_other_words_are_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["www punt zorgwolk punt nl", "zorgwolk punt nl", "zorgwolk dot com"])
def test_a_site_that_is_spoken_is_a_doubt(text: str) -> None:
    assert found(f"Zie {text}.") == [(text, Label.ORG_IDENTITY, Certainty.DOUBT)]


@pytest.mark.parametrize(
    ("text", "handle"),
    [
        ("facebook.com/zorgwolk", "zorgwolk"), ("www.facebook.com/zorg.wolk", "zorg.wolk"),
        ("linkedin.com/company/zorg-wolk", "zorg-wolk"), ("linkedin.com/zorgwolk", "zorgwolk"),
    ],
)  # fmt: skip
def test_of_an_account_at_a_site_of_everybody_the_name_is_found(text: str, handle: str) -> None:
    assert found(f"Zie {text} daar") == [(handle, Label.ORG_IDENTITY, Certainty.HIGH)]


@pytest.mark.parametrize(
    "address", ["jan@zorgwolk.nl", "jan at zorgwolk punt nl", "info apenstaartje zorgwolk punt nl", "jan (a) zorgwolk.nl"]
)
def test_a_site_in_an_address_is_that_address(address: str) -> None:
    assert found(f"Mail {address} ook") == [(address, Label.EMAIL, Certainty.HIGH)]
    assert found(f"Mail {address} of www.zorgboog.nl")[1:] == [("www.zorgboog.nl", Label.ORG_IDENTITY, Certainty.HIGH)]
    assert scan_with(contacts, f"Mail {address} ook")[0].why == contacts.EMAIL.why, "and nothing besides"
