"""Reasons at the desk: read by the team alone, put into a recommendation's concerns, removed."""

import html

import pytest

from facilitation import db
from facilitation.councils.models import Council
from facilitation.meetings import log
from facilitation.recommendations.models import Recommendation, Version
from facilitation.report import archive
from facilitation.voting import reasons
from facilitation.voting.models import Reason

from .cockpit_fixtures import mo, stranger
from .cockpits import desk
from .test_cockpit import fresh

__all__ = ["mo", "stranger"]

SAID = ("Die Kosten fehlen mir.", "Das ist <b>Unsinn</b> & teuer.", "Böses Wort!")


@pytest.fixture
def shown(evening):
    """A result that everybody sees, and three reasons."""
    around = evening.begin_vote()
    for number in (1, 2, 3):
        evening.cast(number, "yes")
    evening.command("close")
    evening.command("show")
    with db.transaction() as session:
        for text in SAID:
            reasons.give(session, around, text=text, key=f"key of {text}")
    return around


def key_of(text):
    with db.reading() as session:
        return session.query(Reason).filter_by(text=text).one().key


def concerns():
    with db.reading() as session:
        return session.query(Recommendation).one().concerns


def logged(evening):
    with db.reading() as session:
        return [log.sentence(entry) for entry in log.entries(session, evening.council_id)]


def test_they_stand_beside_the_result_by_their_words(mo, shown):
    page = html.unescape(fresh(mo))
    assert "Gründe von den Handys (3)" in page
    assert page.index(SAID[2]) < page.index("Das ist") < page.index(SAID[0])
    assert "<b>Unsinn</b>" not in mo.page()
    assert "In die Bedenken" not in page  # nothing to write them into yet
    mo.command("capture", "0", round=shown)
    assert fresh(mo).count("In die Bedenken von E") == 3


def test_one_is_put_into_the_concerns_once(mo, evening, shown):
    mo.command("capture", "0", round=shown)
    for text in (SAID[0], SAID[0], SAID[1]):
        answer = mo.command("take_reason", reason=key_of(text), recommendation=1)
        assert answer.status_code == 200, answer.get_json()
    assert concerns() == f"{SAID[0]}\n{SAID[1]}"
    with db.reading() as session:
        assert session.query(Version).count() == 3  # kept like every other wording
    page = html.unescape(fresh(mo))
    assert page.count("steht in den Bedenken von E") == 2
    assert page.count("In die Bedenken von E") == 1
    assert "E\N{NO-BREAK SPACE}1: einen Grund von den Handys in die Bedenken übernommen" in logged(
        evening
    )


def test_an_insult_is_removed_and_the_log_does_not_repeat_it(mo, evening, shown):
    key = key_of(SAID[2])
    assert mo.command("remove_reason", reason=key).status_code == 200
    again = mo.command("remove_reason", reason=key)
    assert again.status_code == 404
    assert "Diesen Grund gibt es nicht mehr." in again.get_json()["message"]
    assert "Gründe von den Handys (2)" in fresh(mo)
    entries = logged(evening)
    assert "Maßnahme 7: einen Grund von den Handys entfernt" in entries
    assert not any("Böses" in entry for entry in entries)


def test_the_same_works_on_the_recommendations_own_page(mo, evening, shown):
    mo.command("capture", "0", round=shown)
    path = f"{mo.root}/empfehlungen/1"
    assert "Gründe von den Handys (3)" in mo.page(path)
    assert mo.post(f"{path}/grund", reason=key_of(SAID[0])).location == f"{path}#gruende"
    assert concerns() == SAID[0]
    removed = mo.post(f"{mo.root}/gruende", reason=key_of(SAID[2]), recommendation="1")
    assert removed.location == f"{path}#gruende"
    assert "Gründe von den Handys (2)" in mo.page(path)
    assert len(logged(evening)) == 3


def test_all_of_them_are_listed_by_result(mo, shown):
    page = html.unescape(mo.page(f"{mo.root}/gruende"))
    assert "Maßnahme 7" in page
    assert SAID[0] in page
    assert f'href="{mo.root}/gruende"' in mo.page(f"{mo.root}/empfehlungen")
    for text in SAID:
        assert mo.post(f"{mo.root}/gruende", reason=key_of(text)).location == f"{mo.root}/gruende"
    assert "Noch ist keiner da." in mo.page(f"{mo.root}/gruende")
    assert f'href="{mo.root}/gruende"' not in mo.page(f"{mo.root}/empfehlungen")


def test_another_team_and_a_wrong_key_reach_nothing(mo, stranger, evening, shown):
    mo.command("capture", "0", round=shown)
    key = key_of(SAID[0])
    assert stranger.command("remove_reason", reason=key).status_code == 404
    assert stranger.command("take_reason", reason=key, recommendation=1).status_code == 404
    assert stranger.post(f"{stranger.root}/gruende", reason=key).status_code == 404
    assert SAID[0] not in stranger.page(f"{stranger.root}/gruende")
    for wrong in ("", "x", "0" * 5000, "'; DROP TABLE reasons"):
        assert mo.command("take_reason", reason=wrong, recommendation=1).status_code == 404
        assert mo.post(f"{mo.root}/gruende", reason=wrong).status_code == 404
    assert concerns() == ""
    with db.reading() as session:
        assert session.query(Reason).count() == 3


def test_the_minutes_may_and_the_report_tells_only_what_was_taken(app, mo, evening, shown):
    mo.command("capture", "0", round=shown)
    minutes = desk(app, evening, "minutes", "Protokoll")
    answer = minutes.command("take_reason", reason=key_of(SAID[0]), recommendation=1)
    assert answer.status_code == 200
    with db.reading() as session:
        told = archive.as_bytes(session, session.get_one(Council, evening.council_id)).decode()
    assert SAID[0] in told
    assert "Unsinn" not in told
