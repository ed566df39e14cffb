"""The wall's door: a browser that was paired once, or the team's own.

Views of this face take the council's slug; ``wall`` and ``team`` let in whom they name and
hand the council on, ``open_door`` lets everybody in and leaves the rest to the view.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar

from flask import g, request

from .. import db
from ..councils import councils, walls
from ..councils.models import Council
from ..errors import Forbidden, SignedOut
from ..live.roles import Viewer, declare
from ..web import cookies as jar
from ..web.team import team_viewer

V = TypeVar("V", bound=Callable[..., Any])


def wall_viewer(cookies: Mapping[str, str], council: Council) -> Viewer:
    """Who looks at this council's wall.

    Raises ``SignedOut`` or ``Forbidden`` for everybody but its paired walls and its team.
    """
    with db.reading() as session:
        wall = walls.by_token(session, council, jar.read(cookies, jar.WALL))
    if wall is not None and wall.paired_at is not None:
        return Viewer(role="wall", council_id=council.id, wall_id=wall.id)
    return team_viewer(cookies, council)


def find(slug: str) -> Council:
    """The council of an address, or ``NotFound``."""
    with db.reading() as session:
        return councils.find(session, slug)


def _door(role: str, recognise: Callable[[Mapping[str, str], Council], Viewer]) -> Callable[[V], V]:
    def decorate(view: V) -> V:
        @wraps(view)
        def guarded(council: str) -> Any:
            found = find(council)
            g.viewer = recognise(request.cookies, found)
            return view(found)

        return declare(role)(guarded)  # type: ignore[return-value]

    return decorate


def _anybody(cookies: Mapping[str, str], council: Council) -> Viewer:
    try:
        return wall_viewer(cookies, council)
    except (SignedOut, Forbidden):
        return Viewer(role="public", council_id=council.id)


wall = _door("wall", wall_viewer)
team = _door("minutes", team_viewer)
open_door = _door("public", _anybody)
