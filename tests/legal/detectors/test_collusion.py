"""Signs that competitors agree go to the lawyer, not on; who recalls the rule agrees on nothing (rule 44, Mw 6)."""

from dataclasses import replace
from itertools import cycle
from typing import Any

import pytest

from legal import scanning
from legal.detectors import DETECTORS, collusion
from legal.guard import Cleared, Original, Refused, clear
from legal.proper_names.name import ProperName
from legal.reading import Reading
from legal.scanning import scan
from legal.terms import Certainty, Channel, Decision, Ground, GuardContext, Label, Outcome, PartyNames, Sensitivity, Speaker
from tests.legal.detectors.alone import scan_with


def found(text: str, context: GuardContext | None = None) -> list[tuple[str, str]]:
    findings = scan_with(collusion, text, context)
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


AND_YET = [
    ("Wij hebben met de andere aanbieders afgesproken dat het tarief in alle gemeenten gelijk blijft", "prices"),
    ("Wij hebben na beraad met de andere aanbieders een tarief afgesproken", "prices"),
    ("Wij hebben met de andere aanbieders een tarief afgesproken, ook al mag dat niet van de ACM", "prices"),
    ("Wij hebben met de andere aanbieders afgesproken de percelen te verdelen, dat mag niet", "division"),
]


@pytest.mark.parametrize(("sentence", "rule"), AND_YET)
def test_who_did_it_does_not_only_recall_the_rule(sentence: str, rule: str) -> None:
    """Rule 44."""
    assert found(f"{sentence}.") == [(sentence, rule)]


@pytest.mark.parametrize("never", ["niet", "nooit", "geen", "niets"])
def test_who_says_that_they_did_not_agrees_on_nothing(never: str) -> None:
    assert found(f"Wij hebben met andere aanbieders {never} tarief afgesproken, dat is verboden.") == []


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
        "Wij hebben met de gemeente en de andere aanbieders een tarief afgesproken.",
        "Het tarief dat uw gemeente met de aanbieders afsprak, hanteren wij allemaal.",
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


CONTEXTS = [
    GuardContext(),
    GuardContext(channel=Channel.QUESTION),
    GuardContext(speaker=Speaker.MUNICIPALITY, channel=Channel.MINUTES),
    GuardContext((PartyNames(("Zorgboog",)),)),
]


@pytest.mark.parametrize("context", CONTEXTS)
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


def check_never_gives_way() -> None:
    for text in (*(text for text, _ in ORDERS), *MORE):
        for context in CONTEXTS:
            if found(text, context):
                assert any(one.sensitivity is Sensitivity.COLLUSION_SIGNAL for one in scan(text, context)), text


def test_a_signal_never_gives_way_to_another_finding() -> None:
    """Rule 44: a sentence that is a plan as well stays a signal; whoever decides on the plan does not decide on it."""
    check_never_gives_way()


def test_the_check_of_giving_way_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: only what is certain stays."""
    monkeypatch.setattr(scanning, "_is_firm", lambda one: one.certainty is Certainty.HIGH)
    with pytest.raises(AssertionError):
        check_never_gives_way()


def decided(outcome: Outcome, reason: str = "") -> Cleared | Refused:
    text = f"Hallo. {SIGNAL}."
    decisions = [Decision(one.start, one.end, one.rule, outcome, reason, "u1") for one in scan(text, GuardContext())]
    return clear(Original(text), GuardContext(), decisions)


def test_a_signal_is_not_redacted_and_passed_on() -> None:
    """Rule 44: refused, unless somebody says why it is none."""
    refused = decided(Outcome.REDACT)
    assert isinstance(refused, Refused) and "afspraak tussen aanbieders" in refused.reasons[0]
    assert isinstance(decided(Outcome.CLEAR, "Dit gaat over een combinatie die is gemeld."), Cleared)


def test_the_check_of_refusing_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a signal like any other finding."""
    real = scanning.scan
    monkeypatch.setattr("legal.guard.scan", lambda *about: tuple(
        replace(one, sensitivity=Sensitivity.STRATEGY_OR_INVESTMENT) for one in real(*about)
    ))  # fmt: skip
    with pytest.raises(AssertionError):
        test_a_signal_is_not_redacted_and_passed_on()


MORE = [
    "Wij\nspraken  met  een  andere  aanbieder  af  wie  de  wijk  Meerzicht  neemt.",
    "Wij spraken met een andere aanbieder af wie de wijk Meerzicht neemt.",
    "Wij hebben met een concurrent de wijk Meerzicht verdeeld.",
    "Met een andere aanbieder verdelen wij de wijk Meerzicht.",
    "Wij hebben met de andere aanbieders afgesproken dat niemand onder de € 60 gaat bieden.",
    "Wij spreken met elkaar één tarief af.",
    "Wij hebben met de andere aanbieders in deze gemeente een tarief afgesproken.",
    "Wij schrijven met de andere aanbieders niet in op perceel 2.",
    "Met z'n allen houden wij vast aan dat tarief van ons.",
    "Wij hebben met de andere aanbieders een prijs afgesproken voor uw gemeente en bieden allemaal € 61.",
    "Wij hebben met alle aanbieders afgesproken welk tarief wij rekenen in het overleg met de gemeente.",
    "Wij hebben met de andere aanbieders een minimumtarief afgesproken tussen de gemeenten.",
    "Wij hebben met de andere aanbieders afgesproken hetzelfde tarief te vragen bij de aanbesteding door de gemeente.",
    "Wij hebben met onze concurrent de markt verdeeld, ook wat door de gemeente nog niet is gegund.",
    "Wij hebben samen met de andere aanbieders besloten niet in te schrijven na het gesprek met de gemeente.",
    "Met de andere aanbieders is een minimumprijs afgesproken zodat wij door de gemeente niet onder druk komen.",
    "Wij hebben ook met de gemeente gepraat en met de andere aanbieders een prijs afgesproken.",
    "Onderling is afgesproken dat wij bij de gemeente allemaal € 61 bieden.",
    "Uw gemeente betaalt weinig, dus wij hebben met de andere aanbieders afgesproken niet in te schrijven.",
]


@pytest.mark.parametrize("text", MORE)
def test_more_agreements(text: str) -> None:
    assert found(text)


BETWEEN_TWO = [
    ("Met Zorggroep Tandem is afgesproken dat zij de noordkant doen en wij de zuidkant", "division"),
    ("Met collega's van Lindewede hebben wij afgesproken dat zij de noordkant doen en wij de zuidkant", "division"),
    ("Wij spraken met Zorggroep X af dat wij de wijk Noord doen en zij Zuid", "division"),
    ("Stichting Jonge Loot laat de zorgboerderijen met rust en wij blijven uit de logeeropvang", "division"),
    ("Als jullie niet inschrijven op perceel 2, doen wij perceel 3 niet", "refusal"),
    ("Stichting Baken doet voor de vorm mee met een bod, zodat wij het krijgen", "refusal"),
    ("Stichting Kleurrijk trekt het bod terug, in ruil krijgt hij van ons uren", "refusal"),
    ("Stichting Het Wilgenhuis en wij vragen dezelfde prijs", "prices"),
    ("Wij weten het: geen van ons zakt onder de prijs", "prices"),
    ("Wij kennen elkaars tarief", "prices"),
    ("Wij en Stichting De Vlonder hebben elkaar de opslag laten zien", "prices"),
    ("Wij spraken af dat niemand op perceel 4 inschrijft", "refusal"),
    ("Niemand van de aanbieders schrijft in op perceel 4, is bij ons besproken", "refusal"),
    ("Wij doen een schijnbod op perceel 4", "refusal"),
    ("Met de collega's is de lijn dat niemand onder de 60 gaat zitten", "prices"),
    ("Wij hebben met de andere partijen besproken dat iedereen 60 vraagt", "prices"),
    ("Alle aanbieders dienen hetzelfde tarief in, dat is zo besproken", "prices"),
    ("Samen met de andere aanbieders houden wij het tarief op 60", "prices"),
    ("In het aanbiedersoverleg hebben we één lijn getrokken over de prijs", "prices"),
    ("Wij trokken een lijn over de prijs in het aanbiedersoverleg", "prices"),
    ("Onze branchevereniging adviseert ons om niet onder € 60 in te schrijven", "prices"),
    ("De koepel heeft ons gevraagd om allemaal dezelfde opslag te rekenen", "prices"),
    ("Er is in de regio onderling geregeld wie waar inschrijft, dus ons hoort u niet", "division"),
    ("Wij laten perceel 1 aan de buren en zij laten ons perceel 2", "division"),
]


@pytest.mark.parametrize(("sentence", "rule"), BETWEEN_TWO)
def test_what_two_providers_settle_needs_no_word_for_it(sentence: str, rule: str) -> None:
    """Rule 44, by the name of the other one or by "they"."""
    assert found(f"{sentence}.") == [(sentence, rule)]


@pytest.mark.parametrize(
    "text",
    [
        "Met het lokale team is afgesproken dat zij de toegang doen en wij de behandeling.",  # nobody's rival
        "Wij hebben met de huisartsen afgesproken dat zij verwijzen en wij binnen een week starten.",
        "Onze onderaannemer Stichting Baken en wij hebben afgesproken dat zij de nachten doen en wij de dagen.",
        "In de combinatie met Stichting Baken is afgesproken dat zij Noord doen en wij Zuid.",
        "De gemeente heeft met Stichting Baken afgesproken dat zij de intake doen en wij de rest.",
        "Stichting Baken doet ook mee.",
        "Alle aanbieders krijgen hetzelfde tarief, dat is zo besproken in de raad.",
        "Wij hebben met de gemeente besproken dat iedereen hetzelfde tarief krijgt.",
        "De gemeente heeft met alle aanbieders afgesproken dat niemand zonder contract levert.",
        "Onze branchevereniging adviseert om de index toe te passen.",
        "In het aanbiedersoverleg hebben we de knelpunten rond vervoer besproken.",
        "Wat doet u als niemand van ons perceel 4 wil?",
        "Hoe voorkomt u schijninschrijvingen? Wij zien die in andere regio's.",
    ],
)
def test_who_may_settle_who_does_what(text: str) -> None:
    assert found(text) == []


def test_the_check_of_two_providers_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: without the names of others."""
    monkeypatch.setattr(collusion, "_with_names", lambda *about: "")
    with pytest.raises(AssertionError):
        test_what_two_providers_settle_needs_no_word_for_it(*BETWEEN_TWO[3])


# --- a text without end: what is looked at for one sentence is what stands in it --------------------------------
class _Counted(list[ProperName]):
    """Names, of which is counted how many are looked at."""

    def __init__(self, names: list[ProperName]) -> None:
        super().__init__(names)
        self.looked_at = 0

    def __getitem__(self, at: Any) -> Any:
        found = super().__getitem__(at)
        self.looked_at += len(found) if isinstance(at, slice) else 1
        return found


def check_names_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    with_names, looked = collusion._with_names, []

    def counting(reading: Reading, names: list[ProperName], first: int, last: int) -> str:
        counted = _Counted(names)
        told = with_names(reading, counted, first, last)
        looked.append(counted.looked_at)
        return told

    monkeypatch.setattr(collusion, "_with_names", counting)
    text = "Wij hebben met Stichting Zorgkring niets afgesproken. " * 200
    scan(text, GuardContext())
    assert len(looked) == 200 and max(looked) < 30


def test_of_a_sentence_its_own_names_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    check_names_looked_at(monkeypatch)


def test_twin_all_names_for_every_sentence_are_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: as it was, when every sentence went through the names of the whole text."""
    ends = cycle((0, 10**9))
    monkeypatch.setattr(collusion, "bisect_left", lambda names, word, key: next(ends))
    with pytest.raises(AssertionError):
        check_names_looked_at(monkeypatch)


IN_OTHER_WORDS = [
    ("Zij doen Noord, wij doen Zuid", "division"),
    ("Met onze collega's is het simpel: zij doen Noord, wij doen Zuid", "division"),
    ("Wij lopen elkaar niet voor de voeten in de wijken", "division"),
    ("Wij hebben afgesproken dat ieder zijn eigen gebied houdt", "division"),
    ("Dat hebben wij met de andere aanbieders afgesproken", "prices"),
    ("Laten we als aanbieders samen nee zeggen tegen dit tarief", "refusal"),
    ("Wij hebben in het koepeloverleg een ondergrens afgesproken", "prices"),
    ("Wij hebben in de groepsapp met collega's onze prijzen naast elkaar gelegd", "prices"),
    ("De aanbieders vinden het tarief te laag en daar houden wij ons allemaal aan", "prices"),
]


@pytest.mark.parametrize(("sentence", "rule"), IN_OTHER_WORDS)
def test_agreeing_in_other_words(sentence: str, rule: str) -> None:
    """Rule 44: as a competitor wrote them on a fresh clone."""
    assert found(f"{sentence}.") == [(sentence, rule)]


@pytest.mark.parametrize(
    "text",
    [
        "Wij leggen onze prijzen naast de tabel in bijlage 3.", "U doet de toegang, wij doen de zorg.",
        "Wij zeggen nee tegen dit tarief.", "Wij lopen in de wijken vast op de parkeerregels.",
        "Wij hebben in het koepeloverleg over de ondergrens gelezen.",
    ],
)  # fmt: skip
def test_who_only_speaks_of_himself_agrees_on_nothing(text: str) -> None:
    assert found(text) == []
