"""The example council, served from a database of its own."""

import click

from .. import demo as example
from ..language import gettext as _
from .links import own_address
from .progress import progress
from .serving import Place, serve
from .start import Start
from .words import Choice, Command, Port

STAGES = ", ".join(f"{name} ({words})" for name, words in example.STAGE_WORDS.items())


@click.command(cls=Command)
@click.option(
    "--stage",
    type=Choice(list(example.STAGES)),
    metavar="STAND",
    help=f"Wie weit der Bürgerrat ist: {STAGES}; ohne Angabe {example.DEFAULT_STAGE}.",
)
@click.option("--port", type=Port(), help="Port, auf dem gehört wird; ohne Angabe 8000.")
@click.option("--host", help="Adresse, auf der gehört wird; ohne Angabe auf allen.")
@click.option("--reset", is_flag=True, help="Legt das Beispiel neu an.")
@click.option("--no-serve", is_flag=True, help="Bereitet das Beispiel nur vor.")
@click.pass_context
def demo(
    context: click.Context,
    stage: str | None,
    port: int | None,
    host: str | None,
    reset: bool,
    no_serve: bool,
) -> None:
    """Zeigt den Bürgerrat Smart Kassel, mit Beispieldaten."""
    start: Start = context.obj
    start.demo = True
    above = context.parent.params if context.parent else {}
    place = Place(host or above["host"], above["port"] if port is None else port)
    if not no_serve:
        place.listen()  # before anything is deleted: another server may be using it
    if reset:
        example.reset(start.settings.database_url, start.settings.instance)
    start.open_database()
    with progress(_("Beispiel anlegen")) as tell:
        built = example.prepare(stage, tell)
    lines = _doors(start, own_address(start.settings, place.host, place.port))
    if not built:
        lines.append(
            _("  Es geht weiter, wo Sie aufgehört haben. Mit „--reset“ beginnt es von vorn.")
        )
    if no_serve:
        click.echo("\n".join(lines))
    else:
        serve(start, place, lines)


def _doors(start: Start, address: str) -> list[str]:
    """Links to desk, wall and some cards; all cards go into a file that only this user reads."""
    links = example.links(start.settings.secret_key)
    kept = example.write_cards(start.settings.instance, links, address)
    return [
        _("Das Beispiel (Beispieldaten):"),
        "  Moderation  " + address + links.desk + "  " + _("(gilt einmal)"),
        "  Leinwand    " + address + links.wall,
        *(f"  Platz {card.seat:<6}{address}{card.path}" for card in links.printed),
        _("  Alle Karten stehen in %(path)s.", path=kept),
    ]
