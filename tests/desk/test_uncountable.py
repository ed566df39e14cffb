"""A sealed vote that can't be counted, at the desk and on every face."""

import pytest

from facilitation import db
from facilitation.live import publish
from facilitation.voting import keys

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
