"""Ideas in real browsers: written without a connection, sorted by keys, never lost, never twice."""

import re
import sqlite3
from contextlib import closing, suppress
from typing import Any

import pytest
from playwright.sync_api import Error, Page, Route, expect

from .conftest import DESK, PHONE, Hall
from .test_accessibility import Inspector

pytestmark = pytest.mark.browser

INBOX = "/mod/smart-kassel/ideen"


def ask(hall: Hall, sql: str) -> Any:
    with closing(sqlite3.connect(hall.server.database)) as connection:
        return connection.execute(sql).fetchone()[0]


@pytest.fixture
def desk(hall: Hall) -> Page:
    """The desk, after it has let the item that is on collect ideas."""
    desk = hall.desk()
    item = ask(hall, "SELECT current_item_id FROM meetings WHERE state = 'running'")
    desk.goto(f"{hall.server.url}/mod/smart-kassel/vorbereitung/4/punkt/{item}")
    desk.get_by_label("Auf dem Handy aufschreiben lassen").select_option("idea")
    desk.get_by_role("button", name="Speichern").click()
    expect(desk.locator("body")).to_contain_text("ist gespeichert")
    desk.goto(hall.server.url + INBOX)
    return desk


def write(phone: Page, text: str) -> None:
    phone.get_by_label("Ihre Idee in einem Satz").fill(text)
    phone.get_by_role("button", name="Abschicken").click()


def number_of(hall: Hall, text: str) -> int:
    found: int = ask(hall, f"SELECT count(*) FROM ideas WHERE text = '{text}'")
    return found


def until_kept(hall: Hall, page: Page, text: str) -> None:
    """Wait for the row; the page goes on living meanwhile."""
    for _ in range(100):
        if number_of(hall, text):
            return
        page.wait_for_timeout(200)
    raise AssertionError(f"not kept: {text}")


def test_an_idea_written_offline_arrives_once(hall: Hall, desk: Page) -> None:
    phone = hall.phone(1)
    phone.goto(f"{hall.server.url}/idee")

    def lose_the_answer(route: Route) -> None:
        """The server hears it, the phone doesn't hear the server."""
        with suppress(Error):  # the page may have gone on to another one meanwhile
            if route.request.method != "POST":
                return route.continue_()
            route.fetch()
            route.abort()
        return None

    phone.context.set_offline(True)
    write(phone, "Ein Brunnen vor dem Rathaus")
    expect(phone.locator("h1:visible")).to_contain_text("gespeichert")
    expect(phone.locator("#waiting")).to_contain_text("wartet auf diesem Handy")
    assert number_of(hall, "Ein Brunnen vor dem Rathaus") == 0

    phone.context.route("**/idee", lose_the_answer)
    phone.context.set_offline(False)
    phone.goto(f"{hall.server.url}/lesen")  # any page sends what waits
    until_kept(hall, phone, "Ein Brunnen vor dem Rathaus")
    phone.goto(f"{hall.server.url}/idee")
    expect(phone.locator("#waiting")).to_contain_text("Ein Brunnen")
    phone.context.unroute("**/idee")

    expect(phone.locator("#sent")).to_contain_text("Ein Brunnen", timeout=15_000)
    expect(phone.locator("#waiting")).to_be_empty()
    expect(desk.locator("#board")).to_contain_text("Ein Brunnen vor dem Rathaus")
    assert number_of(hall, "Ein Brunnen vor dem Rathaus") == 1
    assert hall.problems == []


def test_what_is_being_typed_stays(hall: Hall, desk: Page) -> None:
    phone = hall.phone(2)
    phone.goto(f"{hall.server.url}/idee")
    field = phone.get_by_label("Ihre Idee in einem Satz")
    field.press_sequentially("Halb geschrieben")
    expect(phone.get_by_role("link", name="Neue Abstimmung – jetzt öffnen")).to_be_visible()
    expect(field).to_have_value("Halb geschrieben")
    phone.goto(f"{hall.server.url}/jetzt")
    phone.goto(f"{hall.server.url}/idee")
    expect(field).to_have_value("Halb geschrieben")

    field.fill("\N{GRINNING FACE}" * 5000)
    phone.get_by_role("button", name="Abschicken").click()
    expect(phone.locator("#text-error")).to_contain_text("4860 Zeichen zu viel")
    assert len(field.input_value()) == 5000
    field.fill("Noch ein Zeichen")
    phone.get_by_role("button", name="Abschicken").dblclick()
    expect(phone.locator("h1:visible")).to_contain_text("Danke. Ihre Idee ist bei der Moderation.")
    assert number_of(hall, "Noch ein Zeichen") == 1
    phone.get_by_role("link", name="Noch eine").click()
    expect(field).to_be_focused()
    expect(field).to_have_value("")


def test_without_script_it_is_one_form(hall: Hall, desk: Page) -> None:
    phone = hall.phone(3, java_script_enabled=True)
    cookies = phone.context.cookies()
    plain = hall.person(**PHONE, java_script_enabled=False)
    plain.context.add_cookies(cookies)
    plain.goto(f"{hall.server.url}/idee")
    write(plain, "")
    expect(plain.locator("#text-error")).to_contain_text("Da steht noch nichts.")
    write(plain, "Ohne Skript")
    expect(plain.get_by_role("heading", name="Danke.")).to_be_visible()
    assert number_of(hall, "Ohne Skript") == 1


def test_the_desk_sorts_by_keys_while_new_ones_come_in(hall: Hall, desk: Page) -> None:
    phone = hall.phone(4)
    phone.goto(f"{hall.server.url}/idee")
    for text in ("Mehr Bäume auf dem Schulhof", "Bäume am Schulhof pflanzen"):
        write(phone, text)
        expect(phone.locator("h1:visible")).to_contain_text("Danke.")
        phone.get_by_role("link", name="Noch eine").click()
        tick = desk.get_by_label(text, exact=True)
        tick.focus()
        desk.keyboard.press("Space")
    desk.get_by_text("Selbst eintippen").click()
    desk.get_by_label("In einem Satz").fill("Vom Tisch: ein Klet")

    write(phone, "Kommt dazwischen")
    expect(desk.locator("#board")).to_contain_text("Kommt dazwischen")
    expect(desk.locator(".idea-count")).to_contain_text("2 ausgewählt")
    expect(desk.get_by_label("In einem Satz")).to_have_value("Vom Tisch: ein Klet")

    desk.get_by_label("Mehr Bäume auf dem Schulhof", exact=True).focus()
    desk.keyboard.press("m")
    title = desk.get_by_label("Titel der Gruppe").first  # the newest
    expect(title).to_have_value("Schulhof · Bäume")
    expect(title).to_be_focused()
    expect(desk.get_by_label("In einem Satz")).to_have_value("Vom Tisch: ein Klet")
    title.fill("Grüne Schulhöfe")
    write_again = phone.get_by_role("link", name="Noch eine")
    write_again.click()
    write(phone, "Kommt noch später")
    expect(desk.locator("#board")).to_contain_text("Kommt noch später")
    expect(title).to_have_value("Grüne Schulhöfe")
    title.press("Enter")
    expect(desk.locator(".idea-group-title").first).to_contain_text("Grüne Schulhöfe")

    desk.get_by_label("Kommt dazwischen", exact=True).focus()
    desk.keyboard.press("Space")
    desk.keyboard.press("x")
    expect(desk.locator(".idea-column").nth(2)).to_contain_text("Kommt dazwischen")
    expect(desk.locator("#said")).not_to_be_empty()
    expect(desk.locator("#notice")).to_be_empty()  # it went through, and nothing says otherwise
    desk.get_by_label("In einem Satz").fill("Vom Tisch: ein Klettergerüst")
    desk.get_by_role("button", name="Eintragen").click()
    expect(desk.locator("#board")).to_contain_text("Klettergerüst")
    expect(desk.get_by_label("In einem Satz")).to_have_value("")

    desk.get_by_role("button", name=re.compile("Empfehlung anlegen")).first.click()
    desk.wait_for_url("**/empfehlungen/*")
    expect(desk.get_by_label("Begründung")).to_have_value(re.compile("Bäume am Schulhof pflanzen"))
    assert hall.problems == []


def test_every_screen_with_ideas_is_accessible(hall: Hall, desk: Page) -> None:
    inspector = Inspector()
    phone = hall.phone(5)
    phone.goto(f"{hall.server.url}/idee")
    inspector.look("writing", phone)
    write(phone, "")
    inspector.look("nothing written", phone)
    write(phone, "Mehr Bänke")
    expect(phone.locator("h1:visible")).to_contain_text("Danke.")
    inspector.look("thanks", phone)
    inspector.look("inbox", desk)
    desk.get_by_label("Mehr Bänke", exact=True).check()
    desk.get_by_role("button", name="Auf die Ideenwand").click()
    shown = desk.locator(".idea-card.on-wall", has_text="Mehr Bänke")
    expect(shown).to_be_visible()
    desk.get_by_text("Verbergen …").click()
    desk.get_by_text("Selbst eintippen").click()
    inspector.look("everything open", desk)
    desk.get_by_text("Verbergen …").click()
    desk.get_by_label("Mehr Bänke", exact=True).check()
    desk.keyboard.press("g")
    group = desk.locator(".idea-group", has_text="Mehr Bänke")
    expect(group).to_be_visible()
    inspector.look("a group", desk)
    group.get_by_role("link", name=re.compile("berichtigen")).click()
    inspector.look("mending", desk)
    cockpit = hall.person(**DESK)
    cockpit.context.add_cookies(desk.context.cookies())
    cockpit.goto(f"{hall.server.url}/mod/smart-kassel/s/3/regie")
    wall = hall.wall(cockpit)
    cockpit.get_by_role("button", name="Ideenwand zeigen").click()
    expect(wall.locator(".idea-wall")).to_contain_text("Mehr Bänke")
    inspector.look("wall of ideas", wall)
    inspector.look("cockpit", cockpit)
    cockpit.keyboard.press("i")
    cockpit.wait_for_url(f"**{INBOX}")
    assert "\n".join(inspector.violations) == ""
    assert hall.problems == []
