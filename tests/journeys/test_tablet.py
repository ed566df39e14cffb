"""A shared tablet in real browsers: one after the other, nothing stays; with and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import Hall
from .test_accessibility import AXE, LIGHT, RUN
from .test_evening import big_button
from .test_together import finish_the_open_vote, plan

pytestmark = pytest.mark.browser

TABLET = {"viewport": {"width": 1180, "height": 820}, "has_touch": True}
SEATS = (16, 17)


def set_up(hall: Hall) -> tuple[Page, str]:
    """The desk marks two seats and sets a tablet up; its link."""
    desk = hall.desk()
    desk.goto(f"{hall.server.url}/mod/smart-kassel/s/3/regie")
    desk.keyboard.press("t")
    for seat in SEATS:
        desk.locator(f"#seat-{seat}-tablet").click()
        desk.wait_for_selector(f'#seat-{seat}-tablet[aria-pressed="true"]')
    desk.goto(f"{hall.server.url}/mod/smart-kassel/vorbereitung/5/tablets")
    with desk.expect_navigation(wait_until="load"):
        desk.get_by_role("button", name="Tablet anlegen").click()
    found = re.search(r"/tisch#([0-9A-Z]{26})", desk.content())
    assert found
    return desk, found.group(1)


def axe(page: Page, screen: str) -> list[str]:
    # An arriving page fades in; until then its colours are not its own.
    page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
    page.evaluate(AXE)
    return [f"{screen}: {found}" for found in page.evaluate(RUN, LIGHT)]


def tap(page: Page, seat: int) -> None:
    """Open a seat's ballot, and wait until its script is there."""
    page.locator(f"#platz-{seat}").click()
    page.locator(".answer[aria-pressed]").first.wait_for()


def kept(page: Page) -> int:
    return int(page.evaluate("localStorage.length + sessionStorage.length"))


def test_two_members_vote_on_one_tablet_and_nothing_of_it_stays(hall: Hall) -> None:
    desk, token = set_up(hall)
    problems = axe(desk, "desk")
    tablet = hall.person(**TABLET)
    tablet.goto(f"{hall.server.url}/tisch")
    problems += axe(tablet, "pairing")
    tablet.goto("about:blank")
    tablet.goto(f"{hall.server.url}/tisch#{token}")
    expect(tablet.get_by_role("heading", name="Wer ist dran?")).to_be_visible()
    assert token not in tablet.url
    problems += axe(tablet, "tiles")

    # Without a connection no tile leads on, and it says why.
    hall.server.kill()
    expect(tablet.locator("#tiles-offline")).to_be_visible(timeout=15_000)
    expect(tablet.locator("#platz-16")).to_have_attribute("aria-disabled", "true")
    hall.server.start()
    expect(tablet.locator("#tiles-offline")).to_be_hidden(timeout=15_000)

    tap(tablet, 16)
    problems += axe(tablet, "ballot")
    tablet.get_by_role("button", name="Nein").click()
    expect(tablet.get_by_role("heading", name="Bitte geben Sie das Tablet weiter.")).to_be_focused()
    problems += axe(tablet, "thanks")
    tablet.get_by_role("link", name="Zu den Plätzen").click()
    expect(tablet.locator("#platz-16")).to_contain_text("hat abgestimmt")

    # Back shows no answer: not the ballot with a choice, and no confirmation.
    tablet.go_back()
    assert tablet.locator('[aria-pressed="true"]').count() == 0
    assert kept(tablet) == 0
    tablet.goto(f"{hall.server.url}/tisch")

    tablet.clock.install()
    tap(tablet, 17)
    tablet.clock.fast_forward(61_000)
    expect(tablet.get_by_role("heading", name="Noch da?")).to_be_focused()
    expect(tablet.get_by_role("button", name="Ja", exact=True)).to_be_hidden()
    problems += axe(tablet, "curtain")
    tablet.get_by_role("button", name="Ja, weiter abstimmen").click()
    tablet.get_by_role("button", name="Ja", exact=True).click()
    tablet.wait_for_url("**/danke")
    tablet.clock.fast_forward(3_100)
    expect(tablet.locator("#platz-17")).to_contain_text("hat abgestimmt")
    tap(tablet, 17)
    tablet.clock.fast_forward(61_000)
    tablet.clock.fast_forward(61_000)
    expect(tablet.locator("#platz-17")).to_contain_text("hat abgestimmt")

    desk.goto(f"{hall.server.url}/mod/smart-kassel/s/3/regie")
    desk.get_by_role("button", name="Sofort schließen").click()
    expect(tablet.get_by_role("heading", name="Die Abstimmung ist geschlossen")).to_be_visible()
    assert not problems, "\n".join(problems)
    # While the server was away, nobody could connect to it.
    assert not [one for one in hall.problems if "ERR_CONNECTION_REFUSED" not in one]
    assert not hall.foreign


@pytest.mark.stage("session-3-voting")
def test_several_questions_on_a_tablet(hall: Hall) -> None:
    desk, token = set_up(hall)
    desk.goto(f"{hall.server.url}/mod/smart-kassel/s/3/regie")
    finish_the_open_vote(hall, desk)
    held = plan(hall, desk)
    big_button(desk, "Liste zeigen")
    big_button(desk, "Sammelabstimmung öffnen")
    tablet = hall.person(**TABLET)
    tablet.goto(f"{hall.server.url}/tisch#{token}")
    tap(tablet, 16)
    for at in range(held):
        screen = tablet.locator("[data-screen]:visible")
        expect(screen.locator(".screen-title")).to_contain_text(f"Frage {at + 1} von {held}")
        screen.get_by_role("button", name="Ja").click()
        expect(screen.locator(".answer-arrived")).to_contain_text("angekommen")
        tablet.get_by_role("button", name=re.compile("^(Weiter|Zur Übersicht)$")).click()
    expect(tablet.locator("[data-gaps]")).to_contain_text("Alle Ihre Antworten sind angekommen")
    problems = axe(tablet, "overview")
    tablet.get_by_role("button", name="Fertig").click()
    tablet.wait_for_url("**/tisch/danke")
    assert kept(tablet) == 0
    tablet.get_by_role("link", name="Zu den Plätzen").click()
    expect(tablet.locator("#platz-16")).to_contain_text("hat abgestimmt")

    # Tapped again: that something has arrived is said, never what.
    tablet.locator("#platz-16").click()
    expect(tablet.locator("[data-overview]")).to_be_visible()
    assert tablet.locator('[aria-pressed="true"]').count() == 0
    expect(tablet.locator("[data-value]").first).to_have_text("angekommen")
    assert not problems, "\n".join(problems)
    assert hall.problems == []


def test_a_tablet_works_without_scripts(hall: Hall) -> None:
    _desk, token = set_up(hall)
    tablet = hall.person(java_script_enabled=False, **TABLET)
    tablet.goto(f"{hall.server.url}/tisch")
    tablet.get_by_label("Zeichen hinter dem #").fill(token.lower())
    tablet.get_by_role("button", name="Weiter").click()
    tablet.get_by_role("link", name="Platz 17").click()
    tablet.get_by_role("button", name="Enthaltung").click()
    tablet.wait_for_url("**/tisch/danke")
    tablet.get_by_role("link", name="Zu den Plätzen").click()

    expect(tablet.locator("#platz-17")).to_contain_text("hat abgestimmt")
    expect(tablet.locator("#platz-16")).to_contain_text("noch offen")
