"""agenda anchors"""

import sqlalchemy as sa
from alembic import op

from facilitation import db

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("meetings") as table:
        table.add_column(sa.Column("planned_end", db.UtcDateTime(), nullable=True))
        table.add_column(sa.Column("noted_offset", sa.Integer(), nullable=True))
    with op.batch_alter_table("items") as table:
        table.add_column(sa.Column("least_minutes", sa.Integer(), nullable=True))
        table.add_column(sa.Column("anchor", sa.Time(), nullable=True))
        for name in ("leads", "method"):
            table.add_column(
                sa.Column(name, sa.String(length=200), nullable=False, server_default="")
            )
        for name in ("aim", "material", "wanted"):
            table.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("planned_start", db.UtcDateTime(), nullable=True))
        table.add_column(sa.Column("planned_minutes", sa.Integer(), nullable=True))
        table.create_check_constraint(
            op.f("ck_items_least_minutes"), "least_minutes BETWEEN 1 AND minutes"
        )


def downgrade() -> None:
    with op.batch_alter_table("items") as table:
        table.drop_constraint(op.f("ck_items_least_minutes"), type_="check")
        for name in (
            "planned_minutes",
            "planned_start",
            "wanted",
            "material",
            "aim",
            "method",
            "leads",
            "anchor",
            "least_minutes",
        ):
            table.drop_column(name)
    with op.batch_alter_table("meetings") as table:
        table.drop_column("noted_offset")
        table.drop_column("planned_end")
