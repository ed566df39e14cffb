"""A Sammelabstimmung of the evening's two measures, walked through by the rules."""

from collections.abc import Sequence
from typing import Any

from facilitation import db
from facilitation.meetings.models import Item, Meeting
from facilitation.voting import bundles, polls, together
from facilitation.voting.casting import Cast
from facilitation.voting.models import Poll, Round
from facilitation.voting.writer import writer

from .factories import TWO_THIRDS, Evening

REASON = "Der Strom war weg."


def put_together(evening: Evening, poll_ids: Sequence[int] = ()) -> list[int]:
    """Both votes of the evening, or those named, as one; returns the ids of their rounds."""
    with db.transaction() as session:
        chosen = [session.get_one(Poll, id) for id in poll_ids or evening.poll_ids]
        bundles.put_together(session, session.get_one(Item, evening.item_ids[1]), chosen)
        return [poll.latest.id for poll in chosen]


def plan_lines(evening: Evening, number: int, **values: Any) -> list[int]:
    """Votes on as many free lines in place of the evening's own; returns the polls' ids."""
    values = {
        "method": "yes_no",
        "mode": "simple",
        "question": "Soll der Rat das empfehlen?",
    } | values
    with db.transaction() as session:
        item = session.get_one(Item, evening.item_ids[1])
        for poll in polls.of_item(session, item.id):
            if poll.latest.state == "ready":
                polls.drop(session, poll)
        return [
            polls.plan(
                session,
                item,
                rule=TWO_THIRDS,
                subjects=[("F1", "text", 0, f"Vorschlag {n}")],
                **values,
            ).id
            for n in range(1, number + 1)
        ]


def bundle(evening: Evening, *, here: Sequence[int] = ()) -> list[int]:
    """The same where the session has come to their item."""
    held = put_together(evening)
    evening.start()
    evening.arrive(*here)
    evening.move_on()
    evening.move_on()
    return held


def walk(evening: Evening, held: Sequence[int], *steps: str, from_state: str = "") -> None:
    """Each step of ``voting.together`` by its name, asked for by the first of these rounds."""
    for step in steps:
        with db.transaction() as session:
            around = session.get_one(Round, held[0])
            more = {
                "open_rounds": [session.get_one(Meeting, evening.meeting_id)],
                "cancel": [REASON],
            }.get(step, [])
            state = from_state or around.state
            getattr(together, step)(session, around, *more, from_state=state)


def states(held: Sequence[int]) -> list[str]:
    """The states of the rounds."""
    with db.reading() as session:
        return [session.get_one(Round, round_id).state for round_id in held]


def cast(round_id: int, seat_id: int, mark: str, *, key: str = "M7", seq: int = 1) -> Any:
    """A seat answers one of them on its phone; ``key`` is what is voted on."""
    return writer.cast(
        Cast(round_id, seat_id, "phone", {key: mark}, f"{round_id}-{seat_id}-{seq}", seq=seq)
    )
