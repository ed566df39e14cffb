"""Printed member cards: what stands on them opens the seat, and only its own council prints them."""

import re
from dataclasses import replace

import pytest

from facilitation import db
from facilitation.councils.models import Council
from facilitation.participants import seats

from .. import factories
from ..projector.conftest import sign_in

CARD = '<section class="member-card"'


@pytest.fixture
def moderator(client, evening):
    return sign_in(client, evening)


def page(client, query="", slug="musterstadt"):
    return client.get(f"/mod/{slug}/druck/karten{query}").get_data(as_text=True)


def test_every_seat_gets_a_card_four_on_a_sheet(moderator):
    html = page(moderator)

    assert html.count(CARD) == 6
    assert html.count('<div class="sheet">') == 2
    assert html.count('<svg class="qr"') == 6


def test_the_printed_code_joins_the_seat(app, moderator, evening):
    codes = re.findall(r'<b class="code">([^<]+)</b>', page(moderator))
    assert codes == [evening.card(number) for number in range(1, 7)]

    phone = app.test_client()
    assert factories.join(phone, codes[2]).status_code in (302, 303)


def test_the_qr_code_leads_to_the_seat_in_capitals(moderator, evening, monkeypatch):
    seen = []
    environment = moderator.application.jinja_env
    monkeypatch.setitem(
        environment.globals, "qr_svg", lambda data, label: seen.append((data, label))
    )
    page(moderator)

    address = moderator.application.extensions["address"].url().upper()
    assert seen[2][0] == f"{address}/K/3#{evening.token(3)}"
    assert seen[2][1] == "QR-Code zum Anmelden auf Platz 3"


def test_one_card_can_be_printed_alone_again(moderator, evening):
    before = page(moderator, "?platz=4")
    evening.block(4)
    after = page(moderator, "?platz=4")

    assert before.count(CARD) == after.count(CARD) == 1
    assert evening.card(4) in after
    assert evening.card(4) not in before


@pytest.mark.parametrize("seat", ["99", "x", "", "-1", "9" * 400, "1; --"])
def test_a_seat_that_is_not_there_is_a_kind_404(moderator, seat):
    response = moderator.get("/mod/musterstadt/druck/karten", query_string={"platz": seat})

    assert response.status_code == 404
    assert "Diesen Platz gibt es nicht." in response.get_data(as_text=True)


def test_without_seats_the_page_says_so(client, database):
    empty = factories.evening("leer", members=0)

    assert "Noch gibt es keine Plätze." in page(sign_in(client, empty), slug="leer")


def test_an_address_of_the_hall_is_warned_of_a_lasting_one_not(moderator, monkeypatch):
    address = moderator.application.jinja_env.globals["address"]
    warning = "In einem anderen WLAN"
    monkeypatch.setattr(address, "host", "192.168.178.20")
    assert warning in page(moderator)

    for alone in ("127.0.0.1", "localhost", "::1"):
        monkeypatch.setattr(address, "host", alone)
        assert "erreicht nur diesen Rechner, kein Handy" in page(moderator)
        assert warning not in page(moderator)

    config = moderator.application.config
    config["SETTINGS"] = replace(config["SETTINGS"], public_url="https://rat.example")
    assert warning not in page(moderator)


def test_cards_are_marked_and_never_kept_by_the_browser(moderator, evening):
    assert "Beispieldaten" not in page(moderator)
    with db.transaction() as session:
        session.get_one(Council, evening.council_id).is_example = True

    response = moderator.get("/mod/musterstadt/druck/karten")
    assert response.get_data(as_text=True).count("Beispieldaten") == 6
    assert response.headers["Cache-Control"] == "no-store"


def test_names_never_stand_on_cards(moderator, evening):
    with db.transaction() as session:
        seats.find(session, evening.council_id, evening.seat_ids[0]).name = "Erika Mustermann"

    assert "Mustermann" not in page(moderator)


def test_other_teams_and_strangers_print_nothing(app, evening):
    factories.evening("nachbarstadt")
    stranger = app.test_client()
    assert stranger.get("/mod/musterstadt/druck/karten").status_code == 302

    other = sign_in(app.test_client(), factories.evening("drittstadt"))
    assert other.get("/mod/musterstadt/druck/karten").status_code == 403
