"""What a party calls its own beside an amount makes it its own, whoever named the amount (rule 43)."""

from __future__ import annotations

import pytest

from legal import equations
from legal.detectors import figures
from legal.quantities import quantities
from legal.reading import read
from legal.scanning import scan
from legal.terms import Channel, GuardContext, PartyNames, Speaker

PARTY = GuardContext(channel=Channel.QUESTION)
SAID = [
    ("Uw tarief van € 63,15 is precies onze kostprijs.", "€ 63,15"),
    ("De subsidie van € 63,15 is onze kostprijs.", "€ 63,15"),
    ("Het pgb-tarief € 63,15 is gelijk aan onze kostprijs.", "€ 63,15"),
    ("Het tarief van € 63,15 per uur dekt net wat het ons kost.", "€ 63,15"),
    ("Kunt u verhogen tot € 63,15, het bedrag dat een uur ons kost?", "€ 63,15"),
    ("Gaat u akkoord met een plafond van € 63,15, ons minimum?", "€ 63,15"),
    ("Een boete van € 12.000 is onze hele maandwinst.", "€ 12.000"),
    ("Het tarief van € 58,00 is € 5,15 te laag voor ons.", "€ 5,15"),
    ("Volgens ons onderzoek is de kostprijs € 63,15.", "€ 63,15"),
    ("Volgens het rapport van de VNG is onze kostprijs € 63,15 per uur.", "€ 63,15"),
    ("Uw tarief van € 63,15 is toevallig ook onze kostprijs.", "€ 63,15"),
    ("Het tarief van € 63,15 is exact wat wij kwijt zijn.", "€ 63,15"),
    ("Is het tarief van € 63,15 juist?\nDat is onze kostprijs.", "€ 63,15"),
    ("Is het tarief van € 63,15 juist??  Het is onze kostprijs en niet meer.", "€ 63,15"),
    ("Klopt het maximum van € 63,15; dat zijn onze kosten?", "€ 63,15"),
    ("Mag het tarief € 63,15 worden? Daar zitten wij nu op.", "€ 63,15"),
    ("Is 1.290 uur de norm? Dat halen wij.", "1.290"),
    ("Rekent u met 22% overhead? Zo zit het bij ons.", "22%"),
    ("Klopt een uurprijs van € 63,15? Dat is onze kostprijs.", "€ 63,15"),
    ("Is € 63,15 per uur haalbaar? Zoveel kost het ons.", "€ 63,15"),
    ("Kunt u € 63,15 per uur vergoeden? Lager kunnen wij niet.", "€ 63,15"),
    ("Is een tarief van 61,30 per uur nog mogelijk? Wij rekenen dat nu.", "61,30"),
    ("Ons tarief is nu 63 euro en het budget van de gemeente is € 2,1 miljoen.", "63 euro"),
]
OTHERS = [
    "Uw tarief van € 58 is lager dan onze kostprijs.",
    "Het maximum is € 58 en onze planning loopt door.",
    "Het tarief van € 58 dekt onze reistijd niet.",
    "Wij vinden € 58 te laag.",
    "U vraagt een omzet van € 500.000. Dat halen wij niet.",
    "Het tarief is € 58. Daar zitten wij nu niet op.",
    "De gemeente betaalt € 58. Onze kostprijs noemen wij niet.",
    "Het tarief is € 63,15, dat is kostendekkend.",
]


def _called_own(text: str) -> list[str]:
    reading = read(text)
    return [text[slice(*reading.span(one.start, one.end))] for one in quantities(reading) if equations.says_own(reading, one)]


@pytest.mark.parametrize(("text", "amount"), SAID)
def test_called_ones_own(text: str, amount: str) -> None:
    assert _called_own(text) == [amount]
    assert amount in [one.quote(text) for one in scan(text, PARTY)]


@pytest.mark.parametrize("text", OTHERS)
def test_not_called_ones_own(text: str) -> None:
    assert _called_own(text) == []


def test_twin_without_the_look_the_price_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: points alone."""
    monkeypatch.setattr(figures, "_SAYS", {})
    assert not scan(SAID[0][0], PARTY)


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Ons tarief van € 58,00 is lager dan de € 63,15 in de vraag.", ["€ 63,15"]),
        ("De goedkoopste aanbieder zit op € 61,40.", ["€ 61,40"]),
        ("Anderen zitten hoger: € 64,10.", ["€ 64,10"]),
        ("Wij betalen € 54,00, en Zorggroep Zonnebloem noemt € 61,20.", ["Zorggroep Zonnebloem", "€ 61,20"]),
        ("Het college betaalt € 61,20.", []),
        ("Twee andere partijen zitten op 64,10 en 66,20.", ["64,10", "66,20"]),
        ("Dit bedrag is lager dan de € 64,10 van de andere inschrijver.", ["€ 64,10"]),
        ("De kostprijzen van aanbieders lopen van € 58,00 tot € 71,20.", ["€ 58,00 tot € 71,20"]),
        ("Zo vraagt een collega-aanbieder € 61,40.", ["€ 61,40"]),
        ("Uit een andere vraag blijkt € 61,40.", ["€ 61,40"]),
        ("Bij een andere aanbieder is het € 61,40.", ["€ 61,40"]),
        ("De laagste kostprijs in de markt is € 61,40.", ["€ 61,40"]),
        ("Het hoogste tarief in de tabel is € 61,40.", []),
        ("Wij verhogen het tarief naar € 63,15.", []),
        ("Aanbieders krijgen € 63,15 per uur.", []),
        ("De rest van het bedrag is € 63,15.", []),
    ],
)
def test_what_an_answer_says_that_a_party_asks(text: str, amounts: list[str]) -> None:
    """Rule 35: an answer that tells a price leaks it, whoever's it is."""
    answer = GuardContext(speaker=Speaker.MUNICIPALITY, channel=Channel.ANSWER)
    assert [one.quote(text) for one in scan(text, answer)] == amounts


def test_a_party_of_the_register_that_names_an_amount() -> None:
    """Rules 13 and 35: the name is found before the amount is looked at, and stands masked beside it."""
    parties = (PartyNames(("Stichting Elzenwaard",)),)
    answer = GuardContext(parties, speaker=Speaker.MUNICIPALITY, channel=Channel.ANSWER)
    text = "Wij betalen € 54,00 per uur, Elzenwaard noemt € 61,20."
    assert [one.quote(text) for one in scan(text, answer)] == ["Elzenwaard", "€ 61,20"]


def test_also_when_the_same_amount_is_public() -> None:
    """Rules 43 and 45: that an amount was published does not make it public whose cost it is."""
    public = GuardContext(channel=Channel.QUESTION, public=("63,15",))
    assert [one.quote(SAID[0][0]) for one in scan(SAID[0][0], public)] == ["€ 63,15"]


def test_what_the_municipality_calls_its_own_is_public() -> None:
    answer = GuardContext(speaker=Speaker.MUNICIPALITY, channel=Channel.ANSWER)
    assert not scan("Het bedrag van € 63,15 is ons tarief voor 2027.", answer)
