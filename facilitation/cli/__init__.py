"""The commands behind ``python3 app.py``; alone it serves."""

from collections.abc import Callable, Sequence

import click
from flask import Flask
from sqlalchemy.exc import DBAPIError

from ..errors import Refused
from ..settings import Settings, WrongSettings
from . import backups, check, example, purge, recounting, rehearse, reports, serving, team, testing
from .start import Start, Unanswered
from .words import Group, Port, usage_sentence

EVERYWHERE = "0.0.0.0"  # noqa: S104  (phones in the hall must reach it)

CreateApp = Callable[[Settings], Flask]


@click.group(cls=Group, invoke_without_command=True)
@click.option("--database", metavar="URL", default="", help="Arbeitet mit einer anderen Datenbank.")
@click.option("--demo", is_flag=True, help="Arbeitet mit der Datenbank des Beispiels.")
@click.option(
    "--host", default=EVERYWHERE, help="Adresse, auf der gehört wird; ohne Angabe auf allen."
)
@click.option(
    "--port", type=Port(), default=8000, help="Port, auf dem gehört wird; ohne Angabe 8000."
)
@click.pass_context
def ratschlag(context: click.Context, database: str, demo: bool, host: str, port: int) -> None:
    """Ratschlag begleitet einen Bürgerrat durch seine Sitzungen bis zum Gutachten.

    Ohne Befehl startet der Server: Er richtet alles ein und zeigt die Adressen,
    unter denen ihn Handys im Saal erreichen.
    """
    context.obj = Start(context.obj, database, demo)
    context.call_on_close(context.obj.close)
    if context.invoked_subcommand is None:
        serving.serve(context.obj, serving.Place(host, port))


COMMANDS = (
    example.demo,
    rehearse.rehearse,
    reports.report,
    recounting.recount_file,
    team.team,
    backups.backup,
    backups.restore,
    purge.purge,
    check.check,
    testing.test,
)
for command in COMMANDS:
    ratschlag.add_command(command)


def main(argv: Sequence[str], create_app: CreateApp) -> int:
    """Run the command in ``argv``: 0 done, 1 refused with one sentence, 2 misused."""
    try:
        done = ratschlag.main(
            args=list(argv), prog_name="python3 app.py", standalone_mode=False, obj=create_app
        )
    except click.UsageError as error:
        return _complain(usage_sentence(error), 2)
    except (click.Abort, KeyboardInterrupt):
        return _complain("Abgebrochen.", 1)
    except Refused as error:
        return _complain(error.sentence(), 1)
    except DBAPIError as error:
        return _complain(Unanswered(reason=error.orig).sentence(), 1)
    except WrongSettings as error:
        return _complain("\n".join(error.reasons), 1)
    return done if isinstance(done, int) else 0


def _complain(sentence: str, code: int) -> int:
    click.echo(sentence, err=True)
    return code
