"""Commands: the right state, once; foreign ids and unknown fields are refused with a sentence."""

import re

import pytest

from facilitation import clock, db
from facilitation.councils import team
from facilitation.councils.models import Council
from facilitation.db import LARGEST_ID
from facilitation.desk import events
from facilitation.desk.next_step import next_step
from facilitation.errors import Refused, SignedOut
from facilitation.live.messages import CommandMessage
from facilitation.voting.models import Ballot, RollEntry, Round

from .cockpit_fixtures import mo, stranger

__all__ = ["mo", "stranger"]


def state(evening):
    with db.reading() as session:
        return session.get_one(Round, evening.round_id).state


def test_an_evening_by_the_button_alone(mo, evening):
    """Pressing what the button says leads from the beginning to the end."""
    seen = []
    evening.arrive()
    for _ in range(40):
        step = next_step(mo.picture(), clock.now())
        seen.append(step.command or step.href)
        if not step.command:
            break
        assert mo.command(step.command, step.from_state, **step.fields).status_code == 200
    assert seen == [
        *("start_meeting", "move_on", "move_on"),
        *("show_text", "open", "last_call", "close", "show") * 2,
        *("move_on", "#beenden"),
    ]


def test_the_session_ends_only_after_reading_what_goes_with_it(mo, evening):
    evening.start()
    assert "Sitzung jetzt beenden" not in mo.page()
    for _ in range(3):
        evening.move_on()
    mo.picture()
    page = mo.page()
    assert '<a id="next" class="next" href="#beenden"' in page
    asked = re.search(r'<details id="beenden".*?</details>', page, re.DOTALL)[0]
    assert "wird gelöscht, welcher Platz was geantwortet hat" in asked
    assert 'value="end_meeting"' in asked
    assert page.count('value="end_meeting"') == 1


@pytest.mark.parametrize("name", ["last_call", "close", "undo_open"])
def test_pressed_twice_changes_nothing_more(mo, evening, name):
    around = evening.begin_vote()
    assert mo.command(name, "open", round=around).status_code == 200
    first = state(evening)
    again = mo.command(name, "open", round=around)
    assert state(evening) == first
    if name != "last_call":
        assert again.status_code == 409
        assert "inzwischen schon geschehen" in again.json["message"]


def test_moving_on_twice_moves_once(mo, evening):
    evening.start()
    assert mo.command("move_on", "0").status_code == 200
    assert mo.command("move_on", "0").status_code == 409
    assert mo.picture().now.id == evening.item_ids[0]


def test_start_and_end_expect_their_state(mo, evening):
    assert mo.command("start_meeting", "running").status_code == 409
    assert mo.command("end_meeting", "running").status_code == 409
    assert mo.command("start_meeting", "planned").status_code == 200
    assert mo.command("start_meeting", "planned").status_code == 409


@pytest.mark.parametrize("close", [False, True])
def test_moving_is_refused_while_a_round_is_pending(mo, evening, close):
    evening.begin_vote()
    if close:
        evening.command("close")
    for name in ("move_on", "move_back"):
        refused = mo.command(name, str(evening.item_ids[1]))
        assert refused.status_code == 400
        assert "Abstimmung läuft noch" in refused.json["message"]
    assert mo.command("end_meeting", "running").status_code == 400


def test_back_never_changes_a_vote(mo, evening):
    evening.begin_vote()
    evening.cast(1, "yes")
    evening.command("close")
    evening.command("show")
    assert mo.command("move_back", str(evening.item_ids[1])).status_code == 200
    assert state(evening) == "shown"


def test_opening_is_taken_back_only_without_ballots(mo, evening):
    around = evening.begin_vote()
    evening.cast(1, "yes")
    assert mo.command("undo_open", "open", round=around).status_code == 400
    assert state(evening) == "open"


def test_cancelling_needs_a_reason(mo, evening):
    around = evening.begin_vote()
    evening.cast(1, "yes")
    assert mo.command("cancel", "open", round=around, reason="  ").status_code == 422
    assert mo.command("cancel", "open", round=around, reason="Beamer aus").status_code == 200
    with db.reading() as session:
        assert session.query(Ballot).count() == 0
        assert session.get_one(Round, around).cancel_reason == "Beamer aus"


def test_another_round_shows_its_text_at_once(mo, evening):
    around = evening.begin_vote()
    evening.command("close")
    evening.command("show")
    assert mo.command("another_round", "shown", round=around).status_code == 200
    assert mo.command("another_round", "shown", round=around).status_code == 409
    picture = mo.picture()
    assert (picture.poll.number, picture.poll.state) == (2, "text_shown")


def test_reopening_lets_late_votes_in(mo, evening):
    around = evening.begin_vote()
    evening.command("close")
    assert mo.command("reopen", "closed", round=around).status_code == 200
    assert evening.cast(1, "yes").first


def test_a_seat_changes_to_paper_on_the_running_roll_too(mo, evening):
    around = evening.begin_vote()
    seat = evening.seat_ids[1]
    assert mo.command("seat_channel", seat=seat, channel="paper").status_code == 200
    with db.reading() as session:
        entry = session.query(RollEntry).filter_by(round_id=around, seat_id=seat).one()
        assert entry.channel == "paper"


def test_a_seat_whose_ballot_is_in_keeps_its_way(mo, evening):
    evening.begin_vote()
    evening.cast(2, "yes")
    refused = mo.command("seat_channel", seat=evening.seat_ids[1], channel="paper")
    assert refused.status_code == 400
    assert mo.picture().seats[1].channel == "phone"


def test_presence_by_hand(mo, evening):
    evening.start()
    seat = evening.seat_ids[0]
    for state_word, here in (("here", True), ("here", True), ("absent", False)):
        assert mo.command("mark_presence", seat=seat, state=state_word).status_code == 200
        assert mo.picture().seats[0].here is here


def test_what_the_wall_shows(mo, evening):
    evening.start()
    for view in ("agenda", "join", "follow"):
        assert mo.command("wall", view=view).status_code == 200
    assert mo.command("wall", view="black").status_code == 422


def test_a_wall_is_paired_only_by_a_code_that_is_shown(mo):
    refused = mo.command("pair_wall", code="0000")
    assert refused.status_code == 422
    assert "keine Leinwand" in refused.json["message"]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"round": "1", "extra": "x"},
        {"seat": "1"},
        {"round": "x"},
        {"round": "-1"},
        {"round": "١"},
        {"round": "9" * 400},
        {"round": "1e3"},
        {"round": "\x00"},
    ],
)
def test_bad_fields_are_refused_with_a_sentence(mo, evening, fields):
    evening.begin_vote()
    refused = mo.command("close", "open", **fields)
    assert refused.status_code == 422
    assert refused.json["message"]
    assert state(evening) == "open"


@pytest.mark.parametrize("name", ["", "x" * 500, "cast", "__init__", "🗳", "OPEN"])
def test_unknown_commands_are_refused(mo, name):
    assert mo.command(name, "open", round=1).status_code == 422


@pytest.mark.parametrize("number", [LARGEST_ID + 1, 10**14, "9" * 400])
def test_numbers_that_no_row_has_are_refused(mo, evening, number):
    """PostgreSQL would not even look for them."""
    evening.start()
    assert mo.command("mark_presence", seat=number, state="here").status_code == 422
    assert mo.command("move_on", number).status_code == 422


def test_foreign_ids_are_not_found(mo, stranger, evening):
    around = evening.begin_vote()
    stranger.evening.begin_vote()
    assert stranger.command("close", "open", round=around).status_code == 404
    foreign = evening.seat_ids[0]
    assert stranger.command("mark_presence", seat=foreign, state="absent").status_code == 404
    assert stranger.command("seat_channel", seat=foreign, channel="paper").status_code == 404
    assert state(evening) == "open"


def test_a_round_of_another_item_is_left_alone(mo, evening):
    evening.start()
    evening.arrive()
    evening.move_on()
    assert mo.command("show_text", "ready", round=evening.round_id).status_code == 409
    assert mo.command("open", "ready", round=evening.round_id).status_code == 409


def test_the_moderator_of_another_council_gets_nothing(mo, stranger, evening):
    around = evening.begin_vote()
    for path in ("regie", "stand"):
        assert stranger.client.get(f"{mo.place}/{path}").status_code == 403
    assert stranger.command("close", "open", root=mo.place, round=around).status_code == 403
    assert state(evening) == "open"


def test_a_form_without_a_token_does_nothing(mo, evening):
    around = evening.begin_vote()
    data = {"command": "close", "from_state": "open", "round": around}
    assert mo.client.post(f"{mo.place}/befehl", data=data).status_code == 400
    assert state(evening) == "open"


def test_a_form_without_scripts_leads_back_to_the_cockpit(mo, evening):
    around = evening.begin_vote()
    done = mo.post(f"{mo.place}/befehl", command="close", from_state="open", round=str(around))
    assert (done.status_code, done.location) == (303, f"{mo.place}/regie")


def test_a_field_given_twice_is_refused(mo, evening):
    around = evening.begin_vote()
    data = {
        "csrf_token": mo.token(),
        "command": "close",
        "from_state": "open",
        "round": [around, 2],
    }
    assert mo.client.post(f"{mo.place}/befehl", data=data).status_code == 422


def message(name, from_state, **fields):
    return CommandMessage(
        name=name, from_state=from_state, meeting=1, fields={k: str(v) for k, v in fields.items()}
    )


def test_the_socket_reaches_the_same_commands(mo, evening):
    around = evening.begin_vote()
    assert events.command(mo.viewer, message("close", "open", round=around)) == {}
    assert state(evening) == "closed"


def test_a_socket_whose_sign_in_has_ended_does_nothing(mo, evening):
    around = evening.begin_vote()
    with db.transaction() as session:
        team.sign_out(session, mo.viewer.sign_in_id)
    with pytest.raises(SignedOut):
        events.command(mo.viewer, message("close", "open", round=around))
    assert state(evening) == "open"


def test_a_socket_of_somebody_who_left_the_team_does_nothing(mo, evening):
    around = evening.begin_vote()
    with db.transaction() as session:
        council = session.get_one(Council, evening.council_id)
        team.leave(session, council, mo.viewer.account_id)
    with pytest.raises(Refused):
        events.command(mo.viewer, message("close", "open", round=around))
    assert state(evening) == "open"


def test_the_door_asks_for_cookie_and_council(mo, stranger, evening):
    cookie = {"ratschlag_team": mo.client.get_cookie("ratschlag_team").value}
    assert events.recognise(cookie, {"council": evening.slug}) == mo.viewer
    for cookies, auth in (
        ({}, {"council": evening.slug}),
        (cookie, {}),
        (cookie, {"council": stranger.evening.slug}),
        (cookie, {"council": ["x"]}),
    ):
        with pytest.raises(Refused):
            events.recognise(cookies, auth)
