"""Any hash or line that was changed in the database is named, whatever else was recomputed with it (F20, F21)."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from consultation.db import Database
from consultation.record import queries, service
from consultation.record.models import Tree
from consultation.record.service import Event
from tests.moment import Moment

CONSULTATION = uuid.UUID("11111111-1111-4111-8111-111111111111")
PRIVATE_LINES = 7


@pytest.fixture
def record(database: Database, moment: Moment) -> Database:
    """Return a database with a record of some lines, sealed twice on the way."""
    for number in range(PRIVATE_LINES):
        with database.transaction() as session:
            service.note(session, CONSULTATION, Tree.PRIVATE, Event("line.added", str(number)))
            service.note(session, CONSULTATION, Tree.PUBLIC, Event("line.added", str(number)))
            if number in {2, 5}:
                service.seal(session, CONSULTATION)
        moment.advance(seconds=1)
    return database


def whole(database: Database) -> int | None:
    with database.reading() as session:
        return queries.is_whole(session, CONSULTATION)


def change(database: Database, table: str, act: str) -> None:
    """What an administrator of the database can do: the refusing triggers go first."""
    with database.transaction() as session:
        for kind in ("update", "delete"):
            _drop(session, table, kind)
        session.execute(text(act))


def _drop(session: Session, table: str, kind: str) -> None:
    on = f' ON "{table}"' if session.get_bind().dialect.name == "postgresql" else ""
    session.execute(text(f"DROP TRIGGER {table}_no_{kind}{on}"))


def test_a_record_as_it_was_made_is_whole(record: Database) -> None:
    assert whole(record) is None


@pytest.mark.parametrize("level", [0, 1, 2])
@pytest.mark.parametrize("tree", list(Tree))
def test_a_changed_hash_on_any_level_is_found(record: Database, level: int, tree: Tree) -> None:
    """Also above the lines: proofs are made of those."""
    other = f"(SELECT hash FROM ledger_node WHERE level = 0 AND position = 5 AND tree = '{tree}')"
    where = f"level = {level} AND position = 0 AND tree = '{tree}'"
    change(record, "ledger_node", f"UPDATE ledger_node SET hash = {other} WHERE {where}")
    assert whole(record) is not None


@pytest.mark.parametrize("table", ["checkpoint", "anchor"])
def test_a_changed_root_is_found(record: Database, table: str) -> None:
    change(record, table, f"UPDATE {table} SET root = '{'0' * 64}' WHERE size = (SELECT min(size) FROM {table})")
    assert whole(record) is not None


def test_a_line_cut_off_at_the_end_is_found(record: Database) -> None:
    """The head still counts it."""
    last = PRIVATE_LINES - 1
    change(record, "ledger_leaf", f"DELETE FROM ledger_leaf WHERE tree = 'private' AND position = {last}")
    assert whole(record) == last
