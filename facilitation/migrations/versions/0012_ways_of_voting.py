"""ways of voting"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

CHECKS = (
    ("roll", "channel", "channel", ("phone", "device", "tablet", "helper", "paper", "hands")),
    ("seats", "channel", "channel", ("phone", "device", "tablet", "paper")),
    ("polls", "mode", "mode", ("simple", "roll_call")),
)
BEFORE = {"roll": ("phone", "paper"), "seats": ("phone", "paper"), "polls": ("simple",)}


def upgrade() -> None:
    for table, name, column, allowed in CHECKS:
        _check(table, name, column, allowed)


def downgrade() -> None:
    for table, name, column, _allowed in CHECKS:
        _check(table, name, column, BEFORE[table])


def _check(table: str, name: str, column: str, allowed: tuple[str, ...]) -> None:
    words = ", ".join(f"'{word}'" for word in allowed)
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
        batch.create_check_constraint(op.f(f"ck_{table}_{name}"), f"{column} IN ({words})")
