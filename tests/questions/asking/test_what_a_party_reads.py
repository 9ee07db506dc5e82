"""What a party reads of its own words that stay, and why: nothing of another party, nor that it was suspected (35, 39, 44)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from consultation.questions.asking.own_previews import OwnPreview
from consultation.questions.findings import deciding
from consultation.questions.findings.deciding import Verdict
from consultation.questions.objections import telling
from consultation.review import reasons
from consultation.review.models import FindingDecision
from consultation.review.rules import Choice
from legal.terms import Outcome
from tests.world import World

Browser = Callable[..., FlaskClient]
NAMED = "Wij van Stichting Elzenwaard vragen: telt reistijd mee?"
PRICED = "Wij rekenen nu € 44,75 per uur. Telt reistijd dan nog mee?"
REDACT = Choice(Outcome.REDACT)


def test_the_party_reads_which_of_its_words_stay_and_why(world: World, browser: Browser) -> None:
    """Rule 39: its own price is pointed out, with the reason; the button says what it means."""
    world.open_consultation(objection_days=2)
    reason = "Dit staat al in een openbaar stuk. Raadsbesluit van 3 maart 2026."
    world.release_finding(world.ask(world.provider, PRICED), reason)
    stays = world.own_previews()[0].stays
    told = [(one.field, one.words, one.reason) for one in stays]
    assert told == [("question", "€ 44,75", "Dit staat al in een openbaar stuk.")]
    page = browser(world.provider).get(f"/mijn/{world.slug}/voorvertoning/").text
    assert "Let op: dit blijft leesbaar voor iedereen." in page and "Klopt, dit mag zo naar buiten" in page
    assert "De gemeente schrijft waarom: “Dit staat al in een openbaar stuk.”" in page


def test_what_is_redacted_is_not_told_to_stay(world: World, browser: Browser) -> None:
    """Twin: the warning is there only when something stays."""
    world.open_consultation(objection_days=2)
    world.decide(world.ask(world.provider, NAMED), REDACT)
    assert world.own_previews()[0].stays == ()
    assert "blijft leesbaar voor iedereen" not in browser(world.provider).get(f"/mijn/{world.slug}/voorvertoning/").text


def test_a_smaller_cut_shows_the_words_beside_it(world: World) -> None:
    """Of a passage that is cut in part, the rest stays, and is said to."""
    world.open_consultation(objection_days=2)
    reference = world.ask(world.provider, PRICED)
    start = PRICED.index("€ 44,75") + 2
    reason = "Het teken voor euro zegt niets over het bedrag."
    world.decide(reference, Choice(Outcome.REDACT, reason, span=(start, start + 5)))
    world.second()
    assert [one.words for one in world.own_previews()[0].stays] == ["€ "]


OTHERS = [
    "In vraag {other} noemt een partij ook een tarief, dus dit is bekend.",
    "In deze markt is 64,10 heel gewoon.",
    "Anderen zitten hoger: € 64,10.",
    "Een andere partij noemt 64,10 als kostprijs, dus dit is bekend in de markt.",
    "Twee andere partijen zitten op € 64 en € 66,20.",
    "Anderen zitten op vierenzestig euro, dus dit zegt niets.",
    "In deze markt is 44 per uur ook gewoon.",
    "Er waren tekenen van onderlinge afspraken.",
    "De ander zit vlak boven uw 44,75.",
    "De ander zit tussen 58 en 66 euro.",
    "Een ander heeft maar 12 cliënten.",
    "De jurist zag in deze tekst een teken van afspraken.",
    "De rest zit lager, dus dit tarief valt niet op.",
    "U bent duurder dan de grootste aanbieder in de regio.",
    "Iedereen zit rond dit bedrag, dus het verraadt niets.",
    "Nog iemand vroeg precies dit, met hetzelfde bedrag.",
    "Een tweede vrager noemt hetzelfde uurtarief.",
    "Dit bedrag komt ook in de vraag over vervoer voor.",
    "Bij vraag 2.03 hebben wij het ook laten staan.",
    "De partij met de busjes heeft dit zelf ook al gezegd.",
    "De buren van het gemeentehuis vragen minder.",
    "Dit is het laagste tarief dat wij binnenkregen.",
    "De overige partijen zitten hoger.",
    "Een organisatie uit Oosterveen rekent evenveel.",
    "Geen van de andere vragen noemt zo veel.",
]
OWN = [
    "Eén van de woorden is uw naam, dus die gaat weg.",
    "U kunt binnen twee werkdagen een nieuwe vraag sturen.",
    "De 44,75 staat in bijlage 3 bij het raadsbesluit van 3 maart 2026.",
    "Uw bedrag van € 44,75 staat al in de leidraad, hoofdstuk 4.",
    "Wij lakken dit niet, want het is een tarief van de gemeente zelf.",
    "Zonder dit bedrag kan niemand uw vraag begrijpen.",
]


def _told(world: World, reason: str) -> list[str]:
    """Return the reasons that a party reads about its own words, with a question of another party beside it."""
    world.open_consultation(objection_days=2)
    other = world.ask(world.rival, "Onze kostprijs is € 64,10 per uur. Telt dat?")
    world.release_finding(world.ask(world.provider, PRICED), reason.format(other=other))
    return [one.reason for one in world.own_previews()[0].stays]


@pytest.mark.parametrize("words", ["", *OTHERS[:2], OTHERS[-1]])
def test_of_a_reason_the_party_reads_our_own_sentence_alone(world: World, browser: Browser, words: str) -> None:
    """Rules 1 and 35: whoever decides reads the prices of all; what he writes of his own stays inside."""
    offered = "Dit is algemeen bekend en zegt niets over één partij."
    assert _told(world, f"{offered} {words}") == [offered]
    page = browser(world.provider).get(f"/mijn/{world.slug}/voorvertoning/").text
    assert f"De gemeente schrijft waarom: “{offered}”" in page and "64,10" not in page


def test_of_a_reason_in_own_words_it_reads_that_there_is_one(world: World, browser: Browser) -> None:
    assert _told(world, OTHERS[0]) == [""]
    page = browser(world.provider).get(f"/mijn/{world.slug}/voorvertoning/").text
    assert "De gemeente liet dit staan, met een reden." in page and "noemt een partij" not in page


def test_twin_when_all_of_it_is_told_so_is_the_price_of_another(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reasons, "offered", lambda reason: reason)
    assert _told(world, OTHERS[1]) == [OTHERS[1]]


@pytest.mark.parametrize("words", OTHERS)
def test_words_that_speak_of_another_party_are_no_ruling(words: str) -> None:
    """Rules 1 and 35: why an objection is not followed must be told in words; not in these."""
    assert telling.speaks_of_others(words.format(other="K7QX"), [PRICED], frozenset({"K7QX"}))


@pytest.mark.parametrize("words", ["zie vraag abcf", "Zie ABCF.", "zie a-b-c-f in vraag a b c f", "bij k7qx", "vragen Abcf"])
def test_a_reference_is_known_however_it_is_typed(words: str) -> None:
    assert telling.speaks_of_others(words, [], frozenset({"ABCF", "K7QX"}))


@pytest.mark.parametrize("words", OWN)
def test_words_about_the_partys_own_text_are(words: str) -> None:
    assert not telling.speaks_of_others(words, [PRICED], frozenset({"K7QX", "RDEN", "BEDR"}))


def test_twin_without_the_look_at_figures_the_price_of_another_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "_numbers", lambda _text: frozenset())
    assert not telling.speaks_of_others(OTHERS[1], [PRICED], frozenset())


def _of_a_signal(world: World, beside: str = "") -> tuple[OwnPreview, ...]:
    """Return what a party sees of its text after two lawyers found a signal of agreements in it harmless."""
    world.open_consultation(objection_days=2)
    signal = "Wij hebben met de andere aanbieders afgesproken om samen niet in te schrijven."
    reference = world.ask(world.provider, f"{signal} {beside}", section="")
    if beside:
        place = (len(signal) + 1, len(signal) + len("Stichting Elzenwaard") + 1)
        with world.database.transaction() as session:
            verdict = Verdict("question", place, REDACT)
            deciding.decide(session, world.lawyer, world.consultation(session), reference, verdict)
    world.find_harmless(reference, "Deze samenwerking mag.")
    return world.own_previews()


def test_a_party_is_not_told_that_it_was_suspected(world: World) -> None:
    """Rule 44: a signal, and why it was none, is for lawyers; its text it sees as others will."""
    (shown,) = _of_a_signal(world, "Stichting Elzenwaard vraagt dit.")
    assert shown.stays == () and "afgesproken" in shown.read.plain() and "Elzenwaard" not in shown.read.plain()


def test_a_signal_alone_gives_no_preview(world: World) -> None:
    """Rule 44: in two equal columns with nothing said to stay, the party would read that there was one."""
    assert _of_a_signal(world) == ()


def test_twin_without_knowing_a_signal_it_would_be(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: when no decision is known to be about a signal, the party reads that something of it stays."""
    monkeypatch.setattr(FindingDecision, "is_signal", False)
    (shown,) = _of_a_signal(world)
    assert [one.words for one in shown.stays] != []


def test_a_figure_that_is_cut_and_stands_readable_elsewhere_is_pointed_out(world: World, browser: Browser) -> None:
    """Rule 35: in the party's own text, where nobody found or left it."""
    world.open_consultation(objection_days=2)
    reference = world.ask(world.provider, "Onze winstmarge is 3,4 procent. De cao stijgt met 3,4% volgens de minister.")
    start = len("Onze winstmarge is ")
    with world.database.transaction() as session:
        verdict = Verdict("question", (start, start + len("3,4 procent")), REDACT)
        deciding.decide(session, world.publisher, world.consultation(session), reference, verdict)
    assert [(one.words, one.repeats) for one in world.own_previews()[0].stays] == [("3,4%", True)]
    page = browser(world.provider).get(f"/mijn/{world.slug}/voorvertoning/").text
    assert "dit is op een andere plek in uw tekst gelakt." in page and "Klopt, dit mag zo naar buiten" in page
