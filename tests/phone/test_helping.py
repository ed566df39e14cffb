"""Helping with one vote on another phone: a band says whom, one vote, and nothing else is touched (T3)."""

import html

import pytest

from facilitation import db
from facilitation.live import publish
from facilitation.participants import helping
from facilitation.participants.models import Seat
from facilitation.voting import ways
from facilitation.voting.models import Ballot, RollEntry
from facilitation.web import cookies
from tests import factories

KEY = factories.KEY
HELPED = 2


def offer(evening, number=HELPED):
    with db.transaction() as session:
        seat = session.get_one(Seat, evening.seat_ids[number - 1])
        return helping.LINK.token(KEY, ways.offer_help(session, seat))


def open_link(client, link):
    return client.post(
        "/helfen", data={"csrf_token": factories.csrf(client, "/helfen"), "token": link}
    )


def page(client, path="/helfen", status=200):
    answer = client.get(path)
    assert answer.status_code == status
    return html.unescape(answer.get_data(as_text=True))


def vote(client, around, mark="yes"):
    token = factories.csrf(client, "/helfen")
    return client.post(f"/helfen/stimme/{around}", data={"csrf_token": token, "M7": mark})


@pytest.fixture
def helper(phone, evening):
    """Seat 4's own phone; its member helps seat 2 with the vote that is open."""
    client = phone(4)
    evening.begin_vote()
    assert open_link(client, offer(evening)).location == "/helfen"
    return client


def entry(evening, number=HELPED):
    with db.reading() as session:
        seat_id = evening.seat_ids[number - 1]
        found = session.query(RollEntry).filter_by(round_id=evening.round_id, seat_id=seat_id).one()
        return found.channel, found.arrived


def test_the_ballot_comes_by_help_and_the_help_ends(helper, evening):
    around = evening.round_id
    ballot = page(helper)
    assert "Sie helfen Platz 2" in ballot
    assert f'action="/helfen/stimme/{around}"' in ballot
    assert vote(helper, around).location == "/helfen/danke"

    assert entry(evening) == ("helper", True)
    over = page(helper, "/helfen/danke")
    assert "Danke für Ihre Hilfe." in over
    assert "Zurück zu meinem Platz" in over
    assert helper.get_cookie(cookies.HELPER) is None
    assert "Link" in page(helper)


def test_the_helpers_own_seat_stays_signed_in_and_votes_for_itself(helper, evening):
    around = evening.round_id
    vote(helper, around, "no")
    assert "Platz 4" in page(helper, "/jetzt")
    token = factories.csrf(helper, "/jetzt")
    helper.post(f"/stimme/{around}", data={"csrf_token": token, "M7": "yes"})

    with db.reading() as session:
        marks = {ballot.seat_id: ballot.marks["M7"] for ballot in session.query(Ballot)}
    assert marks == {evening.seat_ids[1]: "no", evening.seat_ids[3]: "yes"}


def test_the_members_phone_is_not_signed_out_and_says_who_votes(helper, phone, evening):
    own = page(phone(HELPED), "/jetzt")

    assert 'data-state="helper"' in own
    assert "Bei dieser Abstimmung hilft Ihnen jemand." in own


def test_it_works_for_a_member_without_any_phone_and_a_helper_without_a_seat(client, evening):
    evening.begin_vote()
    open_link(client, offer(evening))
    assert vote(client, evening.round_id).location == "/helfen/danke"
    assert "Zurück zu meinem Platz" not in page(client, "/helfen/danke")
    assert entry(evening) == ("helper", True)


def test_a_second_vote_is_refused(helper, evening):
    around = evening.round_id
    token = factories.csrf(helper, "/helfen")
    sent = {"marks": {"M7": "yes"}, "key": "key-number-one", "seq": 1}
    path, headers = f"/helfen/stimme/{around}", {"X-CSRFToken": token}
    assert helper.post(path, json=sent, headers=headers).json == {"ok": True, "seq": 1}
    # The same again, because its answer was lost, is answered; another one isn't taken.
    assert helper.post(path, json=sent, headers=headers).json == {"ok": True, "seq": 1}
    other = helper.post(path, json=sent | {"key": "key-number-two", "seq": 2}, headers=headers)
    assert (other.status_code, other.json["code"]) == (409, "help_over")
    assert helper.get("/helfen/stand").status_code == 401


def test_before_the_vote_the_helper_waits_and_the_member_can_be_helped_then(client, evening):
    evening.start()
    evening.arrive()
    open_link(client, offer(evening))
    assert "Sie helfen Platz 2" in page(client)
    evening.move_on()
    evening.move_on()
    evening.open()
    publish.scenes().outdate(evening.council_id)

    assert entry(evening) == ("helper", False)
    assert client.get("/helfen/stand").json["seat"]["state"] == "vote"
    assert vote(client, evening.round_id).status_code == 303


@pytest.mark.parametrize("how", ["helper", "desk", "way"])
def test_help_can_be_ended_without_a_vote(helper, evening, how):
    token = factories.csrf(helper, "/helfen")
    with db.transaction() as session:
        seat = session.get_one(Seat, evening.seat_ids[HELPED - 1])
        if how == "desk":
            ways.end_help(session, seat)
        elif how == "way":
            ways.choose(session, seat, "paper")
    if how == "helper":
        helper.post("/helfen/ende", data={"csrf_token": token})
    sent = helper.post(f"/helfen/stimme/{evening.round_id}", data={"csrf_token": token, "M7": "no"})

    assert sent.status_code == 409
    assert entry(evening) == ("paper" if how == "way" else "phone", False)
    assert "Sie ist jetzt zu Ende." in page(helper)


def test_a_link_is_for_one_device(client, app, evening):
    link = offer(evening)
    open_link(client, link)
    second = app.test_client()
    answer = open_link(second, link)

    assert answer.status_code == 422
    assert "gilt nicht mehr" in html.unescape(answer.text)
    assert second.get("/helfen/stand").status_code == 401


def test_a_foreign_round_and_other_pages_are_out_of_reach(client, evening):
    evening.begin_vote()
    open_link(client, offer(evening))
    foreign = factories.evening("nachbarstadt").begin_vote()

    assert vote(client, foreign).status_code == 404
    for path in ("/jetzt", "/tisch/stand", "/lesen"):
        assert client.get(path).status_code == 401
