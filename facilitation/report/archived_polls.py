"""One round in the archive: what can be counted again, in the shape of voting.md § 10."""

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..voting.counting import stack_of
from ..voting.methods import UNCOUNTED
from ..voting.models import Ballot, Round, UnlinkedBallot


def entries(session: Session, around: Round) -> list[dict[str, Any]]:
    """The round as it was shown, and behind it each addendum as a count of its own."""
    shown = read(session, around)
    if shown["result"] is None:
        return [shown]
    asked = {name: shown[name] for name in ("method", "options", "settings", "rule", "seats")}
    return [
        shown,
        *(
            {
                "id": f"{shown['id']}-addendum-{number}",
                **asked,
                "counted": addendum.counted,
                "result": addendum.result,
            }
            for number, addendum in enumerate(around.corrections, start=1)
        ),
    ]


def read(session: Session, around: Round) -> dict[str, Any]:
    """One entry of ``polls``: ballots only of what everybody has seen the result of."""
    poll = around.poll
    entry: dict[str, Any] = {"id": f"round-{around.id}", "method": poll.method}
    if around.state != "shown" or around.result is None:
        status = _why_not(around)
        return entry | {"result": None, "status": status}
    text = around.wording
    return entry | {
        "options": [option["key"] for option in text["options"]],
        "settings": text.get("settings", {}),
        "rule": around.rule,
        "seats": {"members": around.members, "present": around.present},
        **_said(session, around),
        "result": around.result,
    }


def _why_not(around: Round) -> str:
    if around.state == "shown" and around.poll.method in UNCOUNTED:
        return around.poll.method
    return around.uncounted or (around.state if around.state == "cancelled" else "not_shown")


def _said(session: Session, around: Round) -> dict[str, Any]:
    """What was counted: ballots, or what is left of sealed ones, and what was typed in as counts."""
    stack = _counted(session, around.id)
    if around.kept is not None:
        return stack | around.kept
    return {"ballots": _ballots(session, around.id)} | stack


def _ballots(session: Session, round_id: int) -> list[Any]:
    """Sorted by what they say, so that nothing of seat or order of arrival is left."""
    linked = session.scalars(select(Ballot.marks).where(Ballot.round_id == round_id))
    unlinked = session.scalars(
        select(UnlinkedBallot.marks).where(UnlinkedBallot.round_id == round_id)
    )
    return sorted([*linked, *unlinked], key=lambda marks: json.dumps(marks, sort_keys=True))


def _counted(session: Session, round_id: int) -> dict[str, Any]:
    """What was typed in as counts: a stack of paper, or a show of hands."""
    stack = stack_of(session, round_id)
    return {"counted": stack.counted} if stack else {}
