"""erasure: how many were on a roll outlives the roll; when the traces of a session were erased"""

import sqlalchemy as sa
from alembic import op

from facilitation import db

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("rounds") as table:
        table.add_column(sa.Column("present", sa.Integer(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE rounds SET present = (SELECT count(*) FROM roll WHERE roll.round_id = rounds.id)"
    )
    with op.batch_alter_table("meetings") as table:
        table.add_column(sa.Column("erased_at", db.UtcDateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("meetings") as table:
        table.drop_column("erased_at")
    with op.batch_alter_table("rounds") as table:
        table.drop_column("present")
