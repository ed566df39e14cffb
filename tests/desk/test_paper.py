"""Paper: typed in per seat through the same casting, never shown again."""

import pytest

from facilitation import db
from facilitation.participants.models import Seat
from facilitation.voting.models import Ballot, Round

from .cockpit_fixtures import mo, stranger
from .test_cockpit import fresh, words

__all__ = ["mo", "stranger"]


@pytest.fixture
def around(evening):
    """An open round in which seats 2 and 5 vote on paper."""
    with db.transaction() as session:
        for number in (2, 5):
            session.get_one(Seat, evening.seat_ids[number - 1]).channel = "paper"
    return evening.begin_vote()


def enter(mo, evening, number, mark, around, from_state="open"):
    seat = evening.seat_ids[number - 1]
    return mo.command("paper", from_state, round=around, seat=seat, **{"mark:M7": mark})


def test_a_paper_ballot_counts_and_names_its_way(mo, evening, around):
    evening.cast(1, "yes")
    assert enter(mo, evening, 2, "no", around).json == {"ok": True}
    evening.command("close")
    assert enter(mo, evening, 5, "yes", around, "closed").json == {"ok": True}
    evening.command("show")
    with db.reading() as session:
        found = session.get_one(Round, around)
        assert found.result["options"]["M7"]["counts"] == {"yes": 2, "no": 1, "abstain": 0}
        assert found.channels == {"phone": 1, "paper": 2}


def test_the_screen_says_entered_and_not_what(mo, evening, around):
    looks = []
    for mark in ("yes", "no", "abstain"):
        enter(mo, evening, 2, mark, around)
        page = words(fresh(mo))
        looks.append(page[page.index("Papierstimmen") : page.index("Wer fehlt noch?")])
    assert len(set(looks)) == 1
    assert "1 von 2 erfasst" in looks[0]
    assert "Platz 2 Ja Nein Enthaltung erfasst" in looks[0]


def test_entering_again_replaces_until_counted(mo, evening, around):
    enter(mo, evening, 2, "yes", around)
    enter(mo, evening, 2, "no", around)
    with db.reading() as session:
        assert [ballot.marks for ballot in session.query(Ballot)] == [{"M7": "no"}]
    evening.command("close")
    evening.command("count")
    assert enter(mo, evening, 2, "yes", around, "counted").status_code == 409


def test_only_paper_seats_can_be_entered(mo, evening, around):
    refused = enter(mo, evening, 1, "yes", around)
    assert refused.status_code == 409
    with db.reading() as session:
        assert session.query(Ballot).count() == 0


@pytest.mark.parametrize("mark", ["", "vielleicht", "YES", "x" * 5000, "🗳"])
def test_unknown_marks_are_refused(mo, evening, around, mark):
    assert enter(mo, evening, 2, mark, around).status_code == 422


def test_typing_may_go_on_while_the_round_is_closed_and_not_once_it_is_counted(mo, evening, around):
    evening.command("close")
    assert enter(mo, evening, 2, "yes", around, "open").status_code == 200
    evening.command("count")
    assert enter(mo, evening, 2, "no", around, "open").status_code == 409
    assert enter(mo, evening, 2, "no", around, "counted").status_code == 409


def test_foreign_seats_and_rounds_are_not_found(mo, stranger, evening, around):
    stranger.evening.begin_vote()
    assert enter(stranger, evening, 2, "yes", around).status_code == 404
    own = stranger.evening.round_id
    assert enter(stranger, evening, 2, "yes", own).status_code == 404
