"""how many signals of collusion stand open in a question: the lawyer is called for them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the count; it is kept with that of the findings."""
    op.add_column("question", sa.Column("signals", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Take it away again."""
    op.drop_column("question", "signals")
