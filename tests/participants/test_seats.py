"""Seats: numbers are given once per council; who took part stays."""

import pytest

from facilitation import db
from facilitation.errors import Conflict, Invalid, NotFound, Refused
from facilitation.meetings.models import Meeting
from facilitation.participants import joining, presence, seats
from facilitation.participants.models import Seat

from .. import factories


def test_seats_come_by_number(evening):
    with db.transaction() as session:
        seats.add(session, evening.council_id, number=40, table=2, name="Nachrückend")
        seats.add(session, evening.council_id, number=9)

    with db.reading() as session:
        found = seats.all_seats(session, evening.council_id)
        assert [seat.number for seat in found] == [1, 2, 3, 4, 5, 6, 9, 40]
        assert (found[-1].table_number, found[-1].name) == (2, "Nachrückend")


def test_a_number_is_given_once_per_council(evening):
    other = factories.evening("nachbarstadt", members=2)

    with db.transaction() as session:
        with pytest.raises(Conflict) as refused:
            seats.add(session, evening.council_id, number=3)
        assert refused.value.sentence() == "Platz 3 gibt es schon."
        assert seats.add(session, other.council_id, number=3)


def test_every_seat_has_a_salt_of_its_own(evening):
    with db.reading() as session:
        salts = {seat.card_salt for seat in seats.all_seats(session, evening.council_id)}
    assert len(salts) == 6


def test_a_foreign_seat_is_not_found(evening):
    other = factories.evening("nachbarstadt")

    with db.reading() as session:
        assert seats.find(session, evening.council_id, evening.seat_ids[0]).number == 1
        for seat_id in (other.seat_ids[0], 9999):
            with pytest.raises(NotFound):
                seats.find(session, evening.council_id, seat_id)


@pytest.mark.parametrize("took_part", ["signed in", "here", "displaced"])
def test_a_seat_that_took_part_stays(evening, took_part):
    with db.transaction() as session:
        seat = session.get_one(Seat, evening.seat_ids[0])
        if took_part == "here":
            presence.mark(session, session.get_one(Meeting, evening.meeting_id), seat, "absent")
        else:
            joining.sign_in(session, seat, present=None, take_over=False)
        if took_part == "displaced":
            joining.sign_in(session, seat, present=None, take_over=True)
        with pytest.raises(Refused, match="Karte sperren"):
            seats.remove(session, seat)


@pytest.mark.parametrize("blocked", [False, True])
def test_a_seat_that_never_took_part_can_go(evening, blocked):
    with db.transaction() as session:
        seat = session.get_one(Seat, evening.seat_ids[5])
        if blocked:
            joining.sign_in(session, seat, present=None, take_over=False)
            seats.block_card(session, seat)
        seats.remove(session, seat)

    with db.reading() as session:
        assert len(seats.all_seats(session, evening.council_id)) == 5


def test_several_seats_are_added_at_once_or_none(evening):
    with db.transaction() as session:
        made = seats.add_range(session, evening.council_id, first=7, last=9, table=3)
        assert [(seat.number, seat.table_number) for seat in made] == [(7, 3), (8, 3), (9, 3)]
        seats.add(session, evening.council_id, number=12)

    with pytest.raises(Conflict), db.transaction() as session:
        seats.add_range(session, evening.council_id, first=10, last=13)
    with db.reading() as session:
        assert len(seats.all_seats(session, evening.council_id)) == 10


@pytest.mark.parametrize(("first", "last"), [(9, 8), (1001, 1001 + seats.MOST_AT_ONCE)])
def test_a_range_has_a_beginning_and_an_end(evening, first, last):
    with db.transaction() as session, pytest.raises(Invalid):
        seats.add_range(session, evening.council_id, first=first, last=last)
