"""A lent device: it votes like a phone, and nothing of a person stays when it goes back."""

import pytest

from facilitation import db
from facilitation.participants.models import Device, Seat
from facilitation.voting.models import RollEntry
from facilitation.web import cookies
from tests import factories


@pytest.fixture
def lent(phone, evening):
    """Seat 2 has a lent device, signed in with the card."""
    with db.transaction() as session:
        session.get_one(Seat, evening.seat_ids[1]).channel = "device"
    return phone(2)


def give_back(client):
    token = factories.csrf(client, "/zurueckgeben")
    return client.post("/zurueckgeben", data={"csrf_token": token})


def test_its_ballot_comes_by_its_own_way(lent, evening):
    around = evening.begin_vote()
    token = factories.csrf(lent, "/jetzt")
    sent = lent.post(f"/stimme/{around}", data={"csrf_token": token, "M7": "yes"})

    assert sent.status_code == 303
    with db.reading() as session:
        entry = session.query(RollEntry).filter_by(seat_id=evening.seat_ids[1]).one()
        assert (entry.channel, entry.arrived) == ("device", True)
    assert 'data-channel="device"' in lent.get("/jetzt").text
    assert "Stimme ändern" in lent.get("/jetzt").text


def test_giving_it_back_signs_out_and_forgets_every_cookie(lent, evening):
    evening.start()
    token = factories.csrf(lent, "/einstellungen")
    lent.post("/einstellungen", data={"csrf_token": token, "size": "150", "theme": "dark"})
    answer = give_back(lent)

    assert answer.location == "/zurueckgeben/fertig"
    assert answer.headers["Clear-Site-Data"] == '"storage"'
    assert lent.get_cookie(cookies.SEAT) is None
    assert lent.get_cookie("ratschlag_look") is None
    page = lent.get("/zurueckgeben/fertig")
    assert "Sie sind abgemeldet" in page.text
    assert "/static/js/given_back.js" in page.text
    assert "Platz 2" not in page.text
    assert lent.get("/jetzt").status_code == 401
    with db.reading() as session:
        assert session.get_one(Seat, evening.seat_ids[1]).device_id is None
        assert session.query(Device).count() == 0


def test_a_vote_stays_and_the_next_member_sees_nothing_of_it(lent, evening):
    around = evening.begin_vote()
    token = factories.csrf(lent, "/jetzt")
    lent.post(f"/stimme/{around}", data={"csrf_token": token, "M7": "no"})
    give_back(lent)
    factories.join(lent, evening.card(3))

    page = lent.get("/jetzt").text
    assert "Platz 3" in page
    assert 'data-state="vote"' in page
    with db.reading() as session:
        assert session.query(RollEntry).filter_by(seat_id=evening.seat_ids[1]).one().arrived


def test_an_earlier_device_leaves_the_newer_one_signed_in(app, phone, evening):
    first, second = phone(2), app.test_client()
    factories.join(second, evening.card(2), take_over="yes")
    assert give_back(first).status_code == 303

    assert second.get("/jetzt").status_code == 200


def test_without_a_sign_in_there_is_nothing_to_forget(client, evening):
    assert give_back(client).status_code == 303
    assert client.post("/zurueckgeben").status_code == 400
