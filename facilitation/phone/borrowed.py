"""A browser that isn't anybody's own, a shared tablet or a helper's phone: let in by a link, and how it says no."""

from dataclasses import dataclass

from flask import Blueprint, Response, g, request
from flask_wtf.csrf import CSRFError

from ..errors import Refused, SignedOut
from ..web import failures
from . import pages


@dataclass(frozen=True)
class Look:
    """Its address and its two pages beside the ballot; both say why something was refused."""

    home: str
    opening: str
    """Template of the page that takes the link."""
    refusal: str
    """Template with the way back, for a browser that has been let in."""

    def let_in(self, refusal: Refused | None = None) -> Response:
        """The page that takes the link; again, with a reason, where it was no good."""
        status = refusal.status if refusal else 200
        return pages.page(self.opening, status=status, error=refusal)

    def refused(self, refusal: Refused) -> Response:
        """In its own look, with the way back."""
        if failures.wants_json():
            return failures.show(refusal)
        opens = request.method == "POST" and request.path == self.home
        if isinstance(refusal, SignedOut) or opens:
            return self.let_in(refusal)
        council_id = g.viewer.council_id if "viewer" in g else None
        return pages.page(
            self.refusal, status=refusal.status, council_id=council_id, refusal=refusal
        )

    def expired(self, _error: CSRFError) -> Response:
        """The page lay open over a restart of the server."""
        return self.refused(failures.Expired())

    def speak_in(self, blueprint: Blueprint) -> None:
        """Answer like this whatever goes wrong below the blueprint."""
        blueprint.register_error_handler(Refused, self.refused)
        blueprint.register_error_handler(CSRFError, self.expired)
