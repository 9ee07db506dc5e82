"""What the database, the log and the record tell about who asked what: nothing (R1, R9, R14, rules 13 and 41)."""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from consultation.db import Database
from consultation.questions.asking import own_questions
from consultation.questions.models import Question
from consultation.record import service as record
from consultation.record.models import LedgerLeaf
from consultation.vault import crypto
from consultation.vault import service as vault
from consultation.vault.models import VaultObject
from consultation.vault.service import Reader
from tests.questions.asking.asking_flow import TEXT, ask, dump, questions, write
from tests.world import World

Browser = Callable[..., FlaskClient]
CANARY = "kanariepiet in de kostprijsmijn"
BSN = "111222333"
# Long enough to be an id, a hash or a tag: such a value ties two rows together, a status or an instant does not.
TYING = re.compile(r"[0-9a-f]{24,}")


# R9: no way from a question to who asked it


def _traces(world: World) -> list[str]:
    """Return each row that names both a question and who asked it, or that stands in a row with both."""
    people = {value for actor in world.providers for value in _names(actor)}
    found = []
    for question in questions(world.database):
        marks = {question.id.hex, str(question.id), question.text_id.hex, question.reference}
        marks |= {question.receipt_id.hex} if question.receipt_id else set()
        for table, row in dump(world.database):
            told = " ".join((*row.values(), bytes.fromhex(row.get("sealed", "")).decode(errors="replace"))).replace("-", "")
            if any(mark.replace("-", "") in told for mark in marks) and any(name in told for name in people):
                found.append(f"{table}: {sorted(row)}")
    return found


def _names(actor: Any) -> set[str]:
    return {actor.person.hex, actor.organisation.hex, actor.name, actor.organisation_name}


def test_no_row_names_a_question_and_its_asker(world: World, browser: Browser) -> None:
    """R9: the only link is inside vault ciphertext."""
    world.open_consultation()
    ask(browser(world.provider), world)
    write(browser(world.rival), world, "Een concept van een ander over de overgang.", doe="bewaar")
    browser(world.provider).get(f"/mijn/{world.slug}/vragen/")
    assert len(questions(world.database)) == 2
    assert _traces(world) == []


def test_a_row_does_name_both_when_the_vault_stores_plain(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin of R9: the search finds the authorship when it is not sealed."""
    monkeypatch.setattr(crypto, "seal", lambda _key, plain, _place: plain)
    monkeypatch.setattr(crypto, "unseal", lambda _key, sealed, _place: sealed)
    world.open_consultation()
    world.ask(world.provider, TEXT)
    assert _traces(world) != []


def _ties(database: Database, question: Question) -> set[str]:
    """Return every value that stands in a row with this question, and so could tie it to another."""
    marks = (question.id.hex, question.text_id.hex, question.receipt_id.hex if question.receipt_id else "-")
    tied: set[str] = set()
    for _, row in dump(database):
        values = [value.replace("-", "") for name, value in row.items() if name != "sealed"]
        if any(mark in value for mark in marks for value in values) or question.reference in row.values():
            tied |= {found for value in values for found in TYING.findall(value)}
    return tied


def _linked(world: World) -> set[str]:
    """Return what two questions of one party share and a question of another party does not."""
    world.open_consultation()
    mine = [world.ask(world.provider, f"{TEXT} Deel {number}.") for number in (1, 2)]
    other = world.ask(world.rival, "Een vraag van een andere aanbieder.")
    rows = {row.reference: row for row in questions(world.database)}
    first, second = (_ties(world.database, rows[reference]) for reference in mine)
    return (first & second) - _ties(world.database, rows[other])


def test_two_questions_of_one_party_share_nothing_that_shows(world: World) -> None:
    """R9: not even a pseudonym ties them together for who holds the database without the key."""
    assert _linked(world) == set()


def test_they_are_tied_together_by_a_tag_per_owner(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: one tag for everything an owner seals."""
    monkeypatch.setattr(vault, "_owner_tag", lambda key, _subject, owner: crypto.tag(key, "owner", owner))
    assert _linked(world) != set()


def test_the_question_table_has_no_column_for_an_author(database: Database) -> None:
    """R9, rule 13."""
    columns = {column.name for column in Question.__table__.columns}
    assert not {name for name in columns if re.search(r"author|asker|organisation|party|person|created|owner|_at$", name)}


# R1: originals are ciphertext, everywhere


def _bytes_at_rest(database: Database, folder: Path) -> str:
    """Return all that is kept: every row of every table, and on SQLite the files themselves."""
    told = repr(dump(database))
    if database.engine.dialect.name == "sqlite":
        told += "".join(file.read_bytes().decode("latin-1") for file in folder.iterdir() if "sqlite3" in file.name)
    return told


def _leak(world: World, browser: Browser, folder: Path) -> bool:
    world.open_consultation()
    client = browser(world.provider)
    write(client, world, f"Een concept met {CANARY} erin.", doe="bewaar")
    ask(client, world, f"Een vraag met {CANARY} erin.")
    kept = _bytes_at_rest(world.database, folder)
    return CANARY in kept or CANARY.encode().hex() in kept


def test_no_text_of_a_party_is_kept_in_the_clear(world: World, browser: Browser, tmp_path: Path) -> None:
    assert not _leak(world, browser, tmp_path)


def test_the_text_is_found_when_it_is_not_sealed(
    world: World, browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage twin of R1."""
    monkeypatch.setattr(crypto, "seal", lambda _key, plain, _place: plain)
    monkeypatch.setattr(crypto, "unseal", lambda _key, sealed, _place: sealed)
    assert _leak(world, browser, tmp_path)


def test_a_sealed_text_opens_at_no_other_place(world: World) -> None:
    """R1: a row moved to another question, owner or consultation does not open."""
    world.open_consultation()
    world.ask(world.provider, TEXT)
    with world.database.reading() as session:
        kept = session.scalars(select(VaultObject).where(VaultObject.kind == "question")).first()
        assert kept is not None
        key = vault._consultation_key(session, world.consultation_id)
        for place in (b"elders", vault._place(kept) + b"x", vault._place(kept)[:-1]):
            with pytest.raises(crypto.Unreadable):
                crypto.unseal(key, kept.sealed, place)
        with pytest.raises(crypto.Unreadable):
            crypto.unseal(crypto.new_key(), kept.sealed, vault._place(kept))


# R1: no look without an entry


def _opens_without_an_entry(world: World, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Look while the record cannot be written; say whether anything was decrypted."""
    opened: list[bytes] = []
    honest = crypto.unseal

    def watched(key: bytes, sealed: bytes, place: bytes) -> bytes:
        opened.append(sealed)
        return honest(key, sealed, place)

    def refuse(*_facts: object, **_more: object) -> None:
        raise OSError("the record cannot be written")

    world.open_consultation()
    world.ask(world.provider, TEXT)
    monkeypatch.setattr(crypto, "unseal", watched)
    monkeypatch.setattr(record, "note", refuse)
    try:
        with world.database.transaction() as session:
            found = world.consultation(session)
            own_questions.own_questions(session, world.provider, found, world.moment.now)
    except OSError:
        return bool(opened)
    return bool(opened)


def test_nothing_is_decrypted_when_the_record_cannot_be_written(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not _opens_without_an_entry(world, monkeypatch)


def test_it_is_decrypted_when_the_entry_is_skipped(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin."""
    monkeypatch.setattr(vault, "_note_look", lambda *_facts: None)
    assert _opens_without_an_entry(world, monkeypatch)


def test_each_look_writes_one_entry_that_names_no_question(world: World) -> None:
    world.open_consultation()
    reference = world.ask(world.provider, TEXT)
    question = questions(world.database)[0]
    before = len(_looks(world))
    with world.database.transaction() as session:
        vault.read(session, world.consultation_id, [question.text_id], Reader(world.provider.tag, "test"))
    looks = _looks(world)
    assert len(looks) == before + 1
    for value in (reference, str(question.id), str(question.text_id), world.provider.tag, str(world.provider.organisation)):
        assert value not in looks[-1]


def _looks(world: World) -> list[str]:
    with world.database.reading() as session:
        entries = session.scalars(select(LedgerLeaf.entry).order_by(LedgerLeaf.tree, LedgerLeaf.position))
        return [entry for entry in entries if "vault.opened" in entry]


# rule 41, R14: a citizen service number is stored nowhere


def test_a_bsn_is_stored_nowhere(
    app: Flask, world: World, browser: Browser, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    world.open_consultation()
    client = browser(world.provider)
    for field in ("text", "section"):
        answer = write(client, world, **({"text": TEXT} | {field: f"Cliënt {BSN} wacht al drie maanden."}))
        assert answer.status_code == 400
        assert "lijkt op een BSN" in answer.text or "op een BSN lijkt" in answer.text
    assert BSN not in _bytes_at_rest(world.database, tmp_path)
    assert BSN not in caplog.text and CANARY not in caplog.text
    assert not [file for file in tmp_path.rglob("*") if file.is_file() and BSN.encode() in file.read_bytes()]


def test_deleted_pages_hold_nothing_either(world: World, tmp_path: Path) -> None:
    """SQLite keeps removed text in free pages unless told otherwise."""
    if world.database.engine.dialect.name != "sqlite":
        with world.database.reading() as session:
            assert session.connection().dialect.name == "postgresql"
        return
    raw = sqlite3.connect(tmp_path / "consultation.sqlite3")
    raw.close()
    with world.database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
