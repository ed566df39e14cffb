"""The team from the terminal: list it, add somebody, let somebody back in."""

from collections.abc import Iterator

import click
from sqlalchemy import select

from .. import clock, db
from ..councils import councils
from ..councils import team as rules
from ..councils.models import Account
from ..errors import NotFound
from ..language import N_
from ..language import gettext as _
from .links import invitation_link, own_address
from .start import Start
from .words import Choice, Group

ROLES = {"lead": N_("Leitung"), "moderator": N_("Moderation"), "minutes": N_("Protokoll")}
NO_ACCOUNT = N_(
    "Ein Konto mit dem Namen %(name)s gibt es nicht. Die Namen zeigt „python3 app.py team“."
)


@click.group(cls=Group, invoke_without_command=True)
@click.pass_context
def team(context: click.Context) -> None:
    """Zeigt das Team, lädt ein und hilft bei vergessenem Passwort."""
    context.obj.open_database()
    if context.invoked_subcommand is None:
        _list_everybody()


@team.command()
@click.argument("council", metavar="BÜRGERRAT")
@click.option(
    "--role",
    "role",
    type=Choice(list(ROLES)),
    default="moderator",
    help="lead (Leitung), moderator (Moderation, so auch ohne Angabe) oder minutes (Protokoll).",
)
@click.pass_obj
def add(start: Start, council: str, role: str) -> None:
    """Lädt jemanden in das Team von BÜRGERRAT ein."""
    with db.transaction() as session:
        token = rules.invite(session, councils.find(session, council), role)
    click.echo(_("Mit diesem Link tritt eine Person dem Team bei; er gilt einmal und sieben Tage:"))
    click.echo(invitation_link(_address(start), token))


@team.command()
@click.argument("name", metavar="NAME")
@click.pass_obj
def reset(start: Start, name: str) -> None:
    """Hilft NAME, ein neues Passwort zu wählen."""
    with db.transaction() as session:
        account = rules.by_name(session, name)
        if account is None:
            raise NotFound(NO_ACCOUNT, name=name)
        token = rules.invite_back(session, account)
    click.echo(
        _(
            "Dieser Link meldet %(name)s einmal ohne Passwort an; danach bitte ein neues wählen:",
            name=name,
        )
    )
    click.echo(invitation_link(_address(start), token))


def _address(start: Start) -> str:
    """Where the server is found: „python3 app.py --port 9000 team …“ makes links for port 9000."""
    return own_address(start.settings, port=click.get_current_context().find_root().params["port"])


def _list_everybody() -> None:
    with db.reading() as session:
        accounts = list(session.scalars(select(Account).order_by(Account.name)))
        if not accounts:
            click.echo(
                _("Noch hat niemand ein Konto. „python3 app.py“ zeigt den Link für das erste.")
            )
        for account in accounts:
            click.echo(f"{account.name:<30} {' · '.join(_facts(account))}")


def _facts(account: Account) -> Iterator[str]:
    roles = [f"{m.council.slug} ({_(ROLES[m.role])})" for m in account.memberships]
    yield ", ".join(roles) or _("in keinem Bürgerrat")
    if account.is_organiser:
        yield _("legt Bürgerräte an")
    if account.blocked_until and account.blocked_until > clock.now():
        moment = clock.hall_time(account.blocked_until)
        yield _("wartet nach falschen Passwörtern bis %(time)s Uhr", time=moment)
