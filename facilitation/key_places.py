"""Where the keys of sealed rounds may lie: never where copies of the database are made as well.

A key beside the database would be in the same back-up, the same export or the same cloud folder,
and whoever finds both can read ballots.
"""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

import platformdirs

from .language import N_, gettext

SYNCED = (
    "dropbox",
    "onedrive",
    "nextcloud",
    "owncloud",
    "google drive",
    "googledrive",
    "my drive",
    "icloud",
    "mobile documents",
    "cloudstorage",
    "syncthing",
    "seafile",
    "magentacloud",
    "hidrive",
)
"""How folders are called that programs copy to other machines."""
MARKS = (".stfolder", ".dropbox", ".owncloudsync.log", ".sync_*.db", "._sync_*.db")
"""What such programs leave in them."""


def usual() -> Path:
    """The system's folder for what programs keep about their state."""
    return platformdirs.user_state_path("ratschlag", appauthor=False) / "keys"


def beside(url: str) -> list[Path]:
    """The folder of a SQLite database; copies of it are made there."""
    parts = urlsplit(url)
    if not parts.scheme.startswith("sqlite") or len(parts.path) < 2:
        return []
    return [Path(parts.path[1:]).parent]


def refuse(key_dir: Path, apart_from: Iterable[Path]) -> str:
    """Why keys must not lie there, as a sentence; empty where they may."""
    here = key_dir.expanduser().resolve()
    for folder in apart_from:
        other = folder.resolve()
        if here == other or other in here.parents:
            return gettext(
                N_(
                    "RATSCHLAG_KEY_DIR liegt in %(folder)s, wo auch die Datenbank oder Dateien zum "
                    "Herunterladen liegen. Schlüssel brauchen einen Ordner für sich, der in keine "
                    "Sicherung kommt."
                ),
                folder=other,
            )
    if synced := _synced(here):
        return gettext(
            N_(
                "RATSCHLAG_KEY_DIR liegt in %(folder)s, und dieser Ordner wird offenbar auf andere "
                "Geräte kopiert. Schlüssel dürfen diesen Rechner nicht verlassen."
            ),
            folder=synced,
        )
    return ""


def _synced(here: Path) -> Path | None:
    for folder in (here, *here.parents):
        name = folder.name.lower()
        if any(name == word or name.startswith((f"{word} ", f"{word}-")) for word in SYNCED):
            return folder
        if folder.is_dir() and any(any(folder.glob(mark)) for mark in MARKS):
            return folder
    return None
