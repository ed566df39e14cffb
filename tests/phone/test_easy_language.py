"""A measure's text in Einfache Sprache on the phone: at the ballot and for reading."""

import pytest

from facilitation import db
from facilitation.live import publish
from facilitation.measures import measures
from facilitation.voting import polls

EASY = "Bäume bekommen Messgeräte. Dann weiß die Stadt: Der Baum braucht Wasser."
OFFERED = "In Einfacher Sprache"


@pytest.fixture
def simple(app, evening):
    """The first measure has such a text, the second has none."""
    with db.transaction() as session:
        measures.find(session, evening.council_id, evening.measure_ids[0]).easy = EASY
    publish.changed(evening.council_id)


def test_the_ballot_offers_it_below_the_whole_text(simple, evening, phone, read):
    member = phone(1)
    evening.begin_vote()
    publish.changed(evening.council_id)
    page = read(member, "/jetzt")
    assert page.index("Ganzen Text lesen") < page.index(OFFERED) < page.index(EASY)


def test_a_measure_is_read_with_it(simple, phone, read):
    page = read(phone(1), "/lesen/massnahme/7")
    assert OFFERED in page
    assert EASY in page


def test_nothing_is_offered_where_there_is_none(simple, phone, read):
    assert OFFERED not in read(phone(1), "/lesen/massnahme/8")


def test_an_opened_round_keeps_the_text_it_had(simple, evening, phone, read):
    member = phone(1)
    evening.begin_vote()
    with db.transaction() as session:
        measures.find(session, evening.council_id, evening.measure_ids[0]).easy = "Neu."
    publish.changed(evening.council_id)
    assert EASY in read(member, "/jetzt")


def test_a_round_from_before_there_were_such_texts_is_still_shown(evening, phone, read):
    member = phone(1)
    evening.begin_vote()
    with db.transaction() as session:
        around = polls.find_round(session, evening.council_id, evening.round_id)
        old = dict(around.wording)
        old["options"] = [
            {key: value for key, value in option.items() if key != "easy"}
            for option in old["options"]
        ]
        around.wording = old
    publish.changed(evening.council_id)
    assert OFFERED not in read(member, "/jetzt")
