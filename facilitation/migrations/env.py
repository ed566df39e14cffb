"""Called by Alembic, with the connection that upgrade() or make_revision() has opened."""

from importlib import import_module
from pathlib import Path

from alembic import context

from facilitation.db import Base

for models in sorted(Path(__file__).parent.parent.glob("*/models.py")):
    import_module(f"facilitation.{models.parent.name}.models")

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    user_module_prefix="db.",
    render_as_batch=True,  # SQLite alters a table by building it anew
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
