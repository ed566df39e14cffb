"""The Gutachten from the terminal."""

from pathlib import Path

import click

from .. import db
from ..councils import councils
from ..errors import Refused
from ..language import N_
from ..language import gettext as _
from .start import Start
from .words import Command


class CannotWrite(Refused):
    """The file can't be written where it was asked for."""

    status = 503
    code = "cannot_write"
    default = N_(
        "Das Gutachten ließ sich nicht nach %(path)s schreiben: %(reason)s. Bitte wählen Sie mit "
        "--out einen anderen Ort."
    )


class NotWord(Refused):
    """Another ending than Word's would open in the wrong program."""

    code = "not_word"
    default = N_("Das Gutachten ist eine Word-Datei: Bitte lassen Sie den Namen auf .docx enden.")


@click.command(cls=Command)
@click.argument("council", metavar="BÜRGERRAT")
@click.option(
    "--out",
    metavar="DATEI",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Wohin; ohne Angabe als nächste Fassung in den Ordner exports.",
)
@click.pass_obj
def report(start: Start, council: str, out: Path | None) -> None:
    """Schreibt das Bürgergutachten von BÜRGERRAT als Word-Datei."""
    from ..report import build  # Word's libraries are needed by this command alone

    if out and out.suffix.lower() != ".docx":
        raise NotWord
    start.open_database()
    try:
        with db.reading() as session:
            found = councils.find(session, council)
            if out:
                build.write(session, found, out)
            path = out or build.put_on_shelf(session, found, start.settings.exports)
    except OSError as error:
        raise CannotWrite(path=out or start.settings.exports, reason=error.strerror) from error
    click.echo(_("Geschrieben: %(path)s", path=path))
