"""Deleting councils from the terminal, when their date has passed or at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from .. import db, purging
from ..councils import councils
from ..councils.models import Council
from ..demo import CARDS_FILE
from ..errors import Refused
from ..language import N_, ngettext
from ..language import gettext as _
from ..upkeep import copying
from .progress import progress
from .start import Start
from .words import Command


class Traces(Refused):
    """The rows are gone, but their text may still be read from the file."""

    status = 503
    code = "traces"
    default = N_(
        "Die Daten sind gelöscht, aber die Datei der Datenbank ließ sich nicht ganz aufräumen, "
        "weil noch ein anderes Programm darin liest. Bitte beenden Sie es und rufen Sie "
        "„python3 app.py purge“ noch einmal auf."
    )


@dataclass(frozen=True)
class Doomed:
    """A council and how much of it there is."""

    id: int
    line: str


@click.command(cls=Command, short_help="Löscht, wessen Löschdatum vorbei ist.")
@click.option("--dry-run", is_flag=True, help="Zeigt nur, was gelöscht würde.")
@click.option(
    "--council", metavar="BÜRGERRAT", help="Löscht diesen Bürgerrat jetzt, auch vor seinem Datum."
)
@click.option("--yes", is_flag=True, help="Löscht mit --council, ohne nachzufragen.")
@click.pass_obj
def purge(start: Start, dry_run: bool, council: str | None, yes: bool) -> None:
    """Löscht jeden Bürgerrat, dessen Löschdatum vorbei ist, mit allen Spuren.

    Gelöscht werden alle Daten, die fertigen Gutachten im Ordner exports, Konten, die zu keinem
    anderen Bürgerrat gehören, und die Kopien in instance/backups, in denen er vorkommt. Der
    Server muss dafür beendet sein.
    """
    if not dry_run:
        _refuse_while_serving(start)
    database = start.open_database()
    doomed = _doomed(start, council)
    for each in doomed:
        click.echo(_("Würde gelöscht: %(what)s", what=each.line) if dry_run else each.line)
    if not doomed:
        click.echo(_("Kein Bürgerrat hat ein Löschdatum, das vorbei ist."))
    if dry_run:
        return
    if council and not yes:
        _ask(council)
    deleted = _delete(start, doomed)
    copies = _drop_copies(start, database, deleted)
    if database.sqlite and not purging.scrub(database):
        raise Traces
    if deleted:
        click.echo("\n".join(_told(deleted, copies, sqlite=database.sqlite)))


def _ask(slug: str) -> None:
    """Whoever types the name has read it."""
    question = _(
        "Das lässt sich nicht rückgängig machen. Zum Löschen bitte „%(slug)s“ eintippen", slug=slug
    )
    if click.prompt(question, err=True, default="", show_default=False) != slug:
        raise click.Abort


def _refuse_while_serving(start: Start) -> None:
    """A running server would go on showing, and writing to, what is being deleted."""
    path = start.plain_database().path
    if path and path.exists():
        with copying.alone(path):
            pass


def _doomed(start: Start, slug: str | None) -> list[Doomed]:
    with db.reading() as session:
        found = [councils.find(session, slug)] if slug else purging.due(session)
        return [
            Doomed(
                council.id,
                _line(
                    council,
                    sum(map(len, purging.rows_of(session, council.id).values())),
                    start.settings.exports / council.slug,
                ),
            )
            for council in found
        ]


def _line(council: Council, rows: int, exports: Path) -> str:
    day = f"{council.delete_after:%d.%m.%Y}" if council.delete_after else _("keines")
    files = sum(1 for path in exports.rglob("*") if path.is_file())
    return _(
        "%(title)s (%(slug)s) · Löschdatum: %(day)s · Einträge: %(rows)s, Dateien in exports: %(files)s",
        title=council.title,
        slug=council.slug,
        day=day,
        rows=rows,
        files=files,
    )


def _delete(start: Start, doomed: Sequence[Doomed]) -> list[purging.Deleted]:
    deleted = []
    with progress(_("Löschen")) as told:
        for number, each in enumerate(doomed, 1):
            deleted.append(purging.purge_council(each.id, start.settings.exports))
            told(number, len(doomed))
    if start.demo and deleted:
        (start.settings.instance / CARDS_FILE).unlink(missing_ok=True)
    return deleted


def _drop_copies(
    start: Start, database: db.Database, deleted: Sequence[purging.Deleted]
) -> list[Path]:
    slugs = [slug for each in deleted for slug in each.slugs]
    return purging.drop_copies(database.path, slugs) if database.path else []


def _told(deleted: Sequence[purging.Deleted], copies: Sequence[Path], *, sqlite: bool) -> list[str]:
    lines = [_("Gelöscht: %(title)s", title=each.title) for each in deleted]
    if copies:
        lines.append(
            ngettext(
                "Auch eine Kopie in instance/backups ist gelöscht.",
                "Auch %(num)s Kopien in instance/backups sind gelöscht.",
                len(copies),
            )
        )
    if not sqlite:
        lines.append(_("PostgreSQL gibt die Spuren erst mit „VACUUM FULL“ frei."))
    lines.append(
        _(
            "Was bleibt: Sicherungen, Gutachten und Ausdrucke, die Sie anderswo aufbewahren. "
            "Bitte löschen Sie sie von Hand."
        )
    )
    return lines
