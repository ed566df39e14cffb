"""Browsers of team members for the tests of the set-up pages."""

import html
import re
from dataclasses import dataclass

from argon2 import PasswordHasher
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from facilitation import db
from facilitation.councils import councils, team
from facilitation.councils.models import Account
from facilitation.web import cookies

from .. import factories

PASSWORD = "Anker-Wolke-Birne-Tisch-Regen"
QUICK = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)
"""Hashes as weak as argon2 lets them be: these tests sign in often."""
HASH = QUICK.hash(PASSWORD)


@dataclass
class Browser:
    """One browser; forms are sent with what a page of the desk carries."""

    client: FlaskClient
    account_id: int = 0
    name: str = ""

    def get(self, path: str, **kwargs) -> TestResponse:
        return self.client.get(path, buffered=True, **kwargs)

    def text(self, path: str) -> str:
        return html.unescape(self.get(path).get_data(as_text=True))

    def post(self, path: str, *, page: str = "/mod/anmelden", **fields: object) -> TestResponse:
        token = factories.csrf(self.client, page)
        return self.client.post(path, data={"csrf_token": token, **fields})

    def sign_in(self, name: str, password: str = PASSWORD, *, onward: str = "") -> TestResponse:
        query = f"?weiter={onward}" if onward else ""
        return self.post(f"/mod/anmelden{query}", name=name, password=password)


def hidden(body: str, name: str) -> str:
    """The value of a hidden field on a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', body)
    assert found, f"no {name}"
    return html.unescape(found.group(1))


def member(app, evening, role: str, name: str = "", *, organiser: bool = False) -> Browser:
    """Somebody in ``role``, with an account whose password is ``PASSWORD``, signed in."""
    name = name or f"{role} {evening.slug}"
    with db.transaction() as session:
        council = councils.find(session, evening.slug)
        token = team.invite(session, council, role)
        account = team.accept(session, token, name=name, password_hash=HASH)
        session.get_one(Account, account.id).is_organiser = organiser
        signed = team.sign_in(session, account.id)
    client = app.test_client()
    client.set_cookie(cookies.TEAM, signed)
    return Browser(client, account.id, name)
