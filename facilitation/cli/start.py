"""What every command starts from: settings and a migrated database."""

import hmac
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import click
from flask import Flask
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from .. import db, migrations, settings
from ..errors import Refused
from ..language import N_
from ..language import gettext as _
from ..settings import Settings
from ..voting import keys


class CannotOpen(Refused):
    """The database can't be opened as it was named."""

    status = 503
    code = "cannot_open"
    default = N_(
        "Die Datenbank %(url)s lässt sich nicht öffnen: %(reason)s. Bitte prüfen Sie die Angabe "
        "und ob Sie in den Ordner schreiben dürfen."
    )


class Unanswered(Refused):
    """The database was open and then failed."""

    status = 503
    code = "unanswered"
    default = N_(
        "Die Datenbank antwortet nicht: %(reason)s. Bitte prüfen Sie, ob auf der Festplatte Platz "
        "ist und ob ein anderes Programm die Datenbank benutzt."
    )


class NoDriver(Refused):
    """Whoever looks after their Python themselves hasn't installed what PostgreSQL needs."""

    status = 503
    code = "no_driver"
    default = N_(
        "Für PostgreSQL fehlt ein Baustein. Bitte installieren Sie ihn mit "
        "„python -m pip install -r requirements-server.txt“."
    )


def without_password(url: str) -> str:
    """An address as it may be printed, also one that nobody can read."""
    return re.sub(r"(://[^:/]*:).*@", r"\1***@", url)


def cannot_open(error: DBAPIError | OSError, url: str) -> CannotOpen:
    """The driver's own words, without the statement and without a password."""
    reason = error.orig if isinstance(error, DBAPIError) else error.strerror
    return CannotOpen(url=url, reason=str(reason).strip().rstrip("."))


def unreadable(error: ArgumentError | NoSuchModuleError, url: str) -> CannotOpen:
    """An address that SQLAlchemy can't make sense of."""
    reason = without_password(str(error).splitlines()[0]).rstrip(".")
    return CannotOpen(url=without_password(url), reason=reason)


def _example_key(key: bytes) -> bytes:
    """A key of its own: the example's cards are printed in a terminal and open no real seat."""
    return hmac.digest(key, b"example", "sha256").hex().encode()


@dataclass
class Start:
    """The command line's choice of database, opened when a command needs it."""

    create_app: Callable[[Settings], Flask]
    database_url: str = ""
    demo: bool = False
    database: db.Database | None = None

    @cached_property
    def settings(self) -> Settings:
        """The environment's settings, with the command line's database."""
        os.umask(0o077)  # database, keys and files hold votes: only this user reads them
        try:
            loaded = settings.load(database_url=self.database_url)
        except OSError as error:
            raise CannotOpen(url=error.filename or "instance", reason=error.strerror) from error
        if not self.demo:
            return loaded
        return replace(self.aimed(loaded), secret_key=_example_key(loaded.secret_key))

    def aimed(self, loaded: Settings) -> Settings:
        """``loaded`` with the database that the command line means."""
        if not self.demo:
            return loaded
        return replace(
            loaded, database_url=self.database_url or f"sqlite:///{loaded.instance / 'demo.db'}"
        )

    def open_database(self) -> db.Database:
        """The database, made if there is none and migrated if it is older than this version."""
        url = self.settings.database_url
        try:
            self.database = database = db.configure(url)
            keys.configure(self.settings.key_dir)
            kept = migrations.upgrade(database)
            if self.settings.commit_delay_ms:
                database.slow_down(self.settings.commit_delay_ms)
        except ImportError as error:
            raise NoDriver from error
        except (ArgumentError, NoSuchModuleError) as error:
            raise unreadable(error, url) from error
        except (DBAPIError, OSError) as error:
            raise cannot_open(error, database.url.render_as_string()) from error
        if kept:
            click.echo(
                _(
                    "Die Datenbank wurde erneuert; die vorige liegt gesichert in %(path)s.",
                    path=kept,
                )
            )
        return database

    def plain_database(self) -> db.Database:
        """The database as it is: neither made nor migrated."""
        url = self.settings.database_url
        try:
            self.database = db.configure(url)
            keys.configure(self.settings.key_dir)
        except ImportError as error:
            raise NoDriver from error
        except (ArgumentError, NoSuchModuleError) as error:
            raise unreadable(error, url) from error
        return self.database

    def close(self) -> None:
        """Give the database back; the last connection folds the WAL into its file."""
        if self.database:
            self.database.close()
