"""Ballots by form and by script; whatever can't be counted is said in a sentence."""

import html
import json

import pytest
from sqlalchemy import func, select

from facilitation import db
from facilitation.db import LARGEST_ID
from facilitation.participants.models import Seat
from facilitation.voting.models import Ballot, RollEntry
from tests import factories

KEY = "0123456789abcdef"


def text_of(answer):
    return html.unescape(answer.get_data(as_text=True))


@pytest.fixture
def member(phone):
    return phone(2)


def by_form(client, round_id, **marks):
    token = factories.csrf(client, "/jetzt")
    return client.post(f"/stimme/{round_id}", data={"csrf_token": token, **marks})


def by_script(client, round_id, **body):
    token = factories.csrf(client, "/jetzt")
    return client.post(f"/stimme/{round_id}", json=body, headers={"X-CSRFToken": token})


def ballots(evening):
    with db.reading() as session:
        return session.scalar(
            select(func.count(Ballot.id)).where(Ballot.round_id == evening.round_id)
        )


def test_without_script(member, evening):
    round_id = evening.begin_vote()
    page = text_of(member.get("/jetzt"))
    assert f'action="/stimme/{round_id}"' in page
    assert 'data-state="vote"' in page
    assert "Ihre Angaben bleiben bis zum Ende der Sitzung mit Ihrem Platz gespeichert." in page

    assert by_form(member, round_id, M7="yes").location == "/jetzt"
    page = text_of(member.get("/jetzt"))
    assert 'data-state="arrived"' in page
    assert "<title>Angekommen" in page
    assert "Bis zum Ende der Sitzung ist sie auch mit Ihrem Platz gespeichert." in page

    changing = text_of(member.get("/jetzt?aendern=1"))
    assert 'data-state="vote"' in changing
    assert "data-changing" in changing
    assert by_form(member, round_id, M7="no").location == "/jetzt"
    assert "data-again" in text_of(member.get("/jetzt"))
    assert ballots(evening) == 1


def test_by_script_and_the_same_again(member, evening):
    round_id = evening.begin_vote()
    for _ in range(3):
        answer = by_script(member, round_id, marks={"M7": "yes"}, key=KEY, seq=1)
        assert answer.json == {"ok": True, "seq": 1}
    assert ballots(evening) == 1


def test_stale(member, evening):
    round_id = evening.begin_vote()
    by_script(member, round_id, marks={"M7": "yes"}, key=KEY, seq=2)
    answer = by_script(member, round_id, marks={"M7": "no"}, key=KEY + "2", seq=2)
    assert answer.status_code == 409
    assert answer.json["code"] == "stale"
    assert answer.json["current"] == 2
    assert "Sie zählt." in answer.json["message"]


def test_after_the_close(member, evening):
    round_id = evening.begin_vote()
    token = factories.csrf(member, "/jetzt")
    evening.command("close")
    answer = member.post(f"/stimme/{round_id}", data={"csrf_token": token, "M7": "yes"})
    assert answer.status_code == 409
    assert "Die Abstimmung ist geschlossen. Ihre Stimme wurde nicht mehr gezählt." in text_of(
        answer
    )
    assert ballots(evening) == 0
    with db.reading() as session:
        late = session.scalar(
            select(RollEntry.late).where(RollEntry.seat_id == evening.seat_ids[1])
        )
    assert late is True


def test_who_came_too_late_votes_after_reopening(member, evening, app):
    from facilitation.live import publish

    round_id = evening.begin_vote()
    token = factories.csrf(member, "/jetzt")
    evening.command("close")
    member.post(f"/stimme/{round_id}", data={"csrf_token": token, "M7": "yes"})
    publish.changed(evening.council_id)
    assert 'data-state="late"' in text_of(member.get("/jetzt"))
    evening.command("reopen")
    publish.changed(evening.council_id)
    page = text_of(member.get("/jetzt"))
    assert 'data-when="vote late"' in page
    assert by_form(member, round_id, M7="yes").status_code == 303


@pytest.mark.parametrize("state", ["shown", "cancelled"])
def test_rounds_that_are_over(member, evening, state):
    round_id = evening.begin_vote()
    evening.cast(1, "yes")
    if state == "cancelled":
        evening.command("cancel", "Der Text war falsch.")
    else:
        evening.command("close")
        evening.command("show")
    answer = by_form(member, round_id, M7="yes")
    assert answer.status_code == 409
    assert "geschlossen" in text_of(answer)


def test_not_on_the_roll(phone, evening):
    evening.start()
    evening.arrive(1, 2, 3)
    evening.move_on()
    evening.move_on()
    round_id = evening.open()
    late = phone(5)
    page = text_of(late.get("/jetzt"))
    assert 'data-state="not_on_roll"' in page
    answer = by_form(late, round_id, M7="yes")
    assert answer.status_code == 403
    assert "Diese Abstimmung lief schon. Ab der nächsten sind Sie dabei." in text_of(answer)


def test_paper(member, evening):
    with db.transaction() as session:
        session.get_one(Seat, evening.seat_ids[1]).channel = "paper"
    round_id = evening.begin_vote()
    assert 'data-state="paper"' in text_of(member.get("/jetzt"))
    answer = by_form(member, round_id, M7="yes")
    assert answer.status_code == 409
    assert "Papier" in text_of(answer)


def test_guests_and_strangers_cannot_vote(phone, client, evening):
    round_id = evening.begin_vote()
    guest = phone()
    page = text_of(guest.get("/jetzt"))
    assert "Sie sind zu Gast und können mitlesen." in page
    assert "/stimme/" not in page
    answer = by_form(guest, round_id, M7="yes")
    assert answer.status_code == 403
    assert "zu Gast" in text_of(answer)
    token = factories.csrf(client)
    stranger = client.post(f"/stimme/{round_id}", data={"csrf_token": token, "M7": "yes"})
    assert stranger.status_code == 401
    assert ballots(evening) == 0


def test_foreign_rounds_are_not_there(member, evening):
    other = factories.evening("andernorts")
    foreign = other.begin_vote()
    evening.begin_vote()
    for round_id in (foreign, 999_999, LARGEST_ID, LARGEST_ID + 1, 2**70):
        assert by_form(member, round_id, M7="yes").status_code == 404
    assert (
        by_script(member, foreign, marks={"M7": "yes"}, key=KEY, seq=1).json["code"] == "not_found"
    )


@pytest.mark.parametrize(
    "marks",
    [
        {},
        {"M7": "vielleicht"},
        {"M8": "yes"},
        {"M7": "yes", "M8": "yes"},
        {"M7": "yes", "seat": "1"},
        {"M7": "\u0000"},
        {"M7": "😀" * 1000},
        {"M7": "ja" * 50_000},
        {"\u202e": "yes"},
    ],
    ids=range(9),
)
def test_marks_that_make_no_sense(member, evening, marks):
    round_id = evening.begin_vote()
    answer = by_form(member, round_id, **marks)
    assert answer.status_code == 422
    assert "Noch nicht abgegeben." in text_of(answer), "the ballot again, with the sentence"
    assert 'data-state="vote"' in text_of(answer)
    assert ballots(evening) == 0


@pytest.mark.parametrize(
    "body",
    [
        "",
        "null",
        "[]",
        "{",
        '"yes"',
        "[" * 50_000,
        json.dumps({"marks": {"M7": "yes"}, "key": KEY}),
        json.dumps({"marks": {"M7": "yes"}, "key": KEY, "seq": "1"}),
        json.dumps({"marks": {"M7": "yes"}, "key": KEY, "seq": 0}),
        json.dumps({"marks": {"M7": "yes"}, "key": KEY, "seq": 2**40}),
        json.dumps({"marks": {"M7": "yes"}, "key": "x", "seq": 1}),
        json.dumps({"marks": {"M7": ["yes"]}, "key": KEY, "seq": 1}),
        json.dumps({"marks": "yes", "key": KEY, "seq": 1}),
        json.dumps({"marks": {"M7": "yes"}, "key": KEY, "seq": 1, "seat": 1}),
    ],
    ids=range(14),
)
def test_bodies_that_make_no_sense(member, evening, body):
    round_id = evening.begin_vote()
    answer = member.post(
        f"/stimme/{round_id}",
        data=body,
        content_type="application/json",
        headers={"X-CSRFToken": factories.csrf(member, "/jetzt")},
    )
    assert answer.status_code == 422
    assert answer.json["ok"] is False
    assert answer.json["message"]
    assert ballots(evening) == 0


def test_a_foreign_page_cannot_vote(member, evening):
    round_id = evening.begin_vote()
    token = factories.csrf(member, "/jetzt")
    without = member.post(f"/stimme/{round_id}", data={"M7": "yes"})
    assert without.status_code == 400
    foreign = member.post(
        f"/stimme/{round_id}",
        data={"csrf_token": token, "M7": "yes"},
        headers={"Origin": "https://example.org"},
    )
    assert foreign.status_code == 403
    assert ballots(evening) == 0


def test_a_round_whose_text_was_taken_back_takes_no_ballot(member, evening):
    evening.begin_vote()
    waiting = evening.round_of(1)
    answer = by_form(member, waiting, M8="yes")
    assert answer.status_code == 409
    assert "inzwischen" in answer.get_data(as_text=True)


def test_twenty_copies_at_once_are_one_ballot(member, evening, app):
    """Through the writer's queue, as parallel requests arrive."""
    import gevent

    from facilitation.voting.casting import Cast
    from facilitation.voting.writer import Writer

    round_id = evening.begin_vote()
    writer = Writer()
    writer.start()
    cast = Cast(round_id, evening.seat_ids[1], "phone", {"M7": "yes"}, KEY, 1)
    jobs = [gevent.spawn(writer.cast, cast) for _ in range(20)]
    gevent.joinall(jobs, raise_error=True)
    writer.stop()
    assert {job.value.seq for job in jobs} == {1}
    assert ballots(evening) == 1


def test_the_own_answer_can_be_deleted_beside_the_result_too(phone, evening):
    """It is on this phone only; guests have none."""
    evening.begin_vote()
    evening.cast(2, "yes")
    evening.command("close")
    evening.command("show")

    assert "data-forget" in text_of(phone(2).get("/jetzt"))
    assert "data-forget" not in text_of(phone().get("/jetzt"))
