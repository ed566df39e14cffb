"""SIGKILL in mid vote: whatever was acknowledged is there afterwards, once (promise P2)."""

import random
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from socketio.exceptions import SocketIOError

from ..server import Server, wait_for
from ..wire import Phone

pytestmark = pytest.mark.fault

KILLS = 20
PHONES = 8
MARKS = ("yes", "no", "abstain")


class Voter:
    """Votes again and again, and keeps its own history of what was acknowledged."""

    def __init__(self, server, card):
        self.seat = card["seat"]
        self.phone = Phone(server.url).join(card["code"])
        self.acknowledged = (0, None)
        self.unknown = {}
        self.sent = 0

    def connect(self):
        self.phone.heard.messages.clear()
        self.phone.connect()
        wait_for(lambda: self.phone.heard.last("seat"), "the seat's state")

    def vote_until(self, over):
        """As a hectic member would; each new ballot takes the next ``seq``."""
        while not over.is_set():
            seq = max(self.acknowledged[0], *self.unknown, 0) + 1
            mark = random.choice(MARKS)
            try:
                answer = self._send(seq, mark)
            except (SocketIOError, OSError):
                self.unknown[seq] = mark
                return
            if answer.get("code") == "too_soon":  # ten a second for each socket
                over.wait(0.1)
                continue
            assert answer["ok"], answer
            self.acknowledged = (seq, mark)
            self.unknown.clear()

    def _send(self, seq, mark):
        self.sent += 1
        message = {
            "round": self.phone.heard.last("seat")["round"],
            "marks": {"M4": mark},
            "key": f"seat-{self.seat}-{seq}-{mark}",
            "seq": seq,
        }
        return self.phone.call("ballot", message, timeout=1)


def stored(server):
    """(seq, mark) by seat number, from the file itself."""
    with sqlite3.connect(server.database) as connection:
        rows = connection.execute(
            "SELECT seats.number, ballots.seq, json_extract(ballots.marks, '$.M4'), count(*) "
            "FROM ballots JOIN seats ON seats.id = ballots.seat_id "
            "JOIN rounds ON rounds.id = ballots.round_id WHERE rounds.state = 'open' "
            "GROUP BY seats.number, ballots.round_id"
        ).fetchall()
    assert all(row[3] == 1 for row in rows), "a seat has two ballots"
    return {number: (seq, mark) for number, seq, mark, _ in rows}


def test_nothing_acknowledged_is_lost_in_twenty_kills(tmp_path, example_at):
    server = Server(example_at("session-3-voting", tmp_path / "instance"), ("demo",)).start()
    try:
        cards = [
            card for card in server.cards().values() if card["channel"] == "phone" and card["here"]
        ][:PHONES]
        voters = [Voter(server, card) for card in cards]
        lost = acknowledged = 0
        for number in range(KILLS):
            over = threading.Event()
            for voter in voters:
                voter.connect()
            with ThreadPoolExecutor(PHONES) as pool:
                running = [pool.submit(voter.vote_until, over) for voter in voters]
                time.sleep(random.Random(number).uniform(0.03, 0.25))  # where the kill falls
                server.kill()
                over.set()
                for future in running:
                    future.result()
            rows = stored(server)
            for voter in voters:
                voter.phone.close()
                seq, mark = voter.acknowledged
                acknowledged += seq > 0
                there = rows.get(voter.seat, (0, None))
                newer_sent = there[0] > seq and voter.unknown.get(there[0]) == there[1]
                lost += not (there == (seq, mark) or newer_sent)
            server.start()
        print(f"kills {KILLS}, acknowledged at a kill {acknowledged}, lost {lost}")
        assert acknowledged > KILLS, "the kills came before anybody had voted: nothing was tested"
        assert lost == 0
    finally:
        server.stop()


def test_the_check_sees_a_lost_ballot(tmp_path, example_at):
    """Negative control: a row taken away behind the server's back is noticed."""
    server = Server(example_at("session-3-voting", tmp_path / "instance"), ("demo",)).start()
    try:
        card = next(c for c in server.cards().values() if c["channel"] == "phone" and c["here"])
        voter = Voter(server, card)
        voter.connect()
        assert voter._send(1, "yes")["ok"]
        server.kill()
        assert stored(server)[voter.seat] == (1, "yes")
        with sqlite3.connect(server.database) as connection:
            connection.execute("DELETE FROM ballots")
        assert voter.seat not in stored(server)
    finally:
        server.stop()
