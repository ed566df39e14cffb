"""Undo by name: each action up to the reveal, and a sentence where it is too late."""

import pytest

from facilitation import db
from facilitation.desk import undoing
from facilitation.live import publish
from facilitation.meetings.models import Item, Meeting
from facilitation.recommendations.models import Recommendation
from facilitation.voting.models import Poll, Round

from .cockpit_fixtures import mo

__all__ = ["mo"]


def offered(evening):
    with db.reading() as session:
        return undoing.offered(session, session.get_one(Meeting, evening.meeting_id))


def undo(mo, name):
    """Take back what is called ``name``; that must be what is offered."""
    entry, called = offered(mo.evening)
    assert called == name
    return mo.command("undo", str(entry))


def stage(evening):
    with db.reading() as session:
        return undoing.stage_of(session, session.get_one(Meeting, evening.meeting_id))


def begin(mo, evening):
    """A session whose vote comes next, moved there by commands."""
    evening.arrive()
    mo.command("start_meeting", "planned")
    for item in (0, evening.item_ids[0]):
        assert mo.command("move_on", str(item)).status_code == 200


@pytest.fixture
def vote(mo, evening):
    begin(mo, evening)
    return evening.round_id


STEPS = (
    ("show_text", "ready", "Text gezeigt"),
    ("open", "text_shown", "Geöffnet"),
    ("last_call", "open", "Letzter Aufruf"),
    ("close", "open", "Geschlossen"),
)


def test_a_vote_is_taken_back_step_by_step(mo, evening, vote):
    """The stack goes down to where the session began: each step leaves the stage of before."""
    stages = []
    for name, from_state, _called in STEPS[:2]:
        stages.append(stage(evening))
        assert mo.command(name, from_state, round=vote).status_code == 200
    for before, (_name, _state, called) in zip(stages[::-1], STEPS[1::-1], strict=True):
        assert undo(mo, called).status_code == 200
        assert stage(evening) == before
    for called in ("Weiter", "Weiter"):
        assert undo(mo, called).status_code == 200
    assert stage(evening).item == 0
    assert offered(evening) is None  # the beginning of a session stays


@pytest.mark.parametrize("steps", [1, 2, 3, 4])
def test_each_step_of_a_vote_can_be_taken_back(mo, evening, vote, steps):
    for name, from_state, _called in STEPS[:steps]:
        before = stage(evening)
        assert mo.command(name, from_state, round=vote).status_code == 200
    assert undo(mo, STEPS[steps - 1][2]).status_code == 200
    after = stage(evening)
    assert after.state == before.state
    assert (after.item, after.view) == (before.item, before.view)


def test_an_opening_with_a_ballot_is_not_taken_back(mo, evening, vote):
    for name, from_state, _called in STEPS[:2]:
        mo.command(name, from_state, round=vote)
    entry, _called = offered(evening)
    evening.cast(1, "yes")
    assert offered(evening) is None
    refused = mo.command("undo", str(entry))
    assert refused.status_code == 409
    assert refused.json["message"].startswith("„Geöffnet“ lässt sich nicht mehr rückgängig machen")
    assert stage(evening).state == "open"


def test_closing_is_taken_back_with_the_ballots_in_place(mo, evening, vote):
    for name, from_state, _called in (*STEPS[:2], STEPS[3]):
        if name == "close":
            evening.cast(1, "yes")
        assert mo.command(name, from_state, round=vote).status_code == 200
    assert undo(mo, "Geschlossen").status_code == 200
    assert mo.picture().poll.arrived == 1
    assert evening.cast(2, "no").first


def shown(mo, evening, vote):
    for name, from_state in (
        ("show_text", "ready"),
        ("open", "text_shown"),
        ("close", "open"),
        ("show", "closed"),
    ):
        if name == "close":
            for number in (1, 2, 3):
                evening.cast(number, "yes")
        assert mo.command(name, from_state, round=vote).status_code == 200


def outside(evening, audience):
    publish.scenes().outdate(evening.council_id)
    return publish.scenes().current(evening.council_id, audience).html


def test_a_result_that_came_too_early_is_covered_up(mo, evening, vote):
    shown(mo, evening, vote)
    assert undo(mo, "Ergebnis gezeigt").status_code == 200
    for audience in ("member", "guest", "wall"):
        assert "geschlossen" in outside(evening, audience)
        assert "Angenommen" not in outside(evening, audience)
    picture = mo.picture()
    assert picture.poll.state == "shown"
    assert picture.covered
    with db.reading() as session:
        assert session.get_one(Round, vote).result
    assert offered(evening) is None  # counted is counted

    assert mo.command("uncover", "shown", round=vote).status_code == 200
    assert "Angenommen" in outside(evening, "wall")
    assert "Angenommen" in outside(evening, "member")


def test_a_covered_result_is_not_read_on_the_phone_either(app, mo, evening, vote):
    from ..factories import join

    phone = app.test_client()
    join(phone, evening.card(1))
    shown(mo, evening, vote)
    assert "Angenommen" in phone.get("/lesen/massnahme/7").get_data(as_text=True)
    undo(mo, "Ergebnis gezeigt")
    assert "Angenommen" not in phone.get("/lesen/massnahme/7").get_data(as_text=True)
    assert "Angenommen" not in phone.get("/jetzt").get_data(as_text=True)
    assert "Angenommen" not in phone.get("/api/stand").get_data(as_text=True)


def test_another_round_is_taken_back_whole(mo, evening, vote):
    shown(mo, evening, vote)
    assert mo.command("another_round", "shown", round=vote).status_code == 200
    assert undo(mo, "Weitere Runde").status_code == 200
    with db.reading() as session:
        assert len(session.get_one(Poll, evening.poll_ids[0]).rounds) == 1
    assert mo.picture().poll.state == "shown"


def test_a_text_that_made_room_comes_back(mo, evening, vote):
    second = evening.round_of(1)
    mo.command("show_text", "ready", round=vote)
    mo.command("show_text", "ready", round=second)
    assert undo(mo, "Text gezeigt").status_code == 200
    assert stage(evening).round == vote


def test_moving_back_is_taken_back_with_its_times(mo, evening):
    begin(mo, evening)
    with db.reading() as session:
        times = [(item.started_at, item.ended_at) for item in session.query(Item)]
    assert mo.command("move_back", str(evening.item_ids[1])).status_code == 200
    assert undo(mo, "Zurück").status_code == 200
    with db.reading() as session:
        assert times == [(item.started_at, item.ended_at) for item in session.query(Item)]


def test_the_wall_comes_back_as_it_was(mo, evening):
    begin(mo, evening)
    before = stage(evening)
    for name, fields, called in (
        ("wall", {"view": "agenda"}, "Beamer"),
        ("cover", {"to": "neutral"}, "Neutral"),
        ("cover", {"to": "black"}, "Schwarz"),
    ):
        assert mo.command(name, **fields).status_code == 200
        assert offered(evening)[1] == called
    for called in ("Schwarz", "Neutral", "Beamer"):
        assert undo(mo, called).status_code == 200
    assert stage(evening) == before


def test_what_changed_nothing_is_not_undone(mo, evening):
    begin(mo, evening)
    mo.command("cover", to="")
    assert offered(evening)[1] == "Weiter"


def test_points_of_the_agenda(mo, evening):
    evening.start()
    item = evening.item_ids[2]
    mo.command("move_item", item=item, by="up")
    assert undo(mo, "Punkt verschoben").status_code == 200
    mo.command("remove_item", item=item)
    assert undo(mo, "Punkt gelöscht").status_code == 200
    with db.reading() as session:
        titles = [one.title for one in session.get_one(Meeting, evening.meeting_id).items]
    assert titles == ["Gespräch an den Tischen", "Abstimmung: Grün in der Stadt", "Pause"]


def edit(mo, item, **values):
    path = f"{mo.root}/vorbereitung/4/punkt/{item}/zeile"
    form = mo.get(path).get_data(as_text=True)
    from .browsers import hidden

    names = ("version", "seen", "asked")
    more = {name: hidden(form, name) for name in names if f'name="{name}"' in form}
    answer = mo.post(path, {"Accept": "application/json"}, **more, **values)
    assert answer.status_code == 200, answer.get_data(as_text=True)


def test_an_edited_point(mo, evening):
    evening.start()
    item = evening.item_ids[2]
    edit(mo, item, title="Kaffeepause", minutes="20", notes="")
    assert undo(mo, "Punkt geändert").status_code == 200
    with db.reading() as session:
        found = session.get_one(Item, item)
        assert (found.title, found.minutes) == ("Pause", 15)


def test_an_edit_that_somebody_edited_again_stays(mo, evening):
    evening.start()
    item = evening.item_ids[2]
    edit(mo, item, title="Kaffeepause", minutes="20", notes="")
    entry, _called = offered(evening)
    with db.transaction() as session:
        session.get_one(Item, item).title = "Teepause"
    refused = mo.command("undo", str(entry))
    assert refused.status_code == 409
    assert "Punkt geändert" in refused.json["message"]


def test_a_withdrawn_recommendation(mo, evening, vote):
    shown(mo, evening, vote)
    assert mo.command("capture", "0", round=vote).status_code == 200
    with db.reading() as session:
        made = session.query(Recommendation).one().id
    mo.post(f"{mo.root}/empfehlungen/{made}/zurueckziehen")
    assert undo(mo, "Empfehlung zurückgezogen").status_code == 200
    with db.reading() as session:
        assert session.get_one(Recommendation, made).state != "withdrawn"


def test_pressed_twice_undoes_once(mo, evening, vote):
    mo.command("show_text", "ready", round=vote)
    mo.command("open", "text_shown", round=vote)
    entry, _called = offered(evening)
    assert mo.command("undo", str(entry)).status_code == 200
    assert mo.command("undo", str(entry)).status_code == 409
    assert stage(evening).state == "text_shown"


def test_what_another_program_moved_is_not_undone(mo, evening, vote):
    """Also after a restart: an entry says which state it expects."""
    mo.command("show_text", "ready", round=vote)
    entry, _called = offered(evening)
    evening.open()
    assert offered(evening) is None
    refused = mo.command("undo", str(entry))
    assert refused.status_code == 409
    assert "inzwischen" in refused.json["message"].lower()


@pytest.mark.parametrize("entry", ["0", "999", "x", ""])
def test_an_entry_that_is_not_the_newest_is_refused(mo, evening, vote, entry):
    assert mo.command("undo", entry).status_code in (409, 422)
