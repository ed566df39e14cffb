"""New cards and Nachrückende at the desk, and the printed history."""

import re

import pytest

from facilitation import db
from facilitation.participants import membership
from facilitation.participants.models import Seat

from .. import factories


def path(evening, rest=""):
    return f"/mod/{evening.slug}/vorbereitung/2{rest}"


def active(evening):
    with db.reading() as session:
        return [seat.number for seat in membership.active(session, evening.council_id)]


def test_a_new_card_is_shown_at_once(evening, moderator):
    evening.start()
    assert 'value="7"' in moderator.text(path(evening, "/neu"))
    answer = moderator.post(path(evening, "/neu"), number="7", table="2", name="", replaces="")

    assert answer.status_code == 303
    assert answer.location.endswith("/druck/karten?platz=7")
    card = moderator.text(answer.location)
    assert "Karte für Platz 7" in card
    with db.reading() as session:
        seat = session.query(Seat).filter_by(number=7).one()
        evening_of = factories.Evening(
            **{**vars(evening), "seat_ids": (*evening.seat_ids, seat.id)}
        )
    assert evening_of.card(7) in card


def test_somebody_moves_up_for_a_seat(app, evening, moderator):
    evening.start()
    evening.arrive()
    phone = app.test_client()
    factories.join(phone, evening.card(2))
    assert f'value="{evening.seat_ids[1]}" selected' in moderator.text(
        path(evening, f"/neu?fuer={evening.seat_ids[1]}")
    )
    moderator.post(path(evening, "/neu"), number="7", replaces=str(evening.seat_ids[1]))

    assert active(evening) == [1, 3, 4, 5, 6, 7]
    assert phone.get("/jetzt").status_code == 401
    assert "Ab Sitzung 1: Platz 7 ist für Platz 2 nachgerückt" in moderator.text(path(evening))
    printed = moderator.text(f"/mod/{evening.slug}/druck/anwesenheit")
    assert "Platz 7 ist für Platz 2 nachgerückt" in printed
    assert re.search(r"<td[^>]*>2</td><td>gegangen</td>", printed)
    assert moderator.get(f"/mod/{evening.slug}/druck/karten?platz=2").status_code == 404


def test_nobody_moves_up_while_a_vote_runs(evening, moderator):
    evening.begin_vote()
    refused = moderator.post(path(evening, "/neu"), number="7", replaces=str(evening.seat_ids[1]))
    assert refused.status_code == 400
    assert "läuft noch" in refused.get_data(as_text=True)
    joins = moderator.post(path(evening, "/neu"), number="7", replaces="")
    assert joins.status_code == 303
    assert active(evening) == [1, 2, 3, 4, 5, 6, 7]


def test_a_seat_leaves_and_comes_back(evening, moderator):
    evening.start()
    seat = evening.seat_ids[2]
    assert moderator.post(path(evening, f"/{seat}/ausscheiden")).status_code == 303
    assert active(evening) == [1, 2, 4, 5, 6]
    assert "Platz 3 ist ausgeschieden" in moderator.text(path(evening))
    assert moderator.post(path(evening, f"/{seat}/wieder")).status_code == 303
    assert active(evening) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("number", ["", "0", "x", "3", "\x00", "99999"])
def test_odd_numbers_are_refused_with_a_sentence(evening, moderator, number):
    answer = moderator.post(path(evening, "/neu"), number=number, replaces="")
    assert answer.status_code in (409, 422)
    assert 'role="alert"' in answer.get_data(as_text=True)
    assert active(evening) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("replaces", ["999999", "x", "-1", "\x00"])
def test_a_place_that_does_not_exist_is_taken_by_nobody(evening, moderator, replaces):
    answer = moderator.post(path(evening, "/neu"), number="7", replaces=replaces)
    assert answer.status_code == 422
    assert active(evening) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("rest", ["ausscheiden", "wieder"])
def test_seats_of_other_councils_are_not_found(evening, moderator, rest):
    foreign = factories.evening("nachbarstadt")
    answer = moderator.post(path(evening, f"/{foreign.seat_ids[0]}/{rest}"))
    assert answer.status_code == 404
    named = moderator.post(path(evening, "/neu"), number="7", replaces=str(foreign.seat_ids[0]))
    assert named.status_code == 422


def test_attendance_is_printed_before_the_first_session_too(evening, moderator):
    assert "Noch hat keine Sitzung begonnen" in moderator.text(
        f"/mod/{evening.slug}/druck/anwesenheit"
    )


def test_a_blocked_card_leads_to_the_new_one(evening, moderator):
    answer = moderator.post(path(evening, f"/{evening.seat_ids[0]}/sperren"))
    assert answer.location.endswith("/druck/karten?platz=1")
    assert evening.card(1) in moderator.text(answer.location)
