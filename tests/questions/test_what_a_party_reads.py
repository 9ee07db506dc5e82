"""What a party reads of its own words that stay, and why: nothing of another party, nor that it was suspected (35, 39, 44)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from consultation.questions import deciding, telling
from consultation.questions.deciding import Verdict
from consultation.questions.own_previews import OwnPreview
from consultation.review.models import FindingDecision
from consultation.review.rules import Choice
from legal import guard
from legal.terms import Outcome
from tests.world import World

Browser = Callable[..., FlaskClient]
NAMED = "Wij van Stichting Elzenwaard vragen: telt reistijd mee?"
PRICED = "Wij rekenen nu € 44,75 per uur. Telt reistijd dan nog mee?"
REDACT = Choice(Outcome.REDACT)


def test_the_party_reads_which_of_its_words_stay_and_why(world: World, browser: Browser) -> None:
    """Rule 39: its own price is pointed out, with the reason; the button says what it means."""
    world.open_consultation(objection_days=2)
    world.release_finding(world.ask(world.provider, PRICED), "Dit uurtarief staat al in het raadsbesluit van 3 maart 2026.")
    stays = world.own_previews()[0].stays
    assert [(one.field, one.words, str(one.reason)) for one in stays] == [
        ("question", "€ 44,75", "Dit uurtarief staat al in het raadsbesluit van 3 maart 2026.")
    ]
    page = browser(world.provider).get(f"/mijn/{world.slug}/voorvertoning/").text
    assert "Let op: dit blijft leesbaar voor iedereen." in page and "Klopt, dit mag zo naar buiten" in page
    assert "De gemeente schrijft waarom: “Dit uurtarief staat al in het raadsbesluit van 3 maart 2026.”" in page


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


def test_a_reason_with_something_sensitive_does_not_reach_the_party(world: World, browser: Browser) -> None:
    """Rule 35: what a colleague wrote as a reason leaves only through the gate."""
    world.open_consultation(objection_days=2)
    world.release_finding(world.ask(world.provider, PRICED), "Mail jan.devries@elzenwaard.nl heeft dit zo gevraagd.")
    assert [one.reason for one in world.own_previews()[0].stays] == [None]
    page = browser(world.provider).get(f"/mijn/{world.slug}/voorvertoning/").text
    assert "De gemeente liet dit staan, met een reden." in page and "jan.devries" not in page


def test_twin_without_the_gate_the_reason_would_be_read(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: the guard finds nothing in reasons."""
    world.open_consultation(objection_days=2)
    world.release_finding(world.ask(world.provider, PRICED), "Mail jan.devries@elzenwaard.nl heeft dit zo gevraagd.")
    scan = guard.scan
    monkeypatch.setattr(guard, "scan", lambda text, context: () if text.startswith("Mail") else scan(text, context))
    assert "jan.devries" in str(world.own_previews()[0].stays[0].reason)


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
]


def _told(world: World, reason: str) -> list[str | None]:
    """Return the reasons that a party reads about its own words, with a question of another party beside it."""
    world.open_consultation(objection_days=2)
    other = world.ask(world.rival, "Onze kostprijs is € 64,10 per uur. Telt dat?")
    reference = world.ask(world.provider, PRICED)
    world.release_finding(reference, reason.format(other=other, own=reference))
    return [None if one.reason is None else str(one.reason) for one in world.own_previews()[0].stays]


@pytest.mark.parametrize("reason", OTHERS)
def test_a_reason_that_speaks_of_another_party_is_not_told(world: World, reason: str) -> None:
    """Rules 1 and 35: whoever decides reads the prices of all; not one of them comes along in a reason."""
    assert _told(world, reason) == [None]


def test_a_reason_about_the_partys_own_words_is_told(world: World) -> None:
    """Also with its own figure, a date, an article, and its own question."""
    reason = "De 44,75 in vraag {own} staat in bijlage 3 bij het raadsbesluit van 3 maart 2026."
    (told,) = _told(world, reason)
    assert told is not None and "44,75" in told


def test_twin_without_the_look_the_price_of_another_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: no text holds a figure."""
    monkeypatch.setattr(telling, "_numbers", lambda _text: frozenset())
    (told,) = _told(world, OTHERS[1])
    assert told is not None and "64,10" in told


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
    """Sabotage: when no decision is known to be about a signal, the party reads the lawyer's reason."""
    monkeypatch.setattr(FindingDecision, "is_signal", False)
    (shown,) = _of_a_signal(world)
    assert [str(one.reason) for one in shown.stays] == ["Deze samenwerking mag."]


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
