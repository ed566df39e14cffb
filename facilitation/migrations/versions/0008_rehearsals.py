"""rehearsals"""

import sqlalchemy as sa
from alembic import op

from facilitation import db

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("councils") as table:
        table.add_column(sa.Column("rehearsal_of_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_councils_rehearsal_of_id_councils"), "councils", ["rehearsal_of_id"], ["id"]
        )
        table.create_unique_constraint(op.f("uq_councils_rehearsal_of_id"), ["rehearsal_of_id"])


def downgrade() -> None:
    with op.batch_alter_table("councils") as table:
        table.drop_constraint(op.f("uq_councils_rehearsal_of_id"), type_="unique")
        table.drop_constraint(op.f("fk_councils_rehearsal_of_id_councils"), type_="foreignkey")
        table.drop_column("rehearsal_of_id")
