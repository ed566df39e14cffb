"""What is deleted when a session ends is gone from PostgreSQL's files too, once nobody reads it."""

import pytest
from sqlalchemy import func, select, text

from facilitation import db
from facilitation.councils.models import Council
from facilitation.voting import retention
from facilitation.voting.models import Ballot

from .. import factories, stores

pytestmark = pytest.mark.parametrize("store", [stores.POSTGRES], indirect=True)


@pytest.fixture
def over(database):
    """A session with simple ballots, which has just ended."""
    evening = factories.evening(mode="simple")
    evening.begin_vote()
    for number in range(1, 4):
        evening.cast(number, "yes")
    return evening


def pages_of_ballots():
    with db.reading() as session:
        return session.scalar(text("SELECT pg_relation_size('ballots')"))


def test_whoever_reads_since_before_the_end_keeps_deleted_ballots_only_for_a_while(over, database):
    """PostgreSQL keeps for each reader what was there when it began, also in a table built anew."""
    with db.reading() as session:
        session.scalar(select(func.count(Council.id)))
        over.end()
        assert not database.rewrite(*retention.TRACES)
        assert pages_of_ballots() > 0
    assert database.rewrite(*retention.TRACES)

    assert pages_of_ballots() == 0
    with db.reading() as session:
        assert session.scalar(select(func.count(Ballot.id))) == 0
