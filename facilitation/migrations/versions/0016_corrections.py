"""corrections: addenda to shown results, previews, any number of covered results"""

import sqlalchemy as sa
from alembic import op

from facilitation import db

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("at", db.UtcDateTime(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("counted", sa.JSON(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("channels", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_corrections_account_id_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["rounds.id"],
            name=op.f("fk_corrections_round_id_rounds"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )
    with op.batch_alter_table("rounds") as table:
        table.add_column(sa.Column("previewed_at", db.UtcDateTime(), nullable=True))
        table.add_column(
            sa.Column("covered", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.execute(
        "UPDATE rounds SET covered = true "
        "WHERE id IN (SELECT covered_round_id FROM meetings WHERE covered_round_id IS NOT NULL)"
    )
    with op.batch_alter_table("meetings") as table:
        table.drop_column("covered_round_id")


def downgrade() -> None:
    with op.batch_alter_table("meetings") as table:
        table.add_column(sa.Column("covered_round_id", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE meetings SET covered_round_id = (SELECT max(rounds.id) FROM rounds "
        "JOIN polls ON polls.id = rounds.poll_id JOIN items ON items.id = polls.item_id "
        "WHERE items.meeting_id = meetings.id AND rounds.covered)"
    )
    with op.batch_alter_table("rounds") as table:
        table.drop_column("covered")
        table.drop_column("previewed_at")
    op.drop_table("corrections")
