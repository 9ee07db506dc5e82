"""Keeping organisations and people from the command line: how a production platform gets its first ones."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from consultation.__main__ import PLATFORM
from consultation.accounts import queries, service
from consultation.accounts.models import Organisation
from consultation.application import check_keys, make_database
from consultation.cli import commands
from consultation.config import Config
from consultation.db import Database

PASSWORD = "een lang wachtwoord"


@pytest.fixture
def command_line(config: Config, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """Return the database that the commands of this test work on."""
    monkeypatch.setattr(commands, "load", lambda _environment: config)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    database = make_database(config)
    check_keys(config, database)
    yield database
    database.dispose()


def _run(*words: str) -> int:
    return commands.main(list(words), PLATFORM)


def _municipality() -> int:
    return _run("organisation", "--soort", "gemeente", "--slug", "zilverdijk", "--naam", "Gemeente Zilverdijk")


def test_a_municipality_and_its_first_person(command_line: Database, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty platform gets its first municipality and somebody who can sign in to it."""
    assert _municipality() == 0
    facts = ("--naam", "A. Eerste", "--email", "Eerste@zilverdijk.example")
    assert _run("person", "--organisatie", "zilverdijk", "--rol", "procesleider", *facts) == 0
    assert PASSWORD not in capsys.readouterr().out
    with command_line.transaction() as session:
        assert service.sign_in(session, "eerste@zilverdijk.example", PASSWORD)


def test_a_provider_is_known_to_the_guard(command_line: Database) -> None:
    """Names, KvK number and mail domain reach the guard."""
    words = ("--kvk", "30999888", "--ook", "Elzenwaard", "--domein", "elzenwaard.example")
    assert _run("organisation", "--soort", "aanbieder", "--slug", "elzenwaard", "--naam", "Stichting Elzenwaard", *words) == 0
    with command_line.reading() as session:
        found = session.scalars(select(Organisation)).one()
        assert (found.kvk, found.aliases, found.domains) == ("30999888", ["Elzenwaard"], ["elzenwaard.example"])


@pytest.mark.parametrize(
    "words",
    [
        ("person", "--organisatie", "nergens", "--rol", "publicist", "--naam", "X", "--email", "x@x.example"),
        ("person", "--organisatie", "zilverdijk", "--rol", "aanbieder", "--naam", "X", "--email", "x@x.example"),
        ("organisation", "--soort", "gemeente", "--slug", "zilverdijk", "--naam", "Nog een keer"),
        ("end-access", "--email", "niemand@zilverdijk.example"),
    ],
)
def test_what_does_not_fit_is_one_clear_line(
    command_line: Database, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    """Nothing is half done and the line says what is wrong."""
    assert _municipality() == 0
    assert _run(*words) == 1
    assert capsys.readouterr().err.startswith("Fout: ")
    with command_line.reading() as session:
        assert len(queries.tenants(session)) == 1


def test_a_short_password_is_refused(command_line: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twelve characters or more."""
    assert _municipality() == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("kort\n"))
    assert _run("person", "--organisatie", "zilverdijk", "--rol", "publicist", "--naam", "X", "--email", "x@x.example") == 1


def test_ending_access_ends_the_sessions(command_line: Database) -> None:
    """R19: from this commit on the token is worthless and the password opens nothing."""
    assert _municipality() == 0
    facts = ("--naam", "A. Eerste", "--email", "eerste@zilverdijk.example")
    assert _run("person", "--organisatie", "zilverdijk", "--rol", "procesleider", *facts) == 0
    with command_line.transaction() as session:
        token = service.sign_in(session, "eerste@zilverdijk.example", PASSWORD)
    assert _run("end-access", "--email", "eerste@zilverdijk.example") == 0
    with command_line.transaction() as session:
        assert service.sign_in(session, "eerste@zilverdijk.example", PASSWORD) is None
        assert not queries.actor_of(session, token, service.clock.now(session)).signed_in
