"""What a recommendation came from or belongs to stays."""

import pytest

from facilitation import db
from facilitation.councils.models import Council
from facilitation.errors import Refused
from facilitation.measures import measures
from facilitation.measures.models import Measure
from facilitation.recommendations import drafting, removing


@pytest.fixture
def session(evening):
    with db.transaction() as session:
        yield session


@pytest.fixture
def council(session, evening):
    return session.get_one(Council, evening.council_id)


@pytest.fixture
def measure(session, council):
    """One that nothing refers to."""
    field = measures.add_field(session, council.id, letter="Z", title="Zum Schluss")
    return measures.add(session, council.id, number=99, title="Doch nicht", field_id=field.id)


def capture(session, council, measure):
    return drafting.capture(session, council, measure=measure, around=None, account_id=None)


def test_an_unused_measure_goes_and_then_its_field(session, council, measure):
    field = measure.field
    removing.drop_measure(session, measure)
    removing.drop_field(session, field)

    assert [found.letter for found in measures.all_fields(session, council.id)] == ["A"]


def test_a_measure_that_became_a_recommendation_stays(session, council, measure):
    capture(session, council, measure)

    with pytest.raises(Refused) as refused:
        removing.drop_measure(session, measure)
    assert refused.value.sentence().startswith("E\N{NO-BREAK SPACE}1 ist aus dieser Maßnahme")


def test_a_field_that_a_recommendation_belongs_to_stays(session, council, measure):
    field = measure.field
    drafting.reword(
        session,
        council,
        capture(session, council, None),
        {"field_id": field.id},
        from_version=1,
        account_id=None,
    )
    removing.drop_measure(session, measure)

    with pytest.raises(Refused, match="Handlungsfeld"):
        removing.drop_field(session, field)


def test_a_measure_that_is_voted_on_stays(session, evening):
    with pytest.raises(Refused, match="abgestimmt"):
        removing.drop_measure(session, session.get_one(Measure, evening.measure_ids[0]))
