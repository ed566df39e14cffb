"""Tablets and help at the desk: links that open once, what the grid and the log say."""

import html
import re

import pytest

from facilitation import db
from facilitation.meetings import log
from facilitation.participants import helping, tablets
from facilitation.participants.models import Seat
from facilitation.voting.models import RollEntry

from .cockpit_fixtures import mo
from .cockpits import desk

__all__ = ["mo"]


@pytest.fixture
def root(mo):
    return f"{mo.root}/vorbereitung/5/tablets"


def every(evening):
    with db.reading() as session:
        return tablets.every(session, evening.council_id)


def said(evening):
    with db.reading() as session:
        return [log.sentence(entry) for entry in log.entries(session, evening.council_id)]


def mark(evening, number, way):
    with db.transaction() as session:
        session.get_one(Seat, evening.seat_ids[number - 1]).channel = way


def test_a_tablet_is_set_up_with_a_link_that_opens_once(app, mo, evening, root):
    mark(evening, 5, "tablet")
    assert "Für Platz 5 gibt es kein Tablet." in html.unescape(mo.page(root))
    assert mo.post(root, table="2").status_code == 302
    page = html.unescape(mo.page(root))
    link = re.search(r"/tisch#([0-9A-Z]{26})", page)[1]
    assert "Zeigt Platz 5." in page
    assert link in mo.page(f"{mo.root}/druck/tablets")
    device = app.test_client()
    token = re.search(r'name="csrf-token" content="([^"]+)"', device.get("/tisch").text)[1]
    device.post("/tisch", data={"csrf_token": token, "token": link})

    assert "Gekoppelt" in mo.page(root)
    assert "/tisch#" not in mo.page(root)
    assert "1 Tablet ist gekoppelt." in html.unescape(mo.page(f"{mo.root}/vorbereitung/5"))
    [tablet] = every(evening)
    mo.post(f"{root}/{tablet.id}/koppeln")
    assert device.get("/tisch/stand").status_code == 401
    mo.post(f"{root}/{tablet.id}/entfernen")
    assert every(evening) == []


@pytest.mark.parametrize("table", ["0", "100", "x", "-1"])
def test_a_table_that_cannot_be_is_refused(mo, evening, root, table):
    assert mo.post(root, table=table).status_code == 422
    assert every(evening) == []


def test_a_foreign_tablet_is_not_found(mo, root):
    for what in ("koppeln", "entfernen"):
        assert mo.post(f"{root}/999/{what}").status_code == 404


@pytest.mark.parametrize(
    ("way", "words"),
    [("tablet", "da, stimmt am Tablet ab"), ("device", "da, Leihgerät noch nicht angemeldet")],
)
def test_each_way_is_marked_by_a_button_shown_in_words_and_logged(mo, evening, way, words):
    evening.start()
    evening.arrive()
    answer = mo.command("seat_channel", seat=evening.seat_ids[1], channel=way)
    assert answer.status_code == 200
    page = html.unescape(mo.page())

    assert f'id="seat-2-{way}" aria-pressed="true"' in page
    assert f"Platz 2: {words}" in page
    assert {"tablet": "1 am Tablet", "device": "1 mit Leihgerät"}[way] in page
    assert any("Platz 2 stimmt" in line for line in said(evening))


def test_the_grid_names_who_waits_at_the_tablet_and_who_has_voted_there(mo, evening):
    mark(evening, 2, "tablet")
    mark(evening, 3, "tablet")
    evening.begin_vote()
    evening.cast(2, "yes", channel="tablet")
    page = html.unescape(mo.page())

    assert "Platz 2: hat am Tablet abgestimmt" in page
    assert "Platz 3: noch offen, am Tablet" in page
    assert "2 am Tablet" in page


def test_the_seat_form_switches_a_running_round_too(mo, evening):
    evening.begin_vote()
    path = f"{mo.root}/vorbereitung/2/{evening.seat_ids[1]}"
    seen = re.search(r'name="seen" value="([^"]+)"', mo.page(path))[1]
    assert mo.post(path, seen=seen, table_number="1", name="", channel="tablet").status_code == 302
    with db.reading() as session:
        entry = session.query(RollEntry).filter_by(seat_id=evening.seat_ids[1]).one()
        assert entry.channel == "tablet"
    evening.cast(2, "yes", channel="tablet")
    seen = re.search(r'name="seen" value="([^"]+)"', mo.page(path))[1]
    late = mo.post(path, seen=seen, table_number="1", name="", channel="phone")
    assert late.status_code == 400
    assert "schon da" in html.unescape(late.text)


def test_help_is_offered_shown_ended_and_logged(mo, evening):
    evening.begin_vote()
    path = f"{mo.place}/helfen/{evening.seat_ids[1]}"
    assert "Hilfe anbieten" in html.unescape(mo.page(path))
    by_form = mo.post(
        f"{mo.place}/befehl", command="offer_help", from_state="", seat=str(evening.seat_ids[1])
    )
    assert by_form.location == path
    page = html.unescape(mo.page(path))
    assert re.search(r"/helfen#[0-9A-Z]{26}", page)
    assert "Platz 2: noch offen, mit Hilfe" in html.unescape(mo.page())
    assert mo.command("end_help", seat=evening.seat_ids[1]).status_code == 200

    assert "Hilfe anbieten" in html.unescape(mo.page(path))
    with db.reading() as session:
        assert helping.helped(session, evening.council_id) == set()
    assert [line for line in said(evening) if "Hilfe" in line] == [
        "Platz 2: Hilfe beendet",
        "Platz 2: Hilfe angeboten",
    ] or [line for line in said(evening) if "Hilfe" in line] == [
        "Platz 2: Hilfe angeboten",
        "Platz 2: Hilfe beendet",
    ]


def test_help_for_a_seat_of_another_council_is_not_found(app, mo, evening):
    assert mo.get(f"{mo.place}/helfen/9999").status_code == 404
    assert mo.command("offer_help", seat=9999).status_code == 404


def test_minutes_may_offer_help(app, evening):
    evening.begin_vote()
    protocol = desk(app, evening, "minutes", "Pa")
    assert protocol.command("offer_help", seat=evening.seat_ids[1]).status_code == 200
