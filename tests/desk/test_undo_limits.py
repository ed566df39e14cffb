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


def test_a_second_result_is_not_covered_up_in_place_of_the_first(app, mo, evening, vote):
    """Or the first would be seen again, on every phone that reads."""
    from ..factories import join

    phone = app.test_client()
    join(phone, evening.card(1))
    shown(mo, evening, vote)
    undo(mo, "Ergebnis gezeigt")
    show_second(mo, evening)

    assert offered(evening) is None
    assert "Angenommen" not in phone.get("/lesen/massnahme/7").get_data(as_text=True)


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
