"""The lot and the traits: what is stored and what is refused."""

import pytest
from sqlalchemy import func, select

from facilitation import db
from facilitation.errors import Invalid, NotFound
from facilitation.selection import selection
from facilitation.selection.models import TraitRow
from facilitation.selection.pasting import MOST_ROWS, TypedRow

from .. import factories

VALUES = {"title": "Geschlecht", "unit": "share", "others": False, "members": None, "population": None, "base": "",
          "source": "", "as_of": "", "explanation": ""}  # fmt: skip
ROWS = (("Frauen", "50,8", "17"), ("Männer", "49,2", "14"), ("divers", "", "1"))


def save(evening, rows=ROWS, trait_id=None, **values):
    with db.transaction() as session:
        trait = trait_id and selection.find_trait(session, evening.council_id, trait_id)
        made = selection.save_trait(
            session,
            evening.council_id,
            trait,
            [TypedRow(*row) for row in rows],
            **(VALUES | values),
        )
        return made.id


def stored(evening):
    with db.reading() as session:
        return selection.traits(session, evening.council_id)


def figures(evening, **values):
    with db.transaction() as session:
        return selection.save_figures(session, evening.council_id, **values)


def test_rows_are_kept_in_their_order_and_replaced_as_a_whole(evening):
    trait_id = save(evening)
    save(evening, ROWS[::-1][:2], trait_id=trait_id, title="Anderes")
    (trait,) = stored(evening)
    assert trait.title == "Anderes"
    assert [(row.label, row.population, row.panel) for row in trait.rows] == [
        ("divers", None, 1),
        ("Männer", 49_200, 14),
    ]
    with db.reading() as session:
        assert session.scalar(select(func.count(TraitRow.id))) == 2


@pytest.mark.parametrize(
    ("rows", "values", "said"),
    [
        ((), {}, "wenigstens eine Gruppe"),
        ((("a", "x", "1"), ("b", "1", "1"), ("", "1", "1")), {}, "1, 3"),
        ((("a", "50", "1"), ("A", "50", "1")), {}, "Zeilen an: 2"),
        ((("a", "90", "1"), ("b", "90", "1")), {}, "180"),
        (tuple((f"g{n}", "1", "1") for n in range(MOST_ROWS + 1)), {}, "passen nicht"),
    ],
)
def test_rows_that_dont_fit_are_refused_as_a_whole(evening, rows, values, said):
    with pytest.raises(Invalid) as refusal:
        save(evening, rows, **values)
    assert said in refusal.value.sentence()
    assert stored(evening) == []


@pytest.mark.parametrize(
    ("values", "field"),
    [({"others": True, "members": 20}, "members"), ({"others": True, "members": None}, "members"),
     ({"others": True, "members": 32, "unit": "count", "population": 3}, "population")],
)  # fmt: skip
def test_a_part_cannot_be_more_than_the_whole(evening, values, field):
    with pytest.raises(Invalid) as refusal:
        save(evening, (("a", "50", "21"),), **values)
    assert set(refusal.value.fields) == {field}


def test_no_trait_twice(evening):
    save(evening)
    with pytest.raises(Invalid):
        save(evening)


@pytest.mark.parametrize(
    ("values", "field"), [({"invited": 10, "replied": 11}, "replied"), ({"replied": 10, "drawn": 11}, "drawn")]
)  # fmt: skip
def test_no_step_of_the_lot_grows(evening, values, field):
    with pytest.raises(Invalid) as refusal:
        figures(evening, **values)
    assert set(refusal.value.fields) == {field}


def test_replacements_may_make_more_members_than_were_drawn(evening):
    figures(evening, invited=1656, replied=178, drawn=30, took_part=32)
    figures(evening, invited=1656, replied=None, drawn=None, took_part=None)
    with db.reading() as session:
        assert selection.figures(session, evening.council_id).replied is None


def test_other_councils_traits_are_not_found(evening):
    trait_id = save(evening)
    other = factories.evening("nachbarstadt")
    with db.reading() as session, pytest.raises(NotFound):
        selection.find_trait(session, other.council_id, trait_id)


def test_a_removed_trait_takes_its_rows_along(evening):
    trait_id = save(evening)
    with db.transaction() as session:
        selection.remove_trait(session, selection.find_trait(session, evening.council_id, trait_id))
    with db.reading() as session:
        assert session.scalar(select(func.count(TraitRow.id))) == 0
