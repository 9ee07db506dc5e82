"""Asking in a browser without JavaScript: the steps of a party, and what the database holds afterwards."""

from __future__ import annotations

import uuid
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from consultation.db import Database
from consultation.questions.models import Question
from consultation.record.models import LedgerLeaf, Tree
from consultation.tables import METADATA
from tests.forms import post
from tests.world import World

TEXT = "Telt de reistijd van begeleiders mee in het uurtarief?"


def new_address(world: World) -> str:
    """Return the address of the empty form."""
    return f"/mijn/{world.slug}/vragen/nieuw/"


def write(client: FlaskClient, world: World, text: str = TEXT, **fields: Any) -> TestResponse:
    """Fill in the form and press "Controleer"."""
    return post(client, new_address(world), **({"text": text, "doe": "controleer"} | fields))


def send(client: FlaskClient, check_address: str) -> TestResponse:
    """Press "Verstuur" on the check page."""
    return post(client, check_address)


def ask(client: FlaskClient, world: World, text: str = TEXT) -> TestResponse:
    """Write and send."""
    return send(client, write(client, world, text).location)


def questions(database: Database) -> list[Question]:
    """Return all question rows."""
    with database.reading() as session:
        return list(session.scalars(select(Question).order_by(Question.reference)))


def received(database: Database, consultation_id: uuid.UUID) -> list[str]:
    """Return the entries of received questions in the record."""
    where = (LedgerLeaf.consultation_id == consultation_id, LedgerLeaf.tree == Tree.PRIVATE)
    with database.reading() as session:
        entries = session.scalars(select(LedgerLeaf.entry).where(*where).order_by(LedgerLeaf.position))
        return [entry for entry in entries if "question.received" in entry]


def dump(database: Database) -> list[tuple[str, dict[str, str]]]:
    """Return every row of every table as text: (table, column -> value); ids and bytes in hex."""
    found = []
    with database.reading() as session:
        for table in METADATA.sorted_tables:
            for row in session.execute(select(table)).mappings():
                found.append((table.name, {str(name): _shown(value) for name, value in row.items()}))
    return found


def _shown(value: Any) -> str:
    if isinstance(value, uuid.UUID):
        return value.hex
    return value.hex() if isinstance(value, bytes) else str(value)
