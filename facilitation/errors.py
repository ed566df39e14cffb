"""What can go wrong for a person: a small family whose texts are sentences.

An error is raised where a rule is broken and turned into a page, a JSON answer or
an acknowledgement in one place (``web_errors`` and ``live.events``). The default
texts reveal nothing about the inside.
"""

from collections.abc import Mapping

from .language import N_, gettext


class Refused(Exception):
    """The tool doesn't do what was asked; the text says why and what to do."""

    status = 400
    code = "refused"
    default = N_(
        "Das geht gerade nicht. Bitte laden Sie die Seite neu und versuchen Sie es noch einmal."
    )

    def __init__(self, message: str | None = None, **values: object) -> None:
        """``message`` is a German msgid; ``values`` fill its ``%(name)s`` places."""
        super().__init__(message or self.default)
        self.message = message or self.default
        self.values = values

    def sentence(self) -> str:
        """The text in the language of the person who reads it."""
        return gettext(self.message, **self.values)


class NotFound(Refused):
    """Nothing is there, or nothing that this person may know of."""

    status = 404
    code = "not_found"
    default = N_("Diese Seite gibt es nicht. Vielleicht ist die Adresse falsch abgeschrieben.")


class Forbidden(Refused):
    """The person's role doesn't allow it."""

    status = 403
    code = "forbidden"
    default = N_("Dafür reicht Ihre Berechtigung nicht. Bitte sprechen Sie mit der Leitung.")


class SignedOut(Refused):
    """Nobody is signed in, or the sign-in has ended."""

    status = 401
    code = "signed_out"
    default = N_("Sie sind nicht mehr angemeldet. Bitte melden Sie sich noch einmal an.")


class Invalid(Refused):
    """What was typed in can't be used; ``fields`` names the places."""

    status = 422
    code = "invalid"
    default = N_("Das haben wir nicht verstanden. Bitte prüfen Sie die Angaben.")

    def __init__(
        self,
        message: str | None = None,
        *,
        fields: Mapping[str, str] | None = None,
        **values: object,
    ) -> None:
        super().__init__(message, **values)
        self.fields = dict(fields or {})


class Conflict(Refused):
    """Somebody else was faster; ``current`` is what stands there now."""

    status = 409
    code = "conflict"
    default = N_(
        "Inzwischen hat jemand anderes etwas geändert. Bitte sehen Sie sich den neuen Stand an."
    )

    def __init__(
        self, message: str | None = None, *, current: object = None, **values: object
    ) -> None:
        super().__init__(message, **values)
        self.current = current


class TooSoon(Refused):
    """Too many wrong tries; the text says how long to wait."""

    status = 429
    code = "too_soon"
