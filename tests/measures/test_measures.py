"""Fields and measures: letters and numbers are given once per council."""

import pytest

from facilitation import db
from facilitation.errors import Conflict, NotFound, Refused
from facilitation.measures import measures

from .. import factories


@pytest.fixture
def other(evening):
    """The neighbours' council, with the same letters and numbers."""
    return factories.evening("nachbarstadt")


@pytest.fixture
def session(evening):
    with db.transaction() as session:
        yield session


def field_of(session, evening):
    return measures.all_fields(session, evening.council_id)[0]


def test_measures_come_by_number_with_a_code(evening, session):
    measures.add(session, evening.council_id, number=2, title="Früher")

    found = measures.all_measures(session, evening.council_id)
    assert [measure.code for measure in found] == ["M2", "M7", "M8"]
    assert found[1].field.letter == "A"
    assert found[0].field is None


def test_fields_come_by_letter(evening, session):
    for letter in ("C", "B"):
        measures.add_field(session, evening.council_id, letter=letter, title=letter)

    found = measures.all_fields(session, evening.council_id)
    assert [field.letter for field in found] == ["A", "B", "C"]


def test_a_number_and_a_letter_are_given_once(other, evening, session):
    with pytest.raises(Conflict) as refused:
        measures.add(session, evening.council_id, number=7, title="Noch eine")
    assert refused.value.sentence() == "Die Nummer 7 ist schon vergeben."
    with pytest.raises(Conflict) as refused:
        measures.add_field(session, evening.council_id, letter="A", title="Noch eins")
    assert refused.value.sentence() == "Den Buchstaben A gibt es schon."


def test_what_belongs_to_another_council_is_not_found(other, evening, session):
    foreign = field_of(session, other).id

    for look_up in (
        lambda: measures.find(session, evening.council_id, other.measure_ids[0]),
        lambda: measures.find_field(session, evening.council_id, foreign),
        lambda: measures.find_field(session, evening.council_id, 10**30),
        lambda: measures.add(session, evening.council_id, number=1, title="x", field_id=foreign),
    ):
        with pytest.raises(NotFound):
            look_up()
    assert measures.find(session, evening.council_id, evening.measure_ids[0]).number == 7


def test_only_an_empty_field_can_go(evening, session):
    empty = measures.add_field(session, evening.council_id, letter="B", title="Leer")
    measures.remove_field(session, empty)
    with pytest.raises(Refused, match="gehören noch Maßnahmen"):
        measures.remove_field(session, field_of(session, evening))

    assert [field.letter for field in measures.all_fields(session, evening.council_id)] == ["A"]


def test_a_measure_that_nothing_refers_to_can_go(evening, session):
    added = measures.add(session, evening.council_id, number=1, title="Doch nicht")
    measures.remove(session, added)

    assert len(measures.all_measures(session, evening.council_id)) == 2


def test_measures_and_fields_change_but_not_onto_taken_places(evening, session):
    measure = measures.find(session, evening.council_id, evening.measure_ids[0])
    field = measures.add_field(session, evening.council_id, letter="B", title="Leer")
    texts = {"title": "Neu", "sentence": "", "text": "", "easy": "", "infinitive": ""}
    measures.change(session, measure, number=7, field_id=field.id, **texts)
    measures.change_field(session, field, letter="C", title="Voll")

    assert (measure.title, measure.field.letter) == ("Neu", "C")
    with pytest.raises(Conflict):
        measures.change(session, measure, number=8, field_id=None, **texts)
    with pytest.raises(Conflict):
        measures.change_field(session, field, letter="A", title="Voll")


def test_a_field_of_another_council_is_no_place_for_a_measure(other, evening, session):
    measure = measures.find(session, evening.council_id, evening.measure_ids[0])
    texts = {"title": "Neu", "sentence": "", "text": "", "easy": "", "infinitive": ""}

    with pytest.raises(NotFound):
        measures.change(session, measure, number=7, field_id=field_of(session, other).id, **texts)


def test_the_next_number_is_offered(evening, session):
    assert measures.next_number(session, evening.council_id) == 9
    assert measures.next_number(session, 9999) == 1
