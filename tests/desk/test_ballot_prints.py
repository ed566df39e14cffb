"""Ballots on paper: every way of voting, in its order, in two sizes, never cut off."""

import re

import pytest

from facilitation import db
from facilitation.councils.models import Council
from facilitation.desk.ballot_prints import sheet_for
from facilitation.live.ballots import poll_view
from facilitation.participants.models import Seat
from facilitation.voting.methods import WAYS
from facilitation.voting.models import Option, Poll
from facilitation.voting.words import MOOD_STEPS, RATING_STEPS

from .cockpit_fixtures import mo, stranger
from .test_cockpit import words

__all__ = ["mo", "stranger"]

SETTINGS = {
    "levels": {"veto": True},
    "mood": {"steps": 5},
    "choice": {"min": 1, "max": 2},
    "dots": {"points": 5, "per_option": 3},
    "ranking": {"min": 2},
    "text": {"most": 500},
    "resistance": {"status_quo": "P0"},
    "rating": {"criteria": ["nutzen", "aufwand"], "scale": [1, 5], "less_is_better": ["aufwand"]},
}
LABELS = {
    "mood": {"steps": list(MOOD_STEPS[5])},
    "rating": {
        "criteria": [
            {"key": key, "label": label, "question": "", "steps": list(RATING_STEPS["size"])}
            for key, label in (("nutzen", "Nutzen"), ("aufwand", "Aufwand"))
        ]
    },
}
LISTS = ("choice", "dots", "ranking", "resistance", "rating")
"""Methods that are about several things."""


def make(evening, method, *, titles=("Bänke", "Bäume", "Busse"), question="Was meinen Sie?"):
    """Turn the evening's first poll into one of this method; returns its id."""
    with db.transaction() as session:
        poll = session.get_one(Poll, evening.poll_ids[0])
        poll.method, poll.question = method, question
        poll.settings, poll.labels = SETTINGS.get(method, {}), LABELS.get(method, {})
        if method in LISTS:
            poll.title = "Was zuerst?"
            poll.options = []
            session.flush()
            poll.options = [
                Option(position=at, key=f"P{at}", subject_kind="text", subject_id=0, text=title)
                for at, title in enumerate(titles)
            ]
        return poll.id


def page(mo, poll_id, query=""):
    answer = mo.get(f"{mo.root}/druck/stimmzettel/{poll_id}{query}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("method", "told"),
    [
        ("yes_no", "Ja Nein Enthaltung"),
        ("doubt", "Dafür Ich stimme ohne Zweifel zu. Dafür mit Zweifel"),
        ("levels", "Volle Zustimmung Ich trage es ganz mit. Leichte Bedenken"),
        ("consent", "Keine Einwände"),
        ("mood", "5 sehr gut 4 eher gut 3 weder noch 2 eher nicht gut 1 gar nicht gut"),
        ("choice", "Bitte ankreuzen: 1 bis 2 Möglichkeiten."),
        ("dots", "Sie haben 5 Punkte. Höchstens 3 Punkte für einen Vorschlag."),
        ("ranking", "Bitte vergeben Sie mindestens 2 Plätze."),
        ("resistance", "0 1 2 3 4 5 6 7 8 9 10 Enthaltung"),
        ("text", "Höchstens 500 Zeichen. Bitte keine Namen."),
        ("rating", "1 sehr gering 2 eher gering 3 mittel"),
    ],
)
def test_every_way_of_voting_has_a_ballot(mo, evening, method, told):
    poll_id = make(evening, method)
    for query in ("", "?gross", "?gross&platz"):
        seen = words(page(mo, poll_id, query))
        assert told in seen
        assert "Was meinen Sie?" in seen
        if method in LISTS:
            assert seen.index("Bänke") < seen.index("Bäume") < seen.index("Busse")


def test_no_way_of_voting_is_forgotten():
    told = {"yes_no", "doubt", "levels", "consent", "mood", "text", *LISTS}
    assert told == set(WAYS)


@pytest.mark.parametrize(
    ("method", "ticks"),
    [("yes_no", 3), ("mood", 5), ("choice", 3), ("resistance", 36), ("rating", 36)],
)
def test_there_is_a_circle_for_each_answer(mo, evening, method, ticks):
    body = page(mo, make(evening, method))
    ballots = body.count('class="ballot-paper"')
    assert body.count('class="tick"') == ticks * ballots
    assert ballots == (4 if method == "yes_no" else 2 if method in ("mood", "choice") else 1)


def test_a_ballot_of_a_vote_has_text_and_rule_and_nothing_that_looks_ticked(mo, evening):
    body = page(mo, evening.poll_ids[0])
    seen = words(body)
    assert "Maßnahme 7: Sensoren melden, wann Stadtbäume Wasser brauchen" in seen
    assert "Die Stadt rüstet 400 Bäume mit Sensoren aus" in seen
    assert "Nötig: mindestens zwei Drittel der Ja- und Nein-Stimmen." in seen
    assert seen.index(" Ja ") < seen.index(" Nein ") < seen.index(" Enthaltung ")
    assert "mark look-" not in body
    assert f"/vorbereitung/4/punkt/{evening.item_ids[1]}" in body


def test_the_line_for_the_seat_is_there_when_wanted(mo, evening):
    assert "ballot-seat" not in page(mo, evening.poll_ids[0])
    assert page(mo, evening.poll_ids[0], "?platz").count("ballot-seat") == 4


def test_large_print_is_large_and_says_how_many_sheets(mo, evening):
    with db.transaction() as session:
        for seat_id in evening.seat_ids[:5]:
            session.get_one(Seat, seat_id).channel = "paper"
    assert "dafür genügen 2 Blätter" in words(page(mo, evening.poll_ids[0]))
    large = page(mo, evening.poll_ids[0], "?gross")
    assert re.search(r'class="ballots large each-[12]"', large)
    assert "Normale Schrift" in words(large)


def test_what_is_long_gets_a_larger_part_of_the_sheet(evening):
    def each(**changes):
        poll_id = make(evening, **changes)
        with db.reading() as session:
            council = session.get_one(Council, evening.council_id)
            poll = session.get_one(Poll, poll_id)
            view = poll_view(session, council, poll, place=1, of=1, here=0, members=6)
            return sheet_for(view, large=False).each

    assert each(method="yes_no") == 4
    assert each(method="yes_no", question="Soll das so sein? " * 9) == 2
    assert each(method="choice", titles=["Kurz"] * 3) == 2
    assert each(method="choice", titles=["Ein ziemlich langer Titel " * 7] * 12) == 1


def test_foreign_and_unknown_polls_are_not_found(mo, stranger, evening):
    assert (
        stranger.get(f"{stranger.root}/druck/stimmzettel/{evening.poll_ids[0]}").status_code == 404
    )
    for poll_id in ("0", "99999", "x", "9" * 30):
        assert mo.get(f"{mo.root}/druck/stimmzettel/{poll_id}").status_code == 404


def test_the_item_and_the_paper_panel_lead_to_the_ballots(mo, evening):
    link = f"/druck/stimmzettel/{evening.poll_ids[0]}"
    assert link in mo.page(f"{mo.root}/vorbereitung/4/punkt/{evening.item_ids[1]}")
    with db.transaction() as session:
        session.get_one(Seat, evening.seat_ids[0]).channel = "paper"
    evening.begin_vote()
    assert link in mo.page()
