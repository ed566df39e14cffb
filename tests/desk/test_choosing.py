"""Auswahl and Punkte: planned with their sentences, led page by page, typed in from paper."""

import html

import pytest
from sqlalchemy import select

from facilitation import db
from facilitation.participants import membership, seats
from facilitation.participants.models import Seat
from facilitation.voting.methods.dots import proposed
from facilitation.voting.models import Ballot, Round

from .cockpit_fixtures import mo
from .test_ratings import begun, newest, path, send

__all__ = ["mo"]

DOTS = {"points": 5, "per_option": 3}


def choice(evening, **changes):
    return {
        "title": "Was zuerst?",
        "question": "Was soll zuerst kommen?",
        "measures": [str(id) for id in evening.measure_ids],
        "lines": "Mehr Bänke\n\n  Mehr Bänke \nMehr Schatten",
        "how": "one",
        "least": "1",
        "most": "3",
        **changes,
    }


def dots(evening, **changes):
    form = choice(evening, points="5", per_option="3", **changes)
    return {name: value for name, value in form.items() if name not in ("how", "least", "most")}


def text_of(answer):
    return html.unescape(answer.get_data(as_text=True))


@pytest.mark.parametrize(
    ("changes", "wanted", "said"),
    [
        ({}, {"min": 1, "max": 1}, "genau eine Möglichkeit"),
        ({"how": "up_to"}, {"min": 0, "max": 3}, "bis zu 3 Möglichkeiten oder keine"),
        ({"how": "at_least"}, {"min": 1, "max": 4}, "mindestens eine Möglichkeit"),
        ({"how": "between", "least": "2"}, {"min": 2, "max": 3}, "2 bis 3 Möglichkeiten"),
        ({"least": "viele", "most": ""}, {"min": 1, "max": 1}, "genau eine"),
    ],
)
def test_a_choice_is_planned_with_the_sentence_that_its_numbers_make(
    mo, evening, changes, wanted, said
):
    answer = send(mo, path(evening, "auswahl"), choice(evening, **changes))

    assert answer.status_code == 302, text_of(answer)
    poll = newest()
    assert (poll.method, poll.settings) == ("choice", wanted)
    assert [option.key for option in poll.options] == ["M7", "M8", "F1", "F2"]
    item = text_of(mo.client.get(answer.location))
    assert said in item


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"measures": [], "lines": ""}, "Bitte wählen Sie wenigstens 2 Möglichkeiten."),
        ({"lines": "\n".join(map(str, range(70)))}, "Das sind 72 Möglichkeiten."),
        ({"lines": "x" * 201}, "Eine Möglichkeit ist zu lang."),
        ({"how": "at_least", "least": "5"}, "zur Wahl stehen aber nur 4."),
        ({"how": "between", "least": "3", "most": "2"}, "„Mindestens“ (3) ist größer"),
        ({"how": "up_to", "most": ""}, "Bitte schreiben Sie dazu, wie viele."),
        ({"how": "up_to", "most": "0"}, "Möglich ist eine Zahl von 1 bis 60."),
        ({"how": "up_to", "most": "drei"}, "Bitte geben Sie eine ganze Zahl ein"),
        ({"how": "alle"}, "Diese Auswahl gibt es nicht"),
        ({"title": ""}, "Wie heißt diese Abstimmung?"),
        ({"question": " "}, "Was wird gefragt?"),
        ({"measures": ["99999"]}, "Diese Auswahl gibt es nicht"),
    ],
)
def test_a_choice_that_cannot_be_held_is_said_in_a_sentence(mo, evening, changes, sentence):
    before = newest().id

    answer = send(mo, path(evening, "auswahl"), choice(evening, **changes))

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert newest().id == before


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, DOTS),
        ({"points": ""}, {"points": 3, "per_option": 3}),
        ({"points": "2", "per_option": "9"}, {"points": 2, "per_option": 2}),
    ],
)
def test_points_are_planned_and_an_empty_field_takes_the_proposal(mo, evening, changes, wanted):
    answer = send(mo, path(evening, "punkte"), dots(evening) | changes)

    assert answer.status_code == 302, text_of(answer)
    assert (newest().method, newest().settings) == ("dots", wanted)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"points": "0"}, "Möglich ist eine Zahl von 1 bis 30."),
        ({"points": "fünf"}, "Bitte geben Sie eine ganze Zahl ein"),
        ({"per_option": ""}, "Wie viele Punkte dürfen auf einen Vorschlag?"),
        ({"measures": [], "lines": "nur eines"}, "Bitte wählen Sie wenigstens 2"),
        (
            {"per_option": "1"},
            "Bei 4 Vorschlägen und höchstens 1 Punkt für jeden kann niemand 5 Punkte vergeben.",
        ),
        ({"points": "9", "per_option": "2"}, "höchstens 2 Punkten für jeden kann niemand 9"),
    ],
)
def test_points_that_cannot_be_given_are_said_in_a_sentence(mo, evening, changes, sentence):
    before = newest().id

    answer = send(mo, path(evening, "punkte"), dots(evening) | changes)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert newest().id == before


@pytest.mark.parametrize(
    ("options", "people", "points"),
    [(18, 32, 5), (4, 30, 3), (60, 10, 7), (2, 0, 3), (20, 32, 6), (19, 57, 3), (20, 57, 4)],
)
def test_the_proposed_points_are_the_least_that_tell_the_options_apart(options, people, points):
    assert proposed(options, people) == points


def test_the_form_says_why_it_proposes_so_many_points(mo, evening):
    with db.reading() as session:
        people = len(seats.all_seats(session, evening.council_id))
    address = f"/mod/{evening.slug}/punkte-vorschlag?options=9"

    said = mo.client.get(address).get_json()

    assert said["points"] == proposed(9, people) == 6
    assert said["sentence"].startswith(
        f"Vorschlag: 6 Punkte. Bei 9 Vorschlägen und {people} Mitgliedern"
    )
    for wrong in ("1", "61", "viele", ""):
        answer = mo.client.get(f"/mod/{evening.slug}/punkte-vorschlag?options={wrong}")
        assert answer.status_code == 422


def test_who_has_left_the_council_counts_for_no_points(mo, evening):
    address = f"/mod/{evening.slug}/punkte-vorschlag?options=9"
    with db.transaction() as session:
        for seat_id in evening.seat_ids[:-1]:
            membership.leave(session, session.get_one(Seat, seat_id))

    assert "und 1 Mitglied reicht" in mo.client.get(address).get_json()["sentence"]
    with db.transaction() as session:
        membership.leave(session, session.get_one(Seat, evening.seat_ids[-1]))
    assert mo.client.get(address).get_json() == {
        "points": 7,
        "sentence": "Vorschlag: 7 Punkte. Genauer wird er, sobald Mitglieder angelegt sind.",
    }


def test_the_item_offers_both_ways(mo, evening):
    page = text_of(mo.client.get(f"/mod/{evening.slug}/vorbereitung/4/punkt/{evening.item_ids[1]}"))

    assert path(evening, "punkte") in page
    assert path(evening, "auswahl") in page


@pytest.mark.parametrize(
    ("method", "limits", "fields", "marks"),
    [
        ("dots", DOTS, {"mark:M7": "2", "mark:M8": ""}, {"M7": 2}),
        ("choice", {"min": 1, "max": 1}, {"mark:chosen": "M8"}, {"chosen": ["M8"]}),
        (
            "choice",
            {"min": 1, "max": 2},
            {"mark:M7": "1", "mark:M8": "1"},
            {"chosen": ["M7", "M8"]},
        ),
    ],
)
def test_a_paper_ballot_is_typed_in(mo, evening, method, limits, fields, marks):
    with db.transaction() as session:
        seat = seats.find(session, evening.council_id, evening.seat_ids[0])
        seat.channel = "paper"
    begun(evening)
    around = evening.ask(method, limits)
    page = html.unescape(mo.page())
    for name in fields:
        assert f'name="{name}"' in page

    answer = mo.command("paper", "open", round=around, seat=evening.seat_ids[0], **fields)

    assert answer.status_code < 400
    with db.reading() as session:
        stored = session.scalars(select(Ballot.marks).filter_by(round_id=around)).all()
    assert stored == [marks]


def test_a_result_is_sorted_and_turned_over_by_the_big_button(mo, evening):
    begun(evening)
    lines = [f"Möglichkeit {n}" for n in range(1, 9)]
    around = evening.ask("dots", DOTS, [{"F8": 3, "M7": 1}, {"F8": 2}], lines=lines)
    evening.finish(around, "close", "show")

    page = html.unescape(mo.page())
    assert "Seite 2 von 2" in page
    with db.reading() as session:
        shown = session.get_one(Round, around)
        assert shown.result["order"][:2] == [["F8"], ["M7"]]
    assert mo.command("look_at", "shown", round=around, sort="ballot", page=1).status_code < 400
    with db.reading() as session:
        assert session.get_one(Round, around).view.items() >= {"sort": "ballot", "page": 1}.items()
