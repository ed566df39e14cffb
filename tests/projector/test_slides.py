"""Every slide of an evening, with ordinary and with the longest texts."""

import re
from datetime import date, time

import pytest

from facilitation import clock, db
from facilitation.councils import councils
from facilitation.councils.models import Council
from facilitation.live.picture import AgendaLine, gather
from facilitation.meetings import agenda
from facilitation.projector import scene
from facilitation.voting import polls
from facilitation.voting.models import Poll

from .. import factories
from .conftest import LONGEST_LINE, Wall, through_the_evening

SECRET = "nur für das Team"


def visible(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


SAYS = {
    "before": "Sitzung 1: Maßnahmen prüfen",
    "join": "Alle 6 sind dabei",
    "agenda": "Unser Ablauf",
    "now": "Danach: Abstimmung: Grün in der Stadt",
    "text": factories.SENTENCE,
    "open": "1 von 6",
    "almost": "Letzter Aufruf",
    "closed": "Die Abstimmung ist geschlossen.",
    "result": "ab 3 Ja erreicht",
    "recommendation": "Über diesen Wortlaut ist noch nicht abgestimmt.",
    "cancelled": "Diese Abstimmung wurde abgebrochen.",
    "break": "bis",
    "ended": "Danke, dass Sie dabei waren.",
}


def test_each_slide_says_its_one_thing(wall):
    for name in through_the_evening(wall):
        assert SAYS[name] in visible(wall.slide()), name


def test_each_slide_has_one_heading_a_title_and_the_clock(long_wall):
    for name in through_the_evening(long_wall):
        newest = long_wall.newest()
        assert newest.html.count("<h1>") == 1, name
        assert newest.html.count('id="clock"') == 1, name
        assert newest.title.endswith(f" – {LONGEST_LINE}"), name
        assert "Beispieldaten" in newest.html, name


def test_no_slide_names_a_seat_or_carries_notes_or_reasons(wall):
    with db.transaction() as session:
        for item_id in wall.evening.item_ids:
            agenda.find_item(session, wall.evening.council_id, item_id).notes = SECRET
    for name in through_the_evening(wall):
        html = wall.slide()
        assert "Platz" not in visible(html).replace("Platzhalter", ""), name
        assert SECRET not in html, name
        assert "Falscher Text" not in html, name


def test_slides_carry_no_inline_style_or_script(long_wall):
    for name in through_the_evening(long_wall):
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=", long_wall.slide()), name


def test_way_in_and_room_stand_on_every_slide_while_the_session_is_on(wall):
    for name in through_the_evening(wall):
        if name not in ("before", "ended"):
            assert wall.evening.room_code in wall.slide(), name


def test_typed_markup_is_shown_as_it_was_typed(wall, evening):
    with db.transaction() as session:
        council = session.get_one(Council, evening.council_id)
        council.title = "<b>Rat</b> & Tat"
    assert "&lt;b&gt;Rat&lt;/b&gt; &amp; Tat" in wall.slide()


def test_the_slides_of_an_open_vote_are_the_same_whatever_was_voted(wall):
    """Marked answers: two evenings that differ in nothing but the marks."""
    evening = wall.evening
    evening.begin_vote()
    seen = set()
    for seq, mark in enumerate(("yes", "no", "abstain"), 1):
        for number in (1, 2, 3):
            evening.cast(number, mark, seq=seq)
        newest = wall.newest()
        seen.add(re.sub(r"\d\d:\d\d", "", newest.html + newest.title))
        body = wall.client.get(f"{wall.path}/stand").get_json()
        assert set(body) == {"version", "boot", "title", "html"}
    assert len(seen) == 1


def test_the_ring_has_a_dot_for_everybody_and_fills_clockwise(wall):
    wall.evening.begin_vote()
    wall.evening.cast(5, "yes")
    wall.evening.cast(2, "no")

    assert re.findall(r'<circle class="dot (\w*)"', wall.slide()) == ["in", "in", "", "", "", ""]


def test_from_ninety_percent_on_no_number_can_be_read_or_counted(long_wall):
    evening = long_wall.evening
    evening.begin_vote()
    for number in range(1, 91):
        evening.cast(number, "yes")

    ring = long_wall.slide().partition('id="ring"')[2]
    assert "almost" in ring.partition(">")[0]
    assert '<b id="arrived"></b>' in ring
    assert 'class="dot in"' not in ring

    for number in range(91, 101):
        evening.cast(number, "no")
    assert '<b id="arrived">100</b>' in long_wall.slide()


def test_a_further_round_says_so(wall):
    wall.evening.begin_vote()
    wall.evening.command("cancel", "Noch einmal")
    with db.transaction() as session:
        polls.another_round(session, session.get_one(Poll, wall.evening.poll_ids[0]))
    wall.evening.open()
    assert "Runde 2" in wall.slide()


def test_a_vote_without_a_rule_has_numbers_and_no_verdict(client, database):
    wall = Wall(client, factories.evening("ohne-regel", rule=None)).pair()
    wall.evening.begin_vote()
    wall.evening.cast(1, "yes")
    wall.evening.command("close")
    wall.evening.command("show")

    html = wall.slide()
    assert "ngenommen." not in html
    assert "erreicht" not in html
    assert "1 von 6 Anwesenden hat abgestimmt." in visible(html)


def test_without_yes_or_no_there_is_no_bar(wall):
    wall.evening.begin_vote()
    wall.evening.cast(1, "abstain")
    wall.evening.command("close")
    wall.evening.command("show")

    assert 'class="bar"' not in wall.slide()
    assert "weder Ja- noch Nein-Stimmen" in wall.slide()


def test_long_texts_are_left_to_the_phones(wall, long_wall):
    for each, whole in ((wall, True), (long_wall, False)):
        each.evening.start()
        each.evening.move_on()
        each.evening.move_on()
        each.evening.show_text()
        assert ("Sensoren im Boden melden" in each.slide()) is whole
        assert ("lesen Sie auf dem Handy" in each.slide()) is not whole


def test_after_a_session_the_wall_thanks_and_names_the_next(wall):
    evening = wall.evening
    evening.start()
    evening.end()
    with db.transaction() as session:
        agenda.add_meeting(
            session,
            evening.council_id,
            number=2,
            title="Weiter",
            on=date(2030, 5, 4),
            starts_at=time(10),
        )

    assert "Danke, dass Sie dabei waren." in wall.slide()
    assert "Als Nächstes: Sitzung 2: Weiter Samstag, 4. Mai · 10:00 Uhr" in visible(wall.slide())
    with clock.at(clock.now() + scene.THANKS_FOR):
        assert "Danke" not in wall.slide()


def test_a_council_without_sessions_shows_its_title(client, database):
    with db.transaction() as session:
        council = councils.set_up(session, slug="leer", title="Bürgerrat Leer")
        template, words = scene.paint(session, gather(session, council))
    assert template == "projector/slides/before.html"
    assert words["title"] == "Willkommen – Bürgerrat Leer"


@pytest.mark.parametrize(
    ("of", "current", "shown"),
    [
        (3, 1, (1, 3)),
        (7, 6, (1, 7)),
        (12, None, (1, 7)),
        (12, 2, (1, 7)),
        (12, 6, (4, 10)),
        (12, 12, (6, 12)),
    ],
)
def test_the_agenda_shows_seven_lines_around_now(of, current, shown):
    lines = [line(number, current) for number in range(1, of + 1)]
    seen = scene.window(lines)
    assert (seen[0].id, seen[-1].id) == shown


def line(number, current):
    now = clock.now()
    return AgendaLine(
        id=number,
        kind="plenary",
        kind_name="Plenum",
        title="Punkt",
        minutes=10,
        public_text="",
        notes="",
        planned=now,
        expected=now,
        done=current is not None and number < current,
        current=number == current,
        deviation=None,
        until=None,
    )
