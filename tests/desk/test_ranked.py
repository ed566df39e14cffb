"""Konsensieren and Rangfolge at the desk: planned, refused in sentences, shown, typed in from paper."""

import html

import pytest
from sqlalchemy import select

from facilitation import db
from facilitation.participants import seats
from facilitation.voting.models import Ballot

from .cockpit_fixtures import mo
from .test_ratings import begun, newest, path, send

__all__ = ["mo"]


def text_of(answer):
    return html.unescape(answer.get_data(as_text=True))


def form(evening, **changes):
    return {
        "title": "Wie weiter?",
        "question": "Wie groß ist Ihr Widerstand?",
        "measures": [str(id) for id in evening.measure_ids],
        "lines": "Mehr Bänke",
        **changes,
    }


def resistance(evening, **changes):
    return form(evening, status_quo="Alles bleibt, wie es ist", **changes)


def ranking(evening, **changes):
    return form(evening, **{"least": "2"} | changes)


def test_the_passive_solution_comes_last_and_under_its_key(mo, evening):
    answer = send(mo, path(evening, "konsensieren"), resistance(evening))

    assert answer.status_code == 302, text_of(answer)
    poll = newest()
    assert (poll.method, poll.settings) == ("resistance", {"status_quo": "P0"})
    assert [option.key for option in poll.options] == ["M7", "M8", "F1", "P0"]
    assert poll.options[-1].text == "Alles bleibt, wie es ist"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"measures": [], "lines": ""}, "Bitte wählen Sie wenigstens einen Vorschlag"),
        ({"status_quo": " "}, "Ohne Passivlösung geht es nicht."),
        ({"title": ""}, "Wie heißt diese Abstimmung?"),
    ],
)
def test_a_konsensieren_that_cannot_be_held_is_said(mo, evening, changes, sentence):
    before = newest().id

    answer = send(mo, path(evening, "konsensieren"), resistance(evening) | changes)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert newest().id == before


def test_a_ranking_is_planned_with_its_minimum(mo, evening):
    answer = send(mo, path(evening, "rangfolge"), ranking(evening))

    assert answer.status_code == 302, text_of(answer)
    assert (newest().method, newest().settings) == ("ranking", {"min": 2})
    assert "mindestens 2 von 3 Plätzen" in text_of(mo.client.get(answer.location))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"lines": "\n".join(map(str, range(9)))}, "Das sind 11 Möglichkeiten."),
        ({"lines": "\n".join(map(str, range(9)))}, "oder lassen Sie Punkte verteilen."),
        ({"least": "4"}, "Es sind nur 3 Möglichkeiten"),
        ({"least": "0"}, "Möglich ist eine Zahl von 1 bis 10."),
        ({"least": "drei"}, "Bitte geben Sie eine ganze Zahl ein"),
        ({"least": ""}, "Wie viele Plätze vergibt jede Person mindestens?"),
        ({"measures": [], "lines": "nur eine"}, "Bitte wählen Sie wenigstens 2"),
    ],
)
def test_a_ranking_that_cannot_be_held_is_said(mo, evening, changes, sentence):
    before = newest().id

    answer = send(mo, path(evening, "rangfolge"), ranking(evening) | changes)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert newest().id == before


def test_the_desk_shows_means_marks_and_all_figures(mo, evening):
    begun(evening)
    around = evening.ask(
        "resistance", {"status_quo": "F1"}, [{"M7": 1, "M8": 9, "F1": 5}], lines=["Nichts tun"]
    )
    evening.finish(around, "close", "show")
    page = html.unescape(mo.page())

    assert "mehr Widerstand als gegen „Nichts tun“" in page
    assert "Am wenigsten Widerstand: „" in page
    assert "Personen je Stufe des Widerstands" in page


def test_the_desk_shows_comparisons_and_who_wins_them(mo, evening):
    begun(evening)
    around = evening.ask("ranking", {"min": 1}, [{"ranked": ["M8", "M7"]}, {"ranked": ["M8"]}])
    evening.finish(around, "close", "show")
    page = html.unescape(mo.page())

    assert "gewinnt jeden direkten Vergleich" in page
    assert "Direkte Vergleiche: so viele setzen die Zeile vor die Spalte" in page


def on_paper(evening):
    with db.transaction() as session:
        seats.find(session, evening.council_id, evening.seat_ids[0]).channel = "paper"
    return evening.seat_ids[0]


def test_paper_is_typed_in_option_by_option(mo, evening):
    seat = on_paper(evening)
    begun(evening)
    around = evening.ask("ranking", {"min": 1})
    page = html.unescape(mo.page())
    assert "Rangfolge von Platz 1 (mindestens 1 von 2 Plätzen)" in page

    twice = {"mark:M7": "1", "mark:M8": "1"}
    assert mo.command("paper", "open", round=around, seat=seat, **twice).status_code == 422
    sound = {"mark:M7": "2", "mark:M8": "1"}
    assert mo.command("paper", "open", round=around, seat=seat, **sound).status_code == 200
    with db.reading() as session:
        assert session.scalar(select(Ballot.marks)) == {"ranked": ["M8", "M7"]}


def test_paper_says_resistance_with_gaps_and_abstentions(mo, evening):
    seat = on_paper(evening)
    begun(evening)
    around = evening.ask("resistance", {"status_quo": "M8"})
    fields = {"mark:M7": "", "mark:M8": "abstain"}

    assert mo.command("paper", "open", round=around, seat=seat, **fields).status_code == 200
    with db.reading() as session:
        assert session.scalar(select(Ballot.marks)) == {"M8": "abstain"}
