"""„Karte vergessen“ on the phone: two browsers, the desk between them."""

import pytest
from sqlalchemy import select

from facilitation import db
from facilitation.councils.models import Council
from facilitation.live import publish
from facilitation.participants import admission
from facilitation.participants.models import Admission

from .. import factories

ASK = "/ohne-karte/mitglied"


def ask(client, seat="2", room=None):
    """With the room code that stands on the wall, where there is only one."""
    token = factories.csrf(client, "/ohne-karte")
    with db.reading() as session:
        rooms = list(session.scalars(select(Council.room_code)))
    room = (rooms[0] if len(rooms) == 1 else "") if room is None else room
    return client.post(ASK, data={"csrf_token": token, "seat": seat, "room": room})


def come_in(client):
    token = factories.csrf(client, "/ohne-karte")
    return client.post("/ohne-karte/hinein", data={"csrf_token": token})


def decide(evening, act, *args):
    with db.transaction() as session:
        newest = session.query(Admission).order_by(Admission.id.desc()).first()
        act(session, evening.council_id, newest.id, *args)


def state(client):
    return client.get("/ohne-karte/stand").json["state"]


def waiting(evening):
    with db.reading() as session:
        return [one.seat_number for one in admission.waiting(session, evening.council_id)]


def test_asking_waiting_and_coming_in(client, evening, read):
    evening.start()
    assert ask(client).location == "/ohne-karte/warten"
    page = read(client, "/ohne-karte/warten")
    with db.reading() as session:
        code = session.query(Admission).one().code
    assert code in page
    assert "Gespräch an den Tischen" in page  # the agenda is readable meanwhile
    assert state(client) == "waiting"
    decide(evening, admission.admit, 2)
    assert state(client) == "admitted"
    assert come_in(client).location == "/jetzt"

    assert "Platz 2" in read(client, "/jetzt")
    assert state(client) == "expired"  # its cookie is gone


def test_a_second_tap_keeps_the_code_and_calls_nobody(client, evening, monkeypatch):
    calls = []
    monkeypatch.setattr(publish, "notice", lambda *words: calls.append(words))
    evening.start()
    ask(client)
    with db.reading() as session:
        code = session.query(Admission).one().code
    assert ask(client).location == "/ohne-karte/warten"

    with db.reading() as session:
        assert session.query(Admission).one().code == code
    assert len(calls) == 1
    ask(client, seat="3")
    assert (waiting(evening), len(calls)) == ([3], 2)


def test_another_browser_gains_nothing_from_the_press(app, evening):
    evening.start()
    mine, other = app.test_client(), app.test_client()
    ask(mine)
    decide(evening, admission.admit, 2)

    assert state(other) == "expired"
    assert come_in(other).status_code == 409
    assert other.get("/jetzt").status_code == 401
    assert come_in(mine).status_code == 303


def test_nobody_comes_in_without_the_press(client, evening):
    evening.start()
    ask(client)
    assert come_in(client).status_code == 409
    assert client.get("/jetzt").status_code == 401
    decide(evening, admission.turn_away)
    assert "So geht es gerade nicht" in client.get("/ohne-karte/warten").get_data(as_text=True)
    assert come_in(client).status_code == 409


def test_the_earlier_phone_of_the_seat_is_told(app, evening):
    evening.start()
    first, second = app.test_client(), app.test_client()
    factories.join(first, evening.card(2))
    ask(second)
    decide(evening, admission.admit, 2)
    come_in(second)

    assert second.get("/jetzt").status_code == 200
    assert "anderen Gerät weitergemacht" in first.get("/jetzt").get_data(as_text=True)


def test_who_asks_again_replaces_the_own_call_only(app, evening):
    mine, other = app.test_client(), app.test_client()
    ask(mine, "2")
    ask(other, "2")
    ask(mine, "3")
    assert waiting(evening) == [2, 3]


def test_the_card_turns_up(client, evening):
    ask(client)
    token = factories.csrf(client, "/ohne-karte")
    answer = client.post("/ohne-karte/doch-nicht", data={"csrf_token": token})
    assert answer.location == "/"
    assert waiting(evening) == []


def test_a_number_is_not_needed(client, evening, read):
    ask(client, "")
    assert waiting(evening) == [None]
    assert "Gleich kommt jemand" in read(client, "/ohne-karte/warten")


@pytest.mark.parametrize("typed", ["99", "x", "1.5", "-1", "١٧", "9" * 300, "17 bitte", "😀"])
def test_odd_numbers_come_back_with_a_sentence(client, evening, typed):
    answer = ask(client, typed)
    assert answer.status_code in (404, 422)
    body = answer.get_data(as_text=True)
    assert 'aria-invalid="true"' in body
    assert 'href="#seat"' in body
    assert waiting(evening) == []


@pytest.mark.parametrize("room", ["", "QQQQ"])
def test_who_has_never_seen_the_wall_does_not_call_the_desk(client, evening, room):
    """Nor reads the agenda while waiting, as whoever knows the room code may."""
    evening.start()
    refused = ask(client, room=room)
    assert refused.status_code == 422
    assert 'href="#room"' in refused.get_data(as_text=True)
    assert waiting(evening) == []


def test_the_code_from_the_wall_is_filled_in(client, evening, read):
    page = read(client, f"/ohne-karte?raum={evening.room_code}")
    assert f'id="room" name="room" class="code-input" value="{evening.room_code}"' in page


def test_with_several_councils_the_room_code_says_which(app, client, evening):
    other = factories.evening("nachbarstadt")
    missing = ask(client)
    assert missing.status_code == 422
    assert 'href="#room"' in missing.get_data(as_text=True)
    for room in ("ZZZZ", "\x00", "x" * 500):
        assert ask(client, room=room).status_code == 422
    assert ask(client, room=other.room_code.lower()).status_code == 303
    assert (waiting(evening), waiting(other)) == ([], [2])


def test_a_guest_asks_in_the_own_council(app, evening):
    factories.evening("nachbarstadt")
    guest = app.test_client()
    factories.join(guest, evening.room_code)
    assert ask(guest).status_code == 303
    assert waiting(evening) == [2]


def test_a_guest_finds_the_way_to_the_card(phone, read):
    page = read(phone(), "/jetzt")
    assert "Hier den Code Ihrer Karte eintippen" in page
    assert "Hier den Code Ihrer Karte eintippen" not in read(phone(1), "/jetzt")


def test_a_guest_with_a_card_becomes_a_member(phone, evening, read):
    guest = phone()
    assert factories.join(guest, evening.card(3)).status_code == 303
    assert "Platz 3" in read(guest, "/jetzt")


@pytest.mark.parametrize(
    "path", ["/a%00b", "/%00%00%00%00", "/%FF%FE", "/mod/a%00b", "/beamer/a%00"]
)
def test_a_nul_in_an_address_is_simply_not_found(client, evening, path):
    assert client.get(path).status_code in (302, 401, 404, 422)
