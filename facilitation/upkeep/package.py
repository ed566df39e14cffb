"""One file for one back-up: a zip of the database, the key, and a manifest that vouches for both.

The key belongs in it, since members' cards are derived from it: a database that came back
without its key would refuse every card that was printed. So the file is as secret as the key.
"""

import hashlib
import shutil
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, BinaryIO

from pydantic import BaseModel, ConfigDict, NonNegativeInt, ValidationError

from .. import clock
from ..errors import Refused
from ..language import N_
from ..language import gettext as _
from .copying import Progress, untold

FORMAT = "ratschlag-backup"
DATABASE, KEY, MANIFEST = "ratschlag.db", "secret.key", "manifest.json"
PREFIX = ".ratschlag-"
"""How folders begin in which something is being prepared."""
STALE = 3600
BLOCK = 1 << 20


class Damaged(Refused):
    """The file isn't what was once written."""

    code = "damaged"
    default = N_(
        "Die Datei %(path)s ist keine unversehrte Sicherung: %(reason)s. Bitte nehmen Sie eine "
        "andere Sicherung; an der Datenbank wurde nichts geändert."
    )


class Member(BaseModel):
    """One file of the package, as it was when the package was made."""

    model_config = ConfigDict(extra="forbid")

    size: NonNegativeInt
    """Below zero it would mean: all at once."""
    sha256: str


class Manifest(BaseModel):
    """What is in a package, and from where; a later version may say more."""

    model_config = ConfigDict(extra="ignore")

    format: str
    version: str
    """Of the program that wrote it."""
    revision: str
    made_at: datetime
    files: dict[str, Member]


def pack(
    folder: Path, out: BinaryIO, *, version: str, revision: str, progress: Progress = untold
) -> None:
    """Write everything in ``folder`` to ``out`` as one package."""
    files = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            size = path.stat().st_size
            with path.open("rb") as file, archive.open(path.name, "w", force_zip64=True) as packed:
                digest = _carry(file, packed, size, progress)
            files[path.name] = Member(size=size, sha256=digest)
        manifest = Manifest(
            format=FORMAT, version=version, revision=revision, made_at=clock.now(), files=files
        )
        archive.writestr(MANIFEST, manifest.model_dump_json(indent=1))


def unpack(path: Path, folder: Path, progress: Progress = untold) -> Manifest:
    """Put the files of the package at ``path`` into ``folder``, each compared with its checksum.

    Raises ``Damaged``.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive)
            for name in (DATABASE, KEY):
                if name in manifest.files:
                    _extract(archive, name, manifest.files[name], folder / name, progress)
    except UNREADABLE as error:
        reason = str(error) if isinstance(error, _Wrong) else _("sie lässt sich nicht auspacken")
        raise Damaged(path=path, reason=reason) from error
    return manifest


@contextmanager
def workshop(beside: Path) -> Iterator[Path]:
    """A folder of this user alone, gone afterwards; on the same disk as ``beside``."""
    _sweep(beside)
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=beside) as folder:
        yield Path(folder)


class _Wrong(ValueError):
    """Something about a package, in words for people."""


UNREADABLE = (
    _Wrong, zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError
)  # fmt: skip
"""How zipfile tells of a file that isn't whole, or of tricks that we don't need."""


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    if archive.getinfo(MANIFEST).file_size > BLOCK:
        raise _Wrong(_("ihr Verzeichnis ist unleserlich"))
    try:
        manifest = Manifest.model_validate_json(archive.read(MANIFEST))
    except ValidationError as error:
        raise _Wrong(_("ihr Verzeichnis ist unleserlich")) from error
    if manifest.format != FORMAT or DATABASE not in manifest.files:
        raise _Wrong(_("die Datenbank fehlt darin"))
    return manifest


def _extract(
    archive: zipfile.ZipFile, name: str, member: Member, to: Path, progress: Progress
) -> None:
    """Unpack as many bytes as the manifest promises, and not one more."""
    with archive.open(name) as packed, to.open("wb") as file:
        digest = _carry(packed, file, member.size, progress)
        more = packed.read(1)
    if more or digest != member.sha256:
        raise _Wrong(_("%(name)s darin stimmt nicht mit der Prüfsumme überein", name=name))


def _carry(source: IO[bytes], target: IO[bytes], size: int, progress: Progress) -> str:
    """Copy at most ``size`` bytes; returns their SHA-256."""
    digest, done = hashlib.sha256(), 0
    while block := source.read(min(BLOCK, size - done)):
        digest.update(block)
        target.write(block)
        done += len(block)
        progress(done, size)
    return digest.hexdigest()


def _sweep(folder: Path) -> None:
    """Clear away what a killed back-up left an hour ago or more."""
    for path in folder.glob(f"{PREFIX}*"):
        if path.is_dir() and time.time() - path.stat().st_mtime > STALE:
            shutil.rmtree(path, ignore_errors=True)
