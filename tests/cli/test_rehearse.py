"""``rehearse`` against running servers: thirty phones, and never in a real council."""

import json
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from facilitation import db, migrations
from facilitation.rehearsals import tickets

from .. import factories, nursery
from ..nursery import ROOT
from ..server import Server, environment, free_port, wait_for
from ..wire import Phone

pytestmark = pytest.mark.fault
KEYS = {
    "phones", "joined", "acknowledged", "refused", "unknown", "lost", "ack_ms_p50", "ack_ms_p99",
}  # fmt: skip


def rehearse(instance: Path, *words: str, patience: float = 150):
    """Run the command; (exit code, what it printed, what it said)."""
    done = nursery.run(["rehearse", *words], environment(instance), patience)
    return done.returncode, done.stdout, done.stderr


def balance(printed: str):
    return json.loads(printed.splitlines()[-1])


def rows(path: Path):
    """Everything in a database, but when somebody of the team was last seen."""
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"')))
            for (name,) in tables.fetchall()
        }


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """Served once; each test finds it as the one before has left it."""
    yield from serve(tmp_path_factory.mktemp("example"))


@pytest.fixture
def fresh(tmp_path):
    yield from serve(tmp_path)


def serve(folder: Path):
    server = Server(folder / "instance", ("demo", "--stage", "session-3-voting")).start()
    yield server
    server.stop()


@pytest.fixture
def real(tmp_path):
    """A server with a real council in the middle of a vote; cards of an example lie beside it."""
    instance = tmp_path / "real"
    server = Server(instance)
    instance.mkdir()
    database = db.configure(f"sqlite:///{instance / 'ratschlag.db'}")
    migrations.upgrade(database)
    evening = factories.evening(room_code="7K4P")
    evening.begin_vote()
    database.close()
    server.start()
    yield server
    server.stop()


def test_thirty_phones_vote_and_none_is_lost(example):
    code, printed, said = rehearse(
        example.instance, "--phones", "30", "--pace", "20", "--rounds", "2", "--drive"
    )

    assert code == 0, said
    found = balance(printed)
    assert set(found) == KEYS
    assert (found["phones"], found["joined"]) == (30, 30)
    assert (found["acknowledged"], found["refused"]) == (60, 0), said
    assert (found["unknown"], found["lost"]) == (0, 0)
    assert 0 < found["ack_ms_p50"] <= found["ack_ms_p99"]
    with closing(sqlite3.connect(example.database)) as connection:
        results = connection.execute(
            "SELECT channels FROM rounds WHERE state = 'shown' ORDER BY shown_at DESC LIMIT 2"
        )
        assert [json.loads(channels)["phone"] for (channels,) in results] == [30, 30]


def test_phones_vote_in_what_is_open_and_leave_real_people_their_seats(fresh):
    """30 simulated and two real ones: who is signed in stays so while there are other seats."""
    people = [Phone(fresh.url).join(fresh.cards()[seat]["code"]) for seat in (11, 26)]
    code, printed, said = rehearse(fresh.instance, "--url", fresh.url, "--pace", "50")

    found = balance(printed)
    assert code == 0
    assert "30 von 30 Handys sind angemeldet." in said
    assert (found["joined"], found["acknowledged"], found["lost"]) == (30, 28, 0)  # two on paper
    for person in people:
        assert "Platz" in person.get("/jetzt")


def test_a_real_council_is_refused_and_nothing_changes(real, example):
    before = rows(real.database)
    cards = str(example.instance / "demo-cards.json")
    code, printed, said = rehearse(real.instance, "--cards", cards, "--url", real.url, "--drive")

    assert (code, printed) == (1, "")
    assert "In einem echten Bürgerrat stimmen keine simulierten Mitglieder ab" in said
    assert rows(real.database) == before


def test_cards_of_a_real_council_are_refused_before_one_is_shown(real, example):
    """Even somebody who writes the real cards into the file gets nowhere."""
    given = tickets.read(example.instance / "demo-cards.json")
    forged = tickets.write(
        real.instance / "demo-cards.json",
        tickets.Tickets(council="musterstadt", room="7K4P", cards=given.cards, url=real.url),
    )
    before = rows(real.database)
    code, printed, said = rehearse(real.instance)

    assert forged.exists()
    assert (code, printed) == (1, "")
    assert "In einem echten Bürgerrat" in said
    assert rows(real.database) == before


def test_without_cards_it_says_how_to_get_some(tmp_path):
    code, printed, said = rehearse(tmp_path)

    assert (code, printed) == (1, "")
    assert "python3 app.py demo" in said


@pytest.mark.parametrize("words", [("--phones", "0"), ("--pace", "0"), ("--phones", "viele")])
def test_wrong_wishes_are_misuse(tmp_path, words):
    code, printed, said = rehearse(tmp_path, *words)

    assert (code, printed) == (2, "")
    assert words[0] in said


def test_where_nobody_answers_a_sentence_says_so(tmp_path):
    given = tickets.Tickets(council="x", room="7K4P", cards=())
    path = tickets.write(tmp_path / "cards.json", given)
    for url in (f"http://127.0.0.1:{free_port()}", "ftp://irgendwo"):
        code, _printed, said = rehearse(
            tmp_path, "--cards", str(path), "--phones", "1", "--url", url
        )
        assert code == 1
        assert url in said or "Plätze" in said


def test_more_phones_than_seats_is_refused(example):
    code, _printed, said = rehearse(example.instance, "--phones", "33")

    assert code == 1
    assert "32" in said


def test_whoever_hangs_on_a_pipe_goes_with_it(example):
    """How the desk's simulated members end with their server, whatever ends it."""
    process = subprocess.Popen(
        [sys.executable, "app.py", "rehearse", "--attached", "--phones", "3", "--rounds", "9"],
        cwd=ROOT,
        env=environment(example.instance),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        line = process.stderr.readline()
        assert "3 von 3" in line.decode()
        assert process.poll() is None
        process.stdin.close()
        wait_for(lambda: process.poll() is not None, "its end", 40)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        process.stderr.close()
