"""Long lists on the wall: what can be chosen, and every page of the result, can be read."""

import pytest

from facilitation import db
from facilitation.live import slides
from facilitation.measures.models import Measure
from facilitation.meetings.models import Meeting
from facilitation.voting import polls, turns, wording
from facilitation.voting.models import Round

from .conftest import LONGEST_LINE
from .test_legibility import SMALLEST, hall

pytestmark = pytest.mark.browser
__all__ = ["hall"]


def test_a_long_list_of_long_names_fits_the_wall(hall, long_wall):
    evening = long_wall.evening
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    around = evening.ask(
        "dots",
        {"points": 5, "per_option": 3},
        [{"F1": 3, "F2": 2}] * 40,
        lines=[f"{number} {LONGEST_LINE}"[:200] for number in range(8)],
    )

    for state in ("open", "shown"):
        if state == "shown":
            evening.finish(around, "close", "show")
        long_wall.newest()
        for size, seen in hall.looks(long_wall.path):
            assert seen["outside"] == [], (state, size)
            assert seen["smallest"] >= SMALLEST - 0.01, (state, size, seen)

    for state in another_round(evening, around):
        long_wall.newest()
        for size, seen in hall.looks(long_wall.path):
            assert seen["outside"] == [], (state, size)
            assert seen["smallest"] >= SMALLEST - 0.01, (state, size, seen)


def another_round(evening, before):
    """Yields „text“ and „compare“: both measures are reworded, then everybody answers once more."""
    with db.transaction() as session:
        for measure_id in evening.measure_ids:
            measure = session.get_one(Measure, measure_id)
            measure.title = measure.sentence = f"Neu: {LONGEST_LINE}"[:199]
        poll = session.get_one(Round, before).poll
        around = polls.another_round(session, poll).id
        polls.show_text(session, poll.latest, wording.current(session, poll))
    yield "text"
    with db.transaction() as session:
        poll = session.get_one(Round, around).poll
        meeting = session.get_one(Meeting, evening.meeting_id)
        polls.open_round(session, poll.latest, meeting, wording.current(session, poll))
    evening.finish(around, "close", "show")
    with db.transaction() as session:
        shown = session.get_one(Round, around)
        turns.show_slide(shown, slides.seen_with(shown.view, slides.COMPARE))
    yield "compare"


@pytest.mark.parametrize(
    ("method", "asked", "ballot"),
    [
        ("resistance", {"status_quo": "F1"}, {"F1": 3, "F2": 9, "F3": 1}),
        ("ranking", {"min": 2}, {"ranked": ["F2", "F1"]}),
    ],
)
def test_ten_options_over_pages_leave_the_edge_free(hall, wall, method, asked, ballot):
    evening = wall.evening
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    lines = [f"Ein {number}. Vorschlag für den Marktplatz am Fluss" for number in range(8)]
    around = evening.ask(method, asked, [ballot] * 40, lines=lines)

    for state in ("open", "shown"):
        if state == "shown":
            evening.finish(around, "close", "show")
        wall.newest()
        for size, seen in hall.looks(wall.path):
            assert seen["outside"] == [], (state, size)
            assert seen["smallest"] >= SMALLEST - 0.01, (state, size, seen)
            assert seen["free"] >= 1.9, (state, size, seen)
