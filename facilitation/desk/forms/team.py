"""Forms for signing in, joining a team and changing the password."""

from ...language import N_
from .base import DeskForm
from .fields import Password, Radios, Typed, options

NAME_LIMIT = 60


class SignInForm(DeskForm):
    """Name and password."""

    name = Typed(
        N_("Ihr Name im Team"), limit=NAME_LIMIT, needed=N_("Bitte geben Sie Ihren Namen ein.")
    )
    password = Password(N_("Passwort"), needed=N_("Bitte geben Sie Ihr Passwort ein."))


class CodeForm(DeskForm):
    """The code of a one-time link; a script fills it in from the address."""

    code = Typed(
        N_("Code aus dem Link"), limit=64, needed=N_("Bitte fügen Sie den Code aus Ihrem Link ein.")
    )


class JoinForm(CodeForm):
    """Name and password of a new account."""

    name = Typed(
        N_("Ihr Name im Team"),
        limit=NAME_LIMIT,
        needed=N_("Unter welchem Namen soll das Team Sie sehen?"),
        hint=N_("Vorname oder Funktion genügt. Mitglieder sehen ihn nicht."),
    )
    password = Password(
        N_("Passwort"),
        needed=N_("Bitte wählen Sie ein Passwort."),
        hint=N_("Mindestens 15 Zeichen, am besten fünf Wörter."),
    )


class InviteForm(DeskForm):
    """Which role the invited person gets."""

    role = Radios(
        N_("Rolle"),
        default="moderator",
        choices=options(
            [
                (
                    "moderator",
                    N_("Moderation: macht alles in den Sitzungen und in der Vorbereitung"),
                ),
                (
                    "minutes",
                    N_(
                        "Protokoll: schreibt Empfehlungen und Ideen, erfasst Papierstimmen; öffnet und zeigt nichts"
                    ),
                ),
                (
                    "lead",
                    N_("Leitung: darf außerdem das Team und die Angaben zur Veranstaltung ändern"),
                ),
            ]
        ),
    )


class PasswordForm(DeskForm):
    """A new password; the old one proves who asks."""

    current = Password(
        N_("Bisheriges Passwort"), needed=N_("Bitte geben Sie Ihr bisheriges Passwort ein.")
    )
    password = Password(
        N_("Neues Passwort"),
        needed=N_("Bitte wählen Sie ein neues Passwort."),
        hint=N_("Mindestens 15 Zeichen, am besten fünf Wörter."),
    )


class NewPasswordForm(DeskForm):
    """A new password for whoever came in by a link and can't know the old one."""

    password = PasswordForm.password
