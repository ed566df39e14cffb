"""``python -m facilitation.migrations TEXT`` writes the next revision from the models."""

import sys
import tempfile
from pathlib import Path

from alembic import command

from ..db import Database
from . import configuration, upgrade


def make_revision(text: str) -> None:
    """Compare the models with what the revisions so far make of an empty database."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'empty.db'}")
        upgrade(database)
        config = configuration()
        number = len(list(Path(__file__).parent.glob("versions/*.py"))) + 1
        with database.writer.connect() as connection:
            config.attributes["connection"] = connection
            command.revision(config, text, autogenerate=True, rev_id=f"{number:04d}")
        database.close()


if __name__ == "__main__":
    make_revision(" ".join(sys.argv[1:]))
