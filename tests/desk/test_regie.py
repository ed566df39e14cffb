"""One person leads what is live; everybody else writes, and takes over with one confirmation."""

import re
from datetime import timedelta

import pytest

from facilitation import clock, db
from facilitation.councils import regie, team
from facilitation.councils.models import ROLES, Council, Membership, SignIn
from facilitation.desk import events
from facilitation.desk.commands import commands
from facilitation.desk.team import ROLE_NAMES
from facilitation.errors import Forbidden
from facilitation.live import answering, publish
from facilitation.live.messages import CommandMessage

from .cockpit_fixtures import mo
from .cockpits import desk

__all__ = ["mo"]


@pytest.fixture(autouse=True)
def nobody_heard():
    answering.forget()
    yield
    answering.forget()


@pytest.fixture
def kim(app, evening):
    """A second moderator."""
    return desk(app, evening, name="Kim")


@pytest.fixture
def pen(app, evening):
    """Whoever writes the minutes."""
    return desk(app, evening, role="minutes", name="Stift")


def leader(evening):
    with db.reading() as session:
        held = regie.holder(session, evening.council_id)
        return held.account_id if held else None


def leads(desk):
    return re.search(r'data-leads="(\w+)"', desk.page())[1] == "yes"


def test_the_first_who_opens_the_cockpit_leads(mo, kim, evening):
    assert leads(mo)
    assert not leads(kim)
    assert leader(evening) == mo.viewer.account_id


def test_the_first_command_makes_a_leader_where_nobody_leads(mo, evening):
    with db.transaction() as session:
        regie.release(session, evening.council_id)
    message = CommandMessage(name="start_meeting", from_state="planned", meeting=1)
    events.command(mo.viewer, message)
    assert leader(evening) == mo.viewer.account_id


def test_who_does_not_lead_opens_and_closes_nothing(mo, kim, evening):
    mo.page()
    around = evening.begin_vote()
    refused = kim.command("close", "open", round=around)
    assert refused.status_code == 409
    assert refused.json["message"].startswith("Mo musterstadt führt gerade Regie.")
    assert mo.command("close", "open", round=around).status_code == 200


def test_writing_stays_open_to_everybody(mo, kim, evening):
    mo.page()
    evening.begin_vote()
    seat = evening.seat_ids[1]
    assert kim.command("seat_channel", seat=seat, channel="paper").status_code == 200
    paper = {"round": evening.round_id, "seat": seat, "mark:M7": "yes"}
    assert kim.command("paper", "open", **paper).status_code == 200


def test_taking_over_wants_a_yes_while_the_other_is_there(mo, kim, evening):
    mo.page()
    first = str(mo.viewer.account_id)
    refused = kim.command("take_regie", first, sure="")
    assert refused.status_code == 409
    assert "arbeitet gerade damit" in refused.json["message"]
    assert leader(evening) == mo.viewer.account_id
    assert kim.command("take_regie", first, sure="yes").status_code == 200
    assert leader(evening) == kim.viewer.account_id
    assert leads(kim)
    assert not leads(mo)


def test_taking_over_from_the_absent_needs_no_yes(mo, kim, evening, monkeypatch):
    mo.page()
    evening.start()
    monkeypatch.setattr(answering, "AWAY_AFTER", 0)
    publish.scenes().outdate(evening.council_id)
    assert "ist nicht verbunden." in kim.page()
    assert not leads(kim)
    assert kim.command("take_regie", str(mo.viewer.account_id), sure="").status_code == 200
    assert leader(evening) == kim.viewer.account_id


def test_between_sessions_the_absent_makes_room_without_a_word(mo, kim, evening, monkeypatch):
    mo.page()
    monkeypatch.setattr(answering, "AWAY_AFTER", 0)
    assert leads(kim)


def test_two_who_take_over_at_once_do_not_push_each_other_out(app, mo, kim, evening):
    mo.page()
    evening.start()
    lou = desk(app, evening, name="Lou")
    first = str(mo.viewer.account_id)
    assert kim.command("take_regie", first, sure="yes").status_code == 200
    late = lou.command("take_regie", first, sure="yes")
    assert late.status_code == 409
    assert leader(evening) == kim.viewer.account_id


def test_ending_the_session_makes_room(mo, kim, evening):
    mo.page()
    evening.start()
    assert mo.command("end_meeting", "running").status_code == 200
    with db.reading() as session:
        assert regie.holder(session, evening.council_id) is None


def test_signing_out_makes_room(mo, evening):
    mo.page()
    with db.transaction() as session:
        team.sign_out(session, mo.viewer.sign_in_id)
    assert leader(evening) is None


def test_leaving_the_team_makes_room(mo, evening):
    mo.page()
    with db.transaction() as session:
        team.leave(session, session.get_one(Council, evening.council_id), mo.viewer.account_id)
    assert leader(evening) is None


def test_the_minutes_open_and_show_nothing(pen, evening):
    evening.begin_vote()
    theirs = {name for name, command in commands.items() if command.needs == "minutes"}
    for name in sorted(set(commands) - theirs):
        refused = pen.command(name, "open", **dict.fromkeys(commands[name].fields, "1"))
        assert refused.status_code == 403, name
        assert refused.json["message"].startswith("Das macht die Moderation.")
    assert leader(evening) is None
    assert {"capture", "paper", "seat_channel", "mark_presence"} <= theirs


def test_the_minutes_never_lead(pen, evening):
    page = pen.page()
    assert 'data-role="minutes"' in page
    assert leader(evening) is None


def test_a_socket_uses_the_role_of_now(mo, evening):
    """Somebody whose role has changed meanwhile can do what the new one may."""
    with db.transaction() as session:
        session.query(Membership).filter_by(account_id=mo.viewer.account_id).update(
            {"role": "minutes"}
        )
    message = CommandMessage(name="start_meeting", from_state="planned", meeting=1)
    with pytest.raises(Forbidden):
        events.command(mo.viewer, message)


def test_working_by_socket_alone_keeps_one_signed_in(mo, evening):
    before = clock.now() + timedelta(hours=11)
    with clock.at(before):
        events.command(
            mo.viewer, CommandMessage(name="start_meeting", from_state="planned", meeting=1)
        )
    with db.reading() as session:
        assert session.get_one(SignIn, mo.viewer.sign_in_id).seen_at >= before


def test_every_role_has_a_name():
    assert set(ROLE_NAMES) == set(ROLES)
