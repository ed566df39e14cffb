"""A rating on a real phone: taps while the network is gone, a reload, gaps, „Fertig“, the result."""

import json

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import create_engine, text

from .conftest import PHONE, Hall
from .test_session_3 import press_space

pytestmark = [pytest.mark.browser, pytest.mark.stage("prepared")]


def to_the_open_rating(desk: Page) -> None:
    for _ in range(12):
        if press_space(desk) == "Bewertung öffnen":
            return
    raise AssertionError("no rating came")


def tap(phone: Page, label: str) -> None:
    phone.locator(".screen:visible").get_by_role("radio", name=label).check()


def onward(phone: Page) -> None:
    phone.locator("[data-next]").click()


def stored(hall: Hall) -> dict:
    database = create_engine(f"sqlite:///{hall.server.database}")
    with database.connect() as connection:
        [row] = connection.execute(text("SELECT marks FROM ballots"))
    database.dispose()
    return json.loads(row.marks)


def test_a_rating_survives_a_dead_network_and_a_reload(hall: Hall) -> None:
    desk = hall.desk()
    desk.goto(f"{hall.server.url}/mod/smart-kassel/s/3/regie")
    press_space(desk)
    phone = hall.phone(1)
    to_the_open_rating(desk)

    saved = phone.locator(".screen:visible [data-saved]")
    tap(phone, "sehr groß")
    expect(saved).to_have_text("gespeichert")
    onward(phone)
    expect(phone.locator(".screen:visible .screen-title")).to_be_focused()

    phone.context.set_offline(True)
    tap(phone, "eher gering")
    expect(saved).not_to_have_text("gespeichert")
    phone.context.set_offline(False)
    expect(saved).to_have_text("gespeichert", timeout=20_000)

    phone.reload()
    first = phone.locator(".screen:visible input:checked")
    expect(first).to_have_attribute("data-label", "5 sehr groß")
    while phone.locator("[data-next]").is_visible():
        onward(phone)
    expect(phone.locator("[data-gaps]")).to_contain_text("noch ohne Bewertung. Das ist erlaubt.")
    phone.get_by_role("button", name="Fertig").click()
    expect(phone.locator("h1:visible")).to_have_text("Ihre Antwort ist angekommen")

    cells = [cell for option in stored(hall).values() for cell in option.items()]
    assert [mark for _name, mark in cells] == [5, 2]
    assert hall.problems == []


def test_without_script_the_whole_rating_is_one_form(hall: Hall) -> None:
    desk = hall.desk()
    desk.goto(f"{hall.server.url}/mod/smart-kassel/s/3/regie")
    press_space(desk)
    phone = hall.person(**PHONE | {"java_script_enabled": False})
    phone.goto(hall.server.url)
    phone.get_by_label("Code von Ihrer Karte").fill(hall.server.cards()[2]["code"])
    phone.get_by_role("button", name="Weiter").click()
    to_the_open_rating(desk)
    phone.goto(f"{hall.server.url}/jetzt")

    screens = phone.locator(".screen")
    assert screens.count() == 33
    screens.nth(0).get_by_role("radio", name="sehr groß").check()
    screens.nth(2).get_by_role("radio", name="Keine Angabe").check()
    with phone.expect_navigation(wait_until="load"):
        phone.get_by_role("button", name="Fertig").click()

    expect(phone.locator("h1:visible")).to_have_text("Ihre Antwort ist angekommen")
    assert list(next(iter(stored(hall).values())).values()) == [5, None]
