"""A show of hands: which rounds can be held like that, without any device."""

from ..errors import Refused
from ..language import N_
from .models import Round
from .modes import ROLL_CALL

METHODS = ("yes_no", "doubt", "levels", "consent", "mood", "choice")
"""What can be seen when people raise their hands."""


def fits(around: Round) -> bool:
    """Whether the round can be held like that."""
    try:
        refuse_unfit(around)
    except Refused:
        return False
    return True


def refuse_unfit(around: Round) -> None:
    """Raises ``Refused`` where hands can't answer what is asked."""
    if around.poll.method not in METHODS:
        raise Refused(
            N_("Dieses Verfahren geht nicht per Handzeichen. Bitte öffnen Sie es für die Handys.")
        )
    if around.poll.mode == ROLL_CALL:
        raise Refused(
            N_(
                "Namentlich heißt: Jeder Platz steht bei seiner Stimme. Das geht nicht per "
                "Handzeichen. Stellen Sie die Abstimmung vorher auf „nicht namentlich“."
            )
        )
    if around.bundle_id is not None:
        raise Refused(
            N_(
                "Eine Sammelabstimmung geht nicht per Handzeichen. "
                "Lösen Sie sie auf, dann können Sie einzeln abstimmen lassen."
            )
        )
