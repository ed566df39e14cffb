"""Sessions, agendas and the votes under an item, at the desk."""

import pytest

from facilitation import db
from facilitation.meetings import agenda
from facilitation.meetings.models import Item, Meeting
from facilitation.voting import polls
from facilitation.voting.models import Poll

from .. import factories
from .browsers import hidden

MEETING = {
    "number": "2",
    "block": "1",
    "title": "Empfehlungen",
    "date": "2026-12-05",
    "starts_at": "10:00",
    "place": "Rathaus",
    "aim": "",
    "summary": "",
}
ITEM = {"kind": "plenary", "title": "Rückblick", "minutes": "20"}
RULE = {"preset": "simple_majority", "threshold": "", "compare": ">=", "base": "yes_and_no"}


def path(evening, rest=""):
    return f"/mod/{evening.slug}/vorbereitung/4{rest}"


def titles(evening):
    with db.reading() as session:
        meeting = session.get_one(Meeting, evening.meeting_id)
        return [item.title for item in meeting.items]


def polls_under(evening, item=1):
    with db.reading() as session:
        return [(p.id, p.question, p.rule) for p in polls.of_item(session, evening.item_ids[item])]


def test_a_session_is_added_and_listed_by_block(evening, moderator):
    answer = moderator.post(path(evening, "/neu"), **(MEETING | {"block": "2"}))

    assert answer.location == path(evening, "/2")
    page = moderator.text(path(evening))
    assert page.index("Block 1") < page.index("Maßnahmen prüfen") < page.index("Block 2")
    assert "Samstag, 5. Dezember, ab 10:00 Uhr" in page


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("date", ""), ("date", "31.02.2026"), ("date", "übermorgen"), ("date", "99999999"),
        ("date", "0026-10-15"), ("date", "9999-12-31"), ("date", f"1.1.{10**20}"),
        ("starts_at", "25:00"), ("starts_at", "9" * 30), ("starts_at", ""), ("number", "1"), ("number", "x"), ("title", ""),
        ("block", "0"), ("title", "x" * 100_000),
    ],
)  # fmt: skip
def test_odd_sessions_are_refused_and_stay_typed(evening, moderator, name, text):
    answer = moderator.post(path(evening, "/neu"), **(MEETING | {name: text}))

    assert answer.status_code in (409, 422)
    assert "Rathaus" in answer.get_data(as_text=True)


def test_german_dates_and_times_are_understood(evening, moderator):
    moderator.post(path(evening, "/neu"), **(MEETING | {"date": "5.12.2026", "starts_at": "17.30"}))

    assert "Samstag, 5. Dezember, ab 17:30 Uhr" in moderator.text(path(evening))


def test_a_planned_session_goes_with_its_votes_and_a_running_one_stays(evening, moderator):
    moderator.post(path(evening, "/neu"), **MEETING)
    assert moderator.post(path(evening, "/2/entfernen")).status_code == 302
    evening.start()
    assert moderator.post(path(evening, "/1/entfernen")).status_code == 400
    evening.end()
    assert moderator.post(path(evening, "/1/entfernen")).status_code == 400


def test_removing_a_session_takes_its_planned_votes_along(evening, moderator):
    assert moderator.post(path(evening, "/1/entfernen")).status_code == 302
    with db.reading() as session:
        assert session.query(Poll).count() == 0
        assert session.query(Item).count() == 0


def test_times_are_computed_from_minutes(evening, moderator):
    moderator.post(path(evening, "/neu"), **MEETING)
    for minutes in ("20", "45"):
        moderator.post(path(evening, "/2/punkt"), **(ITEM | {"minutes": minutes}))
    page = moderator.text(path(evening, "/2"))

    assert [page.count(f"<time>{time}</time>") for time in ("10:00", "10:20", "11:05")] == [1, 1, 1]
    assert "10:00–11:05 Uhr" in page


def test_items_move_up_and_down_and_away(evening, moderator):
    first, vote, pause = evening.item_ids
    moderator.post(path(evening, f"/punkt/{pause}/hoch"))
    moderator.post(path(evening, f"/punkt/{first}/runter"))
    moved = titles(evening)
    moderator.post(path(evening, f"/punkt/{vote}/entfernen"))

    assert moved == ["Pause", "Gespräch an den Tischen", "Abstimmung: Grün in der Stadt"]
    assert titles(evening) == moved[:2]
    with db.reading() as session:
        assert session.query(Poll).count() == 0


def test_what_has_begun_stays_in_its_place(evening, moderator):
    evening.start()
    evening.move_on()
    first, vote, _pause = evening.item_ids

    assert moderator.post(path(evening, f"/punkt/{first}/entfernen")).status_code == 400
    assert moderator.post(path(evening, f"/punkt/{vote}/hoch")).status_code == 400
    assert "läuft" in moderator.text(path(evening, "/1"))


def test_all_texts_of_an_item_are_kept(evening, moderator):
    place = path(evening, f"/punkt/{evening.item_ids[0]}")
    texts = {"public_text": "Was fehlt?", "notes": "Zeit\nim Blick", "outcome": "Drei Ziele"}
    moderator.post(place, **(ITEM | texts))
    page = moderator.text(place)

    assert all(text.split("\n")[-1] in page for text in texts.values())
    assert titles(evening)[0] == "Rückblick"


def test_two_people_at_once_at_one_item(evening, moderator):
    place = path(evening, f"/punkt/{evening.item_ids[0]}")
    seen = hidden(moderator.get(place).get_data(as_text=True), "seen")
    moderator.post(place, **(ITEM | {"notes": "Zettel der anderen", "seen": seen}))
    answer = moderator.post(place, **(ITEM | {"notes": "Mein Zettel", "seen": seen}))

    assert answer.status_code == 409
    assert "Zettel der anderen" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("kind", "x"),
        ("kind", ""),
        ("minutes", "0"),
        ("minutes", "601"),
        ("minutes", ""),
        ("title", ""),
    ],
)
def test_odd_items_are_refused_with_a_sentence(evening, moderator, name, text):
    answer = moderator.post(path(evening, "/1/punkt"), **(ITEM | {name: text}))

    assert answer.status_code == 422
    assert len(titles(evening)) == 3


def test_a_vote_stays_a_vote_while_votes_hang_on_it(evening, moderator):
    sent = ITEM | {"kind": "break"}
    answer = moderator.post(path(evening, f"/punkt/{evening.item_ids[1]}"), **sent)

    assert answer.status_code == 400
    assert "Unter diesem Punkt stehen Abstimmungen." in answer.get_data(as_text=True)


def test_measures_are_put_to_the_vote_with_question_and_rule(evening, moderator):
    for poll_id, *_rest in polls_under(evening):
        moderator.post(path(evening, f"/abstimmung/{poll_id}/entfernen"))
    place = path(evening, f"/punkt/{evening.item_ids[1]}/abstimmen")
    answer = moderator.post(
        place, measures=[str(m) for m in evening.measure_ids], question="Soll das kommen?", **RULE
    )

    assert answer.status_code == 302
    assert [q for _id, q, _rule in polls_under(evening)] == ["Soll das kommen?"] * 2
    assert {rule["compare"] for _id, _q, rule in polls_under(evening)} == {">"}
    assert "mehr als die Hälfte" in moderator.text(path(evening, f"/punkt/{evening.item_ids[1]}"))
    assert "keine weitere Maßnahme" in moderator.text(place)


@pytest.mark.parametrize("chosen", [[], ["99999"], ["x"], ["9" * 40]])
def test_nothing_and_foreign_things_are_not_put_to_the_vote(evening, moderator, chosen):
    with db.transaction() as session:
        for poll in polls.of_item(session, evening.item_ids[1]):
            polls.drop(session, poll)
    foreign = factories.evening("nachbarstadt")
    place = path(evening, f"/punkt/{evening.item_ids[1]}/abstimmen")
    answer = moderator.post(place, measures=chosen, question="Soll das kommen?", **RULE)
    theirs = moderator.post(place, measures=[foreign.measure_ids[0]], question="Soll?", **RULE)

    assert (answer.status_code, theirs.status_code) == (422, 422)
    assert "Soll das kommen?" in answer.get_data(as_text=True)
    assert polls_under(evening) == []


def test_the_rule_changes_until_the_vote_is_open(evening, moderator):
    place = path(evening, f"/abstimmung/{evening.poll_ids[0]}")
    before = moderator.post(place, question="Neue Frage?", **RULE)
    evening.begin_vote()
    after = moderator.post(place, question="Noch eine?", **(RULE | {"preset": "none"}))

    assert before.status_code == 302
    assert after.status_code == 400
    assert "Die Regel steht fest" in after.get_data(as_text=True)
    assert polls_under(evening)[0][1] == "Neue Frage?"
    assert moderator.post(place + "/entfernen").status_code == 400


def test_things_of_other_councils_are_not_found(evening, moderator):
    foreign = factories.evening("nachbarstadt")
    paths = [
        f"/punkt/{foreign.item_ids[0]}",
        f"/punkt/{foreign.item_ids[1]}/abstimmen",
        f"/abstimmung/{foreign.poll_ids[0]}",
        "/7",
    ]

    assert {moderator.get(path(evening, rest)).status_code for rest in paths} == {404}
    assert {moderator.get(path(foreign, rest)).status_code for rest in paths} == {403}


def test_the_sessions_page_says_what_is_missing(evening, moderator):
    page = moderator.text(f"/mod/{evening.slug}/sitzungen")

    assert "Karten und Beamer" in page
    assert f"/mod/{evening.slug}/s/1/regie" in page
    assert agenda.KINDS["vote"] == "Abstimmung"
