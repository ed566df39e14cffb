"""By which way a seat votes: one ballot over all ways, and the marked way alone."""

import pytest

from facilitation import db
from facilitation.errors import Refused
from facilitation.participants.models import Seat
from facilitation.voting import roll, ways
from facilitation.voting.casting import OtherChannel, Receipt
from facilitation.voting.models import RollEntry, Round

WAYS = ("phone", "device", "tablet", "paper")
SENT = ("phone", "tablet", "helper", "paper")
FITTING = {("phone", "phone"), ("device", "phone"), ("tablet", "tablet"), ("paper", "paper")}
SAYS = {"phone": "Handy", "device": "Leihgerät", "tablet": "Tablet", "paper": "Papier"}


@pytest.fixture
def vote(evening):
    evening.begin_vote()
    return evening


def choose(vote, way, number=1):
    with db.transaction() as session:
        ways.choose(session, session.get_one(Seat, vote.seat_ids[number - 1]), way)


def marked(vote, number=1):
    """The way for now and for all rounds to come."""
    seat_id = vote.seat_ids[number - 1]
    with db.reading() as session:
        entry = session.query(RollEntry).filter_by(round_id=vote.round_id, seat_id=seat_id).one()
        return entry.channel, session.get_one(Seat, seat_id).channel


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("sent", SENT)
def test_a_ballot_is_taken_by_the_marked_way_only(vote, way, sent):
    choose(vote, way)
    if (way, sent) in FITTING:
        assert isinstance(vote.cast(1, "yes", channel=sent), Receipt)
        return
    with pytest.raises(OtherChannel) as refused:
        vote.cast(1, "yes", channel=sent)
    assert SAYS[way] in refused.value.sentence()


@pytest.mark.parametrize("before", WAYS)
@pytest.mark.parametrize("after", WAYS)
def test_a_seat_can_be_switched_between_all_ways(vote, before, after):
    choose(vote, before)
    choose(vote, after)

    assert marked(vote) == (after, after)


@pytest.mark.parametrize(("way", "sent"), sorted(FITTING))
def test_no_seat_is_switched_once_its_ballot_is_in(vote, way, sent):
    choose(vote, way)
    vote.cast(1, "yes", channel=sent)
    for other in set(WAYS) - {way}:
        with pytest.raises(Refused, match="schon da"):
            choose(vote, other)
    assert marked(vote) == (way, way)


def test_between_rounds_the_way_is_only_noted(evening):
    choose(evening, "tablet")
    evening.begin_vote()

    assert marked(evening) == ("tablet", "tablet")


def test_the_ways_are_counted_from_the_roll(vote):
    for number, way, sent in (
        (1, "device", "phone"),
        (2, "tablet", "tablet"),
        (3, "paper", "paper"),
    ):
        choose(vote, way, number)
        vote.cast(number, "yes", channel=sent)
    with db.transaction() as session:
        roll.switch_channel(
            session, session.get_one(Round, vote.round_id), vote.seat_ids[3], "helper"
        )
    vote.cast(4, "no", channel="helper")
    vote.cast(5, "no")
    vote.command("close")
    vote.command("count")

    with db.reading() as session:
        assert session.get_one(Round, vote.round_id).channels == {
            "device": 1,
            "tablet": 1,
            "paper": 1,
            "helper": 1,
            "phone": 1,
        }
