"""Points and choices on the phone: the form without script, its sentences, what comes back."""

import pytest
from sqlalchemy import select

from facilitation import db
from facilitation.live import publish
from facilitation.measures.models import Measure
from facilitation.voting.models import Ballot

from .test_voting import by_form, by_script, text_of

KEY = "0123456789abcdef"
DOTS = {"points": 5, "per_option": 3}
LINES = ("Mehr Bänke", "Mehr Schatten")


@pytest.fixture
def member(phone):
    return phone(2)


@pytest.fixture
def begun(evening):
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    return evening


def kept(round_id):
    with db.reading() as session:
        return session.scalars(select(Ballot.marks).filter_by(round_id=round_id)).all()


def test_points_are_numbers_in_a_form_and_fewer_are_fine(member, begun):
    around = begun.ask("dots", DOTS, lines=LINES)
    page = text_of(member.get("/jetzt"))
    assert "Sie haben 5 Punkte. Höchstens 3 Punkte für einen Vorschlag." in page
    assert 'aria-label="Einen Punkt mehr für Mehr Bänke"' in page

    answer = by_form(member, around, M7="2", M8="", F1=" 1 ", F2="0")

    assert answer.location == "/jetzt"
    assert kept(around) == [{"M7": 2, "F1": 1, "F2": 0}]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"M7": "3", "M8": "2"}, "Das sind 6 Punkte, möglich sind 5."),
        ({"M7": "4"}, "Das sind 4 Punkte für einen Vorschlag, möglich sind 3."),
        ({"M7": "zwei"}, "Bitte schreiben Sie Punkte als ganze Zahl, zum Beispiel 2."),
        ({"M7": "-1"}, "Hier gehört eine Zahl von Punkten hin."),
    ],
)
def test_points_that_cannot_be_counted_come_back_as_typed(member, begun, typed, sentence):
    around = begun.ask("dots", DOTS, lines=LINES)

    answer = by_form(member, around, **typed, F1="1")
    page = text_of(answer)

    assert answer.status_code == 422
    assert sentence in page
    for name, value in {**typed, "F1": "1"}.items():
        assert f'name="{name}" value="{value}"' in page
    assert 'data-state="vote"' in page
    assert kept(around) == []
    assert sentence not in text_of(member.get("/jetzt")), "only this answer says it"


def test_a_refused_change_leaves_the_first_ballot(member, begun):
    around = begun.ask("dots", DOTS)
    by_form(member, around, M7="3")

    answer = by_form(member, around, M7="3", M8="3")

    assert answer.status_code == 422
    assert 'data-state="vote"' in text_of(answer)
    assert kept(around) == [{"M7": 3}]


def test_what_is_typed_for_a_round_that_is_over_is_an_error_page(member, begun):
    around = begun.ask("dots", DOTS)
    begun.finish(around, "close")

    assert by_form(member, around, M7="1").status_code == 409
    begun.finish(around, "show")
    begun.ask("choice", {"min": 1, "max": 1})
    publish.scenes().outdate(begun.council_id)
    again = by_form(member, around, M7="9")
    assert again.status_code == 422
    assert "möglich sind 3" in text_of(again)
    assert "Noch nicht abgegeben." not in text_of(again)


def test_one_of_several_is_a_radio_and_several_are_ticks(member, begun):
    around = begun.ask("choice", {"min": 1, "max": 1}, lines=LINES)
    page = text_of(member.get("/jetzt"))
    assert "Bitte wählen Sie genau eine Möglichkeit." in page
    assert 'type="radio" name="chosen" value="F1"' in page
    assert by_form(member, around, chosen="F1").location == "/jetzt"
    assert kept(around) == [{"chosen": ["F1"]}]
    begun.finish(around, "close", "show")
    publish.scenes().outdate(begun.council_id)

    around = begun.ask("choice", {"min": 0, "max": 2}, lines=LINES)
    page = text_of(member.get("/jetzt"))
    assert "Bitte wählen Sie bis zu 2 Möglichkeiten oder keine." in page
    assert by_form(member, around, F2="1", M7="1").location == "/jetzt"
    assert kept(around) == [{"chosen": ["M7", "F2"]}]


def test_too_many_ticks_come_back_ticked(member, begun):
    around = begun.ask("choice", {"min": 1, "max": 2}, lines=LINES)

    answer = by_form(member, around, M7="1", F1="1", F2="1")
    page = text_of(answer)

    assert answer.status_code == 422
    assert "Gewählt sind 3, möglich sind höchstens 2." in page
    assert page.count(" checked") == 3
    nothing = by_form(member, around)
    assert nothing.status_code == 422
    assert "Gewählt ist 0, nötig ist mindestens 1." in text_of(nothing)


@pytest.mark.parametrize("least", [0, 1])
def test_none_of_them_is_an_answer_only_where_nothing_has_to_be_chosen(member, begun, least):
    around = begun.ask("choice", {"min": least, "max": 1})

    assert ("Nichts davon" in text_of(member.get("/jetzt"))) is (least == 0)
    assert by_form(member, around, chosen="").status_code == (303 if least == 0 else 422)


@pytest.mark.parametrize(
    "marks",
    [{"M9": 1}, {"M7": 1.0}, {"M7": True}, {"M7": "2"}, {"M7": 2**70}, {"M7": [1]}, {"M7": None}],
)
def test_a_script_that_sends_nonsense_is_refused(member, begun, marks):
    around = begun.ask("dots", DOTS)

    answer = by_script(member, around, marks=marks, key=KEY, seq=1)

    assert answer.status_code == 422
    assert kept(around) == []


def test_the_shown_result_names_rank_points_and_people(member, begun):
    around = begun.ask("dots", DOTS, [{"M8": 3}, {"M8": 1, "F1": 1}, {"M7": 1}], lines=LINES)
    assert "Punkte von" not in text_of(member.get("/jetzt"))
    begun.finish(around, "close", "show")
    publish.scenes().outdate(begun.council_id)

    page = " ".join(text_of(member.get("/jetzt")).split())
    assert '<span class="place">1.</span> <b>M8</b>' in page
    assert page.count('<span class="place">2.</span>') == 2, "ties share a rank"
    assert '<span class="place">4.</span> Mehr Schatten' in page
    assert "<b>4</b> " in page
    assert "<span>von 2 Personen</span>" in page
    assert 'data-own-cell="M8" hidden' in page


def test_options_that_were_hidden_or_renamed_later_stay_as_they_were_asked(member, begun):
    around = begun.ask("dots", DOTS)
    with db.transaction() as session:
        session.get_one(Measure, begun.measure_ids[1]).title = "Ganz anders"

    assert "Eine Karte zeigt freie Parkplätze" in text_of(member.get("/jetzt"))
    begun.finish(around, "close", "show")
    publish.scenes().outdate(begun.council_id)
    assert "Eine Karte zeigt freie Parkplätze" in text_of(member.get("/jetzt"))
