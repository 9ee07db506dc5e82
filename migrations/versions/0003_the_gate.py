"""decisions with a history, a second person, claims that something is public, questions that stay out of a nota"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from consultation.db import UtcDateTime

revision = "0003"
down_revision = "0002"

NO_CHANGE = ("decision_opinion", "public_claim", "public_claim_step")
PLACE = ("text_id", "field", "found_start", "found_end", "rule")
FIRST = sa.text("supersedes IS NULL")
# The columns of a decision before this migration.
OLD = (
    "id", "consultation_id", "text_id", "field", "start", "end", "rule", "version", "sensitivity", "ground", "outcome", "reason",
    "decided_by", "decided_at",
)  # fmt: skip


def upgrade() -> None:
    """Give decisions their history; make the tables of the second person and the claims."""
    kept = _rows(OLD)
    op.drop_table("finding_decision")
    made = _decisions()
    new = {"policy": "", "label": "", "replacement": "", "needs_second": False, "supersedes": None, "step": 0}
    _insert(made, [row | new | {"found_start": row["start"], "found_end": row["end"]} for row in kept])
    _opinions()
    _claims()
    op.add_column("question", sa.Column("kept_out", sa.Boolean(), nullable=False, server_default=sa.false()))
    for table in ("finding_decision", *NO_CHANGE):
        _guard(table)


def downgrade() -> None:
    """Keep per place the decision that counted, if the older program understands it; the history is lost."""
    kept = _rows((*OLD, "found_start", "found_end", "needs_second", "supersedes"))
    op.drop_column("question", "kept_out")
    for table in ("public_claim_step", "public_claim", "decision_opinion", "finding_decision"):
        op.drop_table(table)
    followed = {row["supersedes"] for row in kept}
    plain = [row for row in kept if row["id"] not in followed and _understood(row)]
    _insert(_old_decisions(), [{name: row[name] for name in OLD} for row in plain])
    _guard("finding_decision")


def _understood(row: dict[str, Any]) -> bool:
    alone = (row["start"], row["end"]) == (row["found_start"], row["found_end"]) and not row["needs_second"]
    return alone and row["outcome"] in {"clear", "redact"} and row["rule"] not in {"by-hand", "whole-text"}


def _rows(names: tuple[str, ...]) -> list[dict[str, Any]]:
    kinds = {**dict.fromkeys(("id", "consultation_id", "text_id", "decided_by", "supersedes"), sa.Uuid()), "decided_at": UtcDateTime()}
    table = sa.table("finding_decision", *(sa.column(name, kinds.get(name)) for name in names))
    return [dict(row) for row in op.get_bind().execute(sa.select(table)).mappings()]


def _insert(table: sa.Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        op.bulk_insert(table, rows)


def _guard(table: str) -> None:
    """Refuse change and removal, as 0002 does for what was there before."""
    if op.get_bind().dialect.name == "postgresql":
        for act, each in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT")):
            when = f'BEFORE {act.upper()} ON "{table}" FOR EACH {each} EXECUTE FUNCTION refuse_change()'
            op.execute(f"CREATE TRIGGER {table}_no_{act} {when}")
        return
    for act in ("update", "delete"):
        body = f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
        op.execute(f'CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON "{table}" {body}')


def _decisions() -> sa.Table:
    made = op.create_table(
        "finding_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("text_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(length=20), nullable=False),
        sa.Column("found_start", sa.Integer(), nullable=False),
        sa.Column("found_end", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("policy", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=20), nullable=False),
        sa.Column("sensitivity", sa.String(length=40), nullable=False),
        sa.Column("ground", sa.String(length=20), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("replacement", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("needs_second", sa.Boolean(), nullable=False),
        sa.Column("supersedes", sa.Uuid(), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_decision")),
        sa.ForeignKeyConstraint(["supersedes"], ["finding_decision.id"], name=op.f("fk_finding_decision_supersedes")),
        sa.UniqueConstraint("supersedes", name=op.f("uq_finding_decision_supersedes")),
    )
    op.create_index("uq_finding_decision_first", "finding_decision", list(PLACE), unique=True, sqlite_where=FIRST, postgresql_where=FIRST)
    op.create_index("ix_finding_decision_text", "finding_decision", ["consultation_id", "text_id"])
    return made


def _old_decisions() -> sa.Table:
    return op.create_table(
        "finding_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("text_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(length=20), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("sensitivity", sa.String(length=40), nullable=False),
        sa.Column("ground", sa.String(length=20), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_decision")),
        sa.UniqueConstraint("text_id", "field", "start", "end", "rule", name=op.f("uq_finding_decision_text_id")),
    )


def _opinions() -> None:
    op.create_table(
        "decision_opinion",
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_decision_opinion")),
        sa.ForeignKeyConstraint(["decision_id"], ["finding_decision.id"], name=op.f("fk_decision_opinion_decision_id")),
    )


def _claims() -> None:
    op.create_table(
        "public_claim",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_date", sa.Date(), nullable=False),
        sa.Column("claimed_by", sa.Uuid(), nullable=False),
        sa.Column("claimed_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_claim")),
    )
    op.create_index(op.f("ix_public_claim_consultation_id"), "public_claim", ["consultation_id"])
    op.create_table(
        "public_claim_step",
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("taken_by", sa.Uuid(), nullable=False),
        sa.Column("taken_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("claim_id", "kind", name=op.f("pk_public_claim_step")),
        sa.ForeignKeyConstraint(["claim_id"], ["public_claim.id"], name=op.f("fk_public_claim_step_claim_id")),
    )
