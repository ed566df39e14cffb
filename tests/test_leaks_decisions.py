"""The same for a vote on a recommendation: its state, list and file tell nothing too early (P5)."""

import pytest

from facilitation import db
from facilitation.councils.models import Council
from facilitation.meetings.models import Item, Meeting
from facilitation.recommendations import asking, drafting
from facilitation.voting import polls, wording
from facilitation.voting.casting import Cast
from facilitation.voting.writer import writer

from .test_leaks import changes, clients, differences, look
from .test_roles import OWN, cities

pytestmark = pytest.mark.long

__all__ = ["cities", "clients"]


@pytest.fixture
def around(cities):
    """An open round about E 1, three for it and one against."""
    city = cities[OWN]
    city.command("cancel", "Es geht um die Empfehlung")
    with db.transaction() as session:
        found = drafting.capture(
            session, session.get_one(Council, city.council_id), measure=None, around=None,
            account_id=None, texts={"title": "Bäume", "wording": "Bäume gießen."},
        )  # fmt: skip
        item = session.get_one(Item, city.item_ids[1])
        [poll] = asking.ask_about(session, item, [found], question="Ja?", rule={"threshold": "2/3"})
        poll.mode = "simple"
        meeting = session.get_one(Meeting, city.meeting_id)
        text = wording.current(session, poll)
        polls.open_round(session, poll.latest, meeting, text, from_state="ready")
        made = poll.latest.id
    for number, mark in enumerate(("yes", "yes", "yes", "no")):
        writer.cast(
            Cast(made, city.seat_ids[number], "phone", {"E1": mark}, f"e-{number}-key", seq=1)
        )
    return made


def test_nobody_sees_a_difference_before_the_result_is_shown(app, cities, clients, around):
    city = cities[OWN]
    assert differences(app, city, clients) == []
    for step in ("close", "count"):
        city.finish(around, step)
        assert changes(app, city, clients) == [], step


def test_once_shown_the_state_is_read_everywhere(app, cities, clients, around):
    """Control: where the state stands, it is seen."""
    hidden = look(app, cities[OWN], clients)
    cities[OWN].finish(around, "close", "show")
    shown = look(app, cities[OWN], clients)
    for place in (
        ("member", "/lesen/empfehlungen"),
        ("guest", "/lesen/empfehlungen"),
        ("member", "/lesen/empfehlung/<int(max=9999):number>"),
        ("minutes", "/mod/<council>/empfehlungen"),
        ("lead", "/mod/<council>/empfehlungen/<id:number>"),
    ):
        assert hidden[place] != shown[place], place
        assert "ngenommen" in shown[place], place
