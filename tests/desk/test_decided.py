"""A recommendation after its vote: locked, changed with a reason, withdrawn."""

import re

import pytest

from facilitation import db
from facilitation.meetings import log
from facilitation.recommendations.models import Change

from .cockpit_fixtures import mo
from .cockpits import JSON, desk
from .test_cockpit import fresh, words
from .test_decisions import WORDING, ask, hall, newest, row, vote
from .test_recommendations import TEXTS

__all__ = ["hall", "mo"]


@pytest.fixture
def decided(hall):
    """E 1 is adopted by three against one."""
    ask(hall, 1)
    vote(hall, "yes", "yes", "yes", "no")
    return hall


def test_the_results_card_leads_to_the_recommendation_and_captures_none(decided):
    page = fresh(decided)
    said = words(page)
    assert "Empfehlung E 1: angenommen" in said
    assert "1 Mitglied hat mit Nein gestimmt." in said
    assert "Minderheitenvotum" in said
    assert "Empfehlung festhalten" not in said
    assert decided.command("capture", "0", round=newest().id).status_code == 422


def test_locked_after_the_vote_with_a_way_to_change_it(decided):
    path = f"{decided.root}/empfehlungen/1"
    page = decided.page(path)
    assert "angenommen" in words(page)
    assert "3 Ja · 1 Nein · 0 Enthaltungen" in words(page)
    assert re.search(r'name="wording"[^>]* readonly', page)
    assert f'href="{path}/aendern"' in page
    refused = decided.post(path, JSON, from_version="1", **TEXTS | {"wording": "Anders."})
    assert refused.json["code"] == "locked"


def test_a_change_says_why_and_who_and_is_marked(app, decided):
    path = f"{decided.root}/empfehlungen/1"
    minutes = desk(app, decided.evening, "minutes", name="Protokoll")
    form = minutes.page(f"{path}/aendern")
    seen = re.search(r'name="seen" value="([^"]+)"', form)[1]
    new = WORDING.replace("gießen", "wässern")
    sent = {"seen": seen, "title": "Bäume gießen", "wording": new}
    refused = minutes.post(f"{path}/aendern", **sent, why=" ")
    assert refused.status_code == 422
    done = minutes.post(f"{path}/aendern", **sent, why="Wunsch der Gruppe")
    assert done.status_code == 303
    page = minutes.page(path)
    assert "Grund: Wunsch der Gruppe" in words(page)
    assert "<mark>gießen.</mark>" in page
    assert "nach der Abstimmung geändert" in words(minutes.page(f"{decided.root}/empfehlungen"))
    with db.reading() as session:
        change = session.query(Change).one()
        said = [log.sentence(entry) for entry in log.entries(session, decided.evening.council_id)]
    assert (change.role, change.old) == ("minutes", {"wording": WORDING})
    assert any("nach der Abstimmung geändert. Grund: Wunsch" in one for one in said)
    assert row().wording == new


def test_a_change_over_somebody_elses_shows_both(decided):
    path = f"{decided.root}/empfehlungen/1/aendern"
    seen = re.search(r'name="seen" value="([^"]+)"', decided.page(path))[1]
    sent = {"seen": seen, "title": "Bäume gießen", "why": "Darum"}
    decided.post(path, **sent, wording="Eins.")
    refused = decided.post(path, **sent, wording="Zwei.")
    assert refused.status_code == 409
    assert "Zwei." in refused.get_data(as_text=True)
    assert row().wording == "Eins."


def test_before_a_vote_there_is_no_change_page(hall):
    assert hall.get(f"{hall.root}/empfehlungen/1/aendern").status_code == 409


def test_withdrawing_says_that_the_planned_vote_is_gone(hall):
    ask(hall, 1, now=False)
    hall.post(f"{hall.root}/empfehlungen/1/zurueckziehen")
    assert "Die geplante Abstimmung ist aus dem Ablauf genommen." in words(
        hall.page(f"{hall.root}/empfehlungen/1")
    )


def test_withdrawn_meanwhile_no_further_round_is_held(decided):
    decided.post(f"{decided.root}/empfehlungen/1/zurueckziehen")
    answer = decided.command("another_round", "shown", round=newest().id)
    assert answer.status_code == 409
    assert "zurückgezogen" in answer.json["message"]
