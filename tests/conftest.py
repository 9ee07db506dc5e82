"""A migrated database per test (SQLite or PostgreSQL), the application, a clock that obeys, a world."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from consultation import clock, migrating
from consultation.accounts import service as accounts
from consultation.application import check_keys, create_app, make_database
from consultation.config import Config
from consultation.db import Database, make_engine
from tests.moment import Moment
from tests.world import World

POSTGRES = os.environ.get("TEST_DATABASE", "sqlite") == "postgresql"


@pytest.fixture(scope="session")
def template_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Migrate once per test process; every test gets a copy."""
    if not POSTGRES:
        file = tmp_path_factory.mktemp("template") / "template.sqlite3"
        _migrate(f"sqlite:///{file}")
        yield str(file)
        return
    name = f"template_{uuid.uuid4().hex[:12]}"
    _administer(f'CREATE DATABASE "{name}"')
    _migrate(str(_postgres(name)))
    yield name
    _administer(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def new_database(template_database: str, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Return a maker of fresh, migrated databases: it returns the address of a new one."""
    made: list[str] = []

    def make() -> str:
        name = f"test_{uuid.uuid4().hex[:12]}"
        made.append(name)
        if POSTGRES:
            _administer(f'CREATE DATABASE "{name}" TEMPLATE "{template_database}"')
            return _postgres(name)
        shutil.copy(template_database, tmp_path / f"{name}.sqlite3")
        return f"sqlite:///{tmp_path / f'{name}.sqlite3'}"

    yield make
    for name in made if POSTGRES else ():
        _administer(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def database_url(new_database: Callable[[], str]) -> str:
    """Return the address of this test's database."""
    return new_database()


@pytest.fixture
def config(tmp_path: Path, database_url: str) -> Config:
    """Return a configuration with fixed keys; the worker runs when a test says so."""
    return configure(tmp_path, database_url)


def configure(folder: Path, url: str) -> Config:
    """Return the configuration of a test house."""
    return Config(
        environment="embedded",
        data_dir=folder,
        database_url=url,
        session_key=b"s" * 32,
        vault_key=b"v" * 32,
        signing_key=b"k" * 32,
        mail_url=f"file:{folder / 'mail'}",
        mail_from="marktconsultatie@zilverdijk.example",
        public_url="http://localhost",
        embedded_worker=False,
        publication_lead=60,
        publication_step=300,
    )


@pytest.fixture
def database(config: Config) -> Iterator[Database]:
    """Return the open database of this test."""
    opened = make_database(config)
    check_keys(config, opened)
    yield opened
    opened.dispose()


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> Moment:
    """Return the clock of this test: it stands still until the test moves it."""
    held = Moment()
    monkeypatch.setattr(clock, "now", lambda _session: held.now)
    return held


@pytest.fixture(autouse=True)
def cheap_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords with the least work: a test makes many people."""
    monkeypatch.setattr(accounts, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def world(database: Database, moment: Moment) -> World:
    """Return a municipality, its people and three providers, made through the services."""
    return World(database, moment)


class _Compiled(BytecodeCache):
    """Templates that were compiled before in this process: every test makes an app, and compiling was a quarter of all time."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture(scope="session", autouse=True)
def compiled_templates() -> Iterator[None]:
    """Let all apps of this process share what they compiled."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "jinja_options", {"bytecode_cache": _Compiled()})
        yield


@pytest.fixture
def app(config: Config, database: Database) -> Flask:
    """Return the application on this test's database. Forms are checked for their token as in production."""
    made = create_app(config, database)
    made.testing = True
    return made


@pytest.fixture
def _push_request_context() -> None:
    """Switch off pytest-flask's standing request: it would keep `g` from one request to the next."""


@pytest.fixture
def browser(app: Flask, world: World) -> Callable[..., FlaskClient]:
    """Return a maker of browsers: `browser(world.lead)` is signed in, `browser()` is the public."""

    def open_browser(actor: object = None) -> FlaskClient:
        client = app.test_client()
        if actor is not None:
            client.set_cookie("sessie", world.session_token(actor))  # type: ignore[arg-type]
        return client

    return open_browser


@pytest.fixture
def in_production(config: Config) -> Config:
    """Return the same configuration as a production start would see it."""
    return replace(
        config,
        environment="production",
        mail_url="smtp://127.0.0.1:2525",
        public_url="https://consultatie.example",
        demo_sign_in=False,
    )


def _migrate(url: str) -> None:
    engine = make_engine(url)
    migrating.upgrade(engine)
    engine.dispose()


def _server() -> str:
    return os.environ.get("TEST_POSTGRES_URL", "postgresql+psycopg://127.0.0.1:5432/postgres")


def _postgres(name: str) -> str:
    return make_url(_server()).set(database=name).render_as_string(hide_password=False)


def _administer(statement: str) -> None:
    engine = create_engine(_server(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def at(value: str) -> datetime:
    """Read an instant such as 2027-01-11T09:00+01:00."""
    return datetime.fromisoformat(value)
