"""Ratings and quick questions at the desk: planned, asked on the spot, led page by page."""

import html

import pytest
from sqlalchemy import select

from facilitation import clock, db
from facilitation.desk.next_step import next_step
from facilitation.measures import measures
from facilitation.voting.casting import Cast
from facilitation.voting.models import Poll, Round
from facilitation.voting.writer import writer

from .. import factories
from .cockpit_fixtures import mo

__all__ = ["mo"]

BALLOTS = (
    {"M7": {"nutzen": 5, "aufwand": 1}, "M8": {"nutzen": 4, "aufwand": 5}},
    {"M7": {"nutzen": 1, "aufwand": 2}, "M8": {"nutzen": 3, "aufwand": 5}},
)


def form(evening, **changes):
    return {
        "title": "Bewertung",
        "question": "Wie schätzen Sie das ein?",
        "measures": [str(id) for id in evening.measure_ids],
        "scale": "1,5",
        **{f"label_{n}": "" for n in range(1, 5)},
        **{f"words_{n}": "size" for n in range(1, 5)},
        **{f"better_{n}": "more" for n in range(1, 5)},
        "label_1": "Nutzen für alle",
        "label_2": "Aufwand",
        "better_2": "less",
        **changes,
    }


def path(evening, page):
    return f"/mod/{evening.slug}/vorbereitung/4/punkt/{evening.item_ids[1]}/{page}"


def send(mo, address, data):
    token = factories.csrf(mo.client, address)
    return mo.client.post(address, data={"csrf_token": token, **data})


def newest():
    with db.reading() as session:
        poll = session.scalars(select(Poll).order_by(Poll.id.desc())).first()
        session.refresh(poll, ["options"])
        return poll


def begun(evening):
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()


def test_a_rating_is_planned_with_its_criteria(mo, evening):
    answer = send(mo, path(evening, "bewerten"), form(evening))

    assert answer.status_code == 302
    poll = newest()
    assert poll.settings == {
        "criteria": ["nutzen-fuer-alle", "aufwand"],
        "scale": [1, 5],
        "less_is_better": ["aufwand"],
    }
    assert [option.key for option in poll.options] == ["M7", "M8"]
    assert poll.labels["criteria"][0]["steps"][0] == "sehr gering"
    page = mo.client.get(path(evening, "").rstrip("/")).get_data(as_text=True)
    assert "M7, M8" in html.unescape(page)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"label_1": "", "label_2": ""}, "Eine Bewertung braucht wenigstens ein Kriterium."),
        ({"label_1": "Aufwand"}, "Zwei Kriterien heißen gleich."),
        ({"measures": []}, "Bitte wählen Sie wenigstens eine Maßnahme."),
        ({"title": ""}, "Wie heißt die Bewertung?"),
        ({"scale": "0,10"}, "Diese Auswahl gibt es nicht"),
    ],
)
def test_what_does_not_fit_is_said_and_the_typed_text_stays(mo, evening, changes, says):
    answer = send(mo, path(evening, "bewerten"), form(evening, **changes))

    text = html.unescape(answer.get_data(as_text=True))
    assert answer.status_code in (422, 400)
    assert says in text
    assert 'value="Wie schätzen Sie das ein?"' in text


def test_criteria_that_differ_only_in_signs_get_keys_of_their_own(mo, evening):
    data = form(evening, label_1="?!", label_2="Nutzen!", label_3="Nutzen?")

    assert send(mo, path(evening, "bewerten"), data).status_code == 302
    assert newest().settings["criteria"] == ["kriterium-1", "nutzen", "nutzen-3"]


def test_a_mood_is_planned(mo, evening):
    data = {"question": "Wie gut fühlen Sie sich informiert?", "steps": "3"}
    assert send(mo, path(evening, "stimmungsbild"), data).status_code == 302

    poll = newest()
    assert (poll.method, poll.settings, poll.in_report) == ("mood", {"steps": 3}, True)
    assert poll.labels["steps"][-1] == "Daumen hoch"


def test_an_item_of_another_kind_holds_no_rating(mo, evening):
    address = path(evening, "bewerten").replace(
        f"/{evening.item_ids[1]}/", f"/{evening.item_ids[0]}/"
    )
    answer = send(mo, address, form(evening))

    assert answer.status_code == 400
    assert "Abstimmung" in html.unescape(answer.get_data(as_text=True))


def test_a_quick_question_is_shown_and_open_at_once_and_not_in_the_report(mo, evening):
    begun(evening)

    assert mo.command("quick_question", question="Pause jetzt?", method="yes_no").status_code == 200

    picture = mo.picture()
    for seat_id in evening.seat_ids:
        key = f"key-{seat_id:05d}"
        writer.cast(Cast(picture.poll.round_id, seat_id, "phone", {"F1": "yes"}, key))
    assert (picture.poll.state, picture.poll.title) == ("open", "Pause jetzt?")
    assert newest().in_report is False
    assert "Ins Gutachten aufnehmen" not in mo.page()
    mo.command("close", from_state="open", round=picture.poll.round_id)
    mo.command("show", from_state="closed", round=picture.poll.round_id)
    assert "Ins Gutachten aufnehmen" in mo.page()
    assert mo.command("keep_in_report", round=picture.poll.round_id).status_code == 200
    assert newest().in_report is True
    assert "Ins Gutachten aufnehmen" not in mo.page()


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"question": "", "method": "mood"}, 422),
        ({"question": "x" * 161, "method": "mood"}, 422),
        ({"question": "Und?", "method": "coin"}, 422),
    ],
)
def test_a_quick_question_that_says_nothing_is_refused(mo, evening, fields, code):
    begun(evening)

    assert mo.command("quick_question", **fields).status_code == code
    assert mo.picture().poll is None


def test_a_quick_question_waits_for_the_vote_that_runs(mo, evening):
    evening.begin_vote()

    answer = mo.command("quick_question", question="Pause jetzt?", method="thumbs")

    assert answer.status_code == 400
    assert mo.picture().poll.title != "Pause jetzt?"


def test_the_button_leads_through_the_pages_of_a_result(mo, evening):
    begun(evening)
    around = evening.rate(BALLOTS)
    evening.finish(around, "close", "show")
    step = next_step(mo.picture(), clock.now())
    assert (step.command, step.label) == ("look_at", "Weiter: Aufwand")

    assert mo.command(step.command, step.from_state, **step.fields).status_code == 200

    assert next_step(mo.picture(), clock.now()).command != "look_at"
    with db.reading() as session:
        assert session.get_one(Round, around).view["page"] == 1


def test_sorting_changes_the_view_and_no_figure(mo, evening):
    begun(evening)
    around = evening.rate(BALLOTS)
    evening.finish(around, "close", "show")
    before = mo.picture().poll.results

    assert mo.command("look_at", "shown", round=around, sort="contested", page=0).status_code == 200

    assert mo.picture().poll.view["sort"] == "contested"
    assert mo.picture().poll.results == before
    for wrong in ({"sort": "alphabet", "page": 0}, {"sort": "best", "page": 99}):
        assert mo.command("look_at", "shown", round=around, **wrong).status_code == 422


def test_a_page_of_a_result_that_is_not_shown_cannot_be_looked_at(mo, evening):
    begun(evening)
    around = evening.rate(BALLOTS)

    assert mo.command("look_at", "open", round=around, sort="best", page=0).status_code == 400


def test_no_recommendation_is_captured_beside_a_rating(mo, evening):
    begun(evening)
    around = evening.rate(BALLOTS)
    evening.finish(around, "close", "show")

    assert mo.command("capture", "0", round=around).status_code == 422


def test_paper_is_typed_in_cell_by_cell(mo, evening):
    begun(evening)
    mo.command("seat_channel", seat=evening.seat_ids[0], channel="paper")
    around = evening.rate([])
    fields = {"mark:M7.nutzen": "5", "mark:M7.aufwand": "", "mark:M8.nutzen": "2"}

    answer = mo.command("paper", "open", round=around, seat=evening.seat_ids[0], **fields)

    assert answer.status_code == 200
    assert mo.picture().poll.arrived == 1
    wrong = mo.command("paper", "open", round=around, seat=evening.seat_ids[0], extra="1")
    assert wrong.status_code == 422


def test_more_than_60_things_are_not_rated_at_once(mo, evening):
    with db.transaction() as session:
        more = [
            measures.add(
                session, evening.council_id, number=number, title=f"Maßnahme {number}",
                sentence="", text="", infinitive="", field_id=None,
            ).id
            for number in range(100, 159)
        ]  # fmt: skip
    chosen = [str(one) for one in (*evening.measure_ids, *more)]
    before = newest().id

    answer = send(mo, path(evening, "bewerten"), form(evening) | {"measures": chosen})

    assert answer.status_code == 422
    assert "Das sind 61 zu bewertende Vorschläge." in html.unescape(answer.text)
    assert newest().id == before
