"""Bringing back: what can't be used changes nothing, what can replaces everything at once."""

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from facilitation import db, migrations
from facilitation.errors import NotFound
from facilitation.upkeep import backup, copying, restoring
from facilitation.voting import keys, sealing
from facilitation.voting.models import Round

from .. import factories
from .packages import KEY, OTHER, of_revision, refused, restore, slugs

ROOT = Path(__file__).resolve().parents[2]


def test_everything_is_as_it_was(database, made, tmp_path):
    done = restore(database, made)

    assert slugs(database) == {"erster"}
    assert copying.troubles(database.path) == ""
    with sqlite3.connect(done.kept) as kept:
        assert kept.execute("SELECT count(*) FROM councils").fetchone() == (2,)
    kept.close()
    assert done.kept.parent == database.path.parent / "backups"
    assert migrations.upgrade(database) is None


def test_the_copy_that_was_kept_can_be_brought_back_too(database, made):
    kept = restore(database, made).kept
    done = restore(database, kept)

    assert slugs(database) == {"erster", "zweiter"}
    assert done.manifest is None


def test_it_makes_a_database_where_there_is_none(made, tmp_path):
    fresh = db.Database(f"sqlite:///{tmp_path / 'new' / 'ratschlag.db'}")
    done = restore(fresh, made)

    assert slugs(fresh) == {"erster"}
    assert done.kept is None
    assert [path.name for path in fresh.path.parent.iterdir()] == ["ratschlag.db"]


def test_a_wal_without_its_database_never_meets_the_new_one(database, made):
    other = sqlite3.connect(database.path)
    other.execute("UPDATE councils SET title = 'aus dem WAL'")
    other.commit()
    wal = database.path.with_name("test.db-wal")
    left = wal.read_bytes()
    other.close()
    database.path.unlink()
    wal.write_bytes(left)
    restore(database, made)

    assert slugs(database) == {"erster"}
    assert not wal.exists()


def test_a_broken_database_makes_room_and_is_kept(database, made):
    database.path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    done = restore(database, made)

    assert slugs(database) == {"erster"}
    assert done.kept.read_bytes().endswith(b"\xff" * 5000)


def test_an_older_back_up_is_migrated(database, made, tmp_path):
    old = tmp_path / "old.db"
    older = db.Database(f"sqlite:///{old}")
    config = migrations.configuration()
    from alembic import command

    with older.writer.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    with older.writer.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO accounts (name, password_hash, is_organiser, failed, created_at)"
            " VALUES ('Ada', '-', 1, 0, '2026-01-01 00:00:00.000000')"
        )
    out = tmp_path / "old.zip"
    backup.back_up(older, KEY, out)
    older.close()
    restore(database, out)

    assert migrations.upgrade(database) is None
    with sqlite3.connect(database.path) as connection:
        assert connection.execute("SELECT name FROM accounts").fetchall() == [("Ada",)]
    connection.close()


def test_a_back_up_of_a_newer_version_is_refused(database, made, tmp_path):
    newer = of_revision(made, "9999", tmp_path)
    with pytest.raises(restoring.Newer) as refusal:
        restore(database, newer)

    assert "von einer neueren Fassung von Ratschlag (9.9)" in refusal.value.sentence()
    assert slugs(database) == {"erster", "zweiter"}


def test_a_file_that_is_not_there_is_said(database, tmp_path):
    with refused(NotFound, "prüfen Sie den Namen"):
        restore(database, tmp_path / "none.zip")


@pytest.mark.parametrize("busy", ["idle", "writing"])
def test_it_waits_for_nobody_who_has_the_database_open(database, made, busy):
    """An idle connection is enough, as a quiet server holds one."""
    code = (
        "import sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('SELECT count(*) FROM councils').fetchone()\n"
        + ("c.execute('BEGIN IMMEDIATE')\n" if busy == "writing" else "")
        + "print('ready', flush=True)\nsys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(database.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        other.stdout.readline()
        with refused(copying.InUse, "wahrscheinlich der Server"):
            restore(database, made)
        other.stdin.close()
        other.wait()
    assert slugs(database) == {"erster", "zweiter"}
    restore(database, made)
    assert slugs(database) == {"erster"}


def test_a_server_cannot_start_in_between(database, made, monkeypatch):
    seen = []

    def look(_target, *_rest):
        other = sqlite3.connect(database.path, timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("SELECT count(*) FROM councils")
        other.close()
        seen.append(True)

    monkeypatch.setattr(copying, "overwrite", look)
    restore(database, made)
    assert seen


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows kills differently")
@pytest.mark.parametrize("pages", [1, 40])
def test_killed_midway_the_old_database_is_there(database, made, pages):
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from facilitation import db; from facilitation.upkeep import copying, restoring\n"
        "copying.PAGES = 1\n"
        "def told(done, whole):\n"
        f"    if done >= {pages}: os.kill(os.getpid(), signal.SIGKILL)\n"
        "restoring.restore(db.Database(sys.argv[1]), Path(sys.argv[2]), None, told)"
    )
    words = [sys.executable, "-c", code, str(database.url), str(made)]
    done = subprocess.run(words, cwd=ROOT, check=False)

    assert done.returncode == -signal.SIGKILL
    assert copying.troubles(database.path) == ""
    assert slugs(database) == {"erster", "zweiter"}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows kills differently")
def test_what_a_killed_server_had_committed_is_in_the_copy(database, made):
    """It stands in the WAL alone, and nobody has the file open any more."""
    code = (
        "import os, signal, sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1])\n"
        "c.execute(\"UPDATE councils SET title = 'zuletzt' WHERE slug = 'zweiter'\")\n"
        "c.commit(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, str(database.path)], check=False)
    assert database.path.with_name("test.db-wal").stat().st_size > 0
    kept = sqlite3.connect(restore(database, made).kept)
    assert ("zuletzt",) in kept.execute("SELECT title FROM councils").fetchall()
    kept.close()
    assert slugs(database) == {"erster"}


def test_a_full_disk_changes_nothing(database, made, monkeypatch):
    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copying, "overwrite", full)
    with refused(restoring.CannotRestore, "No space left on device"):
        restore(database, made)
    assert slugs(database) == {"erster", "zweiter"}


class TestKey:
    """Members' cards hang on it."""

    @pytest.fixture
    def file(self, tmp_path):
        file = tmp_path / "secret.key"
        file.write_bytes(OTHER)
        return file

    def test_it_comes_back_with_the_database(self, database, made, file):
        done = restore(database, made, restoring.Keys(OTHER, file))
        assert file.read_bytes() == KEY
        assert file.stat().st_mode & 0o777 == 0o600
        assert done.new_key
        assert done.kept.with_suffix(".key").read_bytes() == OTHER

    def test_the_same_one_stays(self, database, made, file):
        file.write_bytes(KEY)
        assert not restore(database, made, restoring.Keys(KEY, file)).new_key

    def test_it_stays_when_the_database_is_refused(self, database, made, file, tmp_path):
        with pytest.raises(restoring.Newer):
            restore(database, of_revision(made, "9999", tmp_path), restoring.Keys(OTHER, file))
        assert file.read_bytes() == OTHER

    def test_one_from_outside_has_to_fit(self, database, made):
        with refused(restoring.OtherKey, "RATSCHLAG_SECRET_KEY"):
            restore(database, made, restoring.Keys(OTHER, None))
        assert slugs(database) == {"erster", "zweiter"}
        restore(database, made, restoring.Keys(KEY, None))
        assert slugs(database) == {"erster"}

    def test_the_examples_is_left_aside(self, database, made, file):
        assert not restore(database, made, None).new_key
        assert file.read_bytes() == OTHER


def test_a_sealed_vote_that_was_open_is_void_afterwards(database, tmp_path):
    """Votes came after the back-up; nobody may count what was there before."""
    evening = factories.evening("vertraulich", mode="sealed")
    evening.begin_vote()
    for number in range(1, 6):
        evening.cast(number, "yes")
    out = tmp_path / "stick.zip"
    backup.back_up(database, KEY, out)
    evening.cast(6, "no")
    database.close()
    restore(database, out)

    with db.reading() as session:
        around = session.get_one(Round, evening.round_id)
        assert (around.state, around.uncounted) == ("cancelled", "void")
        assert "Sicherung" in around.cancel_reason
    assert not list(keys.folder_of(database).iterdir())


def test_killed_before_the_keys_go_nobody_counts_it_either(database, tmp_path, monkeypatch):
    """The round ends in the same step in which the database comes back."""
    evening = factories.evening("vertraulich", mode="sealed")
    evening.begin_vote()
    for number in range(1, 7):
        evening.cast(number, "yes")
    out = tmp_path / "stick.zip"
    backup.back_up(database, KEY, out)
    database.close()

    def killed(_database):
        raise KeyboardInterrupt

    monkeypatch.setattr(restoring, "destroy_all", killed)
    with pytest.raises(KeyboardInterrupt):
        restore(database, out)
    with db.transaction() as session:  # the next start
        sealing.recover(session)
    with db.reading() as session:
        assert session.get_one(Round, evening.round_id).uncounted == "void"
    assert not list(keys.folder_of(database).iterdir())
