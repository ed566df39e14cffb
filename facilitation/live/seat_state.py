"""Which part of the scene a seat sees, from a round's state and the seat's line on its roll."""

from .arrivals import RollLine
from .messages import SeatState

ELSEWHERE: dict[str, SeatState] = {"paper": "paper", "tablet": "tablet", "helper": "helper"}
"""Ways on which the member's own phone has nothing to do."""


def of(state: str, roll: RollLine | None, mark: str, *, left_out: bool) -> SeatState:
    """``state`` of the round, ``mark`` of the seat's presence."""
    return _aside(state, mark, left_out=left_out) if roll is None else _on_roll(state, roll)


def _aside(state: str, mark: str, *, left_out: bool) -> SeatState:
    """Not on the roll, or nobody is yet."""
    if state not in ("text_shown", "open", "closed", "counted"):
        return "none"
    if left_out:
        return "left_out"
    if mark in ("left", "absent"):
        return "not_here"
    return "none" if state == "text_shown" else "not_on_roll"


def _on_roll(state: str, roll: RollLine) -> SeatState:
    if state not in ("open", "closed", "counted"):
        return "none"
    if roll.arrived:
        return "arrived"
    if roll.late and state != "open":  # reopened: this ballot may still come
        return "late"
    if roll.channel in ELSEWHERE:
        return ELSEWHERE[roll.channel]
    return "vote" if state == "open" else "none"
