"""Negative controls: a table of voters beside a table of ballots without names, in three ways."""

import json
import uuid
from collections.abc import Callable
from random import Random
from typing import Any

from sqlalchemy import text

from facilitation import db

from .evening import KINDS, MEMBERS, Marks, yes_no
from .linking import Question

DESIGNS = ("counting up", "random keys", "a flag")
_BALLOTS = {
    "counting up": "id INTEGER PRIMARY KEY, marks VARCHAR(200)",
    "random keys": "id VARCHAR(36) PRIMARY KEY, marks VARCHAR(200)",
    "a flag": "id VARCHAR(36) PRIMARY KEY, marks VARCHAR(200)",
}


def make_tables(design: str) -> None:
    """Empty ones; on SQLite without rowid, which would count up by itself."""
    rows = " WITHOUT ROWID" if db.database().sqlite and design != "counting up" else ""
    with db.transaction() as session:
        for table in ("naive_voters", "naive_ballots"):
            session.execute(text(f"DROP TABLE IF EXISTS {table}"))
        voters = "seat_id INTEGER PRIMARY KEY, voted INTEGER"
        session.execute(text(f"CREATE TABLE naive_voters ({voters})"))
        session.execute(text(f"CREATE TABLE naive_ballots ({_BALLOTS[design]}){rows}"))
        if design == "a flag":
            for seat in range(1, MEMBERS + 1):
                session.execute(text("INSERT INTO naive_voters VALUES (:seat, 0)"), {"seat": seat})


def vote(design: str, random: Random, look: Callable[[], None]) -> Question:
    """All vote in any order, each once: nobody could find a ballot to change it."""
    order = random.sample(range(1, MEMBERS + 1), MEMBERS)
    truth: dict[int, Any] = {}
    for number, seat in enumerate(order, 1):
        marks = yes_no(random)
        _cast(design, number, seat, marks)
        truth[seat] = marks["M7"]
        look()
    return Question(0, "M7", truth, order, order, None, KINDS[0].words)


def _cast(design: str, number: int, seat: int, marks: Marks) -> None:
    with db.transaction() as session:
        if design == "a flag":
            session.execute(
                text("UPDATE naive_voters SET voted = 1 WHERE seat_id = :seat"), {"seat": seat}
            )
        else:
            session.execute(text("INSERT INTO naive_voters VALUES (:seat, 1)"), {"seat": seat})
        key = number if design == "counting up" else str(uuid.uuid4())
        session.execute(
            text("INSERT INTO naive_ballots VALUES (:key, :marks)"),
            {"key": key, "marks": json.dumps(marks)},
        )
