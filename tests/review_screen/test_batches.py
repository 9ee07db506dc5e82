"""Many findings at once on the review screen: listed first, and only what was listed (rules 36, 40)."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from consultation.review import memory
from consultation.review.models import FindingDecision
from consultation.review_screen import listing
from consultation.review_screen.rules import Spot
from legal import guard
from legal.scanning import DetectorError
from tests.review_screen.screens import Browser, Screen, screen
from tests.world import World

NAMED = "Wij van Stichting Elzenwaard vragen of dit ook in het weekend geldt."
PRICED = "Wij rekenen nu € 44,75 per uur. Telt reistijd mee?"


@pytest.fixture
def many(world: World) -> World:
    """Return a consultation in which one name stands in three questions, and a price in a fourth."""
    world.open_consultation()
    for _ in range(3):
        world.ask(world.rival, NAMED, section="")
    world.ask(world.provider, PRICED, section="")
    return world


def _outcomes(world: World) -> list[tuple[str, int, bool]]:
    with world.database.reading() as session:
        return sorted((row.outcome, row.step, row.needs_second) for row in session.scalars(select(FindingDecision)))


def _keys(shown: Screen) -> list[str]:
    return re.findall(r'name="plek" value="([^"]+)"', shown.page.text)


def _same(world: World, browser: Browser) -> Screen:
    shown = screen(world, browser, query="?filter=herkenbaar")
    assert "Beslis ook over de 2 andere plekken met dezelfde woorden" in shown.text
    found = re.search(r'href="(/werk/[^"]+/controle/zelfde/[^"]+)"', shown.page.text)
    assert found
    shown.page = shown.client.get(found[1].replace("&amp;", "&"))
    return shown


def test_the_same_words_are_offered_listed_and_done(many: World, browser: Browser) -> None:
    """One act, taken back as one."""
    shown = _same(many, browser)
    assert len(_keys(shown)) == 3 and "vragen of dit ook in het weekend" in shown.text
    shown.send("velen", plek=_keys(shown), besluit="lak")
    assert "3 bevindingen zijn beslist." in shown.text and shown.decided == (3, 4)
    assert _outcomes(many) == [("redact", 1, False)] * 3
    shown.send("terugnemen")
    assert "3 besluiten zijn teruggenomen." in shown.text and shown.decided == (0, 4)


def test_what_lost_its_tick_is_left(many: World, browser: Browser) -> None:
    shown = _same(many, browser)
    shown.send("velen", plek=_keys(shown)[:2], besluit="lak")
    assert shown.decided == (2, 4)


def test_letting_many_stand_needs_a_reason_and_a_second_person(many: World, browser: Browser) -> None:
    """Rules 36 and 40: one press for many makes nothing easier."""
    shown = _same(many, browser)
    keys = _keys(shown)
    shown.send("velen", 400, plek=keys, besluit="laat")
    assert "Schrijf in ten minste 10 tekens" in shown.text and _outcomes(many) == []
    shown.send("velen", plek=keys, besluit="laat", reden_keuze="vergissing")
    assert _outcomes(many) == [("clear", 1, True)] * 3


def test_nothing_ticked_is_said(many: World, browser: Browser) -> None:
    shown = _same(many, browser)
    shown.send("velen", 400, plek=[], besluit="lak")
    assert "Kies ten minste één plek." in shown.text


def test_a_whole_nota_can_be_redacted_at_once_and_nothing_else(many: World, browser: Browser) -> None:
    """Whatever the form says: redacting releases nothing, the rest goes one by one."""
    shown = screen(many, browser).open(path="lakken/")
    keys = _keys(shown)
    assert len(keys) == 4
    shown.send("velen", plek=keys, besluit="laat", reden_keuze="vergissing")
    assert {outcome for outcome, _, _ in _outcomes(many)} == {"redact"} and shown.decided == (4, 4)


def test_what_a_colleague_decided_meanwhile_is_left_alone(many: World, browser: Browser) -> None:
    shown = screen(many, browser).open(path="lakken/")
    keys = _keys(shown)
    screen(many, browser, many.publisher).send("lak", besluit="lak")
    shown.send("velen", plek=[*keys, "onzin"], besluit="lak")
    assert "3 bevindingen zijn beslist." in shown.text
    assert "2 waren intussen al beslist of gewijzigd." in shown.text


def test_a_signal_of_collusion_is_in_no_batch(many: World, browser: Browser) -> None:
    """Rule 44: not listed, and left alone when its place is sent along; the rest is done."""
    world, signal = many, "Wij hebben met de andere aanbieders afgesproken om samen niet in te schrijven."
    world.ask(world.provider, signal, section="")
    assert [spot.collusion for spot in _spots(world)].count(True) == 1
    place = next(spot.place for spot in _spots(world) if spot.collusion)
    shown = screen(world, browser).open(path="lakken/")
    assert len(_keys(shown)) == 4 and "afgesproken" not in shown.text
    shown.send("velen", plek=[*_keys(shown), "/".join(map(str, place))], besluit="lak")
    assert "4 bevindingen zijn beslist." in shown.text
    assert [row[0] for row in _outcomes(world)] == ["redact"] * 4


def _spots(world: World) -> list[Spot]:
    """Return what the lawyer's list holds."""
    with world.database.transaction() as session:
        return listing.board(session, world.lawyer, world.consultation(session)).spots


def test_a_guard_that_is_down_releases_nothing_and_says_so(
    many: World, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F18: no page that looks as if nothing was found."""

    def fail(*_: object) -> None:
        raise DetectorError("legal.detectors.figures: ValueError")

    monkeypatch.setattr(memory, "MEMORY", memory.Memory())
    monkeypatch.setattr("consultation.review_screen.listing.MEMORY", memory.Memory())
    monkeypatch.setattr(guard, "scan", fail)
    shown = screen(many, browser)
    assert shown.page.status_code == 503
    assert "De wacht werkt nu niet. Er kan niets naar buiten." in shown.text
