"""The step „Probe“ at the desk: begun, marked PROBE everywhere, ended without a trace."""

import html
import io
import re

import gevent
import pytest
from sqlalchemy import select

from facilitation import db
from facilitation.councils import councils, walls
from facilitation.councils.models import Council
from facilitation.desk import rehearsing
from facilitation.live import publish
from facilitation.rehearsals import rehearsals, tickets
from facilitation.settings import Settings
from facilitation.web import cookies

from .. import factories
from .browsers import member

PAGE = "/mod/musterstadt/probe"


@pytest.fixture
def mo(app, evening):
    return member(app, evening, "moderator")


@pytest.fixture
def begun(mo):
    answer = mo.post(f"{PAGE}/beginnen", meeting="1")
    assert answer.status_code == 303
    with db.reading() as session:
        return session.scalar(select(Council).where(Council.rehearsal_of_id.is_not(None)))


def slugs():
    with db.reading() as session:
        return sorted(session.scalars(select(Council.slug)))


def text_of(browser, path):
    body = browser.client.get(path, follow_redirects=True).get_data(as_text=True)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)))


def test_the_page_says_what_will_happen_and_offers_the_next_session(mo):
    body = mo.client.get(PAGE).get_data(as_text=True)

    assert "Am Original ändert sich nichts" in html.unescape(body)
    assert re.search(r'<option value="1" selected>1 · Maßnahmen prüfen \(2 Abstimmungen\)', body)


def test_without_an_agenda_there_is_nothing_to_rehearse(app):
    with db.transaction() as session:
        councils.set_up(session, slug="leer", title="Leer")
    with db.reading() as session:
        empty = councils.find(session, "leer")
    evening = factories.Evening(empty.id, "leer", empty.room_code, 0, (), (), (), ())

    body = text_of(member(app, evening, "lead"), "/mod/leer/probe")

    assert "Für eine Probe fehlt noch eine Sitzung mit Ablauf" in body


def test_it_is_the_last_step_of_the_set_up_and_never_an_open_point(mo):
    steps = text_of(mo, "/mod/musterstadt/vorbereitung/5")
    assert "6 Probe" in steps
    assert "Weiter Probe" in steps
    assert "Probe" not in text_of(mo, "/mod/musterstadt/sitzungen")


def test_after_the_beginning_three_steps_stand_there_and_a_code_for_the_own_phone(mo, begun):
    body = text_of(mo, PAGE)

    assert slugs() == ["musterstadt", "musterstadt-probe"]
    for words in (
        "Regie und Leinwand öffnen",
        "Mitglieder kommen lassen",
        "Durchspielen",
        "Ihr eigenes Handy: Platz 7",
        "Probe beenden und löschen",
    ):
        assert words in body
    with db.reading() as session:
        own = rehearsals.own_phone(session, begun)
    assert rehearsals.card_of(own, factories.KEY).code in body


@pytest.mark.parametrize(
    "path",
    [
        "/mod/musterstadt-probe/sitzungen",
        "/mod/musterstadt-probe/vorbereitung/2",
        "/mod/musterstadt-probe/s/1/regie",
        "/mod/musterstadt-probe/druck/karten",
        "/mod/musterstadt-probe/druck/anwesenheit",
        "/mod/musterstadt-probe/druck/regieplan/1",
        "/mod/musterstadt-probe/druck/ablauf/1",
        "/beamer/musterstadt-probe",
    ],
)
def test_every_screen_of_the_team_says_probe(mo, begun, path):
    body = mo.client.get(path).get_data(as_text=True)

    assert re.search(r'<body class="[^"]*\brehearsal\b', body)
    assert "/static/css/rehearsal.css" in body
    assert "PROBE" in text_of(mo, path)


def test_the_members_screens_say_probe(app, begun):
    with db.reading() as session:
        card = rehearsals.card_of(rehearsals.own_phone(session, begun), factories.KEY)
    phone = app.test_client()
    assert factories.join(phone, card.code).status_code == 303

    for path in ("/jetzt", "/lesen", "/hilfe", f"/{begun.room_code}"):
        body = phone.get(path).get_data(as_text=True)
        assert '<body class="rehearsal"' in body, path
        assert "PROBE – nichts davon zählt" in body, path
        assert '<meta name="rehearsable" content="musterstadt-probe">' in body, path


def test_a_wall_of_another_machine_says_probe_before_and_after_it_is_let_in(app, begun):
    wall = app.test_client()
    assert "PROBE" in wall.get("/beamer/musterstadt-probe").get_data(as_text=True)
    with db.transaction() as session:
        council = councils.find(session, "musterstadt-probe")
        asked, token = walls.ask(session, council)
        walls.pair(session, council, asked.code)
    wall.set_cookie(cookies.WALL, token)

    assert "PROBE" in wall.get("/beamer/musterstadt-probe").get_data(as_text=True)


def test_the_real_council_says_nothing_of_it(app, mo, begun, evening):
    phone = app.test_client()
    factories.join(phone, evening.card(1))

    for body in (
        mo.client.get("/mod/musterstadt/sitzungen").get_data(as_text=True),
        phone.get("/jetzt").get_data(as_text=True),
        app.test_client().get("/").get_data(as_text=True),
    ):
        assert "PROBE" not in body
        assert "rehearsable" not in body
    assert "Bürgerrat Musterstadt" in app.test_client().get("/").get_data(as_text=True)


def test_the_list_of_councils_shows_the_real_one_alone(mo, begun):
    assert "musterstadt-probe" not in mo.client.get("/mod").get_data(as_text=True)


def test_the_rehearsals_own_step_leads_to_the_real_page(mo, begun):
    answer = mo.client.get("/mod/musterstadt-probe/probe")

    assert (answer.status_code, answer.location) == (302, PAGE)


def test_ending_it_leaves_no_trace(mo, begun, evening, tmp_path):
    exports = tmp_path / "exports" / begun.slug
    exports.mkdir(parents=True)
    (exports / "Gutachten.docx").write_bytes(b"-")

    answer = mo.post(f"{PAGE}/beenden")

    assert answer.status_code == 303
    assert slugs() == ["musterstadt"]
    assert not exports.exists()
    assert "Von ihr ist nichts übrig" in text_of(mo, PAGE)
    again = mo.post(f"{PAGE}/beginnen", meeting="1")
    assert again.status_code == 303
    assert publish.scenes().current(begun.id, "desk").html  # drawn anew, whatever id it got


def test_commands_without_a_rehearsal_are_refused_with_a_sentence(mo):
    for path, fields in (("beenden", {}), ("anhalten", {}), ("mitglieder", {"pace": "5"})):
        answer = mo.post(f"{PAGE}/{path}", **fields)
        assert answer.status_code == 409
        assert "Gerade läuft keine Probe" in html.unescape(answer.get_data(as_text=True))


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("beginnen", {}, 422),
        ("beginnen", {"meeting": "x"}, 422),
        ("beginnen", {"meeting": "9"}, 404),
        ("mitglieder", {"pace": "1000"}, 422),
        ("mitglieder", {}, 422),
    ],
)
def test_what_nobody_can_have_chosen_is_refused(mo, path, fields, status):
    assert mo.post(f"{PAGE}/{path}", **fields).status_code == status


def test_cards_that_a_crash_has_left_behind_go_at_the_next_start(tmp_path):
    given = tickets.Tickets(council="x", room="7K4P", cards=())
    left = tickets.write(tmp_path / "rehearsal-3.json", given)
    other = tickets.write(tmp_path / "demo-cards.json", given)

    rehearsing.tidy(tmp_path)

    assert (left.exists(), other.exists()) == (False, True)


class Slow:
    """A process that takes a while to begin and to end."""

    running = 0
    returncode = None

    def __init__(self, *_words, **_more):
        gevent.sleep(0.01)
        Slow.running += 1
        self.stdin, self.stderr = io.BytesIO(), io.BytesIO()

    def poll(self):
        return self.returncode

    def terminate(self):
        self.returncode = 0
        Slow.running -= 1

    def wait(self, _timeout=None):
        while self.returncode is None:
            gevent.sleep(0.01)
        return self.returncode


def test_pressed_twice_one_crowd_comes_and_keeps_its_cards(tmp_path, monkeypatch):
    monkeypatch.setattr(rehearsing.subprocess, "Popen", Slow)
    cards = tickets.Tickets("stadt", "7K4P", "http://127.0.0.1", ())
    settings = Settings("", b"", instance=tmp_path)
    presses = [gevent.spawn(rehearsing.start, 7, cards, pace, settings) for pace in (1, 5)]
    gevent.joinall(presses, raise_error=True, timeout=20)

    members = rehearsing.of_council(7)
    assert Slow.running == 1
    assert list(tmp_path.iterdir()) == [members.path]
    rehearsing.stop(7)
    assert (Slow.running, list(tmp_path.iterdir())) == (0, [])
