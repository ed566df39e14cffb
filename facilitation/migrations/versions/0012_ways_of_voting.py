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
LATER = (
    ("fk_meetings_current_item_id_items", "meetings", "items", "current_item_id"),
    ("fk_seats_device_id_devices", "seats", "devices", "device_id"),
)
"""0001 made these two together with their tables, which only SQLite can."""
BEFORE = {"roll": ("phone", "paper"), "seats": ("phone", "paper"), "polls": ("simple",)}


def upgrade() -> None:
    for table, name, column, allowed in CHECKS:
        _check(table, name, column, allowed)
    if not _sqlite():
        for name, table, to, column in LATER:
            op.create_foreign_key(op.f(name), table, to, [column], ["id"])


def downgrade() -> None:
    if not _sqlite():
        for name, table, _to, _column in LATER:
            op.drop_constraint(op.f(name), table, type_="foreignkey")
    for table, name, column, _allowed in CHECKS:
        _check(table, name, column, BEFORE[table])


def _check(table: str, name: str, column: str, allowed: tuple[str, ...]) -> None:
    words = ", ".join(f"'{word}'" for word in allowed)
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
        batch.create_check_constraint(op.f(f"ck_{table}_{name}"), f"{column} IN ({words})")


def _sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
