"""A hall with a wall, and an evening whose every text is as long as it can be."""

import pytest

from facilitation import db
from facilitation.councils import team, walls
from facilitation.councils.models import Account, Council
from facilitation.live import publish
from facilitation.measures.models import Measure
from facilitation.meetings import agenda
from facilitation.meetings.models import Meeting
from facilitation.recommendations import drafting
from facilitation.voting.models import Poll, Round
from facilitation.web import cookies

from .. import factories

LONGEST_LINE = (
    "Bedarfsgesteuerte Wegebeleuchtung an Fuß- und Radwegen, Haltestellen und Spielplätzen in allen "
    "dreiundzwanzig Stadtteilen, mit Meldern, die auf Wärme reagieren und keine Bilder aufnehmen, "
)[:199] + "."
LONG_TEXT = "\n\n".join([f"{LONGEST_LINE} {factories.TEXT}"] * 12)
MEMBERS = 100


class Wall:
    """Steps through an evening; ``slide`` is what the wall shows now."""

    def __init__(self, client, evening):
        self.client = client
        self.evening = evening

    @property
    def path(self):
        return f"/beamer/{self.evening.slug}"

    def pair(self):
        """Type the shown code in at the desk."""
        self.client.get(self.path)
        token = cookies.read({c.key: c.value for c in self.client._cookies.values()}, cookies.WALL)
        with db.transaction() as session:
            council = session.get_one(Council, self.evening.council_id)
            waiting = walls.by_token(session, council, token)
            walls.pair(session, council, waiting.code)
        return self

    def newest(self):
        publish.scenes().outdate(self.evening.council_id)
        return publish.scenes().current(self.evening.council_id, "wall")

    def slide(self):
        return self.newest().html

    def choose(self, view, subject_id=None):
        with db.transaction() as session:
            agenda.show_on_wall(session.get_one(Meeting, self.evening.meeting_id), view, subject_id)

    def draft(self, wording=""):
        """Capture a recommendation beside the newest round and read it along."""
        with db.transaction() as session:
            made = drafting.capture(
                session,
                session.get_one(Council, self.evening.council_id),
                measure=session.get_one(Measure, self.evening.measure_ids[0]),
                around=session.get_one(Round, self.evening.round_id),
                account_id=None,
            )
            made.wording = wording or made.wording
            made.title = LONGEST_LINE if wording else "Kassel misst, wann Bäume Wasser brauchen"
            number = made.id
        self.choose("recommendation", number)


@pytest.fixture
def wall(client, evening):
    """A paired wall of the ordinary evening."""
    return Wall(client, evening).pair()


@pytest.fixture
def long_wall(client, database):
    """A paired wall of an evening at the limits of every field."""
    evening = factories.evening("lang", members=MEMBERS, title=LONGEST_LINE, is_example=True)
    with db.transaction() as session:
        meeting = session.get_one(Meeting, evening.meeting_id)
        meeting.title = meeting.place = LONGEST_LINE
        for _ in range(9):
            agenda.add_item(session, meeting, kind="plenary", title=LONGEST_LINE, minutes=20)
        for item in meeting.items:
            item.title, item.public_text = LONGEST_LINE, LONG_TEXT
        for measure_id in evening.measure_ids:
            measure = session.get_one(Measure, measure_id)
            measure.title = measure.sentence = LONGEST_LINE
            measure.text = LONG_TEXT
        for poll_id in evening.poll_ids:
            session.get_one(Poll, poll_id).question = LONGEST_LINE
    return Wall(client, evening).pair()


def through_the_evening(wall):
    """Yields the name of each slide in turn, the wall standing at it."""
    evening = wall.evening
    yield "before"
    evening.start()
    evening.arrive()
    yield "join"
    wall.choose("agenda")
    yield "agenda"
    evening.move_on()
    yield "now"
    evening.move_on()
    evening.show_text()
    yield "text"
    evening.open()
    evening.cast(1, "yes")
    evening.command("last_call")
    yield "open"
    most = len(evening.seat_ids) - 1
    for number in range(2, most + 1):
        evening.cast(number, ("yes", "yes", "no", "abstain")[number % 4])
    yield "almost"
    evening.command("close")
    yield "closed"
    evening.command("show")
    yield "result"
    wall.draft(LONG_TEXT if most > 10 else "")
    yield "recommendation"
    wall.choose("follow")
    evening.open(1)
    evening.command("cancel", "Falscher Text", poll=1)
    yield "cancelled"
    evening.move_on()
    yield "break"
    evening.end()
    yield "ended"


def sign_in(client, evening, role="moderator"):
    """Give the browser the cookie of somebody in the council's team."""
    with db.transaction() as session:
        council = session.get_one(Council, evening.council_id)
        invitation = team.invite(session, council, role)
        account = team.accept(
            session, invitation, name=f"{role} {council.slug}", password_hash="none"
        )
        token = team.sign_in(session, session.get_one(Account, account.id).id)
    client.set_cookie(cookies.TEAM, token)
    return client
