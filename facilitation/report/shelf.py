"""The third step: files with names that tell, written so that nothing is ever lost."""

import os
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_NAME = re.compile(
    r"Buergergutachten-(?P<slug>.+)-Fassung-(?P<version>\d+)-(?P<day>\d{4}-\d\d-\d\d)\.docx"
)
STALE = 3600
"""Seconds after which no export is still being written."""


@dataclass(frozen=True)
class Kept:
    """One file on the shelf."""

    path: Path
    version: int
    day: date
    size: int


def file_name(slug: str, version: int, day: date) -> str:
    """``Buergergutachten-smart-kassel-Fassung-3-2022-10-22.docx``"""
    return f"Buergergutachten-{slug}-Fassung-{version}-{day:%Y-%m-%d}.docx"


def kept(shelf: Path, slug: str) -> list[Kept]:
    """The files of one council, the newest version first."""
    found = []
    for path in shelf.glob("Buergergutachten-*.docx"):
        named = _NAME.fullmatch(path.name)
        if named and named["slug"] == slug:
            day = date.fromisoformat(named["day"])
            found.append(Kept(path, int(named["version"]), day, path.stat().st_size))
    return sorted(found, key=lambda each: each.version, reverse=True)


def next_version(shelf: Path, slug: str) -> int:
    """The number after the highest one that was used."""
    return max((each.version for each in kept(shelf, slug)), default=0) + 1


def version_of(path: Path) -> int | None:
    """The version that a file's name tells."""
    named = _NAME.fullmatch(path.name)
    return int(named["version"]) if named else None


def put(shelf: Path, slug: str, day: date, build: Callable[[int], bytes]) -> Path:
    """Build the next version and put it on the shelf; nothing there is overwritten.

    ``build`` gets the number, which stands in the document. Where somebody else took it
    meanwhile, the next one is built.
    """
    shelf.mkdir(parents=True, exist_ok=True)
    while True:
        version = next_version(shelf, slug)
        path = shelf / file_name(slug, version, day)
        with _written(path, build(version)) as part:
            if _add(part, path):
                _sync(shelf)
                return path


def replace(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` as a whole, or leave what is there as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _written(path, data) as part:
        part.replace(path)
        _sync(path.parent)


@contextmanager
def _written(path: Path, data: bytes) -> Iterator[Path]:
    """``data``, safely on disk beside ``path``; gone again if the block didn't move it."""
    _sweep(path.parent)
    descriptor, name = tempfile.mkstemp(
        prefix=f".{path.stem[:80]}-", suffix=".part", dir=path.parent
    )
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o640)
        yield part
    finally:
        part.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Clear away what an export that was killed has left; one that still runs is younger."""
    for part in folder.glob(".*.part"):
        with suppress(FileNotFoundError):
            if time.time() - part.stat().st_mtime > STALE:
                part.unlink()


def _add(part: Path, path: Path) -> bool:
    """Give ``part`` its name unless that is taken, in one step where the disk can do that."""
    try:
        os.link(part, path)
    except FileExistsError:
        return False
    except OSError:  # a disk without hard links, such as a USB stick
        if path.exists():
            return False
        part.rename(path)
    return True


def _sync(folder: Path) -> None:
    """Make the new name itself survive a power cut; Windows has no such call."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
