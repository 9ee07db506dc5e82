"""From a public page, which is the same for everybody, to the own page of who follows the link."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from tests.world import World

Browser = Callable[..., FlaskClient]
SLUG = "begeleiding-thuis"
PLACE = "?document=leidraad&versie=1.0&plaats=%C2%A7+2"


@pytest.mark.parametrize("place", ["", PLACE])
def test_a_party_comes_where_it_asks(world: World, browser: Browser, place: str) -> None:
    found = browser(world.provider).get(f"/verder/{SLUG}/{place}").location
    assert found == f"/mijn/{SLUG}/{f'vragen/nieuw/{place}' if place else ''}"


@pytest.mark.parametrize("place", ["", PLACE])
def test_the_municipality_comes_to_its_work(world: World, browser: Browser, place: str) -> None:
    for person in (world.lead, world.expert, world.publisher, world.auditor):
        assert browser(person).get(f"/verder/{SLUG}/{place}").location == f"/werk/{SLUG}/"


def test_a_stranger_signs_in_and_keeps_the_place(browser: Browser) -> None:
    found = urlsplit(browser().get(f"/verder/{SLUG}/{PLACE}").location)
    assert found.path == "/inloggen/"
    assert parse_qs(found.query)["verder"] == [f"/verder/{SLUG}/?document=leidraad&versie=1.0&plaats=%C2%A7+2"]


def test_an_address_of_elsewhere_stays_here(browser: Browser, world: World) -> None:
    found = browser(world.provider).get("/verder/%5Ckwaad.example/")
    assert found.status_code == 404 or found.location.startswith("/mijn/")
