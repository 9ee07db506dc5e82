"""What a consultation can be, its addresses and its version numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consultation.dossiers import rules
from consultation.dossiers.rules import ConsultationDraft, Interaction, Medium, Openness, VersionDraft

DRAFT = ConsultationDraft(
    title="Dagactiviteiten 2029",
    rationale="Wij willen weten of onze plannen uitvoerbaar zijn voor aanbieders.",
    openness=Openness.OPEN,
    medium=Medium.WRITTEN,
    interaction=Interaction.NON_INTERACTIVE,
    contact_role="Contactpunt inkoop",
)


@pytest.mark.parametrize("openness", list(Openness))
@pytest.mark.parametrize("grounds", ["", " " * 30, "te kort", "Alleen deze partijen leveren nu nachtzorg."])
def test_only_a_closed_one_needs_grounds(openness: Openness, grounds: str) -> None:
    """Rule 6: a closed consultation says why these parties, in at least twenty characters."""
    found = rules.faults(rules.tidy(replace(DRAFT, openness=openness, selection_grounds=grounds)))
    assert ("selection_grounds" in found) == (openness is Openness.CLOSED and len(grounds.strip()) < 20)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("rationale", "Kort."),
        ("rationale", "\u202e" * 50),
        ("title", "Abc"),
        ("title", "\x00\x01\x02\x03\x04\x05"),
        ("contact_role", "\ufeff"),
        ("contact_email", "geen adres"),
        ("contact_email", "a@b"),
        ("contact_email", "inkoop@zilverdijk.example, ook@elders.example"),
        ("contact_email", "<script>@zilverdijk.example"),
    ],
)
def test_each_fault_stands_at_its_field(field: str, value: str) -> None:
    """Signs that nobody can see do not fill a field."""
    draft = rules.tidy(replace(DRAFT, **{field: value}))
    assert list(rules.faults(draft)) == [field]


def test_a_good_draft_has_no_faults() -> None:
    """With and without an address for mail."""
    assert rules.faults(DRAFT) == {}
    assert rules.faults(replace(DRAFT, contact_email="inkoop.sociaal-domein@zilverdijk.example")) == {}


def test_tidy_keeps_the_words_and_drops_what_nobody_sees() -> None:
    """A title is one line: it stands in the header of a mail. A text keeps its lines and tabs."""
    draft = rules.tidy(
        replace(DRAFT, title=" Dag\x00activiteiten\r\nBcc: x@y.example\u2028 2029 ", rationale="a\r\nb\tc\rd\x0b\x1b")
    )
    assert draft.title == "Dagactiviteiten Bcc: x@y.example 2029"
    assert draft.rationale == "a\nb\tc\nd"
    version = rules.tidy_version(VersionDraft(" Leid\nraad ", " 1.0 ", "tekst\x0c\ud800", " reden "))
    assert version == VersionDraft("Leid raad", "1.0", "tekst", "reden")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Begeleiding thuis en dagactiviteiten 2028", "begeleiding-thuis-en-dagactiviteiten-2028"),
        ("Coöperatie & cliënt: één café!", "cooperatie-client-een-cafe"),
        ("  --  Vóór/ná  --  ", "voor-na"),
        ("../../etc/passwd?x=1#y", "etc-passwd-x-1-y"),
        ("日本語", "stuk"),
        ("Ελληνικά", "stuk"),
        ("\u202e\u200b", "stuk"),
        ("", "stuk"),
        ("A" * 300, "a" * 70),
        ("woord " * 30, ("woord-" * 12)[:70].rstrip("-")),
        ("Ｆｕｌｌ ｗｉｄｔｈ", "full-width"),
    ],
)
def test_an_address_is_plain(title: str, slug: str) -> None:
    """Lower case, no accents, nothing that means something in an address."""
    assert rules.slug_of(title) == slug


def test_a_taken_address_gets_a_number() -> None:
    """Also when earlier numbers are taken."""
    assert rules.free_slug("zorg", []) == "zorg"
    assert rules.free_slug("zorg", ["zorg", "zorg-2", "zorg-4"]) == "zorg-3"
    assert rules.free_slug("nieuw", rules.RESERVED) == "nieuw-2"


@pytest.mark.parametrize("number", ["1.0", "1.10", "12.3", "999.999"])
def test_a_version_number(number: str) -> None:
    """Two whole numbers with a full stop."""
    assert rules.valid_number(number)


@pytest.mark.parametrize(
    "number", ["", "1", "0.9", "1.0.0", "v1.0", "1,0", " 1.0", "1.0\n", "1.1234", "\u0661.\u0660", "1.-1", "../1.0"]
)
def test_no_version_number(number: str) -> None:
    """It stands in an address: digits of this alphabet, and nothing else."""
    assert not rules.valid_number(number)


def test_versions_follow_as_numbers() -> None:
    """1.10 comes after 1.9."""
    assert rules.after("1.10", "1.9")
    assert rules.after("2.0", "1.999")
    assert not rules.after("1.0", "1.0")
    assert not rules.after("1.9", "1.10")
