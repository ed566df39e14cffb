"""Ratings and Stimmungsbilder on the phone: by form, by script, with gaps, unfinished."""

import html

import pytest
from sqlalchemy import select

from facilitation import db
from facilitation.errors import Refused
from facilitation.meetings.models import Item
from facilitation.voting import planned, polls, roll, wording
from facilitation.voting.models import Ballot, RollEntry, Round

from .test_voting import by_form, by_script

KEY = "0123456789abcdef"
MOOD = ("gar nicht gut", "weder noch", "sehr gut")


@pytest.fixture
def member(phone):
    return phone(2)


@pytest.fixture
def rated(evening):
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    return evening


def entry(evening, round_id):
    with db.reading() as session:
        return session.scalar(
            select(RollEntry).filter_by(round_id=round_id, seat_id=evening.seat_ids[1])
        )


def kept(round_id):
    with db.reading() as session:
        return session.scalars(select(Ballot.marks).filter_by(round_id=round_id)).all()


def text_of(answer):
    return html.unescape(answer.get_data(as_text=True))


def test_without_script_one_form_holds_every_measure_and_gaps_are_allowed(member, rated):
    around = rated.rate([])
    page = text_of(member.get("/jetzt"))
    for place in ("M7.nutzen", "M7.aufwand", "M8.nutzen", "M8.aufwand"):
        assert f'name="{place}"' in page
    assert "Lücken sind erlaubt." in page
    told = page.index("Ihre Angaben bleiben bis zum Ende der Sitzung mit Ihrem Platz gespeichert.")
    assert told < page.index('type="radio"'), "told before the first answer, which is sent at once"

    answer = by_form(member, around, **{"M7.nutzen": "4", "M7.aufwand": "", "M8.nutzen": "1"})

    assert answer.location == "/jetzt"
    assert kept(around) == [{"M7": {"nutzen": 4, "aufwand": None}, "M8": {"nutzen": 1}}]
    assert "Ihre Antwort ist angekommen" in text_of(member.get("/jetzt"))


def test_each_tap_is_kept_and_only_fertig_has_arrived(member, rated):
    around = rated.rate([])
    marks = {"M7": {"nutzen": 4}}
    by_script(member, around, marks=marks, key=KEY, seq=1, done=False)
    begun = entry(rated, around)
    assert (begun.begun, begun.arrived) == (True, False)
    assert 'data-state="vote"' in text_of(member.get("/jetzt"))

    by_script(member, around, marks=marks, key=KEY + "2", seq=2, done=True)
    done = entry(rated, around)
    assert (done.begun, done.arrived) == (False, True)

    by_script(member, around, marks={"M7": {"nutzen": 5}}, key=KEY + "3", seq=3, done=False)
    again = entry(rated, around)
    assert (again.begun, again.arrived) == (False, True)
    assert kept(around) == [{"M7": {"nutzen": 5}}]


def test_an_unfinished_rating_is_counted_too(member, rated):
    around = rated.rate([])
    by_script(member, around, marks={"M7": {"nutzen": 4}}, key=KEY, seq=1, done=False)
    rated.finish(around, "close", "show")

    with db.reading() as session:
        counted = session.get_one(Round, around)
        assert counted.result["options"]["M7"]["criteria"]["nutzen"]["n"] == 1
        assert counted.channels == {"phone": 1}


@pytest.mark.parametrize(
    ("marks", "says"),
    [
        ({"M7": {"nutzen": 6}}, "Diese Stufe gibt es auf der Skala nicht."),
        ({"M7": {"schoenheit": 3}}, "Dieses Kriterium gibt es in der Bewertung nicht."),
        ({"M9": {"nutzen": 3}}, "Diese Antwort passt nicht zu dieser Abstimmung."),
        ({"M7": 3}, "Diese Antwort passt nicht zu dieser Abstimmung."),
    ],
)
def test_what_cannot_be_counted_is_said_and_the_earlier_ballot_stays(member, rated, marks, says):
    around = rated.rate([])
    by_script(member, around, marks={"M7": {"nutzen": 2}}, key=KEY, seq=1)

    answer = by_script(member, around, marks=marks, key=KEY + "2", seq=2)

    assert answer.status_code == 422
    assert says in answer.json["message"]
    assert kept(around) == [{"M7": {"nutzen": 2}}]


def test_a_form_with_words_for_numbers_is_refused(member, rated):
    around = rated.rate([])

    answer = by_form(member, around, **{"M7.nutzen": "viel"})

    assert answer.status_code == 422
    assert kept(around) == []


def test_a_rating_can_be_changed_until_it_is_closed_and_not_after(member, rated):
    around = rated.rate([])
    by_script(member, around, marks={"M7": {"nutzen": 2}}, key=KEY, seq=1)
    rated.finish(around, "close")

    late = by_script(member, around, marks={"M7": {"nutzen": 5}}, key=KEY + "2", seq=2)

    assert late.status_code == 409
    assert kept(around) == [{"M7": {"nutzen": 2}}]


def test_the_result_names_every_measure_with_both_ends(member, rated):
    around = rated.rate(({"M7": {"nutzen": 5}}, {"M7": {"nutzen": 4}, "M8": {"nutzen": 1}}))
    rated.finish(around, "close", "show")

    page = text_of(member.get("/jetzt"))

    assert "Nutzen je Vorschlag" in page
    assert page.index("<b>M7</b>") < page.index("<b>M8</b>")
    assert "2 von 6 Anwesenden haben geantwortet." in page


def test_a_mood_is_one_tap_and_never_a_decision(member, rated):
    with db.transaction() as session:
        item = session.get_one(Item, rated.item_ids[1])
        poll = planned.quick_question(session, item, "mood", "Wie geht es Ihnen?", MOOD)
        around = poll.latest.id
        assert poll.in_report is False
    with db.transaction() as session:
        found = session.get_one(Round, around)
        meeting = session.get_one(Item, rated.item_ids[1]).meeting
        polls.open_round(
            session, found, meeting, wording.current(session, found.poll), from_state="ready"
        )

    assert by_form(member, around, F1="3").location == "/jetzt"
    assert kept(around) == [{"F1": 3}]
    rated.finish(around, "close", "show")
    page = text_of(member.get("/jetzt"))
    assert "Ein Stimmungsbild entscheidet nichts." in page
    assert "Angenommen" not in page


def test_a_seat_that_has_begun_cannot_be_switched_to_paper(member, rated):
    around = rated.rate([])
    by_script(member, around, marks={"M7": {"nutzen": 4}}, key=KEY, seq=1, done=False)

    with db.transaction() as session, pytest.raises(Refused):
        roll.switch_channel(session, session.get_one(Round, around), rated.seat_ids[1], "paper")

    assert entry(rated, around).channel == "phone"
