"""Coming in without a card: bound to one browser, and only by the desk's press."""

from datetime import timedelta

import pytest

from facilitation import clock, db
from facilitation.errors import Conflict, NotFound, Refused
from facilitation.participants import admission, joining, seats
from facilitation.participants.models import Admission, Seat

from .. import factories


def ask(evening, number=2, earlier=None):
    with db.transaction() as session:
        earlier = session.get_one(Admission, earlier) if earlier else None
        request, token = admission.ask(session, evening.council_id, number, earlier=earlier)
        return request.id, token


def decide(evening, act, *args):
    with db.transaction() as session:
        return act(session, evening.council_id, *args)


def come_in(token):
    with db.transaction() as session:
        return admission.come_in(session, admission.by_token(session, token))


def state(token):
    with db.reading() as session:
        return admission.state(admission.by_token(session, token))


def waiting(evening):
    with db.reading() as session:
        return [one.id for one in admission.waiting(session, evening.council_id)]


def test_the_desk_lets_in_exactly_the_browser_that_asked(evening):
    request, token = ask(evening)
    other, other_token = ask(evening)
    decide(evening, admission.admit, request, 2)

    assert (state(token), state(other_token)) == ("admitted", "waiting")
    with pytest.raises(Conflict):
        come_in(other_token)
    assert come_in(token).seat.number == 2
    assert waiting(evening) == [other]


def test_nothing_opens_without_the_press(evening):
    _request, token = ask(evening)
    for given in (token, "", "guessed"):
        with pytest.raises(Conflict):
            come_in(given)


def test_an_admission_is_used_once(evening):
    request, token = ask(evening)
    decide(evening, admission.admit, request, 2)
    come_in(token)

    assert state(token) == "used"
    with pytest.raises(Conflict):
        come_in(token)


def test_the_last_device_wins_as_with_a_card(evening):
    with db.transaction() as session:
        seat = session.get_one(Seat, evening.seat_ids[1])
        before = joining.sign_in(session, seat, present=None, take_over=False)
    request, token = ask(evening)
    decide(evening, admission.admit, request, 2)
    joined = come_in(token)

    assert joined.took_over
    assert joined.device.id != before.device.id


def test_one_request_per_browser(evening):
    first, _token = ask(evening)
    second, _token = ask(evening, 3, earlier=first)
    assert waiting(evening) == [second]


@pytest.mark.parametrize("admitted", [False, True])
def test_a_request_ends_by_itself(evening, admitted):
    request, token = ask(evening)
    if admitted:
        decide(evening, admission.admit, request, 2)
    with clock.at(clock.now() + admission.WAITING + timedelta(seconds=1)):
        assert state(token) == "expired"
        assert waiting(evening) == []
        with pytest.raises(Conflict):
            come_in(token)
        with pytest.raises(Conflict):
            decide(evening, admission.turn_away, request)


def test_who_is_turned_away_stays_out(evening):
    request, token = ask(evening)
    decide(evening, admission.turn_away, request)

    assert state(token) == "refused"
    with pytest.raises(Conflict):
        decide(evening, admission.admit, request, 2)


def test_a_seat_that_does_not_exist_is_refused(evening):
    with pytest.raises(NotFound, match="gibt es hier nicht"):
        ask(evening, 99)
    request, _token = ask(evening, None)
    with pytest.raises(NotFound):
        decide(evening, admission.admit, request, 99)


def test_a_foreign_desk_lets_nobody_in(evening):
    other = factories.evening("nachbarstadt")
    request, token = ask(evening)
    with pytest.raises(Conflict):
        decide(other, admission.admit, request, 2)
    assert state(token) == "waiting"


def test_a_blocked_card_takes_the_admission_with_it(evening):
    request, token = ask(evening)
    decide(evening, admission.admit, request, 2)
    with db.transaction() as session:
        seats.block_card(session, session.get_one(Seat, evening.seat_ids[1]))

    with pytest.raises(Conflict):
        come_in(token)


def test_nobody_can_fill_the_desk(evening):
    for _ in range(admission.MOST_WAITING):
        ask(evening)
    with pytest.raises(Refused, match="sehr viele"):
        ask(evening)
    with db.reading() as session:
        codes = [one.code for one in admission.waiting(session, evening.council_id)]
    assert len(set(codes)) == admission.MOST_WAITING


def test_only_a_hash_of_the_token_is_kept(evening):
    _request, token = ask(evening)
    with db.reading() as session:
        assert token not in str([vars(row) for row in session.query(Admission)])
