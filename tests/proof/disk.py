"""A disk whose power can be cut: what wasn't synced is gone, or there in part, in any order.

The real file plays the system's cache, into which every write goes at once. Beside it the
disk remembers what has reached the platter: whatever was synced, and nothing else for certain.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import apsw

SECTOR = 512


class PowerCut(Exception):
    """The power is gone; whoever writes now learns nothing more."""


@dataclass
class Kept:
    """One file: its bytes on the platter, None where it isn't there, and what waits in the cache."""

    platter: bytearray | None
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list)
    """(offset, data) of a write, (size, None) of a cut to that size; in their order."""

    def sync(self) -> None:
        self.platter = _applied(self.platter, self.waiting)
        self.waiting = []

    def after_cut(self, random: Random) -> bytearray | None:
        """What is found when the power is back: all, nothing or any part of what waited."""
        share = random.choice((0.0, 0.0, 0.5, 1.0))
        survived = [each for each in self.waiting if random.random() < share]
        torn = [
            (
                at,
                data and data[: _sectors(at, len(data), random)] if random.random() < 0.5 else data,
            )
            for at, data in survived
        ]
        return _applied(self.platter, torn) if torn else self.platter


class Disk:
    """Counts operations; at number ``cut_at`` the power goes."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.files: dict[str, Kept] = {}
        self.operations = 0
        self.cut_at = 0
        self.off = False
        self.vfs = _Vfs(self)

    def new(self, cut_at: int) -> None:
        """Forget everything; the next file that is opened lies safely on the platter."""
        self.files, self.operations, self.cut_at, self.off = {}, 0, cut_at, False

    def step(self, torn: Callable[[], None] = lambda: None) -> None:
        """One operation more; ``torn`` is what still happens of the one that the cut hits."""
        if self.off:
            raise PowerCut
        self.operations += 1
        if self.operations == self.cut_at:
            self.off = True
            torn()
            raise PowerCut

    def restore(self, random: Random) -> None:
        """Power is back: each file as it is found on the platter."""
        for name, kept in self.files.items():
            path = Path(name)
            path.unlink(missing_ok=True)  # others may still have the old one open
            content = kept.after_cut(random)
            if content is not None:
                path.write_bytes(content)
        for name in self.files:
            Path(f"{name}-shm").unlink(missing_ok=True)


class _Vfs(apsw.VFS):
    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        super().__init__(disk.name, "")

    def xOpen(self, name: Any, flags: list[int]) -> "_File":  # noqa: N802  (SQLite's names)
        path = name.filename() if isinstance(name, apsw.URIFilename) else str(name or "")
        if path and path not in self.disk.files:
            there = Path(path)
            content = bytearray(there.read_bytes()) if there.exists() else None
            self.disk.files[path] = Kept(content)
        return _File(self.disk, self.disk.files.get(path, Kept(None)), name, flags)

    def xDelete(self, path: str, sync: bool) -> None:  # noqa: N802
        self.disk.step()
        super().xDelete(path, sync)
        self.disk.files[path] = Kept(None)


class _File(apsw.VFSFile):
    def __init__(self, disk: Disk, kept: Kept, name: Any, flags: list[int]) -> None:
        self.disk, self.kept = disk, kept
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self.disk.step(torn=lambda: self.kept.waiting.append((offset, data)))
        self.kept.waiting.append((offset, data))
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self.disk.step()
        self.kept.waiting.append((size, None))
        super().xTruncate(size)

    def xSync(self, _flags: int) -> None:  # noqa: N802
        self.disk.step()
        self.kept.sync()


def _applied(old: bytearray | None, writes: list[tuple[int, bytes | None]]) -> bytearray:
    content = bytearray(old or b"")
    for at, data in writes:
        if data is None:
            del content[at:]
            continue
        if len(content) < at:
            content.extend(bytes(at - len(content)))
        content[at : at + len(data)] = data
    return content


def _sectors(at: int, size: int, random: Random) -> int:
    """How much of a write got through: up to the end of some sector."""
    ends = range(SECTOR - at % SECTOR, size, SECTOR)
    return random.choice(ends) if ends else size
