"""Every route and event × every role × own or foreign council, generated from the app (P7)."""

import re
from collections import Counter

import pytest
from werkzeug.routing import IntegerConverter

from facilitation import db
from facilitation.councils import councils, team, walls
from facilitation.councils.models import Account
from facilitation.live import events, roles
from facilitation.live.roles import Viewer, allows
from facilitation.participants import helping, tablets
from facilitation.participants.models import Seat
from facilitation.web import cookies

from . import factories

VIEWERS = ("nobody", "guest", "member", "tablet", "helper", "wall", "minutes", "moderator", "lead")
OWN, FOREIGN = "musterstadt", "nachbarstadt"
DENIED = {401, 403}


@pytest.fixture
def cities(app, evening):
    """Two councils, one of them with an open vote."""
    app.config["WTF_CSRF_ENABLED"] = False  # the role is tested here, the token elsewhere
    evening.begin_vote()
    return {OWN: evening, FOREIGN: factories.evening(FOREIGN)}


def browser(app, city, role):
    """A browser that acts in ``role`` for a council."""
    client = app.test_client()
    if role == "nobody":
        return client
    if role in ("guest", "member"):
        code = city.room_code if role == "guest" else city.card(1)
        answer = client.post("/", data={"code": code, "take_over": "yes"})
        assert answer.status_code in (302, 303)
        return client
    name, token = _token(city, role)
    client.set_cookie(name, token)
    return client


def _token(city, role):
    with db.transaction() as session:
        council = councils.find(session, city.slug)
        if role == "tablet":
            for earlier in tablets.every(session, council.id):
                tablets.remove(session, earlier)
            link = tablets.LINK.token(factories.KEY, tablets.add(session, council.id))
            return cookies.TABLET, tablets.pair(session, factories.KEY, link)[1]
        if role == "helper":
            seat = session.get_one(Seat, city.seat_ids[-1])
            link = helping.LINK.token(factories.KEY, helping.offer(session, seat))
            return cookies.HELPER, helping.begin(session, factories.KEY, link)[1]
        if role == "wall":
            wall, token = walls.ask(session, council)
            walls.pair(session, council, wall.code)
            return cookies.WALL, token
        invitation = team.invite(session, council, role)
        account = team.accept(
            session, invitation, name=f"{role} {city.slug} {invitation[:6]}", password_hash="none"
        )
        session.get_one(Account, account.id).is_organiser = role == "lead"
        return cookies.TEAM, team.sign_in(session, account.id)


def address(rule, city):
    """The rule with values that exist in ``city``."""
    values = {
        "council": city.slug,
        "room": city.room_code,
        "seat": 1,
        "number": 1,
        "step": 1,
        "filename": "css/tokens.css",
        "page": "durchfuehren",
    }
    if rule.arguments & {
        "round",
        "round_id",
    }:  # asked only where it is needed: there are many rules
        values["round"] = values["round_id"] = city.round_id
    given = {}
    for argument in rule.arguments:
        number = isinstance(rule._converters[argument], IntegerConverter)
        given[argument] = values.get(argument, 1 if number else "x")
    return re.sub(r"<(?:[^<>:]+:)?(\w+)>", lambda found: str(given[found.group(1)]), rule.rule)


def ask(client, rule, method, city):
    with client.open(address(rule, city), method=method) as response:
        return response


def is_denied(response):
    if response.status_code in DENIED:
        return True
    return response.status_code in (302, 303) and "/mod/anmelden" in response.location


def matrix(app):
    for rule in app.url_map.iter_rules():
        for method in sorted(rule.methods & {"GET", "POST", "PUT", "DELETE"}):
            yield rule, method, app.view_functions[rule.endpoint].role


@pytest.mark.parametrize("role", VIEWERS)
def test_every_route_lets_in_exactly_whom_it_declares(app, cities, role):
    wrong = []
    seen = Counter()
    client = None
    for rule, method, required in matrix(app):
        client = client or browser(app, cities[OWN], role)
        response = ask(client, rule, method, cities[OWN])
        if method != "GET":  # it may have signed this browser out
            client = None
        may = allows(required, role if role != "nobody" else "public")
        seen[may] += 1
        if response.status_code >= 500 or (required != "public" and may == is_denied(response)):
            wrong.append((method, rule.rule, required, response.status_code))
    print(f"{role}: {seen.total()} combinations, {len(wrong)} wrong")
    assert not wrong


@pytest.mark.parametrize("role", ["wall", "minutes", "moderator", "lead"])
def test_nobody_of_another_council_gets_in(app, cities, role):
    wrong = []
    client = browser(app, cities[FOREIGN], role)
    for rule, method, required in matrix(app):
        if "council" not in rule.arguments or required == "public":
            continue
        response = ask(client, rule, method, cities[OWN])
        if not is_denied(response):
            wrong.append((method, rule.rule, response.status_code))
    assert not wrong


def test_an_undeclared_route_stops_the_start():
    def silent():
        return ""

    with pytest.raises(RuntimeError, match="silent"):
        roles.check_views({"silent": silent})


@pytest.mark.parametrize(
    "role", ["guest", "member", "tablet", "helper", "wall", "minutes", "moderator", "lead"]
)
def test_every_event_lets_in_exactly_whom_it_declares(app, cities, role):
    for number, declared in enumerate(events.events):
        sid = f"{role}-{number}"
        events.rooms.enter(declared.namespace, sid, Viewer(role, cities[OWN].council_id))
        answer = declared.answer(sid, {"unknown": "field"})
        events.rooms.leave(declared.namespace, sid)

        assert answer["ok"] is False
        assert (answer["code"] == "forbidden") == (not allows(declared.role, role))


def test_every_namespace_has_a_door(app):
    assert {declared.namespace for declared in events.events} <= set(events.doors)
    assert set(events.doors) == {"/phone", "/table", "/wall", "/desk"}


def test_an_event_without_a_socket_is_signed_out(app):
    for declared in events.events:
        assert declared.answer("nobody", {})["ok"] is False
