"""a party sees how its text will read for others, and can object in time"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from consultation.db import UtcDateTime

revision = "0005"
down_revision = "0004"

NO_CHANGE = ("objection_ruling", "preview_reply", "source_preview")


def upgrade() -> None:
    """Make the tables; a consultation gets its terms, a question the preview that counts."""
    op.create_table(
        "source_preview",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_preview")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_source_preview_question_id")),
        sa.UniqueConstraint("question_id", "fingerprint", name=op.f("uq_source_preview_question_id")),
    )
    op.create_index(op.f("ix_source_preview_consultation_id"), "source_preview", ["consultation_id"])
    op.create_table(
        "preview_reply",
        sa.Column("preview_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("reason_id", sa.Uuid(), nullable=True),
        sa.Column("replied_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("preview_id", name=op.f("pk_preview_reply")),
        sa.ForeignKeyConstraint(["preview_id"], ["source_preview.id"], name=op.f("fk_preview_reply_preview_id")),
    )
    op.create_table(
        "objection_ruling",
        sa.Column("preview_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("upheld", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("seal", sa.JSON(), nullable=False),
        sa.Column("ruled_by", sa.Uuid(), nullable=False),
        sa.Column("ruled_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("preview_id", name=op.f("pk_objection_ruling")),
        sa.ForeignKeyConstraint(["preview_id"], ["preview_reply.preview_id"], name=op.f("fk_objection_ruling_preview_id")),
    )
    op.add_column("question", sa.Column("preview_id", sa.Uuid(), nullable=True))
    op.add_column("consultation", sa.Column("objection_days", sa.Integer(), nullable=False, server_default="2"))
    op.add_column("consultation", sa.Column("smallest_group", sa.Integer(), nullable=False, server_default="5"))
    for name in NO_CHANGE:
        _guard(name)


def downgrade() -> None:
    """Take it all away again."""
    op.drop_column("consultation", "smallest_group")
    op.drop_column("consultation", "objection_days")
    op.drop_column("question", "preview_id")
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
