"""A second phone for the same card: the last one wins, and both say so."""

import html

from tests import factories
from tests.phone.test_joining import scan


def text_of(answer):
    return html.unescape(answer.get_data(as_text=True))


def test_the_person_is_asked(app, phone, evening):
    phone(2)
    second = app.test_client()
    answer = factories.join(second, evening.card(2))
    assert answer.status_code == 409
    page = text_of(answer)
    assert "Diese Karte ist schon auf einem anderen Handy angemeldet." in page
    assert "Hier weitermachen" in page
    assert "Abbrechen" in page
    assert second.get("/jetzt").status_code == 401


def test_taking_over_and_back(app, phone, evening):
    first = phone(2)
    second = app.test_client()
    assert scan(second, 2, evening.token(2)).status_code == 409
    assert scan(second, 2, evening.token(2), take_over="yes").status_code == 303

    page = text_of(first.get("/jetzt"))
    assert "Auf einem anderen Gerät weitergemacht. Hier zurückholen?" in page
    assert first.get("/jetzt").status_code == 403
    assert first.get("/api/stand").json["code"] == "moved"
    assert first.get("/lesen").status_code == 403

    token = factories.csrf(first, "/jetzt")
    assert first.post("/zurueckholen", data={"csrf_token": token}).location == "/jetzt"
    assert "Sie machen jetzt hier weiter." in text_of(first.get("/jetzt"))
    assert "Hier zurückholen" in text_of(second.get("/jetzt"))


def test_the_same_phone_again_is_no_second_one(phone, evening):
    member = phone(2)
    assert factories.join(member, evening.card(2)).status_code == 303
    assert scan(member, 2, evening.token(2)).status_code == 303


def test_votes_stay_when_the_phone_changes(app, phone, evening):
    first = phone(2)
    round_id = evening.begin_vote()
    token = factories.csrf(first, "/jetzt")
    first.post(f"/stimme/{round_id}", data={"csrf_token": token, "M7": "yes"})
    second = app.test_client()
    factories.join(second, evening.card(2), take_over="yes")
    assert 'data-state="arrived"' in text_of(second.get("/jetzt"))


def test_the_old_phone_cannot_vote(app, phone, evening):
    first = phone(2)
    round_id = evening.begin_vote()
    token = factories.csrf(first, "/jetzt")
    factories.join(app.test_client(), evening.card(2), take_over="yes")
    answer = first.post(f"/stimme/{round_id}", data={"csrf_token": token, "M7": "yes"})
    assert answer.status_code == 403
    assert "Hier zurückholen" in text_of(answer)


def test_nothing_to_take_back_without_a_card(client, evening):
    token = factories.csrf(client)
    answer = client.post("/zurueckholen", data={"csrf_token": token})
    assert answer.status_code == 422
    assert "mit Ihrer Karte an" in text_of(answer)


def test_another_seat_on_the_same_phone(phone, evening):
    """A lent phone: the next member's card signs it over."""
    member = phone(2)
    factories.join(member, evening.card(3))
    assert "Platz 3" in text_of(member.get("/jetzt"))
