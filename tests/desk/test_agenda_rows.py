"""Lines edited where they stand, the two papers, and a session copied: at the desk."""

from datetime import time

import pytest

from facilitation import db
from facilitation.councils.models import Council
from facilitation.desk import steps
from facilitation.meetings import agenda
from facilitation.meetings.models import Item, Meeting
from facilitation.voting import polls

from .. import factories
from .browsers import hidden

JSON = {"Accept": "application/json"}
ROW = {
    "title": "Gespräch",
    "minutes": "40",
    "least_minutes": "30",
    "anchor": "",
    "leads": "Co-Moderation",
    "notes": "Erst leise, dann laut.",
}


def path(evening, rest=""):
    return f"/mod/{evening.slug}/vorbereitung/4{rest}"


def row(evening, at=0):
    return path(evening, f"/punkt/{evening.item_ids[at]}/zeile")


def item(evening, at=0):
    with db.reading() as session:
        return session.get_one(Item, evening.item_ids[at])


def save(evening, browser, at=0, *, seen="", **changes):
    seen = seen or hidden(browser.text(row(evening, at)), "seen")
    fields = {"csrf_token": factories.csrf(browser.client, "/mod/anmelden"), "seen": seen}
    return browser.client.post(row(evening, at), data=fields | ROW | changes, headers=JSON)


def change(evening, at=0, **values):
    with db.transaction() as session:
        found = session.get_one(Item, evening.item_ids[at])
        for name, value in values.items():
            setattr(found, name, value)


def test_a_line_is_saved_where_it_stands(evening, moderator):
    answer = save(evening, moderator, anchor="23:15")

    assert (answer.status_code, answer.json["ok"]) == (200, True)
    saved = item(evening)
    assert (saved.title, saved.minutes, saved.least_minutes) == ("Gespräch", 40, 30)
    assert (saved.leads, f"{saved.anchor:%H:%M}", saved.kind) == (
        "Co-Moderation",
        "23:15",
        "tables",
    )


def test_a_line_that_somebody_else_saved_is_not_overwritten(evening, moderator):
    seen = hidden(moderator.text(row(evening)), "seen")
    change(evening, notes="Vom anderen Laptop", minutes=50)

    answer = save(evening, moderator, seen=seen)
    assert (answer.status_code, answer.json["ok"]) == (409, False)
    assert "Vom anderen Laptop" in answer.json["html"]
    assert "Erst leise, dann laut." in answer.json["html"]
    assert item(evening).notes == "Vom anderen Laptop"

    again = save(evening, moderator, seen=hidden(answer.json["html"], "seen"))
    assert again.status_code == 200
    assert item(evening).notes == "Erst leise, dann laut."


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "Wie heißt der Punkt?"),
        ({"minutes": "0"}, "Möglich ist eine Zahl von 1 bis 600."),
        ({"minutes": "viel"}, "zum Beispiel 12"),
        ({"least_minutes": "41"}, "Mehr als die 40 geplanten Minuten?"),
        ({"anchor": "25:99"}, "zum Beispiel 17:00"),
        ({"anchor": "00:00"}, "Die Sitzung beginnt erst um"),
        ({"title": "x" * 121}, "120"),
    ],
)
def test_odd_lines_are_refused_and_stay_typed(evening, moderator, changes, sentence):
    with db.transaction() as session:
        session.get_one(Meeting, evening.meeting_id).starts_at = time(9, 30)
    answer = save(evening, moderator, **changes)

    assert answer.status_code == 422
    assert sentence in answer.json["html"]
    assert "Erst leise, dann laut." in answer.json["html"]
    assert item(evening).title != "Gespräch"


def test_what_is_over_is_locked(evening, moderator):
    evening.start()
    evening.move_on()
    evening.move_on()

    assert moderator.get(row(evening, 0)).status_code == 400
    assert save(evening, moderator, 0, seen="x").json["ok"] is False
    assert save(evening, moderator, 1, title="Abstimmen").json["ok"] is True


def test_lines_of_other_councils_are_not_found(app, evening, moderator):
    other = factories.evening("anderswo")
    foreign = path(evening, f"/punkt/{other.item_ids[0]}/zeile")
    assert moderator.get(foreign).status_code == 404
    assert moderator.get(row(other)).status_code == 403


def test_without_a_script_a_saved_line_leads_back_to_the_agenda(evening, moderator):
    seen = hidden(moderator.text(row(evening)), "seen")
    answer = moderator.post(row(evening), seen=seen, **ROW)
    assert answer.location.endswith(f"/vorbereitung/4/1#punkt-{evening.item_ids[0]}")


def test_the_plan_for_the_team_has_everything(evening, moderator):
    save(evening, moderator, anchor="23:15")
    change(evening, aim="Alle wissen Bescheid", material="Karten", wanted="Drei Fragen")
    text = moderator.text(f"/mod/{evening.slug}/druck/regieplan/1")

    for said in (
        "23:15", "fester Beginn", "40 Min.", "mind. 30", "Gespräch", "Alle wissen Bescheid",
        "Erst leise, dann laut.", "Co-Moderation", "Karten", "Drei Fragen", "Über M7, M8",
    ):  # fmt: skip
        assert said in text, said
    assert text.count('<th scope="row"') == 3
    assert text.count("<thead>") == 1


def test_the_programme_for_all_has_nothing_of_the_team(evening, moderator):
    save(evening, moderator)
    change(evening, aim="Geheimer Zweck", public_text="Bitte setzen Sie sich an Ihren Tisch.")
    text = moderator.text(f"/mod/{evening.slug}/druck/ablauf/1")

    assert "Bitte setzen Sie sich an Ihren Tisch." in text
    assert "Pause" in text
    for hidden_text in ("Erst leise", "Geheimer Zweck", "Co-Moderation", "mind.", "40 Min."):
        assert hidden_text not in text


@pytest.mark.parametrize("paper", ["regieplan", "ablauf"])
def test_papers_are_marked_and_typed_texts_are_never_markup(evening, moderator, paper):
    change(evening, title="<script>alert(1)</script>", public_text="<b>fett</b>")
    with db.transaction() as session:
        session.get_one(Council, evening.council_id).is_example = True
    raw = moderator.get(f"/mod/{evening.slug}/druck/{paper}/1").get_data(as_text=True)

    assert "Beispieldaten" in raw
    assert "<script>alert" not in raw
    assert "<b>fett" not in raw
    assert moderator.get(f"/mod/{evening.slug}/druck/{paper}/7").status_code == 404


def test_a_session_is_copied_to_another_day(evening, moderator):
    copy = path(evening, "/1/kopie")
    page = moderator.text(copy)
    assert 'value="2"' in page

    answer = moderator.post(
        copy, number="2", title="Noch einmal", date="2030-05-04", starts_at="10:00", votes="yes"
    )
    assert answer.location == path(evening, "/2")
    with db.reading() as session:
        made = agenda.find_meeting(session, evening.council_id, 2)
        assert [each.title for each in made.items] == [title for _k, title, _m in factories.ITEMS]
        assert len(polls.of_item(session, made.items[1].id)) == 2


def test_a_copy_without_votes_and_a_taken_number(evening, moderator):
    copy = path(evening, "/1/kopie")
    fields = {"title": "Noch einmal", "date": "2030-05-04", "starts_at": "10:00"}
    assert moderator.post(copy, number="1", **fields).status_code == 409

    moderator.post(copy, number="5", **fields)
    with db.reading() as session:
        made = agenda.find_meeting(session, evening.council_id, 5)
        assert polls.of_item(session, made.items[1].id) == []


def test_the_agenda_is_ready_when_every_vote_is_about_something(evening, moderator):
    def ready():
        with db.reading() as session:
            council = session.get_one(Council, evening.council_id)
            return steps.all_steps(session, council)[3].done

    assert ready()
    with db.transaction() as session:
        meeting = session.get_one(Meeting, evening.meeting_id)
        agenda.add_item(session, meeting, kind="vote", title="Noch offen", minutes=10)
    assert not ready()
    assert "Abstimmung: worüber?" in moderator.text(path(evening))


def test_an_agenda_that_does_not_fit_its_fixed_times_says_so(evening, moderator):
    with db.transaction() as session:
        meeting = session.get_one(Meeting, evening.meeting_id)
        meeting.starts_at = time(9, 30)
    change(evening, 2, anchor=time(10, 30))

    assert "15 Min. zu viel davor" in moderator.text(path(evening, "/1"))


def test_forms_ask_by_example_not_in_words_of_grammar(evening, moderator, lead):
    pages = [
        moderator.text(path(evening).replace("/4", "/3/neu")),
        lead.text(path(evening).replace("/4", "/1")),
        moderator.text(path(evening).replace("/4", "/3")),
    ]
    for page in pages:
        assert "Infinitiv" not in page
        assert "Dativ" not in page
