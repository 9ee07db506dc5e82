"""What an asker tells of itself without a name, and that an earlier question was its own (rule 14, R9)."""

import pytest

from legal.detectors import recognisable
from legal.terms import Certainty, Channel, Ground, GuardContext, Label, Sensitivity, Speaker
from tests.legal.detectors.alone import scan_with

ANSWER = GuardContext(speaker=Speaker.MUNICIPALITY, channel=Channel.ANSWER)
MINUTES = GuardContext(speaker=Speaker.MUNICIPALITY, channel=Channel.MINUTES)


def found(text: str, context: GuardContext | None = None) -> list[tuple[str, str]]:
    findings = scan_with(recognisable, text, context or GuardContext())
    for one in findings:
        assert (one.label, one.sensitivity, one.ground) == (Label.ORG_IDENTITY, Sensitivity.ASKER_IDENTITY, Ground.AW_2_57_1)
        assert one.certainty is Certainty.DOUBT
    return [(one.rule.removeprefix("self-identifying."), one.quote(text)) for one in findings]


HISTORIES = [
    ("Wij zijn in 2023 failliet gegaan.", "Wij zijn in 2023 failliet gegaan"),
    ("Vorig jaar zijn we gefuseerd met een buur, telt dat mee?", "we gefuseerd met een buur"),
    ("Wij zijn overgenomen door een fonds uit Zweden.", "Wij zijn overgenomen door een fonds uit Zweden"),
    ("Na onze fusie van 1 januari is dit anders.", "Na onze fusie van 1 januari is dit anders"),
    ("Sinds de brand in de hal werken wij elders.", "Sinds de brand in de hal werken"),
    ("Past uw eis bij onze islamitische grondslag?", "onze islamitische grondslag"),
    ("Wij hebben vorig jaar het kort geding tegen u gewonnen.", "Wij hebben vorig jaar het kort geding tegen u gewonnen"),
    ("Bij de vorige ronde werden wij derde.", "werden wij derde"),
    ("Wij fuseerden in 2023.", "Wij fuseerden in 2023"),
    ("Telt onze fusie van 2023 mee?", "onze fusie van 2023 mee"),
    ("Wij zijn vorig jaar overgenomen.", "Wij zijn vorig jaar overgenomen"),
    ("Wij leveren als onderaannemer van de huidige partij.", "Wij leveren als onderaannemer van de huidige partij"),
]
EARLIER = [
    ("Is onze vraag van vorige week gelezen?", "onze vraag van vorige week gelezen"),
    ("Het antwoord op onze vraag 14 mist een bedrag.", "onze vraag 14 mist een bedrag"),
    ("Zie onze vraag nr. 14.", "onze vraag nr. 14"),
    ("In vraag 14 vroegen wij dit ook.", "In vraag 14 vroegen wij"),
    ("Zoals wij op de bijeenkomst al vroegen: telt reistijd?", "Zoals wij op de bijeenkomst al vroegen"),
    ("Wij stelden in de eerste ronde vraag 3, en nu weer.", "Wij stelden in de eerste ronde vraag 3"),
]


@pytest.mark.parametrize(("text", "quote"), HISTORIES)
def test_what_others_know_of_an_asker(text: str, quote: str) -> None:
    assert found(text) == [("history", quote)]


@pytest.mark.parametrize(("text", "quote"), EARLIER)
def test_an_own_earlier_question_ties_two_together(text: str, quote: str) -> None:
    assert found(text) == [("earlier", quote)]


@pytest.mark.parametrize(
    "text",
    [
        "Wat doet u als een aanbieder failliet gaat of wordt overgenomen?", "Hoe gaat u om met een fusie tijdens de looptijd?",
        "Na de fusie van de gemeenten verandert de regio.", "Mag een islamitische aanbieder eigen keukens vragen?",
        "Kunnen aanbieders in beroep tegen het besluit?", "Wij sluiten ons aan bij vraag 14.", "Onze vraag gaat over reistijd.",
        "Onze vragen staan hieronder.", "Zoals u in paragraaf 3 schrijft, telt reistijd.", "Werden er partijen uitgesloten?",
    ],
)  # fmt: skip
def test_what_anybody_may_ask_stays(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(("text", "quote"), [*HISTORIES, *EARLIER])
def test_in_an_answer_we_are_the_municipality(text: str, quote: str) -> None:
    assert found(text, ANSWER) == []


def test_minutes_tell_who_asked_before_but_not_what_others_know_of_him() -> None:
    assert found(EARLIER[0][0], MINUTES) == []
    assert found(HISTORIES[0][0], MINUTES) == [("history", HISTORIES[0][1])]
