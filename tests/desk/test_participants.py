"""Seats at the desk: add, change, block, remove."""

import pytest

from facilitation import db
from facilitation.db import LARGEST_ID
from facilitation.participants import cards, seats
from facilitation.participants.models import Seat

from .. import factories
from .browsers import hidden


def path(evening, rest=""):
    return f"/mod/{evening.slug}/vorbereitung/2{rest}"


def numbers(evening):
    with db.reading() as session:
        return [seat.number for seat in seats.all_seats(session, evening.council_id)]


def test_one_seat_is_added_with_table_and_name(evening, moderator):
    answer = moderator.post(path(evening, "/platz"), number="7", table="3", name="Frau Öz 😀")

    assert answer.status_code == 302
    assert numbers(evening) == [1, 2, 3, 4, 5, 6, 7]
    assert "Frau Öz 😀" in moderator.text(path(evening))


def test_a_range_is_added_whole_or_not_at_all(evening, moderator):
    taken = moderator.post(path(evening, "/plaetze"), first="5", last="12")
    free = moderator.post(path(evening, "/plaetze"), first="7", last="12", range_table="4")

    assert taken.status_code == 409
    assert "Platz 5 gibt es schon." in taken.get_data(as_text=True)
    assert 'value="12"' in taken.get_data(as_text=True)
    assert free.status_code == 302
    assert numbers(evening) == list(range(1, 13))


@pytest.mark.parametrize(
    ("first", "last"), [("9", "7"), ("1", "9999"), ("0", "3"), ("x", "3"), ("", ""), ("1", "10000")]
)
def test_odd_ranges_are_refused_with_a_sentence(evening, moderator, first, last):
    answer = moderator.post(path(evening, "/plaetze"), first=first, last=last)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.get_data(as_text=True)
    assert len(numbers(evening)) == 6


@pytest.mark.parametrize("number", ["", "0", "-1", "1.5", "zwölf", "١٢", "9" * 100, "1\x00x", "😀"])
def test_odd_numbers_are_refused_with_a_sentence(evening, moderator, number):
    answer = moderator.post(path(evening, "/platz"), number=number)

    assert answer.status_code == 422
    assert 'class="field-error"' in answer.get_data(as_text=True)


def test_a_seat_is_changed_and_two_people_notice_each_other(evening, moderator):
    place = path(evening, f"/{evening.seat_ids[0]}")
    seen = hidden(moderator.get(place).get_data(as_text=True), "seen")
    first = moderator.post(place, table_number="9", name="", channel="paper", seen=seen)
    second = moderator.post(place, table_number="8", name="", channel="phone", seen=seen)

    assert first.status_code == 302
    assert second.status_code == 409
    assert "auf Papier" in second.get_data(as_text=True)
    with db.reading() as session:
        seat = session.get_one(Seat, evening.seat_ids[0])
        assert (seat.table_number, seat.channel) == (9, "paper")


def test_only_a_seat_that_never_took_part_goes(evening, moderator):
    evening.start()
    evening.arrive(1)

    assert moderator.post(path(evening, f"/{evening.seat_ids[0]}/entfernen")).status_code == 400
    assert moderator.post(path(evening, f"/{evening.seat_ids[1]}/entfernen")).status_code == 302
    assert numbers(evening) == [1, 3, 4, 5, 6]


def test_a_blocked_card_opens_nothing_any_more(app, evening, moderator):
    old = evening.card(1)
    moderator.post(path(evening, f"/{evening.seat_ids[0]}/sperren"))

    assert evening.card(1) != old
    with db.reading() as session:
        seat = session.get_one(Seat, evening.seat_ids[0])
        assert not cards.fits_code(factories.KEY, seat, cards.read(old))


@pytest.mark.parametrize("rest", ["", "/sperren", "/entfernen"])
def test_seats_of_other_councils_are_not_found(evening, moderator, rest):
    foreign = factories.evening("nachbarstadt")

    assert moderator.post(path(evening, f"/{foreign.seat_ids[0]}{rest}")).status_code == 404
    assert moderator.post(path(foreign, f"/{foreign.seat_ids[0]}{rest}")).status_code == 403
    assert moderator.post(path(evening, f"/{LARGEST_ID + 1}{rest}")).status_code == 404
