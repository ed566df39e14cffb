"""A session that ended by itself: its last count can still be shown, and only once wanted."""

import pytest

from facilitation import db
from facilitation.voting import polls
from facilitation.voting.models import Round

from ..factories import join
from .cockpit_fixtures import mo

__all__ = ["mo"]


@pytest.fixture
def left_behind(evening):
    """A round that was still open when its session ended."""
    around = evening.begin_vote()
    for number in (1, 2, 3):
        evening.cast(number, "yes")
    evening.end()
    return around


def read(client, path="/lesen/massnahme/7"):
    return client.get(path).get_data(as_text=True)


def test_what_was_counted_at_the_end_can_be_shown_afterwards(app, mo, evening, left_behind):
    phone = app.test_client()
    join(phone, evening.card(1))
    page = mo.page()
    assert "Ausgezählt, noch nicht gezeigt" in page
    assert "3\N{NO-BREAK SPACE}Ja" not in page
    assert "Dazu gibt es noch kein Ergebnis." in read(phone)

    assert mo.command("show_afterwards", "counted", round=left_behind).status_code == 200
    assert "Angenommen." in read(phone)
    assert "Ergebnis nach der Sitzung gezeigt" in mo.page(f"{mo.root}/verlauf")
    assert mo.command("show_afterwards", "counted", round=left_behind).status_code == 409


def test_a_covered_result_stays_covered_until_the_team_shows_it(app, mo, evening):
    around = evening.begin_vote()
    evening.cast(1, "yes")
    evening.finish(around, "close", "show")
    with db.transaction() as session:
        session.get_one(Round, around).covered = True
    evening.end()
    phone = app.test_client()
    join(phone, evening.card(1))
    assert "Dazu gibt es noch kein Ergebnis." in read(phone)
    assert "Verdeckt" in mo.page()

    assert mo.command("uncover_afterwards", "shown", round=around).status_code == 200
    assert "Angenommen." in read(phone)


def test_a_running_session_and_a_foreign_round_are_refused(app, mo, evening):
    around = evening.begin_vote()
    evening.cast(1, "yes")
    evening.finish(around, "close", "count")
    assert mo.command("show_afterwards", "counted", round=around).status_code == 409
    assert mo.command("show_afterwards", "counted", round=around + 999).status_code == 404


def test_a_counted_result_is_shown_before_anything_else_begins(mo, evening):
    around = evening.begin_vote()
    evening.cast(1, "yes")
    evening.finish(around, "close", "count")
    refused = mo.command("move_on", str(evening.item_ids[1]))
    assert refused.status_code == 400
    assert "noch nicht gezeigt" in refused.json["message"]
    with db.transaction() as session:
        polls.show(session, session.get_one(Round, around), from_state="counted")
    assert mo.command("move_on", str(evening.item_ids[1])).status_code == 200
