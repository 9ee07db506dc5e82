"""A real database with a consultation in it; the real database clock, shifted, so that rounds open and notes appear."""

from __future__ import annotations

import os
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import create_engine, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from consultation import clock, migrating
from consultation.application import check_keys, make_database
from consultation.config import Config
from consultation.db import make_engine
from consultation.questions.answering import service as answering
from consultation.questions.importing import service as importing
from consultation.questions.importing import spreadsheet
from consultation.questions.importing.staging import prepare
from consultation.questions.models import Question
from consultation.questions.rules import AnswerStatus
from tests.world import World

ENGINES = ("sqlite", "postgresql")


class ShiftedClock:
    """The database's clock plus an offset: every call costs what it costs in production."""

    def __init__(self) -> None:
        self._read = clock.now
        self._offset = timedelta(0)
        clock.now = self.read

    def read(self, session: Session) -> datetime:
        """Return the database's clock, shifted."""
        return self._read(session) + self._offset

    @property
    def now(self) -> datetime:
        """Return the shifted clock without a database, for the world that is built."""
        return clock.process_now() + self._offset

    def real(self) -> datetime:
        """Return the clock as it is."""
        return clock.process_now()

    def set(self, instant: datetime) -> None:
        """Go to an instant, and a second past it."""
        self._offset = instant - clock.process_now() + timedelta(seconds=1)

    def advance(self, **amount: float) -> None:
        """Go forward."""
        self._offset += timedelta(**amount)

    def give_back(self) -> None:
        """Restore the clock."""
        clock.now = self._read


@contextmanager
def house(engine: str) -> Iterator[tuple[Config, World]]:
    """Yield a configuration and a world on a fresh database of this engine."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, _database(engine, Path(folder)) as url:
        config = Config(
            environment="embedded", data_dir=Path(folder), database_url=url, session_key=b"s" * 32,
            vault_key=b"v" * 32, signing_key=b"k" * 32, mail_url=f"file:{folder}/mail",
            mail_from="bench@zilverdijk.example", public_url="http://127.0.0.1", embedded_worker=False,
        )  # fmt: skip
        migrated = make_engine(url)
        migrating.upgrade(migrated)
        migrated.dispose()
        database = make_database(config)
        check_keys(config, database)
        moment = ShiftedClock()
        try:
            yield config, World(database, moment)  # type: ignore[arg-type]
        finally:
            moment.give_back()
            database.dispose()


def fill_note(world: World, count: int) -> int:
    """Import `count` questions with answers, approve them and compose a note; return its number."""
    rows = "\n".join(
        f'{{"question": "Vraag {n}: hoe rekent u reistijd in het buitengebied, en geldt dat ook in het weekend?", '
        f'"answer": "Antwoord {n}: reistijd is een apart onderdeel van de berekening, ook in het weekend.", '
        f'"reference": "Conceptvraag § {n % 40}.{n % 7}"}}'
        for n in range(count)
    )
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        sheet = spreadsheet.read(rows.encode(), "vragen.jsonl", spreadsheet.DEFAULT_LIMITS)
        staging = prepare(sheet, importing.known(session, world.lead, consultation))
        batch = importing.stage(session, world.lead, consultation, staging)
    with world.database.transaction() as session:
        importing.take(session, world.lead, world.consultation(session), batch, ask=True)
    with world.database.transaction() as session:
        waiting = session.scalars(select(Question.id).where(Question.answer_status == AnswerStatus.AWAITING)).all()
        answering.approve(session, world.publisher, world.consultation(session), waiting)
    return world.compose()


@contextmanager
def _database(engine: str, folder: Path) -> Iterator[str]:
    if engine == "sqlite":
        yield f"sqlite:///{folder / 'consultation.sqlite3'}"
        return
    server = make_url(os.environ.get("TEST_POSTGRES_URL", "postgresql+psycopg://127.0.0.1:5432/postgres"))
    name = f"bench_{uuid.uuid4().hex[:10]}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
        admin.dispose()
