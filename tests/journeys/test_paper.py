"""Paper and hands in a real browser: a stack that is typed in while others vote, and a print."""

import pytest
from playwright.sync_api import expect

from .conftest import Hall
from .team import COCKPIT
from .test_accessibility import Inspector

pytestmark = pytest.mark.browser


def test_a_stack_and_a_show_of_hands_at_the_desk(hall: Hall) -> None:
    inspector = Inspector()
    desk = hall.desk()
    desk.goto(hall.server.url + COCKPIT)
    desk.keyboard.press("p")
    desk.get_by_text("Als Stapel erfassen").click()
    stack = desk.locator("#stack-form")
    check = stack.locator("[data-check]")
    stack.get_by_label("Ja", exact=True).fill("2")
    stack.get_by_label("Nein", exact=True).fill("1")
    expect(check).to_have_text("2 Papier-Plätze, eingegeben: 3, 1 zu viel")

    # A scene that comes meanwhile leaves what is typed.
    hall.phone(1).get_by_role("button", name="Ja", exact=True).click()
    expect(desk.locator("body")).to_contain_text("1 von 30")
    stack.get_by_role("button", name="Stapel erfassen").click()
    expect(desk.locator("#notice")).to_contain_text(
        "Das sind 3 Stimmen, aber 2 Papier-Plätze: 1 zu viel."
    )
    stack.get_by_label("Nein", exact=True).fill("")
    expect(check).to_have_text("2 Papier-Plätze, eingegeben: 2 ✓")
    inspector.look("stack", desk)
    stack.get_by_role("button", name="Stapel erfassen").click()
    expect(desk.locator("#papier")).to_contain_text("2 von 2 erfasst")
    expect(stack.get_by_label("Ja", exact=True)).to_have_value("")

    desk.locator("#abbrechen summary").click()
    desk.get_by_label("Warum wird die Abstimmung abgebrochen?").fill("Wir heben die Hände.")
    desk.get_by_role("button", name="Abstimmung abbrechen").click()
    desk.get_by_role("button", name="Runde 2: Text zeigen").click()
    desk.get_by_role("button", name="Stattdessen per Handzeichen").click()
    hands = desk.locator("#hands-form")
    hands.get_by_label("Ja", exact=True).fill("30")
    hands.get_by_label("Stimmberechtigte im Raum").fill("30")
    expect(hands.locator("[data-check]")).to_have_text("30 Personen im Raum, eingegeben: 30 ✓")
    inspector.look("hands", desk)
    member = hall.phone(2)
    expect(member.locator("body")).to_contain_text("Bitte per Handzeichen")
    inspector.look("phone", member)
    hands.get_by_role("button", name="Zahlen erfassen").click()
    expect(desk.locator(".next-label")).to_have_text("Schließen")

    assert "\n".join(inspector.violations) == ""
    assert hall.problems == []


def test_a_printed_ballot_fills_its_sheet_and_no_more(hall: Hall) -> None:
    inspector = Inspector()
    desk = hall.desk()
    desk.goto(hall.server.url + COCKPIT)
    desk.keyboard.press("p")
    with desk.context.expect_page() as opened:
        desk.get_by_role("link", name="Stimmzettel drucken").click()
    page = opened.value
    expect(page.locator(".ballot-paper")).to_have_count(4)
    inspector.look("ballots", page)
    for query in ("", "?gross"):
        page.goto(page.url.partition("?")[0] + query)
        assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
    smallest = page.evaluate(
        "Math.min(...[...document.querySelectorAll('.ballot-paper *')].map(e => parseFloat(getComputedStyle(e).fontSize)))"
    )
    assert smallest >= 18 * 4 / 3 - 0.1  # points, in large print
    assert "\n".join(inspector.violations) == ""
