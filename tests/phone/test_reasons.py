"""A reason after the result: from any phone, without its seat; nothing else is ever kept of it (D14)."""

import html
import re
import sqlite3

import pytest
from flask import request, request_started
from sqlalchemy import inspect, select

from facilitation import db
from facilitation.live import publish
from facilitation.phone import acting
from facilitation.voting import reasons, undoing
from facilitation.voting.models import Poll, Reason, Round
from facilitation.web import nameless

from .. import factories

KEY = "k" * 22
ASKED = "Möchten Sie sagen, warum? Ohne Namen."
TEXT = "Mir fehlen die Kosten."


@pytest.fixture
def shown(app, evening):
    """The first vote is shown: two ballots of six."""
    evening.begin_vote()
    evening.cast(1, "yes")
    evening.cast(2, "no")
    evening.command("close")
    evening.command("show")
    publish.changed(evening.council_id)
    return evening


def token(evening, around=0):
    return nameless.token(factories.KEY, around or evening.round_id)


def send(client, evening, text=TEXT, *, around=0, script=True, **fields):
    around = around or evening.round_id
    form = {"text": text, "token": token(evening, around), "key": KEY} | fields
    if not script:
        form.pop("key")
    headers = {"Accept": "application/json"} if script else {}
    return client.post(f"/warum/{around}", data=form, headers=headers)


def kept():
    with db.reading() as session:
        return list(session.scalars(select(Reason)))


def texts():
    return sorted(reason.text for reason in kept())


def refused(answer, status):
    assert answer.status_code == status
    return answer.get_json()["message"]


def jetzt(client):
    return html.unescape(client.get("/jetzt").get_data(as_text=True))


def test_every_member_is_asked_whatever_they_voted_and_guests_are_not(shown, phone):
    assert all(ASKED in jetzt(phone(number)) for number in (1, 2, 6))
    assert ASKED not in jetzt(phone())


def test_the_form_on_the_page_is_the_same_for_all_and_works(shown, app, phone):
    forms = {
        re.search(r'<form class="stack" method="post" action="/warum.*?</form>', jetzt(phone(n)), re.DOTALL)[0]
        for n in (1, 2)
    }  # fmt: skip
    assert len(forms) == 1
    given = re.search(r'name="token" value="(\w+)"', forms.pop())[1]
    third = phone(3)
    answer = send(third, shown, script=False, token=given)

    assert (answer.status_code, answer.location) == (303, "/jetzt?danke=grund")
    assert texts() == [TEXT]
    after = html.unescape(third.get(answer.location).get_data(as_text=True))
    assert 'role="status">Danke. Ihr Grund ist beim Team' in after


def test_with_all_its_cookies_it_is_kept_as_without_any(shown, app, phone):
    """Control: the same browser is known everywhere else."""
    member = phone(2)
    assert ASKED in jetzt(member)
    with_cookies = send(member, shown, key="a" * 22)
    [row] = kept()
    values = {name: getattr(row, name) for name in ("key", "round_id", "text")}
    with db.transaction() as session:
        reasons.remove(session, session.merge(row))
    without = send(app.test_client(), shown, key="a" * 22)
    [again] = kept()

    assert {name: getattr(again, name) for name in values} == values
    assert with_cookies.get_json() == without.get_json() == {"ok": True}
    assert "Set-Cookie" not in with_cookies.headers
    assert "Set-Cookie" not in without.headers


def test_nobody_behind_the_door_sees_who_it_is(shown, app, phone):
    """Control: at every other address the same browser says who it is."""
    seen = {}

    def look(_app, **_more):
        told = {name for name in nameless.SENDER if name in request.environ}
        seen.setdefault(request.path, told)

    member = phone(2)
    with request_started.connected_to(look):
        assert send(member, shown, script=False).status_code == 303
        member.get("/jetzt")
    assert seen[f"/warum/{shown.round_id}"] == set()
    assert {"HTTP_COOKIE", "REMOTE_ADDR"} <= seen["/jetzt"]
    assert texts() == [TEXT]


def test_a_row_holds_nothing_but_a_drawn_key_the_round_and_the_text(shown, app, database):
    """Sent in a known order with known keys: neither order nor key is found in the file."""
    client = app.test_client()
    order = [f"Grund {n}" for n in (3, 1, 4, 2, 9, 8)]
    for n, text in enumerate(order):
        assert send(client, shown, text, key=f"key-number-{n}").status_code == 200

    columns = {column["name"] for column in inspect(database.reader).get_columns("reasons")}
    assert columns == {"key", "round_id", "text"}
    with sqlite3.connect(database.path) as raw, pytest.raises(sqlite3.OperationalError):
        raw.execute("SELECT rowid FROM reasons")
    raw.close()
    rows = kept()
    assert not any(f"key-number-{n}" in row.key for row in rows for n in range(6))
    with db.reading() as session:
        stored = [row.text for row in session.scalars(select(Reason).order_by(Reason.key))]
        told = [row.text for row in reasons.of_rounds(session, [shown.round_id])]
    assert stored != order
    assert told == sorted(order)


def test_the_same_one_sent_twice_arrives_once(shown, app):
    client = app.test_client()
    assert send(client, shown).status_code == send(client, shown).status_code == 200
    assert texts() == [TEXT]
    send(client, shown, key="another-key-1234")
    assert texts() == [TEXT, TEXT]


def test_a_text_that_cannot_be_kept_gets_its_sentence_and_comes_back(shown, app):
    client = app.test_client()
    for text, sentence in (
        ("", "Da steht noch nichts."),
        (" \n\t\x00 ", "Da steht noch nichts."),
        ("x" * 201, "Das sind 201 Zeichen, möglich sind 200."),
        ("\N{GRINNING FACE}" * 5000, "Das sind 5000 Zeichen"),
    ):
        assert sentence in refused(send(client, shown, text), 422)
        plain = send(client, shown, text, script=False)
        body = html.unescape(plain.get_data(as_text=True))
        assert plain.status_code == 422
        assert sentence in body
        assert text.replace("\x00", "") in body.replace("\x00", "")
        assert token(shown) in body  # and can be sent again
        assert "Set-Cookie" not in plain.headers
    assert kept() == []


def test_what_our_pages_never_send_is_refused(shown, app):
    client = app.test_client()
    for fields in (
        {"token": ""},
        {"token": "0" * 32},
        {"token": "ä" * 32},
        {"token": "x" * 99},
        {"key": "short"},
        {"key": "'; --" * 4},
        {"seat": "2"},
        {"text": "x" * 1_500_000},
    ):
        answer = send(client, shown, **fields)
        assert 400 <= answer.status_code < 500, fields
        assert answer.get_json()["message"].endswith(".")
    assert kept() == []


def test_foreign_pages_and_other_rounds_are_refused(shown, app):
    client = app.test_client()
    foreign = client.post(
        f"/warum/{shown.round_id}",
        data={"text": TEXT, "token": token(shown), "key": KEY},
        headers={"Origin": "https://boese.example"},
    )
    assert foreign.status_code == 403
    other = shown.round_of(1)
    assert send(client, shown, around=other, token=token(shown)).status_code == 400
    assert "keine Gründe mehr" in refused(send(client, shown, around=other), 409)  # not shown yet
    assert send(client, shown, around=99999).status_code == 404
    assert client.get(f"/warum/{shown.round_id}").status_code == 405
    assert kept() == []


def test_only_while_the_result_is_seen_and_the_session_runs(shown, app):
    client = app.test_client()
    with db.transaction() as session:
        undoing.cover(session.get_one(Round, shown.round_id))
    assert "keine Gründe mehr" in refused(send(client, shown), 409)
    with db.transaction() as session:
        undoing.uncover(session.get_one(Round, shown.round_id))
    assert send(client, shown).status_code == 200
    shown.end()
    assert "keine Gründe mehr" in refused(send(client, shown, key="b" * 22), 409)
    assert texts() == [TEXT]


def test_one_phone_cannot_fill_everything(shown, app):
    client = app.test_client()
    bound = reasons.PER_SEAT * len(shown.seat_ids)
    for n in range(bound):
        assert send(client, shown, f"Grund {n}", key=f"key-number-{n}").status_code == 200
    assert "schon so viele Gründe" in refused(send(client, shown, key="one-too-many"), 400)
    assert send(client, shown, "Grund 3", key="key-number-3").status_code == 200  # it is there
    assert len(kept()) == bound


def test_it_is_asked_where_something_is_decided(evening):
    with db.transaction() as session:
        poll = session.get_one(Poll, evening.poll_ids[0])
        asked = {}
        for poll.method in (
            "yes_no",
            "doubt",
            "levels",
            "consent",
            "rating",
            "mood",
            "text",
            "dots",
        ):
            asked[poll.method] = reasons.are_asked(poll)
        assert [method for method, yes in asked.items() if not yes] == ["mood", "text", "dots"]
        poll.method, poll.in_report = "yes_no", False
        assert not reasons.are_asked(poll)
        poll.in_report = poll.trial = True
        assert not reasons.are_asked(poll)


def test_a_rating_asks_too_and_a_quick_question_does_not(shown, phone):
    member = phone(1)
    rated = shown.rate([{"M7": {"nutzen": 5}}])
    shown.finish(rated, "close", "show")
    publish.changed(shown.council_id)
    assert ASKED in jetzt(member)
    with db.transaction() as session:
        session.get_one(Round, rated).poll.in_report = False
    publish.changed(shown.council_id)
    assert ASKED not in jetzt(member)


def test_no_other_phone_and_no_wall_hears_of_it(shown, app, phone):
    version = publish.scenes().version(shown.council_id)
    send(phone(1), shown)
    assert publish.scenes().version(shown.council_id) == version  # phones fetch nothing anew
    publish.scenes().outdate(shown.council_id)
    for audience in ("member", "guest", "wall"):
        message = publish.scenes().current(shown.council_id, audience)
        assert TEXT not in message.html


def test_a_device_that_others_use_too_is_not_asked(shown):
    """Control: the scene that it is made from does ask."""
    member = publish.scenes().current(shown.council_id, "member").html
    tablet = acting.Acting(
        shown.council_id, shown.seat_ids[0], 1, "tablet", "/tisch/platz/1", "/tisch"
    )
    assert "/warum/" in member
    assert "/warum/" not in acting.aimed(tablet, member)
    assert "So geht es weiter" in acting.aimed(tablet, member)
