"""Names of methods, modes and states, as people read them."""

from dataclasses import dataclass

from ...language import N_


@dataclass(frozen=True)
class MethodNames:
    """What a method and a round of it are called; marked for translation, not yet translated."""

    method: str
    """„Ja / Nein / Enthaltung“"""
    help: str
    """One sentence on when it helps."""
    held: str = N_("Abstimmung")
    """What a round is called while it is held."""
    closed: str = N_("Die Abstimmung ist geschlossen")
    cancelled: str = N_("Diese Abstimmung wurde abgebrochen")
    lists: bool = False
    """Its result is a table with a line per option, in pages (``live.result_pages``)."""
    columns: tuple[str, ...] = ()
    """What the Gutachten's table of such a result has beside rank and name (``ListedWords.cells``)."""


NO_ANSWER = N_("keine Angabe")
MODE_NAMES = {"simple": N_("Vertraulichkeit: einfach")}
MODE_SENTENCES = {
    "simple": N_(
        "Ihre Angaben bleiben bis zum Ende der Sitzung mit Ihrem Platz gespeichert. "
        "Gezeigt werden nur Zahlen."
    ),
}
STATE_NAMES = {
    "ready": N_("Bereit"),
    "text_shown": N_("Text gezeigt"),
    "open": N_("Offen"),
    "closed": N_("Geschlossen"),
    "counted": N_("Ausgezählt"),
    "shown": N_("Gezeigt"),
    "cancelled": N_("Abgebrochen"),
}
