"""The ordinary evening, planned once a minute and copied into the databases of tests."""

import filecmp
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from facilitation import clock, db

from . import factories, stores


class Planned:
    """A file with the evening as ``factories.evening`` plans it."""

    def __init__(self, engines: db.Database, migrated: Path, folder: Path) -> None:
        self.engines = engines
        self.migrated = migrated
        self.file = folder / "evening.db"
        self.minute: datetime | None = None
        self.evening: factories.Evening | None = None

    def into(self, database: db.Database) -> factories.Evening:
        """Plan the evening there: by a copy where nothing has happened yet and nobody looks."""
        path = database.path
        real = abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=1)
        if path is None or not real or not self._is_fresh(database, path):
            return factories.evening()
        if self.evening is None or self.minute != _minute():  # it begins half an hour ago
            self._plan(path)
        assert self.evening
        self.engines.close()
        shutil.copyfile(self.file, path)
        return self.evening

    def _is_fresh(self, database: db.Database, path: Path) -> bool:
        """Whether it is the empty file, and nobody has it open."""
        pools = (self.engines.writer.pool, self.engines.reader.pool)
        if database is not self.engines or any(pool.checkedout() for pool in pools):  # type: ignore[attr-defined]
            return False
        database.close()
        journal = path.with_name(f"{path.name}-wal")
        return not journal.exists() and filecmp.cmp(self.migrated, path, shallow=False)

    def _plan(self, path: Path) -> None:
        self.minute = _minute()
        stores.move(self.engines, Path(shutil.copy(self.migrated, self.file)))
        self.evening = factories.evening()
        stores.move(self.engines, path)


def _minute() -> datetime:
    return clock.now().replace(second=0, microsecond=0)
