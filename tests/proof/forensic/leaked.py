"""P5: before a result is shown, no answer is in any page, packet or file.

Pages and packets are looked at by every role in two worlds that differ in the marks alone; files
are searched for the ballots that were cast.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from app import create_app
from facilitation import db
from facilitation.live import publish, scene
from facilitation.settings import Settings
from tests import factories, test_leaks
from tests.test_roles import VIEWERS, browser

from .. import search
from ..figures import Figures
from ..lab import Lab
from . import evening
from .stores import Postgresql, Sqlite, both
from .traces import of_round

NAME, PROMISE = "leaks", "P5"
FAULT = "jede Rolle liest alles mit, und alle Dateien in fremder Hand, vor dem Zeigen"
CONTROL = "Modus einfach; nach dem Zeigen"
SHORT, LONG, CONTROLS = 2, 40, 1
VOTERS = ("yes", "yes", "yes", "no", "abstain", "no")


def run(lab: Lab, times: int) -> Figures:
    looked = differing = files = hits = uneven = 0
    with both(lab) as stores:
        looked, differing = _two_worlds(stores[0], lab)
        for number in range(len(stores) * times):
            kind = evening.KINDS[number % len(evening.KINDS)]
            store = stores[(number + number // len(evening.KINDS)) % len(stores)]
            more = _in_files(store, lab, kind, "sealed")
            files, hits, uneven = files + more[0], hits + more[1], uneven + more[2]
    return Figures(
        2 * times,
        acknowledged=2 * times * evening.MEMBERS,
        leaked=differing + hits,
        wrong_more=uneven,
        more=[f"{looked} Seiten und Nachrichten und {files} Dateien angesehen"],
    )


def control(lab: Lab, times: int) -> Figures:
    """The same looks find something wherever there is something to find; the fewest of them."""
    found = []
    with both(lab) as stores:
        found.append(_shown(stores[0], lab))
        found += [_in_files(store, lab, evening.KINDS[-1], "simple")[1] for store in stores]
    return Figures(times, leaked=min(found))


# ── files ───────────────────────────────────────────────────────────────────


def _in_files(
    store: Sqlite | Postgresql, lab: Lab, kind: evening.Kind, mode: str
) -> tuple[int, int, int]:
    """(files, ballots found in them, ballots that can be told by their length) of an open round."""
    with store.evening() as spy:
        spy.begin()
        slug = f"rat-{lab.random.getrandbits(32)}"
        around = evening.open_round(evening.begin(slug), kind, mode)
        evening.vote(around, lab.random, spy.look)
        spy.look(surely=True)
        traces, raw = spy.finish()
    spelt = {
        json.dumps(marks, separators=marked)[1:-1].encode()
        for marks in around.last.values()
        for marked in ((",", ":"), (", ", ": "))
    } - {b""}
    hits = sum(search.count(content, spelt) for _name, content in raw)
    sealed = [trace for trace in of_round(traces, around.round_id) if trace.table == "mailbox"]
    lengths = {len(trace.values["sealed"]) for trace in sealed}
    return len({name for name, _content in raw}), hits, max(0, len(lengths) - 1)


# ── pages and packets ───────────────────────────────────────────────────────


def _two_worlds(store: Sqlite | Postgresql, lab: Lab) -> tuple[int, int]:
    """(pages and packets, those that differ): open, and counted but not shown."""
    looked = differing = 0
    with store.evening(), _app(lab) as app:
        council = _council()
        clients = {role: browser(app, council, role) for role in VIEWERS}
        looked = len(test_leaks.look(app, council, clients))  # greetings are said once
        differing += len(test_leaks.changes(app, council, clients))
        for step in ("close", "count"):
            council.command(step)
        differing += len(test_leaks.changes(app, council, clients))
    return 5 * looked, differing


def _shown(store: Sqlite | Postgresql, lab: Lab) -> int:
    """How many audiences see the result once it is shown."""
    with store.evening(), _app(lab):
        council = _council()
        before = test_leaks.spoken(council)
        for step in ("close", "show"):
            council.command(step)
        after = test_leaks.spoken(council)
    return sum(before[audience] != after[audience] for audience in before)


def _council() -> factories.Evening:
    council = factories.evening(mode="sealed")
    council.begin_vote()
    for number, mark in enumerate(VOTERS, 1):
        council.cast(number, mark)
    return council


@contextmanager
def _app(lab: Lab) -> Iterator[Flask]:
    """The screens on the database that the rules work on."""
    folder = lab.place("app")
    url = str(db.database().url)
    app = create_app(Settings(url, factories.KEY, instance=folder, exports=folder / "exports"))
    app.config["WTF_CSRF_ENABLED"] = False  # the role is tried here, the token elsewhere
    kept, publish._scenes = publish._scenes, scene.Scenes(app.jinja_env)
    try:
        yield app
    finally:
        publish._scenes = kept
