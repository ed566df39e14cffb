"""Who of the team is looking, as the cookie says; the desk asks here, and so does the wall."""

from collections.abc import Mapping

from .. import db
from ..councils import team
from ..councils.models import Council
from ..live.roles import Viewer
from . import cookies as jar


def team_viewer(cookies: Mapping[str, str], council: Council) -> Viewer:
    """The lead or moderator behind the cookies of a request or handshake.

    Raises ``SignedOut`` when nobody is signed in, ``Forbidden`` for another council's team.
    """
    with db.reading() as session:
        entry = team.signed_in(session, jar.read(cookies, jar.TEAM))
        return Viewer(
            role=team.role_in(session, entry.account_id, council.id),
            council_id=council.id,
            account_id=entry.account_id,
            sign_in_id=entry.id,
        )
