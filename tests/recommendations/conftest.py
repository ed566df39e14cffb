"""A recommendation in an evening, put to the vote by the rules themselves."""

from dataclasses import dataclass

import pytest

from facilitation import db
from facilitation.councils.models import Council
from facilitation.meetings import agenda
from facilitation.meetings.models import Item, Meeting
from facilitation.recommendations import asking, drafting, standing
from facilitation.recommendations.models import Recommendation
from facilitation.voting import polls, wording
from facilitation.voting.casting import Cast
from facilitation.voting.models import Poll, Round
from facilitation.voting.writer import writer

from ..factories import TWO_THIRDS, Evening
from ..stores import pytest_generate_tests  # noqa: F401  (all of it on PostgreSQL too)


@dataclass
class Decision:
    """One recommendation, and what can happen to it."""

    evening: Evening
    id: int

    def ask(self, *, item: int = 1, rule=TWO_THIRDS, method="yes_no") -> int:
        """Plan a vote; returns the poll's id."""
        with db.transaction() as session:
            [poll] = asking.ask_about(
                session,
                session.get_one(Item, self.evening.item_ids[item]),
                [session.get_one(Recommendation, self.id)],
                question="Soll der Bürgerrat das empfehlen?",
                rule=rule,
                method=method,
            )
            poll.mode = "simple"  # fewer vote here than a sealed vote needs
            return poll.id

    def show_text(self, poll_id: int) -> int:
        """Show the newest round's text; returns its id."""
        with db.transaction() as session:
            poll = session.get_one(Poll, poll_id)
            polls.show_text(session, poll.latest, wording.current(session, poll))
            return poll.latest.id

    def open(self, round_id: int) -> None:
        with db.transaction() as session:
            around = session.get_one(Round, round_id)
            meeting = session.get_one(Meeting, self.evening.meeting_id)
            polls.open_round(session, around, meeting, around.wording)

    def vote(self, round_id: int, *marks: str, until: str = "show") -> None:
        """Cast from the first seats on, close, and count or show."""
        self.open(round_id)
        for number, mark in enumerate(marks, 1):
            seat = self.evening.seat_ids[number - 1]
            key = f"{round_id}-{number}-key"
            writer.cast(Cast(round_id, seat, "phone", {"E1": mark}, key, seq=1))
        for command in dict.fromkeys(("close", until)):
            with db.transaction() as session:
                around = session.get_one(Round, round_id)
                getattr(polls, command)(session, around, from_state=around.state)

    def decide(self, *marks: str, **asked) -> int:
        """From planning to the shown result; returns the poll's id."""
        poll_id = self.ask(**asked)
        self.vote(self.show_text(poll_id), *marks)
        return poll_id

    def again(self, poll_id: int, *marks: str) -> None:
        """A further round about the wording as it is now."""
        with db.transaction() as session:
            polls.another_round(session, session.get_one(Poll, poll_id))
        self.vote(self.show_text(poll_id), *marks)

    def reword(self, **texts) -> None:
        with db.transaction() as session:
            found = session.get_one(Recommendation, self.id)
            drafting.reword(
                session, self._council(session), found, texts,
                from_version=found.version, account_id=None,
            )  # fmt: skip

    def change(self, why: str, **texts) -> None:
        with db.transaction() as session:
            found = session.get_one(Recommendation, self.id)
            drafting.change(
                session, self._council(session), found, texts,
                why=why, from_version=found.version, account_id=None,
            )  # fmt: skip

    def withdraw(self, *, back: bool = False) -> int:
        with db.transaction() as session:
            return drafting.withdraw(session, session.get_one(Recommendation, self.id), back=back)

    def row(self) -> Recommendation:
        with db.reading() as session:
            return session.get_one(Recommendation, self.id)

    def stands(self, *, outside: bool = False) -> standing.Standing:
        with db.reading() as session:
            return standing.standings(session, self.evening.council_id, outside=outside)[self.id]

    def _council(self, session) -> Council:
        return session.get_one(Council, self.evening.council_id)


@pytest.fixture
def decision(evening):
    """The evening stands at its vote, everybody is here, and E 1 is drafted."""
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    with db.transaction() as session:
        made = drafting.capture(
            session,
            session.get_one(Council, evening.council_id),
            measure=None,
            around=None,
            account_id=None,
            texts={
                "title": "Bäume gießen",
                "wording": "Alter Wortlaut.",
                "reasons": "Es ist heiß.",
            },
        )
        return Decision(evening, made.id)


@pytest.fixture
def on_next_item(decision):
    """Go on to the next point of the agenda."""

    def go():
        with db.transaction() as session:
            meeting = session.get_one(Meeting, decision.evening.meeting_id)
            agenda.move_on(session, meeting, from_item=meeting.current_item_id)

    return go
