"""A clicker that bounces: two presses within a moment count once, whatever window they come from."""

import pytest

from facilitation import db
from facilitation.desk import events
from facilitation.desk.commands import bouncing
from facilitation.errors import Refused
from facilitation.live.messages import CommandMessage
from facilitation.voting.models import Round

from .. import factories
from .cockpit_fixtures import mo
from .cockpits import desk

__all__ = ["mo"]


@pytest.fixture(autouse=True)
def rested():
    bouncing.forget()
    yield
    bouncing.forget()


def press(mo, name, from_state, **fields):
    message = CommandMessage(
        name=name,
        from_state=from_state,
        meeting=1,
        fields={key: str(value) for key, value in fields.items()},
        step=True,
    )
    return events.command(mo.viewer, message)


def state(around):
    with db.reading() as session:
        return session.get_one(Round, around).state


def test_the_second_press_does_not_reach_the_next_state(mo, evening):
    """The other window already shows the new button; its state alone would let it through."""
    around = evening.begin_vote()
    press(mo, "close", "open", round=around)
    with pytest.raises(bouncing.Twice):
        press(mo, "show", "closed", round=around)
    assert state(around) == "closed"


def test_without_the_mark_of_a_key_it_would(mo, evening):
    """The control: a mouse on two buttons isn't a clicker."""
    around = evening.begin_vote()
    press(mo, "close", "open", round=around)
    assert mo.command("show", "closed", round=around).status_code == 200


def test_after_a_rest_it_goes_on(mo, evening, monkeypatch):
    monkeypatch.setattr(bouncing, "REST", 0)
    around = evening.begin_vote()
    press(mo, "last_call", "open", round=around)
    press(mo, "close", "open", round=around)
    assert state(around) == "closed"


def test_a_press_that_was_refused_does_not_make_the_next_one_wait(mo, evening):
    around = evening.begin_vote()
    with pytest.raises(Refused):
        press(mo, "show", "closed", round=around)
    press(mo, "close", "open", round=around)
    assert state(around) == "closed"


def test_panic_never_waits_for_the_big_button(mo, evening):
    around = evening.begin_vote()
    press(mo, "close", "open", round=around)
    press(mo, "cover", "", to="neutral")
    assert mo.picture().wall == "neutral"
    with pytest.raises(bouncing.Twice):
        press(mo, "cover", "", to="")
    assert mo.picture().wall == "neutral"


def test_the_form_carries_the_mark_too(mo, evening):
    around = evening.begin_vote()
    first = mo.command("close", "open", round=around, step="1")
    again = mo.command("show", "closed", round=around, step="1")
    assert (first.status_code, again.status_code) == (200, 429)
    assert again.json["code"] == "twice"


def test_councils_do_not_wait_for_each_other(app, mo, evening):
    other = desk(app, factories.evening("anderswo"))
    around = evening.begin_vote()
    press(mo, "close", "open", round=around)
    there = other.evening.begin_vote()
    press(other, "close", "open", round=there)
    assert (state(around), state(there)) == ("closed", "closed")
