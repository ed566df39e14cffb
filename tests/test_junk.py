"""Junk for every command, ballot and form around votes: always a sentence, never a broken answer,
and never a changed count. On PostgreSQL, which refuses more than SQLite does."""

import json
from contextlib import suppress
from itertools import count
from urllib.parse import urlencode

import pytest
import structlog
from sqlalchemy import select

from facilitation import db
from facilitation.desk.commands import Order, commands, run
from facilitation.errors import Refused
from facilitation.live import events, publish
from facilitation.live.roles import Viewer
from facilitation.live.rooms import rooms as sockets
from facilitation.voting import polls
from facilitation.voting.casting import Cast
from facilitation.voting.models import Ballot, RollEntry, Round, SealedBallot
from facilitation.voting.writer import writer

from . import factories
from .desk.cockpits import desk
from .test_roles import browser
from .voting.polls import POLLS

DEEP = []
for _ in range(2_000):
    DEEP = [DEEP]
TEXTS = ("", "\0", "9" * 5_000, "-1", "\u00b2")
VALUES = (*TEXTS, "\ud800", None, True, 2**63, 1.5, float("nan"), [], [None], {"M7": {}}, DEEP)
ELSEWHERE = {"cancel", "close", "undo", "undo_open"}
"""Commands that would do what they were asked: they name another state."""


@pytest.fixture
def database(on_postgres):
    """The tests' database, emptied."""
    return on_postgres


@pytest.fixture
def evening(database):
    return factories.evening()


@pytest.fixture
def hall(app, evening):
    """An open vote with three ballots."""
    app.config["WTF_CSRF_ENABLED"] = False  # what comes with a token is looked at
    evening.begin_vote()
    for number in (1, 2, 3):
        evening.cast(number, "yes")
    return evening


@pytest.fixture
def other(hall):
    """Another council, whose ids are nobody's business here."""
    evening = factories.evening("nachbarstadt")
    evening.begin_vote()
    return evening


@pytest.fixture
def broken():
    """What the server couldn't answer and wrote down."""
    with structlog.testing.capture_logs() as logs:
        yield lambda: [line for line in logs if line["log_level"] == "error"]


def rows():
    """Everything that is counted, and in which state."""
    with db.reading() as session:
        return [
            [tuple(row) for row in session.execute(select(*columns).order_by(*columns))]
            for columns in (
                (RollEntry.round_id, RollEntry.seat_id, RollEntry.arrived, RollEntry.seq),
                (Ballot.round_id, Ballot.seat_id),
                (SealedBallot.round_id, SealedBallot.seat_id),
                (Round.id, Round.state),
            )
        ]


def form(**fields):
    return {
        "data": urlencode(fields, errors="surrogatepass"),
        "content_type": "application/x-www-form-urlencoded",
    }


def test_commands(app, hall, other, broken):
    viewer, before = desk(app, hall, "lead").viewer, rows()
    for name, known in commands.items():
        state = "elsewhere" if name in ELSEWHERE else "open"
        for junk in (*TEXTS, str(other.round_id), str(db.LARGEST_ID)):
            fields = dict.fromkeys(known.fields, junk)
            if known.prefix:
                fields[f"{known.prefix}M7"] = junk
            with suppress(Refused):
                run(Order(viewer, name, 1, state, fields))
    assert rows() == before
    assert broken() == []


def test_ballots(app, evening, other, broken):
    """Where one hits upon a valid ballot, it counts once, and for nobody else."""
    evening.command("close")
    evening.command("show")
    [event] = [each for each in events.events if each.name == "ballot"]
    viewer, before = Viewer("member", evening.council_id, seat_id=evening.seat_ids[5]), rows()
    for method in sorted(POLLS.keys() - {"resistance", "rating"}):
        around = evening.ask(method, POLLS[method].get("settings", {}))
        publish.scenes().outdate(evening.council_id)
        sequence = count(1)
        for name in ("M7", "chosen", "ranked", "text"):
            for junk in (*VALUES, *([each] for each in VALUES)):
                _send(event, viewer, around, {name: junk}, next(sequence))
        assert not _send(event, viewer, other.round_id, {"M7": "yes"}, 99)["ok"]
        assert {row[1] for row in rows()[1] if row[0] == around} <= {viewer.seat_id}
        with db.transaction() as session:
            polls.cancel(session, session.get_one(Round, around), "Unsinn", from_state="open")
    assert _others(rows(), viewer) == _others(before, viewer)
    assert broken() == []


def test_after_the_highest_number_of_a_device_the_server_still_finds_one(app, evening):
    """Without script, or on paper, the server counts on from there."""
    evening.begin_vote()
    [event] = [each for each in events.events if each.name == "ballot"]
    viewer = Viewer("member", evening.council_id, seat_id=evening.seat_ids[5])
    assert not _send(event, viewer, evening.round_id, {"M7": "yes"}, 2**30)["ok"]
    assert _send(event, viewer, evening.round_id, {"M7": "yes"}, 2**30 - 1)["ok"]

    cast = Cast(evening.round_id, viewer.seat_id, "phone", {"M7": "no"}, key="by-a-form")
    assert writer.cast(cast).seq == 2**30


def _others(found, viewer):
    return {row for row in found[0] if row[2] and row[1] != viewer.seat_id}


def _send(event, viewer, around, marks, seq):
    sockets.enter("/phone", "junk", viewer)
    sent = {"round": around, "marks": marks, "key": f"key-{seq:05}", "seq": seq}
    answer = event.answer("junk", sent)
    sockets.leave("/phone", "junk")
    assert answer["ok"] or answer["message"]
    json.dumps(answer)
    return answer


def test_forms_of_reasons_trials_and_modes(app, hall, broken):
    client, before = browser(app, hall, "lead"), rows()
    item, poll = hall.item_ids[0], hall.poll_ids[1]
    setup = f"/mod/{hall.slug}/vorbereitung/4"
    paths = (
        f"/warum/{hall.round_id}",
        f"/mod/{hall.slug}/gruende",
        f"/mod/{hall.slug}/empfehlungen/1/grund",
        f"/mod/{hall.slug}/empfehlungen/neu",
        f"{setup}/abstimmung/{poll}/art",
        f"{setup}/punkt/{item}/unbekannt",
        f"{setup}/punkt/{db.LARGEST_ID}/probe",
    )
    for path in paths:
        for junk in TEXTS:
            names = ("text", "token", "key", "reason", "recommendation", "mode", "wording")
            for sent in (form(**dict.fromkeys(names, junk)), {"json": junk}, {"json": [junk]}):
                assert client.post(path, **sent).status_code < 500, (path, junk[:9])
    assert rows() == before
    assert broken() == []
