"""Points and a choice from the form to the result; a draft survives the reload and isn't counted."""

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from .conftest import Hall
from .team import hold_simply
from .test_accessibility import Inspector
from .test_session_3 import press_space

pytestmark = [pytest.mark.browser, pytest.mark.stage("prepared")]
QUESTION = "Was soll die Stadt zuerst angehen?"
LINES = "Mehr Bänke mit Schatten\nEine Auskunft zum Anrufen"


def first_item(hall: Hall) -> int:
    """The first point of session 3 under which something may be asked."""
    with closing(sqlite3.connect(hall.server.database)) as database:
        [row] = database.execute(
            "SELECT items.id FROM items JOIN meetings ON meetings.id = items.meeting_id "
            "WHERE meetings.number = 3 AND items.kind = 'rating' ORDER BY items.position LIMIT 1"
        )
    return int(row[0])


def plan(desk: Page, address: str, button: str, **fields: str) -> None:
    desk.goto(address)
    desk.get_by_label("Titel").fill(QUESTION)
    desk.locator("#question").fill(QUESTION)
    desk.get_by_label("Eigene Möglichkeiten").fill(LINES)
    for name, value in fields.items():
        desk.locator(f"#{name}").fill(value)
    desk.get_by_role("button", name=button).click()
    expect(desk.locator(".message, .ok").first).to_contain_text("ist geplant")


def to(desk: Page, label: str) -> None:
    for _ in range(14):
        if press_space(desk) == label:
            return
    raise AssertionError(label)


def test_points_and_a_choice_from_the_form_to_the_result(hall: Hall) -> None:
    inspector = Inspector()
    desk = hall.desk()
    item = f"{hall.server.url}/mod/smart-kassel/vorbereitung/4/punkt/{first_item(hall)}"
    desk.goto(item)
    desk.get_by_role("button", name="Herausnehmen").click()  # the example's own rating
    desk.goto(f"{item}/punkte")
    desk.get_by_label("Eigene Möglichkeiten").fill("\n".join(map(str, range(25))))
    desk.locator("#points").click()
    expect(desk.locator("[data-proposal]")).to_contain_text("Bei 25 Vorschlägen")
    inspector.look("set-up of points", desk)
    plan(desk, f"{item}/punkte", "Punktvergabe planen", points="12", per_option="10")
    plan(desk, f"{item}/auswahl", "Auswahl planen")
    desk.goto(item)
    hold_simply(desk)
    desk.goto(f"{hall.server.url}/mod/smart-kassel/s/3/regie")
    press_space(desk)
    phone, other = hall.phone(1), hall.phone(2)
    wall = hall.wall(desk)
    faces = {"phone": phone, "wall": wall, "desk": desk}

    to(desk, "Punktvergabe öffnen")
    more = phone.get_by_role("button", name="Einen Punkt mehr für Mehr Bänke mit Schatten")
    state = phone.locator("[data-state-words]")
    for _ in range(10):
        more.click()
    expect(state).to_have_text("Noch 2 von 12 Punkten")
    more.click(force=True)  # it stays in reach, and says why
    expect(phone.locator("[data-why]")).to_contain_text("Mehr als 10 Punkte")
    phone.reload()
    expect(state).to_have_text("Noch 2 von 12 Punkten")
    expect(desk.locator("body")).to_contain_text("0 von 2")
    expect(desk.locator("body")).to_contain_text("hat angefangen, aber nicht abgegeben")
    to(desk, "Letzter Aufruf")
    expect(phone.locator("[data-unsent]")).to_be_visible()
    for name, page in faces.items():
        inspector.look(f"{name} while points are given", page)
    phone.get_by_role("button", name="Punkte abgeben").click()
    expect(phone.locator("[data-question-words]")).to_be_focused()
    phone.get_by_role("button", name="Ja, abgeben").click()
    expect(phone.locator("h1:visible")).to_have_text("Ihre Antwort ist angekommen")
    to(desk, "Ergebnis zeigen")
    expect(wall.locator(".list-table tbody tr").first).to_contain_text("Mehr Bänke mit Schatten")
    expect(wall.locator(".list-table tbody tr").first).to_contain_text("10")
    expect(phone.locator(".own-mark:visible")).to_have_text("▲ Von Ihnen: 10")
    for name, page in faces.items():
        inspector.look(f"{name} with the points", page)

    to(desk, "Auswahl öffnen")
    other.get_by_label("Eine Auskunft zum Anrufen").check()
    inspector.look("a choice", other)
    other.get_by_role("button", name="Abgeben").click()
    expect(other.locator("h1:visible")).to_have_text("Ihre Antwort ist angekommen")
    other.get_by_role("link", name="Antwort ändern").click()
    expect(other.get_by_label("Eine Auskunft zum Anrufen")).to_be_checked()

    assert "\n".join(inspector.violations) == ""
    assert hall.problems == []
