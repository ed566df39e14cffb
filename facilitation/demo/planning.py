"""Setting the example up as a team would at the desk: council, measures, agendas, seats, polls."""

import secrets
from collections.abc import Collection, Mapping
from datetime import datetime, time

from sqlalchemy.orm import Session

from .. import clock
from ..councils import councils, team
from ..councils.models import Council
from ..measures import measures
from ..measures.models import Measure
from ..meetings import agenda
from ..meetings.models import Item, Meeting
from ..participants import seats
from ..voting import polls, rules
from . import questions
from .chapters import plan_chapters
from .selection import plan_selection
from .texts import ItemText, MeetingText, Texts

TEAM = {"Leitung": "lead", "Co-Moderation": "moderator", "Protokoll": "minutes"}
"""Functions instead of names."""


def plan(
    session: Session,
    texts: Texts,
    openings: Mapping[int, datetime],
    passwords: Mapping[str, str],
    *,
    without: Collection[int] = (),
) -> Council:
    """The whole council, nothing of it begun; ``openings`` are moments by session number.

    Seats ``without`` a card yet join later.
    """
    council = plan_council(session, texts)
    plan_team(session, council, passwords)
    voted = plan_measures(session, council, texts)
    plan_seats(session, council, texts, without=without)
    plan_selection(session, council)
    plan_chapters(session, council)
    for text in texts.meetings:
        plan_meeting(session, council, text, openings[text.number], voted)
    return council


def plan_council(session: Session, texts: Texts) -> Council:
    """The council itself, marked as an example for good."""
    values = texts.council.model_dump(exclude={"rule"})
    rule = rules.PRESETS[texts.council.rule]
    return councils.set_up(
        session, **values, rule=rule.to_data() if rule else None, is_example=True
    )


def nobodys_passwords() -> dict[str, str]:
    """A hash per team member for a password that nobody knows: links sign in instead.

    Takes 0.1 s each, so it is called outside the transaction.
    """
    return {name: team.hash_password(secrets.token_urlsafe(24)) for name in TEAM}


def plan_team(session: Session, council: Council, passwords: Mapping[str, str]) -> None:
    """The lead may also set up further councils; the others come by its invitations."""
    for name, role in TEAM.items():
        if role == "lead":
            token = team.first_invitation(session)
            account = team.accept(session, token, name=name, password_hash=passwords[name])
            team.join(session, account, council.id, role)
        else:
            token = team.invite(session, council, role)
            team.accept(session, token, name=name, password_hash=passwords[name])


def plan_measures(session: Session, council: Council, texts: Texts) -> dict[int, Measure]:
    """Fields and measures; returns the measures by number."""
    fields = {
        text.letter: measures.add_field(session, council.id, letter=text.letter, title=text.title)
        for text in texts.fields
    }
    return {
        text.number: measures.add(
            session,
            council.id,
            number=text.number,
            title=text.title,
            sentence=text.sentence,
            text=text.text,
            easy=text.plain,
            infinitive=text.infinitive,
            field_id=fields[text.field].id,
        )
        for text in texts.measures
    }


def plan_seats(
    session: Session, council: Council, texts: Texts, *, without: Collection[int] = ()
) -> None:
    """Every seat at its table; some members always vote on paper."""
    planned = {n: table for n, table in texts.members.seats.items() if n not in without}
    for number, table in sorted(planned.items()):
        seat = seats.add(session, council.id, number=number, table=table)
        if number in texts.members.paper:
            seat.channel = "paper"


def plan_meeting(
    session: Session,
    council: Council,
    text: MeetingText,
    opening: datetime,
    voted: Mapping[int, Measure],
) -> Meeting:
    """One session with its agenda and the votes on it."""
    meeting = agenda.add_meeting(
        session,
        council.id,
        number=text.number,
        title=text.title,
        on=opening.date(),
        starts_at=opening.time(),
        block=text.block,
    )
    meeting.aim, meeting.place = text.aim, text.place
    for point in text.items:
        item = agenda.add_item(
            session,
            meeting,
            kind=point.kind,
            title=point.title,
            minutes=point.minutes,
            public_text=point.public,
            notes=point.notes,
            method=point.method,
            least_minutes=point.least,
            anchor=_anchor(text, point, opening),
            aim=point.aim,
            leads=point.leads,
            material=point.material,
            wanted=point.wanted,
            collects=point.collects,
        )
        plan_polls(session, council, point, item, voted)
    return meeting


def _anchor(text: MeetingText, point: ItemText, opening: datetime) -> time | None:
    """The fixed time, moved with a session that is held on another day and hour."""
    if point.anchor is None:
        return None
    nominal = datetime.combine(text.date, point.anchor, clock.ZONE)
    moved = clock.local(opening + (nominal - text.opening))
    return moved.time() if moved.date() == clock.local(opening).date() else None


def plan_polls(
    session: Session,
    council: Council,
    text: ItemText,
    item: Item,
    voted: Mapping[int, Measure],
) -> None:
    """A vote with Ja, Nein, Enthaltung for each measure that the item names, or what it asks."""
    questions.plan(session, item, text.asks, voted)
    for number in text.ballots:
        measure = voted[number]
        polls.plan(
            session,
            item,
            method="yes_no",
            question=council.vote_question,
            rule=council.rule,
            subjects=[(measure.code, "measure", measure.id)],
        )
