"""*Vorab ansehen*: only the desk sees the figures, and members read that it was done."""

import re

import pytest
from sqlalchemy import text

from facilitation import db
from facilitation.voting.models import Round

from ..factories import join
from ..test_leaks import CHANGING, look
from ..test_roles import OWN, VIEWERS, browser, cities
from .cockpit_fixtures import mo

pytestmark = pytest.mark.long

__all__ = ["CHANGING", "cities", "mo"]

AT_THE_DESK = {"lead", "moderator", "minutes"}


@pytest.fixture
def closed(mo, evening):
    around = evening.begin_vote()
    for number, mark in enumerate(("yes", "yes", "yes", "no"), start=1):
        evening.cast(number, mark)
    evening.finish(around, "close")
    return around


def test_the_desk_sees_the_result_and_nobody_can_reopen(mo, closed):
    page = mo.page()
    assert "Vorab ansehen (wird protokolliert)" in page
    assert "3\N{NO-BREAK SPACE}Ja" not in page
    assert mo.command("preview", "closed", round=closed).status_code == 200

    page = mo.page()
    assert "Vorab angesehen: nur hier" in page
    assert "3\N{NO-BREAK SPACE}Ja" in page
    assert mo.picture().poll.results == {}  # the picture itself tells nobody
    assert mo.command("reopen", "closed", round=closed).status_code == 409
    assert mo.command("cancel", "closed", round=closed, reason="doch nicht").status_code == 409
    assert mo.command("show", "counted", round=closed).status_code == 200


def test_pressed_twice_it_counts_once(mo, closed):
    assert mo.command("preview", "closed", round=closed).status_code == 200
    assert mo.command("preview", "closed", round=closed).status_code == 409


def test_members_read_that_the_desk_has_looked(app, mo, evening, closed):
    phone = app.test_client()
    join(phone, evening.card(1))
    assert "Protokoll der Abstimmungen" not in phone.get("/lesen").get_data(as_text=True)
    mo.command("preview", "closed", round=closed)
    assert "Protokoll der Abstimmungen" in phone.get("/lesen").get_data(as_text=True)
    page = phone.get("/lesen/protokoll").get_data(as_text=True)
    assert "Maßnahme 7: Ergebnis vorab angesehen, bevor es gezeigt wurde" in page
    assert "Ja" not in re.sub(r".*<main", "", page, flags=re.DOTALL)
    assert mo.viewer.account_id
    assert f"Mo {evening.slug}" not in page


def test_a_cancelled_round_is_told_with_its_reason(app, mo, evening, closed):
    phone = app.test_client()
    join(phone, evening.card(1))
    mo.command("cancel", "closed", round=closed, reason="Der Text war falsch.")
    page = phone.get("/lesen/protokoll").get_data(as_text=True)
    assert "abgebrochen. Grund: Der Text war falsch." in page


def test_a_count_at_the_end_of_a_session_is_no_preview(mo, evening):
    evening.begin_vote()
    evening.cast(1, "yes")
    evening.end()
    assert "Vorab angesehen" not in mo.page()


def test_a_preview_leaks_to_nobody_but_the_desk(app, cities):
    """Two worlds that differ only in the counted result: the desk tells them apart, nobody else."""
    city = cities[OWN]
    for number, mark in enumerate(("yes", "yes", "yes", "no", "abstain"), 1):
        city.cast(number, mark)
    clients = {role: browser(app, city, role) for role in VIEWERS}
    city.command("close")
    with db.transaction() as session:
        from facilitation.voting import previewing

        previewing.preview(session, session.get_one(Round, city.round_id))

    look(app, city, clients)  # greetings are said once
    before = look(app, city, clients)
    with db.transaction() as session:
        session.execute(
            text("UPDATE rounds SET result = replace(result, '\"yes\": 3', '\"yes\": 1')")
        )
    after = look(app, city, clients)
    different = {place for place in before if before[place] != after[place]}
    assert {place[0] for place in different} <= AT_THE_DESK | {"socket"}
    assert {place[1] for place in different if place[0] == "socket"} == {"desk"}
    assert different  # the control: the desk does see it
    assert not [place for place in different if "archiv" in str(place) or "gutachten" in str(place)]
