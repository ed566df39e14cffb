"""Build a Gutachten beside the running session: in a process of its own, never in the hub.

What is going on is kept in memory; after a restart only the finished files are left.
"""

import os
import sys
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import gevent
import structlog
from gevent import subprocess

from .. import clock
from ..language import N_
from ..settings import ROOT, Settings

log = structlog.get_logger()
LONGEST = 180
NO_SENTENCE = N_("Der Grund steht im Protokoll des Servers.")


@dataclass
class Work:
    """One build: running, done or failed with a sentence."""

    state: str = "running"
    since: datetime = field(default_factory=clock.now)
    reason: str = ""
    greenlet: gevent.Greenlet | None = None


_works: dict[int, Work] = {}


def start(council_id: int, slug: str, settings: Settings) -> Work:
    """Begin to build the next version; where one is being built, that one goes on."""
    present = _works.get(council_id)
    if present and present.state == "running":
        return present
    work = _works[council_id] = Work()
    work.greenlet = gevent.spawn(_build, work, slug, settings)
    return work


def of_council(council_id: int) -> Work | None:
    """The newest build of a council."""
    return _works.get(council_id)


def forget() -> None:
    """Begin anew; builds that still run go on unseen."""
    _works.clear()


def folder(settings: Settings, slug: str) -> Path:
    """Where a council's files land."""
    return settings.exports / slug


def _build(work: Work, slug: str, settings: Settings) -> None:
    try:
        finished = subprocess.run(
            [sys.executable, str(ROOT / "app.py"), "report", slug],
            env=_environment(settings),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=LONGEST,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        log.warning("report failed", council=slug, error=type(error).__name__)
        work.state, work.reason = "failed", NO_SENTENCE
        return
    if finished.returncode == 0:
        work.state = "done"
        return
    said = finished.stderr.decode(errors="replace").strip()
    log.warning("report failed", council=slug, code=finished.returncode, said=said[-2000:])
    work.state, work.reason = "failed", _sentence(said)


def _environment(settings: Settings) -> dict[str, str]:
    """As this process, on the same database; its address may hold a password: not an argument."""
    return os.environ | {
        "RATSCHLAG_NO_BOOTSTRAP": "1",
        "RATSCHLAG_DATABASE_URL": settings.database_url,
        "RATSCHLAG_INSTANCE": str(settings.instance),
        "RATSCHLAG_EXPORTS": str(settings.exports),
    }


def _sentence(said: str) -> str:
    """What the command said to people; a traceback is for the log."""
    return NO_SENTENCE if not said or "Traceback" in said else said.splitlines()[-1]
