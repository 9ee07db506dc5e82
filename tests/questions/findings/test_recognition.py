"""Who asks can be worked out without a name when few take part (rule 14, R9)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from consultation.questions.rules import recognisable, stands_out
from consultation.review.rules import Choice
from legal.terms import Outcome
from tests.questions.asking.asking_flow import write
from tests.world import World

Browser = Callable[..., FlaskClient]
WARNING = "Er doen maar 3 partijen mee."
PLAIN = "Telt de reistijd van begeleiders mee in het uurtarief?"
ONLY = "Wij zijn de enige aanbieder met een eigen woonvorm in het dorp. Telt reistijd mee?"


@pytest.mark.parametrize(
    "text",
    [
        "Telt reistijd mee? Met vriendelijke groet, de planning", "Telt reistijd mee?? Graag antwoord!!", "Mvg. Telt het mee?",
        "Telt REISTIJD nu EINDELIJK mee?", "Zie ons dossier PZ-20431. Telt reistijd mee?", "Telt reistijd mee? 😀",
        "Telt het mee als " + "en nog iets " * 21 + "gebeurt?",
    ],
)  # fmt: skip
def test_a_style_of_ones_own_stands_out(text: str) -> None:
    assert stands_out(text)


@pytest.mark.parametrize("text", [PLAIN, "Geldt de AVG ook voor de WMO? En voor de ZZP'er?", "Ja! Telt het mee!", "§ 3.4", ""])
def test_plain_words_do_not(text: str) -> None:
    assert not stands_out(text)


def test_a_group_hides_nobody_below_the_floor() -> None:
    """The policy is 5, and never below 3."""
    facts = {"gives_away": True, "stands_out": False}
    assert [recognisable(parties, 5, **facts) for parties in (1, 4, 5)] == [True, True, False]
    assert [recognisable(parties, 1, **facts) for parties in (2, 3)] == [True, False]
    assert not recognisable(1, 5, gives_away=False, stands_out=False)


@pytest.mark.parametrize(("text", "warned"), [(ONLY, True), (f"{PLAIN} Met vriendelijke groet", True), (PLAIN, False)])
def test_the_party_is_warned_before_it_sends(world: World, browser: Browser, text: str, warned: bool) -> None:
    """On the check page; it can still send."""
    world.open_consultation()
    party = browser(world.provider)
    page = party.get(write(party, world, text).location).text
    assert (WARNING in page) is warned
    assert "Verstuur" in page


def test_a_larger_group_is_not_warned(world: World, browser: Browser) -> None:
    """Per consultation."""
    world.open_consultation(smallest_group=3)
    party = browser(world.provider)
    assert WARNING not in party.get(write(party, world, ONLY).location).text


def test_who_decides_is_warned_until_it_is_redacted(world: World, browser: Browser) -> None:
    """The lawyer sees it beside the question; whoever answers does not: the warning itself would point at the asker."""
    world.open_consultation()
    reference = world.ask(world.provider, ONLY)
    address = f"/werk/{world.slug}/vragen/?vraag={reference}"
    assert WARNING in browser(world.lawyer).get(address).text
    assert WARNING not in browser(world.expert).get(address).text
    world.decide(reference, Choice(Outcome.REDACT))
    assert WARNING not in browser(world.lawyer).get(address).text
