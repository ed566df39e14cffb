"""Ideas on the wall: only what was let through, twelve at most, all of it readable."""

import pytest

from facilitation import db
from facilitation.ideas import groups, inbox
from facilitation.ideas import wall as rules
from facilitation.live.ideas import IdeaLine
from facilitation.meetings.models import Item
from facilitation.projector import ideas as slides

from .test_legibility import hall

__all__ = ["hall"]

SMALLEST = 4.3
LONG = (
    "Ein Telefon-Lotse für alle ohne Smartphone: eine Nummer, ein Mensch, keine Warteschleife, " * 2
)[: inbox.SENTENCE]
UNBROKEN = "W" * inbox.SENTENCE
SHORT = "Mehr Bänke"


@pytest.fixture
def collecting(wall):
    """The wall while an item collects."""
    evening = wall.evening
    with db.transaction() as session:
        session.get_one(Item, evening.item_ids[0]).collects = "idea"
    evening.start()
    evening.move_on()
    return wall


def put_up(wall, *texts, on=True, why=""):
    with db.transaction() as session:
        ideas = [
            inbox.write(session, wall.evening.council_id, text=text, why=why) for text in texts
        ]
        rules.put(session, ideas, on=on)
        return [idea.id for idea in ideas]


def test_while_an_item_collects_the_wall_says_how(collecting):
    assert "Idee aufschreiben" in collecting.slide()
    collecting.evening.move_on()
    assert "Idee aufschreiben" not in collecting.slide()


def test_nothing_appears_unseen(collecting):
    put_up(collecting, "Gezeigt")
    put_up(collecting, "Ungesehen", on=False)
    collecting.choose("ideas")
    assert "Gezeigt" in collecting.slide()
    assert "Ungesehen" not in collecting.slide()


def test_an_empty_wall_invites(collecting):
    collecting.choose("ideas")
    assert "sobald die Moderation sie gelesen hat" in collecting.slide()


def test_never_more_than_twelve(collecting):
    put_up(collecting, *(f"Idee {number}" for number in range(20)))
    collecting.choose("ideas")
    assert collecting.slide().count('id="wall-idea-') == 12


def test_one_idea_and_a_group_have_the_wall_for_themselves(collecting):
    ids = put_up(collecting, "Bänke", "Stühle", why="Zum Ausruhen", on=False)
    collecting.choose("idea", ids[0])
    slide = collecting.slide()
    assert ("Bänke" in slide, "Zum Ausruhen" in slide, "Stühle" in slide) == (True, True, False)
    with db.transaction() as session:
        ideas = inbox.find_several(session, collecting.evening.council_id, ids)
        made = groups.group(session, collecting.evening.council_id, ideas, "Sitzen").id
    collecting.choose("idea_group", made)
    assert all(word in collecting.slide() for word in ("Sitzen", "Bänke", "Stühle"))


def test_what_is_hidden_or_taken_apart_leaves_the_wall(collecting):
    ids = put_up(collecting, "Bänke")
    for view, subject in (("idea", ids[0]), ("idea_group", 1)):
        with db.transaction() as session:
            ideas = inbox.find_several(session, collecting.evening.council_id, ids)
            if view == "idea_group":
                groups.group(session, collecting.evening.council_id, ideas)
        collecting.choose(view, subject)
        assert "Bänke" in collecting.slide()
        with db.transaction() as session:
            ideas = inbox.find_several(session, collecting.evening.council_id, ids)
            inbox.hide(session, ideas, "doppelt")
        assert "Bänke" not in collecting.slide()


def test_of_long_ideas_only_as_many_as_can_be_read():
    lines = [IdeaLine(number, "idea", LONG, "") for number in range(12)]
    assert 4 <= len(slides.readable(lines)) < 12
    assert len(slides.readable([IdeaLine(0, "idea", SHORT, "")] * 12)) == 12


@pytest.mark.browser
@pytest.mark.parametrize(
    "texts",
    [[SHORT] * 12, [LONG] * 12, [UNBROKEN] * 12, [SHORT, LONG, LONG[:70], LONG[:40]] * 3],
)
def test_ideas_can_be_read_from_the_last_row(hall, collecting, texts):
    ids = put_up(collecting, *texts, why="a bc " * 100)
    with db.transaction() as session:
        ideas = inbox.find_several(session, collecting.evening.council_id, ids)
        made = groups.group(session, collecting.evening.council_id, ideas, LONG[:120]).id
    for view, subject in (("ideas", None), ("idea", ids[0]), ("idea_group", made)):
        collecting.choose(view, subject)
        collecting.newest()
        for size, seen in hall.looks(collecting.path):
            assert seen["outside"] == [], (view, size)
            assert seen["smallest"] >= 3.9 - 0.01
            smallest = hall.page.evaluate(
                "Math.min(...[...document.querySelectorAll('.idea-wall li')].map((li) =>"
                " parseFloat(getComputedStyle(li).fontSize)), Infinity)"
                " / parseFloat(getComputedStyle(document.documentElement).fontSize)"
            )
            assert view == "idea" or smallest >= SMALLEST - 0.01
