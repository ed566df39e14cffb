"""Session 3 of the example, led by the space bar alone: a rating, four votes, ideas, the end.

Simulated phones answer as they do in a rehearsal. The mouse is needed to end the session.
"""

import json
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import create_engine, text

from ..nursery import ROOT
from ..server import environment
from .conftest import Hall

pytestmark = [pytest.mark.browser, pytest.mark.stage("prepared")]

PHONES, ROUNDS = 6, 5
PATIENCE = 60_000


def simulated(hall: Hall) -> subprocess.Popen[str]:
    words = ["rehearse", "--phones", PHONES, "--rounds", ROUNDS, "--pace", 40, "--timeout", 400]
    words += ["--silent", 0, "--url", hall.server.url]
    return subprocess.Popen(
        [sys.executable, "app.py", *map(str, words)],
        cwd=ROOT,
        env=environment(hall.server.instance),
        stdout=subprocess.PIPE,
        text=True,
    )


def press_space(desk: Page) -> str:
    """Press the space bar until the button says something else; returns what it had said."""
    words = desk.locator(".next-label")
    said = words.inner_text()
    for _ in range(5):
        expect(desk.locator("body.resting")).to_have_count(0)  # a press in its rest is wasted
        desk.locator("body").press("Space")
        try:
            expect(words).not_to_have_text(said, timeout=3000)
        except AssertionError:
            continue  # within its rest a second press counts as the first
        return said
    raise AssertionError(f"the button still says {said}")


def lead(desk: Page) -> list[str]:
    """What the button said at each press, from the beginning to the end of the session."""
    pressed = []
    for _ in range(80):
        button = desk.locator("#next")
        if button.get_attribute("data-by-key") == "no":
            return pressed
        if "Letzter Aufruf" in desk.locator(".next-label").inner_text():
            expect(desk.locator(".next-label")).to_have_text("Schließen", timeout=PATIENCE)
        pressed.append(press_space(desk))
    raise AssertionError(pressed)


def end_by_click(desk: Page) -> None:
    """The big button leads to the question, and the answer to that ends the session."""
    end = desk.get_by_role("button", name="Sitzung jetzt beenden")
    for _ in range(4):  # right after the last press the button still rests
        desk.locator("#next").click()
        try:
            expect(end).to_be_visible(timeout=3000)
        except AssertionError:
            continue
        break
    end.click()
    expect(desk.get_by_role("heading", name="Sitzung 3 ist beendet")).to_be_visible()


def test_session_3_is_led_by_the_space_bar_alone(hall: Hall) -> None:
    desk = hall.desk()
    desk.goto(f"{hall.server.url}/mod/smart-kassel/s/3/regie")
    assert press_space(desk).startswith("Sitzung beginnen")
    phones = simulated(hall)
    try:
        expect(desk.locator(".presence-head")).to_contain_text(f"{PHONES} da", timeout=PATIENCE)
        pressed = lead(desk)
        last = json.loads(phones.communicate(timeout=120)[0].strip().splitlines()[-1])
    finally:
        phones.kill()

    assert sum(label.endswith(" öffnen") for label in pressed) == ROUNDS
    assert sum(label == "Ergebnis zeigen" for label in pressed) == ROUNDS
    assert {"Weiter: Aufwand", "Weiter: Dringlichkeit"} <= set(pressed)
    assert last["acknowledged"] == PHONES * ROUNDS
    assert last["lost"] == 0

    end_by_click(desk)
    database = create_engine(f"sqlite:///{hall.server.database}")
    with database.connect() as connection:
        shown = connection.execute(text("SELECT channels FROM rounds WHERE state = 'shown'"))
        assert [json.loads(row.channels) for row in shown] == [{"phone": PHONES}] * ROUNDS
        left = connection.scalar(text("SELECT count(*) FROM ballots"))
    assert left == 0
    database.dispose()
