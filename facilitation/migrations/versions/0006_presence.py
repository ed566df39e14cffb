"""presence"""

import sqlalchemy as sa
from alembic import op

from facilitation import db

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

STATES = "state IN ('here', 'away', 'left', 'absent')"
OLD_STATES = "state IN ('here', 'absent')"
SEAT_LINKS = (
    ("joined_in_id", "meetings"),
    ("replaces_id", "seats"),
    ("retired_in_id", "meetings"),
)


def upgrade() -> None:
    with op.batch_alter_table("presences") as batch:
        batch.drop_constraint(op.f("ck_presences_state"), type_="check")
        batch.create_check_constraint(op.f("ck_presences_state"), STATES)
    with op.batch_alter_table("seats") as batch:
        for column, target in SEAT_LINKS:
            batch.add_column(sa.Column(column, sa.Integer(), nullable=True))
            batch.create_foreign_key(
                op.f(f"fk_seats_{column}_{target}"), target, [column], ["id"], ondelete="SET NULL"
            )
        batch.add_column(sa.Column("retired_at", db.UtcDateTime(), nullable=True))
    _presence_changes()
    _admissions()
    _exclusions()


def downgrade() -> None:
    for table in ("exclusions", "admissions", "presence_changes"):
        op.drop_table(table)
    with op.batch_alter_table("seats") as batch:
        for column, target in SEAT_LINKS:
            batch.drop_constraint(op.f(f"fk_seats_{column}_{target}"), type_="foreignkey")
            batch.drop_column(column)
        batch.drop_column("retired_at")
    # Who was away for a moment was here; who had left was not, in the words of before.
    op.execute("UPDATE presences SET state = 'here' WHERE state = 'away'")
    op.execute("UPDATE presences SET state = 'absent' WHERE state = 'left'")
    with op.batch_alter_table("presences") as batch:
        batch.drop_constraint(op.f("ck_presences_state"), type_="check")
        batch.create_check_constraint(op.f("ck_presences_state"), OLD_STATES)


def _presence_changes() -> None:
    op.create_table(
        "presence_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("at", db.UtcDateTime(), nullable=False),
        sa.Column("cause", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(STATES, name=op.f("ck_presence_changes_state")),
        sa.CheckConstraint("cause IN ('card', 'desk')", name=op.f("ck_presence_changes_cause")),
        _link("presence_changes", "account_id", "accounts", "SET NULL"),
        _link("presence_changes", "meeting_id", "meetings", "CASCADE"),
        _link("presence_changes", "seat_id", "seats", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presence_changes")),
    )


def _admissions() -> None:
    op.create_table(
        "admissions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("seat_number", sa.Integer(), nullable=True),
        sa.Column("seat_id", sa.Integer(), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("asked_at", db.UtcDateTime(), nullable=False),
        sa.Column("decided_at", db.UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'admitted', 'refused', 'used')", name=op.f("ck_admissions_state")
        ),
        _link("admissions", "council_id", "councils", "CASCADE"),
        _link("admissions", "seat_id", "seats", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_admissions")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_admissions_token_hash")),
    )


def _exclusions() -> None:
    op.create_table(
        "exclusions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("at", db.UtcDateTime(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("reason IN ('conflict', 'excused')", name=op.f("ck_exclusions_reason")),
        _link("exclusions", "account_id", "accounts", "SET NULL"),
        _link("exclusions", "round_id", "rounds", "CASCADE"),
        _link("exclusions", "seat_id", "seats", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exclusions")),
        sa.UniqueConstraint("round_id", "seat_id", name=op.f("uq_exclusions_round_id_seat_id")),
    )


def _link(table: str, column: str, target: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=ondelete)
