"""The lot and the composition at the desk: typed, pasted, previewed, refused, never lost."""

import pytest

from facilitation import db
from facilitation.selection import selection

from .. import factories
from .browsers import hidden, member

KASSEL = "Alter\tBevölkerung\tMitglieder\n14 bis 17 Jahre\t3,5 %\t2\n27 bis 64 Jahre\t51,5\t18\n65+\t19,6\t12"


def path(evening, rest=""):
    return f"/mod/{evening.slug}/gutachten/zusammensetzung{rest}"


def figures(evening):
    with db.reading() as session:
        return selection.figures(session, evening.council_id)


def traits(evening):
    with db.reading() as session:
        return selection.traits(session, evening.council_id)


def fill(browser, evening, rest="", **fields):
    page = path(evening, rest)
    body = browser.text(page)
    seen = {"seen": hidden(body, "seen")} if 'name="seen"' in body else {}
    return browser.post(page, page=page, **(seen | fields))


def trait(browser, evening, rows=(), rest="/merkmal", **fields):
    cells = {f"rows-{name}": [row[at] for row in rows] or [""]
             for at, name in enumerate(("label", "population", "panel"))}  # fmt: skip
    return fill(browser, evening, rest, **({"title": "Alter", "unit": "share"} | cells | fields))


ROWS = (("Frauen", "50,8", "17"), ("Männer", "49,2", "14"), ("divers", "", "1"))


def test_the_lot_is_typed_as_people_type_numbers(evening, moderator):
    answer = fill(
        moderator,
        evening,
        invited="1.656",
        replied="178",
        drawn="",
        took_part="32",
        first_stage="Aus dem Register.",
    )
    assert answer.status_code == 303
    found = figures(evening)
    assert (found.invited, found.replied, found.drawn, found.took_part) == (1656, 178, None, 32)
    page = moderator.text(path(evening))
    assert 'value="1656"' in page
    assert "Aus dem Register." in page


@pytest.mark.parametrize("typed", ["viele", "-1", "1,5", "😀", "9" * 30])
def test_what_is_no_number_stays_in_its_field(evening, moderator, typed):
    answer = fill(moderator, evening, invited=typed, replied="178")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'value="{typed}"' in page
    assert 'value="178"' in page
    assert figures(evening) is None


def test_more_answers_than_letters_are_refused_at_the_field(evening, moderator):
    answer = fill(moderator, evening, invited="10", replied="11")
    assert answer.status_code == 422
    assert "Es können nicht mehr antworten, als angeschrieben wurden." in answer.get_data(
        as_text=True
    )


def test_two_at_once_see_both_figures(app, evening, moderator):
    seen = hidden(moderator.text(path(evening)), "seen")
    fill(member(app, evening, "moderator", "Zweite"), evening, invited="200")
    answer = moderator.post(path(evening), page=path(evening), seen=seen, invited="300")
    assert answer.status_code == 409
    assert "200" in answer.get_data(as_text=True)
    assert figures(evening).invited == 200


def test_a_trait_is_typed_and_shown_with_its_deviations(evening, moderator):
    assert trait(moderator, evening, ROWS, title="Geschlecht", source="Register").status_code == 303
    page = moderator.text(path(evening))
    assert "Geschlecht" in page
    assert "53,1\N{NO-BREAK SPACE}%" in page
    assert "−1,7" in page
    assert "unter 5" in page
    assert "weniger als 5 Personen" in page


def test_pasted_lines_become_rows(evening, moderator):
    assert trait(moderator, evening, **{"rows-paste": KASSEL}).status_code == 303
    (made,) = traits(evening)
    assert [(row.label, row.population, row.panel) for row in made.rows] == [
        ("14 bis 17 Jahre", 3500, 2), ("27 bis 64 Jahre", 51_500, 18), ("65+", 19_600, 12),
    ]  # fmt: skip


def test_preview_computes_and_stores_nothing(evening, moderator):
    answer = trait(moderator, evening, preview="1", **{"rows-paste": KASSEL})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert 'value="27 bis 64 Jahre"' in page
    assert "werden auf 100 Prozent umgerechnet" in page
    assert traits(evening) == []


@pytest.mark.parametrize("button", [{}, {"preview": "1"}])
def test_a_bad_row_is_marked_and_nothing_is_lost(evening, moderator, button):
    rows = (*ROWS, ("Zeile mit Fehler", "viel", "drei"))
    answer = trait(moderator, evening, rows, **button)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Bitte sehen Sie sich diese Zeilen an: 4." in page
    assert 'aria-describedby="row-4-panel-error"' in page
    for row in rows:
        assert all(f'value="{cell}"' in page for cell in row if cell)
    assert traits(evening) == []


@pytest.mark.parametrize(
    "rows",
    [((), ), (("a", "90", "1"), ("b", "90", "1")), (("a", "1", "1"), ("a", "1", "1")), (("", "1", "1"),),
     tuple((f"g{n}", "0,1", "1") for n in range(300)), (("😀" * 300, "1", "1"),), (("a\x00b", "1e9", "٣"),)],
)  # fmt: skip
def test_hostile_rows_are_refused_with_a_sentence(evening, moderator, rows):
    rows = [row for row in rows if row]
    answer = trait(moderator, evening, rows)
    assert answer.status_code == 422
    assert "Noch nicht gespeichert" in answer.get_data(as_text=True)
    assert traits(evening) == []


def test_cells_that_dont_match_up_are_no_trouble(evening, moderator):
    answer = trait(
        moderator, evening, **{"rows-label": ["a", "b"], "rows-population": ["1"], "rows-panel": []}
    )
    assert answer.status_code == 422


def test_a_part_of_all_needs_the_number_of_all(evening, moderator):
    rows = (("ohne deutsche Staatsangehörigkeit", "22,5", "6"),)
    refused = trait(moderator, evening, rows, others="1")
    assert refused.status_code == 422
    assert "Das sind weniger Mitglieder, als in den Zeilen stehen." in refused.get_data(
        as_text=True
    )
    assert trait(moderator, evening, rows, others="1", members="32").status_code == 303
    assert "18,8\N{NO-BREAK SPACE}%" in moderator.text(path(evening))


def test_a_trait_is_changed_and_removed(evening, moderator):
    trait(moderator, evening, ROWS, title="Geschlecht")
    (made,) = traits(evening)
    here = f"/merkmal/{made.id}"
    page = moderator.text(path(evening, here))
    assert 'value="50,8"' in page
    assert trait(moderator, evening, ROWS[:2], here, title="Geschlecht").status_code == 303
    assert len(traits(evening)[0].rows) == 2
    assert moderator.post(path(evening, f"{here}/entfernen"), page=path(evening)).status_code == 303
    assert traits(evening) == []


def test_two_who_change_a_trait_see_both(app, evening, moderator):
    trait(moderator, evening, ROWS, title="Geschlecht")
    here = f"/merkmal/{traits(evening)[0].id}"
    seen = hidden(moderator.text(path(evening, here)), "seen")
    trait(
        member(app, evening, "moderator", "Zweite"),
        evening,
        (("Alle", "100", "32"),),
        here,
        title="Geschlecht",
    )
    answer = trait(moderator, evening, ROWS[:2], here, title="Geschlecht", seen=seen)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Alle; 100; 32" in page
    assert 'value="Frauen"' in page


def test_other_councils_figures_stay_closed(app, evening, moderator):
    foreign = factories.evening("nachbarstadt")
    theirs = member(app, foreign, "moderator")
    trait(theirs, foreign, ROWS)
    (made,) = traits(foreign)
    assert moderator.get(path(foreign)).status_code == 403
    assert moderator.get(path(evening, f"/merkmal/{made.id}")).status_code == 404


def test_what_is_missing_stands_on_the_gutachtens_page(evening, moderator):
    page = moderator.text(f"/mod/{evening.slug}/gutachten")
    assert "Zahlen zum Losverfahren fehlen." in page
    assert "Die Zusammensetzung neben der Bevölkerung fehlt." in page
    trait(moderator, evening, (("a", "50", "30"), ("b", "50", "2")))
    page = moderator.text(f"/mod/{evening.slug}/gutachten")
    assert "Alter: Quelle der Zahlen fehlt." in page
    assert "Alter: Die Abweichung ist nicht erklärt." in page
