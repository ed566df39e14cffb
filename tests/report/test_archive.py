"""The archive says everything that was shown, nothing that wasn't, and can be counted again."""

import json

from facilitation import db
from facilitation.councils.models import Council
from facilitation.report import archive
from facilitation.voting.recount import compare, recount

from ..factories import evening


def written(place):
    with db.reading() as session:
        return json.loads(archive.as_bytes(session, session.get_one(Council, place.council_id)))


def held(marks):
    place = evening(members=len(marks))
    place.begin_vote()
    for number, mark in enumerate(marks, start=1):
        place.cast(number, mark)
    return place


def test_a_shown_round_can_be_counted_again(app):
    place = held(("no", "yes", "abstain", "yes"))
    place.command("close")
    place.command("show")

    data = written(place)

    assert data["polls"][0]["ballots"] == [
        {"M7": "abstain"},
        {"M7": "no"},
        {"M7": "yes"},
        {"M7": "yes"},
    ]
    assert data["rounds"][0]["id"] == data["polls"][0]["id"]
    assert list(compare(data, recount(data))) == []


def test_it_says_the_same_after_the_meeting_when_the_link_to_the_seats_is_gone(app):
    place = held(("no", "yes", "abstain"))
    place.command("close")
    place.command("show")
    before = written(place)["polls"]
    place.end()

    assert written(place)["polls"] == before


def test_no_ballot_leaves_before_its_result_is_shown(app):
    place = held(("no", "yes", "abstain"))
    for command in (None, "close", "count"):
        if command:
            place.command(command)
        entry = written(place)["polls"][0]

        assert entry == {
            "id": entry["id"],
            "method": "yes_no",
            "result": None,
            "status": "not_shown",
        }


def test_a_cancelled_round_is_listed_as_not_counted(app):
    place = held(("no", "yes"))
    place.command("cancel", "Falscher Text.")

    data = written(place)

    assert recount(data)["polls"] == [
        {"id": data["polls"][0]["id"], "result": None, "status": "cancelled"}
    ]
    assert data["rounds"][0]["cancel_reason"] == "Falscher Text."


def test_neither_secrets_nor_seats_get_into_it(app):
    place = held(("yes", "no"))
    place.command("close")
    place.command("show")
    with db.reading() as session:
        council = session.get_one(Council, place.council_id)
        text = archive.as_bytes(session, council).decode()

    assert place.card(1) not in text
    assert place.token(1) not in text
    assert "card_salt" not in text
    assert '"seat' not in text.replace('"seats"', "")
