"""How long a council is kept: set by the lead, read by the members."""

from datetime import date, timedelta

import pytest

from facilitation import clock, db
from facilitation.councils import councils

from .test_councils import path, save, stored


def today():
    return clock.local(clock.now()).date()


def keep_until(evening, day):
    with db.transaction() as session:
        councils.change(session, councils.find(session, evening.slug), delete_after=day)


def test_a_date_is_set_shown_and_taken_away(evening, lead):
    assert stored(evening).delete_after is None
    assert save(lead, evening, delete_after="2999-01-31").status_code == 302
    assert stored(evening).delete_after == date(2999, 1, 31)
    assert "Nach dem 31. Januar 2999 löscht" in lead.text(path(evening))
    save(lead, evening, delete_after="1.2.2999")
    assert stored(evening).delete_after == date(2999, 2, 1)
    save(lead, evening, delete_after="")
    assert stored(evening).delete_after is None


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2020-01-31", "Dieser Tag ist schon vorbei"),
        ("bald", "Bitte geben Sie ein Datum ein"),
        ("31.02.2999", "Bitte geben Sie ein Datum ein"),
    ],
)
def test_days_that_are_none_or_over_are_refused_at_their_field(evening, lead, typed, says):
    answer = save(lead, evening, delete_after=typed, question="Neue Frage?")
    assert answer.status_code == 422
    assert says in answer.get_data(as_text=True)
    assert "Neue Frage?" in answer.get_data(as_text=True)
    assert stored(evening).delete_after is None


def test_today_is_a_day_that_still_comes(evening, lead):
    assert save(lead, evening, delete_after=today().isoformat()).status_code == 302


def test_a_date_that_has_passed_is_said_and_hinders_nothing(evening, lead):
    passed = today() - timedelta(days=1)
    keep_until(evening, passed)
    assert "Jetzt löscht der Befehl" in lead.text(path(evening))
    assert save(lead, evening, delete_after=passed.isoformat()).status_code == 302
    assert stored(evening).question == "Was soll die Stadt tun?"


def test_members_read_the_date(evening, client):
    page = client.get("/datenschutz").get_data(as_text=True)
    assert "hat das Team noch nicht eingetragen" in page
    keep_until(evening, date(2999, 1, 31))
    page = client.get("/datenschutz").get_data(as_text=True)
    assert "Bis zum 31. Januar 2999. Danach löscht das Team alles" in page
