"""A moderator's browser at the cockpit, for the tests beside this file."""

import re
from dataclasses import dataclass

from flask.testing import FlaskClient

from facilitation import clock, db
from facilitation.councils import team
from facilitation.councils.models import Account, Council
from facilitation.live import publish
from facilitation.live.picture import Picture
from facilitation.live.roles import Viewer
from facilitation.web import cookies

from ..factories import Evening

JSON = {"Accept": "application/json"}


@dataclass
class Desk:
    """One signed-in member of a council's team."""

    client: FlaskClient
    evening: Evening
    viewer: Viewer
    number: int = 1

    @property
    def root(self) -> str:
        return f"/mod/{self.evening.slug}"

    @property
    def place(self) -> str:
        return f"{self.root}/s/{self.number}"

    def get(self, path: str = ""):
        return self.client.get(path or f"{self.place}/regie")

    def page(self, path: str = "") -> str:
        return self.get(path).get_data(as_text=True)

    def token(self) -> str:
        return re.search(r'name="csrf-token" content="([^"]+)"', self.page())[1]

    def post(self, path: str, headers=None, **fields: str):
        data = {"csrf_token": self.token(), **fields}
        return self.client.post(path, data=data, headers=headers or {})

    def command(self, name: str, from_state: str = "", *, root: str = "", **fields: object):
        """A command as the page's script sends it without a socket; its answer as JSON."""
        sent = {key: str(value) for key, value in fields.items()}
        return self.post(
            f"{root or self.place}/befehl", JSON, command=name, from_state=from_state, **sent
        )

    def picture(self) -> Picture:
        publish.scenes().outdate(self.evening.council_id)
        return publish.scenes().picture(self.evening.council_id)


def desk(app, evening: Evening, role: str = "moderator", name: str = "Mo") -> Desk:
    """Sign somebody in who belongs to the team of the evening's council."""
    with db.transaction() as session:
        account = Account(name=f"{name} {evening.slug}", password_hash="-", created_at=clock.now())
        session.add(account)
        session.flush()
        team.join(session, account, evening.council_id, role)
        token = team.sign_in(session, account.id)
        sign_in = team.signed_in(session, token)
        viewer = Viewer(role, evening.council_id, account_id=account.id, sign_in_id=sign_in.id)
        assert session.get(Council, evening.council_id)
    client = app.test_client()
    client.set_cookie(cookies.TEAM, token)
    return Desk(client, evening, viewer)
