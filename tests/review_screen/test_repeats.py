"""A figure that stays readable while it is cut elsewhere is pointed at, for who may read the originals alone (35, R13)."""

from __future__ import annotations

import pytest

from consultation.questions.findings import deciding
from consultation.questions.findings.deciding import Verdict
from consultation.review.rules import Choice
from legal.terms import Outcome
from tests.review_screen.screens import Browser, Screen, screen
from tests.world import World

REASON = "Dit tarief staat in het raadsbesluit van 3 maart 2026."


def _repeating(world: World, browser: Browser) -> Screen:
    """Ask with a price of one's own, answer with that same price as if it were the municipality's, and open both."""
    world.open_consultation()
    reference = world.ask(world.provider, "Wij rekenen nu € 44,75 per uur. Kan het tarief omhoog?", section="")
    world.answer(reference, "Het maximumtarief in bijlage 2 blijft 44,75 euro.")
    return screen(world, browser).open(f"?tekst={reference}")


REPEATS = "“44,75 euro” blijft leesbaar in het antwoord."


def test_an_answer_that_repeats_a_price_is_pointed_at(world: World, browser: Browser) -> None:
    """Rule 35: to whoever may read the original, until nothing of it is cut any more."""
    shown = _repeating(world, browser)
    assert REPEATS in shown.text and "44,75 euro" in shown.right
    shown.send("laat", reden=REASON)
    world.second()
    assert REPEATS not in shown.open("?filter=all").text


def test_what_a_wider_or_narrower_cut_takes_is_what_repeats(world: World, browser: Browser) -> None:
    """Rules 35 and 36: the figure beside a name that is cut with it, and not the figure that a smaller cut leaves."""
    world.open_consultation()
    text = "Stichting Elzenwaard vond 512 reacties. Wij rekenen nu € 44,75 per uur."
    reference = world.ask(world.provider, text, section="")
    world.answer(reference, "Van 512 reacties weten wij niets. Het maximumtarief in bijlage 2 blijft € 44,75.")
    for found, cut in (("Stichting Elzenwaard", "Stichting Elzenwaard vond 512 reacties"), ("€ 44,75", "€")):
        place, span = [(text.index(words), text.index(words) + len(words)) for words in (found, cut)]
        with world.database.transaction() as session:
            verdict = Verdict("question", place, Choice(Outcome.REDACT, REASON, span=span))
            deciding.decide(session, world.publisher, world.consultation(session), reference, verdict)
    world.second()
    told = screen(world, browser).open(f"?tekst={reference}&filter=alles").text
    assert "“512” blijft leesbaar in het antwoord." in told and "44,75” blijft leesbaar" not in told


def test_nobody_finds_a_price_by_trying_answers(world: World, browser: Browser) -> None:
    """R13: whoever writes the answer reads redacted words; no count and no mark tells which amount stands under them."""
    _repeating(world, browser)
    told = browser(world.expert).get(f"/werk/{world.slug}/vragen/?filter=all").text
    assert "blijft leesbaar" not in told and "1 bevinding" in told and "44,75 euro" in told


def test_twin_without_the_look_nothing_is_pointed_at(
    world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: nobody lays the texts side by side."""
    monkeypatch.setattr("consultation.review.gate.repeated", lambda *_: ())
    assert REPEATS not in _repeating(world, browser).text
