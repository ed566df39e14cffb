"""Free answers of a poll become ideas: new, without seat, known by the minute only.

Their keys say which round they answer, and nothing of who wrote them: the texts come sorted.
"""

import re
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..meetings.models import Item
from ..voting import handing_over
from ..voting.models import Poll, Round
from . import inbox
from .models import Idea

_KEY = re.compile(r"answer-(\d{1,10})-\d+", re.ASCII)
_SENTENCE_ENDS = re.compile(r"[.!?…](?=\s)")


@handing_over.keeper
def keep(session: Session, around: Round, texts: Sequence[str]) -> None:
    """Write every answer into the inbox; a second time it changes nothing."""
    meeting_id = session.get_one(Item, around.poll.item_id).meeting_id
    for at, text in enumerate(texts, start=1):
        sentence, rest = parted(text)
        inbox.write(
            session,
            around.poll.council_id,
            text=sentence,
            why=rest,
            meeting_id=meeting_id,
            key=f"answer-{around.id}-{at}",
        )


def parted(text: str) -> tuple[str, str]:
    """An answer as an idea's sentence and what follows it; nothing is lost or said twice."""
    whole = " ".join(text.split())
    if len(whole) <= inbox.SENTENCE:
        return whole, ""
    ends = [found.end() for found in _SENTENCE_ENDS.finditer(whole, 0, inbox.SENTENCE + 1)]
    if ends:
        return whole[: ends[-1]], whole[ends[-1] :].strip()
    room = inbox.SENTENCE - 2
    cut = whole.rfind(" ", 0, room) if " " in whole[:room] else room
    return f"{whole[:cut]} …", f"… {whole[cut:].strip()}"


def let_through(session: Session, round_id: int) -> list[str]:
    """Answers of a round that the team has let onto the wall, in no order of arrival."""
    return list(
        session.scalars(
            select(Idea.text)
            .where(Idea.key.startswith(f"answer-{round_id}-", autoescape=True))
            .where(Idea.on_wall, Idea.state != "hidden")
            .order_by(Idea.text)
        )
    )


def questions(session: Session, ideas: Iterable[Idea]) -> dict[int, str]:
    """What ideas answer, by their id, where they came as a free answer."""
    rounds = {idea.id: int(found[1]) for idea in ideas if (found := _KEY.fullmatch(idea.key or ""))}
    asked = session.execute(
        select(Round.id, Poll.question)
        .join(Poll, Round.poll_id == Poll.id)
        .where(Round.id.in_(set(rounds.values())))
    )
    named = {row.id: row.question for row in asked}
    return {idea: named[around] for idea, around in rounds.items() if around in named}
