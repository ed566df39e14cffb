"""What is different about sealed rounds: they need a key, enough people, and may become void."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from .. import clock
from ..errors import Refused
from ..language import N_, gettext
from . import counting, keys, mailbox, roll
from .counting import TooFew, Void
from .models import Round
from .modes import FEWEST, SEALED
from .refusals import StateChanged

_REASONS = {
    Void.why: N_(
        "Der Schlüssel zu den Stimmzetteln ist nicht mehr da, zum Beispiel weil eine Sicherung "
        "eingespielt wurde. Niemand kann sie mehr öffnen. Bitte wiederholen Sie die Abstimmung."
    ),
    TooFew.why: N_(
        "Es kamen zu wenige Stimmen. Vertraulich ausgezählt wird ab fünf, sonst ließe sich auf "
        "einzelne schließen."
    ),
}


class TooFewEntitled(Refused):
    """With so few people nothing stays confidential."""

    code = "too_few_entitled"
    default = N_(
        "Für eine vertrauliche Abstimmung müssen wenigstens fünf Mitglieder da sein, sonst ließe "
        "sich auf einzelne schließen. Wählen Sie eine andere Art, oder lassen Sie die Hände heben."
    )


def prepare(session: Session, around: Round) -> None:
    """Give a round that opens the key it needs; raises ``TooFewEntitled``, ``keys.NoPlace``.

    The key is on the disk before anybody may vote. What earlier attempts left goes first.
    """
    if around.poll.mode != SEALED or around.by_hands:
        return
    if roll.on_roll(session, around) < FEWEST:
        raise TooFewEntitled()
    keys.sweep_after(session)
    around.key_name = keys.make()


def take_back(session: Session, around: Round) -> None:
    """The opening was taken back: its key goes, the next one makes another."""
    if around.key_name:
        around.key_name = ""
        keys.sweep_after(session)


def end_uncounted(session: Session, around: Round, why: str) -> None:
    """End an open or closed round that can't be counted: ``void`` or ``too_few``."""
    mailbox.clear(session, around)
    around.state = "cancelled"
    around.uncounted = why
    around.cancel_reason = gettext(_REASONS[why])
    around.cancelled_at = clock.now()


def why_uncountable(session: Session, around: Round) -> str:
    """Why a sealed round that waits for its count will have none: ``void``, ``too_few``; or empty.

    Each drawing of the desk asks it, so no ballot is opened for that.
    """
    if around.state not in keys.NEEDED or not around.key_name:
        return ""
    if keys.is_lost(around.key_name):
        return Void.why
    few = around.state == "closed" and counting.ballots_in(session, around) < FEWEST
    return TooFew.why if few else ""


def give_up(session: Session, around: Round, *, from_state: str = "closed") -> None:
    """End a round that can't be counted, without a result; raises ``Refused`` if it can.

    One that is still open only where its key is gone.
    """
    if from_state != around.state or around.state not in keys.NEEDED:
        raise StateChanged()
    why = why_uncountable(session, around)
    if not why and around.state == "closed" and _is_spoiled(session, around):
        why = Void.why
    if not why:
        raise Refused(N_("Diese Abstimmung lässt sich auszählen. Bitte zeigen Sie das Ergebnis."))
    end_uncounted(session, around, why)


def recover(session: Session) -> list[Round]:
    """At a start: end the rounds whose key is gone; returns them. Keys without a round go too."""
    keys.sweep_after(session)
    void = lost(session)
    for around in void:
        end_uncounted(session, around, Void.why)
    return void


def lost(session: Session) -> list[Round]:
    """The rounds that wait for their count and whose key is gone."""
    return [around for around in _waiting(session) if keys.is_lost(around.key_name)]


def give_all_up(session: Session) -> list[Round]:
    """End every sealed round that waits for its count: it comes from a back-up. Returns them."""
    found = _waiting(session)
    for around in found:
        end_uncounted(session, around, Void.why)
    return found


def _waiting(session: Session) -> list[Round]:
    found = select(Round).where(Round.state.in_(keys.NEEDED), Round.key_name != "")
    return list(session.scalars(found))


def _is_spoiled(session: Session, around: Round) -> bool:
    """Whether its key is there and doesn't open every ballot: the count has said so."""
    if not around.key_name:
        return False
    try:
        mailbox.read(session, around)
    except keys.KeyLost:
        return True
    except keys.Unreadable:  # perhaps it can be read later
        pass
    return False
