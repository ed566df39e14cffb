"""Several votes held together, in real browsers: planned, walked through on a phone, shown one by one."""

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import Hall
from .test_accessibility import Inspector
from .test_evening import big_button

pytestmark = [pytest.mark.browser, pytest.mark.stage("session-3-voting")]

COCKPIT = "/mod/smart-kassel/s/3/regie"
MORE = 2
"""Measures beside those that are planned already."""


def finish_the_open_vote(hall: Hall, desk: Page) -> None:
    """The example stands in the middle of a vote on a measure."""
    hall.others()
    hall.others(seats=(25,))
    desk.goto(hall.server.url + COCKPIT)
    big_button(desk, "Letzter Aufruf")
    big_button(desk, "schließen")
    desk.get_by_role("button", name="Ergebnis ohne diese Papierstimmen zeigen").click()
    expect(desk.locator(".state")).to_contain_text("Gezeigt")


def plan(hall: Hall, desk: Page, inspector: Inspector | None = None) -> int:
    """Votes on further measures under the point that runs, put together; how many there are."""
    here = desk.locator('[aria-current="step"] .run-link').get_attribute("href")
    assert here
    here = hall.server.url + here if here.startswith("/") else here
    desk.goto(here)
    desk.get_by_role("link", name=re.compile(r"^\+ Ja")).click()
    ticks = desk.locator('input[name="measures"]')
    for at in range(min(MORE, ticks.count())):
        ticks.nth(at).check()
    desk.get_by_role("button", name="Abstimmungen planen").click()
    desk.goto(here)
    desk.get_by_text("Als Sammelabstimmung: alle zusammen öffnen").click()
    if inspector:
        inspector.look("planning", desk)
    held = desk.locator('#zusammen input[name="poll"]:checked').count()
    desk.get_by_role("button", name="Zusammen öffnen").click()
    expect(desk.locator("main")).to_contain_text("zusammen geöffnet")
    desk.goto(hall.server.url + COCKPIT)
    return held


def answer(phone: Page, words: str) -> None:
    """Tap an answer of the question on the screen and wait for its acknowledgement."""
    screen = phone.locator("[data-screen]:visible")
    screen.get_by_role("button", name=words).click()
    expect(screen.locator(".answer-arrived")).to_contain_text("angekommen")


def test_a_sammelabstimmung(hall: Hall) -> None:
    inspector = Inspector()
    desk = hall.desk()
    finish_the_open_vote(hall, desk)
    wall = hall.wall(desk)
    of = plan(hall, desk, inspector)
    member, other = hall.phone(1), hall.phone(2)

    big_button(desk, "Liste zeigen")
    expect(wall.locator(".together-list li").first).to_be_visible()
    expect(member.locator(".subjects li").first).to_be_visible()
    for name, page in (("list desk", desk), ("list wall", wall), ("list phone", member)):
        inspector.look(name, page)
    while "Weiterlesen" in desk.locator("#next").inner_text():
        big_button(desk, "Weiterlesen")
    big_button(desk, "Sammelabstimmung öffnen")

    expect(member.locator(".screen-title:visible")).to_contain_text(f"Frage 1 von {of}")
    of = int(
        re.search(r"Frage 1 von (\d+)", member.locator(".screen-title:visible").inner_text())[1]
    )
    inspector.look("question", member)
    answer(member, "Ja")
    answer(member, "Nein")  # minds may change until it is closed
    member.get_by_role("button", name="Weiter").click()
    expect(member.locator(".screen-title:visible")).to_be_focused()
    expect(member.locator(".screen-title:visible")).to_contain_text("Frage 2 von")

    member.context.set_offline(True)
    member.locator("[data-screen]:visible").get_by_role("button", name="Ja").click()
    expect(member.locator("[data-screen]:visible .sending")).to_be_visible()
    member.get_by_role("button", name="Übersicht", exact=True).click()
    expect(member.locator("[data-overview]")).to_contain_text("wird gesendet")
    expect(member.locator("[data-overview]")).to_contain_text("noch offen")
    member.context.set_offline(False)
    expect(member.locator("[data-line] >> nth=1")).to_contain_text("Ja", timeout=20_000)
    inspector.look("overview", member)

    member.reload()
    expect(member.locator(".screen-title:visible")).to_contain_text(f"Frage 3 von {of}")
    for _question in range(3, of + 1):
        answer(member, "Ja")
        member.get_by_role("button", name=re.compile("Weiter|Zur Übersicht")).click()
    expect(member.locator("[data-gaps]")).to_contain_text("Alle Ihre Antworten sind angekommen")
    answer(other, "Ja")
    expect(desk.locator(".seat-part").first).to_have_text(f"1/{of}")
    expect(wall.locator("#arrived")).to_have_text("1")
    hall.others()
    expect(wall.locator("#arrived")).to_have_text("5")
    for name, page in (("open desk", desk), ("open wall", wall)):
        inspector.look(name, page)
    for page in (wall, member, desk):
        assert "ngenommen" not in page.inner_text("main, .middle")

    big_button(desk, "Letzter Aufruf")
    big_button(desk, "schließen")
    expect(member.locator("h1:visible")).to_contain_text("Die Sammelabstimmung ist geschlossen")
    expect(wall.locator("h1")).to_contain_text("geschlossen")
    desk.get_by_role("button", name="Ergebnis ohne diese Papierstimmen zeigen").click()
    expect(wall.locator(".kicker")).to_contain_text(f"1 von {of}")
    for number in range(2, of + 1):
        big_button(desk, f"Ergebnis {number} von {of} zeigen")
        expect(wall.locator(".kicker")).to_contain_text(f"{number} von {of}")
        expect(member.locator(".kicker").first).to_contain_text(f"{number} von {of}")
    inspector.look("result", member)
    big_button(desk, "Übersicht zeigen")
    expect(wall.locator(".together-results li").first).to_be_visible()
    expect(member.locator(".overview-list li")).to_have_count(of)
    for name, page in (("end desk", desk), ("end wall", wall), ("end phone", member)):
        inspector.look(name, page)
    assert hall.problems == []
    assert "\n".join(inspector.violations) == ""
