"""A full disk: a clear refusal, nothing half, and everything works again when there is room (F8, R20)."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from consultation.config import Config
from consultation.db import Database, is_away
from consultation.questions.asking import service as asking
from consultation.questions.asking.service import QuestionDraft
from consultation.questions.models import Question
from consultation.record import queries as record_queries
from consultation.record import service as record
from consultation.vault import service as vault
from consultation.vault.models import VaultObject
from consultation.vault.service import Reader
from tests import faults
from tests.publications.test_faults import ALL, NOTHING, contents, parts, publish, ready
from tests.world import World

pytestmark = pytest.mark.slow  # real processes, mail or PDFs: not in ./test --fast

__all__ = ["ready"]
# The limit reaches the files of our own process, not those of a database server.
on_a_file = pytest.mark.sqlite
Work = Callable[[Database], None]


def files(config: Config) -> int:
    """Return the size in bytes of the largest of the database's files."""
    place = Path(make_url(config.database_url).database or "")
    return max(file.stat().st_size for file in place.parent.glob(f"{place.name}*"))


def settled(database: Database) -> None:
    """Bring everything in the write-ahead log into the database file, so that its size is a fixed start."""
    with database.engine.connect() as connection:
        connection.commit()
        connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.dispose()


class _DiskFull(Exception):
    """The database said that it could not do its work."""


def refusing_cleanly(work: Work) -> Work:
    """Turn the errors that the web layer answers with 503 into one that the child reports as REFUSED."""

    def wrapped(database: Database) -> None:
        try:
            work(database)
        except DBAPIError as error:
            if is_away(error):
                raise _DiskFull from None
            raise

    return wrapped


def fill_up(config: Config, world: World, work: Work, sizes: list[int]) -> list[str]:
    """Do `work` with ever more room; return how each try ended. After a refusal nothing may have changed."""
    settled(world.database)
    before, ended = contents(world.database), []
    for room in sizes:
        ended.append(faults.out_of_disk(config, room, refusing_cleanly(work), _DiskFull))
        if ended[-1] == faults.DONE:
            break
        assert contents(world.database) == before, f"something half was left with room for {room} bytes"
        settled(world.database)
    return ended


def rooms(config: Config) -> list[int]:
    """Return file size limits from "nothing more" to "ample"."""
    start = 32 * 1024  # the index of the write-ahead log, without which nothing can even be read
    return [start + step for step in (0, 4_096, 8_192, 20_000, 40_000, 80_000, 120_000, 160_000)] + [files(config) + 4_000_000]


@on_a_file
def test_publishing_on_a_full_disk_publishes_nothing(ready: World, config: Config) -> None:
    ended = fill_up(config, ready, publish(ready), rooms(config))
    assert set(ended[:-1]) == {faults.REFUSED}
    assert len(ended) > 3
    assert ended[-1] == faults.DONE
    assert parts(ready.database) == ALL
    with ready.database.reading() as session:
        assert record_queries.is_whole(session, ready.consultation_id) is None


@on_a_file
def test_a_full_disk_gives_no_receipt_and_a_retry_gives_exactly_one(world: World, config: Config) -> None:
    """F1, F8: a receipt exists if and only if the question does."""
    world.open_consultation()
    question_id = uuid.uuid4()
    with world.database.transaction() as session:
        draft = QuestionDraft("Telt reistijd mee als uur met de inwoner?", "tariff", world.version, "§ 4.1")
        asking.save_draft(session, world.provider, world.consultation(session), draft, question_id)

    def submit(database: Database) -> None:
        with database.transaction() as session:
            asking.submit(session, world.provider, world.consultation(session), question_id, world.moment.now)

    ended = fill_up(config, world, submit, rooms(config))
    assert faults.REFUSED in ended
    assert ended[-1] == faults.DONE
    with world.database.transaction() as session:
        again = asking.submit(session, world.provider, world.consultation(session), question_id, world.moment.now)
        receipts = list(session.scalars(select(VaultObject.id).where(VaultObject.kind == "receipt")))
        question = session.get_one(Question, question_id)
    assert len(receipts) == 1
    assert again["statement"]["reference"] == question.reference


@on_a_file
def test_nothing_is_read_from_the_vault_when_the_entry_cannot_be_written(world: World, config: Config) -> None:
    """R1, F8: no entry, no plaintext, also on a full disk."""
    world.open_consultation()
    reference = world.ask(world.provider, "Telt reistijd mee als uur met de inwoner?")
    with world.database.reading() as session:
        text_id = session.get_one(Question, world.question_id(reference)).text_id

    def look(database: Database) -> None:
        with database.transaction() as session:
            vault.read(session, world.consultation_id, [text_id], Reader("somebody", "a look"))
        os._exit(7)  # the words came out

    before = contents(world.database)  # this process keeps the long write-ahead log in place: it cannot grow
    room = 33 * 1024
    assert files(config) > room
    assert faults.out_of_disk(config, room, refusing_cleanly(look), _DiskFull) == faults.REFUSED
    assert contents(world.database) == before


@on_a_file
def test_twin_a_ledger_written_apart_leaves_something_half(
    ready: World,
    config: Config,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Sabotage twin: a commit half-way, and the disk full after it."""

    def commits_first(session: object, consultation_id: uuid.UUID) -> None:
        session.connection().connection.commit()  # type: ignore[attr-defined]
        raise _DiskFull

    monkeypatch.setattr(record, "seal", commits_first)
    with pytest.raises(AssertionError, match="something half"):
        fill_up(config, ready, publish(ready), [4_000_000])


def test_the_page_says_so_and_gives_back_what_was_typed(
    world: World, browser: Callable[..., FlaskClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    """F8: 503 with the advice to come back, never 500; nothing typed is lost."""
    world.open_consultation()
    client = browser(world.provider)

    def full(session: Session, *_facts: object) -> None:
        connection = session.connection()
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA max_page_count = 1")
            connection.exec_driver_sql("CREATE TABLE filler AS SELECT randomblob(9000000)")
        else:
            connection.exec_driver_sql("DO $$ BEGIN RAISE EXCEPTION 'full' USING ERRCODE = 'disk_full'; END $$")

    monkeypatch.setattr(vault, "store", full)
    client.application.config["WTF_CSRF_ENABLED"] = False
    text = "Telt reistijd mee als uur met de inwoner?"
    answer = client.post(f"/mijn/{world.slug}/vragen/nieuw/", data={"text": text, "theme": "tariff"})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert text in answer.get_data(as_text=True)
    assert parts(world.database) == NOTHING
