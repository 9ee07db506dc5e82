"""Signs that competitors agree go to the lawyer, not on; who recalls the rule agrees on nothing (rule 44, Mw 6)."""

import pytest

from legal import scanning
from legal.detectors import DETECTORS, collusion
from legal.reading import Reading
from legal.scanning import scan
from legal.terms import Certainty, Channel, Ground, GuardContext, Label, PartyNames, Sensitivity, Speaker
from tests.legal.detectors.alone import scan_with


def found(text: str) -> list[tuple[str, str]]:
    findings = scan_with(collusion, text)
    for one in findings:
        assert (one.label, one.sensitivity, one.ground) == (Label.MARKET, Sensitivity.COLLUSION_SIGNAL, Ground.FAIR_COMP)
        assert one.certainty is Certainty.DOUBT, "a human decides"
    return [(one.quote(text), one.rule.removeprefix("collusion.")) for one in findings]


WITH_OTHERS = [
    "met de andere aanbieders", "met aanbieders", "met alle aanbieders", "met een paar zorgaanbieders",
    "met enkele overige aanbieders", "met onze concurrenten", "samen met de grote partijen", "onder de kleine partijen",
    "tussen de branchegenoten", "met de buren", "met elkaar", "onder elkaar", "met collega's", "met collega-aanbieders",
    "onderling", "gezamenlijk", "met z'n allen", "met zijn allen", "onder ons drieën", "tussen ons allen",
]  # fmt: skip
PRICES = ["het tarief", "de uurtarieven", "de prijs", "de productprijzen", "ons bod", "het bedrag", "de ondergrens", "de opslag"]
AGREED = ["afgesproken", "vastgesteld zoals afgesproken", "gelijk aanhouden", "dezelfde hanteren"]


@pytest.mark.parametrize("others", WITH_OTHERS)
def test_prices_agreed_with_anybody(others: str) -> None:
    sentence = f"Wij hebben {others} het tarief afgesproken"
    assert found(f"Dag. {sentence}. Dank.") == [(sentence, "prices")]


@pytest.mark.parametrize("price", PRICES)
@pytest.mark.parametrize("agreed", AGREED)
def test_any_price_agreed_in_any_way(price: str, agreed: str) -> None:
    sentence = f"Wij willen onderling {price} {agreed}"
    assert found(f"{sentence}.") == [(sentence, "prices")]


ORDERS = [
    ("Wij hanteren onderling dezelfde prijs", "prices"),
    ("Onze prijzen zijn afgesproken met onze concurrenten", "prices"),
    ("De tarieven hebben wij gezamenlijk vastgesteld, wij hanteren die", "prices"),
    ("Er is afgesproken onderling een tarief te vragen, zeggen wij", "prices"),
    ("Wij gaan samen met collega-aanbieders voor hetzelfde bedrag inschrijven", "prices"),
    ("Mogen wij met andere aanbieders afspraken maken over tarieven", "prices"),
    ("Wij verdelen de percelen met de andere partijen", "division"),
    ("Wij hebben met de buren de wijken verdeeld", "division"),
    ("Wij hebben onderling verdeeld welke wijk van wie is", "division"),
    ("De cliënten verdelen wij onderling", "division"),
    ("Het gebied hebben wij onderling verdeeld", "division"),
    ("Wij blijven uit elkaars gebied, dat is met elkaar besproken", "division"),
    ("Wij hebben met elkaar de regio's verdeeld", "division"),
    ("Wij hebben met elkaar de markt verdeeld", "division"),
    ("Wij hebben met elkaar de dorpen verdeeld", "division"),
    ("Wij hebben afgesproken dat wij niet inschrijven op perceel 2", "refusal"),
    ("Wij hebben de afspraak dat niemand nergens biedt", "refusal"),
    ("Niemand van ons inschrijft of bieden wil", "refusal"),
    ("Geen van ons gaat bieden", "refusal"),
    ("Geen enkele van ons tekenen of tekent", "refusal"),
    ("De afspraak is dat wij geen bod doen", "refusal"),
    ("Wij gaan met de anderen, met elkaar dus, niet meedoen", "refusal"),
]


@pytest.mark.parametrize(("sentence", "rule"), ORDERS)
def test_every_order_of_words(sentence: str, rule: str) -> None:
    """The whole sentence is found, whatever stands around it, in capitals or in a disguise."""
    assert found(sentence) == [(sentence, rule)]
    assert found(f"Goed.\n{sentence}!\nTot dan.") == [(sentence, rule)]
    assert found(sentence.upper()) == [(sentence.upper(), rule)]
    disguised = sentence.replace("e", "e\u200b", 2)
    assert found(disguised) == [(disguised, rule)]


@pytest.mark.parametrize(
    "text",
    [
        "Het is verboden om onderling tarieven af te spreken of afspraken te maken.",  # the rule is recalled
        "Het verbod om onderling een tarief af te spreken is ons bekend, wij hebben geen afspraken.",
        "Aanbieders mogen niet onderling afspraken maken over prijzen.",
        "Een aanbieder mag niet met elkaar tarieven afspreken.",
        "Onderling dezelfde prijs afspreken is niet toegestaan, weten wij.",
        "De Mededingingswet gaat over onderling afgesproken tarieven, weten wij.",
        "De ACM kijkt of wij onderling tarieven afspreken.",
        "Een kartel is onderling tarieven afspreken, vinden wij.",
        "De gemeente wil met de aanbieders een tarief afspreken.",  # the municipality agrees, not they with each other
        "Het college heeft met de aanbieders een tarief afgesproken.",
        "De spelregels zeggen dat wij onderling geen prijs afspreken.",
        "De percelen zijn verdeeld over drie regio's, lezen wij onderling.",
        "Wij werken samen met andere aanbieders aan kwaliteit.",  # no price, no division
        "Wij hanteren een eigen tarief.",  # with nobody
        "Kunnen wij als combinatie inschrijven?",
        "Wij schrijven niet in.",
        "Onderling vinden wij het tarief laag.",  # nothing agreed
        "Wij hebben onderling koffie. Het tarief hanteren wij.",  # two sentences
        "Onderling " + "x" * 90 + " tarief afgesproken door wij en ons.",  # too far apart
        "",
    ],
)
def test_another_sentence_passes(text: str) -> None:
    assert found(text) == []


def test_every_sentence_is_judged_by_itself() -> None:
    text = "Wij hebben onderling een tarief afgesproken. Mooi weer. De cliënten verdelen wij onderling."
    assert [rule for _, rule in found(text)] == ["prices", "division"]


SIGNAL = "Wij hebben met de andere aanbieders een tarief van € 61,50 afgesproken"


def check_whole_signal(context: GuardContext) -> None:
    """Rule 44: the lawyer sees the whole sentence, also where a figure in it is found by itself."""
    text = f"Hallo. {SIGNAL}."
    findings = scan(text, context)
    assert any(one.sensitivity is Sensitivity.COLLUSION_SIGNAL for one in findings)
    covered = {at for one in findings for at in range(one.start, one.end)}
    assert all(at in covered for at in range(7, len(text) - 1) if text[at].isalnum())


@pytest.mark.parametrize(
    "context",
    [
        GuardContext(),
        GuardContext(channel=Channel.QUESTION),
        GuardContext(speaker=Speaker.MUNICIPALITY, channel=Channel.MINUTES),
        GuardContext((PartyNames(("Zorgboog",)),)),
    ],
)
def test_a_signal_is_found_whoever_reports_it(context: GuardContext) -> None:
    check_whole_signal(context)


@pytest.mark.parametrize("what", ["detector", "span"])
def test_the_checks_are_not_blind(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: without its detector no signal; with ranges one short no whole sentence."""
    if what == "detector":
        monkeypatch.setattr(scanning, "DETECTORS", tuple(one for one in DETECTORS if one is not collusion.detect))
        with pytest.raises(AssertionError):
            check_whole_signal(GuardContext())
    else:
        real = Reading.span
        monkeypatch.setattr(Reading, "span", lambda read, start, end: real(read, start, end - 1))
        with pytest.raises(AssertionError):
            test_every_order_of_words(*ORDERS[0])


MORE = [
    "Wij spraken met een andere aanbieder af wie de wijk Meerzicht neemt.",
    "Wij hebben met een concurrent de wijk Meerzicht verdeeld.",
    "Met een andere aanbieder verdelen wij de wijk Meerzicht.",
    "Wij hebben met de andere aanbieders afgesproken dat niemand onder de € 60 gaat bieden.",
    "Wij spreken met elkaar één tarief af.",
    "Wij hebben met de andere aanbieders in deze gemeente een tarief afgesproken.",
    "Wij schrijven met de andere aanbieders niet in op perceel 2.",
    "Met z'n allen houden wij vast aan dat tarief van ons.",
]


@pytest.mark.parametrize("text", MORE)
def test_more_agreements(text: str) -> None:
    assert found(text)
