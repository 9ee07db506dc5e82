"""Clients: numbers of files, and sentences in which somebody may be recognised; numbers of everybody stay (rule 42, AVG 9)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal.detectors import cases
from legal.reading import Reading, read
from legal.scorecard import Table
from legal.terms import Certainty, Channel, Ground, GuardContext, Label, Sensitivity, Speaker
from tests.legal.detectors.alone import scan_with
from tests.legal.named import sentence_of

SURE, DOUBT = Certainty.HIGH, Certainty.DOUBT


ANSWER = GuardContext(speaker=Speaker.MUNICIPALITY, channel=Channel.ANSWER)


def numbers(text: str, context: GuardContext | None = None) -> list[str]:
    findings = [one for one in scan_with(cases, text, context or GuardContext()) if one.rule == "cases.number"]
    for one in findings:
        assert (one.label, one.sensitivity, one.ground) == (Label.CASE, Sensitivity.PERSONAL_DATA, Ground.AVG)
        assert one.certainty is SURE
    return [one.quote(text) for one in findings]


CUES = [
    "cliënt", "cliënte", "cliënten", "cliëntnummer", "clientnr", "clientdossier", "clientcode", "dossier", "dossiernummer",
    "dossiernr", "zaak", "zaaknummer", "zaaknr", "strafzaak", "jeugdzaaknummer", "casus", "casusnummer", "kenmerk",
    "beschikking", "beschikkingsnummer", "beschikkingsnr", "indicatie", "indicatienummer", "indicatienr", "toewijzing",
    "toewijzingsnummer", "toewijzingsnr", "jeugdige", "kind", "patiënt", "patientnummer", "patientnr", "aanmelding",
    "aanmeldingsnummer", "melding", "meldingsnummer", "registratie", "registratienummer", "registratienr", "case", "file",
    "regienummer", "zorgdossier",
]  # fmt: skip
NUMBERS = [
    "2021/1234", "2021-1234", "2021.1234", "12/34", "2021/12345678", "2021/1234/ab", "2021-1234-a1b2c3", "JW 2021-4455-ab",
    "jw2021-4455", "JW-2021-4455", "ABCDEF/21-12", "AB-12345", "AB12345", "a123", "ab/1234567890", "CL-88412/2",
    "CL88412-a1b2c3", "WMO 48813", "WMO-4 8 8 1 3", "4 8 8 1",
    "jw 4455", "3310", "44551", "1234567890", "44551/a1", "44551-abcdef",
]  # fmt: skip
BETWEEN = [
    " ",
    ": ",
    ". ",
    " #",
    ":",
    " nr ",
    " nummer ",
    " no ",
    " met nummer ",
    " van client ",
    " van ",
    " nr. ",
    " nummer: ",
    ".:",
]


@pytest.mark.parametrize("cue", CUES)
def test_a_number_at_any_word_that_says_what_it_is(cue: str) -> None:
    assert numbers(f"Zie {cue} 44551, en verder.") == ["44551"]


@pytest.mark.parametrize("number", NUMBERS)
def test_any_number_of_a_file(number: str) -> None:
    for text in (f"dossier {number}", f"Het dossier {number}, zegt hij.", f"(dossier {number})", f"DOSSIER\u200b {number}."):
        assert numbers(text) == [number]


@pytest.mark.parametrize("between", BETWEEN)
def test_what_may_stand_between_word_and_number(between: str) -> None:
    assert numbers(f"dossier{between}44551") == ["44551"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Het gaat om CL-88412.", "CL-88412"),  # by its letters alone
        ("zie jw-2021-4455", "jw-2021-4455"),
        ("zie wmo-2021/123-a", "wmo-2021/123-a"),
        *(
            (f"zie {code}-123", f"{code}-123")
            for code in ("clt", "cl", "cli", "z", "jz", "dos", "cas", "zk", "cln", "jgd", "jh", "bw", "ac")
        ),
        ("zie (dossier/12345)", "dossier/12345"),
        ("de cliënt van KL-4455 is weg", "KL-4455"),  # by its form, in a text about clients
        ("het dossier: dat is ABC1234-X hier", "ABC1234-X"),
        ("de casus is dat KL4455 hier", "KL4455"),
        ("de jeugdige heet ABCDE-1234567-A1B2 bij ons", "ABCDE-1234567-A1B2"),
    ],
)
def test_a_code_that_tells_by_itself(text: str, number: str) -> None:
    assert numbers(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "44551", "het nummer 44551", "KL-4455 staat er", "zie KL4455",  # nothing says of what
        "dossier 2021", "dossier 1999", "dossier 12", "dossier 123",  # a year, too short
        "dossier 1234.5", "dossier 44551,5", "dossier 44551x", "dossier 12345678901",
        "dossierx 44551", "xcasus 44551", "dossier over 44551", "dossier, 44551", "dossier ergens anders 44551",
        # public
        "zaak bij de rechtbank 2021/1234", "rechtbank, zaaknummer 2021/1234", "het gerechtshof in de zaak 2021/1234",
        "vonnis zaak 2021/1234", "TenderNed kenmerk 123456", "TED kenmerk 123456", "aankondiging met kenmerk 123456",
        "publicatie, kenmerk 123456", "ECLI zaak 2021/1234", "zie xcl-12345", "zie cl-12", "zie cl-88412x", "zie clx-88412",
        "zie cl-12345678901", "zie cl.88412", "zie cl 88412", "de cliënt vindt NEN4455 wel goed",
        "de cliënt vraagt naar ISO-9001", "de cliënt KL-44 is er", "de cliënt heet X-KL-4455", "de cliënt heet KL-12345678",
        "de cliënt heet ABCDEF-1234", "de cliënt heet kl-4455", "de cliënt heet _KL-4455", "de cliënt heet KL-4455_a", "",
    ],
)  # fmt: skip
def test_another_number_stays(text: str) -> None:
    assert numbers(text) == []


PUBLISHED = "Het besluit staat onder zaaknummer 2027/118840 in het Gemeenteblad."


def test_a_number_that_the_municipality_published_is_everybodys() -> None:
    assert numbers(PUBLISHED, ANSWER) == []
    assert numbers("Onder kenmerk Z-2027-00418 staat de aankondiging op TenderNed.", ANSWER) == []
    assert numbers(PUBLISHED) == ["2027/118840"], "a party does not publish"
    assert numbers(PUBLISHED.replace("Gemeenteblad", "archief"), ANSWER) == ["2027/118840"]


def test_a_published_document_with_somebodys_number_in_it_is_no_reason() -> None:
    assert numbers("In het Gemeenteblad staat de zaak 2027/118840 van een cliënt.", ANSWER) == ["2027/118840"]
    assert numbers("De nota is openbaar. Uw dossier 2027/118840 is compleet.", ANSWER) == ["2027/118840"], "another sentence"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Haar zaaknummer 884123 is gepubliceerd.", "884123"),
        ("Dossiernummer 884123 staat in het Gemeenteblad.", "884123"),
        ("Zaaknummer 884123 wordt niet gepubliceerd.", "884123"),
        ("Zaaknummer 884123 is bekend uit onze consultatie.", "884123"),
        ("Het Gemeenteblad is gisteren verschenen, zie CL-88412.", "CL-88412"),
    ],
)
def test_a_number_of_somebody_goes_whatever_was_published(text: str, number: str) -> None:
    assert numbers(text, ANSWER) == [number]


def test_twin_by_published_alone_it_would_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cases, "_NOT_PUBLISHED", frozenset())
    assert numbers("Zaaknummer 884123 wordt niet gepubliceerd.", ANSWER) == []


def test_every_number_of_a_text_is_found() -> None:
    assert numbers("dossier 44551, cliënt 44552, CL-44553 en zaak 2021/1234") == ["44551", "44552", "CL-44553", "2021/1234"]
    assert numbers("rechtbank. Dossier 44551") == ["44551"], "the court is in another sentence"


@given(st.integers(10_000, 9_999_999))
def test_any_number_of_a_client(number: int) -> None:
    assert numbers(f"cliëntnummer {number}") == [str(number)]


def check_numbers() -> None:
    assert [cue for cue in CUES if numbers(f"Zie {cue} 44551.") != ["44551"]] == []


def test_the_check_of_numbers_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a range that is one short leaves a digit readable."""
    real = Reading.span
    monkeypatch.setattr(Reading, "span", lambda reading, start, end: real(reading, start + 1, end))
    with pytest.raises(AssertionError):
        check_numbers()


# A sentence judged by hand: the bars are part of the rules (ADR 9), the points of words are not.
ABOUT = {"cases.story": Sensitivity.IDENTIFYING_CASE_STORY, "cases.health": Sensitivity.SPECIAL_CATEGORY_HEALTH}
STORY = "Er woont een verwarde oudere man met reuma op de camping. Dat is zo."


def stories(text: str, points: float) -> list[tuple[str, Certainty, float]]:
    reading = read(text)
    reading.judged = ((sentence_of(reading, 0, reading.sentence(0)[1]), complex(9.0, points)),)
    found = [one for one in cases.detect(reading, GuardContext()) if one.rule in ABOUT]
    assert all((one.label, one.sensitivity) == (Label.CASE, ABOUT[one.rule]) for one in found)
    return [(one.quote(text), one.certainty, one.score) for one in found]


@pytest.mark.parametrize(
    ("points", "certainty", "score"),
    [(-0.2, DOUBT, 0.52), (1.19, DOUBT, 0.82), (1.2, DOUBT, 0.82), (1.21, SURE, 0.82), (4.9, SURE, 0.99)],
)
def test_a_story_is_found_from_the_bar_on(points: float, certainty: Certainty, score: float) -> None:
    """From the person it is about, with its article, to the end of the sentence."""
    assert stories(STORY, points) == [("een verwarde oudere man met reuma op de camping", certainty, score)]


@pytest.mark.parametrize("points", [-0.3, -0.4, -9.0])
def test_at_the_bar_or_under_it_is_no_story(points: float) -> None:
    assert stories(STORY, points) == []


@pytest.mark.parametrize(
    ("number", "points", "found"), [("12345", 0.3, 0), ("12345", 0.31, 1), ("1234", 0.0, 1), ("12345", -1.0, 0)]
)
def test_a_long_number_in_the_sentence_raises_the_bar(number: str, points: float, found: int) -> None:
    """The number is found by itself, so the words must tell more."""
    assert len(stories(f"De man {number} is ziek.", points)) == found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Er woont de man", "de man"),
        ("Er woont een heel erg verwarde man", "man"),  # an article further away
        ("Er woont verwarde man", "man"),
        ("Wij zien met man", "man"),  # a word that no article stands before
        ("Er is onze jonge man", "onze jonge man"),
        ("Een man woont er", "Een man woont er"),  # the first word is where a sentence begins anyway
        ("Man woont er", "Man woont er"),
        ("Er regent iets", "Er regent iets"),  # nobody: the whole sentence
        ("Er woont een vrouw bij de man", "een vrouw bij de man"),
    ],
)
def test_where_a_story_begins(text: str, quote: str) -> None:
    assert [one[0] for one in stories(text, 5.0)] == [quote]


PLAIN_STORIES = [
    "Een man van 43 met een dwarslaesie woont op een woonboot aan de Eem.",
    "Het gaat om een meisje van 9 met een ernstige spierziekte dat met haar moeder in een chalet op de camping in Vaassen woont.",
    "Onze cliënt, een jongen van 14 met het syndroom van Down en een broer in detentie, wil bij zijn opa in Ermelo wonen.",
]
NO_STORIES = [
    "Hoeveel cliënten zijn er?",
    "Hoe gaat u om met kinderen met een beperking?",
    "De gemeente vraagt om een plan van aanpak.",
]


def check_stories() -> None:
    assert all(any(one.rule in ABOUT for one in scan_with(cases, text)) for text in PLAIN_STORIES)
    assert not any(scan_with(cases, text) for text in NO_STORIES)


def test_a_plain_story_is_found_and_a_question_is_not() -> None:
    check_stories()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Een man van 43 met een dwarslaesie woont op een woonboot aan de Eem.", "cases.health"),
        ("Een meisje van 9 woont met haar broertje bij haar oma in een chalet op de camping in Vaassen.", "cases.story"),
    ],
)
def test_an_illness_in_a_story_is_specially_protected(text: str, rule: str) -> None:
    """Rule 42, AVG 9: data on health are a class of their own."""
    (finding,) = (one for one in scan_with(cases, text) if one.rule in ABOUT)
    assert (finding.rule, finding.sensitivity) == (rule, ABOUT[rule])


@pytest.mark.usefixtures("fresh_points")
def test_the_check_of_stories_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: without points no sentence is a story."""
    monkeypatch.setattr(Table, "of_tokens", lambda table, tokens, total=0j: 0j)
    with pytest.raises(AssertionError):
        check_stories()


def test_more_than_one_file() -> None:
    assert numbers("dossiers 2021/1234") == ["2021/1234"]


@pytest.mark.parametrize(
    "text", ["Na publicatie van de nota: cliëntnummer 448812.", "Zie de rechtbank; ons dossier 2024-4411 ligt er."]
)
def test_a_client_is_no_notice(text: str) -> None:
    """Rule 42: what is public of a court or a notice says nothing of the number of a client."""
    assert [one.label for one in scan_with(cases, text, None)] == [Label.CASE]
