"""retention"""

import sqlalchemy as sa
from alembic import op

from facilitation import db

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("councils") as table:
        table.add_column(sa.Column("delete_after", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("councils") as table:
        table.drop_column("delete_after")
