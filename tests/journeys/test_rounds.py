"""Two rounds in real browsers: the text is changed in between, and the wall compares them."""

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import Hall
from .test_accessibility import Inspector
from .test_decision_day import COCKPIT
from .test_evening import big_button, vote

pytestmark = [pytest.mark.browser, pytest.mark.stage("session-3-voting")]

ADDED = "Die Daten sind offen."


def close_and_show(desk: Page) -> None:
    big_button(desk, "Letzter Aufruf")
    big_button(desk, "schließen")
    desk.get_by_role("button", name="Ergebnis ohne diese Papierstimmen zeigen").click()
    expect(desk.locator(".state")).to_contain_text("Gezeigt")


def reword(hall: Hall, desk: Page) -> None:
    """The measure that was voted on gets another sentence."""
    code = re.search(r"\d+", desk.locator("#card h1").inner_text())
    assert code
    desk.goto(f"{hall.server.url}/mod/smart-kassel/vorbereitung/3")
    desk.locator(f"a[href*='/vorbereitung/3/{code.group(0)}']").first.click()
    sentence = desk.get_by_label("In einem Satz")
    sentence.fill(f"{sentence.input_value()} {ADDED}")
    desk.get_by_role("button", name="Speichern").first.click()
    desk.goto(hall.server.url + COCKPIT)


def test_two_rounds_with_a_changed_text(hall: Hall) -> None:
    inspector = Inspector()
    desk = hall.desk()
    desk.goto(hall.server.url + COCKPIT)
    wall = hall.wall(desk)
    member, other = hall.phone(1), hall.phone(2)
    vote(member, "Nein")
    vote(other, "Ja")
    hall.others()
    close_and_show(desk)
    reword(hall, desk)

    desk.get_by_role("button", name="Runde 2: Text zeigen").click()
    expect(wall.locator("ins")).to_contain_text(ADDED)
    expect(member.locator("ins:visible")).to_contain_text(ADDED)
    inspector.look("changed text, phone", member)
    inspector.look("changed text, wall", wall)
    inspector.look("changed text, desk", desk)
    member.get_by_text("Ohne Markierung lesen").click()
    expect(member.locator("ins").first).to_have_css("text-decoration-line", "none")

    big_button(desk, "Abstimmung öffnen")
    vote(member, "Ja")
    vote(other, "Ja")
    hall.others("yes")
    close_and_show(desk)
    expect(member.locator(".compared")).to_contain_text("Vergleich: Runde 1 und Runde 2")
    inspector.look("both rounds, phone", member)
    big_button(desk, "Vergleich zeigen")
    expect(wall.locator(".pairs")).to_contain_text("Runde 2")
    expect(wall.locator(".changes")).to_contain_text(f"„{ADDED}“")
    inspector.look("both rounds, wall", wall)
    desk.get_by_text("Vergleich mit Runde 1").click()
    inspector.look("both rounds, desk", desk)
    assert hall.problems == []
    assert "\n".join(inspector.violations) == ""
