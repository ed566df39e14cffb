"""sealed mailbox: mode, key and ciphertexts; a ballot's key and seq stand on the roll"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mailbox",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_mailbox_round_id_rounds")
        ),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_mailbox_seat_id_seats")),
        sa.PrimaryKeyConstraint("round_id", "seat_id", name=op.f("pk_mailbox")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("rounds") as table:
        table.add_column(
            sa.Column("key_name", sa.String(length=64), nullable=False, server_default="")
        )
        table.add_column(
            sa.Column("uncounted", sa.String(length=64), nullable=False, server_default="")
        )
        table.add_column(sa.Column("kept", sa.JSON(), nullable=True))
    with op.batch_alter_table("roll") as table:
        table.add_column(sa.Column("key", sa.String(length=64), nullable=False, server_default=""))
        table.add_column(sa.Column("seq", sa.Integer(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE roll SET "
        "key = (SELECT ballots.key FROM ballots WHERE ballots.round_id = roll.round_id "
        "AND ballots.seat_id = roll.seat_id), "
        "seq = (SELECT ballots.seq FROM ballots WHERE ballots.round_id = roll.round_id "
        "AND ballots.seat_id = roll.seat_id) "
        "WHERE EXISTS (SELECT 1 FROM ballots WHERE ballots.round_id = roll.round_id "
        "AND ballots.seat_id = roll.seat_id)"
    )
    with op.batch_alter_table("ballots") as table:
        table.drop_column("seq")
        table.drop_column("key")
    with op.batch_alter_table("polls") as table:
        table.drop_constraint(op.f("ck_polls_mode"), type_="check")
        table.create_check_constraint(
            op.f("ck_polls_mode"), "mode IN ('sealed', 'simple', 'roll_call')"
        )
    # Until now nobody could choose: what is still to be held gets the mode that new polls get.
    op.execute(
        "UPDATE polls SET mode = 'sealed' WHERE mode = 'simple' AND method IN "
        "('yes_no', 'doubt', 'levels', 'choice', 'dots', 'ranking', 'resistance') "
        "AND id NOT IN (SELECT poll_id FROM rounds WHERE opened_at IS NOT NULL)"
    )


def downgrade() -> None:
    """Sealed ballots can't go back: their rounds are held as simple ones, and are over."""
    op.execute("UPDATE rounds SET state = 'cancelled' WHERE key_name != '' AND state = 'open'")
    op.execute("UPDATE rounds SET state = 'cancelled' WHERE key_name != '' AND state = 'closed'")
    op.execute("UPDATE polls SET mode = 'simple' WHERE mode = 'sealed'")
    with op.batch_alter_table("polls") as table:
        table.drop_constraint(op.f("ck_polls_mode"), type_="check")
        table.create_check_constraint(op.f("ck_polls_mode"), "mode IN ('simple', 'roll_call')")
    with op.batch_alter_table("ballots") as table:
        table.add_column(sa.Column("key", sa.String(length=64), nullable=False, server_default=""))
        table.add_column(sa.Column("seq", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("roll") as table:
        table.drop_column("seq")
        table.drop_column("key")
    with op.batch_alter_table("rounds") as table:
        table.drop_column("kept")
        table.drop_column("uncounted")
        table.drop_column("key_name")
    op.drop_table("mailbox")
