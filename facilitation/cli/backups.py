"""Back-up and restore from the terminal."""

import os
from pathlib import Path

import click

from .. import clock, db, purging
from ..language import gettext as _
from ..language import ngettext
from ..settings import KEY_NAME
from ..upkeep import backup as saving
from ..upkeep import restoring
from .progress import progress
from .start import Start
from .words import Command, File


@click.command(cls=Command, short_help="Sichert Datenbank und Schlüssel.")
@click.argument("file", metavar="DATEI", type=File())
@click.option("--replace", is_flag=True, help="Überschreibt DATEI, wenn es sie schon gibt.")
@click.pass_obj
def backup(start: Start, file: Path, replace: bool) -> None:
    """Sichert Datenbank und Schlüssel in DATEI, auch während der Sitzung.

    Die Datei ist so vertraulich wie die Datenbank: Sie enthält auch den Schlüssel, aus dem die
    Karten der Mitglieder gemacht sind. Nicht enthalten sind die fertigen Gutachten im Ordner
    exports; sie lassen sich neu erstellen.
    """
    database = start.plain_database()
    with progress(_("Sichern")) as told:
        saving.back_up(database, _key(start), file, replace=replace, progress=told)
    click.echo(
        _(
            "Gesichert: %(path)s (%(size)s). Bitte bewahren Sie die Datei getrennt vom Rechner auf.",
            path=file,
            size=_size(file.stat().st_size),
        )
    )


@click.command(cls=Command, short_help="Holt eine Sicherung zurück.")
@click.argument("file", metavar="DATEI", type=File())
@click.pass_obj
def restore(start: Start, file: Path) -> None:
    """Holt die Sicherung in DATEI zurück; der Server muss dafür beendet sein.

    Die Sicherung wird zuerst geprüft und, wenn sie älter ist, auf den heutigen Stand gebracht.
    Die Datenbank, die jetzt da ist, bleibt als Kopie in instance/backups. Auch eine solche
    Kopie lässt sich als DATEI angeben.
    """
    with progress(_("Zurückholen")) as told:
        done = restoring.restore(start.plain_database(), file, _keys(start), told)
    for line in _told(file, done):
        click.echo(line)
    start.open_database()
    with db.reading() as session:
        due = len(purging.due(session))
    if due:
        click.echo(
            ngettext(
                "Achtung: Die Löschfrist eines Bürgerrats darin ist vorbei. Bitte löschen Sie ihn wieder mit „python3 app.py purge“.",
                "Achtung: Die Löschfrist von %(num)s Bürgerräten darin ist vorbei. Bitte löschen Sie sie wieder mit „python3 app.py purge“.",
                due,
            )
        )


def _key(start: Start) -> bytes | None:
    """The example's cards are printed anew at each start, so its key stays out of everything."""
    return None if start.demo else start.settings.secret_key


def _keys(start: Start) -> restoring.Keys | None:
    if start.demo:
        return None
    from_outside = os.environ.get("RATSCHLAG_SECRET_KEY")
    file = None if from_outside else start.settings.instance / KEY_NAME
    return restoring.Keys(start.settings.secret_key, file)


def _told(file: Path, done: restoring.Restored) -> list[str]:
    lines = [_("Zurückgeholt: %(path)s", path=file)]
    if done.manifest:
        made = clock.local(done.manifest.made_at)
        lines = [
            _(
                "Zurückgeholt: der Stand vom %(day)s, %(time)s Uhr, aus %(path)s.",
                day=f"{made:%d.%m.%Y}",
                time=clock.hall_time(made),
                path=file,
            )
        ]
    if done.new_key:
        lines.append(_("Der Schlüssel der Karten kam aus der Sicherung."))
    if done.kept:
        lines.append(_("Die vorige Datenbank liegt in %(path)s.", path=done.kept))
    return lines


def _size(size: int) -> str:
    return (
        f"{max(1, round(size / 1024))} KB"
        if size < 1 << 20
        else f"{size / (1 << 20):.1f} MB".replace(".", ",")
    )
