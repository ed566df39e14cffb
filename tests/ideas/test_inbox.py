"""The inbox: what is kept of an idea, and what may happen to it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from facilitation import clock, db
from facilitation.errors import Invalid, NotFound, Refused
from facilitation.ideas import groups, inbox, wall
from facilitation.ideas.models import Idea

from .. import factories

EMOJI = "\N{GRINNING FACE}"


def the(idea_id):
    with db.reading() as session:
        return session.get_one(Idea, idea_id)


def change(evening, act, idea_ids, *args):
    with db.transaction() as session:
        return act(session, inbox.find_several(session, evening.council_id, idea_ids), *args)


def test_a_written_idea_is_new_and_clean(evening, written):
    idea = the(written("  Mehr\nBänke\x00 im Park ", why="Zum\tAusruhen")[0])
    assert (idea.text, idea.why, idea.state) == ("Mehr Bänke im Park", "Zum Ausruhen", "new")


def test_the_time_is_kept_to_the_minute(evening, written):
    with clock.at(datetime(2022, 10, 15, 13, 14, 59, tzinfo=UTC)):
        idea = the(written("Bänke")[0])
    assert idea.created_at == datetime(2022, 10, 15, 13, 14, tzinfo=UTC)


def test_nothing_in_the_row_tells_of_a_seat():
    assert "seat" not in str(Idea.__table__.columns.keys())
    assert not any(
        key.column.table.name in ("seats", "devices") for key in Idea.__table__.foreign_keys
    )


def test_ids_do_not_tell_the_order(evening, written):
    ids = written(*(f"Idee {number}" for number in range(30)))
    assert ids != sorted(ids)


def test_the_same_key_again_is_the_same_idea(evening, written):
    assert written("Bänke", key="k" * 16) == written("Bänke", key="k" * 16)
    with db.reading() as session:
        assert len(session.scalars(select(Idea)).all()) == 1


def test_the_same_key_in_another_council_is_another_idea(evening, written):
    other = factories.evening("anderswo")
    mine = written("Bänke", key="k" * 16)
    with db.transaction() as session:
        theirs = inbox.write(session, other.council_id, text="Bänke", key="k" * 16)
    assert theirs.id not in mine


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": EMOJI * 5000}, "text"),
        ({"text": "  \n "}, "text"),
        ({"text": "a" * 141}, "text"),
        ({"text": "Bänke", "why": "a" * 501}, "why"),
        ({"text": "Bänke", "kind": "complaint"}, "kind"),
        ({"text": "Bänke", "table_number": 0}, "table"),
    ],
)
def test_what_cannot_be_kept_is_named_at_its_field(evening, written, values, field):
    with pytest.raises(Invalid) as refusal:
        written(values.pop("text"), **values)
    assert list(refusal.value.fields) == [field]


def test_140_emoji_fit(evening, written):
    assert the(written(EMOJI * 140)[0]).text == EMOJI * 140


@given(text=st.text(max_size=200), why=st.text(max_size=600))
def test_any_text_is_kept_within_its_limits_or_refused(text, why):
    try:
        sentence, reasons = inbox.checked(text, why)
    except Invalid:
        return
    assert 0 < len(sentence) <= inbox.SENTENCE
    assert len(reasons) <= inbox.WHY
    assert "\n" not in sentence


def test_a_foreign_measure_is_not_found(evening, written):
    other = factories.evening("anderswo")
    with pytest.raises(NotFound):
        written("Bänke", about=inbox.About(measure_id=other.measure_ids[0]))


@pytest.mark.parametrize("word", ["measure-", "measure-x", "seat-1", "measure-1 ", "field-²"])
def test_what_an_idea_belongs_to_is_read_strictly(word):
    with pytest.raises(NotFound):
        inbox.about_of(word)


def test_a_measure_that_is_removed_leaves_the_idea(evening, written):
    from facilitation.measures import measures

    with db.transaction() as session:
        extra = measures.add(session, evening.council_id, number=99, title="Brunnen").id
    idea_id = written("Bänke am Brunnen", about=inbox.About(measure_id=extra))[0]
    with db.transaction() as session:
        measures.remove(session, measures.find(session, evening.council_id, extra))
    assert the(idea_id).measure_id is None


def test_correcting_keeps_what_was_written(evening, written):
    idea_id = written("Mehr Bänke im Prak")[0]
    for text in ("Mehr Bänke im Parkk", "Mehr Bänke im Park"):
        with db.transaction() as session:
            idea = inbox.find(session, evening.council_id, idea_id)
            inbox.correct(session, idea, text=text, why="")
    assert (the(idea_id).text, the(idea_id).original) == (
        "Mehr Bänke im Park",
        "Mehr Bänke im Prak",
    )


def test_parked_ideas_come_back(evening, written):
    ids = written("Bänke", "Brunnen")
    change(evening, inbox.park, ids)
    assert {the(one).state for one in ids} == {"parked"}
    change(evening, inbox.unpark, ids[:1])
    assert [the(one).state for one in ids] == ["new", "parked"]


def test_hiding_takes_off_the_wall_and_needs_a_reason(evening, written):
    ids = written("Der Nachbar Meier ist schuld")
    change(evening, wall.put, ids)
    with pytest.raises(Invalid):
        change(evening, inbox.hide, ids, "  ")
    change(evening, inbox.hide, ids, "persönliche Angaben")
    idea = the(ids[0])
    assert (idea.state, idea.on_wall, idea.hidden_reason) == (
        "hidden",
        False,
        "persönliche Angaben",
    )
    with pytest.raises(Refused):
        change(evening, wall.put, ids)


def test_a_foreign_idea_is_not_found(evening, written):
    other = factories.evening("anderswo")
    with db.transaction() as session:
        theirs = inbox.write(session, other.council_id, text="Bänke").id
    with pytest.raises(NotFound):
        change(evening, inbox.park, [theirs])
    assert the(theirs).state == "new"


def test_choosing_nothing_is_said(evening):
    with pytest.raises(Refused, match="wählen"):
        change(evening, inbox.park, [])


def test_all_ideas_say_what_became_of_them(evening, written):
    names = ("unused", "parked", "group", "measure", "recommendation", "hidden")
    ids = dict(zip(names, written(*names), strict=True))
    change(evening, inbox.park, [ids["parked"]])
    change(evening, inbox.hide, [ids["hidden"]], "doppelt")
    with db.transaction() as session:
        for name in ("group", "measure", "recommendation"):
            idea = inbox.find(session, evening.council_id, ids[name])
            made = groups.group(session, evening.council_id, [idea])
            if name == "measure":
                groups.link_measure(session, made, evening.measure_ids[0])
            if name == "recommendation":
                groups.link_recommendation(session, made, 12)
    with db.reading() as session:
        found = inbox.all_ideas(session, evening.council_id)
        assert {told.idea.text: told.fate for told in found.told} == {
            name: name for name in names if name != "hidden"
        }
        assert found.hidden == 1
        assert inbox.counts(session, evening.council_id) == {
            "new": 1,
            "grouped": 3,
            "parked": 1,
            "hidden": 1,
        }
