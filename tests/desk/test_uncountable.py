"""A sealed vote that can't be counted, at the desk and on every face."""

import pytest

from facilitation import db
from facilitation.live import key_watch, publish
from facilitation.phone import voting
from facilitation.voting import keys
from facilitation.voting.casting import Cast

from .. import factories
from .cockpits import desk
from .test_cockpit import words


@pytest.fixture
def evening(database):
    return factories.evening(mode="sealed")


@pytest.fixture
def mo(app, evening):
    evening.begin_vote()
    return desk(app, evening, "moderator")


def closed(mo, *marks):
    for number, mark in enumerate(marks, 1):
        mo.evening.cast(number, mark)
    assert mo.command("close", "open", round=mo.evening.round_id).status_code == 200


def test_too_few_are_said_and_the_button_offers_to_end_without_a_result(mo):
    closed(mo, "yes", "no")
    page = words(mo.page())
    assert "Zu wenige Stimmen, um vertraulich auszuzählen." in page
    assert "Ohne Ergebnis beenden" in page
    assert "Vorab ansehen" not in page

    refused = mo.command("show", "closed", round=mo.evening.round_id)
    assert (refused.status_code, refused.json["code"]) == (400, "too_few")
    assert mo.command("give_up", "closed", round=mo.evening.round_id).status_code == 200
    page = words(mo.page())
    assert "Es kamen zu wenige Stimmen." in page
    assert mo.command("give_up", "closed", round=mo.evening.round_id).status_code == 409


def shown(mo, audience):
    return words(publish.scenes().current(mo.evening.council_id, audience).html)


def test_a_key_that_vanishes_while_phones_vote_is_said_everywhere_and_may_come_back(mo, tmp_path):
    assert "unterbrochen" not in shown(mo, "member") + shown(mo, "wall")
    folder = keys.folder_of(db.database())
    folder.rename(tmp_path / "pulled-out")

    key_watch.look()
    for audience in ("member", "guest", "wall"):
        assert "Die Abstimmung ist unterbrochen" in shown(mo, audience)
    assert "Der Schlüssel zu den Stimmzetteln fehlt." in words(mo.page())

    (tmp_path / "pulled-out").rename(folder)
    key_watch.look()
    assert "unterbrochen" not in shown(mo, "member") + shown(mo, "wall") + shown(mo, "guest")
    assert "Schlüssel zu den Stimmzetteln" not in words(mo.page())


def test_a_ballot_that_is_refused_for_its_key_tells_everybody(mo):
    shown(mo, "member")
    keys.destroy_all(db.database())
    with pytest.raises(keys.KeyLost):
        vote(mo.evening, 1)

    assert "Die Abstimmung ist unterbrochen" in shown(mo, "member")
    page = mo.page()
    assert "Ohne Ergebnis beenden" in words(page)
    assert 'data-by-key="no"' in page, "no slip of the clicker ends what may come back"
    assert mo.command("give_up", "open", round=mo.evening.round_id).status_code == 200
    assert "Niemand kann sie mehr öffnen" in shown(mo, "member")


def vote(evening, number):
    seat = evening.seat_ids[number - 1]
    cast = Cast(evening.round_id, seat, "phone", {"M7": "yes"}, key="first-one", seq=1)
    return voting.deliver(evening.council_id, cast)


def test_an_open_vote_with_its_key_is_not_given_up(mo):
    assert mo.command("give_up", "open", round=mo.evening.round_id).status_code == 400


def test_enough_are_not_given_up(mo):
    closed(mo, "yes", "no", "yes", "no", "yes")
    refused = mo.command("give_up", "closed", round=mo.evening.round_id)
    assert refused.status_code == 400
    assert "lässt sich auszählen" in refused.json["message"]
    assert mo.command("show", "closed", round=mo.evening.round_id).status_code == 200


def test_without_its_key_it_is_void_and_can_be_held_again(mo):
    closed(mo, "yes", "no", "yes", "no", "yes")
    keys.destroy_all(db.database())
    publish.scenes().outdate(mo.evening.council_id)  # nobody told it, as nobody would
    assert "Der Schlüssel zu den Stimmzetteln fehlt." in words(mo.page())
    refused = mo.command("show", "closed", round=mo.evening.round_id)
    assert refused.json["code"] == "void"

    assert mo.command("give_up", "closed", round=mo.evening.round_id).status_code == 200
    around = mo.evening.round_id
    assert "Bitte wiederholen Sie die Abstimmung." in words(mo.page())
    assert mo.command("another_round", "cancelled", round=around).status_code == 200
