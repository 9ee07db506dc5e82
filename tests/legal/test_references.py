"""A number that only says when, where or which one is no secret; a number that counts is looked at (rule 43)."""

import pytest

from legal import references
from legal.detectors import figures
from legal.quantities import quantities
from legal.reading import read
from tests.legal.detectors.alone import scan_with
from tests.legal.sabotage import everywhere


def references_in(text: str) -> list[bool]:
    reading = read(text)
    return [references.is_reference(reading, one) for one in quantities(reading)]


# Every figure in these is one: a reason a row.
REFERENCES = [
    # a year beside a price
    "de ingangsdatum van het tarief is 2027", "het prijspeil van de tarieven is 2026.", "ons tarief is 2027 niet hoger",
    "de start van de opdracht is 2027", "ons tarief van 2026",
    # days
    "op 3 mei 2026", "op 3 mei", "3-mei", "1e mei", "per 1 januari", "1 januari tot 3 maart", "mei 2026", "mei 26", "twee mei",
    "3-5-2026", "03/05/2026", "3-5-26", "3.5.26",
    "in 2027", "2026-2027", "2026/27", "2026 - 2027", "19 juni 1999",  # years
    # times
    "om 14:00 uur", "van 9.00 tot 17.00 uur", "14.00-16.00", "14:00", "14.30 uur", "9.00u", "9.00 - 17.00", "10.30 am",
    "10.30 pm", "half drie", "om drie uur", "rond 4 uur", "uiterlijk 12 uur", "om 4 u", "om half", "om tien",
    "1e ronde", "2de", "20ste", "4th", "2nd", "3rd", "1st",  # ordinals
    # ages
    "18-jarigen", "18-jarige", "18 jaar oud", "18 jaar jong", "18+", "65-plussers", "18 jaar en ouder", "18 jarig", "18plussers",
    # items
    "vanaf 2026 per maand", "in 2027 per week", "mei 31", "24:15", "24.15 uur", "rond 24 uur", "art.3", "v.12",
    "1. Wat? 2. Wie? 3. Waar", "1. Wat is de prijs?", "1) Wat", "1)Wat", "Let op: 1. Wat", "Goed; 2. Wat", "Ons: 9) Wat",
    "Ja? 1. Wat", "\n2. Wat nu", "\n   4. Nu",
    # part of a word
    "b2b", "ECLI:NL:2021", "WMO-2026/118", "A4-formaat", "3-daagse", "1250-daagse", "#12", "4x4", "12de", "2-a4",
    # which one
    "artikel 3", "artikel 3 en 4", "eis 3 of 4", "perceel 1 en 2", "art. 2.57", "bijlage 4", "lid 3", "pagina 12", "blz. 12",
    "nummer 7", "versie 1.2", "vraag twee", "artikel tweehonderd", "code 2500", "kamer 7", "week 12", "KPI 4", "vraag 1 tot 4",
    "vraag 1 t/m 4", "artikel 1.250", "vragen 3 en 4", "lid (3", "zaak 12",
    "nota's 1 en 2", "scenario\u2019s 3 en 4", "NEN-EN ISO 9001",  # the s of a plural stands apart
    # sections
    "zie 5.3", "in 5.3 staat", "5.3 Tarieven", "onder 2.1.3", "volgens 4.2", "conform 4.2.1", "r.o. 4.2", "ro 4.2", "Let op: 5.3",
    "§ 3.4", "§ 2", "zie §2.1",
]  # fmt: skip
FIGURES = [
    # behind a label, with a sentence after it
    "Uurprijs: 58. Graag", "Marge: 3. Wat", "cliënten: 140. Mag", "uren; 58. Graag",
    "Toen: 57. Nu: 58. Dat", "Toen: 3. Nu: 4. Dat", "Loon: 31. Winst: 2. Dat", "tarief. 58. Dat",
    # a year does not count
    "van 2027 cliënten", "2027 uren", "2026 plaatsen", "2026 medewerkers", "2026 locaties",
    "mei 40 cliënten", "mei 12345",
    "1950 tot 2100 euro", "€ 2026", "2026%", "2026 fte",  # nor has it a unit
    "40 uur", "tot 40 uur", "na 12 uur", "van 12 uur", "om 1.250 uur", "om 4,50 uur", "12 cliënten", "1.250", "14.75",
    "9.00 tot 17.00", "per 3 uur", "drie uur", "halve drie", "om drie euro",
    "Er zijn 3. Wat nu?", "(er zijn 3) Wat nu?",  # the end of a sentence, not an item
    "5 x per week", "4uur", "12jr", "3mnd", "5min", "36x",  # a unit glued to it
    "12-18", "12/18", "- 12", ": 12",
    # a word between, a large number
    "auto's 12", "'s 12", "nota s 12", "wij hebben 12", "perceel: 40", "artikel. 12", "lid van de 12", "lid 2.500", "lid vijf",
    # like a year, a month, a time or an item, and an amount all the same
    "kost 2040 per maand", "1975 per cliënt", "van 1985 naar 2060 per maand", "januari 61", "mei 31 per uur",
    "voor 1985 per maand", "tot 2040 per maand", "63.15 - 71.20",
    "onze kostprijs per traject is 2026", "onze kostprijs is 2026, zoals altijd", "ons tarief bedraagt 1985.",
    "63,15incl btw", "63incl. btw", "63ex btw",
    "rond 63 uur", "63,15p/u", "63,15excl. btw", "nr. 63,15", "#63,15", "kostprijs:63", "ca.63,15", "cliënten:312",
    "per deelnemer 31,50", "per client 310",
    "wij tellen 3 en 4", "artikelen van 3 en 4", "circa 5.3", "prijs in 53", "voor 4.2 keer",
]  # fmt: skip


def check_references(text: str) -> None:
    found = references_in(text)
    assert found and all(found)


@pytest.mark.parametrize("text", REFERENCES)
def test_a_number_that_says_which_is_a_reference(text: str) -> None:
    check_references(text)


@pytest.mark.parametrize("text", FIGURES)
def test_a_number_that_counts_is_none(text: str) -> None:
    assert not any(references_in(text))


@pytest.mark.parametrize("word", ["artikel", "perceel", "bijlage", "vraag", "eis", "nr", "pagina", "lid", "tabel", "kpi"])
def test_which_one_also_after_a_colon_is_not_sure(word: str) -> None:
    """ "Perceel: 40" may count lots; "perceel 40" does not."""
    assert references_in(f"{word} 40") == [True]
    assert references_in(f"{word}: 40") == [False]


def test_an_enumeration_reaches_six_words_back() -> None:
    assert references_in("perceel 1, 2 en 5")[-1]
    assert not references_in("perceel 1 van toen dat was heel lang zo ook 4 en 5")[-1]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Wij vragen 3 weken uitstel.", False), ("Wij vragen twee maanden extra.", False), ("Wij vragen 65 per uur.", True),
        ("Zie onze vragen 65 en 66.", False), ("U kunt tot 3 februari 2027 stellen wat u wilt.", False),
    ],
)  # fmt: skip
def test_what_is_asked_for_is_a_price_or_time(text: str, held: bool) -> None:
    assert bool(scan_with(figures, text)) is held


OWN = "Wij begeleiden nu 67 cliënten in uw gemeente."


def check_reference_stays() -> None:
    assert scan_with(figures, "Wij rekenen zoals in artikel 67 staat.") == ()
    assert scan_with(figures, OWN)


def test_a_reference_is_no_finding() -> None:
    check_reference_stays()


@pytest.mark.parametrize("answer", [True, False])
def test_the_check_of_references_is_not_blind(answer: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: when all is a reference nothing is found; when nothing is, more is looked at."""
    everywhere(monkeypatch, references.is_reference, lambda reading, one: answer)
    if answer:
        with pytest.raises(AssertionError):
            check_reference_stays()
    else:
        assert scan_with(figures, "Wij rekenen met 40 cliënten: 3-daagse opvang en 12 plaatsen, half drie.")
