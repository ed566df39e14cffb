"""Writing an idea down on a phone: kept once, never lost, with nothing about the seat."""

import pytest
from sqlalchemy import select

from facilitation import db
from facilitation.ideas.models import Idea
from facilitation.live import publish
from facilitation.meetings.models import Item
from facilitation.phone import ideas as page

from .. import factories

KEY = "k" * 22
EMOJI = "\N{GRINNING FACE}"


@pytest.fixture(autouse=True)
def fresh_pace():
    page.pace.left.clear()


@pytest.fixture
def collecting(evening):
    """The first item collects ideas and is on."""
    with db.transaction() as session:
        session.get_one(Item, evening.item_ids[0]).collects = "idea"
    evening.start()
    evening.move_on()
    return evening


@pytest.fixture
def member(collecting, phone):
    return phone(1)


def send(client, text="Mehr Bänke", *, key=KEY, **fields):
    token = factories.csrf(client, "/idee")
    form = {"text": text, "why": "", "about": "", "kind": "idea", "key": key} | fields
    return client.post("/idee", data={"csrf_token": token} | form)


def send_json(client, **fields):
    token = factories.csrf(client, "/idee")
    return client.post(
        "/idee", json={"text": "Mehr Bänke", "key": KEY} | fields, headers={"X-CSRFToken": token}
    )


def kept():
    with db.reading() as session:
        return list(session.scalars(select(Idea)))


def test_the_button_is_there_while_the_item_collects(collecting, phone, read):
    member, guest = phone(1), phone()
    assert "Idee aufschreiben" in read(member, "/jetzt")
    assert "Idee aufschreiben" not in read(guest, "/jetzt")
    collecting.move_on()
    publish.scenes().outdate(collecting.council_id)
    assert "Idee aufschreiben" not in read(member, "/jetzt")
    assert "Gerade wird nichts gesammelt" in read(member, "/idee")


def test_goals_are_asked_for_in_their_own_words(collecting, phone, read):
    with db.transaction() as session:
        session.get_one(Item, collecting.item_ids[0]).collects = "goal"
    publish.scenes().outdate(collecting.council_id)
    member = phone(1)
    assert "Ziel aufschreiben" in read(member, "/jetzt")
    assert "Ihr Ziel in einem Satz" in read(member, "/idee")
    assert send(member, kind="goal").status_code == 303
    assert kept()[0].kind == "goal"


def test_an_idea_arrives_and_is_thanked_for(member, collecting, read):
    answer = send(member, why="Zum Ausruhen", about=f"measure-{collecting.measure_ids[0]}")
    assert answer.status_code == 303
    assert "Danke. Ihre Idee ist bei der Moderation." in read(member, answer.location)
    idea = kept()[0]
    assert (idea.text, idea.why, idea.state, idea.meeting_id, idea.measure_id) == (
        "Mehr Bänke",
        "Zum Ausruhen",
        "new",
        collecting.meeting_id,
        collecting.measure_ids[0],
    )


def test_sent_twice_it_is_kept_once(member):
    for _ in range(2):
        assert send(member).status_code == 303
        assert send_json(member).get_json() == {"ok": True}
    assert len(kept()) == 1


def test_the_table_is_only_kept_where_the_item_asks(member, collecting, read):
    send(member, key="first" * 3)
    assert "Ihr Tisch schon" not in read(member, "/idee")
    with db.transaction() as session:
        session.get_one(Item, collecting.item_ids[0]).keeps_table = True
    publish.scenes().outdate(collecting.council_id)
    assert "Ihr Tisch schon" in read(member, "/idee")
    send(member, key="second" * 3)
    assert {idea.key: idea.table_number for idea in kept()} == {"first" * 3: None, "second" * 3: 1}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": EMOJI * 5000}, "Der Satz ist zu lang: 5000 Zeichen, möglich sind 140."),
        ({"text": "   "}, "Da steht noch nichts."),
        ({"text": "Bänke", "why": "a" * 501}, "„Warum“ ist zu lang"),
        ({"text": "Bänke", "about": "measure-999"}, "gibt es nicht"),
        ({"text": "Bänke", "about": "seat-1"}, "gibt es nicht"),
        ({"text": "Bänke", "kind": "vision"}, "Gerade werden keine Ideen gesammelt"),
        ({"text": "Bänke", "key": "short"}, "nicht verstanden"),
    ],
)
def test_what_is_refused_stays_in_the_field(member, fields, sentence):
    answer = send(member, **fields)
    body = answer.get_data(as_text=True)
    assert answer.status_code in (404, 409, 422)
    assert sentence in body
    assert fields["text"] in body
    assert fields.get("why", "") in body
    assert kept() == []


def test_a_foreign_measure_is_not_found(member):
    other = factories.evening("anderswo")
    answer = send(member, about=f"measure-{other.measure_ids[0]}")
    assert answer.status_code == 404
    assert "Mehr Bänke" in answer.get_data(as_text=True)


def test_a_script_gets_the_sentence(member):
    answer = send_json(member, text=EMOJI * 5000)
    assert (answer.status_code, answer.get_json()["ok"]) == (422, False)
    assert "5000 Zeichen" in answer.get_json()["message"]
    assert send_json(member, seat=3).status_code == 422


def test_what_comes_after_the_item_is_still_kept(member, collecting):
    collecting.move_on()
    publish.scenes().outdate(collecting.council_id)
    assert send(member).status_code == 303
    assert kept()[0].meeting_id == collecting.meeting_id


def test_before_anything_collects_nothing_is_taken_and_nothing_lost(evening, phone):
    evening.start()
    member = phone(1)
    answer = send(member)
    assert answer.status_code == 409
    assert "Mehr Bänke" in answer.get_data(as_text=True)


def test_an_expired_page_keeps_the_text(member):
    answer = member.post("/idee", data={"csrf_token": "old", "text": "Mehr Bänke", "key": KEY})
    body = answer.get_data(as_text=True)
    assert "Die Seite war lange offen" in body
    assert "Mehr Bänke" in body


def test_guests_cannot_write(collecting, phone):
    guest = phone()
    assert guest.get("/idee").status_code == 403
    token = factories.csrf(guest, "/jetzt")
    assert guest.post("/idee", data={"csrf_token": token, "text": "Bänke"}).status_code == 403
    assert kept() == []


def test_one_seat_is_slowed_kindly_and_no_other(member, collecting, phone):
    answers = [send(member, key=f"number-{number}") for number in range(page.AT_ONCE + 1)]
    assert [answer.status_code for answer in answers] == [303] * page.AT_ONCE + [429]
    assert "Mehr Bänke" in answers[-1].get_data(as_text=True)
    assert send(phone(2), key="of-another-seat").status_code == 303


def test_ids_and_times_lead_to_no_seat(collecting, phone):
    for number in (1, 2, 3):
        send(phone(number), key=f"from-seat-{number}-x")
    rows = kept()
    assert all(idea.created_at.second == idea.created_at.microsecond == 0 for idea in rows)
    assert {column.name for column in Idea.__table__.columns}.isdisjoint({"seat_id", "device_id"})
