"""Counting a poll or a whole archive again from the terminal (voting.md § 10)."""

import json
import sys
from pathlib import Path

import click

from ..errors import Refused
from ..language import N_
from ..language import gettext as _
from ..voting import recount
from .words import Command, File

DIFFERENT, UNREADABLE = 1, 2


class Unreadable(Refused):
    """The file itself can't be read."""

    default = N_("%(path)s lässt sich nicht lesen: %(reason)s.")


@click.command(cls=Command, name="recount")
@click.argument("file", metavar="DATEI", type=File())
def recount_file(file: Path) -> int:
    """Zählt eine Abstimmung oder ein ganzes Archiv noch einmal und vergleicht.

    Ausgegeben wird das Ergebnis als JSON. 0: gezählt und gleich; 1: ein gezeigtes
    Ergebnis weicht ab; 2: die Datei lässt sich nicht zählen.
    """
    try:
        data = recount.read(_read(file))
        counted = recount.recount(data)
    except recount.BadInput as refusal:
        _say(_("%(place)s: %(reason)s", place=refusal.pointer or "/", reason=refusal.sentence()))
        return UNREADABLE
    except Refused as refusal:
        _say(refusal.sentence())
        return UNREADABLE
    click.echo(_printable(json.dumps(counted, ensure_ascii=False, indent=2)))
    different = list(recount.compare(data, counted))
    for line in different:
        _say(line)
    return DIFFERENT if different else 0


def _read(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise Unreadable(path=file, reason=_("die Datei gibt es nicht")) from error
    except OSError as error:
        raise Unreadable(path=file, reason=error.strerror) from error
    except UnicodeDecodeError as error:
        raise Unreadable(path=file, reason=_("es ist kein Text in UTF-8")) from error


def _say(line: str) -> None:
    click.echo(_printable(line), file=sys.stderr)


def _printable(text: str) -> str:
    """Lone surrogates as escapes, which are valid JSON and can be printed anywhere."""
    return text.encode("utf-8", "backslashreplace").decode()
