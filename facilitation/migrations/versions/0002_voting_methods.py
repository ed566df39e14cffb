"""voting methods"""

import sqlalchemy as sa
from alembic import op

from facilitation import db

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("polls") as table:
        table.add_column(sa.Column("title", sa.String(200), nullable=False, server_default=""))
        table.add_column(sa.Column("labels", sa.JSON(), nullable=False, server_default="{}"))
        table.add_column(
            sa.Column("in_report", sa.Boolean(), nullable=False, server_default=sa.true())
        )
    with op.batch_alter_table("options") as table:
        table.add_column(sa.Column("text", sa.String(200), nullable=False, server_default=""))
    with op.batch_alter_table("rounds") as table:
        table.add_column(sa.Column("view", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("roll") as table:
        table.add_column(
            sa.Column("begun", sa.Boolean(), nullable=False, server_default=sa.false())
        )


def downgrade() -> None:
    with op.batch_alter_table("roll") as table:
        table.drop_column("begun")
    with op.batch_alter_table("rounds") as table:
        table.drop_column("view")
    with op.batch_alter_table("options") as table:
        table.drop_column("text")
    with op.batch_alter_table("polls") as table:
        table.drop_column("in_report")
        table.drop_column("labels")
        table.drop_column("title")
