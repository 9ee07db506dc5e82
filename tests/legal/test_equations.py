"""What a party calls its own beside an amount makes it its own, whoever named the amount (rule 43)."""

from __future__ import annotations

import pytest

from legal import equations
from legal.detectors import figures
from legal.quantities import quantities
from legal.reading import read
from legal.scanning import scan
from legal.terms import Channel, GuardContext, Speaker

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
    ("Ons tarief is nu 63 euro en het budget van de gemeente is € 2,1 miljoen.", "63 euro"),
]
OTHERS = [
    "Uw tarief van € 58 is lager dan onze kostprijs.",
    "Het maximum is € 58 en onze planning loopt door.",
    "Het tarief van € 58 dekt onze reistijd niet.",
    "Wij vinden € 58 te laag.",
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
    monkeypatch.setattr(figures, "says_own", lambda *_: False)
    assert not scan(SAID[0][0], PARTY)


def test_also_when_the_same_amount_is_public() -> None:
    """Rules 43 and 45: that an amount was published does not make it public whose cost it is."""
    public = GuardContext(channel=Channel.QUESTION, public=("63,15",))
    assert [one.quote(SAID[0][0]) for one in scan(SAID[0][0], public)] == ["€ 63,15"]


def test_what_the_municipality_calls_its_own_is_public() -> None:
    answer = GuardContext(speaker=Speaker.MUNICIPALITY, channel=Channel.ANSWER)
    assert not scan("Het bedrag van € 63,15 is ons tarief voor 2027.", answer)
