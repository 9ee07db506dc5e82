"""A closed consultation: for its participants and its municipality; for all others it does not exist (rule 2, R13)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import true

from consultation.accounts.actor import Actor
from consultation.dossiers.rules import Openness
from consultation.publications import queries
from tests.publications.reading import PATHS, keep_pdf, look, with_note
from tests.world import World

Browser = Callable[..., FlaskClient]


def _closed(world: World) -> Actor:
    """Publish a note in a closed consultation; return a provider that was not invited."""
    with_note(world, openness=Openness.CLOSED)
    world.publish_note()
    keep_pdf(world)
    with world.database.transaction() as session:
        return world._provider(session, "buitenstaander", "Buitenstaander Zorg", "30999888", "buiten.example")


def _leaks(world: World, browser: Browser, outsiders: list[Actor | None]) -> list[str]:
    """Look at every address as somebody who is not invited, and beside it at one that never existed."""
    found, nowhere = [], "n" * len(world.slug)
    for who in outsiders:
        client = browser(who)
        for path in PATHS:
            seen = look(client, f"/consultaties/{world.slug}/{path}")
            unknown = look(client, f"/consultaties/{nowhere}/{path}")
            same = seen.body.replace(world.slug.encode(), nowhere.encode()) == unknown.body
            if seen.status != 404 or seen.headers != unknown.headers or not same:
                found.append(f"{who.role if who else 'public'} {path}")
        found += ["list"] if world.slug.encode() in look(client, "/consultaties/").body else []
    return found


def test_outsiders_get_the_answer_of_an_unknown_address(world: World, browser: Browser) -> None:
    """The public, a provider that was not invited, and staff of another municipality."""
    outsider = _closed(world)
    strangers = world.other_municipality()
    assert _leaks(world, browser, [None, outsider, strangers[0], strangers[3]]) == []


@pytest.mark.slow
def test_a_predicate_without_the_audience_is_found(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: an audience that is always "everybody" turns the reading red."""
    outsider = _closed(world)
    monkeypatch.setattr(queries, "_in_audience", lambda _reader: true())
    assert _leaks(world, browser, [outsider]) != []


@pytest.mark.slow
def test_participants_and_staff_read_it_and_nothing_stores_it(world: World, browser: Browser, app: Flask) -> None:
    """Private and not stored, without ETag; and no page of it stays in the server's memory."""
    _closed(world)
    for who in (world.provider, world.rival, world.lead, world.auditor):
        for path in PATHS:
            seen = look(browser(who), f"/consultaties/{world.slug}/{path}")
            headers = dict(seen.headers)
            assert seen.status == 200, (who.role, path)
            assert headers["Cache-Control"] == "private, no-store" and "ETag" not in headers, path
    assert "kept_pages" not in app.extensions or not app.extensions["kept_pages"]._pages


def test_participants_read_the_same_bytes(world: World, browser: Browser) -> None:
    """Rule 9 holds inside a closed consultation as well."""
    _closed(world)
    for path in PATHS:
        seen = [look(browser(who), f"/consultaties/{world.slug}/{path}") for who in (world.provider, world.rival, world.lead)]
        assert seen[0] == seen[1] == seen[2], path


def test_it_is_not_in_the_public_list_of_anybody(world: World, browser: Browser) -> None:
    """Not even of a participant: the list is a public page."""
    _closed(world)
    for who in (None, world.provider, world.lead):
        assert world.slug.encode() not in look(browser(who), "/consultaties/").body


def test_a_revoked_session_reads_nothing_more(world: World, browser: Browser, app: Flask) -> None:
    """From the commit of the sign-out on, a participant's old cookie is an outsider's (R19)."""
    _closed(world)
    client = browser(world.provider)
    assert look(client, f"/consultaties/{world.slug}/").status == 200
    app.config["WTF_CSRF_ENABLED"] = False
    token = client.get_cookie("sessie")
    client.post("/uitloggen/")
    client.set_cookie("sessie", token.value if token else "")
    assert look(client, f"/consultaties/{world.slug}/").status == 404
