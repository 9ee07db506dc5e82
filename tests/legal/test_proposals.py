"""What a party asks to be paid is a price of its own, though it calls nothing its own (rule 43)."""

from __future__ import annotations

import pytest

from legal.detectors import figures
from legal.proposals import proposes
from legal.quantities import quantities
from legal.reading import read
from legal.scanning import scan
from legal.terms import Channel, GuardContext, Speaker

PARTY = GuardContext(channel=Channel.QUESTION)
PROPOSED = [
    ("Kan de gemeente uitgaan van € 54,10 per uur?", "€ 54,10"),
    ("Is een tarief van € 54,10 per uur mogelijk?", "€ 54,10"),
    ("Kunt u uitgaan van 54,10 per uur?", "54,10"),
    ("Bent u bereid € 71,25 per uur te betalen?", "€ 71,25"),
    ("Wilt u akkoord gaan met 54,10 euro per uur?", "54,10 euro"),
    ("Is 54 euro per uur haalbaar voor de gemeente?", "54 euro"),
    ("Vindt u € 92,40 per etmaal een redelijk tarief?", "€ 92,40"),
    ("Is het mogelijk om minimaal € 66 per uur te vergoeden?", "€ 66"),
    ("Kan het tarief naar € 63,80?", "€ 63,80"),
    ("Kan het tarief worden verhoogd naar € 60,30?", "€ 60,30"),
    ("Kunt u het bedrag uit de leidraad verhogen naar € 67,35?", "€ 67,35"),
    ("Past € 59,95 per uur binnen uw budget?", "€ 59,95"),
    ("Stemt u in met € 77,- per uur voor specialistische begeleiding?", "€ 77,-"),
    ("Staat u open voor een tarief van € 88 per uur?", "€ 88"),
    ("Wat vindt u van € 58,75 per uur?", "€ 58,75"),
    ("Kan de gemeente akkoord gaan met vierenzestig euro vijftig?", "vierenzestig euro vijftig"),
    ("Is een opslag van 11% voor avonden bespreekbaar?", "11%"),
    ("Een tarief van € 72,60 per uur zou beter passen.", "€ 72,60"),
]
BARE = [
    ("Is 67 bespreekbaar?", "67"),
    ("Mag het ook 70 worden?", "70"),
    ("Waarom geen 66?", "66"),
    ("Zou u 69 willen betalen?", "69"),
    ("Kunnen jullie 69 doen??", "69"),
    ("Had u 63 geboden, dan waren wij gebleven.", "63"),
]
NO_PRICE = [
    "Waarom geen 36 maanden?",
    "Is 24 uur haalbaar?",
    "Mag het in 12 delen worden geleverd?",
    "Kunt u 14 dagen geven?",
    "Is 1 bespreekbaar?",
    "Waarom geen 66 plaatsen?",
    "Waarom zijn er geen 66?",
]
READ_SOMEWHERE = [
    "Klopt het dat de gemeente uitgaat van € 54,10 per uur?",
    "Waarop is het tarief van € 54,10 per uur gebaseerd?",
    "Is een tarief van € 54,10 zoals in bijlage 2 staat inclusief reistijd?",
    "Is het tarief in de leidraad verhoogd naar € 61,20?",
    "Kunt u bevestigen dat het maximumtarief € 66 per uur is?",
    "Is een boete van € 500 per dag redelijk?",
    "Vindt u een omzeteis van € 500.000 redelijk?",
    "Is de drempel van € 750.000 hier van toepassing?",
    "Wilt u de korting van 2% bij te late rapportage laten vervallen?",
    "Kan de betaaltermijn naar 14 dagen?",
    "Kunt u uitgaan van 1.350 uren?",
]


def _proposed(text: str) -> list[str]:
    reading = read(text)
    return [text[slice(*reading.span(one.start, one.end))] for one in quantities(reading) if proposes(reading, one)]


@pytest.mark.parametrize(("text", "amount"), PROPOSED)
def test_what_a_party_asks_to_be_paid_is_found(text: str, amount: str) -> None:
    assert _proposed(text) == [amount]
    assert [one.quote(text) for one in scan(text, PARTY)] == [amount]


@pytest.mark.parametrize("text", READ_SOMEWHERE)
def test_what_it_read_somewhere_stays(text: str) -> None:
    assert _proposed(text) == []
    assert not scan(text, PARTY)


def test_what_was_published_may_be_asked_for() -> None:
    """Rule 45: a public figure stays public whoever quotes it."""
    assert not scan(PROPOSED[0][0], GuardContext(channel=Channel.QUESTION, public=("54,10",)))


def test_the_municipality_proposes_nothing_of_a_party() -> None:
    answer = GuardContext(speaker=Speaker.MUNICIPALITY, channel=Channel.ANSWER)
    assert not scan("Is een tarief van € 54,10 per uur mogelijk? Dat onderzoeken wij.", answer)


def test_twin_without_the_look_the_price_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: points alone."""
    monkeypatch.setattr(figures, "proposes", lambda read, one: False)
    assert not scan(PROPOSED[0][0], PARTY)


@pytest.mark.parametrize(("text", "amount"), BARE)
def test_a_number_without_a_sign_is_a_price_where_nothing_else_can_be_asked_so(text: str, amount: str) -> None:
    assert _proposed(text) == [amount]
    assert [one.quote(text) for one in scan(text, PARTY)] == [amount]


@pytest.mark.parametrize("text", NO_PRICE)
def test_a_number_of_something_else_is_no_price(text: str) -> None:
    assert _proposed(text) == []
