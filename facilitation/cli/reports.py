"""The Gutachten from the terminal."""

from collections.abc import Callable
from pathlib import Path

import click
from sqlalchemy.orm import Session

from .. import clock, db
from ..councils import councils
from ..councils.models import Council
from ..errors import Refused
from ..language import N_
from ..language import gettext as _
from .start import Start
from .words import Command, File


class CannotWrite(Refused):
    """The file can't be written where it was asked for."""

    status = 503
    code = "cannot_write"
    default = N_(
        "Das Gutachten ließ sich nicht nach %(path)s schreiben: %(reason)s. Bitte wählen Sie mit "
        "--out einen anderen Ort."
    )


class WrongEnding(Refused):
    """Another ending than the format's would open in the wrong program."""

    code = "wrong_ending"
    default = N_("Bitte lassen Sie den Namen auf %(ending)s enden, passend zu --format.")


class UnknownFormat(Refused):
    """A format that isn't written."""

    code = "unknown_format"
    default = N_("Das Format „%(format)s“ gibt es nicht, möglich sind: docx, json.")


@click.command(cls=Command)
@click.argument("council", metavar="BÜRGERRAT")
@click.option(
    "--out",
    metavar="DATEI",
    type=File(),
    help="Wohin; ohne Angabe in den Ordner exports, das Gutachten als nächste Fassung.",
)
@click.option(
    "--format",
    "formats",
    metavar="docx,json",
    default="docx",
    help="docx: das Gutachten; json: das Archiv, das „recount“ liest. Mehrere mit Komma.",
)
@click.pass_obj
def report(start: Start, council: str, out: Path | None, formats: str) -> None:
    """Schreibt das Bürgergutachten von BÜRGERRAT als Word-Datei oder sein Archiv."""
    wanted = _wanted(formats, out)
    start.open_database()
    try:
        with db.reading() as session:
            found = councils.find(session, council)
            for kind in wanted:
                target = out.with_suffix(f".{kind}") if out else None
                path = WRITERS[kind](session, found, target, start.settings.exports)
                click.echo(_("Geschrieben: %(path)s", path=path))
    except OSError as error:
        raise CannotWrite(path=out or start.settings.exports, reason=error.strerror) from error


def _wanted(formats: str, out: Path | None) -> list[str]:
    wanted = list(dict.fromkeys(part.strip().lower() for part in formats.split(",")))
    for kind in wanted:
        if kind not in WRITERS:
            raise UnknownFormat(format=kind)
    if out and out.suffix.lower() not in [f".{kind}" for kind in wanted]:
        raise WrongEnding(ending=f".{wanted[0]}")
    return wanted


def _word(session: Session, council: Council, out: Path | None, exports: Path) -> Path:
    from ..report import build  # Word's libraries are needed by this command alone

    if out:
        build.write(session, council, out)
    return out or build.put_on_shelf(session, council, exports)


def _archive(session: Session, council: Council, out: Path | None, exports: Path) -> Path:
    from ..report import archive, shelf

    day = clock.local(clock.now()).date()
    path = out or exports / council.slug / f"Archiv-{council.slug}-{day:%Y-%m-%d}.json"
    shelf.replace(path, archive.as_bytes(session, council))
    return path


WRITERS: dict[str, Callable[[Session, Council, Path | None, Path], Path]] = {
    "docx": _word,
    "json": _archive,
}
