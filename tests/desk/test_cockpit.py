"""The cockpit's page: what it shows in each state, and what it never shows."""

import json
import re
from datetime import date, time

import pytest
from sqlalchemy import Engine, event

from facilitation import db
from facilitation.councils.models import Council
from facilitation.errors import Refused
from facilitation.live import publish
from facilitation.meetings import agenda
from facilitation.participants import seats

from .cockpit_fixtures import mo, stranger

__all__ = ["mo", "stranger"]


def words(html):
    """The text of a page, spaces evened out."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("\xa0", " ")


def test_before_the_session(mo):
    page = words(mo.page())
    assert "Sitzung 1: Maßnahmen prüfen" in page
    assert "Sitzung beginnen" in page


def test_every_state_has_its_card(mo, evening):
    evening.start()
    assert "Wer ist schon da?" in words(mo.page())
    evening.arrive()
    evening.move_on()
    assert "Gespräch an den Tischen" in words(mo.page())
    evening.move_on()
    assert "Abstimmungen in diesem Punkt" in words(fresh(mo))
    evening.show_text()
    assert "6 Plätze: wer jetzt da ist. Beim Öffnen wird das festgehalten." in words(fresh(mo))
    evening.open()
    assert "Wie jemand stimmt, sehen auch Sie nicht." in words(fresh(mo))
    evening.command("close")
    assert "Wer hat abgestimmt?" in words(fresh(mo))
    evening.command("show")
    assert "Empfehlung festhalten" in words(fresh(mo))
    evening.end()
    page = words(fresh(mo))
    assert "Sitzung 1 ist beendet" in page
    assert "0 Ja · 0 Nein · 0 Enthaltungen" in page


def test_a_cancelled_round_says_why(mo, evening):
    evening.begin_vote()
    evening.command("cancel", "Beamer aus")
    assert "Abgebrochen: Beamer aus" in words(fresh(mo))


def test_the_missing_seats_are_named_and_only_they(mo, evening):
    evening.begin_vote()
    for number in (1, 3, 4):
        evening.cast(number, "no")
    page = fresh(mo)
    assert "3 fehlen noch: Plätze 2, 5, 6" in words(page)
    marks = re.findall(r'seat-(\w+)" data-words="Platz (\d)', page)
    assert {number for look, number in marks if look == "open"} == {"2", "5", "6"}
    assert {number for look, number in marks if look == "in"} == {"1", "3", "4"}
    listed = re.findall(r"<li>(Platz \d: [^<]+)</li>", page)
    assert "Platz 1: hat abgestimmt" in listed
    assert "Platz 2: noch offen, Handy gerade nicht verbunden" in listed


def test_late_votes_are_told_and_can_be_let_in(mo, evening):
    evening.begin_vote()
    evening.command("close")
    with pytest.raises(Refused, match="geschlossen"):
        evening.cast(2, "yes")
    page = words(fresh(mo))
    assert "1 Stimme kam nach dem Schließen an." in page
    assert "Wieder öffnen" in page


def test_undo_is_offered_only_without_ballots(mo, evening):
    evening.begin_vote()
    mo.command("undo_open", "open", round=evening.round_id)
    mo.command("open", "text_shown", round=evening.round_id)
    assert "Rückgängig: „Geöffnet“" in fresh(mo)
    evening.cast(1, "yes")
    assert "Rückgängig" not in fresh(mo)


def test_no_figure_about_answers_before_the_result_is_shown(mo, evening):
    """Two votes that differ in every answer look the same at the desk until they are shown."""
    looks = []
    for mark in ("yes", "no"):
        if mark == "yes":
            evening.begin_vote()
        for number in (1, 2, 3):
            evening.cast(number, mark, seq=1 if mark == "yes" else 2)
        looks.append((bare(fresh(mo)), bare(json.dumps(mo.get(f"{mo.place}/stand").json))))
    assert looks[0] == looks[1]


def bare(body):
    """Without what changes with every look: versions, tokens, clocks."""
    return re.sub(
        r'data-version="\d+"|"version": \d+|value="[\w.-]{40,}"|content="[\w.-]{40,}"|\d\d:\d\d',
        "",
        body,
    )


def test_no_result_is_drawn_while_closed_or_counted(mo, evening):
    evening.begin_vote()
    for number in (1, 2, 3, 4):
        evening.cast(number, "yes")
    for name in ("close", "count"):
        evening.command(name)
        page = fresh(mo)
        assert "4 Ja" not in words(page)
        assert "Angenommen" not in page


def test_polling_answers_only_what_is_new(mo, evening):
    first = mo.get(f"{mo.place}/stand").json
    assert first["html"]
    again = mo.get(f"{mo.place}/stand?version={first['version']}&boot={first['boot']}").json
    assert again == {"version": first["version"], "boot": first["boot"]}


def test_another_session_is_shown_as_it_stands_and_is_not_live(mo, evening):
    with db.transaction() as session:
        agenda.add_meeting(
            session,
            evening.council_id,
            number=2,
            title="Ausblick",
            on=date(2030, 1, 2),
            starts_at=time(10),
        )
    evening.start()
    page = fresh(mo, f"{mo.root}/s/2/regie")
    assert 'data-live="no"' in page
    assert "Zur laufenden Sitzung 1" in words(page)
    assert "<iframe" not in page
    assert mo.get(f"{mo.root}/s/3/regie").status_code == 404
    assert mo.get(f"{mo.root}/s/{'9' * 30}/regie").status_code == 404


def test_the_page_works_under_the_strict_policy(mo, evening):
    evening.begin_vote()
    page = fresh(mo)
    assert not re.search(r"\sstyle=|\son\w+=|<script(?![^>]*src=)|@@csrf@@", page)


def test_typed_texts_are_never_markup(mo, evening):
    with db.transaction() as session:
        session.get_one(Council, evening.council_id).title = "<b>Rat</b>"
    evening.begin_vote()
    evening.command("cancel", "<script>alert(1)</script>")
    page = fresh(mo)
    assert "<b>Rat</b>" not in page
    assert "<script>alert" not in page


def test_example_data_is_marked(mo, evening):
    assert "Beispieldaten" not in mo.page()
    with db.transaction() as session:
        session.get_one(Council, evening.council_id).is_example = True
    assert "Beispieldaten" in fresh(mo)


def test_the_number_of_queries_does_not_grow_with_the_seats(mo, evening):
    few = statements_of_a_scene(evening)
    with db.transaction() as session:
        for number in range(40, 60):
            seats.add(session, evening.council_id, number=number)
    assert statements_of_a_scene(evening) == few


def statements_of_a_scene(evening):
    """How many statements drawing the desk's scene takes."""
    seen = []
    listener = lambda *args: seen.append(args[2])  # noqa: E731  (removed again by its name)
    event.listen(Engine, "before_cursor_execute", listener)
    publish.scenes().outdate(evening.council_id)
    publish.scenes().current(evening.council_id, "desk")
    event.remove(Engine, "before_cursor_execute", listener)
    return len(seen)


def fresh(mo, path=""):
    publish.scenes().outdate(mo.evening.council_id)
    return mo.page(path)
