"""A provider's own figures are found, however they are written (rule 43).

The sentences are unmistakable on purpose: the points of words are fitted and may change (ADR 9), these may not.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal.detectors import figures
from legal.reading import Reading
from legal.terms import Certainty, Ground, GuardContext, Label, PartyNames
from tests.legal.detectors.alone import scan_with

PROVIDER = GuardContext()


def found(text: str, context: GuardContext = PROVIDER) -> list[str]:
    return [one.quote(text) for one in scan_with(figures, text, context)]


OWN = [
    # sentence, figure, rule
    ("Onze kostprijs is € 61,20 per uur.", "€ 61,20", "cost-price"),
    ("Wij rekenen nu € 44,75 per uur.", "€ 44,75", "price"),
    ("Ons uurtarief bedraagt 58 euro.", "58 euro", "price"),
    ("Wij vragen al jaren negenenzeventig euro per uur.", "negenenzeventig euro", "price"),
    ("Wij kunnen niet onder de 53,- per uur.", "53,-", "price"),
    ("Wij bieden straks € 49,90 per uur aan.", "€ 49,90", "price"),
    ("Onze winstmarge is 3,4 procent.", "3,4 procent", "margin"),
    ("Wij rekenen een opslag van 15% voor het weekend.", "15%", "margin"),
    ("Onze korting is € 1,25 per uur bij meer volume.", "€ 1,25", "margin"),
    ("Onze onderaannemer rekent ons € 38,50 per uur.", "€ 38,50", "supplier"),
    ("Onze omzet was vorig jaar € 312.000.", "€ 312.000", "turnover"),
    ("Ons eigen vermogen is anderhalve ton.", "anderhalve ton", "turnover"),
    ("Wij leden een verlies van € 58.300.", "€ 58.300", "turnover"),
    ("Wij hebben een reserve van € 930.000.", "€ 930.000", "turnover"),
    ("Onze loonkosten zijn € 42,90 per uur.", "€ 42,90", "wage"),
    ("Onze overhead is 17,5 procent.", "17,5 procent", "productivity"),
    ("Onze productiviteit is 68 procent.", "68 procent", "productivity"),
    ("Ons ziekteverzuim is 8,2%.", "8,2%", "productivity"),
    ("Ons ziekteverzuim is 8,4%. Telt vervanging bij ziekte mee in het tarief?", "8,4%", "productivity"),
    ("Wij begeleiden nu 67 cliënten.", "67", "clients"),
    ("Wij hebben 45 plaatsen vrij.", "45", "volume"),
    ("Wij draaien jaarlijks 14.600 uren in uw gemeente.", "14.600", "volume"),
    ("Wij hebben acht locaties.", "acht", "volume"),
    ("Wij hebben nog 2,4 fte beschikbaar.", "2,4 fte", "volume"),
    ("Wij hebben 12 medewerkers.", "12", "staff"),
    ("Ons marktaandeel is 18%.", "18%", "share"),
    ("Wij helpen nu 30% van de inwoners.", "30%", "share"),
    ("Wij rekenen 4% opslag voor jeugdigen.", "4%", "margin"),
    ("Een derde van alle gezinnen met hulp zit bij ons.", "Een derde", "share"),
    ("Wij zijn actief in Ermelo en Putten.", "Ermelo en Putten", "area"),
]
LABELS = {
    **dict.fromkeys(("cost-price", "price", "margin", "supplier"), Label.PRICE),
    **dict.fromkeys(("turnover", "wage", "productivity"), Label.FINANCE),
    **dict.fromkeys(("clients", "volume", "staff", "share", "area"), Label.MARKET),
}


@pytest.mark.parametrize(("text", "figure", "rule"), OWN)
def test_a_figure_of_a_provider_is_found(text: str, figure: str, rule: str) -> None:
    (finding,) = scan_with(figures, text)
    assert (finding.quote(text), finding.rule) == (figure, f"figures.{rule}")
    assert (finding.label, finding.ground, finding.certainty) == (LABELS[rule], Ground.AW_2_57_1, Certainty.HIGH)
    assert finding.version and finding.why.endswith(".") and 0.5 <= finding.score <= 1


@pytest.mark.parametrize(
    ("text", "cue"),
    [("Onze kostprijs is € 61,20.", "kostprijs"), ("Onze omzet was € 312.000.", "omzet"), ("Ons tarief is 58 euro.", "ons")],
)
def test_a_finding_names_the_words_that_made_it_so(text: str, cue: str) -> None:
    """Rule 36: at most three, only words of our own list, never the figure."""
    (finding,) = scan_with(figures, text)
    assert cue in finding.cues and len(finding.cues) <= 3
    assert f"\u201c{cue}\u201d" in finding.reason and not any(map(str.isdigit, finding.reason))


WRITTEN = [
    "€ 44,75", "€44,75", "€ 44", "EUR 44.75", "44,75 EUR", "44 euro", "44,-", "€ 44,--", "44 euro 75", "44 euro en 75 cent",
    "44€", "vierenveertig euro", "vierenveertig euro vijfenzeventig", "vierenveertig euro en vijfenzeventig cent",
    "vierenveertig en een halve euro", "€ 1.234,56", "44 à 48 euro", "€ 44 tot € 48", "44-48 euro", "44 of 48 euro",
    "**44 euro**", "€\u00a044,75", "&euro; 44,75", "4\u200b4,75 euro", "\uff14\uff14,\uff17\uff15 euro", "4 4 , 7 5 euro",
    "l4,75 euro", "4O euro", "vierenzevetig euro", "4<b>4</b> euro",
]  # fmt: skip


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("frame", ["Wij rekenen nu {} per uur.", "Onze kostprijs is {} per uur.", "ons uurtarief is nu {}"])
def test_a_price_is_found_whole_however_it_is_written(written: str, frame: str) -> None:
    text = frame.format(written)
    covered = {at for one in scan_with(figures, text) for at in range(one.start, one.end)}
    start = text.index(written)
    assert all(at in covered for at in range(start, start + len(written)) if text[at].isalnum())


@pytest.mark.parametrize("name", ["Zorgboog", "De Kleine Kust", "Stichting Zorg en Welzijn Noord-Oost", "Amsterdam", "V&D"])
def test_a_figure_does_not_depend_on_who_the_party_is(name: str) -> None:
    """R0."""
    context = GuardContext(
        (PartyNames(("Zorgboog", "De Kleine Kust", "Stichting Zorg en Welzijn Noord-Oost", "Amsterdam", "V&D")),)
    )
    text = f"{name} rekent nu € 44,75 per uur en begeleidt 67 cliënten."

    def figures_in(text: str) -> list[tuple[str, float, tuple[str, ...]]]:
        findings = scan_with(figures, text, context)
        return [(one.quote(text), one.score, one.cues) for one in findings if one.label is not Label.ORG_IDENTITY]

    kept = figures_in(text)
    assert [quote for quote, _, _ in kept] == ["€ 44,75", "67"]
    same = text.replace(name, "Zorgboog")
    assert kept == figures_in(same)


@given(st.integers(10, 999), st.integers(0, 99))
def test_any_price_is_found(euros: int, cents: int) -> None:
    assert found(f"Onze kostprijs is € {euros},{cents:02} per uur.") == [f"€ {euros},{cents:02}"]


def check_own() -> None:
    for text, figure, _ in OWN:
        assert found(text) == [figure]


def test_the_check_of_figures_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a guard that holds no figure."""
    monkeypatch.setattr("legal.detectors.figures.score", lambda read, one: -9 + 0j)
    with pytest.raises(AssertionError):
        check_own()


def test_the_check_of_ranges_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a range that ends one character short leaves a digit readable."""
    real = Reading.span
    monkeypatch.setattr(Reading, "span", lambda read, start, end: real(read, start, max(start + 1, end - 1)))
    with pytest.raises(AssertionError):
        check_own()


@pytest.mark.parametrize("text", ["Ons uurtarief is 55eur20.", "Ons uurtarief is 55EUR20 per uur.", "Kostprijs: 68euro50."])
def test_an_amount_in_one_piece_is_not_called_the_number_of_a_file(text: str) -> None:
    assert {one.label for one in scan_with(figures, text)} == {Label.PRICE}


@pytest.mark.parametrize(
    "text",
    [
        "Ons uurtarief is vijfenvijftigeneenhalve euro.",
        "Ons uurtarief is v i e r t i g  e u r o.",  # letter by letter, in a text without another number
        "Ons uurtarief is 55-euro.",
        "Ons uurtarief is vijfenvijfig euro.",
        "Ons uurtarief is € S5,20.",
    ],
)
def test_a_price_in_disguise_or_misspelled_is_found(text: str) -> None:
    assert found(text)


ALIKE = [
    "Onze kostprijs is € 53,20 per uur. De raad stelde het tarief vast op drieënvijftig euro twintig.",
    "Onze kostprijs is € 53,20 per uur. In de leidraad staat 53,20 euro als tarief van de gemeente.",
]


@pytest.mark.parametrize("text", ALIKE)
def test_an_amount_that_is_held_goes_everywhere_in_the_text(text: str) -> None:
    """Rule 35: who cuts a price and leaves it readable a line further has cut nothing."""
    first, again = scan_with(figures, text)
    assert first.quote(text) == "€ 53,20" and again.quote(text) in ("drieënvijftig euro twintig", "53,20 euro")
    assert again.certainty is Certainty.DOUBT


def test_an_amount_that_was_published_stays_beside_the_same_one_that_is_held() -> None:
    """Rule 45: "wij vragen € 53,20" is held all the same; the tariff of the municipality is not."""
    published = GuardContext(public=("53,20",))
    assert found(ALIKE[1], published) == ["€ 53,20"]


def test_twin_without_the_look_for_the_same_amount_it_stays_readable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: every figure by itself."""
    monkeypatch.setattr(figures, "_FEWEST_ALIKE", 1_000)
    assert found(ALIKE[0]) == ["€ 53,20"]
