"""Polls of one item that share opening and closing: put together, taken apart, looked up.

What is grouped are rounds: a further round of one of them is held alone again.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..errors import Conflict, Invalid, NotFound, Refused
from ..language import N_
from ..meetings.models import Item
from .models import Bundle, Poll, Round

METHODS = ("yes_no", "doubt")
"""Ways of voting that can be held together: one tap for each question."""
LEAST, MOST = 2, 60


def put_together(session: Session, item: Item, chosen: Sequence[Poll]) -> Bundle:
    """Let the newest rounds of these polls open and close together.

    Raises ``Invalid`` where they don't fit together, ``Refused`` once one has begun.
    """
    _refuse_unfit(item, chosen)
    for poll in chosen:
        if poll.latest.state != "ready":
            raise Refused(
                N_("Eine dieser Abstimmungen hat schon begonnen. Sie wird einzeln abgestimmt.")
            )
        if poll.latest.bundle_id is not None:
            raise Conflict(N_("Eine dieser Abstimmungen gehört schon zu einer Sammelabstimmung."))
    bundle = Bundle(item_id=item.id)
    session.add(bundle)
    session.flush()
    for poll in chosen:
        poll.latest.bundle_id = bundle.id
    session.flush()
    return bundle


def take_apart(session: Session, item: Item, bundle_id: int) -> int:
    """Let each be held alone again; returns how many there were. Only before it has begun."""
    bundle = session.scalar(select(Bundle).filter_by(item_id=item.id, id=bundle_id))
    if bundle is None:
        raise Conflict(N_("Diese Sammelabstimmung gibt es nicht mehr."))
    rounds = _rounds(session, bundle.id)
    if any(around.state != "ready" for around in rounds):
        raise Refused(N_("Diese Sammelabstimmung hat schon begonnen und bleibt zusammen."))
    _dissolve(session, bundle, rounds)
    return len(rounds)


def leave(session: Session, around: Round) -> None:
    """One round less in its bundle; two at least make one."""
    if around.bundle_id is None:
        return
    bundle = session.get_one(Bundle, around.bundle_id)
    around.bundle_id = None
    session.flush()
    rounds = _rounds(session, bundle.id)
    if len(rounds) < LEAST:
        _dissolve(session, bundle, rounds)


def grouping(found: Sequence[Poll]) -> list[list[int]]:
    """Which of these polls were planned to be held together: their places in ``found``."""
    groups: dict[int, list[int]] = {}
    for place, poll in enumerate(found):
        bundle_id = poll.rounds[0].bundle_id
        if bundle_id is not None:
            groups.setdefault(bundle_id, []).append(place)
    return [places for places in groups.values() if len(places) >= LEAST]


def group(session: Session, item: Item, made: Sequence[Poll], groups: Sequence[list[int]]) -> None:
    """The same for copies of them, in the same order."""
    for places in groups:
        put_together(session, item, [made[place] for place in places])


def companions(session: Session, around: Round) -> list[Round]:
    """The rounds of its bundle in the order of their polls; a round without one is alone."""
    return [around] if around.bundle_id is None else _rounds(session, around.bundle_id)


def of_round(session: Session, around: Round) -> Bundle | None:
    """The bundle that a round belongs to."""
    return None if around.bundle_id is None else session.get_one(Bundle, around.bundle_id)


def find(session: Session, council_id: int, bundle_id: int) -> list[Round]:
    """The rounds of a bundle of this council, or ``NotFound``."""
    rounds = [each for each in _rounds(session, bundle_id) if each.poll.council_id == council_id]
    if not rounds:
        raise NotFound(N_("Diese Sammelabstimmung gibt es nicht mehr."))
    return rounds


def _rounds(session: Session, bundle_id: int) -> list[Round]:
    return list(
        session.scalars(
            select(Round)
            .join(Poll)
            .where(Round.bundle_id == bundle_id)
            .order_by(Poll.position, Round.number)
        )
    )


def _dissolve(session: Session, bundle: Bundle, rounds: Sequence[Round]) -> None:
    for around in rounds:
        around.bundle_id = None
    session.flush()
    session.delete(bundle)
    session.flush()


def _refuse_unfit(item: Item, chosen: Sequence[Poll]) -> None:
    if len({poll.id for poll in chosen}) != len(chosen) or len(chosen) < LEAST:
        raise Invalid(N_("Eine Sammelabstimmung braucht wenigstens zwei Abstimmungen."))
    if len(chosen) > MOST:
        raise Invalid(
            N_(
                "Eine Sammelabstimmung hat höchstens %(most)s Abstimmungen. Bitte teilen Sie sie auf."
            ),
            most=MOST,
        )
    if any(poll.item_id != item.id for poll in chosen):
        raise Invalid(N_("Zusammen geöffnet wird nur, was unter demselben Punkt steht."))
    if any(poll.method not in METHODS for poll in chosen):
        raise Invalid(
            N_(
                "Zusammen geöffnet werden nur Abstimmungen mit Ja und Nein oder mit Dafür und Dagegen."
            )
        )
    if len({poll.mode for poll in chosen}) > 1:
        raise Invalid(
            N_(
                "Zusammen geöffnet wird nur, was auf dieselbe Art abgestimmt wird: alles vertraulich, "
                "alles einfach oder alles namentlich."
            )
        )
