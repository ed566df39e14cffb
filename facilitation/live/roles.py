"""Who is looking, and the rule that every door says whom it lets in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

ROLES = ("public", "guest", "member", "tablet", "helper", "wall", "minutes", "moderator", "lead")
_ALSO = {
    "public": frozenset(ROLES),
    "guest": frozenset({"guest", "member"}),
    "member": frozenset({"member"}),
    "tablet": frozenset({"tablet"}),
    "helper": frozenset({"helper"}),
    "wall": frozenset({"wall", "minutes", "moderator", "lead"}),
    "minutes": frozenset({"minutes", "moderator", "lead"}),
    "moderator": frozenset({"moderator", "lead"}),
    "lead": frozenset({"lead"}),
}

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Viewer:
    """One browser, as its cookie says it; never taken from a message."""

    role: str
    council_id: int
    seat_id: int | None = None
    device_id: int | None = None
    account_id: int | None = None
    sign_in_id: int | None = None
    wall_id: int | None = None
    tablet_id: int | None = None
    help_id: int | None = None
    preview: bool = False
    """The desk's small picture of the wall, which nobody in the hall sees."""


def allows(required: str, role: str) -> bool:
    """Whether somebody in ``role`` may pass a door that asks for ``required``."""
    return role in _ALSO[required]


def declare(required: str) -> Callable[[F], F]:
    """Write the role on a view; each face's ``access`` module also enforces it."""
    if required not in ROLES:
        raise ValueError(required)

    def mark(view: F) -> F:
        view.role = required  # type: ignore[attr-defined]
        return view

    return mark


def check_views(views: dict[str, Callable[..., Any]]) -> None:
    """Stop the start when a route doesn't say whom it lets in."""
    silent = sorted(name for name, view in views.items() if not hasattr(view, "role"))
    if silent:
        raise RuntimeError(f"routes without a declared role: {', '.join(silent)}")
