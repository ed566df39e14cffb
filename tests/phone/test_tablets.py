"""The shared tablet: whose turn is it, what it shows, nothing of an answer stays (T1)."""

import html
import re

import pytest

from facilitation import db
from facilitation.live import publish
from facilitation.participants import tablets
from facilitation.participants.models import Seat
from facilitation.voting import ways
from facilitation.voting.models import Ballot, RollEntry
from facilitation.web import cookies
from tests import factories

KEY = factories.KEY


def mark(evening, way, *numbers):
    with db.transaction() as session:
        for number in numbers:
            ways.choose(session, session.get_one(Seat, evening.seat_ids[number - 1]), way)


@pytest.fixture
def pair(app, evening):
    """``pair(2)`` is a browser paired as the tablet of table 2; without a table: of all."""

    def paired(table=None):
        with db.transaction() as session:
            link = tablets.LINK.token(KEY, tablets.add(session, evening.council_id, table))
        client = app.test_client()
        answer = client.post(
            "/tisch", data={"csrf_token": factories.csrf(client, "/tisch"), "token": link}
        )
        assert (answer.status_code, answer.location) == (303, "/tisch")
        return client

    return paired


@pytest.fixture
def tablet(pair, evening):
    """Seats 1, 2 and 5 are marked; 1 and 2 sit at table 1."""
    mark(evening, "tablet", 1, 2, 5)
    return pair()


def moved(evening):
    """What the rules have changed beside the server is drawn anew."""
    publish.scenes().outdate(evening.council_id)


def page(client, path="/tisch", status=200):
    answer = client.get(path)
    assert answer.status_code == status, answer.location
    return html.unescape(answer.get_data(as_text=True))


def tiles(client):
    """(seat, words) of every tile that can be tapped."""
    found = re.findall(
        r'<a class="tile [^>]*href="/tisch/platz/(\d+)">(.*?)</a>', page(client), re.DOTALL
    )
    return [(int(n), " ".join(re.sub(r"<[^>]+>", " ", inner).split()[2:])) for n, inner in found]


def vote(client, number, around, **marks):
    token = factories.csrf(client, "/tisch")
    data = {"csrf_token": token, **(marks or {"M7": "yes"})}
    return client.post(f"/tisch/platz/{number}/stimme/{around}", data=data)


def kept(evening, number):
    with db.reading() as session:
        entry = (
            session.query(RollEntry)
            .filter_by(round_id=evening.round_id, seat_id=evening.seat_ids[number - 1])
            .one()
        )
        ballot = session.query(Ballot).filter_by(seat_id=entry.seat_id).one_or_none()
        return entry.channel, ballot.marks if ballot else None


def test_a_link_that_was_opened_pairs_no_second_device(app, pair, evening, client):
    with db.transaction() as session:
        link = tablets.LINK.token(KEY, tablets.add(session, evening.council_id))
    for status in (303, 422):
        other = app.test_client()
        token = factories.csrf(other, "/tisch")
        answer = other.post("/tisch", data={"csrf_token": token, "token": link})
        assert answer.status_code == status
    assert "schon einmal geöffnet" in html.unescape(answer.text)
    assert 'name="token"' in page(client)
    assert link not in answer.text


def test_only_marked_seats_have_a_tile(tablet, evening):
    evening.begin_vote()

    assert tiles(tablet) == [(1, "noch offen"), (2, "noch offen"), (5, "noch offen")]
    assert "Wer ist dran? Tippen Sie auf Ihren Platz." in page(tablet)


def test_a_tablet_of_a_table_shows_the_seats_of_that_table(pair, evening):
    mark(evening, "tablet", 1, 2, 5)
    evening.begin_vote()

    assert [number for number, _ in tiles(pair(1))] == [1, 2]
    two = pair(2)
    assert [number for number, _ in tiles(two)] == [5]
    assert vote(two, 1, evening.round_id).status_code == 404
    assert kept(evening, 1) == ("tablet", None)


def test_a_tablet_that_was_taken_away_can_do_nothing(tablet, evening):
    around = evening.begin_vote()
    with db.transaction() as session:
        tablets.remove(session, tablets.every(session, evening.council_id)[0])

    assert vote(tablet, 1, around).status_code == 401
    assert tablet.get("/tisch/stand").status_code == 401
    assert "nicht als Tablet gekoppelt" in page(tablet, status=401)
    assert kept(evening, 1) == ("tablet", None)


def test_a_tablet_gives_no_other_right(tablet, evening):
    around = evening.begin_vote()
    token = factories.csrf(tablet, "/tisch")
    for path in ("/jetzt", "/lesen", "/idee", "/api/stand"):
        assert tablet.get(path).status_code == 401
    sent = tablet.post(f"/stimme/{around}", data={"csrf_token": token, "M7": "yes"})
    assert sent.status_code == 401
    assert tablet.get(f"/mod/{evening.slug}/s/1/regie").status_code in (302, 303)
    assert tablet.get_cookie(cookies.SEAT) is None


def test_who_came_late_or_is_left_out_sees_why_on_the_tile(tablet, evening):
    evening.start()
    evening.arrive(1, 2, 3)
    evening.move_on()
    evening.move_on()
    evening.open()
    evening.arrive(5)

    assert [number for number, _ in tiles(tablet)] == [1, 2]
    assert "ab der nächsten Abstimmung dabei" in page(tablet)
    assert tablet.get("/tisch/platz/5").location == "/tisch"


def test_without_a_vote_the_tablet_shows_what_is_on(tablet, evening):
    def see(*steps):
        for step in steps:
            step()
        moved(evening)
        return page(tablet)

    assert "Willkommen" in see()
    assert "Gleich geht es los." in see(evening.start, evening.arrive)
    assert "Gespräch an den Tischen" in see(evening.move_on)
    assert factories.TITLE in see(evening.move_on, evening.show_text)
    assert "Die Abstimmung ist geschlossen" in see(evening.open, lambda: evening.command("close"))
    assert tiles(tablet) == []
    assert "Ergebnis" in see(lambda: evening.command("show"))


def test_the_script_gets_news_when_a_ballot_arrives(tablet, evening):
    around = evening.begin_vote()
    before = tablet.get("/tisch/stand").json
    same = f"/tisch/stand?version={before['version']}&boot={before['boot']}"
    assert "html" not in tablet.get(same).json
    vote(tablet, 1, around)
    publish.scenes().recount(evening.council_id)
    news = tablet.get(same).json

    assert news["version"] > before["version"]
    assert "hat abgestimmt" in news["html"]


def test_the_members_own_phone_says_where_to_vote(phone, evening):
    mark(evening, "tablet", 2)
    evening.begin_vote()
    own = page(phone(2), "/jetzt")

    assert 'data-state="tablet"' in own
    assert "Tippen Sie dort auf Ihre Platznummer." in own


def test_no_page_of_a_tablet_ever_contains_a_choice(tablet, evening):
    """Two worlds that differ only in the marks look the same."""
    around = evening.begin_vote()
    for number, choice in ((1, "yes"), (2, "no"), (5, "abstain")):
        vote(tablet, number, around, M7=choice)

    def looks():
        paths = (
            "/tisch",
            "/tisch/danke",
            "/tisch/stand",
            *(f"/tisch/platz/{n}{x}" for n in (1, 2, 5) for x in ("", "/stand")),
        )
        bodies = [tablet.get(path).get_data(as_text=True) for path in paths]
        return [re.sub(r'(content|value)="[\w.-]{40,}"', "", body) for body in bodies]

    before = looks()
    with db.transaction() as session:
        for ballot in session.query(Ballot):
            ballot.marks = {"M7": "yes" if ballot.marks["M7"] != "yes" else "no"}
    assert looks() == before
