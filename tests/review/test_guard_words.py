"""What the guard calls things can be said in English: every kind, class, ground and reason is marked for translation (61)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from consultation.review import guard_words
from consultation.review.guard_words import explained
from consultation.review.rules import Choice
from consultation.web.language import translate
from legal.detectors import RULES
from legal.terms import Ground, Label, Outcome, Sensitivity
from tests.review_screen.screens import screen
from tests.world import World

Browser = Callable[..., FlaskClient]
ENGLISH = {"Cookie": "taal=en"}


def _missing() -> set[str]:
    kinds = {term.nl for kind in (Label, Sensitivity, Ground) for term in kind}
    return (kinds | {rule.why for rule in RULES}) - {*guard_words.KINDS, *guard_words.GROUNDS, *guard_words.REASONS}


def test_no_word_of_the_guard_is_forgotten() -> None:
    """Whoever adds a rule or a kind adds its words here too; the catalogue then asks for the English."""
    assert _missing() == set()


def test_twin_a_forgotten_word_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: one list short."""
    monkeypatch.setattr(guard_words, "GROUNDS", ())
    assert Ground.AVG.nl in _missing()


def test_a_reason_in_two_languages(app: Flask) -> None:
    """The sentence is translated, the words of the text's own language stay; in Dutch it is what `legal` says."""
    found = replace(RULES[0].at((0, 3), cues=("tarief", "ons")), why=f"{RULES[0].why} Ook: {Label.MARKET.nl}.")
    assert str(explained(found)) == found.reason
    with app.test_request_context():
        assert translate(explained(found)) == found.reason
    with app.test_request_context(headers=ENGLISH):
        said = translate(explained(found))
    assert said.startswith("This is the name of a party.") and said.endswith("Also: business fact. Clue: “tarief”, “ons”.")


def test_english_pages_name_the_kind_in_english(world: World, browser: Browser) -> None:
    """On the review screen, its lists, the list of questions and in the preview of its party."""
    world.open_consultation(objection_days=2)
    reference = world.ask(world.provider, "Wij rekenen nu € 44,75 per uur. Telt reistijd dan nog mee?")
    shown = screen(world, browser)
    shown.client.set_cookie("taal", "en")
    page = shown.open().text
    assert "Price or rate" in page and "This looks like a provider's own price" in page.replace("&#39;", "'")
    assert "confidential information (Public Procurement Act 2.57(1))" in page
    for word in ("prijs of tarief", "vertrouwelijke informatie", "Dit lijkt een eigen prijs"):
        assert word not in page.replace("gelakt: prijs of tarief", "")  # the mark is what everybody will read
    expert = browser(world.expert)
    expert.set_cookie("taal", "en")
    assert "in the question: price or rate." in expert.get(f"/werk/{world.slug}/vragen/?vraag={reference}").text
    world.decide(reference, Choice(Outcome.CLEAR, "Dit staat in het openbare besluit van 3 maart 2026."))
    world.second()
    party = browser(world.provider)
    party.set_cookie("taal", "en")
    preview = party.get(f"/mijn/{world.slug}/voorvertoning/").text
    assert ": price or rate. " in preview and "prijs of tarief" not in preview
