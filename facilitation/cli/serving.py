"""Serving: the council's own database, or the example's."""

import errno
import signal
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

import click
import gevent
from gevent.event import Event
from gevent.pywsgi import WSGIServer

from .. import db, purging
from ..councils import team
from ..errors import Refused
from ..language import N_
from ..language import gettext as _
from ..live import running
from ..settings import Settings
from ..web.logs import DiscreetHandler
from .greeting import greeting, qr_code
from .links import invitation_link, own_address
from .start import Start


class CannotServe(Refused):
    """The server can't listen where it was told to."""

    status = 503
    code = "cannot_serve"


PORT_TAKEN = N_(
    "Port %(port)s ist schon belegt; vielleicht läuft Ratschlag bereits. Bitte beenden Sie das "
    "andere Programm, oder starten Sie mit „--port %(next)s“."
)
PORT_RESERVED = N_(
    "Port %(port)s ist dem System vorbehalten. Bitte starten Sie mit einem Port ab 1024, zum "
    "Beispiel „--port 8000“."
)
HOST_FOREIGN = N_(
    "Die Adresse %(host)s gehört nicht zu diesem Rechner. Bitte lassen Sie „--host“ weg oder "
    "geben Sie eine Adresse dieses Rechners an."
)


@dataclass
class Place:
    """Where the server listens; the port is taken before anything is opened or migrated."""

    host: str
    port: int
    listener: socket.socket | None = None

    def listen(self) -> socket.socket:
        """The listening socket, opened once; raises ``CannotServe`` with what to do."""
        if self.listener is None:
            self.listener = _listen(self.host, self.port)
            self.port = self.listener.getsockname()[1]
        return self.listener


def serve(start: Start, place: Place, extra: Sequence[str] = ()) -> None:
    """Serve until somebody presses Ctrl+C or the system ends the process."""
    listener = place.listen()
    start.open_database()
    app = start.create_app(start.settings)
    app.extensions["address"].host = place.host
    app.extensions["address"].port = place.port
    running.start()
    lines = greeting(start.settings, place.host, place.port)
    lines += ["", *extra] if extra else []
    lines += _first_steps(start.settings, own_address(start.settings, place.host, place.port))
    lines += _due()
    lines += ["", _("Beenden mit Strg+C.")]
    server = WSGIServer(listener, app, log=None, handler_class=DiscreetHandler)
    run(server, lambda: click.echo("\n".join(lines)))
    start.close()
    click.echo(_("Ratschlag ist beendet."))


def run(server: WSGIServer, greet: Callable[[], None]) -> None:
    """Run ``server`` until a signal; what was acknowledged is already in the database."""
    over = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(number, over.set)
    server.start()
    greet()
    with suppress(KeyboardInterrupt):  # how Windows delivers Ctrl+C
        over.wait()
    server.stop(1)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise CannotServe(HOST_FOREIGN, host=host) from error
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows shares ports unless told not to
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(1024)
        listener.setblocking(False)
    except OSError as error:
        listener.close()
        raise _refusal(error, host, port) from error
    return listener


def _refusal(error: OSError, host: str, port: int) -> CannotServe:
    if error.errno == errno.EADDRINUSE:
        return CannotServe(PORT_TAKEN, port=port, next=port + 1)
    if error.errno == errno.EACCES:
        return CannotServe(PORT_RESERVED, port=port)
    return CannotServe(HOST_FOREIGN, host=host)


def _due() -> list[str]:
    """Nothing is deleted by itself, so whoever starts the server is reminded."""
    with db.reading() as session:
        names = ", ".join(council.title for council in purging.due(session))
    if not names:
        return []
    return [
        "",
        _(
            "Die Löschfrist ist vorbei: %(names)s. Bitte löschen mit „python3 app.py purge“.",
            names=names,
        ),
    ]


def _first_steps(settings: Settings, address: str) -> list[str]:
    """The one-time link for the first account, as long as there is none."""
    with db.transaction() as session:
        if not team.is_empty(session):
            return []
        link = invitation_link(address, team.first_invitation(session))
    lines = ["", _("Erster Start: Hier richten Sie Ihren Zugang ein (der Link gilt einmal):"), link]
    # A laptop's own link leads nowhere on a phone; a public server's does.
    return [*lines, qr_code(link)] if settings.public else lines
