"""log and regie"""

import sqlalchemy as sa
from alembic import op

from facilitation import db

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "log_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("at", db.UtcDateTime(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("what", sa.String(length=64), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("undo", sa.JSON(), nullable=True),
        sa.Column("undone_at", db.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_log_entries_account_id_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["council_id"], ["councils.id"], name=op.f("fk_log_entries_council_id_councils")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings.id"],
            name=op.f("fk_log_entries_meeting_id_meetings"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_entries")),
    )
    op.create_index(
        op.f("ix_log_entries_council_id_meeting_id"), "log_entries", ["council_id", "meeting_id"]
    )
    op.create_table(
        "regies",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("since", db.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_regies_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["council_id"], ["councils.id"], name=op.f("fk_regies_council_id_councils")
        ),
        sa.PrimaryKeyConstraint("council_id", name=op.f("pk_regies")),
    )
    with op.batch_alter_table("councils") as table:
        table.add_column(
            sa.Column("wall_size", sa.String(length=64), server_default="M", nullable=False)
        )
        table.create_check_constraint(op.f("ck_councils_wall_size"), "wall_size IN ('S', 'M', 'L')")
    with op.batch_alter_table("meetings") as table:
        table.add_column(
            sa.Column("wall_cover", sa.String(length=64), server_default="", nullable=False)
        )
        table.add_column(sa.Column("covered_round_id", sa.Integer(), nullable=True))
        table.create_check_constraint(
            op.f("ck_meetings_wall_cover"), "wall_cover IN ('', 'neutral', 'black')"
        )
    with op.batch_alter_table("memberships") as table:
        table.drop_constraint(op.f("ck_memberships_role"), type_="check")
        table.create_check_constraint(
            op.f("ck_memberships_role"), "role IN ('lead', 'moderator', 'minutes')"
        )


def downgrade() -> None:
    # Whoever wrote the minutes keeps a place in the team; the older version knows no smaller one.
    op.execute("UPDATE memberships SET role = 'moderator' WHERE role = 'minutes'")
    op.execute("UPDATE invitations SET role = 'moderator' WHERE role = 'minutes'")
    with op.batch_alter_table("memberships") as table:
        table.drop_constraint(op.f("ck_memberships_role"), type_="check")
        table.create_check_constraint(op.f("ck_memberships_role"), "role IN ('lead', 'moderator')")
    with op.batch_alter_table("meetings") as table:
        table.drop_constraint(op.f("ck_meetings_wall_cover"), type_="check")
        table.drop_column("covered_round_id")
        table.drop_column("wall_cover")
    with op.batch_alter_table("councils") as table:
        table.drop_constraint(op.f("ck_councils_wall_size"), type_="check")
        table.drop_column("wall_size")
    op.drop_table("regies")
    op.drop_index(op.f("ix_log_entries_council_id_meeting_id"), table_name="log_entries")
    op.drop_table("log_entries")
