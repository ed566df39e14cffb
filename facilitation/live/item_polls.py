"""The polls under one item of the agenda, as the faces see them."""

from sqlalchemy.orm import Session

from ..councils.models import Council
from ..meetings.models import Item
from ..voting import polls
from .ballots import PollView, poll_view


def read(
    session: Session, council: Council, item: Item | None, *, here: int, members: int
) -> list[PollView]:
    """Every poll under the item, in their order, each with its place among the planned ones."""
    if item is None:
        return []
    found = polls.of_item(session, item.id)
    planned = [poll.id for poll in found if poll.in_report]
    return [
        poll_view(
            session,
            council,
            poll,
            place=planned.index(poll.id) + 1 if poll.in_report else 1,
            of=len(planned) if poll.in_report else 1,  # a quick question stands by itself
            here=here,
            members=members,
        )
        for poll in found
    ]
