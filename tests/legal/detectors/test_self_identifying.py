"""An asker that gives itself away without a name needs a decision (rule 14)."""

import pytest

from legal.detectors import self_identifying
from legal.terms import Certainty, Finding, GuardContext, Label, PartyNames
from tests.legal.detectors.alone import scan_with


def scan(text: str, context: GuardContext) -> tuple[Finding, ...]:
    return scan_with(self_identifying, text, context)


CONTEXT = GuardContext()
FOUND = [
    "Wij zijn als enige aanbieder in Zilverdijk actief",
    "wij zijn de enige met een nachtopvang in de regio",
    "als enige zorgaanbieder van respijtzorg hebben wij",
    "Als kleinste aanbieder lukt ons dit niet",
    "Wij zijn de grootste jeugdhulporganisatie van Zilverdijk",
    "onze locatie in Zilverdijk",
    "onze locatie in zilverdijk",
    "ons nieuwe pand aan de Vaart",
    "Onze twee zorgboerderijen in Oost en West Zilverdijk",
    "wij in Zilverdijk",
    "mijn zorgboerderij aan de Vaart",
    "als oudste instelling van de streek",
    "We als grote partij uit Oost",
    "Wij als kleine aanbieder in de Vallei",
]


@pytest.mark.parametrize("phrase", FOUND)
def test_the_phrase_is_a_doubt(phrase: str) -> None:
    """Rule 14: "wij als enige aanbieder in …" is flagged; a human decides."""
    text = f"Goedemiddag. {phrase}. Kan dat?"
    (finding,) = scan(text, CONTEXT)
    assert finding.quote(text) == phrase
    assert (finding.label, finding.certainty) == (Label.ORG_IDENTITY, Certainty.DOUBT)
    assert finding.rule.startswith("self-identifying.")


def test_the_phrase_check_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a pattern that asks for something else finds nothing."""
    monkeypatch.setattr(self_identifying, "_ONLY", self_identifying._WE_IN)
    assert scan(FOUND[1], CONTEXT) == ()


@pytest.mark.parametrize(
    "text",
    [
        "De enige manier waarop wij dit kunnen, is later.",
        "Wij vragen dit omdat het de enige oplossing is.",
        "Is er als enige een uitzondering?",
        "Onze locaties in de regio doen mee.",
        "Onze locatie is in gebruik genomen.",
        "onze locaties in beheer van de gemeente",
        "Wij in Nederland doen dat zo.",
        "wij in het kort",
        "Wij lezen in Bijlage 3 iets anders.",
        "uw locatie in Zilverdijk",
        "Wij herkennen ons in de Wmo.",
    ],
)
def test_other_phrases_are_left_alone(text: str) -> None:
    assert scan(text, CONTEXT) == ()


def test_a_name_inside_the_phrase_is_certain_and_the_rest_stays_a_doubt() -> None:
    text = "Wij zijn de enige met Veldzorg in huis"
    rules = [one.rule for one in scan(text, GuardContext((PartyNames(("Veldzorg",)),)))]
    assert rules == ["self-identifying.only-one", "organisation.name", "self-identifying.only-one"]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Wij als huidige aanbieder vragen dit.", "Wij als huidige aanbieder"),
        ("Als huidig contractant vragen wij dit.", "Als huidig contractant"),
        ("Als zittende aanbieder, vragen wij dit.", "Als zittende aanbieder"),
        ("Als uw huidige zorgaanbieder in deze wijk willen wij dit weten.", "Als uw huidige zorgaanbieder"),
    ],
)
def test_who_does_the_work_now_is_known(text: str, phrase: str) -> None:
    """Rule 14: everybody can look up who has the contract."""
    assert [one.quote(text) for one in scan(text, CONTEXT)] == [phrase]


@pytest.mark.parametrize(
    "text", ["Moet een huidige aanbieder opnieuw inschrijven?", "Als een huidige aanbieder stopt, wat doet u dan?"]
)
def test_who_speaks_of_those_who_do_it_now_is_not(text: str) -> None:
    assert scan(text, CONTEXT) == ()
