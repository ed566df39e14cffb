"""Why a ballot isn't taken: too late, not entitled, by another way, by another device."""

from ..errors import Conflict, Refused
from ..language import N_

MARKED = {
    "phone": N_("Für diesen Platz ist das Handy vorgemerkt. Die Moderation kann das umstellen."),
    "device": N_(
        "Für diesen Platz ist ein Leihgerät vorgemerkt. Die Moderation kann das umstellen."
    ),
    "tablet": N_(
        "Für diesen Platz ist das Tablet am Tisch vorgemerkt. Bitte stimmen Sie dort ab, "
        "oder sagen Sie der Moderation Bescheid."
    ),
    "helper": N_(
        "Für diese Abstimmung hilft Ihnen jemand. Möchten Sie doch selbst abstimmen? "
        "Sagen Sie bitte der Moderation Bescheid."
    ),
    "paper": N_("Für diesen Platz ist Papier vorgemerkt. Sagen Sie bitte der Moderation Bescheid."),
    "hands": N_("Hier wird mit Handzeichen abgestimmt. Bitte heben Sie die Hand."),
}
"""What is said where a ballot comes by another way than the one that is marked."""


class StateChanged(Conflict):
    """The round isn't in the state that a command expected."""

    code = "state"
    default = N_("Das ist inzwischen schon geschehen. Die Anzeige ist jetzt aktuell.")


class RoundClosed(Refused):
    status = 409
    code = "closed"
    default = N_(
        "Die Abstimmung ist geschlossen. Ihre Stimme wurde nicht mehr gezählt. "
        "Sagen Sie bitte der Moderation Bescheid."
    )


class NotEntitled(Refused):
    status = 403
    code = "not_entitled"
    default = N_("Diese Abstimmung lief schon. Ab der nächsten sind Sie dabei.")


class OtherChannel(Refused):
    """The desk has marked another way for this seat; the sentence says which."""

    status = 409
    code = "channel"

    def __init__(self, marked: str) -> None:
        super().__init__(MARKED[marked])


class NotOnPaper(OtherChannel):
    """The team types in a paper ballot of a seat that doesn't vote on paper."""

    sentence_of = N_(
        "Für diesen Platz ist kein Papier vorgemerkt. Stellen Sie ihn in der Anwesenheit auf „Papier“."
    )

    def __init__(self) -> None:
        Refused.__init__(self, self.sentence_of)


class VotedByDevice(NotOnPaper):
    sentence_of = N_(
        "Dieser Platz hat schon mit einem Gerät abgestimmt. Ein Stimmzettel auf Papier zählt nicht dazu."
    )


class InStack(NotOnPaper):
    sentence_of = N_(
        "Der Stimmzettel dieses Platzes liegt im Stapel. Geben Sie den Stapel ohne ihn neu ein, "
        "dann können Sie ihn einzeln erfassen."
    )


class OtherDevice(Refused):
    status = 409
    code = "device"
    default = N_("Sie haben auf einem anderen Gerät weitergemacht. Dort können Sie abstimmen.")


class HelpOver(Refused):
    status = 409
    code = "help_over"
    default = N_(
        "Die Hilfe ist zu Ende: Die Stimme ist schon angekommen, oder die Moderation hat sie "
        "beendet. Für eine weitere Stimme gibt die Moderation einen neuen Link."
    )


class Stale(Conflict):
    """An older ballot came after a newer one; ``current`` is the seat's ``seq``."""

    code = "stale"
    default = N_("Inzwischen ist eine neuere Stimme von Ihnen angekommen. Sie zählt.")
