"""Konsensieren and Rangfolge from the form to the result, on every face, also in large letters."""

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import Hall
from .team import hold_simply
from .test_accessibility import Inspector
from .test_lists import first_item, plan, to
from .test_session_3 import press_space

pytestmark = [pytest.mark.browser, pytest.mark.stage("prepared")]

LONG = "Bedarfsgesteuerte Straßenbeleuchtung"
FIRST = "Mehr Bänke mit Schatten"


def large(page: Page, address: str) -> None:
    """Letters of twice the size, as the member's own settings make them."""
    page.goto(f"{address}/einstellungen")
    page.get_by_label("200").first.check()
    page.get_by_role("button", name=re.compile("Übernehmen|Speichern|Anwenden")).click()
    page.goto(f"{address}/jetzt")


def fits(page: Page) -> bool:
    """Nothing has to be pushed sideways."""
    wide: bool = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return wide


def try_out(phone: Page) -> None:
    for value in (2, 7, 2):
        phone.locator(f"[data-try='{value}']").click()
    phone.locator("[data-try-done]").click()


def put_in_order(phone: Page, *titles: str) -> None:
    for title in titles:
        phone.locator("[data-open]").get_by_role("button", name=title).click()


def test_resistance_and_a_ranking_from_the_form_to_the_result(hall: Hall) -> None:
    inspector = Inspector()
    desk = hall.desk()
    item = f"{hall.server.url}/mod/smart-kassel/vorbereitung/4/punkt/{first_item(hall)}"
    desk.goto(item)
    desk.get_by_role("button", name="Herausnehmen").click()  # the example's own rating
    desk.goto(f"{item}/konsensieren")
    preview = desk.frame_locator(".preview-phone iframe")
    expect(preview.locator("#ballot")).to_be_attached()
    desk.get_by_label("Passivlösung").fill("Nichts ändert sich")
    desk.get_by_label("Passivlösung").blur()
    expect(preview.locator("#ballot")).to_contain_text("Nichts ändert sich")
    inspector.look("set-up of Konsensieren", desk)
    plan(desk, f"{item}/konsensieren", "Konsensieren planen")
    plan(desk, f"{item}/rangfolge", "Rangfolge planen", least="1", lines=f"{LONG}\n{FIRST}")
    desk.goto(item)
    hold_simply(desk)
    desk.goto(f"{hall.server.url}/mod/smart-kassel/s/3/regie")
    press_space(desk)
    phone, big = hall.phone(1), hall.phone(2)
    wall = hall.wall(desk)
    faces = {"phone": phone, "wall": wall, "desk": desk}
    large(big, hall.server.url)

    to(desk, "Konsensieren öffnen")
    inspector.look("trying out", phone)
    try_out(phone)
    phone.locator(".screen:visible input[value='3']").check()
    for name, page in faces.items():
        inspector.look(f"{name} while Konsensieren is on", page)
    assert fits(big)
    while phone.locator("[data-next]").is_visible():
        phone.locator("[data-next]").click()
    expect(phone.get_by_text("3 von 10")).to_be_visible()
    inspector.look("own resistance", phone)
    phone.locator("[data-finish]").click()
    expect(phone.locator("h1:visible")).to_have_text("Ihre Antwort ist angekommen")
    to(desk, "Ergebnis zeigen")
    expect(wall.locator(".spread-table tbody tr").first).to_contain_text(f"1. {FIRST}")
    expect(wall.locator(".spread-table tbody tr").first).to_contain_text("3,0")
    expect(phone.locator(".own-mark:visible")).to_have_text("▲ Von Ihnen: 3")
    for name, page in faces.items():
        inspector.look(f"{name} with the resistance", page)
    assert fits(big)

    to(desk, "Rangfolge öffnen")
    put_in_order(phone, FIRST, LONG)
    phone.get_by_role("button", name=f"{LONG} nach oben").click()
    expect(phone.locator("[data-order] li:visible").first).to_contain_text(LONG)
    put_in_order(big, LONG)
    to(desk, "Letzter Aufruf")
    expect(big.locator("[data-unsent]")).to_be_visible()
    for name, page in faces.items():
        inspector.look(f"{name} while the Rangfolge is on", page)
    assert fits(big)
    phone.get_by_role("button", name="Reihenfolge abgeben").click()
    expect(phone.locator("h1:visible")).to_have_text("Ihre Antwort ist angekommen")
    to(desk, "Ergebnis zeigen")
    expect(wall.locator(".spread-table tbody tr").first).to_contain_text(f"1. {LONG}")
    for name, page in faces.items():
        inspector.look(f"{name} with the Rangfolge", page)
    assert fits(big)

    assert "\n".join(inspector.violations) == ""
    assert hall.problems == []
