"""ideas"""

import sqlalchemy as sa
from alembic import op

from facilitation import db

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

OLD_VIEWS = "wall_view IN ('follow', 'join', 'agenda', 'recommendation')"
VIEWS = "wall_view IN ('follow', 'join', 'agenda', 'recommendation', 'ideas', 'idea', 'idea_group')"


def upgrade() -> None:
    op.create_table(
        "idea_groups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("parked", sa.Boolean(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=True),
        sa.Column("recommendation_id", sa.Integer(), nullable=True),
        sa.Column("created_at", db.UtcDateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('idea', 'goal', 'vision')", name=op.f("ck_idea_groups_kind")),
        sa.ForeignKeyConstraint(
            ["council_id"], ["councils.id"], name=op.f("fk_idea_groups_council_id_councils")
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"],
            ["measures.id"],
            name=op.f("fk_idea_groups_measure_id_measures"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_groups")),
    )
    op.create_table(
        "ideas",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("original_why", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("hidden_reason", sa.String(length=200), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("measure_id", sa.Integer(), nullable=True),
        sa.Column("field_id", sa.Integer(), nullable=True),
        sa.Column("table_number", sa.Integer(), nullable=True),
        sa.Column("on_wall", sa.Boolean(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=True),
        sa.Column("created_at", db.UtcDateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('idea', 'goal', 'vision')", name=op.f("ck_ideas_kind")),
        sa.CheckConstraint(
            "state IN ('new', 'grouped', 'parked', 'hidden')", name=op.f("ck_ideas_state")
        ),
        sa.CheckConstraint(
            "(state = 'grouped') = (group_id IS NOT NULL)", name=op.f("ck_ideas_grouped")
        ),
        sa.CheckConstraint(
            "state != 'hidden' OR NOT on_wall", name=op.f("ck_ideas_hidden_off_wall")
        ),
        sa.ForeignKeyConstraint(
            ["council_id"], ["councils.id"], name=op.f("fk_ideas_council_id_councils")
        ),
        sa.ForeignKeyConstraint(
            ["field_id"], ["fields.id"], name=op.f("fk_ideas_field_id_fields"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["idea_groups.id"], name=op.f("fk_ideas_group_id_idea_groups")
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"],
            ["measures.id"],
            name=op.f("fk_ideas_measure_id_measures"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings.id"],
            name=op.f("fk_ideas_meeting_id_meetings"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ideas")),
        sa.UniqueConstraint("council_id", "key", name=op.f("uq_ideas_council_id_key")),
    )
    with op.batch_alter_table("items") as batch:
        batch.add_column(
            sa.Column("collects", sa.String(length=64), nullable=False, server_default="none")
        )
        batch.add_column(
            sa.Column("keeps_table", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch.create_check_constraint(
            op.f("ck_items_collects"), "collects IN ('none', 'idea', 'goal', 'vision')"
        )
    with op.batch_alter_table("meetings") as batch:
        batch.drop_constraint(op.f("ck_meetings_wall_view"), type_="check")
        batch.create_check_constraint(op.f("ck_meetings_wall_view"), VIEWS)


def downgrade() -> None:
    op.execute(
        "UPDATE meetings SET wall_view = 'follow' "
        "WHERE wall_view IN ('ideas', 'idea', 'idea_group')"
    )
    with op.batch_alter_table("meetings") as batch:
        batch.drop_constraint(op.f("ck_meetings_wall_view"), type_="check")
        batch.create_check_constraint(op.f("ck_meetings_wall_view"), OLD_VIEWS)
    with op.batch_alter_table("items") as batch:
        batch.drop_constraint(op.f("ck_items_collects"), type_="check")
        batch.drop_column("keeps_table")
        batch.drop_column("collects")
    op.drop_table("ideas")
    op.drop_table("idea_groups")
