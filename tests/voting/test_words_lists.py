"""What is said about results with a line per option: points, and what was chosen."""

import pytest

from facilitation.voting import tally, words
from facilitation.voting.methods import Question
from facilitation.voting.words.choice import allowed

NBSP = words.NBSP


def held(method, ballots, settings, keys=("A", "B", "C"), present=4):
    wording = {"settings": settings, "options": [{"key": key} for key in keys]}
    result = tally.count(
        method, ballots, Question(keys, settings), rule=None, members=5, present=present
    )
    return words.Shown(method, result, wording, None, {"phone": len(ballots)}, present, "simple")


def test_points_are_told_with_the_people_who_gave_them():
    ballots = [{"A": 3, "B": 2}, {"A": 1}, {}]
    said = words.result_words(held("dots", ballots, {"points": 5, "per_option": 3}), "A")

    assert (said.bold, said.unit, said.out_of) == ("4", "Punkte", "von 2 Personen")
    assert said.counts == f"4{NBSP}Punkte von 2 Personen"
    assert said.figure == 4
    assert said.cells == ("4", "2")
    assert said.sentence == (
        "3 von 4 Anwesenden haben geantwortet. Jede Person hatte 5 Punkte. 6 Punkte sind vergeben."
    )


def test_one_point_of_one_person_is_one_point():
    shown = held("dots", [{"B": 1}], {"points": 1, "per_option": 1})

    assert words.result_words(shown, "B").counts == f"1{NBSP}Punkt von 1 Person"
    assert words.result_words(shown, "A").counts == f"0{NBSP}Punkte von 0 Personen"
    assert (
        "Jede Person hatte 1 Punkt. 1 Punkt ist vergeben."
        in words.result_words(shown, "A").sentence
    )


def test_no_point_at_all_is_said():
    said = words.result_words(held("dots", [{}], {"points": 5, "per_option": 3}), "A")

    assert said.sentence.endswith("Kein Punkt ist vergeben.")


def test_a_choice_is_told_with_its_base():
    ballots = [{"chosen": ["A"]}, {"chosen": ["A", "C"]}, {"chosen": []}]
    said = words.result_words(held("choice", ballots, {"min": 0, "max": 2}), "A")

    assert (said.bold, said.out_of, said.figure, said.n) == ("2", "von 3", 2, 3)
    assert said.cells == ("2 von 3",)


def test_a_choice_has_shares_from_twenty_on():
    ballots = [{"chosen": ["A"]}] * 13 + [{"chosen": ["B"]}] * 7
    shown = held("choice", ballots, {"min": 1, "max": 1}, present=20)

    assert words.result_words(shown, "A").out_of == f"von 20 (65{NBSP}%)"


@pytest.mark.parametrize(
    ("fewest", "most", "options", "said"),
    [
        (1, 1, 4, "genau eine Möglichkeit"),
        (2, 2, 4, "genau 2 Möglichkeiten"),
        (1, 3, 4, "1 bis 3 Möglichkeiten"),
        (0, 3, 4, "bis zu 3 Möglichkeiten oder keine"),
        (0, 1, 4, "eine Möglichkeit oder keine"),
        (1, 4, 4, "mindestens eine Möglichkeit"),
        (2, 9, 4, "mindestens 2 Möglichkeiten"),
        (0, 4, 4, "beliebig viele Möglichkeiten oder keine"),
    ],
)
def test_how_many_may_be_chosen_is_made_from_the_settings(fewest, most, options, said):
    assert allowed({"min": fewest, "max": most}, options) == said
