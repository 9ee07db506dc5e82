"""A public page is the same page for everybody: bytes and headers (rule 9, R13)."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from consultation.accounts import context
from consultation.accounts.queries import Tenant
from consultation.publications import requests
from tests.publications.reading import addresses, differences, keep_pdf, look, read, with_note
from tests.world import World

Browser = Callable[..., FlaskClient]


def _published(world: World) -> list[str]:
    asked = with_note(world)
    world.publish_note()
    keep_pdf(world)
    return asked


def _unequal(world: World, browser: Browser) -> list[str]:
    """Read everything as the public, as two parties, and as three of the municipality."""
    _published(world)
    readers = (None, world.provider, world.rival, world.lead, world.expert, world.auditor)
    seen = [read(browser(who), world.slug) for who in readers]
    return [address for other in seen[1:] for address in differences(seen[0], other)]


def test_everybody_gets_the_same_bytes(world: World, browser: Browser) -> None:
    """Also the second time, when pages come out of memory (rule 9)."""
    assert _unequal(world, browser) == []
    again = [read(browser(who), world.slug) for who in (world.rival, None)]
    assert differences(*again) == []


@pytest.mark.slow
def test_a_page_that_names_its_reader_is_found(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: one template that shows who is signed in turns the reading red."""
    monkeypatch.setattr(context, "_menu", lambda _tree: [(context.actor().name or "-", "/", False)])
    monkeypatch.setattr(requests, "_kept", lambda _key, _here: None)
    assert _unequal(world, browser) != []


@pytest.mark.slow
def test_a_page_that_minds_a_session_is_found(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: headers that depend on being signed in are a difference too."""
    monkeypatch.setattr(requests.Visit, "private", property(lambda _here: bool(requests.token())))
    assert _unequal(world, browser) != []


def test_a_public_page_holds_nothing_of_a_session(world: World, browser: Browser) -> None:
    """No cookie is set, no token is in a form, no name of a person is on the page."""
    _published(world)
    for address in addresses(world.slug):
        seen = look(browser(world.lead), address)
        assert not [name for name, _ in seen.headers if name == "Set-Cookie"], address
        assert b"csrf_token" not in seen.body and b"S. de Wit" not in seen.body, address


def test_a_public_page_may_be_asked_again_but_not_trusted(world: World, browser: Browser) -> None:
    """ETag and no-cache: a browser asks each time, and gets 304 while nothing changed."""
    _published(world)
    for address in addresses(world.slug):
        headers = dict(look(browser(), address).headers)
        assert headers["Cache-Control"] == "no-cache", address
        if "ETag" in headers:
            with browser(world.provider).get(address, headers={"If-None-Match": headers["ETag"]}) as answer:
                assert (answer.status_code, answer.data) == (304, b""), address


def test_the_language_is_a_cookie_and_caches_know(world: World, browser: Browser) -> None:
    """English differs from Dutch, so Vary says that a cookie counts; parties with one language are equal."""
    _published(world)
    english = [browser(world.provider), browser(world.rival)]
    for client in english:
        client.set_cookie("taal", "en")
    seen = [look(client, f"/consultaties/{world.slug}/") for client in english]
    dutch = look(browser(), f"/consultaties/{world.slug}/")
    assert seen[0] == seen[1] and seen[0].body != dutch.body
    assert b'lang="en"' in seen[0].body and dict(dutch.headers)["Vary"] == "Cookie"


def test_references_and_askers_are_nowhere(world: World, browser: Browser) -> None:
    """The asker's reference, name and moment are in no page, file name or header (rule 13)."""
    asked = _published(world)
    for address, seen in read(browser(), world.slug).items():
        text = seen.body.decode(errors="replace") + str(seen.headers)
        assert not [reference for reference in asked if re.search(rf"\b{reference}\b", text)], address
        assert "Elzenwaard" not in text and "Lindewede" not in text, address


def test_another_house_has_other_consultations(world: World, browser: Browser, app: Flask) -> None:
    """The same slug on another municipality's host is an unknown address; its list is its own."""
    _published(world)
    world.other_municipality("elders.example")
    client = browser(world.provider)
    with client.get(f"/consultaties/{world.slug}/", base_url="http://elders.example") as answer:
        assert answer.status_code == 404
        elsewhere = answer.data
    with client.get("/consultaties/bestaat-niet-op-aarde/", base_url="http://elders.example") as answer:
        assert answer.data.replace(b"bestaat-niet-op-aarde", world.slug.encode()) == elsewhere
    with client.get("/consultaties/", base_url="http://elders.example") as answer:
        assert world.slug.encode() not in answer.data and b"Gemeente Elders" in answer.data


def test_a_kept_page_does_not_cross_houses(world: World) -> None:
    """The municipality, with its name and theme, is a part of the key under which a page is kept."""
    house = Tenant(world.municipality_id, "zilverdijk", "Gemeente Zilverdijk", None, "zilverdijk", "")
    assert hash(house) != hash(Tenant(world.municipality_id, "zilverdijk", "Gemeente Zilverdijk", None, "voorbeeld", ""))
