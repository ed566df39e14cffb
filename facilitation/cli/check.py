"""The doctor: is everything ready for the hall?"""

import os
from collections.abc import Iterator

import click
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from .. import settings
from ..language import gettext as _
from ..upkeep import installation, machine
from ..upkeep.findings import Finding
from .start import NoDriver, Start, without_password
from .words import Command


@click.command(cls=Command)
@click.pass_obj
def check(start: Start) -> int:
    """Prüft, ob alles bereit ist, und sagt, was zu tun ist.

    Jede Zeile beginnt mit ✓ (in Ordnung), ! (gut zu wissen) oder ✕ (so geht es nicht). Es wird
    nichts verändert.
    """
    stopped = False
    for finding in _findings(start):
        click.echo("\n".join(finding.lines))
        stopped |= finding.state == "stop"
    if stopped:
        click.echo(_("Bitte beheben Sie zuerst, was mit ✕ beginnt."), err=True)
    return int(stopped)


def _findings(start: Start) -> Iterator[Finding]:
    try:
        loaded = settings.load(database_url=start.database_url, make=False)
    except settings.WrongSettings as error:
        for reason in error.reasons:
            yield Finding("stop", _("Einstellung"), reason)
        return
    except OSError as error:
        text = _("%(path)s lässt sich nicht lesen", path=error.filename)
        yield Finding("stop", _("Schlüssel"), f"{text} ({error.strerror})")
        return
    loaded = start.aimed(loaded)
    from_outside = bool(os.environ.get("RATSCHLAG_SECRET_KEY"))
    try:
        yield from installation.examine(loaded, key_from_outside=from_outside)
    except ImportError:
        yield Finding("stop", _("Datenbank"), NoDriver().sentence())
    except (ArgumentError, NoSuchModuleError):
        yield Finding(
            "stop",
            _("Datenbank"),
            _(
                "die Adresse %(url)s ist nicht zu verstehen",
                url=without_password(loaded.database_url),
            ),
            _("Sie beginnt zum Beispiel mit sqlite:/// oder postgresql+psycopg://."),
        )
    yield from machine.examine(loaded)
