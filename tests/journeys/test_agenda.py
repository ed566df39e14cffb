"""The agenda in real browsers: moved by keys, edited where it stands, two moderators at once."""

import pytest
from playwright.sync_api import Page, expect

from .conftest import DESK, Hall
from .test_accessibility import Inspector

pytestmark = pytest.mark.browser

COCKPIT = "/mod/smart-kassel/s/3/regie"
SETUP = "/mod/smart-kassel/vorbereitung/4/3"


def titles(page: Page) -> list[str]:
    return [text.strip() for text in page.locator("li[data-item] a[data-row]").all_inner_texts()]


def line(page: Page, title: str):
    return page.locator("li[data-item]", has_text=title)


def link(page: Page, title: str):
    return line(page, title).locator("a[data-row]")


@pytest.fixture
def desk(hall: Hall) -> Page:
    page = hall.desk()
    page.goto(hall.server.url + COCKPIT)
    expect(page.locator("#connection")).to_contain_text("verbunden")
    return page


def test_a_point_is_moved_by_keys_and_keeps_the_focus(desk: Page) -> None:
    before = titles(desk)
    link(desk, "Eigene Ideen").focus()
    desk.keyboard.press("Alt+ArrowDown")

    expect(desk.locator("#announce")).to_have_text("Eigene Ideen sammeln jetzt auf Platz 10 von 11")
    expect(link(desk, "Eigene Ideen")).to_be_focused()
    assert titles(desk) != before

    desk.keyboard.press("Alt+ArrowUp")
    expect(desk.locator("#announce")).to_have_text("Eigene Ideen sammeln jetzt auf Platz 9 von 11")
    expect(link(desk, "Eigene Ideen")).to_be_focused()
    assert titles(desk) == before

    desk.keyboard.press("Alt+ArrowDown")  # two quick presses are two places
    desk.keyboard.press("Alt+ArrowDown")
    expect(desk.locator("#announce")).to_have_text("Eigene Ideen sammeln jetzt auf Platz 11 von 11")
    expect(link(desk, "Eigene Ideen")).to_be_focused()

    row = line(desk, "Eigene Ideen")  # with a mouse the space bar stays with the big button
    row.locator(".run-menu > summary").click()
    row.get_by_role("button", name="nach oben").click()
    expect(desk.locator("#announce")).to_have_text("Eigene Ideen sammeln jetzt auf Platz 10 von 11")
    assert desk.evaluate("document.activeElement === document.body")


def test_a_line_is_edited_in_place_while_the_evening_goes_on(hall: Hall, desk: Page) -> None:
    link(desk, "Eigene Ideen").focus()
    desk.keyboard.press("F2")
    form = desk.locator("form.row-form")
    expect(form.get_by_label("Titel")).to_be_focused()
    form.get_by_label("Titel").fill("Ideen am Tisch")
    form.get_by_label("Minuten").fill("35")

    phone = hall.phone(1)  # a scene arrives while somebody types
    phone.get_by_role("button", name="Ja", exact=True).click()
    expect(desk.locator(".figures")).to_contain_text("1 von")
    expect(form.get_by_label("Titel")).to_have_value("Ideen am Tisch")

    form.get_by_label("Titel").press("Enter")
    expect(link(desk, "Ideen am Tisch")).to_be_focused()
    expect(line(desk, "Ideen am Tisch")).to_contain_text("40′ −5")
    expect(form).to_have_count(0)

    link(desk, "Erste Entwürfe").click()  # Escape discards
    form.get_by_label("Titel").fill("Nein")
    desk.keyboard.press("Escape")
    expect(form).to_have_count(0)
    expect(link(desk, "Erste Entwürfe")).to_be_focused()

    desk.locator("#neuer-punkt > summary").click()
    desk.locator("#neu-titel").fill("Blitzlicht")
    desk.get_by_role("button", name="In den Ablauf").click()
    expect(link(desk, "Blitzlicht")).to_have_count(1)
    expect(desk.locator("#neu-titel")).to_have_value("")
    assert titles(desk)[1] == "Blitzlicht"


def test_two_moderators_see_both_texts(hall: Hall, desk: Page) -> None:
    other = hall.person(**DESK, storage_state=desk.context.storage_state())
    other.goto(hall.server.url + COCKPIT)
    for page in (desk, other):
        link(page, "Eigene Ideen").click()
        expect(page.locator("form.row-form")).to_be_visible()
    other.locator("form.row-form").get_by_label("Sprechzettel").fill("Vom zweiten Laptop")
    other.get_by_role("button", name="Speichern", exact=True).click()
    expect(other.locator("form.row-form")).to_have_count(0)

    mine = desk.locator("form.row-form")
    mine.get_by_label("Sprechzettel").fill("Vom ersten Laptop")
    mine.get_by_role("button", name="Speichern", exact=True).click()
    expect(desk.locator(".row-trouble")).to_be_focused()
    expect(mine).to_contain_text("Vom zweiten Laptop")
    expect(mine.get_by_label("Sprechzettel")).to_have_value("Vom ersten Laptop")
    inspector = Inspector()
    inspector.look("both texts", desk)
    assert inspector.violations == []

    mine.get_by_role("button", name="Speichern", exact=True).click()
    expect(mine).to_have_count(0)


def test_points_are_doubled_deleted_and_brought_back_by_keys(desk: Page) -> None:
    link(desk, "Eigene Ideen").focus()
    desk.keyboard.press("Control+d")
    expect(link(desk, "Eigene Ideen")).to_have_count(2)
    desk.keyboard.press("Control+z")
    expect(link(desk, "Eigene Ideen")).to_have_count(1)

    link(desk, "Eigene Ideen").focus()
    desk.keyboard.press("Delete")
    expect(desk.get_by_role("button", name="Herausnehmen")).to_be_focused()
    inspector = Inspector()
    inspector.look("delete", desk)
    assert inspector.violations == []
    desk.keyboard.press("Enter")
    expect(link(desk, "Eigene Ideen")).to_have_count(0)
    desk.get_by_role("button", name="Rückgängig: „Punkt gelöscht“").click()
    expect(link(desk, "Eigene Ideen")).to_have_count(1)


def test_time_is_caught_up_and_given_back(desk: Page) -> None:
    pill = desk.locator(".top a[href='#aufholen']")
    expect(pill).to_contain_text("hinter dem Plan")
    pill.click()
    panel = desk.locator(".catch-panel")
    expect(panel).to_contain_text("Fest: Ausblick und Kommentarrunde")
    inspector = Inspector()
    inspector.look("catch up", desk)
    assert inspector.violations == []

    panel.get_by_role("button", name="Übernehmen").click()
    expect(pill).to_have_count(0)
    desk.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    desk.get_by_role("button", name="Rückgängig: „Aufgeholt“").click()
    expect(pill).to_contain_text("hinter dem Plan")


def test_the_set_up_moves_and_edits_in_place_too(hall: Hall, desk: Page) -> None:
    desk.goto(hall.server.url + SETUP)
    link(desk, "Eigene Ideen").focus()
    desk.keyboard.press("Alt+ArrowDown")
    desk.wait_for_url("**#punkt-*")
    expect(desk.locator("#announce")).to_have_text("Eigene Ideen sammeln jetzt auf Platz 10 von 11")
    expect(link(desk, "Eigene Ideen")).to_be_focused()

    desk.keyboard.press("Enter")
    form = desk.locator("form.row-form")
    form.get_by_label("Minuten").fill("35")
    inspector = Inspector()
    inspector.look("line in the set-up", desk)
    assert inspector.violations == []
    form.get_by_label("Minuten").press("Enter")
    expect(line(desk, "Eigene Ideen")).to_contain_text("35 Min.")
    expect(link(desk, "Eigene Ideen")).to_be_focused()


def test_it_all_works_without_scripts(hall: Hall, desk: Page) -> None:
    state = desk.context.storage_state()
    plain = hall.person(java_script_enabled=False, storage_state=state)
    plain.goto(hall.server.url + COCKPIT)
    row = line(plain, "Eigene Ideen")
    row.locator(".run-menu > summary").click()
    row.get_by_role("button", name="nach unten").click()
    assert "#punkt-" in plain.url
    assert titles(plain).index("Eigene Ideen sammeln") == 3

    link(plain, "Eigene Ideen").click()
    plain.get_by_label("Titel").fill("Ideen am Tisch")
    plain.get_by_role("button", name="Speichern").click()
    expect(plain.locator(".agenda")).to_contain_text("Ideen am Tisch")
