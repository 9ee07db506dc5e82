"""Keeping organisations and people from the command line: how a production platform gets its first ones."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from consultation.__main__ import PLATFORM
from consultation.accounts import queries, service
from consultation.accounts.models import Membership, Organisation
from consultation.accounts.permissions import Role
from consultation.application import check_keys, make_database
from consultation.cli import commands
from consultation.config import Config
from consultation.db import Database

PASSWORD = "een lang wachtwoord"
FIRST = "eerste@zilverdijk.example"


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
        ("sign-out", "--email", "niemand@zilverdijk.example"),
        ("change-role", "--organisatie", "zilverdijk", "--rol", "publicist", "--email", "niemand@zilverdijk.example"),
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


def _signed_in(database: Database) -> str:
    """Add the first person of a municipality and return the token of a session."""
    assert _municipality() == 0
    assert _run("person", "--organisatie", "zilverdijk", "--rol", "procesleider", "--naam", "A. Eerste", "--email", FIRST) == 0
    with database.transaction() as session:
        return service.sign_in(session, FIRST, PASSWORD) or ""


def test_ending_access_ends_the_sessions(command_line: Database) -> None:
    """R19: from this commit on the token is worthless and the password opens nothing."""
    token = _signed_in(command_line)
    assert _run("end-access", "--email", FIRST) == 0
    with command_line.transaction() as session:
        assert service.sign_in(session, FIRST, PASSWORD) is None
        assert not queries.actor_of(session, token, service.clock.now(session)).signed_in


def test_signing_somebody_out_leaves_the_access(command_line: Database) -> None:
    """R19: the token of a lost laptop is worthless; the password still opens a new session."""
    token = _signed_in(command_line)
    assert _run("sign-out", "--email", FIRST.upper()) == 0
    with command_line.transaction() as session:
        assert not queries.actor_of(session, token, service.clock.now(session)).signed_in
        assert service.sign_in(session, FIRST, PASSWORD)


def test_another_role_asks_to_sign_in_anew(command_line: Database) -> None:
    """Rule 58, R19: nobody goes on with the old role in an open session."""
    token = _signed_in(command_line)
    assert _run("change-role", "--organisatie", "zilverdijk", "--rol", "controleur", "--email", FIRST) == 0
    with command_line.transaction() as session:
        now = service.clock.now(session)
        assert not queries.actor_of(session, token, now).signed_in
        assert queries.actor_of(session, service.sign_in(session, FIRST, PASSWORD), now).role is Role.AUDITOR


@pytest.mark.parametrize(("where", "role"), [("zilverdijk", "aanbieder"), ("elders", "controleur")])
def test_a_role_that_does_not_fit_changes_nothing(command_line: Database, where: str, role: str) -> None:
    """A municipality has no providers, and nobody gets a role where he does not belong."""
    token = _signed_in(command_line)
    assert _run("change-role", "--organisatie", where, "--rol", role, "--email", FIRST) == 1
    with command_line.reading() as session:
        assert queries.actor_of(session, token, service.clock.now(session)).role is Role.PROCESS_LEAD


def _with_two_roles(database: Database) -> None:
    """Add a person who is process lead and publisher."""
    _signed_in(database)
    with database.transaction() as session:
        member = session.scalars(select(Membership)).one()
        made = Membership(person_id=member.person_id, organisation_id=member.organisation_id, role=Role.PUBLISHER)
        session.add(made)


def _roles(database: Database) -> set[str]:
    with database.reading() as session:
        return set(session.scalars(select(Membership.role).where(Membership.ended_at.is_(None))))


CHANGE = ("change-role", "--organisatie", "zilverdijk", "--rol", "controleur", "--email", FIRST)


def test_no_role_ends_that_nobody_named(command_line: Database, capsys: pytest.CaptureFixture[str]) -> None:
    """Rule 58: of somebody with two roles nothing changes until it is said which one ends."""
    _with_two_roles(command_line)
    assert _run(*CHANGE) == 1
    assert "procesleider, publicist. Zeg met --van welke stopt." in capsys.readouterr().err
    assert _run(*CHANGE, "--van", "jurist") == 1
    assert "is geen jurist." in capsys.readouterr().err
    assert _roles(command_line) == {Role.PROCESS_LEAD, Role.PUBLISHER}


def test_the_role_that_was_named_ends(command_line: Database) -> None:
    """The other one stays."""
    _with_two_roles(command_line)
    assert _run(*CHANGE, "--van", "publicist") == 0
    assert _roles(command_line) == {Role.PROCESS_LEAD, Role.AUDITOR}
