"""Names of people and of organisations nobody registered; names of everybody stay (rules 13 and 42).

Whether a row of capitals is a name is a matter of points (ADR 9), so the texts here are unmistakable, and the borders
of names are tested with points by hand.
"""

import re
from collections.abc import Callable

import pytest

from legal.detectors import proper_names
from legal.proper_names import rows_of, score
from legal.reading import Reading, read
from legal.scorecard import Points, Scorecard, Table, scorecard
from legal.terms import Certainty, Channel, Ground, GuardContext, Label, Sensitivity, Speaker
from tests.legal.detectors.alone import scan_with

PROVIDER = GuardContext()
ANSWER = GuardContext(speaker=Speaker.MUNICIPALITY, channel=Channel.ANSWER)
MINUTES = GuardContext(speaker=Speaker.MUNICIPALITY, channel=Channel.MINUTES)
PERSON, ORGANISATION = Label.PERSON, Label.ORG_IDENTITY
SAYS = {
    PERSON: ("people.name", Sensitivity.PERSONAL_DATA, Ground.AVG),
    ORGANISATION: ("organisation.unknown", Sensitivity.ASKER_IDENTITY, Ground.AW_2_57_1),
}


def found(text: str, context: GuardContext = PROVIDER) -> list[tuple[str, Label]]:
    findings = scan_with(proper_names, text, context)
    assert all((one.rule, one.sensitivity, one.ground) == SAYS[one.label] for one in findings)
    return [(one.quote(text), one.label) for one in findings]


PEOPLE = [
    ("Met vriendelijke groet, Daniëlle Vonk", "Daniëlle Vonk"),
    ("Hartelijke groet,\nJoost van der Wal-Peeters", "Joost van der Wal-Peeters"),
    ("Graag terugkoppeling aan mevrouw S. Roelofsen.", "S. Roelofsen"),
    ("Contactpersoon is Fatima el Idrissi.", "Fatima el Idrissi"),
    ("De heer P.J. van den Berg belt u.", "P.J. van den Berg"),
    ("Wethouder Karin Smit was er.", "Karin Smit"),
    ("Spreek met Nienke.", "Nienke"),
    ("Bel Mohammed Yilmaz.", "Mohammed Yilmaz"),
    ("Beleidsadviseur Lotte Kamphuis", "Lotte Kamphuis"),
    ("Onze directeur, Willem Aalders, komt.", "Willem Aalders"),
    ("Onze directeur, Wil\u200blem \uff21alders, komt.", "Wil\u200blem \uff21alders"),
    ("Onze directeur, W&#105;llem Aalders, komt.", "W&#105;llem Aalders"),
]


@pytest.mark.parametrize(("text", "name"), PEOPLE)
@pytest.mark.parametrize("context", [PROVIDER, ANSWER, MINUTES], ids=["party", "answer", "minutes"])
def test_a_person_is_found_whoever_names_it(text: str, name: str, context: GuardContext) -> None:
    assert found(text, context) == [(name, PERSON)]


ORGANISATIONS = [
    ("Wij zijn Stichting Veluwekracht.", "Stichting Veluwekracht"),
    ("Namens Zorggroep Zonnebloem vragen wij uitstel.", "Zorggroep Zonnebloem"),
    ("Wij werken samen met Zorgboerderij De Kleine Kust.", "Zorgboerderij De Kleine Kust"),
    ("Ons moederbedrijf is Mediclux Holding B.V. geworden.", "Mediclux Holding B.V"),
]


@pytest.mark.parametrize(("text", "name"), ORGANISATIONS)
def test_an_organisation_is_found(text: str, name: str) -> None:
    assert found(text) == [(name, ORGANISATION)]


SMALL = [
    ("gr ton", "ton"),
    ("groetjes anouk", "anouk"),
    ("mvg henk-jan", "henk-jan"),
    ("vriendelijke groet, jan", "jan"),
    ("alvast bedankt, k. bakker", "k. bakker"),
    ("mevr. jansen", "jansen"),
    ("mw. k. bakker", "k. bakker"),
    ("dhr jansen belt", "jansen"),
    ("Spreek met nienke.", "nienke"),
    ("anouk vd berg komt", "anouk vd berg"),
    ("jolanda van dijken komt", "jolanda van dijken"),
    ("a.j. nienke jansen komt", "a.j. nienke jansen"),
    ("groetjes anouk van stichting x", "anouk"),
    ("groetjes anouk.\nTot dan", "anouk"),
]


@pytest.mark.parametrize(("text", "name"), SMALL)
def test_a_name_written_small_is_a_doubt(text: str, name: str) -> None:
    (finding,) = scan_with(proper_names, text)
    assert (finding.quote(text), finding.label, finding.certainty) == (name, PERSON, Certainty.DOUBT)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Wij zijn gezinshuis de wilgenhut.", "gezinshuis de wilgenhut"),
        ("namens zorgboerderij het knooppunt, dank", "zorgboerderij het knooppunt"),
        ("hier stichting de kleine kust", "stichting de kleine kust"),
        ("namens stichting it griene hiem", "stichting it griene hiem"),
    ],
)
def test_an_organisation_written_small_is_a_doubt(text: str, name: str) -> None:
    (finding,) = scan_with(proper_names, text)
    assert (finding.quote(text), finding.label, finding.certainty) == (name, ORGANISATION, Certainty.DOUBT)


PUBLIC = [
    "De VNG en de NZa zeggen dat.",
    "De Hoge Raad oordeelde.",
    "Zie TenderNed.",
    "De gemeente Harderwijk vraagt dit.",
    "Volgens de Jeugdwet is dat zo.",
    "Op maandag en in Januari.",
    "Het Sociaal Domein",
    "Zie Excel en Word.",
    "Minister Bruins Slot schreef een brief.",
    "SAMENWERKING TUSSEN PARTIJEN",
    "Wij wonen in de Jan van Galenstraat.",
    "jan@zorg.nl",
    "Mogen Wij later reageren?",
    "De WMO en de Wlz",
    "NL20 en B01 en WMO2015",
    "zie www.zorg.nl/Over-Ons/Nieuws",
    "de stichting en het gezinshuis",
    "dank voor de uitleg",
    "de heer van dienst",
    "mevrouw weet het",
    "groetjes?",
    "bedankt voor alles, wij horen het",
    "jan. 2026",
    "Aanbestedingswet 2012",
    "",
]


@pytest.mark.parametrize("text", PUBLIC)
@pytest.mark.parametrize("context", [PROVIDER, ANSWER, MINUTES], ids=["party", "answer", "minutes"])
def test_names_of_everybody_and_ordinary_words_stay(text: str, context: GuardContext) -> None:
    assert found(text, context) == []


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Ook bij Stichting\nTulpenhof gaat het zo.", "Stichting\nTulpenhof", ORGANISATION),
        ("Dag Josefien\nWolterink, hoe is het", "Josefien\nWolterink", PERSON),
        ("Ook bij sTICHTING tULPENHOF gaat het zo.", "sTICHTING tULPENHOF", ORGANISATION),
        ("Bel J o s e f i e n  W o l t e r i n k maar.", "J o s e f i e n  W o l t e r i n k", PERSON),
    ],
)
def test_a_name_over_a_line_turned_over_or_letter_by_letter(text: str, name: str, label: Label) -> None:
    assert found(text) == [(name, label)]


@pytest.mark.parametrize("text", ["Dag Josefien\nWij vragen iets.", "a b c d", "zie a, b, c, d en e", "v i j f t i g  e u r o"])
def test_what_is_no_name_over_a_line_or_in_letters(text: str) -> None:
    assert not any("\n" in one or " " in one for one, _ in found(text))


def check_names() -> None:
    for text, name in (*PEOPLE, *ORGANISATIONS):
        assert [one for one, _ in found(text)] == [name]
    for text in PUBLIC:
        assert found(text) == []


@pytest.mark.usefixtures("fresh_points")
@pytest.mark.parametrize("points", [9 + 9j, -9 - 9j])
def test_the_check_of_names_is_not_blind(points: complex, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a guard to whom every capital is a name, and one to whom none is."""
    real = Table.of_tokens
    monkeypatch.setattr(Table, "of_tokens", lambda table, tokens, total=0j: real(table, tokens) + points)
    with pytest.raises(AssertionError):
        check_names()


def test_the_check_of_ranges_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a range that ends one character short leaves a letter readable."""
    real = Reading.span
    monkeypatch.setattr(Reading, "span", lambda read, start, end: real(read, start, end - 1))
    with pytest.raises(AssertionError):
        check_names()


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let these rows be the only points of names, but for what is remembered of single words, which is little."""
    real = Scorecard.table

    def use(base: Points, *rows: tuple[str, str, Points]) -> None:
        table = Table([("base", "base", base), *rows])
        monkeypatch.setattr(
            Scorecard, "table", lambda card, *columns: table if card is scorecard("names") else real(card, *columns)
        )

    return use


ROWS = [
    # a text and the rows of capitals in it
    ("wij zagen Xantrop Brulk daar", ["Xantrop Brulk"]),
    ("wij zagen Xantrop van der Brulk daar", ["Xantrop van der Brulk"]),  # particles
    ("wij zagen Xantrop van de x Brulk", ["Xantrop", "Brulk"]),
    ("wij zagen Xantrop van", ["Xantrop"]),
    ("wij zagen X.Y. Brulk", ["X.Y. Brulk"]),  # initials
    ("wij zagen X. Brulk", ["X. Brulk"]),
    ("wij zagen Xantrop-Brulk en Yolk & Zonen", ["Xantrop-Brulk", "Yolk & Zonen"]),
    ("wij zagen Xantrop - Brulk", ["Xantrop - Brulk"]),
    ("wij zagen Xantrop+Brulk", ["Xantrop+Brulk"]),
    ("wij zagen Xantrop's Brulk", ["Xantrop", "Brulk"]),
    ("wij zagen Xantrop, Brulk", ["Xantrop", "Brulk"]),  # a comma, a sentence, a line
    ("wij zagen Xantrop. Brulk", ["Xantrop", "Brulk"]),
    ("wij zagen Xantrop\nBrulk", ["Xantrop", "Brulk"]),
    ("wij zagen Xantrop  Brulk", ["Xantrop", "Brulk"]),
    ("wij zagen Xantrop/Brulk", ["Xantrop", "Brulk"]),
    ("wij zagen dr. Xantrop", ["Xantrop"]),
    ("wij zagen Dr. Xantrop", ["Xantrop"]),  # a title
    ("wij zagen Mevrouw Xantrop", ["Xantrop"]),
    ("Wij Xantrop", ["Xantrop"]),  # a capital that the sentence gives
    ("Dag. Wij Xantrop", ["Xantrop"]),
    ("zij zag Wij Xantrop", ["Wij Xantrop"]),
    ("wij zagen NL20 Xantrop", ["Xantrop"]),  # capitals that touch a digit are a code
    ("wij zagen Xantrop B01", ["Xantrop"]),
    ("wij zagen ABCDE20", ["ABCDE"]),
    ("wij zagen x://www.a.nl/Brulk/Xantrop", []),  # part of a link
    ("wij zagen www.a.nl/x_Brulk", []),
    ("wij zagen a/Brulk", ["Brulk"]),
    ("wij zagen de Hoge Raad en Xantrop", ["Xantrop"]),  # a name of everybody
    (" ".join(["wij zagen", *["Brulk"] * 12]), [" ".join(["Brulk"] * 10), "Brulk Brulk"]),  # ten words at most
]


@pytest.mark.parametrize(("text", "names"), ROWS)
def test_which_capitals_make_one_name(text: str, names: list[str], by_hand: Callable[..., None]) -> None:
    by_hand(99 - 99j)
    assert [name for name, label in found(text) if label is PERSON] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("wij zagen Xantrop voor Brulk", ["Xantrop voor Brulk"]),  # parts of one organisation
        ("wij zagen Xantrop en Brulk", ["Xantrop", "Brulk"]),
        ("wij zagen Xantrop voor de Brulk", ["Xantrop voor de Brulk"]),
        ("wij zagen Xantrop zegt Brulk", ["Xantrop", "Brulk"]),
        ("wij zagen Xantrop, voor Brulk", ["Xantrop", "Brulk"]),
    ],
)
def test_parts_of_an_organisation_become_one(text: str, names: list[str], by_hand: Callable[..., None]) -> None:
    by_hand(-99 + 99j)
    assert [name for name, label in found(text) if label is ORGANISATION] == names


@pytest.mark.parametrize(
    ("points", "label", "certainty", "score"),
    [
        (-1.2 - 99j, None, None, 0),
        (-0.8 - 99j, PERSON, Certainty.DOUBT, 0.55),
        (0.4 - 99j, PERSON, Certainty.DOUBT, 0.8),
        (0.6 - 99j, PERSON, Certainty.HIGH, 0.83),
        (-99 - 1.2j, None, None, 0),
        (-99 - 0.8j, ORGANISATION, Certainty.DOUBT, 0.55),
        (-99 + 0.6j, ORGANISATION, Certainty.HIGH, 0.83),
        (2 + 3j, ORGANISATION, Certainty.HIGH, 0.98),
        (3 + 2j, PERSON, Certainty.HIGH, 0.98),
        (2 + 2j, ORGANISATION, Certainty.HIGH, 0.95),
    ],
)
def test_from_how_many_points_on(
    points: complex, label: Label | None, certainty: Certainty | None, score: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Above -1 a row is a name; of the two kinds the one with more points; sure from a point and a half above the bar."""
    monkeypatch.setattr("legal.proper_names.score", lambda sort, read, one: points)
    findings = scan_with(proper_names, "wij zagen Xantrop daar")
    assert [(one.label, one.certainty, one.score) for one in findings] == ([(label, certainty, score)] if label else [])


def test_after_a_title_a_name_is_a_person_whatever_its_points(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("legal.proper_names.score", lambda sort, read, one: -50 - 50j)
    for title in ("mevrouw", "meneer", "dhr.", "de heer", "familie", "mw."):
        assert found(f"wij zagen {title} Xantrop daar") == [("Xantrop", PERSON)]
    for other in ("zij", "mevrouw,", "mevrouw de"):
        assert found(f"wij zagen {other} Xantrop daar") == []


# The word on its left, the mark before it, and what is told fact by fact only.
_LEFT, _MARKS, _PAIR = ("left 1", "zagen"), ("mark before", "word"), ("left pair", "wij zagen")


@pytest.mark.parametrize(
    ("base", "around", "total"),
    [
        (-4 - 4j, 50, -4 - 4j),  # hopeless by its words: what stands around it is not looked at
        (-3.75 - 9j, 1, 97.25 - 9j),
        (-9 - 3.75j, 1, -7 - 3.75j),
        (-3.5 - 9j, 1, 97.5 - 9j),
        (-3.5 - 9j, 0.5, -2.5 - 9j),  # dim with all that stands around it: facts are not looked at
        (-9 - 2.5j, 0.5, -8 - 2.5j),
        (-9 - 2.25j, 0.5, 92 - 2.25j),
    ],
)
def test_a_row_stops_where_the_rest_never_makes_up_for_it(
    base: complex, around: float, total: complex, by_hand: Callable[..., None]
) -> None:
    by_hand(base, (*_LEFT, around + 0j), (*_MARKS, around + 0j), (*_PAIR, 100 - 2 * around + 1 + 0j))
    reading = read("wij zagen Xantrop daar")
    (row,) = rows_of(reading)
    assert score("party", reading, row) == total


INVENTED = "Een fictief geval: mevrouw De Vries krijgt drie uur begeleiding."


def test_who_a_municipality_made_up_is_nobody() -> None:
    assert found(INVENTED, ANSWER) == []
    assert found(INVENTED.replace("fictief ", ""), ANSWER) != []


@pytest.mark.parametrize("context", [PROVIDER, MINUTES], ids=["party", "minutes"])
def test_a_party_may_call_a_true_story_made_up(context: GuardContext) -> None:
    assert found(INVENTED, context) == [("De Vries", PERSON)]


def test_of_two_people_one_may_be_real() -> None:
    text = "De fictieve mevrouw Jansen is niet mevrouw Karin Smit."
    assert ("Karin Smit", PERSON) in found(text, ANSWER)
    assert ("Karin Smit", PERSON) in found("Een fictieve casus. Bel daarover mevrouw Karin Smit.", ANSWER), "another sentence"


@pytest.mark.parametrize(
    "text",
    [
        "Dit voorstel is bedacht door mevrouw De Vries.",
        "Contactpersoon: Fatima Yilmaz, zij heeft dit bedacht.",
        "Het gaat niet om een fictief geval: mevrouw De Vries woont in Ede.",
        "Over dit rekenvoorbeeld belt u mevrouw De Vries.",
    ],
)
def test_who_made_it_up_is_somebody(text: str) -> None:
    assert [label for _, label in found(text, ANSWER)] == [PERSON]


def test_twin_by_any_word_of_fiction_a_real_person_goes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proper_names, "_SAYS_INVENTED", re.compile("fictief|bedacht"))
    assert found("De fictief bedachte regel komt van mevrouw De Vries.", ANSWER) == []
