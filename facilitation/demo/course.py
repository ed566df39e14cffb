"""One session of the example while it is held, and its log."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ..councils.models import Council
from ..desk.commands import rounds, session  # noqa: F401  (declares what the log can say)
from ..live.asked import subject_name
from ..meetings import log
from ..meetings.models import Meeting
from ..participants import seats
from ..participants.models import Seat
from ..voting.models import Round
from ..voting.words import NBSP
from .texts import MeetingText, Texts


@dataclass(frozen=True)
class Course:
    """What everything that happens in a session needs to know."""

    session: Session
    council: Council
    texts: Texts
    text: MeetingText
    meeting: Meeting
    lead: int
    """The account that leads it."""

    def note(self, what: str, **facts: log.Fact) -> None:
        """Write to the log what the desk writes when its button is pressed."""
        log.write(
            self.session,
            self.council.id,
            what,
            meeting_id=self.meeting.id,
            account_id=self.lead,
            undo=None,
            **facts,
        )

    def note_round(self, what: str, around: Round, **facts: log.Fact) -> None:
        """The same about a round, by the name that people know it by."""
        option = around.wording["options"][0]
        name = around.poll.title or subject_name(self.council, option["kind"], option["code"])
        name = name.replace(NBSP, " ") or around.wording["question"]
        self.note(what, name=name, **facts)

    def seats(self) -> dict[int, Seat]:
        """All seats by their numbers."""
        return {seat.number: seat for seat in seats.all_seats(self.session, self.council.id)}
