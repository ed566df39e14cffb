"""Ballots on a phone whose line breaks: never a false „angekommen“, and nothing is lost or doubled."""

import re

import pytest
from playwright.sync_api import Page, expect

from facilitation import db
from facilitation.live import publish
from facilitation.voting.models import Poll

from ..server import wait_for
from ..stored import ballots
from ..together import bundle, walk
from .lines import HALL, Line

pytestmark = pytest.mark.browser

ARRIVED = "Ihre Stimme ist angekommen"


@pytest.fixture
def line(browser, phone):
    """``line()`` is the phone of seat 2, ``line(script=False)`` the same without JavaScript."""
    lines = []

    def made(**options):
        lines.append(Line(browser, phone(2), **options))
        return lines[-1]

    yield made
    for each in lines:
        each.context.close()
        assert each.problems == []


def stored(round_id):
    with db.reading() as session:
        return [each.marks for each in ballots(session, round_id).values()]


def begin(evening):
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()


def close(evening, *more):
    for command in ("close", *more):
        evening.command(command)
    publish.scenes().outdate(evening.council_id)


def heading(page: Page):
    return page.locator("h1:visible")


def expect_heading(page: Page, words: str) -> None:
    """On a page that is still coming, whose styles hide the others in a moment."""
    expect(page.get_by_role("heading", name=words)).to_be_visible()


def tap(page: Page, words: str) -> None:
    page.get_by_role("button", name=re.compile(f"^{words}")).click()


def expect_clock(page: Page) -> None:
    expect(page.locator(".answer[aria-pressed=true] .sending")).to_be_visible()
    said = re.compile("wird gesendet …|wartet auf die Verbindung …")
    expect(page.locator(".answer[aria-pressed=true]")).to_contain_text(said)
    expect(heading(page)).not_to_contain_text("angekommen")


@pytest.mark.parametrize("fault", ["ballots_lost", "deaf"])
def test_a_tap_survives_a_reload_and_arrives_by_itself_once(evening, line, fault):
    around = evening.begin_vote()
    hall = line()
    page = hall.page()
    hall.state = fault
    tap(page, "Ja")
    expect_clock(page)
    [waits] = hall.kept(page).values()

    page.reload()
    expect_clock(page)
    assert list(hall.kept(page).values()) == [waits], "the same key and seq"
    page.goto(f"{HALL}/lesen")
    page.go_back()
    expect_clock(page)

    hall.state = "open"
    expect(heading(page)).to_have_text(ARRIVED)
    assert stored(around) == [{"M7": "yes"}]
    assert hall.kept(page) == {}
    page.reload()
    expect(heading(page)).to_have_text(ARRIVED)


def test_what_waits_is_sent_while_its_person_reads_elsewhere(evening, line):
    around = evening.begin_vote()
    hall = line()
    page = hall.page()
    hall.state = "ballots_lost"
    tap(page, "Ja")
    expect_clock(page)
    page.goto(f"{HALL}/lesen")
    hall.state = "open"
    expect(page.locator("#status")).to_have_text(
        re.compile("Maßnahme.7: .*“: Ihre Stimme ist angekommen")
    )
    assert stored(around) == [{"M7": "yes"}]
    page.goto(f"{HALL}/jetzt")
    expect(heading(page)).to_have_text(ARRIVED)
    page.get_by_text("Meine Antwort anzeigen").click()
    expect(page.locator("[data-own-name]")).to_have_text("Ja")


def test_a_dead_line_is_said_and_what_came_too_late_is_refused(evening, line):
    around = evening.begin_vote()
    hall = line()
    page = hall.page()
    hall.state = "cut"
    tap(page, "Nein")
    expect_clock(page)
    expect(page.locator("#band")).to_contain_text(
        "Ihre Stimme ist auf diesem Handy gespeichert", timeout=20_000
    )
    expect(page.locator("#struggle")).to_be_hidden()
    expect_clock(page)
    expect(page.locator(".answer[aria-pressed=true]")).to_contain_text("wartet auf die Verbindung")
    close(evening)

    hall.state = "open"
    expect(page.locator("#alert")).to_contain_text("Ihre Stimme wurde nicht mehr gezählt")
    expect(heading(page)).to_have_text("Die Abstimmung ist geschlossen")
    assert stored(around) == []
    assert hall.kept(page) == {}


def test_a_ratings_tap_survives_a_reload(evening, line):
    begin(evening)
    around = evening.rate([])
    hall = line()
    page = hall.page()
    saved = page.locator("[data-saved]:visible")
    hall.state = "ballots_lost"
    page.get_by_role("radio", name="sehr groß").check()
    expect(saved).to_have_text("wird gesendet …")
    page.reload()
    expect(saved).to_have_text("wird gesendet …")
    expect(page.get_by_role("radio", name="sehr groß")).to_be_checked()
    hall.state = "open"
    expect(saved).to_have_text("gespeichert")
    assert stored(around) == [{"M7": {"nutzen": 5}}]


def test_points_that_were_handed_in_survive_a_reload(evening, line):
    begin(evening)
    around = evening.ask("dots", {"points": 1, "per_option": 1})
    hall = line()
    page = hall.page()
    hall.state = "ballots_lost"
    page.locator("[data-row=M8] [data-step='1']").click()
    page.get_by_role("button", name="Punkte abgeben").click()
    for _load in range(2):
        expect(page.locator("[data-hand-in]:visible")).to_contain_text("wird gesendet …")
        expect(page.locator("[data-row=M8] output")).to_have_text("1")
        page.reload()
    hall.state = "open"
    expect(heading(page)).to_have_text("Ihre Antwort ist angekommen")
    assert stored(around) == [{"M8": 1}]


def test_answers_of_a_sammelabstimmung_survive_a_reload(evening, line):
    held = bundle(evening)
    walk(evening, held, "show_text", "open_rounds")
    publish.scenes().outdate(evening.council_id)
    hall = line()
    page = hall.page()
    screen = page.locator("[data-screen]:visible")
    hall.state = "ballots_lost"
    screen.get_by_role("button", name=re.compile("^Ja")).click()
    screen.get_by_role("button", name=re.compile("^Nein")).click()
    page.get_by_role("button", name="Weiter").click()
    screen.get_by_role("button", name=re.compile("^Ja")).click()
    page.reload()
    expect(page.locator("[data-line]:visible").filter(has_text="wird gesendet …")).to_have_count(2)
    hall.state = "open"
    expect(page.locator("[data-gaps]")).to_contain_text("Alle Ihre Antworten sind angekommen")
    assert [marks for round_id in held for marks in stored(round_id)] == [
        {"M7": "no"},
        {"M8": "yes"},
    ]


def test_a_sealed_ballot_whose_answer_got_lost_is_confirmed_after_the_count(evening, line):
    with db.transaction() as session:
        session.get_one(Poll, evening.poll_ids[0]).mode = "sealed"
    around = evening.begin_vote()
    for number in (1, 3, 4, 5, 6):
        evening.cast(number, "no")
    hall = line()
    page = hall.page()
    hall.state = "deaf"
    tap(page, "Ja")
    expect_clock(page)
    assert {"M7": "yes"} in stored(around)
    close(evening, "count")

    hall.state = "open"
    expect(heading(page)).to_have_text("Die Abstimmung ist geschlossen")
    expect(page.get_by_text("Ihre Stimme ist dabei.")).to_be_visible()
    expect(page.locator("#alert")).to_be_empty()
    assert hall.kept(page) == {}


def test_two_tabs_share_what_waits_and_say_the_same(evening, line):
    around = evening.begin_vote()
    hall = line()
    one, other = hall.page(), hall.page()
    hall.state = "ballots_lost"
    tap(one, "Ja")
    for page in (one, other):
        expect_clock(page)
    one.close()
    hall.state = "open"
    expect(heading(other)).to_have_text(ARRIVED)
    assert stored(around) == [{"M7": "yes"}]


def test_a_newer_ballot_of_another_device_stays_and_the_person_is_asked(evening, line):
    around = evening.begin_vote()
    hall = line()
    page = hall.page()
    hall.state = "hole"
    tap(page, "Ja")
    expect_clock(page)
    evening.cast(2, "no")
    hall.state = "open"

    expect(page.locator("#alert")).to_contain_text(
        "eine neuere Stimme von Ihnen angekommen. Sie zählt."
    )
    expect(page.locator(".answer[aria-pressed=true]")).to_have_count(0)
    assert stored(around) == [{"M7": "no"}]
    tap(page, "Ja")
    expect(heading(page)).to_have_text("Ihre neue Stimme ist angekommen")
    assert stored(around) == [{"M7": "yes"}]


def test_without_storage_a_reload_shows_what_the_server_says(evening, line):
    around = evening.begin_vote()
    hall = line(storage=False)
    page = hall.page()
    hall.state = "ballots_lost"
    tap(page, "Ja")
    expect_clock(page)
    page.reload()
    expect(page.get_by_role("button", name=re.compile("^Ja"))).to_have_attribute(
        "aria-pressed", "false"
    )
    hall.state = "open"
    tap(page, "Nein")
    expect(heading(page)).to_have_text(ARRIVED)
    assert stored(around) == [{"M7": "no"}]


def test_a_socket_that_only_looks_connected_is_replaced(evening, line):
    around = evening.begin_vote()
    hall = line(half_open=True)
    page = hall.page()
    wait_for(lambda: page.wait_for_timeout(20) or hall.greeted, "the handshake")
    tap(page, "Ja")
    expect(heading(page)).to_have_text(ARRIVED)
    assert stored(around) == [{"M7": "yes"}]
    wait_for(lambda: page.wait_for_timeout(50) or hall.sockets > 1, "another socket")


def test_back_after_a_form_shows_what_is_on_now(evening, line):
    around = evening.begin_vote()
    page = line(script=False).page()
    tap(page, "Ja")
    expect_heading(page, ARRIVED)
    page.get_by_role("link", name="Stimme ändern").click()
    tap(page, "Nein")
    expect_heading(page, "Ihre neue Stimme ist angekommen")
    close(evening)
    page.go_back()
    assert "aendern" in page.url
    expect_heading(page, "Die Abstimmung ist geschlossen")
    assert stored(around) == [{"M7": "no"}]
