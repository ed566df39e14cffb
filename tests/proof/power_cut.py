"""P3: the power goes in mid vote. What was acknowledged before is there afterwards.

Our own engines, PRAGMAs and writer, on a disk that keeps only what was synced (``disk.py``).
"""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import event, select

from bench.hall import OPTION, Hall, furnish
from facilitation import db
from facilitation.db import Database
from facilitation.meetings.models import Meeting
from facilitation.participants.models import Seat
from facilitation.voting import keys, polls, wording
from facilitation.voting.casting import Cast
from facilitation.voting.models import Round
from facilitation.voting.writer import _Job, write

from ..server import keys_of
from ..stored import working_on
from . import driver, store
from .disk import Disk
from .figures import Figures
from .history import Ballot, History, Verdict, canonical, judge
from .lab import Lab
from .phones import MARKS

NAME, PROMISE = "power_cut", "P3"
FAULT = "Stromausfall: was nicht auf der Platte war, ist weg oder zerrissen"
CONTROL = "synchronous=NORMAL"
SHORT, LONG, CONTROLS = 30, 300, 10
SEATS = 8
BATCHES = 14
_names = iter(range(10**9))


def run(lab: Lab, times: int) -> Figures:
    return _cut_again(lab, times)


def control(lab: Lab, times: int) -> Figures:
    return _cut_again(lab, times, "synchronous=NORMAL")


def _cut_again(lab: Lab, times: int, pragma: str = "") -> Figures:
    evening = Evening(lab)
    found = Verdict()
    with evening.on_lossy_disk(pragma):
        whole = evening.operations()
        for _ in range(times):
            found += evening.cut(lab.random.randint(1, whole))
    return Figures.of(found, times, "lost", "doubled", "ghosts")


class Evening:
    """An open round, kept as it was before anybody voted, and tried again and again."""

    def __init__(self, lab: Lab) -> None:
        self.random = lab.random
        self.before = lab.place("before")
        self.now = lab.place("now")
        hall = furnish(self.before, SEATS)
        self.round_id = hall.round_id
        self.seats = _open(hall, keys_of(self.before))
        self.hall = replace(hall, url=f"sqlite:///{self.now / 'ratschlag.db'}")
        self.disk = Disk(f"lossy-{next(_names)}")
        self.history = History()

    @contextmanager
    def on_lossy_disk(self, pragma: str) -> Iterator[None]:
        """Our engines for the whole proof, on the disk."""
        self.lossy = Database(self.hall.url)
        self.plain = Database(self.hall.url)
        driver.connect_through(self.lossy, self.disk.name)
        if pragma:
            event.listen(self.lossy.writer, "connect", lambda c, _: c.execute(f"PRAGMA {pragma}"))
        with working_on(self.lossy, keys_of(self.now)):
            shutil.copytree(self.hall.keys, keys.folder_of(self.lossy))
            yield
        self.plain.close()

    def operations(self) -> int:
        """How often an evening without a cut writes, cuts a file short, or syncs."""
        self._hold(0)
        self.lossy.close()
        return self.disk.operations

    def cut(self, at: int) -> Verdict:
        """Cut the power at one operation; the verdict on what is found, and on the evening's end."""
        self._hold(at)
        self.disk.off = True
        self.lossy.close()
        self.disk.restore(self.random)
        found = judge(self.history, store.rows(self.hall, self.round_id))
        db._database = self.plain
        for ballot in self.history.unanswered():
            self._cast([ballot])
        after = judge(self.history, store.rows(self.hall, self.round_id))
        self.plain.close()
        return found if found.wrong else after

    def _hold(self, cut_at: int) -> None:
        """Batches of ballots, and now and then a checkpoint, until the power goes."""
        shutil.rmtree(self.now)
        shutil.copytree(self.before, self.now)
        self.disk.new(cut_at)
        self.history = History()
        db._database = self.lossy
        for _ in range(BATCHES):
            if self.disk.off:
                return
            voting = self.random.sample(sorted(self.seats), self.random.randint(1, 4))
            self._cast([self._ballot(number) for number in voting])
            if self.random.random() < 0.2:
                self._checkpoint()

    def _ballot(self, number: int) -> Ballot:
        sent = [b.seq for _, b in self.history.events if b.seat == number]
        marks = canonical({OPTION: self.random.choice(MARKS)})
        seq = max(sent, default=0) + 1
        return Ballot(self.round_id, number, f"seat-{number}-{seq}", seq, marks)

    def _cast(self, ballots: list[Ballot]) -> None:
        """One batch of the writer; an answer counts when it has come."""
        jobs = [_Job(self._as_cast(ballot)) for ballot in ballots]
        for ballot in ballots:
            self.history.invoke(ballot)
        write(jobs)
        for ballot, job in zip(ballots, jobs, strict=True):
            if job.answer.exception is None:
                self.history.ok(ballot)
            else:
                self.history.unknown(ballot)

    def _as_cast(self, ballot: Ballot) -> Cast:
        return Cast(
            round_id=ballot.round,
            seat_id=self.seats[ballot.seat],
            channel="phone",
            marks=json.loads(ballot.marks),
            key=ballot.key,
            seq=ballot.seq,
        )

    def _checkpoint(self) -> None:
        """What a long WAL brings about by itself, and counting too."""
        kind = self.random.choice(("PASSIVE", "TRUNCATE"))
        try:
            with self.lossy.writer.connect() as connection:
                connection.connection.driver_connection.execute(f"PRAGMA wal_checkpoint({kind})")
        except Exception:  # noqa: BLE001  (the cut strikes wherever it likes)
            return


def _open(hall: Hall, key_folder: Path) -> dict[int, int]:
    """Open the hall's round; seat ids by number."""
    with working_on(Database(hall.url), key_folder), db.transaction() as session:
        around = session.get_one(Round, hall.round_id)
        meeting = session.scalars(select(Meeting)).one()
        polls.open_round(session, around, meeting, wording.current(session, around.poll))
        return {seat.number: seat.id for seat in session.scalars(select(Seat))}
