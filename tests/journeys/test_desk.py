"""The desk in real browsers: a clicker that bounces, a frozen laptop, a wall that is covered."""

import re
import sys

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import DESK, WALL, Hall
from .team import COCKPIT, colleague, laptop, sit_down
from .test_accessibility import Inspector
from .test_evening import big_button

pytestmark = pytest.mark.browser

MOMENT = 1200
"""Milliseconds: longer than two presses count as one."""


def cockpit(hall: Hall) -> Page:
    desk = hall.desk()
    desk.goto(hall.server.url + COCKPIT)
    return desk


def wall_window(hall: Hall, desk: Page) -> Page:
    """The wall, opened from the cockpit in the same browser."""
    with desk.context.expect_page() as opened:
        desk.get_by_role("link", name="Öffnen (Beamer, neues Fenster)").click()
    wall = opened.value
    wall.set_viewport_size(WALL["viewport"])
    expect(wall.locator("body")).to_contain_text("Nachbarschafts-App")
    expect(desk.locator("#wall-title")).to_contain_text("Live")
    return wall


def test_a_clicker_that_bounces(hall: Hall) -> None:
    desk = cockpit(hall)
    wall = wall_window(hall, desk)
    label = desk.locator(".next-label")
    expect(label).to_have_text("Letzter Aufruf")

    # one press of the clicker, heard by both windows and bouncing in each
    desk.keyboard.press("PageDown")
    wall.keyboard.press("PageDown")
    wall.keyboard.press("PageDown")
    desk.keyboard.press("PageDown")
    expect(desk.locator("body")).to_have_class(re.compile("resting"))
    expect(label).to_have_text("Jetzt schließen")
    desk.wait_for_timeout(MOMENT)
    expect(label).to_have_text("Jetzt schließen")
    expect(desk.locator("body")).not_to_have_class(re.compile("resting"))
    expect(desk.locator("#notice")).to_be_empty()

    # a second cockpit in the same browser hears the wall's window as well
    second = desk.context.new_page()
    second.goto(hall.server.url + COCKPIT)
    expect(second.locator(".next-label")).to_have_text("Jetzt schließen")
    wall.keyboard.press("PageDown")
    for page in (desk, second):
        expect(page.locator(".next-label")).to_have_text("Papierstimmen erfassen")
    desk.wait_for_timeout(MOMENT)
    for page in (desk, second):
        expect(page.locator(".next-label")).to_have_text("Papierstimmen erfassen")
        expect(page.locator("#notice")).to_be_empty()
    assert not hall.problems


def test_the_start_button_of_a_clicker_does_no_harm(hall: Hall) -> None:
    desk = cockpit(hall)
    wall = wall_window(hall, desk)
    wall.evaluate("window.same = true")
    wall.keyboard.press("F5")
    desk.keyboard.press("F5")
    expect(desk.locator(".next-label")).to_have_text("Letzter Aufruf")
    assert wall.evaluate("window.same")


def press_until(desk: Page, key: str, place: Locator, text: str) -> None:
    """Within a bouncing clicker's moment a second press counts as the first: press once more."""
    for _ in range(4):
        desk.keyboard.press(key)
        try:
            return expect(place).to_contain_text(text, timeout=3000)
        except AssertionError:
            continue
    raise AssertionError(f"{key} did nothing")


def test_neutral_and_black_cover_the_wall_and_nothing_else(hall: Hall) -> None:
    desk = cockpit(hall)
    wall = wall_window(hall, desk)
    phone = hall.phone(1)
    ballot = phone.locator("#scene").inner_text()
    for key, slide in (("n", "neutral"), (".", "black"), ("b", "black")):
        desk.keyboard.press(key)
        expect(wall.locator(f'[data-slide="{slide}"]')).to_have_count(1)
        expect(desk.locator('.covers [aria-pressed="true"]').first).to_be_visible()
        assert phone.locator("#scene").inner_text() == ballot
        desk.wait_for_timeout(MOMENT)
        press_until(desk, key, wall.locator("body"), "Nachbarschafts-App")
        desk.wait_for_timeout(MOMENT)
    desk.keyboard.press("+")
    expect(wall.locator('[data-size="L"]')).to_have_count(1)
    desk.keyboard.press("n")
    expect(wall.locator('[data-slide="neutral"]')).to_have_count(1)
    press_until(desk, "Control+z", wall.locator("body"), "Nachbarschafts-App")
    assert not hall.problems


def test_live_is_only_said_while_a_wall_is_there(hall: Hall) -> None:
    desk = cockpit(hall)
    title = desk.locator("#wall-title")
    expect(title).to_contain_text("Kein Beamer verbunden")
    wall = wall_window(hall, desk)
    wall.close()
    expect(title).to_contain_text("Beamer-Fenster ist zu")
    with desk.context.expect_page():
        title.get_by_role("link", name="Wieder öffnen").click()
    expect(title).to_contain_text("Live")


def test_a_wrong_code_is_forgotten_once_the_right_one_was_typed(hall: Hall) -> None:
    desk = cockpit(hall)
    desk.get_by_text("Neuen Beamer verbinden").click()
    desk.get_by_label("Code, den er zeigt").fill("0000")
    desk.get_by_role("button", name="Verbinden", exact=True).click()
    expect(desk.locator("#notice")).to_contain_text("keine Leinwand")
    wall = hall.person(**WALL)
    wall.goto(f"{hall.server.url}/beamer/smart-kassel")
    expect(wall.locator("main")).to_contain_text("am Laptop der Moderation")
    found = re.search(r"\b\d{4}\b", wall.locator("main").inner_text())
    assert found
    desk.get_by_label("Code, den er zeigt").fill(found.group(0))
    desk.get_by_role("button", name="Verbinden", exact=True).click()
    expect(desk.locator("#notice")).to_contain_text("Verbunden.")
    expect(desk.locator("#notice")).not_to_contain_text("keine Leinwand")
    expect(desk.locator("#wall-title")).to_contain_text("Live")


def test_taking_over_with_one_confirmation(hall: Hall) -> None:
    lead = cockpit(hall)
    kim = colleague(hall, "Co-Moderation")
    expect(kim.locator("#next")).to_be_hidden()
    expect(kim.get_by_text("Regie: Leitung")).to_be_visible()
    kim.keyboard.press("Space")
    expect(kim.locator("#notice")).to_contain_text("Leitung führt gerade Regie.")
    expect(lead.locator(".next-label")).to_have_text("Letzter Aufruf")

    kim.get_by_text("Leitung führt Regie – übernehmen?").click()
    kim.get_by_role("button", name="Regie übernehmen").click()
    expect(kim.locator("#next")).to_be_visible()
    expect(lead.locator("#notice")).to_contain_text("Co-Moderation hat die Regie übernommen.")
    expect(lead.locator("#next")).to_be_hidden()

    lead.reload()
    expect(lead.locator("#next")).to_be_hidden()
    big_button(kim, "Letzter Aufruf")
    assert not hall.problems


def test_who_leads_survives_a_restart(hall: Hall) -> None:
    lead = cockpit(hall)
    kim = colleague(hall, "Co-Moderation")
    expect(kim.locator("#next")).to_be_hidden()
    hall.server.kill()
    hall.server.words = ("demo",)  # go on where it was
    hall.server.start()
    expect(lead.locator("#connection")).to_contain_text("verbunden")
    expect(kim.get_by_text("Leitung führt Regie – übernehmen?")).to_be_visible()
    big_button(lead, "Letzter Aufruf")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_taking_over_with_the_first_laptop_frozen(hall: Hall) -> None:
    with laptop(hall) as first:
        lead = sit_down(first.browser.new_page(locale="de-DE", **DESK), hall.server.desk_link())
        expect(lead.locator(".next-label")).to_have_text("Letzter Aufruf")
        kim = colleague(hall, "Co-Moderation")
        expect(kim.get_by_text("Leitung führt Regie – übernehmen?")).to_be_visible()

        first.freeze()
        expect(kim.get_by_text("Leitung ist nicht verbunden.")).to_be_visible(timeout=30_000)
        kim.get_by_role("button", name="Regie übernehmen").click()
        expect(kim.locator("#next")).to_be_visible()
        big_button(kim, "Letzter Aufruf")
        expect(kim.locator(".next-label")).to_have_text("Jetzt schließen")

        first.thaw()
        expect(lead.locator("#next")).to_be_hidden()
        expect(lead.locator("#notice")).to_contain_text("Co-Moderation hat die Regie übernommen.")
        lead.keyboard.press("Space")
        expect(lead.locator("#notice")).to_contain_text("Co-Moderation führt gerade Regie.")
        expect(kim.locator(".next-label")).to_have_text("Jetzt schließen")
    assert not hall.problems


def test_the_minutes_write_and_open_nothing(hall: Hall) -> None:
    lead = cockpit(hall)
    pen = colleague(hall, "Protokoll")
    expect(pen.get_by_text("Leitung führt Regie. Sie schreiben mit.")).to_be_visible()
    expect(pen.locator("#next")).to_be_hidden()
    expect(pen.get_by_text("Leitung führt Regie – übernehmen?")).to_be_hidden()
    pen.keyboard.press("p")
    expect(
        pen.locator("#papier .hint[data-first]")
    ).to_be_focused()  # never on „Ja“: space would cast it
    pen.keyboard.press("Space")
    expect(pen.locator("#paper-9")).to_contain_text("fehlt noch")
    pen.locator("#paper-9").get_by_role("button", name="Ja").click()
    expect(pen.locator("#paper-9")).to_contain_text("erfasst")
    expect(lead.locator(".figures")).to_contain_text("1 von 30")
    pen.get_by_role("button", name="Sofort schließen").click()
    expect(pen.locator("#notice")).to_contain_text("Das macht die Moderation.")
    expect(lead.locator(".next-label")).to_have_text("Letzter Aufruf")


def test_many_lost_phones_make_closing_a_matter_for_the_mouse(hall: Hall) -> None:
    desk = cockpit(hall)
    desk.keyboard.press("Control+z")  # nothing to undo: the example opened it
    phones = [hall.phone(seat) for seat in (1, 2, 3, 4, 5, 6, 7, 8, 10, 12)]
    for phone in phones:
        expect(phone.get_by_role("button", name="Ja", exact=True)).to_be_visible()
    big_button(desk, "Letzter Aufruf")
    for phone in phones:
        phone.context.close()
    expect(desk.locator(".band-inline.warn")).to_contain_text(
        "10 Handys sind getrennt, seit die Abstimmung läuft."
    )
    desk.wait_for_timeout(MOMENT)
    desk.keyboard.press("Space")
    desk.wait_for_timeout(MOMENT)
    expect(desk.locator(".next-label")).to_have_text("Jetzt schließen")
    desk.locator("#next").click()
    expect(desk.locator(".next-label")).not_to_have_text("Jetzt schließen")


def test_f6_walks_through_the_parts_of_the_page(hall: Hall) -> None:
    desk = cockpit(hall)
    seen = []
    for _ in range(5):
        desk.keyboard.press("F6")
        seen.append(desk.evaluate("document.activeElement.className.split(' ')[0]"))
    assert seen == ["top", "column", "column", "column", "bottom"]
    desk.keyboard.press("Shift+F6")
    assert desk.evaluate("document.activeElement.className.split(' ')[1]") == "side"


def test_the_desk_and_its_wall_are_accessible(hall: Hall) -> None:
    inspector = Inspector()
    desk = cockpit(hall)
    wall = wall_window(hall, desk)
    kim, pen = colleague(hall, "Co-Moderation"), colleague(hall, "Protokoll")
    for key, slide in (("n", "neutral"), (".", "black")):
        desk.keyboard.press(key)
        expect(wall.locator(f'[data-slide="{slide}"]')).to_have_count(1)
        desk.wait_for_timeout(MOMENT)
        inspector.look(f"desk {slide}", desk)
        inspector.look(f"wall {slide}", wall)
    kim.get_by_text("Leitung führt Regie – übernehmen?").click()
    inspector.look("take over", kim)
    inspector.look("minutes", pen)
    inspector.walk(pen, hall.server.url, ("/mod", "/mod/smart-kassel/empfehlungen"))
    inspector.walk(
        desk,
        hall.server.url,
        (
            "/mod/smart-kassel/verlauf",
            "/mod/smart-kassel/verlauf?sitzung=3",
            "/mod/smart-kassel/team",
            "/mod/smart-kassel/sitzungen",
        ),
    )
    assert "\n".join(inspector.violations) == ""
