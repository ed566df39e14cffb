"""The polls under one item of the agenda, as the faces see them."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from ..councils.models import Council
from ..meetings.models import Item
from ..voting import polls
from ..voting.models import Poll
from .ballots import PollView, poll_view


def read(
    session: Session, council: Council, item: Item | None, *, here: int, members: int
) -> list[PollView]:
    """Every poll under the item, in their order, each with its place among the planned ones."""
    if item is None:
        return []
    found = polls.of_item(session, item.id)
    return [
        poll_view(session, council, poll, place=place, of=of, here=here, members=members)
        for poll, (place, of) in zip(found, map(_place_among(found), found), strict=True)
    ]


def _place_among(found: Sequence[Poll]) -> Callable[[Poll], tuple[int, int]]:
    """Its place among those held together, else among the planned ones; a quick question is alone."""
    groups: dict[int | None, list[int]] = defaultdict(list)
    for poll in found:
        groups[poll.latest.bundle_id].append(poll.id)
    groups[None] = [poll.id for poll in found if poll.in_report]

    def place(poll: Poll) -> tuple[int, int]:
        group = groups[poll.latest.bundle_id]
        return (group.index(poll.id) + 1, len(group)) if poll.id in group else (1, 1)

    return place
