"""Counts typed in at the cockpit: a stack of paper, or a show of hands (screens.md § 5 T2).

What was typed is never shown again: until the result is shown, no figure leaves the server.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from ..errors import Invalid
from ..language import N_, gettext
from ..live.picture import Picture
from ..voting import hands, polls, roll, stacks, typed_counts, words
from ..voting.counting import stack_of
from ..voting.models import Round
from ..voting.refusals import StateChanged
from .commands import Place, command, is_number
from .commands.rounds import Facts, facts

TYPED = "stack:"
NUMBER = f"{TYPED}n."
SEAT = f"{TYPED}seat."
WITHOUT = f"{TYPED}without"
PEOPLE = f"{TYPED}people"


@dataclass(frozen=True)
class Line:
    """The numbers of one option or criterion: a field's name and what it counts."""

    name: str
    fields: tuple[tuple[str, str, bool], ...]
    """… and whether it is added up for the check: of points and people only the people."""


@dataclass(frozen=True)
class Form:
    """What the panel asks for."""

    lines: tuple[Line, ...]
    columns: tuple[str, ...]
    one_by_one: str
    """Why ballots have to be entered one by one here, or empty."""
    exact: bool
    """Each line adds up to the number of papers."""
    without: bool
    """Whether papers without a valid answer are typed in by themselves."""
    seats: tuple[tuple[int, int, bool], ...]
    """Id and number of each paper seat that isn't entered singly; whether it is in the stack."""
    confirmed: bool


def context(session: Session, picture: Picture) -> dict[str, Any]:
    """``stack``: the form of the round that is on, while it may be filled in."""
    poll = picture.poll
    if poll is None:
        return {"stack": None, "may_raise_hands": False}
    around = polls.find_round(session, picture.council.id, poll.round_id)
    is_typed = poll.state in stacks.UNCOUNTED and not poll.whole
    return {
        "stack": form_of(session, around) if is_typed else None,
        "may_raise_hands": hands.fits(around),
    }


def form_of(session: Session, around: Round) -> Form:
    """The form for the stack of an open or closed round."""
    method, wording = around.poll.method, around.wording
    answers = words.answer_names(method, wording)
    lines = typed_counts.numbers(method, wording)
    names = in_order(lines[0].names, answers) if lines else ()
    typed = stack_of(session, around.id)
    seats = {} if around.by_hands else stacks.seats_on_paper(session, around)
    return Form(
        lines=tuple(
            Line(
                typed_counts.name_of(wording, each.path, titles=True),
                tuple(
                    (
                        f"{NUMBER}{each.field(name)}",
                        words.number_name(name, answers, wording),
                        name != "points",
                    )
                    for name in names
                ),
            )
            for each in lines
        ),
        columns=tuple(words.number_name(name, answers, wording) for name in names),
        one_by_one=gettext(why) if (why := stacks.one_by_one(around)) else "",
        exact=bool(lines) and typed_counts.is_exact(method, wording),
        without=bool(lines) and (around.by_hands or typed_counts.asks_for_invalid(method, wording)),
        seats=tuple((id, number, inside) for id, (number, inside) in seats.items()),
        confirmed=bool(typed and typed.confirmed_at),
    )


@command(
    "stack",
    "round",
    prefix=TYPED,
    needs="minutes",
    says=N_("%(name)s: Stapel erfasst, %(papers)s Stimmzettel auf Papier"),
)
def enter_paper(place: Place) -> Facts:
    around, fields = uncounted(place), place.order.fields
    seat_ids = read_seats(fields)
    stacks.enter_paper(
        place.session,
        around,
        seat_ids,
        _numbers(fields),
        blank=fields.get(WITHOUT, ""),
        account_id=place.order.viewer.account_id,
    )
    return facts(place, around, papers=len(seat_ids))


@command(
    "hands",
    "round",
    prefix=TYPED,
    needs="minutes",
    says=N_("%(name)s: Handzeichen gezählt, %(arrived)s von %(roll)s"),
)
def enter_hands(place: Place) -> Facts:
    around, fields = uncounted(place), place.order.fields
    stack = stacks.enter_hands(
        place.session,
        around,
        fields.get(PEOPLE, ""),
        _numbers(fields),
        nobody=fields.get(WITHOUT, ""),
        account_id=place.order.viewer.account_id,
    )
    entitled = roll.size(place.session, around)
    return facts(place, around, arrived=stack.counted["ballots"], roll=entitled)


@command(
    "confirm_stack",
    "round",
    prefix=TYPED,
    needs="minutes",
    says=N_("%(name)s: Zahlen von einer zweiten Person bestätigt (Vier Augen)"),
)
def confirm(place: Place) -> Facts:
    around, fields = uncounted(place), place.order.fields
    stacks.confirm(
        place.session,
        around,
        _numbers(fields),
        people=fields.get(PEOPLE, ""),
        without=fields.get(WITHOUT, ""),
        account_id=place.order.viewer.account_id,
    )
    return facts(place, around)


@command(
    "drop_stack",
    "round",
    needs="minutes",
    says=N_("%(name)s: eingegebene Zahlen wieder verworfen"),
)
def take_back(place: Place) -> Facts:
    around = uncounted(place)
    stacks.take_back(place.session, around)
    return facts(place, around)


def read_seats(fields: Mapping[str, str]) -> set[int]:
    """The ids of the seats that were ticked."""
    return {_seat_id(name) for name in fields if name.startswith(SEAT)}


def uncounted(place: Place) -> Round:
    """The round; typing may go on while it is closed, so either state may be named."""
    if place.order.from_state not in stacks.UNCOUNTED:
        raise StateChanged()
    return place.round()


def _numbers(fields: Mapping[str, str]) -> dict[str, str]:
    return {
        name.removeprefix(NUMBER): typed
        for name, typed in fields.items()
        if name.startswith(NUMBER)
    }


def _seat_id(name: str) -> int:
    typed = name.removeprefix(SEAT)
    if not is_number(typed):
        raise Invalid()
    return int(typed)


def in_order(names: tuple[str, ...], answers: Mapping[str, str]) -> tuple[str, ...]:
    """As the answers stand on the ballot."""
    return tuple(answers) if set(answers) == set(names) else names
