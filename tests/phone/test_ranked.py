"""Konsensieren and Rangfolge on the phone: without script, refused in sentences, and shown."""

import pytest
from sqlalchemy import select

from facilitation import db
from facilitation.voting.models import Ballot

from .test_sheets import KEY, begun, member
from .test_voting import by_form, by_script, text_of

__all__ = ["begun", "member"]

LINES = ("Alles bleibt, wie es ist",)


def kept(round_id):
    with db.reading() as session:
        return session.scalars(select(Ballot.marks).filter_by(round_id=round_id)).all()


def resist(evening, ballots=()):
    return evening.ask("resistance", {"status_quo": "F1"}, ballots, lines=LINES)


def rank(evening, ballots=(), least=2):
    return evening.ask("ranking", {"min": least}, ballots, lines=LINES)


def test_all_proposals_stand_on_one_page_without_script(member, begun):
    around = resist(begun)
    page = text_of(member.get("/jetzt"))

    assert "Kein Widerstand. Das kann ich gut mittragen." in page
    assert "Voller Widerstand. Das kann ich nicht mittragen." in page
    assert page.count('value="10"') == 3
    assert by_form(member, around, M7="0", M8="10", F1="abstain").location == "/jetzt"
    assert kept(around) == [{"M7": 0, "M8": 10, "F1": "abstain"}]


def test_gaps_in_resistance_are_allowed(member, begun):
    around = resist(begun)

    assert by_form(member, around, M8="3").location == "/jetzt"
    assert kept(around) == [{"M8": 3}]


@pytest.mark.parametrize("marks", [{"M7": 11}, {"M7": -1}, {"M7": "ja"}, {"M9": 3}, {"M7": 3.0}])
def test_resistance_that_nobody_can_have_is_refused(member, begun, marks):
    around = resist(begun)

    answer = by_script(member, around, marks=marks, key=KEY, seq=1)

    assert answer.status_code == 422
    assert kept(around) == []


def test_places_are_chosen_one_by_one_without_script(member, begun):
    around = rank(begun)
    page = text_of(member.get("/jetzt"))
    assert "Vergeben Sie wenigstens 2 Plätze, jeden nur einmal" in page

    assert by_form(member, around, M7="2", M8="", F1="1").location == "/jetzt"
    assert kept(around) == [{"ranked": ["F1", "M7"]}]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"M7": "1", "M8": "1"}, "Bitte vergeben Sie jeden Platz genau einmal, ab 1."),
        ({"M7": "1", "M8": "3"}, "Bitte vergeben Sie jeden Platz genau einmal, ab 1."),
        ({"M7": "1"}, "Das sind zu wenige; bitte vergeben Sie weitere Plätze."),
    ],
)
def test_places_that_cannot_be_counted_come_back_as_chosen(member, begun, typed, sentence):
    around = rank(begun)

    answer = by_form(member, around, **typed)
    page = text_of(answer)

    assert answer.status_code == 422
    assert sentence in page
    assert page.count(" selected>") == len(typed)
    assert kept(around) == []


@pytest.mark.parametrize(
    "marks",
    [
        {"ranked": ["M7", "M7"]},
        {"ranked": ["M7", "M9"]},
        {"ranked": ["M7"]},
        {"ranked": "M7"},
        {"M7": 1},
        {},
    ],
)
def test_an_order_that_is_none_is_refused(member, begun, marks):
    around = rank(begun)

    answer = by_script(member, around, marks=marks, key=KEY, seq=1)

    assert answer.status_code == 422
    assert kept(around) == []


def test_the_phone_shows_the_strip_of_counts_and_what_cannot_win(member, begun):
    around = resist(begun, [{"M7": 1, "M8": 9, "F1": 5}, {"M7": 2, "M8": 9, "F1": 5}])
    begun.finish(around, "close", "show")
    page = text_of(member.get("/jetzt"))

    assert "Am wenigsten Widerstand: „" in page
    assert "mehr Widerstand als gegen „Alles bleibt, wie es ist“" in page
    assert "1,5" in page


def test_the_phone_shows_places_and_points(member, begun):
    around = rank(begun, [{"ranked": ["M7", "M8"]}, {"ranked": ["M7", "F1"]}])
    begun.finish(around, "close", "show")
    page = text_of(member.get("/jetzt"))

    assert "liegt nach Punkten vorn und gewinnt auch jeden direkten Vergleich." in page


def test_where_everybody_abstains_every_face_still_draws(member, begun):
    around = resist(begun, [dict.fromkeys(("M7", "M8", "F1"), "abstain")])
    begun.finish(around, "close", "show")

    assert member.get("/jetzt").status_code == 200
