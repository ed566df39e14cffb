"""The doctor on the machine: disk, addresses, clock, and programs that help."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from .. import clock
from ..addresses import hall_addresses
from ..language import gettext as _
from ..settings import Settings
from .findings import Finding

MEGABYTE = 1 << 20
TOO_LITTLE, LITTLE = 100 * MEGABYTE, 1024 * MEGABYTE
WRITTEN = 2026
"""The year of this version; a clock that says less is wrong."""
LIBREOFFICE = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
FONTS = ("calibri", "carlito")
FOLDERS = (
    r"C:\Windows\Fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "/Applications/Microsoft Word.app/Contents/Resources/DFonts",
    "/usr/share/fonts",
    "~/Library/Fonts",
    "~/.local/share/fonts",
    "~/.fonts",
)


def examine(settings: Settings) -> Iterator[Finding]:
    """Look at everything that isn't ours."""
    yield _disk(settings.instance)
    yield from _folders(settings.instance, settings.exports)
    yield _addresses(settings.public_url)
    yield _clock(datetime.now(UTC))
    yield _zone(datetime.now(UTC).astimezone())
    yield _libreoffice()
    yield _fonts()


def _disk(folder: Path) -> Finding:
    subject = _("Festplatte")
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    free = shutil.disk_usage(there).free
    text = _("%(size)s frei", size=_amount(free))
    if free < TOO_LITTLE:
        return Finding("stop", subject, text, _("Schaffen Sie Platz, ehe die Sitzung beginnt."))
    if free < LITTLE:
        return Finding("mind", subject, text, _("Schaffen Sie bei Gelegenheit Platz."))
    return Finding("fine", subject, text)


def _folders(*folders: Path) -> Iterator[Finding]:
    for folder in folders:
        there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
        try:
            with tempfile.TemporaryFile(dir=there):
                continue
        except OSError as error:
            yield Finding(
                "stop",
                _("Ordner"),
                _("in %(path)s lässt sich nicht schreiben", path=there) + f" ({error.strerror})",
                _("Geben Sie dem Benutzer, der Ratschlag startet, Rechte an diesem Ordner."),
            )


def _addresses(public_url: str) -> Finding:
    subject = _("Adresse")
    if public_url:
        return Finding("fine", subject, _("%(url)s (RATSCHLAG_PUBLIC_URL)", url=public_url))
    found = hall_addresses()
    if not found:
        return Finding(
            "mind",
            subject,
            _("dieser Rechner ist in keinem Netz"),
            _("Verbinden Sie ihn mit dem WLAN im Saal; sonst erreicht ihn kein Handy."),
        )
    if len(found) > 1:
        return Finding(
            "fine", subject, _("mehrere: %(all)s; auf Karten steht die erste", all=", ".join(found))
        )
    return Finding("fine", subject, found[0])


def _clock(now: datetime) -> Finding:
    said = clock.local(now).strftime("%d.%m.%Y, %H:%M")
    if now.year < WRITTEN:
        return Finding(
            "stop",
            _("Uhr"),
            _("geht falsch: %(said)s", said=said),
            _("Stellen Sie Datum und Uhrzeit; sonst gelten Anmeldungen und Fristen nicht."),
        )
    return Finding("fine", _("Uhr"), _("%(said)s im Saal", said=said))


def _zone(here: datetime) -> Finding:
    subject = _("Zeitzone")
    hall = here.astimezone(clock.ZONE)
    if here.utcoffset() == hall.utcoffset():
        return Finding("fine", subject, clock.ZONE.key)
    return Finding(
        "mind",
        subject,
        _(
            "der Rechner zeigt %(here)s Uhr, im Saal ist es %(hall)s Uhr",
            here=here.strftime("%H:%M"),
            hall=hall.strftime("%H:%M"),
        ),
        _("Ratschlag zeigt überall die Zeit des Saals (%(zone)s).", zone=clock.ZONE.key),
    )


def _libreoffice() -> Finding:
    if any(shutil.which(name) for name in LIBREOFFICE):
        return Finding("fine", "LibreOffice", _("vorhanden"))
    return Finding(
        "mind",
        "LibreOffice",
        _("nicht gefunden"),
        _("Gutachten entstehen auch ohne; zum Öffnen brauchen Sie Word oder LibreOffice."),
    )


def _fonts() -> Finding:
    subject = _("Schrift")
    if any(name in _installed() for name in FONTS):
        return Finding("fine", subject, _("Calibri oder Carlito ist da"))
    return Finding(
        "mind",
        subject,
        _("weder Calibri noch Carlito gefunden"),
        _("Installieren Sie Carlito, damit Gutachten hier so aussehen wie bei den anderen."),
    )


def _installed() -> str:
    """Names of fonts in small letters, as fontconfig or the folders of the system tell them."""
    if lister := shutil.which("fc-list"):
        done = subprocess.run([lister, ":", "family"], capture_output=True, check=False, timeout=60)
        return done.stdout.decode(errors="replace").lower()
    folders = (Path(folder).expanduser() for folder in FOLDERS)
    return " ".join(path.name.lower() for folder in folders for path in folder.rglob("*.tt?"))


def _amount(size: int) -> str:
    gigabytes = size / (1024 * MEGABYTE)
    return f"{gigabytes:.1f} GB".replace(".", ",") if gigabytes >= 1 else f"{size // MEGABYTE} MB"
