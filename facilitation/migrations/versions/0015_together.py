"""together"""

import sqlalchemy as sa
from alembic import op

from facilitation import db

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bundles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("view", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_bundles_item_id_items")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bundles")),
    )
    with op.batch_alter_table("rounds") as batch:
        batch.add_column(sa.Column("bundle_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_rounds_bundle_id_bundles"),
            "bundles",
            ["bundle_id"],
            ["id"],
            ondelete="SET NULL",
        )


def downgrade() -> None:
    with op.batch_alter_table("rounds") as batch:
        batch.drop_constraint(op.f("fk_rounds_bundle_id_bundles"), type_="foreignkey")
        batch.drop_column("bundle_id")
    op.drop_table("bundles")
