"""The presence panel: states, the roll before the opening, and who is let in without a card."""

import re

import pytest

from facilitation import db
from facilitation.live.roles import Viewer
from facilitation.live.rooms import rooms
from facilitation.meetings import log
from facilitation.meetings.models import Meeting
from facilitation.participants import admission, membership, presence
from facilitation.participants.models import Seat
from facilitation.voting.models import RollEntry

from .cockpit_fixtures import mo, stranger
from .cockpits import desk

__all__ = ["mo", "stranger"]

LOCATION = re.compile(r"/regie(#.*)?$")


@pytest.fixture
def shown(evening):
    """The text is shown and everybody is here."""
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    return evening.show_text()


@pytest.fixture
def connected(evening):
    """Seats 1 to 3 have a phone connected."""
    for number, seat_id in enumerate(evening.seat_ids[:3]):
        rooms.enter("/phone", f"s{number}", Viewer("member", evening.council_id, seat_id=seat_id))
    yield
    for number in range(3):
        rooms.leave("/phone", f"s{number}")


def states(evening):
    with db.reading() as session:
        marks = presence.states(session, session.get_one(Meeting, evening.meeting_id))
    return [marks.get(seat_id, "") for seat_id in evening.seat_ids]


def history(evening):
    with db.reading() as session:
        meeting = session.get_one(Meeting, evening.meeting_id)
        return [(one.state, one.account_id) for one in presence.history(session, meeting)]


def said(evening):
    with db.reading() as session:
        return [log.sentence(entry) for entry in log.entries(session, evening.council_id)]


def row(page, number):
    return page.split(f'id="seat-{number}"')[1].split("</li>")[0]


@pytest.mark.parametrize("state", presence.STATE_NAMES)
def test_each_state_is_set_by_a_button_and_shown_as_pressed(mo, evening, state):
    evening.start()
    assert mo.command("mark_presence", seat=evening.seat_ids[1], state=state).status_code == 200

    line = row(mo.page(), 2)
    pressed = re.findall(r'id="seat-2-(\w+)" aria-pressed="true"', line)
    assert pressed == [state, "phone"]
    assert history(evening) == [(state, mo.viewer.account_id)]


def test_other_states_are_refused(mo, evening):
    evening.start()
    for state in ("", "HERE", "gone", "\x00"):
        answer = mo.command("mark_presence", seat=evening.seat_ids[1], state=state)
        assert answer.status_code == 422
    assert states(evening) == [""] * 6


def test_all_connected_are_here_by_one_button(mo, evening, connected):
    evening.start()
    mo.command("mark_presence", seat=evening.seat_ids[2], state="left")
    assert "Alle 3 verbundenen sind da" in mo.page()
    assert mo.command("connected_are_here").status_code == 200

    assert states(evening) == ["here", "here", "left", "", "", ""]


def test_the_panel_says_since_when_a_phone_is_connected(mo, evening, connected):
    evening.start()
    page = mo.page()
    assert re.search(r"Handy, verbunden</span><span>seit \d\d:\d\d", row(page, 1))
    assert "kein Handy" in row(page, 4)


def test_the_search_leads_to_the_seat_without_scripts(mo, evening):
    evening.start()
    found = mo.get(f"{mo.place}/platz?nummer=4")
    assert found.status_code == 303
    assert found.location.endswith("/regie#seat-4")
    for typed, status in (("99", 404), ("", 422), ("x", 422), ("9" * 50, 422), ("%00", 422)):
        assert mo.get(f"{mo.place}/platz?nummer={typed}").status_code == status


def test_a_seat_is_left_out_and_taken_in_again(mo, evening, shown):
    left = mo.command("leave_out", "text_shown", round=shown, seat=3, reason="conflict")
    assert left.status_code == 200
    page = mo.page()
    assert "Platz 3: nicht dabei, befangen" in page
    assert "5 stimmen ab" in page
    assert "wenn alle 5 " in page.lower()
    again = mo.command("take_in", "text_shown", round=shown, seat=3)
    assert again.status_code == 200
    mo.command("leave_out", "text_shown", round=shown, seat=4, reason="excused")
    assert mo.command("open", "text_shown", round=shown).status_code == 200

    with db.reading() as session:
        roll = {row.seat_id for row in session.query(RollEntry).filter_by(round_id=shown)}
    assert roll == set(evening.seat_ids) - {evening.seat_ids[3]}
    assert "Platz 4: nicht dabei, entschuldigt" in mo.page()
    assert [one for one in said(evening) if "Runde" in one] == [
        "Platz 3 nimmt an dieser Runde nicht teil (befangen)",
        "Platz 3 nimmt an dieser Runde doch teil",
        "Platz 4 nimmt an dieser Runde nicht teil (entschuldigt)",
    ]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"seat": 99, "reason": "conflict"}, 404),
        ({"seat": "x", "reason": "conflict"}, 422),
        ({"seat": 3, "reason": "because"}, 422),
        ({"seat": 3}, 422),
    ],
)
def test_odd_exclusions_are_refused(mo, shown, fields, status):
    assert mo.command("leave_out", "text_shown", round=shown, **fields).status_code == status


def test_once_open_the_roll_is_frozen(mo, shown):
    mo.command("open", "text_shown", round=shown)
    for from_state in ("text_shown", "open"):
        answer = mo.command("leave_out", from_state, round=shown, seat=3, reason="conflict")
        assert answer.status_code in (400, 409)
        assert answer.json["message"]
    with db.reading() as session:
        assert session.query(RollEntry).filter_by(round_id=shown).count() == 6


def ask(evening, number=2):
    with db.transaction() as session:
        request, token = admission.ask(session, evening.council_id, number)
        return request.id, token


def test_a_phone_without_card_is_let_in_by_the_press(mo, evening):
    evening.start()
    request, token = ask(evening)
    page = mo.page()
    assert "Platz 2 bittet um Einlass" in page
    assert 'aria-label="Platz 2 zulassen"' in page
    assert mo.command("admit", request=request, seat=2).status_code == 200
    assert mo.command("admit", request=request, seat=2).status_code == 409

    with db.reading() as session:
        assert admission.state(admission.by_token(session, token)) == "admitted"
    assert "bittet um Einlass" not in mo.page()
    assert "Platz 2 ohne Karte zugelassen" in said(evening)


def test_turning_away_is_logged_too(mo, evening):
    evening.start()
    request, token = ask(evening, None)
    assert "Jemand bittet um Einlass" in mo.page()
    assert mo.command("turn_away", request=request).status_code == 200
    with db.reading() as session:
        assert admission.state(admission.by_token(session, token)) == "refused"


def test_a_foreign_desk_lets_nobody_in(stranger, evening):
    stranger.evening.start()
    request, token = ask(evening)
    assert stranger.command("admit", request=request, seat=2).status_code == 409
    assert "bittet um Einlass" not in stranger.page()
    with db.reading() as session:
        assert admission.state(admission.by_token(session, token)) == "waiting"


def test_the_minutes_mark_presence_but_let_nobody_in(app, evening):
    evening.start()
    minutes = desk(app, evening, role="minutes", name="Protokoll")
    request, _token = ask(evening)
    seat = evening.seat_ids[0]
    assert minutes.command("mark_presence", seat=seat, state="away").status_code == 200
    assert minutes.command("admit", request=request, seat=2).status_code == 403
    refused = minutes.command("leave_out", "text_shown", round=1, seat=3, reason="conflict")
    assert refused.status_code == 403


def test_without_scripts_the_form_leads_back_to_the_panel(mo, evening):
    evening.start()
    back = mo.post(
        f"{mo.place}/befehl",
        command="mark_presence",
        from_state="",
        seat=str(evening.seat_ids[0]),
        state="away",
    )
    assert back.status_code == 303
    assert LOCATION.search(back.location)
    assert states(evening)[0] == "away"


def test_a_seat_that_has_left_the_council_is_not_marked_any_more(mo, evening):
    """It would be on the next roll, where nobody can vote for it."""
    evening.start()
    evening.arrive(1, 2)
    with db.transaction() as session:
        membership.leave(session, session.get_one(Seat, evening.seat_ids[1]))
    refused = mo.command("mark_presence", seat=evening.seat_ids[1], state="here")
    assert refused.status_code == 409
    assert "ausgeschieden" in refused.json["message"]
    assert states(evening)[1] == "left"
