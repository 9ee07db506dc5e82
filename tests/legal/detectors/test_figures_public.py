"""Public figures stay, whoever quotes them; who speaks, and where, decides about the rest (rules 43 and 45)."""

import pytest

from legal.detectors import figures
from legal.detectors.figures import published
from legal.scanning import scan
from legal.terms import Channel, GuardContext, Speaker
from tests.legal.detectors.alone import scan_with

PROVIDER = GuardContext()
QUESTION = GuardContext(channel=Channel.QUESTION)
ANSWER = GuardContext(speaker=Speaker.MUNICIPALITY, channel=Channel.ANSWER)
MINUTES = GuardContext(speaker=Speaker.MUNICIPALITY, channel=Channel.MINUTES)


def found(text: str, context: GuardContext = PROVIDER) -> list[str]:
    return [one.quote(text) for one in scan_with(figures, text, context)]


PUBLIC = [
    # a sentence a party may write, and why it stays
    ("De aanbestedingsdrempel voor sociale diensten is € 750.000.", "threshold"),
    ("De drempelwaarde is in 2026 € 750.000 exclusief btw.", "threshold with its year"),
    ("In de verordening staat een tarief van € 58,32 per uur.", "tariff by by-law"),
    ("Het college stelde het tarief vast op € 62,40 per uur.", "tariff set by the college"),
    ("De raad stelde een budget vast van € 2,4 miljoen voor de jeugdhulp.", "budget of the council"),
    ("Het plafond in de leidraad is € 1.200.000 per jaar.", "ceiling of the tender"),
    ("Volgens de NZa is het maximumtarief € 98,20.", "national tariff"),
    ("De cao stijgt met 3,5 procent volgens de minister.", "CAO"),
    ("De OVA is volgens de NZa 4,1% voor 2026.", "OVA"),
    ("De CPI was 2,7 procent volgens het CBS.", "CPI"),
    ("De indexering in de overeenkomst is 3,2 procent per jaar.", "index of the contract"),
    ("Het wettelijk btw-tarief is 21%.", "tax"),
    ("In artikel 12 van de overeenkomst staat een boete van € 500 per dag.", "fine of the contract"),
    ("Hoe hoog is de boete van € 500 per dag uit artikel 12?", "fine, asked about"),
    ("De verzekering in het programma van eisen moet € 2.500.000 dekken.", "insured sum that is asked"),
    ("De gemeente telt 47.000 inwoners.", "population"),
    ("In de gemeente wonen volgens het CBS 47.000 mensen.", "statistics"),
    ("De gemeente rekent met 1.350 declarabele uren.", "norm of the municipality"),
    ("In 2025 ontvingen 1.200 inwoners van de gemeente ondersteuning.", "count of the whole municipality"),
    ("In de leidraad staat een minimum van 20 cliënten als eis.", "requirement"),
    ("Waarom vraagt u drie referenties in de leidraad?", "requirement, asked about"),
    ("De looptijd van de overeenkomst is vier jaar.", "term of the contract"),
    ("De termijn voor vragen is volgens de planning 20 dagen.", "time to ask"),
    ("De bijeenkomst is op 3 mei 2026 om 14.00 uur.", "date and time"),
    ("De planning noemt 12 juni 2026 en 1 juli 2026.", "dates"),
    ("In artikel 2.57 van de Aanbestedingswet 2012 staat dit.", "article and law"),
    ("Op pagina 12 van bijlage 3 staat perceel 2.", "page, annex, lot"),
    ("Is productcode 45A48 of CPV-code 85312100-0 juist?", "product and CPV code"),
    ("Zie ECLI:NL:HR:2021:1234 en ISO 9001.", "case law and norm"),
    ("Is het tarief van € 62,40 uit bijlage 3 inclusief btw?", "tariff of an annex"),
    ("U noemt in de nota een percentage van 15%; klopt dat?", "what the municipality named"),
    ("Het tarief in de leidraad is € 62,40; waarop is dat gebaseerd?", "tariff of the tender"),
    ("Rekenvoorbeeld in de leidraad: 10 uur maal € 50 is € 500.", "worked example"),
    ("De gemeente heeft 12 percelen.", "lots"),
    ("30% van de inwoners krijgt jeugdhulp.", "part of the population"),
    ("In uw gemeente is 22% van de inwoners ouder dan 65.", "part of the population, of the municipality"),
    ("Het rijk kort € 20 miljoen volgens de meicirculaire.", "money of the state"),
]


@pytest.mark.parametrize(("text", "why"), PUBLIC)
@pytest.mark.parametrize("context", [PROVIDER, QUESTION, ANSWER, MINUTES], ids=["statement", "question", "answer", "minutes"])
def test_a_public_figure_stays_whoever_quotes_it(text: str, why: str, context: GuardContext) -> None:
    assert found(text, context) == [], why


CONTEXTS = [
    # the same sentence, where it is found, and where it stays
    ("Wij rekenen € 62,40 per uur.", "€ 62,40", [PROVIDER, QUESTION, MINUTES], [ANSWER]),
    ("Het tarief is € 62,40 per uur.", "€ 62,40", [PROVIDER], [ANSWER, MINUTES]),
    ("Wij hanteren een uurtarief van € 62,40.", "€ 62,40", [PROVIDER, MINUTES], [ANSWER]),
    ("Wij hebben 12 medewerkers.", "12", [PROVIDER, MINUTES], [ANSWER]),
    ("Wij verwachten 40 cliënten per jaar.", "40", [PROVIDER, MINUTES], [ANSWER]),
    ("Uw kostprijs van € 88,20 per uur is gelezen.", "€ 88,20", [ANSWER, MINUTES], []),  # an answer that repeats it leaks it
    ("Partij 5 zegt € 61,50 per uur te rekenen.", "€ 61,50", [MINUTES, ANSWER, PROVIDER], []),
    ("Wij gaan uit van 1.350 uren per jaar.", "1.350", [], [ANSWER, MINUTES]),
]


@pytest.mark.parametrize(("text", "figure", "found_in", "stays_in"), CONTEXTS)
def test_who_speaks_and_where_decides(text: str, figure: str, found_in: list[GuardContext], stays_in: list[GuardContext]) -> None:
    assert [found(text, context) for context in found_in] == [[figure]] * len(found_in)
    assert [found(text, context) for context in stays_in] == [[]] * len(stays_in)


@pytest.mark.parametrize("marks", ['""', "\u201c\u201d", "\u201e\u201d", "\u00ab\u00bb"])
def test_what_an_answer_quotes_is_a_partys(marks: str) -> None:
    quoted = f"U schrijft: {marks[0]}Wij rekenen € 61,50 per uur.{marks[1]} Dat nemen wij niet over."
    assert found(quoted, ANSWER) == ["€ 61,50"]
    assert found("Dit staat in bijlage 3. Wij rekenen € 61,50 per uur. Dat verandert niet.", ANSWER) == []
    assert found(f"{marks[0]}Dag{marks[1]}. Wij rekenen € 61,50 per uur.", ANSWER) == [], "after the quotation"
    assert found(f"{marks[0]}Dag. Wij rekenen € 61,50 per uur.", ANSWER) == [], "a quotation that never ends quotes nothing"


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Het tarief is € 58,32 per uur.", {"58,32"}),
        ("€ 58,3 en 58 euro 20", {"58,30", "58,20"}),
        ("€ 1,5 miljoen en 3 ton", {"1500000,00"}),
        ("€ 3 ton", {"300000,00"}),
        ("€ 1.250 en € 1.250,00 en 1250 euro", {"1250,00"}),
        ("12,5% en 12,50 procent", {"12,50%"}),
        ("3% en drie procent", {"3,00%"}),
        ("€ 99 en € 100,-", {"100,00"}),  # a round number under a hundred is everybody's
        ("€ 58,32-60,10", set()),  # a range
        ("58,32 en 2,4 fte en 12 cliënten", set()),  # nothing says that it is money or a share
        ("achtenvijftig euro", set()),
        ("", set()),
    ],
)
def test_the_figures_of_a_published_text(text: str, amounts: set[str]) -> None:
    assert published(text) == amounts


CLOSE = "Het tarief is € 62,40 per uur."


def check_published_stays() -> None:
    """Rule 45: what the consultation itself published stays, in whatever notation it is quoted."""
    public = GuardContext(public=tuple(published("In bijlage 3 staat een tarief van € 62,40.")))
    for text in (CLOSE, "Het tarief is nu 62,40 euro per uur.", "Het tarief is &euro; 62,40 per uur."):
        assert found(text) and found(text, public) == []
    assert found("Het tarief is € 62,41 per uur.", public) == ["€ 62,41"], "another amount is not published"
    assert found("Onze kostprijs is € 62,40 per uur.", public) == ["€ 62,40"], "an own price that happens to be the same"


def test_a_published_figure_stays_public() -> None:
    check_published_stays()


def test_the_check_of_published_figures_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: when figures are not compared, the published one is held too."""
    monkeypatch.setattr(figures, "written_amount", lambda read, one, **_: None)
    with pytest.raises(AssertionError):
        check_published_stays()


def check_allowed_stays() -> None:
    allowed = GuardContext(allow=("€ 44,75",))
    assert scan("Wij rekenen nu € 44,75 per uur.", GuardContext())
    assert scan("Wij rekenen nu € 44,75 per uur.", allowed) == ()
    assert scan("Wij rekenen nu € 144,75 per uur.", allowed), "a longer amount is another one"


def test_what_the_operator_allows_stays() -> None:
    """Rule 45, the allow list."""
    check_allowed_stays()


def check_public() -> None:
    assert [text for text, _ in PUBLIC if found(text)] == []


def test_the_check_of_public_figures_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a guard that holds every figure."""
    monkeypatch.setattr("legal.detectors.figures.score", lambda read, one: 9 + 0j)
    with pytest.raises(AssertionError):
        check_public()


def test_the_check_of_allowed_figures_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: an allow list that nobody reads."""
    monkeypatch.setattr("legal.scanning.Ranges.cover", lambda ranges, start, end: False)
    with pytest.raises(AssertionError):
        check_allowed_stays()
