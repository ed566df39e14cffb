"""Names of methods, modes and states, as people read them."""

from dataclasses import dataclass

from ...language import N_


@dataclass(frozen=True)
class RuleNames:
    """How a method's rule is told; ``Ja`` and ``Nein`` are called something else elsewhere."""

    decided: str
    """The base ``yes_and_no``: „der Ja- und Nein-Stimmen“"""
    beats: str
    """The second condition; empty where the method has none."""
    everybody: str
    """What is needed if all who are here take a side."""
    share: str
    """„21 von 25 (84 %) Ja, nötig 17“"""
    nobody: str
    """Why there is no verdict where the base is empty."""
    mark: str = N_("nötig %(needed)s")
    """At the bar, where enough is reached."""
    together: str = ""
    """Which answers count as one, where it isn't a single one."""


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
    compares: str = ""
    """What is compared between rounds, where it isn't the first of ``columns``."""
    decimals: int = 0
    """How many decimals ``ResultWords.figure`` has: 19 is 1,9 where it is 1."""
    rule: RuleNames | None = None
    """How its rule is told, where it reads one."""


NO_ANSWER = N_("keine Angabe")
MODE_NAMES = {
    "hands": N_("offen, per Handzeichen"),
    "sealed": N_("vertraulich"),
    "simple": N_("bis Sitzungsende beim Platz gespeichert"),
    "roll_call": N_("namentlich"),
}
MODE_SENTENCES = {
    "sealed": N_("Auf keinem Bildschirm erscheint, wie Sie abgestimmt haben."),
    "simple": N_(
        "Ihre Angaben bleiben bis zum Ende der Sitzung mit Ihrem Platz gespeichert. "
        "Gezeigt werden nur Zahlen."
    ),
    "roll_call": N_("Namentliche Abstimmung: Ihr Platz wird mit Ihrer Stimme gezeigt."),
}
MODE_CHOICES = {
    "sealed": N_(
        "Vertraulich: Erst die Auszählung öffnet die Stimmen, danach führt keine mehr zu einem Platz."
    ),
    "simple": N_(
        "Einfach: bis zum Ende der Sitzung beim Platz gespeichert. Gezeigt werden nur Zahlen."
    ),
    "roll_call": N_("Namentlich: Jeder Platz wird mit seiner Stimme gezeigt."),
}
"""What the team chooses among."""
STATE_NAMES = {
    "ready": N_("Bereit"),
    "text_shown": N_("Text gezeigt"),
    "open": N_("Offen"),
    "closed": N_("Geschlossen"),
    "counted": N_("Ausgezählt"),
    "shown": N_("Gezeigt"),
    "cancelled": N_("Abgebrochen"),
}
