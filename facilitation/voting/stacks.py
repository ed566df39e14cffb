"""A stack of paper, or a show of hands: counts typed in for a round, until it is counted.

In a stack lie the ballots of paper seats; the roll marks them as arrived, and none of them can
also be entered by itself. Numbers that don't add up are refused with the difference, and
nothing of them is stored.
"""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from .. import clock
from ..errors import Conflict, Invalid, NotFound, Refused
from ..language import N_
from ..participants.models import Seat
from . import typed_counts
from .counting import stack_of
from .models import RollEntry, Round, Stack
from .modes import ROLL_CALL
from .refusals import StateChanged
from .typed_counts import DoesNotAddUp, Paper, whole

UNCOUNTED = ("open", "closed")
"""States in which the team may type in what stands on paper or was counted in the room."""


def one_by_one(around: Round) -> str:
    """Why the ballots of a round can't be counted as a stack; empty where they can."""
    if around.poll.mode == ROLL_CALL:
        return N_(
            "Bei einer namentlichen Abstimmung wird jeder Stimmzettel einzeln bei seinem Platz "
            "erfasst, nicht als Stapel."
        )
    if not typed_counts.numbers(around.poll.method, around.wording):
        return N_(
            "Bei diesem Verfahren gehören die Angaben eines Zettels zusammen. "
            "Bitte erfassen Sie ihn Platz für Platz."
        )
    return ""


def seats_on_paper(session: Session, around: Round) -> dict[int, tuple[int, bool]]:
    """Seat id → (its number, whether it lies in the stack), for paper that isn't entered singly."""
    rows = session.execute(
        select(RollEntry.seat_id, Seat.number, RollEntry.arrived)
        .join(Seat, RollEntry.seat_id == Seat.id)
        .where(RollEntry.round_id == around.id, RollEntry.channel == "paper", RollEntry.seq == 0)
        .order_by(Seat.number)
    )
    return {row.seat_id: (row.number, row.arrived) for row in rows}


def enter_paper(
    session: Session,
    around: Round,
    seat_ids: Collection[int],
    typed: Mapping[str, str],
    *,
    blank: str = "",
    account_id: int | None = None,
) -> Stack:
    """The ballots of these paper seats as counts; replaces an earlier stack.

    Raises ``DoesNotAddUp``, or ``Refused`` for a seat whose ballot doesn't lie there.
    """
    _expect_uncounted(around, by_hands=False)
    if why := one_by_one(around):
        raise Refused(why)
    there = seats_on_paper(session, around)
    if not seat_ids:
        raise Invalid(N_("Bitte kreuzen Sie an, wessen Stimmzettel im Stapel liegen."))
    for seat_id in seat_ids:
        if seat_id not in there:
            raise not_in_stack(session, around, seat_id)
    counted = _read(around, typed, Paper(len(set(seat_ids))), blank)
    _mark(session, around, there, arrived=False)
    _mark(session, around, seat_ids, arrived=True)
    return _keep(session, around, counted, account_id)


def enter_hands(
    session: Session,
    around: Round,
    people: str,
    typed: Mapping[str, str],
    *,
    nobody: str = "",
    account_id: int | None = None,
) -> Stack:
    """A show of hands among so many people in the room, ``nobody`` of whom raised none."""
    _expect_uncounted(around, by_hands=True)
    paper = Paper(whole(people), hands=True)
    roll = session.scalar(select(func.count(RollEntry.id)).where(RollEntry.round_id == around.id))
    entitled = roll or 0
    if not paper.number:
        raise Invalid(N_("Bitte zählen Sie, wie viele Stimmberechtigte im Raum sind."))
    if paper.number > entitled:
        raise DoesNotAddUp(
            N_(
                "Im Raum sind %(people)s, auf dem Verzeichnis stehen %(roll)s Stimmberechtigte: "
                "%(difference)s. Wer später kam, stimmt erst beim nächsten Mal mit."
            ),
            people=paper.number,
            roll=entitled,
            difference=typed_counts.difference(paper.number, entitled),
        )
    return _keep(session, around, _read(around, typed, paper, nobody), account_id)


def confirm(
    session: Session,
    around: Round,
    typed: Mapping[str, str],
    *,
    people: str = "",
    without: str = "",
    account_id: int | None,
) -> None:
    """A second person has counted too („Vier Augen“): the same numbers, typed in once more.

    Raises ``Refused`` for the person who typed them in first, ``Conflict`` where they differ;
    the sentence says no number.
    """
    _expect_uncounted(around, by_hands=around.by_hands)
    stack = stack_of(session, around.id)
    if stack is None:
        raise StateChanged()
    if stack.account_id is not None and stack.account_id == account_id:
        raise Refused(
            N_("Sie haben diese Zahlen selbst eingegeben. Bestätigen kann nur eine zweite Person.")
        )
    papers = sum(1 for _number, inside in seats_on_paper(session, around).values() if inside)
    paper = Paper(whole(people), hands=True) if around.by_hands else Paper(papers)
    if _read(around, typed, paper, without) != stack.counted:
        raise Conflict(
            N_(
                "Ihre Zahlen sind andere als die zuerst eingegebenen. "
                "Bitte zählen Sie zusammen noch einmal nach."
            )
        )
    stack.confirmed_at = clock.now()
    session.flush()


def take_back(session: Session, around: Round) -> None:
    """Put the stack away again, to enter its ballots one by one or hold the hands up anew."""
    _expect_uncounted(around, by_hands=around.by_hands)
    if stack_of(session, around.id) is None:
        raise StateChanged()
    session.execute(delete(Stack).where(Stack.round_id == around.id))
    _mark(session, around, seats_on_paper(session, around), arrived=False)


def _read(around: Round, typed: Mapping[str, str], paper: Paper, without: str) -> dict[str, Any]:
    method = around.poll.method
    return typed_counts.read(method, around.wording, typed, paper, whole(without))


def _keep(
    session: Session, around: Round, counted: dict[str, Any], account_id: int | None
) -> Stack:
    stack = stack_of(session, around.id)
    if stack is None:
        stack = Stack(round_id=around.id)
        session.add(stack)
    stack.counted, stack.at, stack.account_id = counted, clock.now(), account_id
    stack.confirmed_at = None
    session.flush()
    return stack


def _mark(session: Session, around: Round, seat_ids: Collection[int], *, arrived: bool) -> None:
    session.execute(
        update(RollEntry)
        .where(RollEntry.round_id == around.id, RollEntry.seat_id.in_(list(seat_ids)))
        .values(arrived=arrived)
        .execution_options(synchronize_session=False)
    )


def _expect_uncounted(around: Round, *, by_hands: bool) -> None:
    if around.state not in UNCOUNTED or around.by_hands != by_hands:
        raise StateChanged()


def not_in_stack(session: Session, around: Round, seat_id: int) -> Refused:
    """Why the ballot of a seat can't lie in the stack."""
    row = session.execute(
        select(Seat.number, RollEntry.channel, RollEntry.arrived, RollEntry.begun)
        .join(Seat, RollEntry.seat_id == Seat.id)
        .where(RollEntry.round_id == around.id, RollEntry.seat_id == seat_id)
    ).one_or_none()
    if row is None:
        return NotFound(N_("Diesen Platz gibt es in dieser Abstimmung nicht."))
    if row.channel == "paper":
        return Refused(
            N_(
                "Die Papierstimme von Platz %(seat)s ist schon einzeln erfasst. "
                "Sie kann nicht auch im Stapel liegen."
            ),
            seat=row.number,
        )
    if row.arrived or row.begun:
        return Refused(
            N_(
                "Platz %(seat)s hat schon mit einem Gerät abgestimmt. "
                "Ein Stimmzettel auf Papier zählt nicht dazu."
            ),
            seat=row.number,
        )
    return Refused(
        N_(
            "Für Platz %(seat)s ist kein Papier vorgemerkt. "
            "Stellen Sie ihn in der Anwesenheit auf „Papier“."
        ),
        seat=row.number,
    )
