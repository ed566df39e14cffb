"""By which way a seat votes: one ballot over all ways, and the marked way alone."""

import pytest

from facilitation import db
from facilitation.errors import Refused
from facilitation.participants import helping
from facilitation.participants.models import Seat
from facilitation.voting import ways
from facilitation.voting.casting import HelpOver, OtherChannel, Receipt
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


def offer(vote, number=1):
    with db.transaction() as session:
        return ways.offer_help(session, session.get_one(Seat, vote.seat_ids[number - 1])).id


def end(vote, number=1):
    with db.transaction() as session:
        ways.end_help(session, session.get_one(Seat, vote.seat_ids[number - 1]))


def has_help(vote, number=1):
    with db.reading() as session:
        return helping.of_seat(session, vote.seat_ids[number - 1]) is not None


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
    # Who types paper in reads that this seat has none; a member's device, where to go.
    assert SAYS["paper" if sent == "paper" else way] in refused.value.sentence()


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
    offer(vote, 4)
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


def test_help_is_for_the_vote_that_is_on_and_ends_with_it(vote):
    choose(vote, "paper")
    offer(vote)
    assert marked(vote) == ("helper", "paper")
    with pytest.raises(OtherChannel, match="hilft Ihnen jemand"):
        vote.cast(1, "yes")
    vote.cast(1, "no", channel="helper")

    assert not has_help(vote)
    with pytest.raises(HelpOver):
        vote.cast(1, "yes", seq=2, channel="helper")
    assert marked(vote) == ("helper", "paper")


def test_a_lost_answer_to_a_helper_is_given_again(vote):
    offer(vote)
    vote.cast(1, "no", channel="helper")

    assert vote.cast(1, "no", channel="helper") == Receipt(seq=1, first=False)


def test_help_before_a_vote_is_for_the_next_one_and_for_that_alone(evening):
    evening.start()
    evening.arrive()
    offer(evening)
    evening.move_on()
    evening.move_on()
    evening.open()
    assert marked(evening) == ("helper", "phone")
    evening.cast(1, "yes", channel="helper")
    evening.command("close")
    evening.command("show")
    evening.open(poll=1)

    with db.reading() as session:
        found = session.query(RollEntry).filter_by(round_id=evening.round_of(1))
        assert {entry.channel for entry in found} == {"phone"}


def test_help_that_is_ended_gives_the_seat_back(vote):
    offer(vote)
    end(vote)

    assert marked(vote) == ("phone", "phone")
    assert isinstance(vote.cast(1, "yes"), Receipt)


def test_another_way_ends_the_help(vote):
    offer(vote)
    choose(vote, "tablet")

    assert not has_help(vote)
    with pytest.raises(OtherChannel):
        vote.cast(1, "yes", channel="helper")


def test_no_help_for_a_seat_whose_ballot_is_in(vote):
    vote.cast(1, "yes")
    with pytest.raises(Refused, match="schon da"):
        offer(vote)


def test_no_help_for_a_seat_that_is_not_on_the_roll(evening):
    evening.start()
    evening.arrive(1, 2, 3, 4, 5)
    evening.move_on()
    evening.move_on()
    evening.open()
    with pytest.raises(Refused, match="Verzeichnis"):
        offer(evening, 6)


def test_whoever_was_helped_may_be_helped_again_to_correct_a_slip(vote):
    offer(vote)
    vote.cast(1, "no", channel="helper")
    offer(vote)

    assert vote.cast(1, "yes", seq=2, channel="helper") == Receipt(seq=2, first=False)
