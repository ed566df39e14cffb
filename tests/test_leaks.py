"""No answer leaves the server before it is shown (P5): two worlds that differ only in the marks.

The same council is looked at twice, by every role, on every route and in every message;
between the looks all stored marks are turned round. As long as nothing is shown, nobody may
see a difference. Once the result is shown, everybody must: that is the control.
"""

import json
import re

import pytest
from sqlalchemy import select, text

from facilitation import clock, db
from facilitation.live import events, publish, scene
from facilitation.live.roles import Viewer, allows
from facilitation.voting.ballots import Ballots
from facilitation.voting.models import Round, SealedBallot

from .test_roles import OWN, VIEWERS, address, browser, cities, matrix

pytestmark = pytest.mark.long

__all__ = ["cities"]

RANDOM = ("/mod/konto", "/mod/einladung/beitritt")
"""Pages that offer a new passphrase at each look; they tell nothing of a council."""
TEAM = ("minutes", "moderator", "lead")
CHANGING = (
    (re.compile(r'content="[^"]+"|value="[\w.-]{60,}"'), "TOKEN"),
    (re.compile(r'data-version="\d+"|"version":\s?\d+'), "VERSION"),
    (re.compile(r"\d\d:\d\d(:\d\d)?"), "TIME"),
    (re.compile(r"seit \d+ \w+\.?"), "SINCE"),
    (re.compile(r">\d{4}<"), "PAIRING"),
    (re.compile(r'name="key" value="[\w-]+"'), "KEY"),
)


def settled(body):
    for pattern, word in CHANGING:
        body = pattern.sub(word, body)
    return body


def look(app, city, clients):
    """Everything that the server says to anybody, by place; test_roles shows that others are refused."""
    publish.scenes().outdate(city.council_id)
    said = pages(app, city, clients)
    said |= {("socket", audience): words for audience, words in spoken(city).items()}
    for seat_id in city.seat_ids:
        said["seat", seat_id] = settled(
            publish.scenes().seat(city.council_id, seat_id).model_dump_json()
        )
    return said


def pages(app, city, clients, *, at_the_desk=""):
    """What each browser reads on the routes that are open to it; at the desk, on those that end so."""
    said = {}
    for role, client in clients.items():
        for rule, method, required in matrix(app):
            may = allows(required, "public" if role == "nobody" else role)
            if role in TEAM and not rule.rule.endswith(at_the_desk):
                continue
            if method == "GET" and may and rule.rule not in RANDOM:
                with client.get(address(rule, city)) as answer:
                    said[role, rule.rule] = settled(answer.get_data().decode(errors="replace"))
    return said


def spoken(city):
    """What goes over the socket, by audience."""
    publish.scenes().outdate(city.council_id)
    messages = {name: publish.scenes().current(city.council_id, name) for name in scene.AUDIENCES}
    return {name: settled(message.html + message.title) for name, message in messages.items()}


TURNS = (
    ('"yes"', "?"),
    ('"no"', '"yes"'),
    ("?", '"no"'),
    (": 5", "?"),
    (": 1", ": 5"),
    ("?", ": 1"),
)
"""Yes for no in votes, the best for the worst in ratings."""


def turn_all_marks_round():
    """In every ballot that lies anywhere, and in what was counted and isn't shown."""
    with db.transaction() as session:
        for old, new in TURNS:
            session.execute(
                text("UPDATE ballots SET marks = replace(marks, :old, :new)"),
                {"old": old, "new": new},
            )
        rounds = {around.id: around for around in session.scalars(select(Round))}
        sealed = Ballots(session, rounds)
        for place in session.execute(select(SealedBallot.round_id, SealedBallot.seat_id)).all():
            sealed.put(tuple(place), turned(sealed.get(tuple(place))))
        sealed.write()
        for around in rounds.values():
            if around.state == "counted":
                around.result, around.kept = turned(around.result), turned(around.kept)


def turned(value):
    words = json.dumps(value)
    for old, new in TURNS:
        words = words.replace(old, new)
    return json.loads(words)


def differences(app, city, clients):
    # Greetings are said once; at the desk the first look only settles who leads.
    pages(app, city, clients, at_the_desk="/regie")
    return changes(app, city, clients)


def changes(app, city, clients):
    moment = clock.now()
    with pytest.MonkeyPatch.context() as patch:  # minutes that pass on a busy machine tell nothing
        patch.setattr(clock, "now", lambda: moment)
        patch.setitem(app.jinja_env.globals, "now", lambda: moment)
        before = look(app, city, clients)
        turn_all_marks_round()
        after = look(app, city, clients)
    return sorted(str(place) for place in before if before[place] != after[place])


@pytest.fixture
def clients(app, cities):
    """One browser per role, the member's on the seat that votes first."""
    for number, mark in enumerate(("yes", "yes", "yes", "no", "abstain"), 1):
        cities[OWN].cast(number, mark)
    return {role: browser(app, cities[OWN], role) for role in VIEWERS}


def test_nobody_sees_a_difference_before_the_result_is_shown(app, cities, clients):
    city = cities[OWN]
    assert differences(app, city, clients) == []
    for step in ("last_call", "close", "count"):
        city.command(step)
        assert changes(app, city, clients) == [], step


def test_nobody_sees_a_difference_in_a_rating_before_it_is_shown(app, cities, clients):
    city = cities[OWN]
    for step in ("close", "show"):
        city.command(step)
    ballots = [{"M7": {"nutzen": 5}, "M8": {"nutzen": 1}}, {"M7": {"nutzen": 5}}]
    around = city.rate(ballots)
    assert differences(app, city, clients) == []
    city.finish(around, "close", "count")
    assert changes(app, city, clients) == [], "counted"

    city.finish(around, "show")
    before = spoken(city)["member"]
    assert "Nutzen je Vorschlag" in before


def test_nobody_sees_a_difference_in_points_before_they_are_shown(app, cities, clients):
    city = cities[OWN]
    for step in ("close", "show"):
        city.command(step)
    around = city.ask("dots", {"points": 6, "per_option": 5}, [{"M7": 5, "M8": 1}, {"M7": 5}])
    assert differences(app, city, clients) == []
    city.finish(around, "close", "count")
    assert changes(app, city, clients) == [], "counted"

    city.finish(around, "show")
    assert "von 2 Personen" in spoken(city)["member"]


def test_a_shown_result_is_seen_by_all(cities, clients):
    """Control: the look does see figures, where there are any to see."""
    hidden = spoken(cities[OWN])
    cities[OWN].command("close")
    cities[OWN].command("show")
    shown = spoken(cities[OWN])

    for audience in scene.AUDIENCES:
        assert hidden[audience] != shown[audience]
        assert "3" in shown[audience]


def test_the_answer_to_a_ballot_does_not_repeat_the_choice(app, cities):
    [ballot] = [declared for declared in events.events if declared.name == "ballot"]
    seat_id = cities[OWN].seat_ids[0]
    answers = set()
    for seq, mark in enumerate(("yes", "no", "abstain"), 1):
        viewer = Viewer("member", cities[OWN].council_id, seat_id=seat_id)
        events.rooms.enter(ballot.namespace, mark, viewer)
        message = {
            "round": cities[OWN].round_id,
            "marks": {"M7": mark},
            "key": f"key-{mark}-12345",
            "seq": seq,
        }
        answer = ballot.answer(mark, message)
        assert answer.pop("ok"), answer
        answer.pop("seq")
        answers.add(json.dumps(answer))
        events.rooms.leave(ballot.namespace, mark)

    assert len(answers) == 1


def test_nothing_about_a_ballot_is_logged(app, cities, capfd, caplog):
    [ballot] = [declared for declared in events.events if declared.name == "ballot"]
    viewer = Viewer("member", cities[OWN].council_id, seat_id=cities[OWN].seat_ids[0])
    events.rooms.enter(ballot.namespace, "sid", viewer)
    ballot.answer(
        "sid", {"round": cities[OWN].round_id, "marks": {"M7": "CANARY"}, "key": "k" * 9, "seq": 1}
    )
    ballot.answer("sid", {"round": "CANARY", "marks": [], "key": None})
    events.rooms.leave(ballot.namespace, "sid")

    out, err = capfd.readouterr()
    assert "CANARY" not in out + err + caplog.text
