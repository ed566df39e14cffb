"""Votes in steps at the desk: planned, looked at beforehand, changed; their rule and their words."""

import html
import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from facilitation import db
from facilitation.meetings import log
from facilitation.meetings.models import Meeting
from facilitation.participants import presence
from facilitation.participants.models import Seat
from facilitation.voting.casting import Cast
from facilitation.voting.methods import BadMarks
from facilitation.voting.models import Poll
from facilitation.voting.writer import writer

from .. import factories
from .cockpit_fixtures import mo

__all__ = ["mo"]

WAYS = ("yes_no", "doubt", "levels", "consent")
TWO_THIRDS = {"preset": "two_thirds", "question": "Soll die Stadt das tun?", "lines": ""}


def address(evening, way):
    return (
        f"/mod/{evening.slug}/vorbereitung/4/punkt/{evening.item_ids[1]}/abstimmen?verfahren={way}"
    )


def send(mo, path, **data):
    token = factories.csrf(mo.client, path)
    return mo.client.post(path, data={"csrf_token": token, **data})


def said(answer):
    return html.unescape(answer.get_data(as_text=True))


def planned(evening):
    """What was planned beside the evening's own two votes."""
    with db.reading() as session:
        found = session.scalars(
            select(Poll).where(Poll.id.not_in(evening.poll_ids)).order_by(Poll.position)
        ).all()
        for poll in found:
            session.refresh(poll, ["options"])
        return found


@pytest.mark.parametrize("way", WAYS[1:])
def test_each_chosen_measure_and_each_line_becomes_a_vote_of_its_own(mo, evening, way):
    lines = "Treffen wir uns öfter?\n\n  Treffen wir uns öfter? \nBleibt die Sitzung öffentlich?"
    measures = [str(id) for id in evening.measure_ids]

    answer = send(mo, address(evening, way), **TWO_THIRDS | {"measures": measures, "lines": lines})

    assert answer.status_code == 302
    found = planned(evening)
    assert [(poll.method, poll.question) for poll in found] == [
        (way, "Soll die Stadt das tun?"),
        (way, "Soll die Stadt das tun?"),
        (way, "Treffen wir uns öfter?"),
        (way, "Bleibt die Sitzung öffentlich?"),
    ]
    assert found[2].options[0].text == "Treffen wir uns öfter?"
    assert all((poll.rule is None) == (way == "consent") for poll in found)


def test_answers_can_be_left_out(mo, evening):
    send(mo, address(evening, "doubt"), **TWO_THIRDS | {"lines": "A?", "abstain": "no"})
    send(mo, address(evening, "levels"), **TWO_THIRDS | {"lines": "B?", "veto": "no"})

    doubt, levels = planned(evening)

    assert (doubt.settings, doubt.labels) == ({}, {"without": ["abstain"]})
    assert (levels.settings, levels.labels) == ({"veto": False}, {})


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "Bitte wählen Sie etwas aus oder schreiben Sie eine eigene Frage."),
        ({"lines": "x" * 161}, "Eine Frage ist zu lang."),
        ({"lines": "\n".join(f"Frage {n}?" for n in range(21))}, "zu viele Fragen auf einmal"),
        ({"lines": "A?", "question": ""}, "Welche Frage steht über den Antworten?"),
        ({"lines": "A?", "preset": "own", "threshold": "150 %"}, "nicht größer als 1"),
        ({"lines": "A?", "preset": "own", "threshold": "1", "compare": ">"}, "Mehr als alle geht"),
        ({"lines": "A?", "turnout": "halb"}, "Die Regel braucht einen Bruch"),
        ({"lines": "A?", "preset": "none", "turnout": "1/2"}, "braucht eine Regel"),
        ({"lines": "A?", "preset": "stuttgart"}, "Diese Auswahl gibt es nicht"),
        ({"lines": "A?", "veto": "vielleicht"}, "Diese Auswahl gibt es nicht"),
    ],
)
def test_what_does_not_fit_is_said_and_the_typed_text_stays(mo, evening, fields, says):
    answer = send(mo, address(evening, "levels"), **TWO_THIRDS | fields)

    assert answer.status_code == 422
    assert says in said(answer)
    assert planned(evening) == []


@pytest.mark.parametrize("way", ["mood", "rating", "coin", ""])
def test_only_ways_that_decide_are_planned_here(mo, evening, way):
    assert mo.get(address(evening, way)).status_code == 404


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"preset": "stuttgart"}, ("2/3", ">=", "yes_and_no", "for_beats_against", None)),
        ({"preset": "absolute_majority", "turnout": "50 %"}, ("1/2", ">", "members", None, "1/2")),
        (
            {"preset": "own", "threshold": "60%", "compare": ">", "base": "cast",
             "also": "for_beats_against", "turnout": "2/3"},
            ("3/5", ">", "cast", "for_beats_against", "2/3"),
        ),
    ],
)  # fmt: skip
def test_a_rule_has_a_second_condition_and_a_least_turnout(mo, evening, fields, rule):
    answer = send(mo, address(evening, "doubt"), **TWO_THIRDS | {"lines": "A?"} | fields)

    assert answer.status_code == 302
    [poll] = planned(evening)
    names = ("threshold", "compare", "base", "also", "turnout")
    assert poll.rule == dict(zip(names, rule, strict=True))
    path = f"/mod/{evening.slug}/vorbereitung/4/abstimmung/{poll.id}"
    page = mo.page(path)
    assert re.search(rf'value="{fields["preset"]}"\s+checked', page)
    assert send(mo, path, **TWO_THIRDS | fields).status_code == 302
    assert planned(evening)[0].rule == poll.rule


def test_a_planned_vote_is_changed_as_long_as_it_is_not_open(mo, evening):
    send(mo, address(evening, "levels"), **TWO_THIRDS | {"lines": "A?"})
    [poll] = planned(evening)
    path = f"/mod/{evening.slug}/vorbereitung/4/abstimmung/{poll.id}"

    answer = send(mo, path, question="B?", preset="simple_majority", veto="no")

    assert answer.status_code == 302
    [changed] = planned(evening)
    assert (changed.question, changed.options[0].text) == ("B?", "B?")
    assert changed.settings == {"veto": False}
    assert changed.rule["threshold"] == "1/2"
    item = said(mo.client.get(answer.location))
    assert "volle Zustimmung und leichte Bedenken zusammen mehr als die Hälfte" in item


@pytest.mark.parametrize(
    "way", [*WAYS, "mood", "rating", "choice", "dots", "resistance", "ranking", "text"]
)
def test_phone_and_wall_can_be_looked_at_before(mo, evening, way):
    root = f"/mod/{evening.slug}/vorschau/{way}"
    phone = said(mo.get(f"{root}/handy?question=Wie+jetzt%3F&abstain=no&veto=no&steps=3"))
    wall = said(mo.get(f"{root}/beamer?question=Wie+jetzt%3F&abstain=no&veto=no&steps=3"))

    assert "Wie jetzt?" in phone
    assert 'id="ballot"' in phone
    assert 'data-slide="open-0"' in wall
    assert "/static/js/preview.js" in phone
    phone = phone.partition('id="words"')[0]
    for screen in (phone, wall):
        on_ballot = way == "resistance" and screen is phone
        assert ("Enthaltung" in screen) == (way in ("yes_no", "levels") or on_ballot)
        assert ("Schwere Bedenken" in screen) == (way == "levels")
        assert "Veto" not in screen
        assert ("Daumen hoch" in screen) == (way == "mood")
    assert planned(evening) == []


def test_a_preview_says_the_rule_and_what_becomes_of_the_answer(mo, evening):
    root = f"/mod/{evening.slug}/vorschau"
    rule = "preset=own&threshold=2/3&compare=%3E%3D&base=yes_and_no&also=&turnout="

    phone = said(mo.get(f"{root}/yes_no/handy?{rule}"))
    assert "Wenn alle 6 mit Ja oder Nein stimmen: 4." in phone
    assert "Auf keinem Bildschirm erscheint, wie Sie abgestimmt haben." in phone
    assert "Wenn alle" not in said(mo.get(f"{root}/yes_no/handy?preset=own&threshold=zwei"))
    assert "Namentliche Abstimmung" in said(mo.get(f"{root}/consent/handy?{rule}"))
    assert "Nötig" not in said(mo.get(f"{root}/rating/handy?{rule}"))


@pytest.mark.parametrize("way", ["mood", "text"])
def test_a_preview_of_a_question_is_about_nothing_but_the_question(mo, evening, way):
    for screen in ("handy", "beamer"):
        path = f"/mod/{evening.slug}/vorschau/{way}/{screen}"
        assert factories.TITLE not in said(mo.get(f"{path}?question=Wie+jetzt%3F"))
        assert "informiert?" in said(mo.get(f"{path}?question="))


def test_the_passive_solution_and_the_places_are_looked_at_as_typed(mo, evening):
    root = f"/mod/{evening.slug}/vorschau"

    resistance = said(mo.get(f"{root}/resistance/handy?status_quo=Nichts+tun"))
    assert "Nichts tun" in resistance
    assert "Alles bleibt, wie es ist" in said(mo.get(f"{root}/resistance/beamer"))
    assert "mindestens 2 von 3 Plätzen" in said(mo.get(f"{root}/ranking/beamer?least=2"))
    assert "alle 3 Plätze" in said(mo.get(f"{root}/ranking/beamer?least=99"))


@pytest.mark.parametrize(
    "query", ["question=" + "x" * 5000, "question=%00", "scale=9,9", "steps=x"]
)
@pytest.mark.parametrize("way", ["yes_no", "mood", "rating"])
def test_a_preview_of_nonsense_is_a_page_too(mo, evening, way, query):
    assert mo.get(f"/mod/{evening.slug}/vorschau/{way}/handy?{query}").status_code == 200


def test_there_is_no_preview_of_what_does_not_exist(mo, evening):
    assert mo.get(f"/mod/{evening.slug}/vorschau/coin/handy").status_code == 404


RULE = {"preset": "own", "threshold": "3/4", "compare": ">=", "base": "cast", "also": "",
        "turnout": "1/2", "scope": "this"}  # fmt: skip


@pytest.fixture
def shown(mo, evening):
    """The text of a first vote is shown, a second one of its kind waits; everybody is here."""
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    return evening.show_text()


def rules_of(evening):
    with db.reading() as session:
        found = [session.get_one(Poll, id).rule for id in evening.poll_ids]
    return [rule["threshold"] if rule else None for rule in found]


@pytest.mark.parametrize(("scope", "rules"), [("this", ["3/4", "2/3"]), ("item", ["3/4", "3/4"])])
def test_the_council_chooses_its_rule_before_the_vote_is_open(mo, evening, shown, scope, rules):
    answer = mo.command("set_rule", "text_shown", round=shown, **RULE | {"scope": scope})

    assert answer.status_code == 200
    assert rules_of(evening) == rules
    assert "mindestens drei Viertel" in mo.picture().poll.rule_before
    assert "Beteiligung von mindestens 50" in mo.picture().poll.rule_before
    with db.reading() as session:
        last = [log.sentence(entry) for entry in log.entries(session, evening.council_id)][-1]
    assert last.startswith("Maßnahme 7: Regel festgelegt, mindestens drei Viertel")


@pytest.mark.parametrize(
    "wrong",
    [
        {"preset": "coin"}, {"threshold": "0"}, {"threshold": "4/3"}, {"base": "all"},
        {"compare": "<"}, {"also": "luck"}, {"turnout": "x"}, {"scope": "council"},
    ],
)  # fmt: skip
def test_a_rule_that_nobody_can_read_changes_nothing(mo, evening, shown, wrong):
    answer = mo.command("set_rule", "text_shown", round=shown, **RULE | wrong)

    assert answer.status_code == 422
    assert rules_of(evening) == ["2/3", "2/3"]


def test_the_rule_stands_once_the_vote_is_open(mo, evening, shown):
    evening.open()

    assert mo.command("set_rule", "open", round=shown, **RULE).status_code == 400
    assert rules_of(evening) == ["2/3", "2/3"]


def test_the_desk_warns_of_a_rule_that_nobody_can_meet_today(mo, evening, shown):
    absolute = RULE | {"preset": "absolute_majority", "turnout": ""}
    mo.command("set_rule", "text_shown", round=shown, **absolute)
    assert "lässt sich heute nicht erfüllen" not in html.unescape(mo.page())
    with db.transaction() as session:
        meeting = session.get_one(Meeting, evening.meeting_id)
        for seat_id in evening.seat_ids[:3]:
            presence.mark(session, meeting, session.get_one(Seat, seat_id), "left")
    mo.picture()

    page = html.unescape(mo.page())

    assert "Nötig sind 4 von 6 Mitgliedern, da sind nur 3." in page
    assert "lässt sich" not in mo.client.get(f"/beamer/{evening.slug}/vorschau").text


@pytest.mark.parametrize(
    ("rule", "warning"),
    [
        ("preset=absolute_majority", "Nötig sind 4 von 6 Mitgliedern, da sind nur 3."),
        ("preset=two_thirds&turnout=2/3", "Nötig sind 4 von 6 Mitgliedern, da sind nur 3."),
        ("preset=two_thirds&turnout=1/2", ""),
        ("preset=own&threshold=1&compare=%3E&base=cast", "Mehr als alle geht nicht."),
        ("preset=own&threshold=60&base=cast", "also höchstens 100 Prozent. Schreiben Sie ihn als"),
        ("preset=own&threshold=0&base=cast", "größer als 0"),
        ("preset=two_thirds&turnout=0", "größer als 0"),
        ("preset=stuttgart&way=levels", "keine zweite Bedingung. Wählen Sie eine andere Regel."),
        ("preset=stuttgart&way=doubt", ""),
        ("preset=own&threshold=2/", ""),
    ],
)
def test_a_rule_that_cannot_be_met_is_said_where_it_is_chosen(mo, evening, rule, warning):
    evening.start()
    evening.arrive(1, 2, 3)

    said_at_once = mo.get(f"/mod/{evening.slug}/regel?{rule}").get_json()["warning"]

    assert warning in said_at_once
    assert bool(said_at_once) == bool(warning)


def test_the_page_that_plans_says_what_cannot_be_met_today(mo, evening):
    absolute = TWO_THIRDS | {"lines": "A?", "preset": "absolute_majority"}
    send(mo, address(evening, "yes_no"), **absolute)
    path = f"/mod/{evening.slug}/vorbereitung/4/abstimmung/{planned(evening)[-1].id}"
    assert "Das sind 4 von 6." in html.unescape(mo.page(path))
    assert "lässt sich heute nicht erfüllen" not in html.unescape(mo.page(path))
    evening.start()
    evening.arrive(1, 2, 3)

    assert "lässt sich heute nicht erfüllen" in html.unescape(mo.page(path))
    for fields in ({"threshold": "1", "compare": ">"}, {"threshold": "0"}, {"also": "luck"}):
        never = TWO_THIRDS | {"lines": "B?", "preset": "own", "threshold": "1/2"} | fields
        assert send(mo, address(evening, "levels"), **never).status_code == 422


@pytest.mark.parametrize("method", ["doubt", "consent"])
def test_a_quick_question_takes_doubts_and_objections_too(mo, evening, shown, method):
    mo.command("quick_question", question="Machen wir Pause?", method=method)

    assert (mo.picture().poll.method, mo.picture().poll.state) == (method, "open")


@pytest.mark.parametrize(
    ("way", "mark", "offered"),
    [("doubt", "abstain", {"abstain": "no"}), ("levels", "veto", {"veto": "no"})],
)
def test_an_answer_that_is_not_offered_is_refused(mo, evening, way, mark, offered):
    send(mo, address(evening, way), **TWO_THIRDS | {"lines": "A?"} | offered)
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    [poll] = planned(evening)
    around = replace(evening, poll_ids=(poll.id,)).open()

    def cast(marks):
        return writer.cast(Cast(around, evening.seat_ids[0], "phone", marks, "a-key-of-its-own", 1))

    for bad in (mark, "x", None, [mark], 1):
        with pytest.raises(BadMarks):
            cast({"F1": bad})
    assert cast({"F1": {"doubt": "with_doubts", "levels": "aside"}[way]}).first
