"""Fields of action and measures at the desk."""

import pytest

from facilitation import db
from facilitation.measures import measures
from facilitation.measures.models import Measure

from .. import factories
from .browsers import hidden

GIVEN = {
    "number": "9",
    "title": "Offene Datenplattform",
    "field_id": "",
    "sentence": "Daten der Stadt stehen allen offen.",
    "text": "Erster Absatz.\n\nZweiter Absatz.",
    "easy": "Die Stadt hat Daten. Alle dürfen sie sehen.",
    "infinitive": "eine offene Datenplattform einzurichten",
}


def path(evening, rest=""):
    return f"/mod/{evening.slug}/vorbereitung/3{rest}"


def found(evening):
    with db.reading() as session:
        return {m.number: m.title for m in measures.all_measures(session, evening.council_id)}


def field_of(evening):
    with db.reading() as session:
        return measures.all_fields(session, evening.council_id)[0].id


def test_a_measure_is_added_with_all_its_texts(evening, moderator):
    given = GIVEN | {"field_id": str(field_of(evening))}
    answer = moderator.post(path(evening, "/neu"), **given)

    assert answer.status_code == 302
    assert found(evening)[9] == "Offene Datenplattform"
    assert "M9" in moderator.text(path(evening))
    assert 'value="10"' in moderator.text(path(evening, "/neu"))


def test_the_draft_of_the_recommendation_is_shown(evening, moderator):
    page = moderator.text(path(evening, f"/{evening.measure_ids[0]}"))

    assert "Der Bürgerrat empfiehlt der Stadt, " in page
    assert "400 Stadtbäume mit Sensoren auszustatten" in page


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("title", ""),
        ("title", "x" * 161),
        ("sentence", "x" * 201),
        ("text", "ä" * 100_000),
        ("easy", "ä" * 100_000),
        ("number", "7"),
        ("number", "1000"),
        ("field_id", "99999"),
        ("field_id", "99999999999999999999"),
        ("field_id", "x"),
    ],
)
def test_what_does_not_fit_is_refused_and_stays_typed(evening, moderator, name, text):
    answer = moderator.post(path(evening, "/neu"), **(GIVEN | {name: text}))
    body = answer.get_data(as_text=True)

    assert answer.status_code in (409, 422)
    assert "Zweiter Absatz." in body or name == "text"
    assert "Alle dürfen sie sehen." in body or name == "easy"
    assert sorted(found(evening)) == [7, 8]


def test_fields_of_other_councils_cannot_be_chosen(evening, moderator):
    foreign = field_of(factories.evening("nachbarstadt"))

    assert (
        moderator.post(path(evening, "/neu"), **(GIVEN | {"field_id": foreign})).status_code == 422
    )


def test_two_people_at_once_see_both_texts(evening, moderator):
    place = path(evening, f"/{evening.measure_ids[0]}")
    seen = hidden(moderator.get(place).get_data(as_text=True), "seen")
    moderator.post(place, **(GIVEN | {"title": "Titel der anderen", "seen": seen}))
    answer = moderator.post(place, **(GIVEN | {"title": "Mein Titel", "seen": seen}))
    body = answer.get_data(as_text=True)

    assert answer.status_code == 409
    assert "Mein Titel" in body
    assert "Titel der anderen" in body
    assert found(evening)[9] == "Titel der anderen"


def test_a_measure_that_is_to_be_voted_on_stays(evening, moderator):
    answer = moderator.post(path(evening, f"/{evening.measure_ids[0]}/entfernen"))
    moderator.post(path(evening, "/neu"), **GIVEN)
    with db.reading() as session:
        free = session.query(Measure).filter_by(number=9).one().id

    assert answer.status_code == 400
    assert "Nehmen Sie zuerst die Abstimmung aus dem Ablauf." in answer.get_data(as_text=True)
    assert moderator.post(path(evening, f"/{free}/entfernen")).status_code == 302


def test_fields_are_added_changed_and_removed(evening, moderator):
    assert moderator.post(path(evening, "/feld"), letter="B", title="Mobilität").status_code == 302
    assert moderator.post(path(evening, "/feld"), letter="B", title="Noch eins").status_code == 409
    with db.reading() as session:
        full, empty = (f.id for f in measures.all_fields(session, evening.council_id))
    answer = moderator.post(path(evening, f"/feld/{empty}"), letter="C", title="Verkehr")

    assert answer.status_code == 302
    assert "Verkehr" in moderator.text(path(evening))
    assert moderator.post(path(evening, f"/feld/{full}/entfernen")).status_code == 400
    assert moderator.post(path(evening, f"/feld/{empty}/entfernen")).status_code == 302


def test_measures_of_other_councils_are_not_found(evening, moderator):
    foreign = factories.evening("nachbarstadt")

    assert moderator.get(path(evening, f"/{foreign.measure_ids[0]}")).status_code == 404
    assert moderator.get(path(foreign, f"/{foreign.measure_ids[0]}")).status_code == 403
