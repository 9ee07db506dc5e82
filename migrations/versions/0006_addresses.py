"""the address of a document that nobody can read yet may change: a party's name must not stand in it"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"

WORDS = ("id", "consultation_id", "title")  # what never changes of a document


def upgrade() -> None:
    """Let only the address change."""
    _drop()
    _guard(f"UPDATE OF {', '.join(WORDS)}")


def downgrade() -> None:
    """Let nothing change, as before."""
    _drop()
    _guard("UPDATE")


def _drop() -> None:
    op.execute("DROP TRIGGER document_no_update" + (' ON "document"' if _postgresql() else ""))


def _guard(event: str) -> None:
    body = "BEGIN SELECT RAISE(ABORT, 'append-only: document'); END"
    if _postgresql():
        body = "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    op.execute(f'CREATE TRIGGER document_no_update BEFORE {event} ON "document" {body}')


def _postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
