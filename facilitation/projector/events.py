"""Who may open the wall's socket; nothing is ever asked over it, so it listens to no event."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..errors import SignedOut
from ..live.events import door
from ..live.roles import Viewer
from .access import find, wall_viewer


@door("/wall")
def recognise(cookies: Mapping[str, str], auth: Mapping[str, Any]) -> Viewer:
    """The page names its council; whether the browser may see it, only the cookie says."""
    slug = auth.get("council")
    if not isinstance(slug, str):
        raise SignedOut()
    return replace(wall_viewer(cookies, find(slug)), preview=auth.get("preview") is True)
