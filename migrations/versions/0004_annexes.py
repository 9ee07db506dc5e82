"""a question can have an annex: the text of a file, published beside the question"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the text that everybody reads; a row that was published before has none, and its leaf stays what it was."""
    op.add_column("published_answer", sa.Column("annex", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Take the column away, with what was published in it."""
    op.drop_column("published_answer", "annex")
