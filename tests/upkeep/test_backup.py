"""A back-up at any time (promise P14): whole, complete, and for this user's eyes only."""

import json
import os
import shutil
import sqlite3
import zipfile
from hashlib import sha256

import pytest

from facilitation import __version__, db, migrations
from facilitation.errors import Conflict, NotFound
from facilitation.upkeep import backup, copying, package

from .. import factories
from .writing import prepare, verdict, writing

BACKUPS = 10


def test_it_is_one_file_that_vouches_for_database_and_key(database, tmp_path):
    factories.evening()
    out = tmp_path / "stick" / "a.zip"
    out.parent.mkdir()
    backup.back_up(database, b"k" * 64, out)

    with zipfile.ZipFile(out) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert set(archive.namelist()) == {"ratschlag.db", "secret.key", "manifest.json"}
        for name, member in manifest["files"].items():
            content = archive.read(name)
            assert (len(content), sha256(content).hexdigest()) == (member["size"], member["sha256"])
        assert archive.read("secret.key") == b"k" * 64
    assert manifest["version"] == __version__
    assert manifest["revision"] == migrations.revision(database)
    assert out.stat().st_mode & 0o777 == 0o600
    assert list(out.parent.iterdir()) == [out]


def test_nothing_is_overwritten_unless_asked(database, tmp_path):
    out = tmp_path / "a.zip"
    out.write_text("mein Text")
    with pytest.raises(Conflict, match="gibt es schon"):
        backup.back_up(database, None, out)
    assert out.read_text() == "mein Text"

    backup.back_up(database, None, out, replace=True)
    assert zipfile.is_zipfile(out)


def test_a_disk_without_hard_links_will_do(database, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError("not supported")))
    backup.back_up(database, None, tmp_path / "a.zip")
    assert zipfile.is_zipfile(tmp_path / "a.zip")


def test_a_failing_disk_leaves_the_older_back_up(database, tmp_path, monkeypatch):
    out = tmp_path / "stick" / "a.zip"
    out.parent.mkdir()
    backup.back_up(database, None, out)
    before = out.read_bytes()

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(backup.CannotSave, match="anderen Ort"):
        backup.back_up(database, None, out, replace=True)
    assert out.read_bytes() == before
    assert list(out.parent.iterdir()) == [out]


def test_what_a_killed_back_up_left_is_cleared_away(database, tmp_path):
    old, fresh = tmp_path / ".ratschlag-old", tmp_path / ".ratschlag-fresh"
    for folder in (old, fresh):
        folder.mkdir()
        (folder / "ratschlag.db").write_text("half")
    os.utime(old, (1, 1))
    backup.back_up(database, None, tmp_path / "a.zip")
    assert (old.exists(), fresh.exists()) == (False, True)


def test_nothing_to_back_up_is_said(tmp_path):
    missing = db.Database(f"sqlite:///{tmp_path / 'none.db'}")
    with pytest.raises(NotFound, match="nichts zu sichern"):
        backup.back_up(missing, None, tmp_path / "a.zip")
    assert list(tmp_path.iterdir()) == []


def test_a_database_without_a_file_has_a_tool_of_its_own(tmp_path):
    with pytest.raises(backup.OtherTool, match="pg_dump"):
        backup.back_up(db.Database("sqlite://"), None, tmp_path / "a.zip")


def test_a_damaged_database_is_not_backed_up_in_silence(database, tmp_path):
    factories.evening()
    database.close()
    with database.path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 4)
    with pytest.raises(copying.NotWhole, match="beschädigt"):
        backup.back_up(database, None, tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()


def test_ten_back_ups_under_writes_are_whole(tmp_path):
    path = tmp_path / "busy.db"
    prepare(path)
    database = db.Database(f"sqlite:///{path}")
    bad = []
    with writing(path) as writer:
        for number in range(BACKUPS):
            before = writer.newest()
            out = tmp_path / f"{number}.zip"
            backup.back_up(database, None, out)
            with zipfile.ZipFile(out) as archive:
                copy = archive.extract(package.DATABASE, tmp_path / str(number))
            if reason := verdict(copy, before):
                bad.append(reason)
        last = writer.newest()
    print(f"back-ups {BACKUPS}, commits meanwhile {last}, bad {len(bad)}")
    assert last > BACKUPS, "nobody wrote"
    assert bad == []


def test_a_plain_copy_lacks_rows(tmp_path):
    """Negative control: what is in the WAL isn't in the file, and the check sees it."""
    path = tmp_path / "busy.db"
    prepare(path)
    bad = []
    with writing(path) as writer:
        for number in range(BACKUPS):
            before = writer.newest()
            copy = shutil.copyfile(path, tmp_path / f"{number}.db")
            bad.append(verdict(copy, before))
    print(f"plain copies {BACKUPS}, bad {sum(map(bool, bad))}")
    assert any(bad)


def test_pages_copied_bit_by_bit_are_of_one_moment(tmp_path, monkeypatch):
    """A commit between two steps neither shows nor makes the copy start over."""
    monkeypatch.setattr(copying, "PAGES", 1)
    path, to = tmp_path / "busy.db", tmp_path / "copy.db"
    prepare(path)
    other = sqlite3.connect(path, isolation_level=None)
    done = []

    def write_more(pages, _whole):
        done.append(pages)
        other.execute("INSERT INTO diary VALUES (?, 'x')", (len(done),))

    copying.snapshot(path, to, write_more)
    other.close()
    with sqlite3.connect(to) as copy:
        assert copy.execute("SELECT count(*) FROM diary").fetchone() == (0,)
    copy.close()
    assert done == sorted(set(done))
    assert len(done) >= 3
