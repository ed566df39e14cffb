"""A stack of paper about several questions held together: a line of numbers for each of them.

The fields carry the round before what they count: „stack:n.12.M7.yes“, „stack:without.12“.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy.orm import Session

from ..errors import Invalid
from ..language import N_, gettext
from ..live.picture import Picture
from ..voting import bundles, polls, stacks, typed_counts, words
from ..voting import stacks_together as rules
from ..voting.counting import stack_of
from ..voting.models import Round
from .commands import Place, command, is_number
from .commands.rounds import Facts
from .stacks import NUMBER, TYPED, WITHOUT, in_order, read_seats, uncounted

Numbers = dict[int, dict[str, str]]


@dataclass(frozen=True)
class Line:
    """One question: its place, name and title, its fields, and the seats without a paper for it."""

    place: int
    name: str
    """„E5“ or „Frage 3“"""
    code: str
    title: str
    fields: tuple[tuple[str, str], ...]
    without: str
    not_of: tuple[int, ...]
    """Seat ids that stand in the form and have no paper here."""


@dataclass(frozen=True)
class Block:
    """Questions with the same answers, in one table."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Form:
    """What the panel of a Sammelabstimmung asks for."""

    blocks: tuple[Block, ...]
    one_by_one: str
    """Why ballots have to be entered one by one here, or empty."""
    seats: tuple[tuple[int, int, bool], ...]
    """Id and number of each paper seat that isn't entered singly; whether it is in the stack."""
    entered: bool
    confirmed: bool


def form_of(session: Session, picture: Picture) -> Form | None:
    """The form of the Sammelabstimmung that is on, while it may be filled in."""
    poll = picture.poll
    if poll is None or not poll.whole or poll.state not in stacks.UNCOUNTED:
        return None
    around = polls.find_round(session, picture.council.id, poll.round_id)
    rounds = bundles.companions(session, around)
    seats = rules.seats_on_paper(session, around)
    why = stacks.one_by_one(around)
    typed = [stack for each in rounds if (stack := stack_of(session, each.id))]
    return Form(
        blocks=() if why or not seats else tuple(_blocks(session, rounds, seats)),
        one_by_one=gettext(why) if why else "",
        seats=tuple((id, number, inside) for id, (number, inside) in seats.items()),
        entered=bool(typed),
        confirmed=bool(typed) and all(stack.confirmed_at for stack in typed),
    )


@command(
    "stack_together",
    "round",
    prefix=TYPED,
    needs="minutes",
    says=N_("Sammelabstimmung: Stapel erfasst, %(papers)s Stimmzettel auf Papier"),
)
def enter(place: Place) -> Facts:
    around, fields = uncounted(place), place.order.fields
    seat_ids = read_seats(fields)
    numbers, blank = _typed(fields)
    rules.enter_paper(
        place.session,
        around,
        seat_ids,
        numbers,
        blank=blank,
        account_id=place.order.viewer.account_id,
    )
    return {"papers": len(seat_ids)}


@command(
    "confirm_stack_together",
    "round",
    prefix=TYPED,
    needs="minutes",
    says=N_("Sammelabstimmung: Zahlen von einer zweiten Person bestätigt (Vier Augen)"),
)
def confirm(place: Place) -> Facts:
    around = uncounted(place)
    numbers, blank = _typed(place.order.fields)
    account_id = place.order.viewer.account_id
    rules.confirm(place.session, around, numbers, blank=blank, account_id=account_id)
    return {}


@command(
    "drop_stack_together",
    "round",
    needs="minutes",
    says=N_("Sammelabstimmung: eingegebene Zahlen wieder verworfen"),
)
def take_back(place: Place) -> Facts:
    rules.take_back(place.session, uncounted(place))
    return {}


def _typed(fields: Mapping[str, str]) -> tuple[Numbers, dict[int, str]]:
    """The numbers and the papers without an answer, by round."""
    numbers: Numbers = defaultdict(dict)
    blank = {}
    for name, typed in fields.items():
        if name.startswith(NUMBER):
            around, _dot, field = name.removeprefix(NUMBER).partition(".")
            numbers[_round(around)][field] = typed
        elif name.startswith(f"{WITHOUT}."):
            blank[_round(name.removeprefix(f"{WITHOUT}."))] = typed
    return dict(numbers), blank


def _round(typed: str) -> int:
    if not is_number(typed):
        raise Invalid()
    return int(typed)


def _blocks(
    session: Session, rounds: Sequence[Round], seats: Mapping[int, object]
) -> Iterable[Block]:
    """One table for each run of questions with the same answers."""
    named = rules.names(rounds)
    lines = [
        (columns, _line(session, (place, named[each.id]), each, columns, seats))
        for place, each in enumerate(rounds, start=1)
        for columns in [words.answer_names(each.poll.method, each.wording)]
    ]
    for names, run in groupby(lines, key=lambda line: tuple(line[0].values())):
        yield Block(names, tuple(line for _names, line in run))


def _line(
    session: Session,
    called: tuple[int, str],
    around: Round,
    answers: Mapping[str, str],
    seats: Mapping[int, object],
) -> Line:
    option = around.wording["options"][0]
    [numbers] = typed_counts.numbers(around.poll.method, around.wording)
    before = f"{NUMBER}{around.id}."
    return Line(
        *called,
        option["code"],
        option["title"],
        tuple(
            (f"{before}{numbers.field(name)}", answers[name])
            for name in in_order(numbers.names, answers)
        ),
        f"{WITHOUT}.{around.id}",
        tuple(sorted(rules.without(session, around, list(seats)))),
    )
