"""A disk on which half of all writes, syncs and cuts fail, as long as a file says so."""

import os
import random
from typing import Any

import apsw

_kept: list[apsw.VFS] = []


def register(name: str, control: str) -> None:
    """Let SQLite know the disk by ``name``."""
    _kept.append(_Vfs(name, control))


class _Vfs(apsw.VFS):
    def __init__(self, name: str, control: str) -> None:
        self.control = control
        super().__init__(name, "")

    def xOpen(self, name: Any, flags: list[int]) -> "_File":  # noqa: N802  (SQLite's names)
        return _File(self, name, flags)

    def step(self) -> None:
        """Fails in turns as a full disk and as a broken one."""
        if os.path.exists(self.control) and random.random() < 0.5:  # noqa: PTH110  (often)
            raise random.choice((apsw.FullError, apsw.IOError))("the disk fails")


class _File(apsw.VFSFile):
    def __init__(self, vfs: _Vfs, name: Any, flags: list[int]) -> None:
        self.vfs = vfs
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self.vfs.step()
        super().xWrite(data, offset)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self.vfs.step()
        super().xSync(flags)

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self.vfs.step()
        super().xTruncate(size)
