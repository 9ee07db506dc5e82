"""When somebody was born, however the date is written; other dates stay (rule 42)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal.detectors import birthdates
from legal.reading import Reading
from legal.terms import Certainty, Ground, Label, Sensitivity
from tests.legal.detectors.alone import scan_with


def found(text: str) -> list[str]:
    findings = scan_with(birthdates, text)
    for one in findings:
        assert (one.label, one.sensitivity, one.ground) == (Label.BIRTHDATE, Sensitivity.PERSONAL_DATA, Ground.AVG)
        assert (one.certainty, one.rule) == (Certainty.HIGH, "people.birthdate")
    return [one.quote(text) for one in findings]


MONTHS = (
    "jan", "januari", "january", "feb", "februari", "february", "mrt", "maart", "march", "apr", "april", "may", "jun", "juni",
    "june", "jul", "juli", "july", "aug", "augustus", "august", "sep", "sept", "september", "okt", "oktober", "oct", "october",
    "nov", "november", "dec", "december", "jan.", "sept.",
)  # fmt: skip
DATES = [
    "3-5-1990", "03-05-1990", "3/5/1990", "3.5.1990", "3 5 1990", "3 - 5 - 1990", "3-5-90", "3-5-'90", "31-12-2039",
    "1990-05-03", "1990/5/3", "1990. 5. 3", "3 mei 1990", "3 mei '90", "3-mei-1990", "3 V 1990", "3 XII 1990", "3e mei 1990",
    "3de mei 1990", "tweede mei 1990", "05/1990", "5-1990", "19900503", "03051990", "31121990", "0 3 / 0 5 / 1 9 9 0",
    "3 / 5 / 1990", "mei 1990", "mei '90", "May 3rd, 1990", "may 1st 1990", "mei 2nd, 1990", "de zomer van 1990", "winter 1990",
    "herfst van 1990", "lente 1990", "de voorjaar van 1990", "najaar 1990", "1990", "1900", "2039", "'90",
    *(f"3 {month} 1990" for month in MONTHS),
]  # fmt: skip
SAYS = [
    "geboren", "geb", "geb.", "Geboren:", "geboren op", "geboren te Zwolle,", "geboortedatum", "geboortedatum:", "geboortedata",
    "geboortejr", "geboortejaar", "geboortejaren", "geboortedag", "geboortemaand", "geb. dat.", "geb.dat:", "gebdat", "bj",
    "bouwjaar", "jaargang", "lichting", "dob", "d.o.b.", "born", "verjaart op", "is jarig op", "verjaardag",
    "hij kwam ter wereld op", "haar wiegje stond hier:", "hij zag het licht op", "zij zagen het licht op",
    "hij aanschouwde het levenslicht op",
]  # fmt: skip


@pytest.mark.parametrize("date", DATES)
def test_any_date_at_the_word_born(date: str) -> None:
    """Also at the end, before a comma, and in a disguise: offsets are of the text as typed."""
    for text in (f"geboren {date}", f"Hij is geboren {date}, zegt men.", f"geboren {date}\u200b."):
        assert found(text) == [date]


@pytest.mark.parametrize("words", SAYS)
def test_any_word_that_says_so(words: str) -> None:
    assert found(f"{words} 3-5-1990") == ["3-5-1990"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("3-5-1990 is zijn geboortedatum", "3-5-1990"),  # the word after it
        ("(3-5-1990) is de geboortedatum", "3-5-1990"),
        ("3-5-1990, zijn verjaardag", "3-5-1990"),
        ("3-5-1990 als geboortejaar", "3-5-1990"),
        ("3-5-1990 was haar geboortedag", "3-5-1990"),
        ("3-5-1990 staat als geb. dat.", "3-5-1990"),
        ("in 1990 geboren", "1990"),
        ("1990 in Almelo geboren", "1990"),
        ("1990 te 's-gravenhage geboren", "1990"),
        ("hij is 1990 ter wereld gekomen", "1990"),
    ],
)
def test_the_word_may_follow(text: str, date: str) -> None:
    assert found(text) == [date]


PERSONAL = [
    ("is jarig op 3 mei", "3 mei"),
    ("mijn dochter (2011) gaat naar school", "2011"),  # in brackets after a person
    ("de zoon (3-5-2011)", "3-5-2011"),
    ("Moeder (42) en zoon (2011) wonen hier", "2011"),
    ("meisje (mei 2020)", "mei 2020"),
    ("jongen, 3-5-2021", "3-5-2021"),
    ("het meisje 3-5-2020", "3-5-2020"),
    ("mevrouw J, 3-5-2019", "3-5-2019"),
    ("* 3-5-2020", "3-5-2020"),  # a genealogist's star
    ("Bakker * 3-5-2020", "3-5-2020"),
    ("(* 3-5-2020)", "3-5-2020"),
    ("mijn dochter is van 2011", "2011"),  # whose
    ("onze cliënt uit 1958", "1958"),
    ("mijn kind uit eind 2010", "eind 2010"),
    ("mijn kind van begin 2010", "begin 2010"),
    ("Het gaat om CLT-20931 (08-02-2013).", "08-02-2013"),
    ("Wie pakt 88-3107 (1990) op?", "1990"),
    ("Een meisje, 2011, sinds februari hier.", "2011"),
    ("Omdat de jongere in februari 2008 is geboren, wel.", "februari 2008"),
    ("Fenna Aalberse, 5 jan 1980. Moet dat?", "5 jan 1980"),
    ("Zij is geboren medio 2012.", "medio 2012"),
    ("Op 14 februari wordt hij 18 en stopt de hulp.", "14 februari"),
    ("Hij wordt op 3 mei achttien en dan stopt de hulp.", "3 mei"),
    ("Mijn dochter werd 16 op 3 september jl.", "3 september"),
    ("Zij wordt 18 jaar op 3 mei aanstaande.", "3 mei"),
    ("Op 3 mei wordt onze cliënt negentig.", "3 mei"),
    ("het kind van 3 mei 2021", "3 mei 2021"),
    ("Hij, Piet Bakker, is van 1958", "1958"),
    ("Piet Bakker (12-3-2019)", "12-3-2019"),
    ("Piet Bakker (1958)", "1958"),
    ("Piet Bakker, 12-3-2019, Zwolle", "12-3-2019"),
    ("Piet Bakker, '58", "'58"),
    ("Hij kwam 1-9-1966", "1-9-1966"),  # a whole date of years ago
    ("Hij kwam op 1 september 2018", "1 september 2018"),
    ("Hij kwam op 12-12-'58", "12-12-'58"),
    ("Hij kwam 1990-05-03", "1990-05-03"),
    ("zijn zoon, zeven maart tweeduizend vijftien", "zeven maart tweeduizend vijftien"),  # in words
    ("Hij kwam eerste mei tweeduizend", "eerste mei tweeduizend"),
    ("Hij: derde mei negentienhonderdvijftig", "derde mei negentienhonderdvijftig"),
    ("Hij: dertigste mei negentienhonderdvijftig", "dertigste mei negentienhonderdvijftig"),
    ("Hij: eenendertig mei negentien-vijftig", "eenendertig mei negentien-vijftig"),
    ("Hij: een mei negentienhonderd", "een mei negentienhonderd"),
    ("Zij kwam zeven maart tweeduizend ja", "zeven maart tweeduizend"),
    ("Zij kwam zeven maart tweeduizend achttien", "zeven maart tweeduizend achttien"),
    ("Een heer is van negentienachtenvijftig", "negentienachtenvijftig"),
    ("Een heer uit negentienhonderd vijftig", "negentienhonderd vijftig"),
    ("Een heer, geboren in negentienhonderdenvijf", "negentienhonderdenvijf"),
]


@pytest.mark.parametrize(
    "text",
    [
        "Op 1 januari wordt het tarief 58.",
        "Het tarief wordt op 1 januari 18 euro, zegt hij.",
        "Zij vragen of het tarief op 1 juli 58 wordt.",
        "De cliënt hoort op 3 mei wat het wordt.",
        "Zij wordt op 3 mei gebeld.",
        "Hij wordt op 1 maart een van de vier regisseurs.",
        "Zij wordt op 1 mei 2.000 euro rijker.",
        "Zie ook rapport 12-3456 (2019) en de nota.",
        "Zie NEN 8025 (2018) en ECLI:NL:2019:1234 (2019).",
        "Het contract ABC-12345 (2026) loopt af.",
    ],
)
def test_on_a_day_something_else_happens(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(("text", "date"), PERSONAL)
def test_a_date_of_a_person(text: str, date: str) -> None:
    assert found(text) == [date]


NONE = [
    "geboren na 2010", "kinderen geboren voor 2010", "geboren vanaf 1 januari 2010", "geboren tot 2010", "geboren t/m 2010",
    "geboren sinds 1990", "geboren later dan 2010", "geboren eerder dan 2010", "geboren 1899", "geboren 2040",
    "geboren 3-5-2040", "geboren 19901303", "geboren 32121990",
    "geboortedatum is bij ons bekend en die geven wij hier dan door: 3-5-2020",
    "geboren.\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n 3-5-2020", "op 3 mei 2026", "op 3-5-2026", "september 2011", "2011", "3-5-1990",
    "in 1958", "de brief van 3 mei 1990", "het besluit van 3 mei 1990 over mevrouw", "Hij zag het contract van 1-9-2012",
    "de heer zag de wet van 1 mei 2015", "het verslag van 3 mei 2019 van Jan", "het gesprek van 3 mei 2021 met mijn moeder",
    "de notulen van 12 mei 2021 aan mevrouw", "Hij is hier sinds 1-9-1966", "Hij zag, getekend op 1-9-2012",
    "Hij zag (d.d. 1-9-2012)", "Hij las ECLI 1-9-2012", "Hij kwam per 1-9-2012", "Hij kwam 1-9-2019", "Hij kwam 12-12-'19",
    "Hij kwam in september 2011", "Hij kwam in 2011", "Hij was 1958", "Hij zag 3 mei", "Hij zag meisje, 2020", "zoon 2011",
    "zoon '11", "Piet Bakker (12-3-2024)", "Piet Bakker (28 april 2026)", "Piet Bakker '58", "Hij zag:\n* 3-5-2026",
    "Hij zag * 1990", "Zij kwam zeven maart tweeduizend zesentwintig", "Zij kwam zeven maart tweeduizend negentien",
    "Hij zorgde mei tweeduizend", "Hij: tweeendertig mei negentienhonderdvijftig", "Hij: nul mei negentienhonderdvijftig",
    "Een heer kwam in negentienhonderd vijftig", "zeven maart tweeduizend vijftien", "geboren", "", "Mijn dochter van 12",
]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_another_date_stays(text: str) -> None:
    assert found(text) == []


@given(
    st.dates(min_value=date(1920, 1, 1), max_value=date(2039, 12, 31)),
    st.sampled_from(["{0.day}-{0.month}-{0.year}", "{0:%d/%m/%Y}", "{0:%Y-%m-%d}"]),
)
def test_any_day_at_the_word_born(day: date, form: str) -> None:
    written = form.format(day)
    assert found(f"geboren op {written}, in Zwolle") == [written]


def check_dates() -> None:
    assert [one for one in DATES if found(f"Hij is geboren {one}, zegt men.") != [one]] == []


def test_the_check_of_dates_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a range that ends one character short leaves a digit readable."""
    real = Reading.span
    monkeypatch.setattr(Reading, "span", lambda read, start, end: real(read, start, max(start + 1, end - 1)))
    with pytest.raises(AssertionError):
        check_dates()


ODD = [
    ("Geboren op 1 4 maart 1 9 5 3.", "1 4 maart 1 9 5 3"),
    ("Hij is geboren in negentienvijftig.", "negentienvijftig"),
    ("geboren op derde mei 1990", "derde mei 1990"),
    ("geboren op eerste mei 1990", "eerste mei 1990"),
    ("Die inwoner kwam ter wereld op 3 mei 1958", "3 mei 1958"),
]


@pytest.mark.parametrize(("text", "date"), ODD)
def test_whole_births_of_odd_forms(text: str, date: str) -> None:
    assert found(text) == [date]


def test_every_birth_of_a_row() -> None:
    assert found("Het gaat om broers uit 2011 en 2014.") == ["2011", "2014"]
    assert found("Het gaat om broers uit 2011. En 2014 is een ander jaar.") == ["2011"]
