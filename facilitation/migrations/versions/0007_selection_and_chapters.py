"""selection and chapters"""

import sqlalchemy as sa
from alembic import op

from facilitation import db

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "selections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("invited", sa.Integer(), nullable=True),
        sa.Column("replied", sa.Integer(), nullable=True),
        sa.Column("drawn", sa.Integer(), nullable=True),
        sa.Column("took_part", sa.Integer(), nullable=True),
        sa.Column("first_stage", sa.Text(), nullable=False),
        sa.Column("second_stage", sa.Text(), nullable=False),
        sa.Column("replacements", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "invited >= 0 AND replied >= 0 AND drawn >= 0 AND took_part >= 0",
            name=op.f("ck_selections_figures"),
        ),
        sa.ForeignKeyConstraint(
            ["council_id"], ["councils.id"], name=op.f("fk_selections_council_id_councils")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_selections")),
        sa.UniqueConstraint("council_id", name=op.f("uq_selections_council_id")),
    )
    op.create_table(
        "traits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("base", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("as_of", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("others", sa.Boolean(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=True),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.CheckConstraint("unit IN ('count', 'share')", name=op.f("ck_traits_unit")),
        sa.CheckConstraint("members >= 1 AND population >= 1", name=op.f("ck_traits_totals")),
        sa.ForeignKeyConstraint(
            ["council_id"], ["councils.id"], name=op.f("fk_traits_council_id_councils")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_traits")),
        sa.UniqueConstraint("council_id", "title", name=op.f("uq_traits_council_id_title")),
    )
    op.create_table(
        "trait_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trait_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("panel", sa.Integer(), nullable=False),
        sa.CheckConstraint("panel >= 0 AND population >= 0", name=op.f("ck_trait_rows_figures")),
        sa.ForeignKeyConstraint(
            ["trait_id"], ["traits.id"], name=op.f("fk_trait_rows_trait_id_traits")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trait_rows")),
        sa.UniqueConstraint("trait_id", "position", name=op.f("uq_trait_rows_trait_id_position")),
    )
    op.create_table(
        "chapters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["council_id"], ["councils.id"], name=op.f("fk_chapters_council_id_councils")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chapters")),
        sa.UniqueConstraint("council_id", "key", name=op.f("uq_chapters_council_id_key")),
    )
    with op.batch_alter_table("councils") as batch:
        batch.add_column(sa.Column("imprint", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("councils") as batch:
        batch.drop_column("imprint")
    op.drop_table("chapters")
    op.drop_table("trait_rows")
    op.drop_table("traits")
    op.drop_table("selections")
