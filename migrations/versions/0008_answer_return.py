"""an answer goes back to its writer with a reason, and that stays"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from consultation.db import UtcDateTime

revision = "0008"
down_revision = "0007"

NO_CHANGE = ("answer_return",)


def upgrade() -> None:
    """Make the table; it only grows."""
    op.create_table(
        "answer_return",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("returned_by", sa.Uuid(), nullable=False),
        sa.Column("returned_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_return")),
        sa.ForeignKeyConstraint(["revision_id"], ["answer_revision.id"], name=op.f("fk_answer_return_revision_id")),
    )
    op.create_index(op.f("ix_answer_return_revision_id"), "answer_return", ["revision_id"])
    for name in NO_CHANGE:
        _guard(name)


def downgrade() -> None:
    """Take it away again."""
    for name in NO_CHANGE:
        op.drop_table(name)


def _guard(table: str) -> None:
    """Refuse change and removal, as 0002 does."""
    if op.get_bind().dialect.name == "postgresql":
        for act, each in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT")):
            when = f'BEFORE {act.upper()} ON "{table}" FOR EACH {each} EXECUTE FUNCTION refuse_change()'
            op.execute(f"CREATE TRIGGER {table}_no_{act} {when}")
        return
    for act in ("update", "delete"):
        body = f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
        op.execute(f'CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON "{table}" {body}')
