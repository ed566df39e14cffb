"""Presence in real browsers: the panel by keyboard, a seat left out, two phones at the door."""

import json

import pytest
from playwright.sync_api import Page, expect

from .conftest import PHONE, Hall
from .test_accessibility import Inspector
from .test_evening import big_button, vote

pytestmark = pytest.mark.browser


def cockpit(hall: Hall) -> Page:
    desk = hall.desk()
    desk.goto(f"{hall.server.url}/mod/smart-kassel/s/3/regie")
    return desk


def pressed(desk: Page, seat: int) -> str:
    """The state of a seat as its pressed button says it."""
    return desk.locator(f'#seat-{seat} .presence-states [aria-pressed="true"]').inner_text()


def show_the_next_text(desk: Page) -> None:
    """Break the open round off; the button then leads to the next text."""
    desk.locator("#abbrechen summary").click()
    desk.get_by_label("Warum wird die Abstimmung abgebrochen?").fill("Probe")
    desk.get_by_role("button", name="Abstimmung abbrechen").click()
    desk.locator("body").click(position={"x": 5, "y": 5})
    big_button(desk, "Weiter zu Maßnahme")
    expect(desk.locator(".next-label")).to_contain_text("Abstimmung öffnen")


def test_the_panel_is_used_by_keyboard_alone(hall: Hall) -> None:
    desk = cockpit(hall)
    hall.phone(12)
    desk.keyboard.press("t")
    expect(desk.locator("#seat-wanted")).to_be_focused()
    expect(desk.get_by_role("button", name="Sofort schließen")).to_be_hidden()
    desk.keyboard.type("17")
    desk.keyboard.press("Enter")
    expect(desk.locator("#seat-17-here")).to_be_focused()
    desk.keyboard.press("Tab")
    expect(desk.locator("#seat-17-away")).to_be_focused()
    desk.keyboard.press("Space")
    expect(desk.locator("#seat-17-away")).to_have_attribute("aria-pressed", "true")
    expect(desk.locator("#seat-17-away")).to_be_focused()  # the newer scene leaves the focus
    expect(desk.locator("#anwesenheit")).to_contain_text("28 da, 2 kurz weg")

    desk.locator("#seat-wanted").focus()
    desk.keyboard.type("99")
    desk.keyboard.press("Enter")
    expect(desk.locator("#notice")).to_contain_text("gibt es hier nicht")

    desk.keyboard.press("Escape")
    expect(desk.get_by_role("button", name="Sofort schließen")).to_be_visible()
    expect(desk.locator(".next-label")).to_contain_text("Letzter Aufruf")  # no key has voted
    assert hall.problems == []


def test_the_panel_works_without_scripts(hall: Hall) -> None:
    scripted = hall.desk()
    context = hall.browser.new_context(
        java_script_enabled=False,
        storage_state=scripted.context.storage_state(),
        viewport={"width": 1366, "height": 768},
    )
    hall.contexts.append(context)
    desk = context.new_page()
    desk.goto(f"{hall.server.url}/mod/smart-kassel/s/3/regie")
    desk.get_by_role("search").get_by_label("Platz").fill("30")
    desk.get_by_role("search").get_by_role("button").click()
    desk.wait_for_url("**#seat-30")
    expect(desk.locator("#seat-30")).to_be_in_viewport()
    desk.locator("#seat-30").get_by_role("button", name="gegangen").click()
    desk.wait_for_url("**/regie*")
    assert pressed(desk, 30) == "gegangen"


def test_a_seat_is_left_out_of_one_round(hall: Hall) -> None:
    desk = cockpit(hall)
    conflicted, other = hall.phone(12), hall.phone(7)
    show_the_next_text(desk)
    desk.locator("#leave-out summary").click()
    desk.locator("#leave-out-seat").fill("12")
    desk.get_by_role("button", name="Für diese Runde ausnehmen").click()
    expect(desk.locator(".left-out")).to_contain_text("Platz 12: nicht dabei, befangen")
    expect(conflicted.locator("main")).to_contain_text("sind Sie nicht dabei")
    expect(other.get_by_text("sind Sie nicht dabei")).to_be_hidden()

    desk.locator("#leave-out-seat").blur()
    big_button(desk, "Abstimmung öffnen")
    expect(desk.locator("body")).to_contain_text("0 von 29")
    expect(conflicted.get_by_text("sind Sie nicht dabei")).to_be_visible()
    expect(conflicted.get_by_role("button", name="Ja", exact=True)).to_be_hidden()
    vote(other, "Ja")
    big_button(desk, "Letzter Aufruf")
    desk.get_by_role("button", name="Sofort schließen").or_(
        desk.get_by_role("button", name="Schließen")
    ).first.wait_for()
    hall_closes(desk)
    expect(conflicted.locator("main")).to_contain_text("waren Sie nicht dabei")
    assert hall.problems == []


def hall_closes(desk: Page) -> None:
    """Close at once, whatever the big button says by now."""
    desk.wait_for_timeout(1000)
    desk.locator(".next-label").click()
    expect(desk.locator(".state")).to_contain_text("Geschlossen")


def ask_to_come_in(hall: Hall, seat: str) -> Page:
    phone = hall.person(**PHONE)
    room = json.loads((hall.server.instance / "demo-cards.json").read_text())["room"]
    phone.goto(f"{hall.server.url}/ohne-karte?raum={room}")
    phone.get_by_label("Ihre Platznummer").fill(seat)
    phone.get_by_role("button", name="Um Einlass bitten").click()
    phone.wait_for_url("**/ohne-karte/warten")
    return phone


def test_two_phones_at_the_door_and_the_right_one_comes_in(hall: Hall) -> None:
    desk = cockpit(hall)
    mine, other = ask_to_come_in(hall, "20"), ask_to_come_in(hall, "20")
    code = mine.locator(".admission-code").inner_text()
    assert code != other.locator(".admission-code").inner_text()
    request = desk.get_by_role("group", name=f"Bitte um Einlass, Zahl {code}")
    expect(request).to_contain_text("Platz 20 bittet um Einlass")
    expect(mine.locator("main")).to_contain_text("Mittagspause")
    request.get_by_role("button", name="Platz 20 zulassen").click()

    mine.wait_for_url("**/jetzt*")
    expect(mine.locator("header")).to_contain_text("Platz 20")
    vote(mine, "Ja")
    expect(other.locator(".admission-code")).to_be_visible()
    desk.locator(".admission").get_by_role("button", name="Ablehnen").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("So geht es gerade nicht")
    expect(desk.locator(".admission")).to_have_count(0)
    assert hall.problems == []


def test_the_new_screens_are_accessible(hall: Hall) -> None:
    inspector = Inspector()
    desk = cockpit(hall)
    member = hall.phone(12)
    inspector.look("no card", ask_page(hall))
    phone = ask_to_come_in(hall, "20")
    inspector.look("waiting at the door", phone)
    ask_to_come_in(hall, "").wait_for_load_state()
    expect(desk.locator(".admission")).to_have_count(2)
    inspector.look("desk with requests", desk)
    desk.keyboard.press("t")
    inspector.look("presence panel", desk)
    desk.keyboard.press("Escape")
    for left in (1, 0):
        desk.locator(".admission").first.get_by_role("button", name="Ablehnen").click()
        expect(desk.locator(".admission")).to_have_count(left)
    show_the_next_text(desk)
    desk.locator("#leave-out summary").click()
    desk.locator("#leave-out-seat").fill("12")
    desk.get_by_role("button", name="Für diese Runde ausnehmen").click()
    expect(desk.locator(".left-out")).to_be_visible()
    inspector.look("roll before the opening", desk)
    inspector.look("left out", member)
    paths = ("vorbereitung/2/neu", "vorbereitung/2/1", "druck/anwesenheit")
    inspector.walk(desk, hall.server.url, tuple(f"/mod/smart-kassel/{path}" for path in paths))

    assert "\n".join(inspector.violations) == ""


def ask_page(hall: Hall) -> Page:
    page = hall.person(**PHONE)
    page.goto(f"{hall.server.url}/ohne-karte")
    return page
