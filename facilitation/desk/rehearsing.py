"""Simulated members from the desk: the command ``rehearse`` in a process of its own.

It hangs on our pipe: whatever ends this server ends it too, and nothing outlives a restart.
"""

import os
import secrets
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import gevent
import structlog
from gevent import subprocess
from gevent.lock import RLock

from ..rehearsals import tickets
from ..rehearsals.tickets import Tickets
from ..settings import ROOT, Settings

log = structlog.get_logger()
PACES = (1, 5, 20)
SILENT = 2
"""So many never vote, so that the last call has somebody to call."""
ROUNDS = 1000
LONGEST = 12 * 3600
PATIENCE = 5
FILES = "rehearsal-*.json"


@dataclass
class Members:
    """The simulated members of one rehearsal."""

    pace: int
    phones: int
    path: Path
    process: "subprocess.Popen[bytes]"
    said: str = ""
    """The newest sentence about how it goes."""

    @property
    def running(self) -> bool:
        """Whether they are still there."""
        return self.process.poll() is None


_members: dict[int, Members] = {}
_turn = RLock()
"""Pressed twice, one begins after the other: it finds those who came first, and sends them home."""


def start(council_id: int, cards: Tickets, pace: int, settings: Settings) -> Members:
    """Let them come at this pace; those who are there already make room."""
    with _turn:
        stop(council_id)
        return _begin(council_id, cards, pace, settings)


def _begin(council_id: int, cards: Tickets, pace: int, settings: Settings) -> Members:
    # A name of its own each time: who was sent home takes their cards along a moment later.
    path = settings.instance / FILES.replace("*", f"{council_id}-{secrets.token_hex(4)}")
    tickets.write(path, cards)
    words = [sys.executable, str(ROOT / "app.py"), "rehearse", "--attached", "--cards", str(path)]
    wishes = {
        "phones": len(cards.cards),
        "pace": pace,
        "rounds": ROUNDS,
        "timeout": LONGEST,
        "silent": SILENT,
    }
    process = subprocess.Popen(
        [*words, *(word for name, value in wishes.items() for word in (f"--{name}", str(value)))],
        env=os.environ | {"RATSCHLAG_NO_BOOTSTRAP": "1", "PYTHONUNBUFFERED": "1"},
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    members = _members[council_id] = Members(pace, len(cards.cards), path, process)
    gevent.spawn(_listen, members)
    return members


def of_council(council_id: int) -> Members | None:
    """The simulated members of a rehearsal, if they are there."""
    members = _members.get(council_id)
    return members if members and members.running else None


def stop(council_id: int) -> None:
    """Send them home: by the pipe, then by the number of their process."""
    with _turn:
        members = _members.pop(council_id, None)
        if members is not None:
            _send_home(members)


def _send_home(members: Members) -> None:
    assert members.process.stdin
    with suppress(OSError):
        members.process.stdin.close()
    if members.running:
        members.process.terminate()
    try:
        members.process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        members.process.kill()
        members.process.wait()
    members.path.unlink(missing_ok=True)


def tidy(instance: Path) -> None:
    """At a start nobody is there any more: cards that a crash has left behind go."""
    for path in instance.glob(FILES):
        path.unlink(missing_ok=True)


def _listen(members: Members) -> None:
    assert members.process.stderr
    for line in members.process.stderr:
        members.said = line.decode(errors="replace").strip()
    code = members.process.wait()
    members.path.unlink(missing_ok=True)
    if code > 0:
        log.warning("rehearsal ended early", code=code, said=members.said)
