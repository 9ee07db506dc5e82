"""what was published or recorded cannot be changed or removed, not even by the application"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

# rules 7, 10, 53; R10. A vault object may be destroyed by a retention decision, but never changed.
NO_CHANGE = (
    "anchor", "answer_revision", "checkpoint", "finding_decision", "ledger_leaf", "ledger_node", "opening",
    "publication", "publication_file", "published_answer", "release", "release_stopped", "vault_object",
)  # fmt: skip
NO_REMOVAL = tuple(table for table in NO_CHANGE if table != "vault_object")


def upgrade() -> None:
    """Add a refusing trigger per table and act."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME; END $$"
        )
    for table in NO_CHANGE:
        _refuse(table, "UPDATE")
    for table in NO_REMOVAL:
        _refuse(table, "DELETE")


def downgrade() -> None:
    """Remove the triggers."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    for tables, act in ((NO_CHANGE, "UPDATE"), (NO_REMOVAL, "DELETE")):
        for table in tables:
            op.execute(
                f"DROP TRIGGER {_name(table, act)}"
                + (f' ON "{table}"' if postgresql else "")
            )
    if postgresql:
        op.execute("DROP FUNCTION refuse_change()")


def _refuse(table: str, act: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f'CREATE TRIGGER {_name(table, act)} BEFORE {act} ON "{table}" '
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
    else:
        op.execute(
            f'CREATE TRIGGER {_name(table, act)} BEFORE {act} ON "{table}" '
            f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
        )


def _name(table: str, act: str) -> str:
    return f"{table}_no_{act.lower()}"
