"""Back-ups that somebody changed, and what a refusal says."""

import json
import sqlite3
import zipfile
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from facilitation.upkeep import package, restoring

KEY, OTHER = b"k" * 64, b"o" * 64


@contextmanager
def refused(kind, says):
    """The block is refused with a sentence that holds ``says``."""
    with pytest.raises(kind) as refusal:
        yield
    assert says in refusal.value.sentence()


def restore(database, source, keys=None):
    return restoring.restore(database, source, keys)


def slugs(database):
    with sqlite3.connect(f"file:{database.path}?mode=ro", uri=True) as connection:
        found = {slug for (slug,) in connection.execute("SELECT slug FROM councils")}
    connection.close()
    return found


def rewritten(source, **changes):
    """The package with other members; None takes one away, manifest values are merged."""
    to = source.with_name("changed.zip")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(to, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name in changes:
                content = changes[name](content)
            if content is not None:
                new.writestr(name, content)
    return to


def of_revision(source, number, tmp_path):
    """The package as a version with another schema would have written it."""
    with zipfile.ZipFile(source) as archive:
        path = Path(archive.extract(package.DATABASE, tmp_path / "aside"))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (number,))
    connection.close()

    def manifest(text):
        data = json.loads(text) | {"version": "9.9", "revision": number, "unknown": 1}
        content = path.read_bytes()
        data["files"][package.DATABASE] = {
            "size": len(content),
            "sha256": sha256(content).hexdigest(),
        }
        return json.dumps(data).encode()

    return rewritten(
        source, **{package.DATABASE: lambda _: path.read_bytes(), package.MANIFEST: manifest}
    )


def flip(content):
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :]
