"""Decision day at the desk: from the recommendation to its vote and its verdict."""

import re

import pytest

from facilitation import db
from facilitation.meetings import log
from facilitation.recommendations import standing
from facilitation.recommendations.models import Recommendation
from facilitation.voting.casting import Cast
from facilitation.voting.models import Poll, Round
from facilitation.voting.writer import writer

from .cockpit_fixtures import mo, stranger
from .cockpits import JSON, desk
from .test_cockpit import fresh, words
from .test_recommendations import TEXTS

__all__ = ["mo", "stranger"]

WORDING = "Der Bürgerrat empfiehlt der Stadt, Bäume zu gießen."
ALL_ANSWERS = {"abstain": "yes", "veto": "yes"}
RULE = {"preset": "two_thirds", "compare": ">=", "threshold": "", "base": "yes_and_no"}


@pytest.fixture
def hall(mo, evening):
    """The vote's item is on, everybody is here, E 1 and E 2 are drafted."""
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    for title in ("Bäume gießen", "Bänke aufstellen"):
        mo.post(f"{mo.root}/empfehlungen/neu", from_version="1", **TEXTS | {"title": title})
    return mo


def ask(mo, *ids, now=True, item=None, **fields):
    """Send the form, as a press on „Jetzt abstimmen“ or „planen“ does."""
    sent = {
        "recommendations": [str(one) for one in ids],
        "question": "Soll der Bürgerrat diese Empfehlung geben?",
        "item": str(item or mo.evening.item_ids[1]),
        **RULE,
        **({"now": "yes"} if now else {}),
        **fields,
    }
    return mo.post(f"{mo.root}/empfehlungen/abstimmen", **sent)


def newest():
    with db.reading() as session:
        return session.query(Round).order_by(Round.id.desc()).first()


def vote(mo, *marks):
    """Open, vote, close and show the round whose text is shown."""
    around = newest().id
    mo.command("hold_simple", "text_shown", round=around)
    assert mo.command("open", "text_shown", round=around).status_code == 200
    for number, mark in enumerate(marks, 1):
        key = f"{around}-{number}-key"
        writer.cast(
            Cast(around, mo.evening.seat_ids[number - 1], "phone", {"E1": mark}, key, seq=1)
        )
    assert mo.command("close", "open", round=around).status_code == 200
    assert mo.command("show", "closed", round=around).status_code == 200


def row(number=1):
    with db.reading() as session:
        return session.query(Recommendation).filter_by(number=number).one()


def stands(mo, number=1):
    with db.reading() as session:
        return standing.standings(session, mo.evening.council_id)[row(number).id]


def test_the_form_begins_with_the_question_the_rule_and_the_running_point(hall):
    page = hall.page(f"{hall.root}/empfehlungen/abstimmen?e=1")
    said = words(page)
    assert "Soll der Bürgerrat diese Empfehlung geben?" in page
    assert re.search(r'value="1"\s+checked', page)
    assert re.search(r'value="two_thirds"\s+checked', page)
    assert "Abstimmung: Grün in der Stadt (läuft gerade)" in said
    assert "Jetzt abstimmen: Text zeigen" in said


def test_now_shows_the_exact_wording_at_once(hall):
    done = ask(hall, 1)
    assert (done.status_code, done.location) == (303, f"{hall.place}/regie")
    picture = hall.picture()
    assert picture.wall == "text"
    assert picture.poll.name == "Empfehlung E\N{NO-BREAK SPACE}1"
    assert picture.poll.option.sentence == WORDING
    assert "Abstimmung öffnen" in words(fresh(hall))
    with db.reading() as session:
        said = [log.sentence(entry) for entry in log.entries(session, hall.evening.council_id)]
    assert said[-1] == "Empfehlung E 1: Text gezeigt"


def test_several_at_once_stand_under_the_point_and_the_first_is_shown(hall):
    ask(hall, 2, 1)
    polls = hall.picture().polls
    assert [view.state for view in polls if view.option.kind == "recommendation"] == [
        "text_shown",
        "ready",
    ]
    assert polls[-1].name.endswith("2")


def test_pressed_twice_it_is_one_vote(hall):
    assert ask(hall, 1).status_code == 303
    again = ask(hall, 1)
    assert again.status_code == 422  # it isn't offered any more
    with db.reading() as session:
        assert session.query(Poll).count() == 3


def test_planned_it_waits_in_the_agenda(hall):
    done = ask(hall, 1, 2, now=False)
    assert done.status_code == 303
    page = words(hall.page(done.location))
    assert "2 Abstimmungen sind geplant." in page
    assert "Bänke aufstellen" in page
    assert stands(hall).state == "final"
    change = re.search(r"/vorbereitung/4/abstimmung/\d+", hall.page(done.location))[0]
    assert hall.get(f"{hall.root}{change}").status_code == 200


def test_the_list_offers_what_can_be_asked_and_says_where_each_stands(hall):
    ask(hall, 1)
    page = hall.page(f"{hall.root}/empfehlungen")
    assert 'name="e" value="1"' not in page
    assert 'name="e" value="2"' in page
    assert "zur Abstimmung" in words(page)


def test_a_break_holds_no_vote(hall):
    assert ask(hall, 1, now=False, item=hall.evening.item_ids[2]).status_code == 422


def test_nothing_chosen_is_said(hall):
    refused = ask(hall)
    assert refused.status_code == 422
    assert "wenigstens eine Empfehlung" in refused.get_data(as_text=True)


def test_another_open_vote_comes_first(hall):
    hall.evening.open()
    refused = ask(hall, 1)
    assert refused.status_code == 400
    assert "Eine Abstimmung läuft noch." in refused.get_data(as_text=True)
    assert stands(hall).state == "draft"


def test_what_is_shown_is_what_is_voted_on_though_the_second_laptop_writes(app, hall):
    ask(hall, 1)
    other = desk(app, hall.evening, "minutes", name="Protokoll")
    path = f"{hall.root}/empfehlungen/1"
    refused = other.post(path, JSON, from_version="1", **TEXTS | {"wording": "Anders."})
    assert (refused.status_code, refused.json["code"]) == (409, "locked")
    page = other.post(path, from_version="1", **TEXTS | {"wording": "Anders."})
    assert page.status_code == 409
    assert "Anders." in page.get_data(as_text=True)  # not lost
    assert other.post(path, JSON, from_version="1", **TEXTS | {"hints": "Ja"}).json["ok"] is True
    vote(hall, "yes")
    assert newest().wording["options"][0]["sentence"] == WORDING


def test_before_the_result_the_button_names_what_comes_next(hall):
    ask(hall, 1, 2)
    around = hall.picture().poll.round_id
    hall.command("open", "text_shown", round=around)
    writer.cast(Cast(around, hall.evening.seat_ids[0], "phone", {"E1": "yes"}, "key-12345", seq=1))
    hall.command("close", "open", round=around)
    said = words(fresh(hall))
    assert "danach: Empfehlung festhalten" not in said
    assert "angenommen" not in said.casefold()
    assert stands(hall).state == "final"


def test_a_long_wording_is_read_page_by_page_before_it_is_opened(hall):
    text = " ".join(f"Das ist der Satz Nummer {n} einer sehr langen Empfehlung." for n in range(28))
    hall.post(f"{hall.root}/empfehlungen/1", JSON, from_version="1", **TEXTS | {"wording": text})
    ask(hall, 1)
    around = newest().id
    assert "Weiterlesen: Seite 2 von 3" in words(fresh(hall))
    for page in (1, 2):
        assert hall.command("turn_page", "text_shown", round=around, page=page).status_code == 200
    said = words(fresh(hall))
    assert "Abstimmung öffnen" in said
    assert "Seite 3 von 3" in said
    assert hall.command("turn_page", "text_shown", round=around, page="999").status_code == 422
    assert hall.command("turn_page", "open", round=around, page=0).status_code == 409


def test_the_page_that_makes_one_sent_twice_makes_one(hall):
    path = f"{hall.root}/empfehlungen/neu"
    key = re.search(r'name="key" value="([^"]+)"', hall.page(path))[1]
    sent = TEXTS | {"key": key, "title": "Doppelt"}
    first, second = (hall.post(path, from_version="1", **sent) for _ in range(2))
    assert first.location == second.location
    other = hall.post(path, from_version="1", **sent | {"title": "Etwas anderes"})
    assert other.location != first.location


def test_minutes_write_but_put_nothing_to_the_vote(app, hall):
    minutes = desk(app, hall.evening, "minutes", name="Protokoll")
    assert minutes.get(f"{hall.root}/empfehlungen/abstimmen").status_code == 403
    page = minutes.page(f"{hall.root}/empfehlungen")
    assert 'name="e"' not in page
    assert "Darüber abstimmen" not in minutes.page(f"{hall.root}/empfehlungen/1")


def test_the_day_of_decision_shows_phone_and_wall_with_the_recommendation(hall):
    page = hall.page(f"{hall.root}/empfehlungen/abstimmen?e=2")
    assert "yes_no/handy?about=recommendation&amp;recommendations=2&amp;question=Soll" in page

    root = f"{hall.root}/vorschau/levels"
    phone = words(hall.page(f"{root}/handy?about=recommendation&recommendations=2"))
    assert WORDING in phone
    assert "Bänke aufstellen" in phone
    assert "Volle Zustimmung" in phone
    wall = words(hall.page(f"{root}/beamer?about=recommendation&recommendations=99999"))
    assert "Bäume gießen" in wall
    assert "Soll der Bürgerrat diese Empfehlung geben?" in wall
