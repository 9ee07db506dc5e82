"""what was published or recorded cannot be changed or removed, not even by the application"""

from __future__ import annotations

from collections.abc import Iterator

from alembic import op

revision = "0002"
down_revision = "0001"

# rules 7, 10, 53; R10. A vault object may be destroyed by a retention decision, but never changed.
NO_CHANGE = (
    "anchor", "answer_revision", "checkpoint", "document", "finding_decision", "ledger_leaf", "ledger_node", "opening",
    "publication", "publication_file", "published_answer", "release", "release_stopped", "vault_object",
)  # fmt: skip
# Of a document version only `release_id` changes: another text is another version.
FIXED = {"document_version": ("id", "consultation_id", "document_id", "number", "body", "change_reason", "created_by", "created_at")}
NO_REMOVAL = (*(table for table in NO_CHANGE if table != "vault_object"), *FIXED)


def upgrade() -> None:
    """Add a refusing trigger per table and act."""
    if _postgresql():
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME; END $$"
        )
    for table, act, event in _triggers():
        _refuse(table, act, event)


def downgrade() -> None:
    """Remove the triggers."""
    for table, act, _ in _triggers():
        op.execute(f"DROP TRIGGER {_name(table, act)}" + (f' ON "{table}"' if _postgresql() else ""))
    if _postgresql():
        op.execute("DROP FUNCTION refuse_change()")


def _triggers() -> Iterator[tuple[str, str, str]]:
    """Return table, act and the event as SQL writes it. Only PostgreSQL empties a table without deleting its rows."""
    yield from ((table, "update", "UPDATE") for table in NO_CHANGE)
    yield from ((table, "update", f"UPDATE OF {', '.join(columns)}") for table, columns in FIXED.items())
    for table in NO_REMOVAL:
        yield table, "delete", "DELETE"
        if _postgresql():
            yield table, "truncate", "TRUNCATE"


def _refuse(table: str, act: str, event: str) -> None:
    if _postgresql():
        each = "STATEMENT" if act == "truncate" else "ROW"
        body = f"FOR EACH {each} EXECUTE FUNCTION refuse_change()"
    else:
        body = f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
    op.execute(f'CREATE TRIGGER {_name(table, act)} BEFORE {event} ON "{table}" {body}')


def _name(table: str, act: str) -> str:
    return f"{table}_no_{act}"


def _postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
