"""Dafür mit Zweifel, Konsensstufen, Konsent in a browser: ballot, wall, desk, with axe on each."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from facilitation import db
from facilitation.measures.models import Measure
from facilitation.meetings.models import Item
from facilitation.voting import planned
from facilitation.voting.casting import Cast
from facilitation.voting.writer import writer

from .. import factories
from ..desk.cockpits import desk
from ..projector.conftest import Wall
from ..projector.test_legibility import MEASURE, SMALLEST
from .test_accessibility import AXE, LIGHT, RUN

pytestmark = pytest.mark.browser

STUTTGART = factories.TWO_THIRDS | {"also": "for_beats_against"}
BALLOTS = {
    "doubt": ["for"] * 9 + ["with_doubts"] * 7 + ["against"] * 5 + ["abstain"] * 2,
    "levels": ["full"] * 9 + ["concerns"] * 6 + ["abstain", "aside", "aside"]
    + ["strong_concerns"] * 3 + ["veto"],
    "consent": ["none"] * 15 + ["minor"] * 6 + ["serious"] * 2,
}  # fmt: skip
RULES = {"doubt": STUTTGART, "levels": factories.TWO_THIRDS, "consent": None}
SIZES = {
    "wall": (1920, 1080),
    "small_wall": (1024, 768),
    "phone": (390, 844),
    "narrow": (320, 568),
    "desk": (1366, 768),
}


class Screen:
    """A browser whose every request one of the app's clients answers, without a server."""

    def __init__(self, browser, client):
        self.client = client
        self.context = browser.new_context(reduced_motion="reduce")
        self.page = self.context.new_page()
        self.page.route("**/*", self._answer)

    def _answer(self, route):
        path = route.request.url.removeprefix("http://hall.test")
        if path.startswith("/socket.io") or route.request.method != "GET":
            route.abort()
            return
        with self.client.get(path) as answer:
            headers = {"content-type": answer.content_type}
            route.fulfill(status=answer.status_code, headers=headers, body=answer.get_data())

    def look(self, path, size, name=""):
        self.page.set_viewport_size(dict(zip(("width", "height"), SIZES[size], strict=True)))
        self.page.goto(f"http://hall.test{path}")
        if path.startswith("/beamer"):
            self.page.wait_for_selector(".slide[data-fit]")
        if folder := os.environ.get("RATSCHLAG_PICTURES"):
            self.page.screenshot(path=Path(folder) / f"{name}-{size}.png", full_page=size != "wall")
        return self

    def flaws(self):
        self.page.evaluate(AXE)
        return self.page.evaluate(RUN, LIGHT)


@pytest.fixture
def screens(app, browser, client, database):
    """The phone of seat 1, the wall and the cockpit of an evening of 24."""
    evening = factories.evening("stufen", members=24, per_table=6)
    member = app.test_client()
    factories.join(member, evening.card(1))
    wall = Wall(client, evening).pair()
    mo = desk(app, evening)
    made = {
        "phone": Screen(browser, member),
        "wall": Screen(browser, wall.client),
        "desk": Screen(browser, mo.client),
    }
    yield evening, made
    for screen in made.values():
        screen.context.close()


def plan(evening, method):
    with db.transaction() as session:
        item = session.get_one(Item, evening.item_ids[1])
        measure = session.get_one(Measure, evening.measure_ids[0])
        [poll] = planned.ask_about(
            session, item, [measure], question="Soll die Stadt diese Maßnahme umsetzen?",
            rule=RULES[method], method=method,
        )  # fmt: skip
        return replace(evening, poll_ids=(poll.id,))


@pytest.mark.parametrize("method", BALLOTS)
def test_every_face_of_a_vote_in_steps_can_be_read_by_everybody(screens, method):
    evening, on = screens
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    evening = plan(evening, method)
    council, cockpit = f"/beamer/{evening.slug}", f"/mod/{evening.slug}/s/1/regie"
    flaws = {}

    def looked(face, path, moment, *sizes):
        Wall(None, evening).newest()
        for size in sizes:
            look = "200-dark" if size == "narrow" else "100-light"
            on[face].client.set_cookie("ratschlag_look", look)
            screen = on[face].look(path, size, f"{method}-{moment}")
            if face == "wall":
                seen = screen.page.evaluate(MEASURE)
                assert seen["outside"] == [], (method, moment, size)
                assert seen["smallest"] >= SMALLEST - 0.01, (method, moment, size, seen)
            else:
                width = (
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth"
                )
                assert screen.page.evaluate(width) <= 0, (method, moment, size)
        flaws[f"{face} {moment}"] = on[face].flaws()

    setup = f"/mod/{evening.slug}/vorbereitung/4/punkt/{evening.item_ids[1]}"
    looked("desk", f"{setup}/abstimmen?verfahren={method}", "setup", "desk")
    evening.show_text()
    looked("desk", cockpit, "text", "desk")
    around = evening.open()
    looked("phone", "/jetzt", "ballot", "narrow", "phone")
    looked("wall", council, "open", "wall", "small_wall")
    for seat, mark in zip(evening.seat_ids, BALLOTS[method], strict=False):
        writer.cast(Cast(around, seat, "phone", {"M7": mark}, f"{seat}-key-of-a-ballot", seq=1))
    evening.command("close")
    evening.command("show")
    looked("phone", "/jetzt", "result", "narrow", "phone")
    looked("wall", council, "result", "wall", "small_wall")
    looked("desk", cockpit, "result", "desk")
    assert {name: found for name, found in flaws.items() if found} == {}
