"""Members who join, leave and take another one's place; what is past stays as it was."""

from datetime import date, time

import pytest

from facilitation import db
from facilitation.errors import Conflict, Refused
from facilitation.meetings import agenda
from facilitation.meetings.models import Meeting
from facilitation.participants import cards, joining, membership, presence, seats
from facilitation.participants.models import Seat
from facilitation.voting.models import Round

from .. import factories


def numbers(evening, ask=membership.active):
    with db.reading() as session:
        return [seat.number for seat in ask(session, evening.council_id)]


def of_meeting(evening, number=1):
    with db.reading() as session:
        meeting = agenda.find_meeting(session, evening.council_id, number)
        return [seat.number for seat in membership.of_meeting(session, meeting)]


def join(evening, number, *, replaces=None, **values):
    with db.transaction() as session:
        before = session.get_one(Seat, evening.seat_ids[replaces - 1]) if replaces else None
        return membership.join(
            session, evening.council_id, number=number, replaces=before, **values
        ).id


def leave(evening, number):
    with db.transaction() as session:
        membership.leave(session, session.get_one(Seat, evening.seat_ids[number - 1]))


def second_meeting(evening):
    with db.transaction() as session:
        meeting = agenda.add_meeting(
            session,
            evening.council_id,
            number=2,
            title="Zweite",
            on=date(2026, 10, 3),
            starts_at=time(10),
        )
        agenda.add_item(session, meeting, kind="welcome", title="Begrüßung", minutes=10)
        return meeting.id


def changes(evening):
    with db.reading() as session:
        found = membership.changes(session, evening.council_id)
        return [(one.meeting, one.joined, one.left) for one in found]


def test_who_takes_a_place_counts_and_who_left_does_not(evening):
    evening.start()
    evening.arrive()
    join(evening, 7, replaces=2, table=1)

    assert numbers(evening) == [1, 3, 4, 5, 6, 7]
    assert of_meeting(evening) == [1, 3, 4, 5, 6, 7]
    assert changes(evening) == [(1, 7, 2)]


def test_the_card_of_a_seat_that_left_opens_nothing(evening):
    evening.start()
    code, token = evening.card(2), evening.token(2)
    with db.transaction() as session:
        joining.sign_in(
            session, session.get_one(Seat, evening.seat_ids[1]), present=None, take_over=False
        )
    leave(evening, 2)

    with db.transaction() as session:
        assert session.get_one(Seat, evening.seat_ids[1]).device_id is None
        for typed in (code, evening.card(2)):  # not even the card that would be printed now
            given = cards.read(typed)
            assert joining.seat_by_code(session, factories.KEY, given) is None
        with pytest.raises(Refused):
            joining.seat_by_token(session, factories.KEY, 2, token)


def test_members_are_the_active_seats_at_the_opening(evening):
    around = evening.begin_vote()
    for number in (1, 2, 3):
        evening.cast(number, "yes")
    evening.command("close")
    evening.command("show")
    join(evening, 7, replaces=2)
    leave(evening, 3)
    second = evening.open(1)

    with db.reading() as session:
        first = session.get_one(Round, around)
        assert (first.members, first.result["options"]["M7"]["counts"]["yes"]) == (6, 3)
        assert session.get_one(Round, second).members == 5


def test_a_session_that_is_over_keeps_its_members(evening):
    evening.start()
    evening.arrive(1, 2)
    evening.end()
    second = second_meeting(evening)
    join(evening, 7, replaces=2)
    with db.transaction() as session:
        agenda.start(session, session.get_one(Meeting, second))

    assert of_meeting(evening, 1) == [1, 2, 3, 4, 5, 6]
    assert of_meeting(evening, 2) == [1, 3, 4, 5, 6, 7]
    assert changes(evening) == [(2, 7, 2)]
    with db.reading() as session:
        counted = presence.attendance(session, evening.council_id)
        assert [one.members for one in counted] == [6, 6]
        assert counted[0].seats == (1, 2)


def test_leaving_during_a_session_is_a_going(evening):
    evening.start()
    evening.arrive(2)
    leave(evening, 2)

    with db.reading() as session:
        [one] = presence.attendance(session, evening.council_id)
    assert (one.members, one.present, one.at_end) == (5, 1, 0)


def test_a_mistake_is_taken_back_unless_somebody_has_moved_up(evening):
    evening.start()
    leave(evening, 2)
    join(evening, 7, replaces=3)
    with db.transaction() as session:
        membership.come_back(session, session.get_one(Seat, evening.seat_ids[1]))
        with pytest.raises(Refused, match="nachgerückt"):
            membership.come_back(session, session.get_one(Seat, evening.seat_ids[2]))

    assert numbers(evening) == [1, 2, 4, 5, 6, 7]


def test_nobody_leaves_or_comes_back_twice(evening):
    leave(evening, 2)
    with pytest.raises(Conflict):
        leave(evening, 2)
    with db.transaction() as session, pytest.raises(Conflict):
        membership.come_back(session, session.get_one(Seat, evening.seat_ids[0]))


def test_a_refused_number_lets_nobody_leave(evening):
    with pytest.raises(Conflict):
        join(evening, 4, replaces=2)

    assert numbers(evening) == [1, 2, 3, 4, 5, 6]


def test_a_number_is_never_given_again(evening):
    join(evening, 7, replaces=6)
    leave(evening, 1)
    with db.reading() as session:
        assert membership.next_number(session, evening.council_id) == 8


def test_before_the_first_session_there_is_nothing_to_tell(evening):
    join(evening, 7)
    assert changes(evening) == []


def test_after_the_last_session_nobody_joins_but_may_leave(evening):
    evening.start()
    evening.arrive(2)
    evening.end()
    with pytest.raises(Refused, match="nächste Sitzung"):
        join(evening, 7)
    leave(evening, 2)

    assert of_meeting(evening) == [1, 2, 3, 4, 5, 6]
    with db.reading() as session:
        assert [seat.number for seat in seats.all_seats(session, evening.council_id)] == [
            1,
            2,
            3,
            4,
            5,
            6,
        ]
