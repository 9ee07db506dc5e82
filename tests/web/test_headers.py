"""The headers and the HTML of every page: nothing from elsewhere, nothing stored, no script (rule 62, R13, R18).

A few pages have a script of ours: where people decide by keys, and where they type a longer text (ADR 11).
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from consultation.accounts.permissions import Role, allowed
from consultation.application import create_app
from consultation.config import Config
from consultation.db import Database
from consultation.web import security
from tests.world import World

Browser = Callable[..., FlaskClient]
SOURCES = {"'none'", "'self'"}
OUR_SCRIPT = re.compile(r"/static/js/(?:review|leaving)\.js\?v=[0-9a-f]{12}$")
OWN = re.compile(r"(/(?!/)|#|\?|mailto:|$)")


def test_every_page_has_its_headers_and_nothing_inline(app: Flask, world: World, browser: Browser) -> None:
    """The whole URL map, by somebody who may open it and by nobody.

    What the policy would block is not there, and nothing is loaded from elsewhere (R18).
    """
    _fill(world)
    seen = list(_pages(app, world, browser))
    assert sum(answer.status_code == 200 for _, answer in seen) > 25
    assert [fault for path, answer in seen for fault in _header_faults(path, answer)] == []
    assert [f"{path}: {fault}" for path, answer in seen for fault in _html_faults(answer)] == []


def test_a_missing_header_is_found(app: Flask, world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a weak policy, a header gone, a work page that may be stored: each is seen."""
    _fill(world)
    weak = security.CSP.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
    monkeypatch.setitem(security.HEADERS, "Content-Security-Policy", weak)
    monkeypatch.delitem(security.HEADERS, "X-Content-Type-Options")
    monkeypatch.setattr(security, "PRIVATE", ())
    found = {fault.split(": ")[1] for path, answer in _pages(app, world, browser) for fault in _header_faults(path, answer)}
    assert found >= {"policy", "nosniff", "may be stored"}


@pytest.mark.parametrize(
    "html",
    [
        "<p style='color:red'>x</p>", "<script>1</script>", "<style>p{}</style>", "<p onclick='x()'>x</p>",
        "<img src='https://elders.example/x.png'>", "<link rel=stylesheet href='//elders.example/x.css'>",
        "<form action='https://elders.example/'></form>", "<iframe src='/x'></iframe>",
    ],
)  # fmt: skip
def test_inline_and_foreign_things_are_found(html: str) -> None:
    """Sabotage twin of the reader of pages itself."""
    assert _page_faults(html) != []


def test_only_these_pages_have_a_script(app: Flask, world: World, browser: Browser) -> None:
    """ADR 11: keys where one decides, asking before leaving where one types a longer text; neither can send anything."""
    _fill(world)
    seen: dict[str, set[str]] = {}
    for path, answer in _pages(app, world, browser):
        policy = answer.headers["Content-Security-Policy"]
        for source in _read(answer.text).scripts if "script-src" in policy else []:
            seen.setdefault(source.split("?")[0], set()).add(path)
            assert policy.endswith("; script-src 'self'") and "connect-src" not in policy and "default-src 'none'" in policy
    work, mine = f"/werk/{world.slug}", f"/mijn/{world.slug}"
    by_keys = {f"{work}/controle/", f"{work}/controle/zelfde/", f"{work}/controle/lakken/", f"{work}/tweede/"}
    assert seen.pop("/static/js/review.js") == by_keys
    typing = {
        f"{mine}/vragen/nieuw/", f"{mine}/voorvertoning/", f"{work}/vragen/", f"{work}/bezwaren/", f"{work}/openbaar/",
        f"{work}/publiceren/", f"{work}/bewerken/", f"{work}/documenten/nieuw/", "/werk/nieuw/",
    }  # fmt: skip
    assert seen == {"/static/js/leaving.js": typing}


def test_twin_a_tag_without_its_policy_is_found(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: whoever writes the tag does not say so."""
    world.open_consultation()
    address = f"/mijn/{world.slug}/vragen/nieuw/"
    assert _html_faults(browser(world.provider).get(address)) == []
    monkeypatch.setattr(security, "allow_script", lambda: None)
    assert _html_faults(browser(world.provider).get(address)) != []


def test_public_pages_set_no_cookie_and_know_nobody(app: Flask, world: World, browser: Browser) -> None:
    """Rule 9: a public page is the same for a party, for staff and for everybody, headers included."""
    _fill(world)
    for path in _paths(app, world, "/consultaties/"):
        answers = [client.get(path) for client in (browser(), browser(world.provider), browser(world.rival), browser(world.lead))]
        for answer in answers:
            assert "Set-Cookie" not in answer.headers, path
        assert len({(answer.status_code, answer.data, _headers(answer)) for answer in answers}) == 1, path


def test_a_closed_consultation_is_stored_nowhere(app: Flask, world: World, browser: Browser) -> None:
    """R13: its pages stand at public addresses, but only invitees read them."""
    world.open_consultation("closed")  # type: ignore[arg-type]
    answer = browser(world.provider).get(f"/consultaties/{world.slug}/")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer.headers
    assert browser().get(f"/consultaties/{world.slug}/").status_code == 404


def test_in_production_the_site_is_https_alone(in_production: Config, database: Database, world: World) -> None:
    """Rule 62, R19: HSTS, and cookies that belong to this host and to TLS."""
    client = create_app(in_production, database).test_client()
    page = client.get("/inloggen/", base_url="https://consultatie.example")
    assert page.headers["Strict-Transport-Security"] == security.HSTS
    cookies = page.headers.getlist("Set-Cookie")
    assert cookies
    for cookie in cookies:
        assert cookie.startswith("__Host-")
        assert {"Secure", "HttpOnly", "Path=/"} <= set(cookie.split("; "))


def _headers(answer: TestResponse) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, value) for name, value in answer.headers if name != "Date"))


def _fill(world: World) -> None:
    world.open_consultation()
    world.answer(world.ask(world.provider, "Telt de reistijd van begeleiders mee in het uurtarief?"))
    world.publish_note()


def _pages(app: Flask, world: World, browser: Browser) -> Iterator[tuple[str, TestResponse]]:
    clients = {
        role: browser(actor)
        for role, actor in (
            (Role.PROCESS_LEAD, world.lead), (Role.PUBLISHER, world.publisher), (Role.EXPERT, world.expert),
            (Role.PROVIDER_MEMBER, world.provider), (Role.PUBLIC, None),
        )
    }  # fmt: skip
    for endpoint, path in _addresses(app, world):
        permission = app.view_functions[endpoint].permission  # type: ignore[attr-defined]
        role = next(role for role in clients if allowed(role, permission))
        yield path, clients[role].get(path)
        if role is not Role.PUBLIC:
            yield path, clients[Role.PUBLIC].get(path)
    yield "/bestaat-niet/", clients[Role.PUBLIC].get("/bestaat-niet/")
    yield "/werk/bestaat-niet/", clients[Role.PROCESS_LEAD].get("/werk/bestaat-niet/")


def _paths(app: Flask, world: World, start: str) -> list[str]:
    return [path for _, path in _addresses(app, world) if path.startswith(start)]


def _addresses(app: Flask, world: World) -> Iterator[tuple[str, str]]:
    values = {"slug": world.slug, "document": "leidraad", "version": "1.0", "number": 1, "language": "en"}
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static" and "GET" in (rule.methods or ()):
            known = {name: values.get(name, _other(rule._converters[name])) for name in rule.arguments}
            yield rule.endpoint, adapter.build(rule.endpoint, known)


def _other(converter: object) -> object:
    return {"UUIDConverter": uuid.uuid4(), "IntegerConverter": 1}.get(type(converter).__name__, "onbekend")


def _header_faults(path: str, answer: TestResponse) -> Iterator[str]:
    policy = dict(part.split(" ", 1) for part in answer.headers.get("Content-Security-Policy", "x y").split("; "))
    sources = {source for value in policy.values() for source in value.split()}
    if policy.get("default-src") != "'none'" or not sources <= SOURCES or policy.get("frame-ancestors") != "'none'":
        yield f"{path}: policy: {policy}"
    if answer.headers.get("X-Content-Type-Options") != "nosniff":
        yield f"{path}: nosniff: missing"
    if answer.headers.get("Referrer-Policy") != "no-referrer":
        yield f"{path}: referrer: tells where a reader came from"
    private = path.startswith(("/werk/", "/mijn/", "/inloggen/", "/verder/")) or answer.status_code >= 400
    if private and answer.headers.get("Cache-Control") != "private, no-store":
        yield f"{path}: may be stored: {answer.headers.get('Cache-Control')}"
    if private and {"ETag", "Last-Modified"} & set(answer.headers.keys()):
        yield f"{path}: tag: tells whether something changed"
    if "Content-Type" not in answer.headers:
        yield f"{path}: type: missing"


def _html_faults(answer: TestResponse) -> list[str]:
    """A page with a script says so in its policy, and a policy that allows one belongs to such a page."""
    if answer.mimetype != "text/html":
        return []
    reader = _read(answer.text)
    allows = "script-src" in answer.headers.get("Content-Security-Policy", "")
    return reader.found + ([] if allows == bool(reader.scripts) else ["script: the policy and the page disagree"])


def _page_faults(html: str) -> list[str]:
    return _read(html).found


def _read(html: str) -> _Inline:
    reader = _Inline()
    reader.feed(html)
    reader.close()
    return reader


class _Inline(HTMLParser):
    """Notes script, style and what comes from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        source = dict(attrs).get("src") or ""
        if tag == "script" and OUR_SCRIPT.match(source):
            self.scripts.append(source)
        elif tag in {"script", "style", "iframe", "object", "embed", "base"}:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            foreign = name in {"src", "action", "formaction", "srcset", "poster"} or (tag, name) == ("link", "href")
            if name == "style" or name.startswith("on") or (foreign and not OWN.match(value or "")):
                self.found.append(f"{tag} {name}={value}")
