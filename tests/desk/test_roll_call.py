"""Namentlich: announced at the ballot, shown with the seat, and not before the result is."""

import html
import re

import pytest

from facilitation import db
from facilitation.errors import Refused
from facilitation.live import publish
from facilitation.voting import hands, modes, stacks
from facilitation.voting.models import Ballot, Poll, Round, UnlinkedBallot

from ..factories import join
from .cockpit_fixtures import mo

__all__ = ["mo"]

BAND = "Namentliche Abstimmung: Ihr Platz wird mit Ihrer Stimme gezeigt."
NO_BREAK = "\N{NO-BREAK SPACE}"


def scene(evening, audience):
    publish.scenes().outdate(evening.council_id)
    page = publish.scenes().current(evening.council_id, audience).html
    text = re.sub(r"<[^>]+>", " ", page)
    return " ".join(html.unescape(text).replace(NO_BREAK, " ").split())


def by_name(evening, mode=modes.ROLL_CALL):
    with db.transaction() as session:
        modes.choose(session, session.get_one(Poll, evening.poll_ids[0]), mode)


@pytest.fixture
def closed(evening):
    by_name(evening)
    around = evening.begin_vote()
    for number, mark in ((1, "yes"), (2, "no"), (4, "yes")):
        evening.cast(number, mark)
    evening.finish(around, "close")
    return around


def test_the_ballot_says_it_and_nothing_closes_the_band(app, evening):
    by_name(evening)
    evening.begin_vote()
    phone = app.test_client()
    join(phone, evening.card(1))
    page = phone.get("/jetzt").get_data(as_text=True)
    band = re.search(r'<p class="notice notice-warn roll-call">.*?</p>', page, re.DOTALL)
    assert band
    assert BAND in band.group(0)
    assert "button" not in band.group(0)
    assert page.index(BAND) < page.index('id="ballot"')
    assert "Jeder Platz wird mit seiner Stimme gezeigt" in scene(evening, "wall")


def test_seats_are_shown_with_the_result_and_not_before(mo, evening, closed):
    for audience in ("member", "guest", "wall", "desk"):
        assert "Plätze 1, 4" not in scene(evening, audience)
    evening.finish(closed, "show")
    for audience in ("member", "guest", "desk"):
        said = scene(evening, audience)
        assert "Ja Plätze 1, 4" in said
        assert "Nein Platz 2" in said
        assert "Enthaltung niemand" in said

    assert "Plätze zeigen" in mo.page()
    assert mo.command("show_slide", "shown", round=closed, slide="seats.0").status_code == 200
    wall = scene(evening, "wall")
    assert "Ja Plätze 1, 4 Nein Plätze 2 Enthaltung –" in wall
    assert mo.picture().wall == "seats"
    with db.transaction() as session:
        session.get_one(Round, closed).covered = True
    for audience in ("member", "wall"):
        assert "1, 4" not in scene(evening, audience)


def test_a_preview_shows_no_seats(mo, evening, closed):
    assert mo.command("preview", "closed", round=closed).status_code == 200
    page = scene(evening, "desk")
    assert "2 Ja" in page
    assert "Plätze 1, 4" not in page


def test_the_link_to_the_seat_outlives_the_session_only_by_name(evening, closed):
    evening.finish(closed, "show")
    other = evening.open(1)
    evening.finish(other, "close", "show")
    evening.end()
    with db.reading() as session:
        kept = session.query(Ballot).filter_by(round_id=closed).count()
        unlinked = session.query(UnlinkedBallot).filter_by(round_id=closed).count()
    assert (kept, unlinked) == (3, 0)


def test_a_vote_that_is_not_by_name_lists_nobody(evening):
    around = evening.begin_vote()
    evening.cast(1, "yes")
    evening.finish(around, "close", "show")
    for audience in ("member", "wall", "desk"):
        said = scene(evening, audience)
        assert "wer wie gestimmt hat" not in said
        assert "Plätze zeigen" not in said


def test_it_stands_fixed_once_a_round_was_opened(mo, evening):
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    around = evening.show_text()
    assert mo.command("hold_by_name", "text_shown", round=around).status_code == 200
    assert BAND in scene(evening, "member")
    assert mo.command("hold_sealed", "text_shown", round=around).status_code == 200
    assert mo.command("hold_by_name", "text_shown", round=around).status_code == 200
    evening.open()
    with pytest.raises(Refused):
        by_name(evening, modes.SIMPLE)
    evening.cast(1, "yes")
    evening.finish(around, "close", "show")
    mo.command("another_round", "shown", round=around)
    refused = mo.command("hold_sealed", "text_shown", round=evening.round_id)
    assert refused.status_code == 400
    assert "steht fest" in refused.json["message"]


def test_it_is_chosen_at_planning(mo, evening):
    poll = evening.poll_ids[0]
    item = f"{mo.root}/vorbereitung/4/punkt/{evening.item_ids[1]}"
    choice = f"{mo.root}/vorbereitung/4/abstimmung/{poll}/art"
    assert mo.post(choice, mode="roll_call").status_code == 302
    assert "<b>Namentlich:</b>" in mo.page(item)
    mo.post(choice, mode="sealed")
    assert "<b>Namentlich:</b>" not in mo.page(item)
    assert mo.post(choice.replace(str(poll), "9999"), mode="simple").status_code == 404
    assert mo.post(choice, mode="geheim").status_code == 422


def test_neither_hands_nor_stacks_go_with_it(evening, closed):
    with db.transaction() as session:
        around = session.get_one(Round, closed)
        with pytest.raises(Refused, match="Namentlich heißt"):
            hands.refuse_unfit(around)
        with pytest.raises(Refused, match="einzeln bei seinem Platz"):
            stacks.enter_paper(session, around, [evening.seat_ids[0]], {})
