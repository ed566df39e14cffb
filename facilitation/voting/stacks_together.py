"""One stack of paper about several questions: counts for each of them, all stored or none.

A paper holds an answer to every question that its seat may answer; for a question that a seat is
left out of, or has answered with a device before, there is a paper less.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..errors import Conflict, Invalid, NotFound, Refused
from ..language import N_, gettext
from . import bundles, stacks, typed_counts
from .counting import stack_of
from .models import RollEntry, Round
from .refusals import StateChanged
from .typed_counts import DoesNotAddUp, Paper

Typed = Mapping[int, Mapping[str, str]]
"""By round what is typed for it, as ``stacks.enter_paper`` takes it."""
Blank = Mapping[int, str]
"""By round how many papers have no valid answer to it."""


def seats_on_paper(session: Session, around: Round) -> dict[int, tuple[int, bool]]:
    """Seat id → (its number, whether its paper lies in the stack), in the order of the numbers.

    A paper of which a single answer was entered by itself can't lie there.
    """
    there: dict[int, tuple[int, bool]] = {}
    for each in bundles.companions(session, around):
        for seat_id, (number, inside) in stacks.seats_on_paper(session, each).items():
            there[seat_id] = (number, inside or there.get(seat_id, (0, False))[1])
    singly = _entered_singly(session, around)
    found = {seat_id: line for seat_id, line in there.items() if seat_id not in singly}
    return dict(sorted(found.items(), key=lambda line: line[1]))


def without(session: Session, around: Round, seat_ids: Collection[int]) -> set[int]:
    """Those of the seats whose paper has no answer to this one question."""
    return set(seat_ids) - set(stacks.seats_on_paper(session, around))


def names(rounds: Sequence[Round]) -> dict[int, str]:
    """By round „E5“, or „Frage 3“ where it has no code: how the questions are told apart on paper."""
    return {
        each.id: each.wording["options"][0]["code"] or gettext("Frage %(n)s", n=place)
        for place, each in enumerate(rounds, start=1)
    }


def enter_paper(
    session: Session,
    around: Round,
    seat_ids: Collection[int],
    typed: Typed,
    *,
    blank: Blank,
    account_id: int | None = None,
) -> None:
    """The papers of these seats as counts per question; replaces an earlier stack.

    Raises ``DoesNotAddUp`` with the question and the difference, or ``Refused`` for a seat whose
    paper doesn't lie there.
    """
    rounds = _asked(session, around, typed)
    there = seats_on_paper(session, around)
    if not seat_ids:
        raise Invalid(N_("Bitte kreuzen Sie an, wessen Stimmzettel im Stapel liegen."))
    for seat_id in seat_ids:
        if seat_id not in there:
            raise _not_in_stack(session, rounds, seat_id)
    for each in rounds:
        mine = set(seat_ids) - without(session, each, seat_ids)
        numbers, empty = typed[each.id], blank.get(each.id, "")
        try:
            if mine:
                stacks.enter_paper(session, each, mine, numbers, blank=empty, account_id=account_id)
            else:
                _expect_none(session, each, numbers, empty)
        except DoesNotAddUp as refusal:
            raise DoesNotAddUp(f"{names(rounds)[each.id]}: {refusal.sentence()}") from refusal


def confirm(
    session: Session, around: Round, typed: Typed, *, blank: Blank, account_id: int | None
) -> None:
    """A second person has counted too („Vier Augen“); says which questions differ, and no number."""
    rounds = _asked(session, around, typed)
    there = [each for each in rounds if stack_of(session, each.id)]
    if not there:
        raise StateChanged()
    differ = []
    for each in there:
        try:
            stacks.confirm(
                session, each, typed[each.id], without=blank.get(each.id, ""), account_id=account_id
            )
        except (Conflict, DoesNotAddUp) as refusal:
            if isinstance(refusal, StateChanged):
                raise
            differ.append(names(rounds)[each.id])
    if differ:
        raise Conflict(
            N_(
                "Ihre Zahlen sind andere als die zuerst eingegebenen bei: %(questions)s. "
                "Bitte zählen Sie dort zusammen noch einmal nach."
            ),
            questions=", ".join(differ),
        )


def take_back(session: Session, around: Round) -> None:
    """Put the stack away again, to enter its papers one by one."""
    rounds = [each for each in bundles.companions(session, around) if stack_of(session, each.id)]
    if not rounds:
        raise StateChanged()
    for each in rounds:
        stacks.take_back(session, each)


def _entered_singly(session: Session, around: Round) -> set[int]:
    rounds = [each.id for each in bundles.companions(session, around)]
    rows = select(RollEntry.seat_id).where(
        RollEntry.round_id.in_(rounds), RollEntry.channel == "paper", RollEntry.seq > 0
    )
    return set(session.scalars(rows))


def _not_in_stack(session: Session, rounds: Sequence[Round], seat_id: int) -> Refused:
    """What the first question says that the seat is on the roll of."""
    found = [stacks.not_in_stack(session, each, seat_id) for each in rounds]
    return next((why for why in found if not isinstance(why, NotFound)), found[0])


def _asked(session: Session, around: Round, typed: Typed) -> list[Round]:
    rounds = bundles.companions(session, around)
    if set(typed) != {each.id for each in rounds}:
        raise StateChanged()
    for each in rounds:
        if why := stacks.one_by_one(each):
            raise Refused(why)
    return rounds


def _expect_none(session: Session, around: Round, numbers: Mapping[str, Any], empty: str) -> None:
    """No paper of the stack answers this question, so there is nothing to type."""
    typed_counts.read(
        around.poll.method, around.wording, numbers, Paper(0), typed_counts.whole(empty)
    )
    if stack_of(session, around.id):
        stacks.take_back(session, around)
