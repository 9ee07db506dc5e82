"""A changed record or a changed text is said on top of the page, never hidden (F20, F21)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from consultation.equal_information.wholeness import Wholeness
from consultation.record import queries as record
from tests.publications.reading import look, with_note
from tests.world import World

Browser = Callable[..., FlaskClient]
OTHER_HASH = "(SELECT hash FROM ledger_node WHERE level = 0 AND position = 0 AND tree = 'public')"
ACTS = (
    ("ledger_leaf", "SET entry = replace(entry, 'publication', 'publicatien') WHERE tree = 'public' AND position = 1"),
    ("ledger_leaf", "SET entry = replace(entry, 'party.joined', 'party.joinec') WHERE tree = 'private'"),
    ("ledger_node", f"SET hash = {OTHER_HASH} WHERE level = 0 AND tree = 'public' AND position = 2"),
    ("published_answer", "SET theme = 'Personeel'"),
    ("publication", "SET title = 'Iets anders' WHERE kind = 'document'"),
)


def _tamper(world: World, table: str, act: str) -> None:
    """What an administrator of the database can do."""
    with world.database.transaction() as session:
        on = f' ON "{table}"' if session.get_bind().dialect.name == "postgresql" else ""
        session.execute(text(f"DROP TRIGGER {table}_no_update{on}"))
        session.execute(text(f"UPDATE {table} {act}"))


def _verdict(world: World, browser: Browser, who: object = None, tree: str = "consultaties") -> str:
    return look(browser(who), f"/{tree}/{world.slug}/wie-kon-wat-zien/").body.decode()


def test_a_whole_record_says_so(world: World, browser: Browser) -> None:
    """One sentence first: everything went open at one moment, and the record adds up."""
    with_note(world, 1)
    world.publish_note()
    page = _verdict(world, browser)
    assert "Alle 4 stukken gingen voor iedereen op hetzelfde moment open" in page
    assert "Het register is nagerekend en klopt." in page and "De controle klopt niet" not in page


@pytest.mark.parametrize(("table", "act"), ACTS)
def test_what_was_changed_is_told_to_everybody(world: World, browser: Browser, app: Flask, table: str, act: str) -> None:
    """Public, party and municipality read it, and from which line on."""
    with_note(world, 1)
    world.publish_note()
    _tamper(world, table, act)
    for who, tree in ((None, "consultaties"), (world.provider, "mijn"), (world.lead, "werk")):
        page = _verdict(world, browser, who, tree)
        assert "De controle klopt niet" in page and "gingen voor iedereen op hetzelfde moment open" not in page


def test_a_check_that_looks_at_nothing_is_found(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: without recomputing, a changed line stays unseen."""
    with_note(world, 1)
    world.publish_note()
    _tamper(world, *ACTS[0])
    monkeypatch.setattr(record, "is_whole", lambda *_: None)
    monkeypatch.setattr(record, "first_changed", lambda *_: None)
    assert "De controle klopt niet" not in _verdict(world, browser)


def test_the_answer_is_remembered_for_a_minute_only(world: World, browser: Browser, app: Flask) -> None:
    """Nobody lets the server recompute all day, and no answer stands for long."""
    with_note(world, 1)
    world.publish_note()
    assert "klopt niet" not in _verdict(world, browser)
    _tamper(world, *ACTS[0])
    assert "klopt niet" not in _verdict(world, browser)
    app.extensions["wholeness"] = Wholeness(seconds=-1)
    assert "De controle klopt niet" in _verdict(world, browser)
