"""Migrations: up, down and up again; head is what the models say; what was published or recorded stays (rules 7, 10, 53)."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from consultation import migrating
from consultation.db import Database
from consultation.dossiers import guarding
from consultation.dossiers import service as dossiers
from consultation.dossiers.findings import Verdict, decide, waiting
from consultation.dossiers.rules import VersionDraft
from consultation.publications import service as publishing
from consultation.questions.answering import service as answering
from consultation.questions.answering.service import AnswerDraft
from consultation.questions.asking import own_previews
from consultation.questions.objections import service as objections
from consultation.questions.objections.service import Ruling
from consultation.questions.release import service as release
from consultation.record import service as record
from consultation.review import claims
from consultation.review.rules import Choice
from consultation.tables import METADATA
from legal.terms import Outcome
from tests.world import World

SCRIPTS = ScriptDirectory(str(migrating.FOLDER))
APPEND_ONLY = SCRIPTS.get_revision("0002").module
# Tables that a later migration made append-only.
AFTER = (found.module for found in SCRIPTS.walk_revisions("0002", "head") if found.revision != "0002")
LATER = tuple(table for module in AFTER for table in getattr(module, "NO_CHANGE", ()))
NO_CHANGE = tuple(dict.fromkeys((*APPEND_ONLY.NO_CHANGE, *LATER)))
NO_REMOVAL = tuple(dict.fromkeys((*APPEND_ONLY.NO_REMOVAL, *LATER)))
# These change in daily work; each new table must be put on one of the two sides.
MUTABLE = {
    "clarification_note", "consultation", "delivery", "import_batch", "ledger_head", "login_session", "membership",
    "organisation", "outbox", "participation", "person", "question", "question_round", "vault_check", "vault_key",
    "worker_heartbeat",
}  # fmt: skip
UPSERT = {
    "sqlite": "INSERT OR REPLACE INTO release_stopped SELECT * FROM release_stopped",
    "postgresql": "INSERT INTO release_stopped SELECT * FROM release_stopped "
    "ON CONFLICT (release_id) DO UPDATE SET at = excluded.at",
}
EMPTY_AT_ONCE = {"sqlite": "DELETE FROM release_stopped", "postgresql": "TRUNCATE release_stopped"}


def test_up_down_up(database: Database) -> None:
    """A deploy that must go back can go back, and forth again."""
    engine = database.engine
    before = _shape(engine)
    migrating.downgrade(engine, "base")
    assert migrating.is_empty(engine)
    left = set(inspect(engine).get_table_names()) - {"alembic_version"}
    assert (left, _triggers(engine)) == (set(), [])
    migrating.upgrade(engine)
    assert migrating.is_current(engine)
    assert _shape(engine) == before


def test_head_is_what_the_models_say(database: Database) -> None:
    """No table, column, index or constraint exists in one of the two alone."""
    assert _differences(database.engine) == []


def test_a_column_that_was_not_migrated_is_found(database: Database) -> None:
    """Sabotage twin: a schema that lacks a column of the models is not accepted."""
    with database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE outbox DROP COLUMN last_error"))
    assert _differences(database.engine) != []


def test_every_table_is_mutable_or_append_only() -> None:
    """A new table cannot be forgotten."""
    guarded = {*NO_CHANGE, *APPEND_ONLY.FIXED}
    assert guarded | MUTABLE == set(METADATA.tables)
    assert guarded & MUTABLE == set()


def test_nothing_published_or_recorded_can_be_changed_or_removed(world: World) -> None:
    """Rules 7, 10, 53; R10: not through SQL either, on either engine."""
    _fill(world)
    assert _not_refused(world.database) == []


@pytest.mark.parametrize("act", ["update", "delete"])
def test_a_table_without_its_trigger_is_found(world: World, act: str) -> None:
    """Sabotage twin: without its trigger a publication could be rewritten, and the check says so."""
    _fill(world)
    on = ' ON "published_answer"' if world.database.engine.dialect.name == "postgresql" else ""
    with world.database.engine.begin() as connection:
        connection.execute(text(f"DROP TRIGGER published_answer_no_{act}{on}"))
    assert _not_refused(world.database) == [f"{act} published_answer"]


@pytest.mark.parametrize("statements", [UPSERT, EMPTY_AT_ONCE], ids=["upsert", "empty"])
def test_no_way_round_the_triggers(world: World, statements: dict[str, str]) -> None:
    """An upsert is a change and emptying a table is removal, also where the engine has a short cut."""
    _fill(world)
    assert _refused(world.database, statements[world.database.engine.dialect.name])


def test_a_document_version_can_only_get_its_release(world: World) -> None:
    """Rule 7: the words of a version stay; that it went out is added."""
    world.draft_consultation()
    assert _refused(world.database, "UPDATE document_version SET body = 'iets anders'")
    assert _refused(world.database, "UPDATE document_version SET number = '1.1'")
    assert not _refused(world.database, "UPDATE document_version SET release_id = NULL")


def test_a_document_keeps_its_title(world: World) -> None:
    """Rule 7; its address can change until somebody can read it: no name of a party stands in it (13)."""
    world.draft_consultation()
    assert _refused(world.database, "UPDATE document SET title = 'iets anders'")
    assert not _refused(world.database, "UPDATE document SET slug = 'iets-anders'")


def _fill(world: World) -> None:
    """Put a row in every append-only table."""
    slug = world.open_consultation()
    assert slug
    _give_back(world)
    world.answer(world.ask(world.provider, "Telt de reistijd van begeleiders mee in het uurtarief?"))
    world.publish_note()
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        note = session.execute(text("SELECT id FROM publication WHERE kind = 'note'")).scalar_one()
        note_id = note if isinstance(note, uuid.UUID) else uuid.UUID(note)
        publishing.keep_file(session, note_id, "pdf", b"%PDF")
        record.note_opening(session, consultation.id, note_id, world.provider.organisation)
        draft = VersionDraft("Bijlage", "1.0", "Stichting Elzenwaard levert nu deze hulp.")
        dossiers.add_version(session, world.lead, consultation, draft)
        held = waiting(session, consultation)[0]
        decide(session, world.publisher, consultation, Verdict(held.key, Choice(Outcome.REDACT)))
        made = release.release(session, world.publisher, consultation)
        release.stop(session, world.publisher, consultation, made.id)
    _decide_by_two(world)


def _give_back(world: World) -> None:
    """An answer that went back to its writer."""
    reference = world.ask(world.provider, "Telt de reistijd ook mee in de avond?")
    question_id = world.question_id(reference)
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        answering.save(session, world.expert, consultation, question_id, AnswerDraft("Ja, dat klopt."))
        answering.ask_approval(session, world.expert, consultation, question_id)
        answering.give_back(session, world.lead, consultation, question_id, "Noem ook de pagina.")


def _decide_by_two(world: World) -> None:
    """A decision with a second person, and a claim that ended."""
    reference = world.ask(world.provider, "Wij rekenen nu € 44,75 per uur. Telt reistijd mee?")
    world.release_finding(reference)
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        draft = claims.ClaimDraft("€ 12,50", "Tarievenblad", world.moment.now.date())
        claim = claims.claim(session, world.publisher, guarding.review(session, consultation.id), draft)
        claims.agree(session, world.lawyer, claim)
        claims.end(session, world.publisher, claim)
    _object(world)


def _object(world: World) -> None:
    """A text that its party saw first, objected against, and what was decided about that."""
    with world.database.transaction() as session:
        world.consultation(session).objection_days = 2
    reference = world.ask(world.provider, "Wij rekenen nu € 44,75 per uur. Telt reistijd mee in de avond?")
    world.decide(reference, Choice(Outcome.REDACT))
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        shown = own_previews.own_previews(session, world.provider, consultation)[0]
        own_previews.object_to(session, world.provider, consultation, shown.id, "Zo begrijpt niemand de vraag.")
        ruling = Ruling(upheld=False, reason="Een bedrag gaat niet naar anderen.")
        objections.rule(session, world.lawyer, consultation, shown.id, ruling)


def _not_refused(database: Database) -> list[str]:
    """Try to change and to remove rows in every append-only table; return what went through."""
    went = []
    with database.reading() as session:
        tables = sorted({*NO_CHANGE, *APPEND_ONLY.FIXED})
        assert [table for table in tables if not session.execute(text(f'SELECT count(*) FROM "{table}"')).scalar()] == []
    for table in tables:
        column = METADATA.tables[table].columns.keys()[0]
        if not _refused(database, f'UPDATE "{table}" SET "{column}" = "{column}"'):
            went.append(f"update {table}")
        if table in NO_REMOVAL and not _refused(database, f'DELETE FROM "{table}"', cascade=True):
            went.append(f"delete {table}")
    return went


def _refused(database: Database, statement: str, *, cascade: bool = False) -> bool:
    """Run a statement and take it back; say whether a trigger refused it."""
    with database.engine.connect() as connection, connection.begin() as transaction:
        if cascade and connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        try:
            connection.execute(text(statement))
        except DBAPIError as error:
            return "append-only" in str(error.orig)
        finally:
            transaction.rollback()
    return False


def _differences(engine: Engine) -> list[Any]:
    with engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), METADATA))


def _shape(engine: Engine) -> dict[str, Any]:
    seen = inspect(engine)
    tables = {
        name: (
            [(column["name"], str(column["type"]), column["nullable"]) for column in seen.get_columns(name)],
            seen.get_pk_constraint(name),
            sorted(map(_index, seen.get_indexes(name))),
            sorted(map(repr, seen.get_unique_constraints(name))),
            sorted(map(repr, seen.get_foreign_keys(name))),
        )
        for name in seen.get_table_names()
    }
    return {"tables": tables, "triggers": _triggers(engine)}


def _index(found: Any) -> str:
    """Write an index with the condition of a partial one in words."""
    return repr({**found, "dialect_options": {key: str(value) for key, value in found.get("dialect_options", {}).items()}})


def _triggers(engine: Engine) -> list[str]:
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[engine.dialect.name]
    with engine.connect() as connection:
        return sorted(connection.execute(text(query)).scalars())
