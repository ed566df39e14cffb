"""Simulated phones against a running example or rehearsal."""

import json
import os
from pathlib import Path
from typing import Any

import click
import gevent

from ..demo import CARDS_FILE
from ..rehearsals import tickets
from ..simulation.crowd import Crowd, NobodyThere, Wishes
from .start import Start
from .words import Command, Decimal, Whole

HERE = "http://127.0.0.1:8000"
MOST = 200


@click.command(cls=Command)
@click.option("--phones", type=Whole(1, MOST), default=30, help="Wie viele Handys; ohne Angabe 30.")
@click.option("--url", metavar="URL", help="Adresse des Servers; ohne Angabe die des Beispiels.")
@click.option(
    "--pace",
    type=Decimal(0.1, 1000),
    default=1.0,
    help="Wievielmal schneller als im Leben; ohne Angabe 1.",
)
@click.option(
    "--rounds",
    type=Whole(1, 1000),
    default=1,
    help="Wie viele Abstimmungen; ohne Angabe eine.",
)
@click.option(
    "--timeout",
    type=Decimal(1, 86_400),
    default=120.0,
    help="Nach so vielen Sekunden ist Schluss; ohne Angabe 120.",
)
@click.option("--drive", is_flag=True, help="Öffnet, schließt und zeigt die Abstimmungen auch.")
@click.option(
    "--silent",
    type=Whole(0, MOST),
    default=0,
    help="So viele stimmen nie ab; ohne Angabe stimmen alle ab.",
)
@click.option(
    "--cards",
    "cards",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="DATEI",
    help="Karten der Mitglieder; ohne Angabe die des Beispiels.",
)
@click.option("--attached", is_flag=True, hidden=True)
@click.pass_obj
def rehearse(
    start: Start, /, url: str | None, cards: Path | None, attached: bool, **wishes: Any
) -> int:
    """Probt mit simulierten Handys: anmelden, warten, abstimmen.

    Nur im Beispiel und in Proben; in einem echten Bürgerrat verändert der Befehl nichts. Die
    letzte Zeile sagt als JSON, was aus den Stimmen wurde.
    """
    found = tickets.read(cards or start.settings.instance / CARDS_FILE)
    url = url or found.url or HERE
    if not url.startswith(("http://", "https://")):
        raise NobodyThere(url=url)
    crowd = Crowd(url, found, Wishes(**wishes), tell)
    if attached:
        gevent.spawn(_until_alone, crowd)
    report = crowd.run()
    click.echo(json.dumps(report))
    return 1 if report["lost"] or not report["joined"] or crowd.stuck else 0


def tell(sentence: str) -> None:
    """Progress goes to stderr, the balance alone to stdout."""
    click.echo(sentence, err=True)


def _until_alone(crowd: Crowd) -> None:
    """Whoever started this holds our stdin; when it is gone, there is no rehearsal any more."""
    gevent.get_hub().threadpool.apply(os.read, (0, 1))
    crowd.stop()
