"""A trial vote: planned or asked for by one press, marked on every face, and it counts for nothing."""

import html

import pytest

from facilitation import db
from facilitation.councils.models import Council
from facilitation.live import publish
from facilitation.meetings import log
from facilitation.meetings.models import Item
from facilitation.report import archive
from facilitation.report import rounds as told
from facilitation.voting import copying, modes, planned, polls, trials
from facilitation.voting.models import Poll, Reason, Round

from .. import factories
from .cockpit_fixtures import mo
from .test_cockpit import fresh

__all__ = ["mo"]

QUESTION = "Soll es in der Pause Kekse geben?"


def planning(mo, evening):
    return f"{mo.root}/vorbereitung/4/punkt/{evening.item_ids[1]}"


def trial():
    with db.reading() as session:
        found = session.query(Poll).filter_by(trial=True).one()
        assert found.latest
        return found


def faces(evening):
    publish.scenes().outdate(evening.council_id)
    return {
        name: html.unescape(publish.scenes().current(evening.council_id, name).html)
        for name in ("member", "guest", "wall", "desk")
    }


@pytest.fixture
def begun(evening):
    """Everybody is here, and the item with the votes is on."""
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    return evening


@pytest.fixture
def on(mo, begun):
    """A trial whose text is shown; its round's id."""
    assert mo.command("trial_vote", question=QUESTION).status_code == 200
    return trial().latest.id


def hold(mo, evening, around):
    mo.command("open", "text_shown", round=around)
    for number in range(1, 6):
        factories.writer.cast(
            factories.Cast(around, evening.seat_ids[number - 1], "phone", {"F1": "yes"}, f"trial-{number}-k", seq=1)
        )  # fmt: skip
    mo.command("close", "open", round=around)
    answer = mo.command("show", "closed", round=around)
    assert answer.status_code == 200, answer.get_json()


def test_one_press_plans_it_before_everything_else(mo, evening):
    page = planning(mo, evening)
    assert "+ Probeabstimmung" in mo.page(page)
    assert mo.post(f"{page}/probe").location == page
    poll = trial()
    assert (poll.method, poll.mode, poll.question) == ("yes_no", modes.default("yes_no"), QUESTION)
    assert (poll.in_report, poll.rule) == (False, None)
    with db.reading() as session:
        assert polls.of_item(session, evening.item_ids[1])[0].trial
    after = mo.page(page)
    assert '<b class="line-code">Probe</b>' in after
    assert "+ Probeabstimmung" not in after  # one is enough
    assert "Probeabstimmung" in mo.page(f"{mo.root}/druck/stimmzettel/{poll.id}")


def test_its_question_can_be_changed_and_it_can_be_taken_out(mo, evening):
    mo.post(f"{planning(mo, evening)}/probe")
    path = f"{mo.root}/vorbereitung/4/abstimmung/{trial().id}"
    page = mo.page(path)
    seen = page.split('name="seen" value="')[1].split('"')[0]
    fields = {"question": "Soll heute die Sonne scheinen?", "preset": "none", "seen": seen}
    assert mo.post(path, **fields).status_code == 302
    assert trial().question == "Soll heute die Sonne scheinen?"
    assert mo.post(f"{path}/entfernen").status_code == 302
    with db.reading() as session:
        assert session.query(Poll).filter_by(trial=True).count() == 0


def test_under_a_break_nothing_is_planned(mo, evening):
    page = f"{mo.root}/vorbereitung/4/punkt/{evening.item_ids[2]}"
    assert mo.post(f"{page}/probe").status_code == 400
    mo.post(f"{planning(mo, evening)}/probe")
    with db.transaction() as session, pytest.raises(planned.Refused):
        planned.change_item(session, session.get_one(Item, evening.item_ids[1]), kind="break")


def test_in_the_cockpit_its_text_is_shown_at_once_and_taken_back_whole(mo, begun):
    assert QUESTION in html.unescape(fresh(mo))
    mo.command("trial_vote", question="  Kekse?\n ")
    assert (trial().question, trial().latest.state) == ("Kekse?", "text_shown")
    page = html.unescape(fresh(mo))
    assert "Probeabstimmung öffnen" in page
    assert 'id="probeabstimmung"' not in page  # no second one meanwhile
    entry = page.split('value="undo"><input type="hidden" name="from_state" value="')[1]
    assert mo.command("undo", entry.split('"')[0]).status_code == 200
    with db.reading() as session:
        assert session.query(Poll).filter_by(trial=True).count() == 0


def test_a_question_that_says_nothing_is_refused(mo, begun):
    for question in ("", " \n", "x" * 161, "\x00"):
        assert mo.command("trial_vote", question=question).status_code == 422


def test_it_waits_for_a_point_and_for_the_vote_that_runs(mo, evening):
    assert mo.command("trial_vote", question=QUESTION).status_code == 409
    evening.start()
    answer = mo.command("trial_vote", question=QUESTION)
    assert "Beginnen Sie zuerst einen Punkt" in answer.get_json()["message"]
    evening.arrive()
    evening.move_on()
    evening.move_on()
    evening.open()
    assert mo.command("trial_vote", question=QUESTION).status_code == 400


def test_every_face_says_that_it_is_a_trial_in_every_state(mo, begun, on):
    steps = (("open", "text_shown"), ("close", "open"))
    for command, state in (("", ""), *steps):
        if command:
            mo.command(command, state, round=on)
        for name, face in faces(begun).items():
            assert "Probe" in face, (name, command)
    mo.command("reopen", "closed", round=on)
    hold(mo, begun, on)
    shown = faces(begun)
    assert all("Probe" in face for face in shown.values())
    assert "5 von 6 Anwesenden" in shown["wall"]


def test_nothing_comes_of_it(mo, begun, on):
    hold(mo, begun, on)
    seen = faces(begun)
    assert "Möchten Sie sagen, warum" not in seen["member"]
    assert "Das war die Probe" in seen["member"]
    assert "Gründe von den Handys" not in seen["desk"]
    for offered in ("Empfehlung festhalten", "Ins Gutachten aufnehmen", "berichtigen"):
        assert offered not in seen["desk"]
    refused = mo.command("keep_in_report", "shown", round=on)
    assert "kommt nicht ins Gutachten" in refused.get_json()["message"]
    begun.open()  # a real one, as control
    with db.reading() as session:
        council = session.get_one(Council, begun.council_id)
        assert not any(
            poll.trial for poll, _item, _meeting in told._polls(session, begun.council_id)
        )
        kept = archive.archive(session, council)
        assert session.query(Reason).count() == 0
        names = [log.sentence(entry) for entry in log.entries(session, begun.council_id)]
    marked = {one["id"]: one["trial"] for one in kept["rounds"]}
    assert marked.pop(f"round-{on}") is True
    assert set(marked.values()) == {False}
    assert "Probeabstimmung: Ergebnis gezeigt" in names


def test_what_comes_next_is_the_first_real_vote(mo, begun, on):
    hold(mo, begun, on)
    assert "Weiter zu Maßnahme" in html.unescape(fresh(mo)).replace("\N{NO-BREAK SPACE}", " ")
    begun.show_text()
    assert "Probe" not in faces(begun)["wall"]


def test_a_copy_of_the_session_and_taking_the_point_back_keep_it_a_trial(evening):
    with db.transaction() as session:
        item = session.get_one(Item, evening.item_ids[1])
        trials.hold(session, item, QUESTION)
        [first, *rest] = copying.copy_votes(
            session, item, session.get_one(Item, evening.item_ids[0])
        )
        assert (first.trial, first.in_report, first.question) == (True, False, QUESTION)
        assert not any(poll.trial for poll in rest)
        kept = copying.keep(session, item)
        assert [vote["trial"] for vote in kept["votes"]] == [True, False, False]


def test_a_round_of_it_is_a_round_like_any_other(mo, begun, on):
    hold(mo, begun, on)
    assert mo.command("another_round", "shown", round=on).status_code == 200
    with db.reading() as session:
        assert session.query(Round).filter_by(number=2).one().poll.trial
