"""Councils, sessions and votes for tests, made by calling the rules, never by inserting rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from facilitation import clock, db
from facilitation.councils import councils
from facilitation.councils.models import Council
from facilitation.measures import measures
from facilitation.measures.models import Measure
from facilitation.meetings import agenda
from facilitation.meetings.models import Item, Meeting
from facilitation.participants import cards, presence, seats
from facilitation.participants.models import Seat
from facilitation.voting import ending, planned, polls, wording
from facilitation.voting.casting import Cast, Receipt
from facilitation.voting.models import Poll, Round
from facilitation.voting.planned import Criterion
from facilitation.voting.words import RATING_STEPS
from facilitation.voting.writer import writer

KEY = b"test-key-" + b"k" * 32
TWO_THIRDS = {
    "threshold": "2/3",
    "compare": ">=",
    "base": "yes_and_no",
    "also": None,
    "turnout": None,
}
ITEMS = (
    ("tables", "Gespräch an den Tischen", 45),
    ("vote", "Abstimmung: Grün in der Stadt", 30),
    ("break", "Pause", 15),
)
CRITERIA = (
    Criterion("Nutzen", RATING_STEPS["size"]),
    Criterion("Aufwand", RATING_STEPS["size"], less_is_better=True),
)
TITLE = "Sensoren melden, wann Stadtbäume Wasser brauchen"
SENTENCE = "Die Stadt rüstet 400 Bäume mit Sensoren aus und zeigt auf einer Karte, welcher Baum Wasser braucht."
TEXT = (
    "Junge Stadtbäume vertrocknen in heißen Sommern.\n\n"
    "Sensoren im Boden melden, wie feucht die Erde ist. Freiwillige und der Gartenbetrieb "
    "sehen auf einer Karte, welcher Baum Wasser braucht."
)


@dataclass(frozen=True)
class Evening:
    """One council with a session of three items, the second with one poll per measure."""

    council_id: int
    slug: str
    room_code: str
    meeting_id: int
    item_ids: tuple[int, ...]
    seat_ids: tuple[int, ...]
    measure_ids: tuple[int, ...]
    poll_ids: tuple[int, ...]

    @property
    def round_id(self) -> int:
        """The newest round of the first poll."""
        return self.round_of(0)

    def round_of(self, poll: int) -> int:
        newest = (
            select(Round.id)
            .where(Round.poll_id == self.poll_ids[poll])
            .order_by(Round.number.desc())
            .limit(1)
        )
        with db.reading() as session:
            return session.scalars(newest).one()

    def start(self) -> None:
        """Open the session: „welcome“."""
        with db.transaction() as session:
            agenda.start(session, session.get_one(Meeting, self.meeting_id))

    def move_on(self) -> None:
        """The next item."""
        with db.transaction() as session:
            meeting = session.get_one(Meeting, self.meeting_id)
            agenda.move_on(session, meeting, from_item=meeting.current_item_id)

    def arrive(self, *numbers: int) -> None:
        """Mark seats as here; without numbers all of them."""
        with db.transaction() as session:
            meeting = session.get_one(Meeting, self.meeting_id)
            for seat in seats.all_seats(session, self.council_id):
                if not numbers or seat.number in numbers:
                    presence.mark(session, meeting, seat, "here")

    def show_text(self, poll: int = 0) -> int:
        """Show the text that is voted on; returns the round's id."""
        with db.transaction() as session:
            found = session.get_one(Poll, self.poll_ids[poll])
            polls.show_text(session, found.latest, wording.current(session, found))
            return found.latest.id

    def open(self, poll: int = 0) -> int:
        """Open the newest round of a poll; returns its id."""
        with db.transaction() as session:
            found = session.get_one(Poll, self.poll_ids[poll])
            meeting = session.get_one(Meeting, self.meeting_id)
            around = found.latest
            polls.open_round(
                session, around, meeting, wording.current(session, found), from_state=around.state
            )
            return around.id

    def begin_vote(self, poll: int = 0) -> int:
        """From „planned“ to an open round with everybody here."""
        self.start()
        self.arrive()
        self.move_on()
        self.move_on()
        return self.open(poll)

    def command(self, name: str, *args: Any, poll: int = 0, **values: Any) -> None:
        """One of polls.close, count, show, cancel, last_call, reopen by its name."""
        with db.transaction() as session:
            around = session.get_one(Round, session.get_one(Poll, self.poll_ids[poll]).latest.id)
            values.setdefault("from_state", around.state)
            getattr(polls, name)(session, around, *args, **values)

    def cast(self, number: int, mark: str, *, seq: int = 1, channel: str = "phone") -> Receipt:
        """Seat ``number`` votes in the first poll."""
        cast = Cast(
            round_id=self.round_id,
            seat_id=self.seat_ids[number - 1],
            channel=channel,
            marks={"M7": mark},
            key=f"{number}-{seq}-{mark}",
            seq=seq,
        )
        return writer.cast(cast)

    def rate(self, ballots: Sequence[dict[str, Any]], *, scale: Sequence[int] = (1, 5)) -> int:
        """Plan and open a rating of both measures by Nutzen and Aufwand; returns the round's id.

        ``ballots`` are handed in by the first seats, in their order.
        """
        with db.transaction() as session:
            item = session.get_one(Item, self.item_ids[1])
            poll = planned.rate(
                session,
                item,
                [session.get_one(Measure, id) for id in self.measure_ids],
                title="Bewertung der Maßnahmen",
                question="Wie schätzen Sie das ein?",
                scale=scale,
                criteria=CRITERIA,
            )
            meeting = session.get_one(Meeting, self.meeting_id)
            around = poll.latest
            polls.open_round(
                session, around, meeting, wording.current(session, poll), from_state="ready"
            )
        for seat_id, marks in zip(self.seat_ids, ballots, strict=False):
            writer.cast(Cast(around.id, seat_id, "phone", marks, f"rated-{seat_id}-key", seq=1))
        return around.id

    def ask(
        self,
        method: str,
        settings: dict[str, Any],
        ballots: Sequence[dict[str, Any]] = (),
        *,
        lines: Sequence[str] = (),
        mode: str = "simple",
    ) -> int:
        """Plan and open a poll about both measures and ``lines``; returns the round's id."""
        with db.transaction() as session:
            subjects: list[Any] = [
                (measure.code, "measure", measure.id)
                for measure in (session.get_one(Measure, id) for id in self.measure_ids)
            ]
            subjects += [(f"F{at}", "text", 0, line) for at, line in enumerate(lines, start=1)]
            poll = planned.ask(
                session,
                session.get_one(Item, self.item_ids[1]),
                method,
                subjects,
                title="Was zuerst?",
                question="Was soll die Stadt zuerst angehen?",
                settings=settings,
            )
            poll.mode = mode
            around = poll.latest
            polls.open_round(
                session,
                around,
                session.get_one(Meeting, self.meeting_id),
                wording.current(session, poll),
                from_state="ready",
            )
        for seat_id, marks in zip(self.seat_ids, ballots, strict=False):
            writer.cast(Cast(around.id, seat_id, "phone", marks, f"asked-{seat_id}-key", seq=1))
        return around.id

    def finish(self, round_id: int, *commands: str) -> None:
        """Close, count or show a round by its id."""
        with db.transaction() as session:
            for name in commands:
                around = session.get_one(Round, round_id)
                getattr(polls, name)(session, around, from_state=around.state)

    def end(self) -> None:
        """End the session."""
        with db.transaction() as session:
            ending.end_meeting(session, session.get_one(Meeting, self.meeting_id))

    def card(self, number: int) -> str:
        """The code to type, as printed on the card."""
        with db.reading() as session:
            return cards.code(KEY, self._seat(session, number))

    def token(self, number: int) -> str:
        """The token in the card's QR code."""
        with db.reading() as session:
            return cards.token(KEY, self._seat(session, number))

    def block(self, number: int) -> None:
        """Block the card of a seat."""
        with db.transaction() as session:
            seats.block_card(session, self._seat(session, number))

    def _seat(self, session: Any, number: int) -> Seat:
        return session.get_one(Seat, self.seat_ids[number - 1])


def evening(
    slug: str = "musterstadt",
    *,
    members: int = 6,
    per_table: int = 3,
    mode: str = "simple",
    **council: Any,
) -> Evening:
    """Plan a council's evening, now; nothing has begun.

    Its votes are simple ones, since most tests need fewer ballots than a sealed vote has.
    """
    with db.transaction() as session:
        council.setdefault("title", f"Bürgerrat {slug.title()}")
        council.setdefault("addressee", "der Stadt")
        council.setdefault("rule", TWO_THIRDS)
        made: Council = councils.set_up(session, slug=slug, **council)
        begins = clock.local(clock.now()) - timedelta(minutes=30)
        meeting = agenda.add_meeting(
            session,
            made.id,
            number=1,
            title="Maßnahmen prüfen",
            on=begins.date(),
            starts_at=begins.time().replace(second=0, microsecond=0),
        )
        items = [
            agenda.add_item(session, meeting, kind=kind, title=title, minutes=minutes)
            for kind, title, minutes in ITEMS
        ]
        field = measures.add_field(session, made.id, letter="A", title="Energie und Umwelt")
        subjects = [
            measures.add(
                session,
                made.id,
                number=number,
                title=title,
                sentence=SENTENCE,
                text=TEXT,
                infinitive="400 Stadtbäume mit Sensoren auszustatten",
                field_id=field.id,
            )
            for number, title in ((7, TITLE), (8, "Eine Karte zeigt freie Parkplätze"))
        ]
        planned = [
            polls.plan(
                session,
                items[1],
                method="yes_no",
                question=made.vote_question,
                rule=made.rule,
                subjects=[(subject.code, "measure", subject.id)],
                mode=mode,
            )
            for subject in subjects
        ]
        places = [
            seats.add(session, made.id, number=number, table=(number - 1) // per_table + 1)
            for number in range(1, members + 1)
        ]
        return Evening(
            council_id=made.id,
            slug=slug,
            room_code=made.room_code,
            meeting_id=meeting.id,
            item_ids=tuple(item.id for item in items),
            seat_ids=tuple(seat.id for seat in places),
            measure_ids=tuple(subject.id for subject in subjects),
            poll_ids=tuple(poll.id for poll in planned),
        )


def csrf(client: FlaskClient, path: str = "/") -> str:
    """The token that a page carries for its forms and scripts."""
    body = client.get(path, follow_redirects=True).get_data(as_text=True)
    found = re.search(r'name="csrf-token" content="([^"]+)"', body)
    assert found, f"no csrf-token on {path}"
    return found.group(1)


def join(client: FlaskClient, code: str, **more: str) -> Any:
    """Type a code into the one field."""
    return client.post("/", data={"csrf_token": csrf(client), "code": code, **more})
