"""Several votes held together: nobody sees an answer before its own result is shown."""

import pytest

from facilitation import db
from facilitation.live import publish
from facilitation.voting.casting import Cast
from facilitation.voting.models import Round
from facilitation.voting.writer import writer

from .test_leaks import changes, differences
from .test_roles import OWN, VIEWERS, browser, cities
from .together import plan_lines, put_together, walk

__all__ = ["cities"]

ANSWERS = (("yes", "yes", "no"), ("yes", "no", "abstain"), ("yes", "yes", None), ("no", None, None))
"""Of the first seats, to each of the three questions."""


@pytest.fixture
def held(cities):
    """Three questions of our city are open together and partly answered."""
    city = cities[OWN]
    for step in ("close", "show"):
        city.command(step)
    found = put_together(city, plan_lines(city, 3))
    walk(city, found, "show_text", "open_rounds")
    for seat_id, marks in zip(city.seat_ids, ANSWERS, strict=False):
        for around, mark in zip(found, marks, strict=True):
            if mark:
                writer.cast(Cast(around, seat_id, "phone", {"F1": mark}, f"{around}-{seat_id}"))
    return found


def test_nobody_sees_a_difference_in_what_is_not_shown(app, cities, held):
    city = cities[OWN]
    clients = {role: browser(app, city, role) for role in VIEWERS}
    assert differences(app, city, clients) == []
    for step in ("last_call", "close", "show"):
        walk(city, held, step)
        assert changes(app, city, clients) == [], step


def test_each_result_is_seen_by_all_once_it_is_shown(cities, held):
    city = cities[OWN]
    walk(city, held, "close", "show")
    publish.scenes().outdate(city.council_id)
    first = publish.scenes().current(city.council_id, "member").html
    picture = publish.scenes().picture(city.council_id, "desk")

    assert "3 von 4" in first
    assert [bool(poll.results) for poll in picture.together.polls] == [True, False, False]
    with db.reading() as session:
        assert [session.get_one(Round, one).result is not None for one in held] == [
            True,
            False,
            False,
        ]
