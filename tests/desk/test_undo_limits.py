"""Where undo stops, so that nothing is broken or seen by it."""

import pytest

from facilitation import db
from facilitation.measures.models import Measure
from facilitation.meetings.models import Meeting
from facilitation.recommendations import removing

from .cockpit_fixtures import mo
from .test_undo import begin, offered, outside, shown, undo

__all__ = ["mo"]


@pytest.fixture
def vote(mo, evening):
    begin(mo, evening)
    return evening.round_id


def show_second(mo, evening):
    second = evening.round_of(1)
    for name, from_state in (
        ("show_text", "ready"),
        ("open", "text_shown"),
        ("close", "open"),
        ("show", "closed"),
    ):
        assert mo.command(name, from_state, round=second).status_code == 200


def test_several_results_are_covered_up_side_by_side(app, mo, evening, vote):
    """Covering the second doesn't let the first be seen again, nor does the end of the session."""
    from ..factories import join

    phone = app.test_client()
    join(phone, evening.card(1))
    shown(mo, evening, vote)
    undo(mo, "Ergebnis gezeigt")
    show_second(mo, evening)
    undo(mo, "Ergebnis gezeigt")
    evening.end()

    for number in (7, 8):
        page = phone.get(f"/lesen/massnahme/{number}").get_data(as_text=True)
        assert "Dazu gibt es noch kein Ergebnis." in page


def test_a_point_whose_measure_has_gone_does_not_come_back(mo, evening):
    evening.start()
    mo.command("remove_item", item=evening.item_ids[1])
    with db.transaction() as session:
        removing.drop_measure(session, session.get_one(Measure, evening.measure_ids[0]))
    entry, _called = offered(evening)

    refused = mo.command("undo", str(entry))
    assert refused.status_code == 404
    assert refused.json["message"] == "Diese Maßnahme gibt es nicht."
    with db.reading() as session:
        assert len(session.get_one(Meeting, evening.meeting_id).items) == 2
    assert "Gespräch an den Tischen" in outside(evening, "desk")
