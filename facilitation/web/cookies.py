"""The seven cookies: who a browser acts for. Random tokens; only their hashes are kept."""

from collections.abc import Mapping

from flask import Response, request

SEAT = "ratschlag_seat"
GUEST = "ratschlag_guest"
TEAM = "ratschlag_team"
WALL = "ratschlag_wall"
ADMISSION = "ratschlag_admission"
TABLET = "ratschlag_tablet"
HELPER = "ratschlag_helper"
_HOST = "__Host-"


def read(cookies: Mapping[str, str], name: str) -> str:
    """The value of a cookie, under its name with or without TLS."""
    return cookies.get(_HOST + name) or cookies.get(name) or ""


def put(response: Response, name: str, value: str, *, days: int) -> None:
    """Set a cookie that scripts and foreign pages can't use."""
    response.set_cookie(
        _HOST + name if request.is_secure else name,
        value,
        max_age=days * 86_400,
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def drop(response: Response, name: str) -> None:
    """Forget a cookie."""
    for full in (_HOST + name, name):
        if full in request.cookies:
            response.delete_cookie(
                full, path="/", secure=request.is_secure, httponly=True, samesite="Lax"
            )
