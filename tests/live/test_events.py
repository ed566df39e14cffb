"""Events: whatever a socket sends, it gets an answer, and the inside stays inside."""

import json

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from facilitation.errors import Conflict
from facilitation.live import events
from facilitation.live.events import Event, cookies_of
from facilitation.live.messages import IN, BallotMessage, CommandMessage
from facilitation.live.roles import ROLES, Viewer, allows
from facilitation.live.rooms import Rooms
from facilitation.voting.casting import Cast
from facilitation.voting.writer import writer

SID = "socket"
BALLOT = {"round": 1, "marks": {"M7": "yes"}, "key": "key-00001", "seq": 1}
COMMAND = {"name": "open", "meeting": 1}
DEEP = "x"
for _ in range(5_000):
    DEEP = [DEEP]


@pytest.fixture
def rooms(monkeypatch):
    rooms = Rooms()
    monkeypatch.setattr(events, "rooms", rooms)
    return rooms


@pytest.fixture
def ask(rooms):
    """Send one message as somebody; the answer."""

    def ask(data, *, shape=BallotMessage, role="member", viewer="member", handler=None):
        if viewer:
            rooms.enter("/phone", SID, Viewer(viewer, 1))
        event = Event("/phone", "e", shape, role, handler or (lambda viewer, message: {"seq": 7}))
        return event.answer(SID, data)

    return ask


def test_a_good_message_reaches_its_handler_with_the_viewer(ask):
    def handler(viewer, message):
        return {"role": viewer.role, "round": message.round, "done": message.done}

    assert ask(BALLOT, handler=handler) == {"ok": True, "role": "member", "round": 1, "done": True}


@pytest.mark.parametrize(
    ("shape", "data"),
    [
        (BallotMessage, BALLOT | {"seat": 3}),
        (BallotMessage, BALLOT | {"round": "1"}),
        (BallotMessage, BALLOT | {"round": True}),
        (BallotMessage, BALLOT | {"round": 1.0}),
        (BallotMessage, BALLOT | {"round": 0}),
        (BallotMessage, BALLOT | {"round": 2**63}),
        (BallotMessage, BALLOT | {"seq": 0}),
        (BallotMessage, BALLOT | {"seq": None}),
        (BallotMessage, BALLOT | {"key": "short"}),
        (BallotMessage, BALLOT | {"key": "x" * 65}),
        (BallotMessage, BALLOT | {"key": "key 00001"}),
        (BallotMessage, BALLOT | {"marks": ["yes"]}),
        (BallotMessage, BALLOT | {"marks": {"x" * 65: "yes"}}),
        (BallotMessage, {name: BALLOT[name] for name in ("round", "marks", "key")}),
        (CommandMessage, COMMAND | {"role": "lead"}),
        (CommandMessage, COMMAND | {"fields": {"round": 1}}),
        (CommandMessage, COMMAND | {"fields": {"reason": DEEP}}),
        (CommandMessage, COMMAND | {"name": "x" * 65}),
        (BallotMessage, None),
        (BallotMessage, []),
        (BallotMessage, "ballot"),
        (BallotMessage, b"\x00\xff"),
        (BallotMessage, DEEP),
    ],
)
def test_what_has_not_the_declared_shape_is_refused(ask, shape, data):
    answer = ask(data, shape=shape, handler=pytest.fail)

    assert (answer["ok"], answer["code"]) == (False, "invalid")
    assert answer["message"].endswith(".")


@hypothesis(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.sampled_from(sorted(IN)),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=10,
    )
    | st.fixed_dictionaries(
        {name: st.just(value) | st.integers() for name, value in BALLOT.items()}
    ),
)
def test_anything_at_all_gets_an_answer(rooms, ask, name, data):
    rooms.leave("/phone", SID)  # a fresh allowance
    answer = ask(data, shape=IN[name])

    assert answer["ok"] or answer["code"] == "invalid"
    json.dumps(answer)


def test_a_deep_ballot_is_no_ballot(ask, evening):
    evening.begin_vote()

    def handler(viewer, message):
        cast = Cast(evening.round_id, evening.seat_ids[0], "phone", message.marks, message.key, 1)
        return {"seq": writer.cast(cast).seq}

    for deep in (DEEP, {"M7": DEEP}):
        answer = ask(BALLOT | {"marks": {"M7": deep}}, handler=handler)
        assert answer["code"] == "invalid"


@pytest.mark.parametrize("required", ROLES)
@pytest.mark.parametrize("viewer", ROLES[1:])
def test_each_event_lets_in_the_roles_it_names(ask, required, viewer):
    answer = ask(BALLOT, role=required, viewer=viewer)

    assert answer["ok"] == allows(required, viewer)
    assert answer["ok"] or answer["code"] == "forbidden"


@pytest.mark.parametrize(
    ("required", "let_in"),
    [
        ("public", set(ROLES)),
        ("guest", {"guest", "member"}),
        ("member", {"member"}),
        ("wall", {"wall", "minutes", "moderator", "lead"}),
        ("minutes", {"minutes", "moderator", "lead"}),
        ("moderator", {"moderator", "lead"}),
        ("lead", {"lead"}),
    ],
)
def test_who_may_pass_which_door(required, let_in):
    assert {role for role in ROLES if allows(required, role)} == let_in


def test_a_socket_that_was_signed_out_hears_so(ask):
    assert ask(BALLOT, viewer=None)["code"] == "signed_out"


def test_who_speaks_too_fast_is_asked_to_wait(ask, rooms):
    rooms.enter("/phone", SID, Viewer("member", 1))
    codes = [ask(BALLOT, viewer=None).get("code") for _ in range(30)]

    assert codes[:10] == [None] * 10
    assert "too_soon" in codes[10:]


def test_a_refusal_becomes_its_sentence_and_what_stands_there(ask):
    def handler(viewer, message):
        raise Conflict("Schon %(n)s da.", current={"version": 3}, n=2)

    assert ask(BALLOT, handler=handler) == {
        "ok": False,
        "code": "conflict",
        "message": "Schon 2 da.",
        "current": {"version": 3},
    }


def test_a_broken_handler_answers_with_a_sentence_and_nothing_else(ask):
    def handler(viewer, message):
        raise RuntimeError("geheimes Inneres")

    answer = ask(BALLOT, handler=handler)
    assert set(answer) == {"ok", "code", "message"}
    assert "Inneres" not in str(answer)
    assert answer["message"].startswith("Da ist etwas schiefgegangen.")


@pytest.mark.parametrize("declare", [events.event])
def test_an_event_without_a_known_role_stops_the_start(declare):
    with pytest.raises(ValueError, match="admin"):
        declare("/phone", "x", BallotMessage, "admin")


@pytest.mark.parametrize(
    ("header", "cookies"),
    [
        ("", {}),
        ("a=1; b=2", {"a": "1", "b": "2"}),
        ("of another page={x: y}; a=1", {"a": "1"}),
        ("a=1; =; b;;;=", {"a": "1"}),
        ("a=1; \xff", {}),
    ],
)
def test_cookies_of_a_handshake_are_read_whatever_stands_beside_them(header, cookies):
    found = cookies_of({"HTTP_COOKIE": header})

    assert {name: found.get(name) for name in cookies} == cookies
    assert cookies_of({}) == {}
