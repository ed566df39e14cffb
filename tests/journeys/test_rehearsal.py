"""Somebody who has never seen the tool rehearses session 3: three steps, then nothing is left."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ..server import Server, wait_for
from .conftest import DESK, PHONE, WALL, Hall
from .test_accessibility import Inspector
from .test_evening import big_button

pytestmark = [pytest.mark.browser, pytest.mark.stage("session-3-voting")]
PAGE = "/mod/smart-kassel/probe"
CANARY = "Kanarienvogel-0815"


def counts(server: Server) -> dict[str, int]:
    """Rows by table; who is signed in at the desk is no part of a council."""
    with closing(sqlite3.connect(server.database)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for (name,) in names
            if name != "sign_ins"
        }


def traces(server: Server) -> list[str]:
    files = [path for path in server.instance.rglob("*") if path.is_file()]
    return [path.name for path in files if CANARY.encode() in path.read_bytes()]


def open_in_new_window(hall: Hall, desk: Page, name: str) -> Page:
    with desk.context.expect_page() as opened:
        desk.get_by_role("link", name=name).click()
    return opened.value


def test_a_session_is_rehearsed_and_leaves_no_trace(hall: Hall) -> None:
    inspector = Inspector()
    desk = hall.desk(**DESK)
    desk.goto(f"{hall.server.url}/mod/smart-kassel/vorbereitung/5")
    before = counts(hall.server)
    desk.get_by_role("link", name=re.compile("Weiter.*Probe")).click()
    inspector.look("before", desk)
    expect(desk.get_by_label("Sitzung")).to_have_value("3")
    desk.get_by_role("button", name="Probe beginnen").click()
    expect(desk.get_by_role("status")).to_contain_text("Die Probe ist bereit")
    inspector.look("begun", desk)

    cockpit = open_in_new_window(hall, desk, "Regie der Probe öffnen")
    wall = open_in_new_window(hall, desk, "Leinwand der Probe öffnen")
    wall.set_viewport_size(WALL["viewport"])
    own = hall.person(**PHONE)
    own.goto(f"{hall.server.url}/")
    own.get_by_role("textbox").fill(desk.locator(".rehearsal-own .code").inner_text())
    own.get_by_role("button", name="Weiter").click()
    own.wait_for_url("**/jetzt*")
    desk.get_by_role("button", name="×20").click()
    expect(desk.locator("main")).to_contain_text("Die simulierten Mitglieder kommen")

    for _ in range(9):
        label = cockpit.locator(".next-label").inner_text()
        if label.startswith("Text zeigen"):
            break
        big_button(cockpit, label)
    desk.goto(hall.server.url + PAGE)
    wait_for(lambda: is_connected(desk), "32 phones", 60)
    big_button(cockpit, "Text zeigen")
    big_button(cockpit, "Bewertung öffnen")
    own.locator(".screen:visible").get_by_role("radio", name="sehr groß").check()
    while own.locator("[data-next]").is_visible():
        own.locator("[data-next]").click()
    own.get_by_role("button", name="Fertig").click()
    expect(own.locator("h1:visible")).to_contain_text("angekommen")
    # all but two on paper and two who never vote
    expect(cockpit.locator("#cockpit")).to_contain_text("4 fehlen noch", timeout=60_000)
    for name, page in (("regie", cockpit), ("wall", wall), ("phone", own), ("desk", desk)):
        expect(page.locator("body")).to_contain_text("PROBE")
        inspector.look(name, page)

    desk.goto(f"{hall.server.url}/mod/smart-kassel-probe/vorbereitung/3/neu")
    desk.get_by_label("Titel").first.fill(CANARY)
    desk.get_by_role("button", name="Speichern").first.click()
    assert traces(hall.server)  # control: there is something to find
    desk.goto(hall.server.url + PAGE)
    desk.get_by_role("button", name="Probe beenden und löschen").click()
    expect(desk.get_by_role("status")).to_contain_text("Von ihr ist nichts übrig")

    assert counts(hall.server) == before
    assert traces(hall.server) == []
    assert not list(hall.server.instance.glob("rehearsal-*"))
    expect(wall.locator("body")).not_to_contain_text("PROBE")
    expect(own.locator("body")).not_to_contain_text("PROBE")
    assert hall.foreign == set()
    assert "\n".join(inspector.violations) == ""


def is_connected(desk: Page) -> bool:
    desk.reload()
    return "32 von 32 sind gerade verbunden" in desk.locator("main").inner_text()


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks for processes in /proc")
def test_simulated_members_do_not_outlive_their_server(hall: Hall) -> None:
    desk = hall.desk(**DESK)
    desk.goto(hall.server.url + PAGE)
    desk.get_by_role("button", name="Probe beginnen").click()
    desk.get_by_role("button", name="×20").click()
    [cards] = wait_for(lambda: list(hall.server.instance.glob("rehearsal-*.json")), "cards")
    assert cards.stat().st_mode & 0o777 == 0o600
    assert members_of(cards)

    hall.server.kill()
    wait_for(lambda: not members_of(cards), "the end of the simulated members", 30)
    hall.server.words = ("demo",)
    hall.server.start()

    assert not cards.exists()
    desk.goto(hall.server.url + PAGE)
    expect(desk.locator("main")).to_contain_text("Noch ist niemand da.")
    desk.get_by_role("button", name="Probe beenden und löschen").click()
    expect(desk.get_by_role("status")).to_contain_text("Von ihr ist nichts übrig")


def members_of(cards: Path) -> list[str]:
    """The processes that were started with this file."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = entry.read_bytes().decode(errors="replace").split("\0")
        except OSError:
            continue
        if str(cards) in words:
            found.append(entry.parent.name)
    return found
