"""Every endpoint with every role, generated from the URL map (rule 58, R13; ASVS V8)."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from consultation.accounts import actor as actors
from consultation.accounts import requests as doors
from consultation.accounts.permissions import TABLE, Permission, Role, allowed
from consultation.errors import NotAllowed
from tests.world import World

Browser = Callable[..., FlaskClient]


@dataclass(frozen=True)
class Try:
    """One request: a role at an endpoint with a method."""

    endpoint: str
    method: str
    path: str
    permission: Permission
    role: Role


def _tries(app: Flask, world: World) -> Iterator[Try]:
    values = {
        "slug": world.slug, "document": "leidraad", "version": "1.0", "number": 1, "versie": "1.0",
        "reference": "M4TE", "kenmerk": "M4TE", "language": "en", "n": 1,
    }  # fmt: skip
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        view = app.view_functions[rule.endpoint]
        path = adapter.build(rule.endpoint, {name: _value(rule, name, values) for name in rule.arguments})
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            for role in Role:
                yield Try(rule.endpoint, method, path, view.permission, role)  # type: ignore[attr-defined]


def _value(rule: Rule, name: str, values: dict[str, object]) -> object:
    kind = type(rule._converters[name]).__name__
    if kind == "UUIDConverter":
        return uuid.uuid4()
    return 1 if kind == "IntegerConverter" else values.get(name, "onbekend")


def _trespasses(app: Flask, world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Send every request; return each one whose outcome is not what the table says."""
    app.config["WTF_CSRF_ENABLED"] = False
    refused: list[int] = []

    class Recorded(NotAllowed):
        def __init__(self, *words: object) -> None:
            refused.append(1)
            super().__init__()

    monkeypatch.setattr(doors, "NotAllowed", Recorded)
    monkeypatch.setattr(actors, "NotAllowed", Recorded)
    people = {
        Role.PROCESS_LEAD: world.lead, Role.EXPERT: world.expert, Role.PUBLISHER: world.publisher,
        Role.AUDITOR: world.auditor, Role.LAWYER: world.lawyer, Role.PROVIDER_MEMBER: world.provider, Role.PUBLIC: None,
    }  # fmt: skip
    wrong = []
    for attempt in _tries(app, world):
        refused.clear()
        client = browser(people[attempt.role])
        answer = client.open(attempt.path, method=attempt.method)
        to_sign_in = answer.status_code in {302, 401} and not refused
        turned_away = bool(refused) or (attempt.role is Role.PUBLIC and to_sign_in)
        if turned_away == (attempt.role in TABLE[attempt.permission]) and not _everybody(attempt):
            wrong.append(f"{attempt.role} {attempt.method} {attempt.endpoint}: {answer.status_code}")
    return wrong


def _everybody(attempt: Try) -> bool:
    """Pages for everybody turn nobody away, though signing out or landing redirects."""
    return Role.PUBLIC in TABLE[attempt.permission]


def test_every_view_declares_its_permission(app: Flask) -> None:
    """A view without a declaration does not exist (rule 58)."""
    bare = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
        and not isinstance(getattr(app.view_functions[rule.endpoint], "permission", None), Permission)
    ]
    assert bare == []


def test_addresses_show_in_which_tree_a_view_stands(app: Flask) -> None:
    """Work views live under /werk/, party views under /mijn/, the rest is for everybody."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        permission = app.view_functions[rule.endpoint].permission  # type: ignore[attr-defined]
        tree = "public" if Role.PUBLIC in TABLE[permission] else "party" if Role.PROVIDER_MEMBER in TABLE[permission] else "work"
        expected = {"/werk/": "work", "/mijn/": "party"}.get(rule.rule[:6], "public")
        assert tree == expected, rule.rule


@pytest.mark.slow
def test_every_endpoint_with_every_role(app: Flask, world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is not in the table's row is turned away by door or service; who is in it, is not."""
    world.open_consultation()
    assert _trespasses(app, world, browser, monkeypatch) == []


@pytest.mark.slow
def test_the_sweep_turns_red_when_a_door_stands_open(
    app: Flask, world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage twin: a door that lets everybody through is found."""
    world.open_consultation()
    monkeypatch.setattr(doors, "allowed", lambda _role, _permission: True)
    monkeypatch.setattr(actors, "allowed", lambda _role, _permission: True)
    assert _trespasses(app, world, browser, monkeypatch) != []


@pytest.mark.parametrize("permission", list(Permission))
def test_a_permission_has_a_row(permission: Permission) -> None:
    """A permission without a row is refused to everybody."""
    assert permission in TABLE
    assert any(allowed(role, permission) for role in Role)
