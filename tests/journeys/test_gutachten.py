"""The Gutachten's workshop in a browser: writing with a preview, and cells from a spreadsheet."""

import pytest
from playwright.sync_api import Page, expect

from .conftest import Hall

pytestmark = [pytest.mark.browser, pytest.mark.stage("prepared")]

CELLS = "Frauen\t50,8\t17\nMänner\t49,2\t14\ndivers\t\t1\nkeine Angabe\t\t0\nweitere\t\t0\n"
PASTE = """([selector, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.querySelector(selector).dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def open_page(hall: Hall, desk: Page, path: str) -> None:
    desk.goto(f"{hall.server.url}/mod/smart-kassel/gutachten/{path}")


def test_a_chapter_is_written_beside_its_preview(hall: Hall) -> None:
    desk = hall.desk()
    open_page(hall, desk, "kapitel/foreword")
    desk.get_by_label("Text", exact=True).fill("# Dank\n\nLiebe **Leute** <b>hier</b>")
    preview = desk.locator("#preview")
    expect(preview.locator("h3")).to_have_text("Dank")
    expect(preview.locator("strong")).to_have_text("Leute")
    expect(preview).to_contain_text("<b>hier</b>")

    desk.keyboard.press("Control+s")
    expect(desk.locator("[data-state]")).to_have_text("gespeichert")
    desk.get_by_label("Text", exact=True).fill("Noch einmal")
    desk.keyboard.press("Control+s")
    expect(desk.locator("[data-state]")).to_have_text("gespeichert")
    desk.reload()
    expect(desk.get_by_label("Text", exact=True)).to_have_value("Noch einmal")
    assert hall.problems == []


def test_two_who_write_at_once_see_both_texts(hall: Hall) -> None:
    desk = hall.desk()
    other = desk.context.new_page()
    for page in (desk, other):
        open_page(hall, page, "kapitel/voices")
    other.get_by_label("Text", exact=True).fill("Von der anderen")
    other.get_by_role("button", name="Speichern").click()
    expect(other.locator("[data-state]")).to_have_text("gespeichert")

    desk.get_by_label("Text", exact=True).fill("Von mir")
    desk.get_by_role("button", name="Speichern").click()
    expect(desk.locator(".theirs blockquote")).to_have_text("Von der anderen")
    expect(desk.get_by_label("Text", exact=True)).to_have_value("Von mir")
    desk.get_by_role("button", name="Speichern").click()
    expect(desk.locator(".summary")).to_have_count(0)
    assert hall.problems == []


def test_chapters_move_by_keys(hall: Hall) -> None:
    desk = hall.desk()
    open_page(hall, desk, "kapitel")
    desk.get_by_label("Titel von „Ausblick“").press("Alt+ArrowUp")
    desk.wait_for_url("**zu=up:outlook*")
    expect(desk.get_by_role("button", name="Ausblick nach oben")).to_be_focused()
    expect(desk.locator(".chapter-title .input").nth(6)).to_have_value("Ausblick")
    desk.keyboard.press("Alt+ArrowUp")
    expect(desk.locator(".chapter-title .input").nth(5)).to_have_value("Ausblick")
    assert hall.problems == []


def test_copied_cells_find_their_places(hall: Hall) -> None:
    desk = hall.desk()
    open_page(hall, desk, "zusammensetzung/merkmal")
    desk.get_by_label("Merkmal", exact=True).fill("Noch ein Merkmal")
    desk.evaluate(PASTE, ["#row-1-label", CELLS])
    expect(desk.get_by_label("Gruppe, Zeile 5")).to_have_value("weitere")
    expect(desk.get_by_label("Mitglieder, Zeile 2")).to_have_value("14")
    desk.get_by_role("button", name="Vorschau rechnen").click()
    expect(desk.locator(".composition tbody tr")).to_have_count(5)
    desk.get_by_role("button", name="Speichern").last.click()
    expect(desk.get_by_role("heading", name="Noch ein Merkmal")).to_be_visible()
    assert hall.problems == []
