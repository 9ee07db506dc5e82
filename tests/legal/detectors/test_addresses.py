"""Where somebody lives or works: street, postcode and post box with what belongs to it, and no other number (rule 42)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal.detectors import addresses
from legal.reading import Reading
from legal.terms import Certainty, Ground, Label, Sensitivity
from tests.legal.detectors.alone import scan_with

SURE, DOUBT = Certainty.HIGH, Certainty.DOUBT


def found(text: str) -> list[tuple[str, Certainty]]:
    findings = scan_with(addresses, text)
    assert all(
        (one.label, one.sensitivity, one.ground) == (Label.ADDRESS, Sensitivity.PERSONAL_DATA, Ground.AVG) for one in findings
    )
    return [(one.quote(text), one.certainty) for one in findings]


HOUSES = [
    "12", "4", "1234", "12a", "12 a", "12-a", "12/a", "12h", "12 II", "12-iii", "12hs", "12 bis", "12-bis", "12-3", "12/3",
    "12-123", "12 boven", "12 rood", "12 zwart", "12 bus 4", "12a bus 12", "12-14", "12 - 14", "12 t/m 16", "nr. 12", "nr 12",
    "nummer 12", "huisnummer 12",
]  # fmt: skip
PLACES = [
    "", ", 7411 KT Deventer", ", 7411KT Deventer", ", 74 11 KT Deventer", ", 7411 KT", " 7411 KT Deventer",
    "\n7411 KT Deventer", " | 7411 KT | Deventer", "; 7411 KT; Deventer", ", 7411 KT te Deventer", " te Deventer",
    " in Deventer", " Deventer", ", Deventer", ", deventer", ", Den Haag", ", Bergen op Zoom", ", 7411 KT Onbekendedorp",
    ", 7411 kt Deventer", ", Ee", " te Barlo-Oost", ", 7411 KT Nieuw-Astrum",
]  # fmt: skip


@pytest.mark.parametrize("house", HOUSES)
def test_a_house_with_what_belongs_to_it(house: str) -> None:
    assert found(f"Hij woont in de Dorpsstraat {house} daar") == [(f"Dorpsstraat {house}", SURE)]


@pytest.mark.parametrize("place", PLACES)
def test_an_address_with_its_place(place: str) -> None:
    kept = place if place != ", Ee" else ""
    assert found(f"Kom naar Dorpsstraat 12{place}.") == [(f"Dorpsstraat 12{kept}", SURE)]


STREETS = [
    *map("Kerk".__add__, ("straat", "laan", "weg", "plein", "kade", "gracht", "dijk", "singel", "dreef", "steeg", "pad")),
    "Oude Vlissingseweg", "Prof. Ornsteinlaan", "Burgemeester van der Meerlaan", "Jan van Galenstraat", "Sint Janslaan",
    "St. Janslaan", "Eerste Dwarsstraat", "Zonnehof", "Oosterhaven", "Oosterpark", "Grote Markt", "Markt",
    "Laan van Meerdervoort", "Kerkstr.", "Hoftuin", "kerkstraat",
]  # fmt: skip


@pytest.mark.parametrize("street", STREETS)
def test_a_street_however_it_is_called(street: str) -> None:
    text = f"Kom naar {street} 12, Deventer."
    assert found(text) == [(f"{street} 12, Deventer", SURE)]


@pytest.mark.parametrize("gap", [" ", ". ", " - ", ", "])
def test_what_may_stand_between_street_and_house(gap: str) -> None:
    assert found(f"bij Kerkstraat{gap}12 staat hij") == [(f"Kerkstraat{gap}12", SURE)]


@given(
    st.sampled_from(["Dorpsstraat", "Kerkweg", "Zuidergracht"]),
    st.integers(1, 9999),
    st.sampled_from(["op", "aan de", "naar", "in de"]),
)
def test_any_house_of_a_street(street: str, house: int, lead: str) -> None:
    if not 1900 <= house <= 2099:
        assert found(f"Wij komen {lead} {street} {house}.") == [(f"{street} {house}", SURE)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("De bewoner van Bosrandje 12 klaagt", "Bosrandje 12"),  # the text speaks of a house
        ("Het huis bij Bosrandje 12, zegt hij.", "Bosrandje 12"),
        ("De overlast naar Bosrandje 9.", "Bosrandje 9"),
        ("De overlast van familie Jansen, Oosterborg 9; dit duurt al jaren", "Oosterborg 9"),
        ("Het adres is zonnehof 12.", "zonnehof 12"),  # small, but called an address
        ("wij zijn gevestigd aan de oosterhaven 9", "oosterhaven 9"),
        ("gevestigd te oosterhaven 9", "oosterhaven 9"),
        ("het pand: oosterhaven 9", "oosterhaven 9"),
        ("oude loosdrecht 12, Almelo", "oude loosdrecht 12, Almelo"),  # an adjective before it, a town behind it
        ("bij oude loosdrecht 12 te almelo", "oude loosdrecht 12 te almelo"),
    ],
)
def test_what_may_be_an_address_is_a_doubt(text: str, quote: str) -> None:
    assert found(text) == [(quote, DOUBT)]


POSTCODES = [
    ("7411 KT 12", "7411 KT 12"), ("7411KT 12", "7411KT 12"), ("74 11 KT 12", "74 11 KT 12"), ("7411 KT, 12", "7411 KT, 12"),
    ("7411 KT 1234", "7411 KT 1234"), ("7411 KT nr. 12", "7411 KT nr. 12"), ("7411 KT nr 12", "7411 KT nr 12"),
    ("7411 KT nummer 12", "7411 KT nummer 12"), ("7411 KT no. 12", "7411 KT no. 12"),
    ("7411 KT huisnr. 12", "7411 KT huisnr. 12"), ("7411 KT, huisnummer 12", "7411 KT, huisnummer 12"),
    ("7411 KT / 12", "7411 KT / 12"), ("7411 KT 12 a", "7411 KT 12 a"), ("7411 KT 12-b", "7411 KT 12-b"),
    ("7411 KT 12c", "7411 KT 12c"), ("adres: 7411 kt 12", "7411 kt 12"), ("adres van hem is 7411 kt 12", "7411 kt 12"),
    ("zij woont op 7411 kt 12", "7411 kt 12"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quote"), POSTCODES)
def test_a_postcode_with_a_house(text: str, quote: str) -> None:
    assert found(f"Zie {text}, zegt hij.") == [(quote, SURE)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Postbus 12", "Postbus 12"),
        ("postbus 12345, 7400 AB Deventer", "postbus 12345, 7400 AB Deventer"),
        ("Postbus 12 te Deventer", "Postbus 12 te Deventer"),
        ("nummer 12 van de Kerkstraat", "nummer 12 van de Kerkstraat"),  # the house before the street
        ("nr. 12a aan de kerkstraat te Deventer", "nr. 12a aan de kerkstraat te Deventer"),
        ("nr 12 van de oosterhaven", "nr 12 van de oosterhaven"),
        ("nummer twaalf van de Kerkstraat", "nummer twaalf van de Kerkstraat"),
        ("in de Dorpsstraat twaalf", "Dorpsstraat twaalf"),  # a house in words
        ("Dorps\u200bstraat 1\u200b2", "Dorps\u200bstraat 1\u200b2"),  # disguises
        ("D\u00f2rpsstraat&nbsp;\uff11\uff12", "D\u00f2rpsstraat&nbsp;\uff11\uff12"),
        ("Voor de Dorpsstraat 12 geldt dit", "Dorpsstraat 12"),
        ("Achter Dorpsstraat 12 staat iets", "Dorpsstraat 12"),
        ("Kerkstraat 12, zoals bekend", "Kerkstraat 12"),
        ("Kerkstraat 12, best", "Kerkstraat 12"),  # a town that is a word needs a capital
        ("Kerkstraat 12. Deventer is mooi", "Kerkstraat 12"),
        ("Kerkstraat 12, Alphen, aan den Rijn", "Kerkstraat 12, Alphen"),
        ("Kerkplein 4 en 5", "Kerkplein 4"),
    ],
)
def test_other_ways_to_say_where(text: str, quote: str) -> None:
    assert found(text) == [(quote, SURE)]


NONE = [
    "Dorpsstraat", "7411 KT", "7411 KT Deventer", "Deventer", "12", "",  # half of one
    # ends like a street, and is none
    "in de straat 12", "langs de weg 12", "omweg 3", "bij snelweg 12", "een leerpad 3", "De straat 12",
    # which one
    "Perceel 3, Deventer", "zie Vraag 3, Deventer", "in Zaal 3 te Deventer", "in het huis is Perceel 12.",
    "zie Bijlage 4 in Deventer",
    # a year
    "Kerkweg 1950 te koop", "bij Kerkhof 1950", "sinds Oosterpark 2019, Deventer", "oude loosdrecht 1950, Almelo",
    # amounts
    "Kerkstraat 12345", "Kerkstraat 12 procent", "Kerkstraat 12%", "Kerkstraat 12 euro", "Kerkstraat € 12", "Kerkstraat 12.5",
    "Kerkstraat 12,5", "Kerkstraat 12:30", "Kerkstraat 12 uur", "Kerkstraat 12x per week", "Kerkstraat 12 jaar",
    "Kerkstraat 12 fte", "Kerkstraat 12 maanden", "Kerkstraat 12 weken", "Kerkstraat 12 dagen", "Kerkstraat 12 plaatsen",
    "Kerkstraat 12 cliënten", "Kerkstraat 12 punten", "Kerkstraat 12 €", "op 12 Kerkstraat", "kijk op oosterhaven 9",
    "Kom naar Oosterhaven negen", "de bewoner van bosrandje 12.", "dorpsstraat twaalf", "7411 kt 12 is bekend", "0411 KT 12",
    "A7411 KT 12", "97411 KT 12", "7411 KTX 12", "7411 KT 12345", "7411 KT 12%", "7411 KT 12:30", "7411 KT 12€",
    "adres" + " " * 40 + "7411 kt 12", "postbus 123456", "postbus nummer", "mijnpostbus 12", "nummer 12 van de lijst",
    "nummer zoveel van de Kerkstraat", "oude vel 12, Almelo", "oude loosdrecht 12", "Verwachting. Weg 12",
    "De verhuizing van Bosrandje 1950.",
]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_another_number_is_no_address(text: str) -> None:
    assert found(text) == []


def check_whole_addresses() -> None:
    for text, quote in POSTCODES:
        assert found(text) == [(quote, SURE)]


@pytest.mark.parametrize("lost", [1, 3])
def test_the_check_of_addresses_is_not_blind(lost: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a range that begins one later or ends one sooner leaves a letter readable."""
    real = Reading.span
    monkeypatch.setattr(Reading, "span", lambda read, start, end: real(read, start + (lost == 1), end - (lost == 3)))
    with pytest.raises(AssertionError):
        check_whole_addresses()


ODD = [
    ("Zonnehof 12, 7411 KT Deventer", "Zonnehof 12, 7411 KT Deventer"),
    ("Markt 3, 7411 KT Deventer", "Markt 3, 7411 KT Deventer"),
    ("Laan van Meerdervoort 12", "Laan van Meerdervoort 12"),
    ("Kom: Dorpsstraat no. 12", "Dorpsstraat no. 12"),
    ("nr 12 in de Kerkstraat", "nr 12 in de Kerkstraat"),
    ("nummer 12 aan het Kerkplein", "nummer 12 aan het Kerkplein"),
    ("Wij zitten in de Dorpsstraat 12 t/m 16.", "Dorpsstraat 12 t/m 16"),
]


@pytest.mark.parametrize(("text", "quote"), ODD)
def test_whole_addresses_of_odd_forms(text: str, quote: str) -> None:
    assert [one for one, _ in found(text)] == [quote]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Wij zitten op de Meent 12.", "Meent 12"),
        ("De groep woont aan de Beukenhage 15.", "Beukenhage 15"),
        ("ons bezoekadres is veranderd, het is nu Nieuwe Gouw 27, graag aanpassen", "Nieuwe Gouw 27"),
    ],
)
def test_a_name_and_a_number_by_what_stands_around_them(text: str, quote: str) -> None:
    """Rule 42, by the points of the card "houses" (ADR 9): no form of a street tells."""
    assert found(text) == [(quote, DOUBT)]


@pytest.mark.parametrize(
    "text",
    [
        "Volgens NTA 7516 is dat veilige mail.", "De Treeknorm 10 weken geldt.", "In Segment 3 en Segment 4 dient u in.",
        "Het overleg is op Hoogvenne, 18 september.", "Dat staat in Boek 7 BW.", "De regeling heet Vitalis 2030.",
    ],
)  # fmt: skip
def test_a_name_and_a_number_that_are_no_house(text: str) -> None:
    assert found(text) == []


def test_the_points_of_houses_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: without the card its addresses are lost, and with a bar under all of them everything is one."""
    monkeypatch.setattr(addresses, "_BAR", 1000.0)
    with pytest.raises(AssertionError):
        test_a_name_and_a_number_by_what_stands_around_them("Wij zitten op de Meent 12.", "Meent 12")
    monkeypatch.setattr(addresses, "_BAR", -1000.0)
    with pytest.raises(AssertionError):
        test_a_name_and_a_number_that_are_no_house("In Segment 3 en Segment 4 dient u in.")


def test_a_postcode_in_small_letters_with_a_house_right_behind_it() -> None:
    assert found("ik kom er met 8064xd 33 niet door") == [("8064xd 33", DOUBT)]
    assert found("ik kom er met 8064sa 33 niet door") == [], "no postcode ends so"


@pytest.mark.parametrize(
    "house", ["gemeentehuis, Raadhuisplein 1", "stadhuis (Grote Markt 1)", "stadskantoor aan de Stationsweg 12"]
)
def test_the_town_hall_is_no_secret(house: str) -> None:
    assert found(f"De bijeenkomst is in het {house}.") == []
    assert found(f"De cliënt woont bij het {house.split()[-2]} {house.split()[-1].strip('()')}") != []


BESIDE_THE_HALL = ["naast het stadhuis", "achter het gemeentehuis", "tegenover het stadhuis", "in het voormalige raadhuis"]


@pytest.mark.parametrize("where", BESIDE_THE_HALL)
def test_who_lives_beside_the_town_hall_does(where: str) -> None:
    """Rules 13, 42: the address is of a client or of who asks."""
    assert [quote for quote, _ in found(f"Wij zitten {where}, Kerkstraat 5.")] == ["Kerkstraat 5"]


@pytest.mark.parametrize("where", BESIDE_THE_HALL)
def test_twin_with_any_hall_before_it_an_address_stays(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "_TOWN_HALL", re.compile(r"huis\W{1,3}$"))
    assert found(f"Wij zitten {where}, Kerkstraat 5.") == []


@pytest.mark.parametrize(
    "address",
    [
        "Kolenbranderslaan 12 te Wierdum", "Molenweide 9 in Ter Hoeve", "De Gaarde 60, Oudeveer",
        "Zuivelhof 2 te Ooster-Nijehaske", "Sluisdijk 24, 8071 BV Hierdense Poort",
        "Spoorlaan-West 140, derde etage", "Dorpsstraat 12, 3e verdieping",
    ],
)  # fmt: skip
def test_a_town_that_stands_in_no_list(address: str) -> None:
    assert [quote.strip() for quote, _ in found(f"Zij woont op {address}. Wij")] == [address]


@pytest.mark.parametrize("after", [" in een flat.", ", Piet woont op 14.", ", maar dat weet u.", " te huur."])
def test_what_is_no_town(after: str) -> None:
    assert [quote for quote, _ in found(f"Hij woont Dorpsstraat 12{after}")] == ["Dorpsstraat 12"]


def test_the_next_sentence_is_no_town() -> None:
    assert [quote for quote, _ in found("Postbus 250, 7600 AG. De brief volgt.")] == ["Postbus 250, 7600 AG"]
