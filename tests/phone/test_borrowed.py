"""Every way of voting on a shared tablet and with a helper, without scripts: cast, thanked for, forgotten."""

import re

import pytest
from sqlalchemy import select

from facilitation import db
from facilitation.live import publish
from facilitation.voting.methods import WAYS
from facilitation.voting.models import Ballot, Poll, RollEntry
from tests import factories

from ..desk.test_ballot_prints import make
from .test_helping import offer, open_link
from .test_tablets import pair, tablet

__all__ = ["pair", "tablet"]
ONE, TWO = ("P0", "P1")
BALLOTS = {
    "yes_no": ({"M7": "no"}, {"M7": "no"}),
    "doubt": ({"M7": "with_doubts"}, {"M7": "with_doubts"}),
    "levels": ({"M7": "aside"}, {"M7": "aside"}),
    "consent": ({"M7": "serious"}, {"M7": "serious"}),
    "mood": ({"M7": "2"}, {"M7": 2}),
    "choice": ({ONE: "1", TWO: "1"}, {"chosen": [ONE, TWO]}),
    "rating": ({f"{ONE}.nutzen": "4"}, {ONE: {"nutzen": 4}}),
    "resistance": ({ONE: "10", TWO: "abstain"}, {ONE: 10, TWO: "abstain"}),
    "dots": ({ONE: "3", TWO: ""}, {ONE: 3}),
    "ranking": ({ONE: "2", TWO: "1"}, {"ranked": [TWO, ONE]}),
    "text": ({"text": "Ein Brunnen."}, {"text": "Ein Brunnen."}),
}
"""What a form sends, and what is kept of it."""


@pytest.fixture
def begin(evening):
    """Open the evening's first poll, turned into one of a method."""

    def opened(method):
        make(evening, method)
        with db.transaction() as session:
            session.get_one(Poll, evening.poll_ids[0]).mode = "simple"
        return evening.begin_vote()

    return opened


def send(client, path, around, form):
    csrf = factories.csrf(client, path)
    return client.post(f"{path}/stimme/{around}", data={"csrf_token": csrf, **form})


def kept(evening, around, number):
    """The ballot of a seat and the way it came by."""
    with db.reading() as session:
        seat_id = evening.seat_ids[number - 1]
        marks = session.scalar(select(Ballot.marks).filter_by(round_id=around, seat_id=seat_id))
        entry = session.scalars(select(RollEntry).filter_by(round_id=around, seat_id=seat_id)).one()
    return marks, entry.channel, entry.arrived


def shows_an_answer(body):
    """Whether a choice, a number or a text stands in the ballot."""
    scene = body.partition('id="scene"')[2].partition('<nav class="not-me"')[0]
    return bool(
        re.search(
            r'\schecked|aria-pressed="true"|\sselected|name="P\d[^>]*value="[1-9]"[^>]*number',
            scene,
        )
        or "Ein Brunnen." in scene
    )


def test_no_way_of_voting_is_forgotten():
    assert set(BALLOTS) == set(WAYS)


@pytest.mark.parametrize("method", BALLOTS)
def test_a_ballot_on_a_tablet_arrives_and_is_never_shown_again(tablet, evening, begin, method):
    around = begin(method)
    form, marks = BALLOTS[method]
    answer = send(tablet, "/tisch/platz/2", around, form)
    assert (answer.status_code, answer.location) == (303, "/tisch/danke")
    assert kept(evening, around, 2) == (marks, "tablet", True)
    again = tablet.get("/tisch/platz/2").get_data(as_text=True)
    assert "Ihre bisherige Antwort zeigt das Tablet nicht." in again
    assert not shows_an_answer(again)


@pytest.mark.parametrize("method", BALLOTS)
def test_a_ballot_by_a_helper_arrives_and_ends_the_help(client, evening, begin, method):
    around = begin(method)
    assert open_link(client, offer(evening, 2)).location == "/helfen"
    publish.scenes().outdate(evening.council_id)
    form, marks = BALLOTS[method]
    answer = send(client, "/helfen", around, form)
    assert (answer.status_code, answer.location) == (303, "/helfen/danke")
    assert kept(evening, around, 2) == (marks, "helper", True)
    assert "Auf diesem Handy ist nichts von Platz 2" in client.get("/helfen/danke").get_data(
        as_text=True
    )
    assert send(client, "/helfen", around, form).status_code == 401
