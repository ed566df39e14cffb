"""Files that are never lost: named, numbered, written as a whole or not at all."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from facilitation.report import shelf

DAY = date(2022, 10, 22)
ROOT = Path(__file__).resolve().parents[2]


def test_name_tells_council_version_and_date(tmp_path):
    path = shelf.put(tmp_path, "smart-kassel", DAY, lambda version: b"%d" % version)
    assert path.name == "Buergergutachten-smart-kassel-Fassung-1-2022-10-22.docx"
    assert path.read_bytes() == b"1"
    assert shelf.version_of(path) == 1
    assert shelf.version_of(Path("mein.docx")) is None


def test_next_version_follows_the_highest_and_nothing_is_overwritten(tmp_path):
    for version in (1, 2, 10):
        (tmp_path / shelf.file_name("kassel", version, DAY)).write_bytes(b"old")
    (tmp_path / shelf.file_name("kassel-2", 40, DAY)).write_bytes(b"of another council")
    path = shelf.put(tmp_path, "kassel", DAY, lambda version: b"new")
    assert shelf.version_of(path) == 11
    assert [each.version for each in shelf.kept(tmp_path, "kassel")] == [11, 10, 2, 1]
    assert [each.path.read_bytes() for each in shelf.kept(tmp_path, "kassel")[1:]] == [b"old"] * 3


def test_two_at_once_get_two_numbers(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        paths = list(
            pool.map(
                lambda _: shelf.put(tmp_path, "kassel", DAY, lambda version: b"%d" % version),
                range(8),
            )
        )
    assert sorted(shelf.version_of(path) for path in paths) == list(range(1, 9))
    assert all(path.read_bytes() == b"%d" % shelf.version_of(path) for path in paths)


def test_disk_without_hard_links_overwrites_nothing_either(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError("not supported")))
    first = shelf.put(tmp_path, "kassel", DAY, lambda version: b"1")
    second = shelf.put(tmp_path, "kassel", DAY, lambda version: b"2")
    assert (first.read_bytes(), second.read_bytes()) == (b"1", b"2")


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_failing_write_leaves_the_old_file(tmp_path, monkeypatch, broken):
    path = tmp_path / "gutachten.docx"
    path.write_bytes(b"old")

    def fail(*_args):
        raise OSError("No space left on device")

    monkeypatch.setattr(*((os, "fsync", fail) if broken == "fsync" else (Path, "replace", fail)))
    with pytest.raises(OSError, match="No space"):
        shelf.replace(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_failing_build_leaves_the_shelf_as_it_was(tmp_path):
    def fail(_version):
        raise ValueError("no outline")

    with pytest.raises(ValueError, match="no outline"):
        shelf.put(tmp_path, "kassel", DAY, fail)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows kills differently")
def test_killed_write_leaves_the_old_file(tmp_path):
    """SIGKILL between writing and renaming: the old file is whole, the new one isn't on the shelf."""
    path = tmp_path / shelf.file_name("kassel", 1, DAY)
    path.write_bytes(b"old")
    script = (
        "import os, signal, sys; from pathlib import Path; from facilitation.report import shelf\n"
        "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)\n"
        "shelf.replace(Path(sys.argv[1]), b'new')"
    )
    done = subprocess.run([sys.executable, "-c", script, path], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"old"
    assert [each.path for each in shelf.kept(tmp_path, "kassel")] == [path]


def test_what_a_killed_export_left_is_cleared_away(tmp_path):
    old, fresh, other = (tmp_path / name for name in (".a-1.part", ".a-2.part", "b.part"))
    for path in (old, fresh, other):
        path.write_bytes(b"half")
    for path in (old, other):
        os.utime(path, (1, 1))
    shelf.put(tmp_path, "kassel", DAY, lambda _version: b"new")
    assert [path.exists() for path in (old, fresh, other)] == [False, True, True]
