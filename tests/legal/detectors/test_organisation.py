"""Who asks stays unknown: names, KvK numbers and domains of the parties (rule 13)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal.detectors import organisation
from legal.terms import Certainty, Finding, Ground, GuardContext, Label, PartyNames
from tests.legal.detectors.alone import scan_with

PARTY = PartyNames(
    ("Stichting Veldzorg", "De Kleine Kust B.V.", "Zorg & Welzijn Oost", "Daniëlle's Hoeve", "Bo"),
    ("84120937",),
    ("veldzorg.example.nl", "https://www.dekleinekust.example.org/contact", "gmail.com"),
)
CONTEXT = GuardContext((PARTY,))


def scan(text: str, context: GuardContext) -> tuple[Finding, ...]:
    return scan_with(organisation, text, context)


def quotes(text: str, context: GuardContext = CONTEXT) -> list[str]:
    return [one.quote(text) for one in scan(text, context)]


FOUND = [
    ("Wij, Stichting Veldzorg, vragen", "Stichting Veldzorg"),
    ("Wij, Veldzorg B.V., vragen", "Veldzorg B.V."),
    ("namens VELDZORG", "VELDZORG"),
    ("veldzorg vraagt", "veldzorg"),
    ("Veldzorgs locatie", "Veldzorgs"),
    ("De Veldzorgers vragen", "Veldzorgers"),
    ("het Veldzorgse plan", "Veldzorgse"),
    ("veld-zorg vraagt", "veld-zorg"),
    ("V e l d z o r g vraagt", "V e l d z o r g"),
    ("Veld**zorg vraagt", "Veld**zorg"),
    ("Veld\u200bzorg vraagt", "Veld\u200bzorg"),
    ("Vеldzоrg vraagt", "Vеldzоrg"),  # Cyrillic e and o
    ("&#86;eldzorg vraagt", "&#86;eldzorg"),
    ("de kleine kust bv", "de kleine kust bv"),
    ("stichting De Kleine-Kust", "stichting De Kleine-Kust"),
    ("Mag Kleine Kust meedoen?", "Kleine Kust"),
    ("Zorg en Welzijn Oost U.A.", "Zorg en Welzijn Oost U.A."),
    ("zorg&welzijn\noost", "zorg&welzijn\noost"),
    ("Danielles hoeve", "Danielles hoeve"),
    ("Bo vraagt", "Bo"),
    ("nummer 84120937", "84120937"),
    ("nummer 84.12.09.37", "84.12.09.37"),
    ("zie www.veldzorg.example.nl.", "www.veldzorg.example.nl"),
    ("zie https://mijn.veldzorg.example.nl/wie/wij?x=1, daar", "https://mijn.veldzorg.example.nl/wie/wij?x=1"),
    ("veldzorg punt example punt nl", "veldzorg punt example punt nl"),
    ("DEKLEINEKUST.example.org", "DEKLEINEKUST.example.org"),
]


@pytest.mark.parametrize(("text", "quote"), FOUND)
def test_a_party_is_recognised(text: str, quote: str) -> None:
    """Rule 13: also in disguise; the legal form goes along."""
    (finding,) = scan(text, CONTEXT)
    assert finding.quote(text) == quote
    assert (finding.label, finding.ground) == (Label.ORG_IDENTITY, Ground.AW_2_57_1)


@pytest.mark.parametrize(("text", "quote"), FOUND)
def test_recognition_is_the_detectors_work(text: str, quote: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: when the register is not looked at, none of these is found."""
    monkeypatch.setattr(organisation, "_parties", lambda read, known: iter(()))
    assert quotes(text) != [quote]


@pytest.mark.parametrize(
    "text",
    [
        "veldzorger en onveldzorg",
        "een kleine kust in zicht",
        "de zorg, en welzijn in Oost",
        "bo en BOA",
        "Het gaat om zorg. Welzijn oost is iets anders.",
        "ref 984120937 en 841209370",
        "mijnveldzorg.example.nl.nu",
        "KvK-uittreksel van 20-10-2026",
        "KvK-uittreksel van 20.10.2026 of 2026-10-20",
        "het nummer bij de KvK staat in bijlage 12",
        "jan via gmail.com",
        "de stichting en de b.v.",
    ],
)
def test_other_words_are_left_alone(text: str) -> None:
    assert quotes(text) == []


def test_nothing_is_known_without_parties() -> None:
    assert quotes("Stichting Veldzorg, 84120937, veldzorg.example.nl", GuardContext()) == []


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "!", "B.V.", "Stichting"])
def test_a_name_without_letters_of_its_own_finds_no_other_words(name: str) -> None:
    assert quotes("Wij vragen uitstel!", GuardContext((PartyNames((name,), (name,), (name,)),))) == []


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Veldzorg", Certainty.HIGH),
        ("De kleine kust", Certainty.HIGH),
        ("veldzorg", Certainty.DOUBT),
        ("de kleine kust", Certainty.DOUBT),
        ("Veld zorg", Certainty.DOUBT),
    ],
)
def test_a_small_or_broken_name_is_a_doubt(text: str, certainty: Certainty) -> None:
    assert scan(text, CONTEXT)[0].certainty is certainty


SEPARATORS = st.sampled_from([" ", "-", "  ", "\n", " - ", "_", "\u00a0", "\u2013", "\u200b "])
FORMS = st.sampled_from(["", "Stichting ", "stg. ", "Coöperatie "])


@given(SEPARATORS, FORMS, st.sampled_from(["upper", "lower", "title"]))
def test_writing_it_differently_does_not_help(separator: str, form: str, case: str) -> None:
    """Rule 13: spaces, hyphens, capitals and legal form make no difference."""
    name = form + getattr(separator.join(["Actief", "Thuis", "Oost"]), case)()
    text = f"Namens {name} vraag ik uitstel."
    assert quotes(text, GuardContext((PartyNames(("Actief Thuis Oost",)),))) == [name]


@given(st.permutations(list(PARTY.names)), st.text("VeldzorgKsnit &-'.", max_size=40))
def test_the_order_of_the_register_makes_no_difference(names: list[str], text: str) -> None:
    assert scan(text, GuardContext((PartyNames(tuple(names)),))) == scan(text, GuardContext((PartyNames(PARTY.names),)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("veldzorg.example.nl/a, veldzorg.example.nl/b en veldzorg.example.nl", [
            "veldzorg.example.nl/a", "veldzorg.example.nl/b", "veldzorg.example.nl",
        ]),
        ("(https://a.b.veldzorg.example.nl:8080/pad)", ["https://a.b.veldzorg.example.nl:8080/pad"]),
        ("ftp://veldzorg.example.nl/pad", ["veldzorg.example.nl/pad"]),
        ("veldzorg.example.nl. Dan /pad", ["veldzorg.example.nl"]),
        ("veldzorg.example.nl/pad", ["veldzorg.example.nl/pad"]),
        ("xveldzorg.example.nl/pad", []),
    ],
)  # fmt: skip
def test_a_web_address_goes_whole(text: str, found: list[str]) -> None:
    """With what stands before the host and behind it, each time it stands there."""
    assert quotes(text) == found
    assert all(one.certainty is Certainty.HIGH for one in scan(text, CONTEXT))


@pytest.mark.parametrize("text", ["x-veldzorg.example.nl/pad", "veldzorg.example.nl-x/pad", "veldzorg.example.nl.nu/pad"])
def test_a_longer_host_is_somebody_elses_or_a_doubt(text: str) -> None:
    (one,) = scan(text, CONTEXT)
    assert (one.quote(text), one.certainty, one.rule) == ("veldzorg.example.nl", Certainty.DOUBT, "organisation.domain")


@pytest.mark.parametrize("domain", [" HTTPS://info@www.zorgboog.example:80/x ", ".zorgboog.example.", "zorgboog.example/a#b"])
def test_a_domain_is_known_however_it_was_registered(domain: str) -> None:
    context = GuardContext((PartyNames(domains=(domain,)),))
    assert quotes("Mail info@zorgboog.example of zie zorgboog.example/x", context) == ["zorgboog.example", "zorgboog.example/x"]


def test_a_domain_without_a_dot_is_no_domain() -> None:
    assert quotes("geen localhost", GuardContext((PartyNames(domains=("geen", "localhost", "")),))) == []


ROWS = [
    ("Op de kaart staan dennenwaard, veldzorg, berkenkracht. Klopt dat?", "dennenwaard, veldzorg, berkenkracht"),
    ("Horen veldzorg en dennenwaard erbij?", "veldzorg en dennenwaard"),
    ("Horen dennenwaard/veldzorg of berkenkracht erbij?", "dennenwaard/veldzorg of berkenkracht"),
]


@pytest.mark.parametrize(("text", "quote"), ROWS)
def test_which_of_a_row_is_a_party_nobody_reads(text: str, quote: str) -> None:
    """Written small, only the register knows which is one: the row goes whole, or its writer learns it (rule 13)."""
    assert quotes(text) == [quote]


def test_twin_without_the_row_its_writer_learns_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(organisation, "_row_around", lambda folded, start, end: (start, end))
    assert quotes(ROWS[0][0]) == ["veldzorg"]


@pytest.mark.parametrize("text", ["Werkt veldzorg met jongeren?", "Is veldzorg van dennenwaard?", "Veldzorg, dennenwaard"])
def test_ordinary_words_are_in_no_row(text: str) -> None:
    assert [one.casefold() for one in quotes(text)] == ["veldzorg"]
