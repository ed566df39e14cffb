"""A damaged file is refused with a sentence, and nothing changes."""

import re
import sqlite3
from pathlib import Path

import pytest

from facilitation.upkeep import package

from .packages import flip, refused, restore, rewritten, slugs


def below_zero(manifest):
    return re.sub(rb'"size": ?\d+', b'"size": -1', manifest)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda made, _: rewritten(made, **{package.DATABASE: flip}), "stimmt nicht mit der"),
        (lambda made, _: rewritten(made, **{package.DATABASE: lambda c: c + b"x"}), "Prüfsumme"),
        (lambda made, _: rewritten(made, **{package.DATABASE: lambda c: c[:-9]}), "Prüfsumme"),
        (lambda made, _: rewritten(made, **{package.KEY: flip}), "secret.key darin"),
        (lambda made, _: rewritten(made, **{package.DATABASE: lambda _c: None}), "auspacken"),
        (lambda made, _: rewritten(made, **{package.MANIFEST: lambda _c: None}), "auspacken"),
        (lambda made, _: rewritten(made, **{package.MANIFEST: lambda _c: b"{"}), "unleserlich"),
        (
            lambda made, _: rewritten(
                made, **{package.MANIFEST: lambda c: c.replace(b"ratschlag.db", b"other.db")}
            ),
            "die Datenbank fehlt",
        ),
        (lambda made, _: rewritten(made, **{package.MANIFEST: below_zero}), "unleserlich"),
        (lambda made, path: path.write_bytes(made.read_bytes()[:-2000]), "weder eine Sicherung"),
        (lambda made, path: path.write_bytes(flip(made.read_bytes())), "unversehrte Sicherung"),
        (lambda made, path: path.write_text("Einkaufsliste"), "weder eine Sicherung"),
        (lambda made, path: path.write_bytes(b""), "weder eine Sicherung"),
        (lambda made, path: path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 9000), "Sicherung"),
    ],
)
def test_a_damaged_file_is_refused_and_nothing_changes(database, made, tmp_path, spoil, says):
    path = tmp_path / "spoilt"
    spoilt = spoil(made, path)
    with refused(package.Damaged, says):
        restore(database, spoilt if isinstance(spoilt, Path) else path)
    assert slugs(database) == {"erster", "zweiter"}
    assert not list(tmp_path.glob(".ratschlag-*"))


def test_a_database_of_another_program_is_refused(database, made, tmp_path):
    path = tmp_path / "music.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    connection.close()
    with refused(package.Damaged, "stammt nicht von Ratschlag"):
        restore(database, path)
