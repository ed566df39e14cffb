"""Begun and not handed in: a number for the desk, never what stands on it, never who."""

import html

import pytest

from facilitation import db
from facilitation.live import drafts, events, publish
from facilitation.live.roles import Viewer
from facilitation.participants.models import Seat


@pytest.fixture
def begun(app, evening, monkeypatch):
    monkeypatch.setattr(drafts, "_begun", {})
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    return evening


def tell(evening, seat, around):
    [declared] = [each for each in events.events if each.name == "begun"]
    with db.reading() as session:
        device = session.get_one(Seat, evening.seat_ids[seat - 1]).device_id
    viewer = Viewer(
        "member", evening.council_id, seat_id=evening.seat_ids[seat - 1], device_id=device
    )
    return declared.handler(viewer, declared.shape(round=around))


def desk(evening):
    publish.scenes().outdate(evening.council_id)
    return html.unescape(publish.scenes().current(evening.council_id, "desk").html)


def test_the_desk_reads_how_many_have_begun_until_their_ballots_are_in(begun):
    around = begun.ask("dots", {"points": 5, "per_option": 3}, [{"M7": 1}])
    assert "aber nicht abgegeben" not in desk(begun)

    for seat in (1, 2, 3, 3):
        assert tell(begun, seat, around) == {}

    assert "<b>2</b> haben angefangen, aber nicht abgegeben" in desk(begun), "seat 1 is in"
    for audience in ("wall", "member", "guest"):
        assert "angefangen" not in publish.scenes().current(begun.council_id, audience).html


def test_what_is_not_open_here_is_not_noted(begun):
    around = begun.ask("dots", {"points": 5, "per_option": 3})
    tell(begun, 2, around + 1)
    begun.finish(around, "close")
    publish.scenes().outdate(begun.council_id)
    tell(begun, 2, around)

    assert drafts._begun == {}


def test_old_rounds_are_forgotten(monkeypatch):
    monkeypatch.setattr(drafts, "_begun", {})
    for around in range(1, drafts.MOST_ROUNDS + 5):
        assert drafts.note(around, 7)

    assert len(drafts._begun) == drafts.MOST_ROUNDS
    assert not drafts.note(drafts.MOST_ROUNDS + 4, 7)
