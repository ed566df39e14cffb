"""A Sammelabstimmung by form and by script, on the own phone, on a shared tablet, with help."""

import html
import re

import pytest
from sqlalchemy import select

from facilitation import db
from facilitation.live import publish
from facilitation.participants.models import Seat
from facilitation.voting import modes, roll, ways
from facilitation.voting.models import Ballot, Poll, RollEntry

from .. import factories
from ..together import bundle, plan_lines, put_together, walk
from .test_helping import offer, open_link
from .test_tablets import mark, pair, tiles

__all__ = ["pair"]


def text_of(answer):
    return html.unescape(answer.get_data(as_text=True))


def look(client, path="/jetzt"):
    answer = client.get(path)
    assert answer.status_code == 200, answer.location
    return text_of(answer)


def vote(client, round_id, *, at="", page="/jetzt", **marks):
    token = factories.csrf(client, page)
    return client.post(f"{at}/stimme/{round_id}", data={"csrf_token": token, **marks})


def moved(evening):
    """What the rules have changed beside the server is drawn anew."""
    publish.scenes().outdate(evening.council_id)


@pytest.fixture
def held(evening):
    """Both votes of the evening are open together; everybody is here."""
    found = bundle(evening)
    walk(evening, found, "show_text", "open_rounds")
    moved(evening)
    return found


def marks_of(evening, number):
    with db.reading() as session:
        rows = session.execute(
            select(Ballot.round_id, Ballot.marks).filter_by(seat_id=evening.seat_ids[number - 1])
        )
        return dict(list(rows))


def roll_of(evening, number, held):
    with db.reading() as session:
        rows = session.execute(
            select(RollEntry.channel, RollEntry.arrived)
            .where(
                RollEntry.round_id.in_(held),
                RollEntry.seat_id == evening.seat_ids[number - 1],
            )
            .order_by(RollEntry.round_id)
        )
        return [tuple(row) for row in rows]


# ── without script ──────────────────────────────────────────────────────────


def test_the_list_can_be_read_before_it_is_opened(phone, evening):
    found = bundle(evening)
    member = phone(2)
    walk(evening, found, "show_text")
    moved(evening)
    page = look(member)
    assert "Über alle wird zusammen abgestimmt" in page
    assert page.count("Wortlaut lesen") == 2
    assert "<form" not in page


def test_each_question_has_a_form_of_its_own_and_leads_to_the_next(phone, held, evening):
    first, second = held
    member = phone(2)
    page = look(member)
    assert f'action="/stimme/{first}"' in page
    assert f'action="/stimme/{second}"' in page
    assert "0 von 2 Antworten sind angekommen." in page

    assert vote(member, first, M7="yes").location == "/jetzt#frage-2"
    page = look(member)
    assert "1 von 2 Antworten ist angekommen." in page
    assert '<a href="#frage-2">' in page
    assert '<a href="#frage-1">' not in page
    assert 'data-state="vote"' in page

    assert vote(member, second, M8="no").location == "/jetzt#frage-2"
    page = look(member)
    assert "2 von 2 Antworten sind angekommen." in page
    assert 'data-state="arrived"' in page
    assert vote(member, first, M7="abstain").status_code == 303
    assert marks_of(evening, 2) == {first: {"M7": "abstain"}, second: {"M8": "no"}}


def test_nothing_that_was_answered_stands_on_the_page(phone, held):
    member = phone(2)
    vote(member, held[0], M7="yes")
    page = look(member)
    assert 'aria-pressed="true"' not in page
    assert "checked" not in page


@pytest.mark.parametrize("marks", [{}, {"M7": "maybe"}, {"M8": "yes"}, {"M7": "yes", "x": "y"}])
def test_what_is_no_answer_is_said_in_a_sentence(phone, held, evening, marks):
    member = phone(2)
    for around in held:
        answer = vote(member, around, **(marks if around == held[0] else {"M8": "maybe"}))
        assert answer.status_code == 422
        assert "<h1" in text_of(answer)
    assert marks_of(evening, 2) == {}


def test_who_is_left_out_of_one_question_answers_the_other(phone, evening):
    found = bundle(evening)
    walk(evening, found, "show_text")
    from_one = evening.seat_ids[1]
    with db.transaction() as session:
        around = session.get_one(Poll, evening.poll_ids[1]).latest
        roll.leave_out(session, around, session.get_one(Seat, from_one), "conflict")
    walk(evening, found, "open_rounds")
    moved(evening)
    member = phone(2)
    assert "Bei Frage 2 sind Sie nicht dabei." in look(member)
    assert vote(member, found[0], M7="yes").status_code == 303
    assert vote(member, found[1], M8="yes").status_code in (403, 409)
    page = look(member)
    assert 'data-state="arrived"' in page
    assert "1 von 1 Antworten ist angekommen." in page


def test_a_guest_reads_along_and_has_nothing_to_tap(phone, held):
    page = look(phone())
    assert "Sie sind zu Gast und können mitlesen." in page
    assert "/stimme/" not in page


def test_after_closing_the_phone_says_whether_all_have_arrived(phone, held, evening):
    whole, part = phone(2), phone(3)
    vote(whole, held[0], M7="yes")
    vote(whole, held[1], M8="yes")
    vote(part, held[0], M7="yes")
    walk(evening, held, "close")
    moved(evening)
    assert 'data-state="arrived"' in look(whole)
    assert 'data-state="none"' in look(part)
    assert "Nicht zu jeder Frage ist eine Antwort von Ihnen angekommen." in look(part)
    assert vote(part, held[1], M8="no").status_code == 409
    moved(evening)
    assert 'data-state="late"' in look(part)


@pytest.mark.parametrize("method", ["yes_no", "doubt"])
def test_a_roll_call_shows_its_band_at_every_question(phone, evening, method):
    ids = plan_lines(evening, 3, method=method)
    with db.transaction() as session:
        for poll_id in ids:
            modes.choose(session, session.get_one(Poll, poll_id), modes.ROLL_CALL)
    found = put_together(evening, ids)
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    walk(evening, found, "show_text", "open_rounds")
    moved(evening)
    page = look(phone(2))
    [band] = re.findall(r'<p class="notice notice-warn roll-call">(.*?)</p>', page, re.DOTALL)
    assert "Namentliche Abstimmung: Ihr Platz wird mit Ihrer Stimme gezeigt." in band


# ── by script ───────────────────────────────────────────────────────────────


def test_the_seats_message_says_each_question_with_its_own_seq(phone, held, evening):
    member = phone(2)
    token = factories.csrf(member, "/jetzt")

    def send(around, seq, **marks):
        body = {"marks": marks, "key": f"{around}-{seq}-0123456789", "seq": seq}
        return member.post(f"/stimme/{around}", json=body, headers={"X-CSRFToken": token})

    assert send(held[1], 1, M8="yes").json == {"ok": True, "seq": 1}
    assert send(held[1], 2, M8="no").json == {"ok": True, "seq": 2}
    stale = send(held[1], 1, M8="abstain").json
    assert (stale["code"], stale["current"]) == ("stale", 2)
    seat = member.get("/api/stand").json["seat"]
    assert (seat["state"], seat["arrived"]) == ("vote", False)
    assert [(one["round"], one["seq"], one["state"]) for one in seat["rounds"]] == [
        (held[0], 0, "vote"),
        (held[1], 2, "arrived"),
    ]
    assert marks_of(evening, 2) == {held[1]: {"M8": "no"}}


# ── a shared tablet ─────────────────────────────────────────────────────────


@pytest.fixture
def tablet(pair, evening):
    """Seats 1 and 2 are marked for it."""
    mark(evening, "tablet", 1, 2)
    return pair()


def test_the_tablet_shows_list_results_and_overview_too(tablet, evening):
    found = bundle(evening)
    walk(evening, found, "show_text")
    moved(evening)
    assert "Über alle wird zusammen abgestimmt" in look(tablet, "/tisch")
    walk(evening, found, "open_rounds", "close", "show")
    moved(evening)
    assert "1 von 2" in look(tablet, "/tisch")


def test_the_tablet_goes_on_to_the_next_question_and_then_empties(tablet, held, evening):
    moved(evening)
    first, second = held
    at = "/tisch/platz/2"
    assert tiles(tablet) == [(1, "noch offen"), (2, "noch offen")]
    page = look(tablet, at)
    assert f'action="{at}/stimme/{second}"' in page
    assert '"state": "vote"' in page
    answer = vote(tablet, second, at=at, page="/tisch", M8="no")
    assert answer.location == f"{at}#frage-2"
    assert tiles(tablet)[1] == (2, "angefangen, noch nicht fertig")
    assert "1 von 2 Antworten ist angekommen." in look(tablet, at)

    answer = vote(tablet, first, at=at, page="/tisch", M7="yes")
    assert answer.location == "/tisch/danke"
    assert tiles(tablet)[1][1].startswith("hat abgestimmt")
    assert "2 von 2 Antworten sind angekommen." in look(tablet, at)
    assert vote(tablet, first, at=at, page="/tisch", M7="no").location == "/tisch/danke"
    assert roll_of(evening, 2, held) == [("tablet", True), ("tablet", True)]
    assert marks_of(evening, 2) == {first: {"M7": "no"}, second: {"M8": "no"}}


def test_the_own_phone_says_that_the_tablet_is_marked(phone, tablet, held, evening):
    moved(evening)
    member = phone(2)
    assert 'data-state="tablet"' in look(member)
    assert vote(member, held[0], M7="yes").status_code in (403, 409)


# ── help ────────────────────────────────────────────────────────────────────


def test_help_ends_with_the_last_answer(phone, held, evening):
    helper = phone(4)
    assert open_link(helper, offer(evening)).location == "/helfen"
    moved(evening)
    page = look(helper, "/helfen")
    assert "Mit der letzten Antwort ist die Hilfe zu Ende." in page
    assert f'action="/helfen/stimme/{held[0]}"' in page
    answer = vote(helper, held[0], at="/helfen", page="/helfen", M7="yes")
    assert answer.location == "/helfen#frage-2"
    assert "Mit der letzten Antwort" in look(helper, "/helfen")
    answer = vote(helper, held[1], at="/helfen", page="/helfen", M8="no")
    assert answer.location == "/helfen/danke"
    assert "/stimme/" not in look(helper, "/helfen/danke")
    assert roll_of(evening, 2, held) == [("helper", True), ("helper", True)]
    assert marks_of(evening, 4) == {}


def test_help_that_stops_half_way_leaves_the_rest_to_the_member(phone, held, evening):
    helper = phone(4)
    open_link(helper, offer(evening))
    vote(helper, held[0], at="/helfen", page="/helfen", M7="yes")
    with db.transaction() as session:
        ways.end_help(session, session.get_one(Seat, evening.seat_ids[1]))
    moved(evening)
    member = phone(2)
    assert "1 von 2 Antworten ist angekommen." in look(member)
    assert vote(member, held[1], M8="no").status_code == 303
    assert roll_of(evening, 2, held) == [("helper", True), ("phone", True)]
