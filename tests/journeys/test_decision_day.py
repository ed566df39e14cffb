"""Decision day in real browsers: a recommendation, its vote, its lock, a later change, the Word file."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ..report.reading import Read
from .conftest import Hall
from .team import colleague
from .test_accessibility import Inspector
from .test_evening import big_button, build_word_file, table_of, vote

pytestmark = [pytest.mark.browser, pytest.mark.stage("session-3-voting")]

COCKPIT = "/mod/smart-kassel/s/3/regie"
REASON = "Sprachlich geglättet, in der Runde vorgelesen"


def finish_the_open_vote(hall: Hall, desk: Page) -> None:
    """The example stands in the middle of a vote on a measure."""
    hall.others()
    hall.others(seats=(25,))
    desk.goto(hall.server.url + COCKPIT)
    big_button(desk, "Letzter Aufruf")
    big_button(desk, "schließen")
    desk.get_by_role("button", name="Ergebnis ohne diese Papierstimmen zeigen").click()
    expect(desk.locator(".state")).to_contain_text("Gezeigt")


def vote_now(hall: Hall, desk: Page, inspector: Inspector) -> None:
    """From the recommendation's own page to its text on the wall."""
    desk.goto(f"{hall.server.url}/mod/smart-kassel/empfehlungen")
    inspector.look("list", desk)
    desk.get_by_role("link", name=re.compile("Sensor")).first.click()
    expect(desk.locator(".rec-facts")).to_contain_text("noch nicht abgestimmt")
    desk.get_by_role("link", name="Darüber abstimmen …").click()
    expect(desk.get_by_label("Frage über den Stimmknöpfen")).to_have_value(
        "Soll der Bürgerrat diese Empfehlung geben?"
    )
    inspector.look("form", desk)
    desk.get_by_role("button", name="Jetzt abstimmen: Text zeigen").click()
    desk.wait_for_url(re.compile("/regie"))


def test_a_recommendation_from_its_vote_to_the_word_file(hall: Hall, tmp_path: Path) -> None:
    inspector = Inspector()
    desk = hall.desk()
    finish_the_open_vote(hall, desk)
    wall = hall.wall(desk)
    member, no = hall.phone(1), hall.phone(2)
    minutes = colleague(hall, "Protokoll")

    vote_now(hall, desk, inspector)
    wording = desk.locator(".lead").inner_text()
    expect(wall.locator(".text")).to_contain_text(wording[:60])
    expect(member.locator("h1:visible")).to_contain_text("Empfehlung E\N{NO-BREAK SPACE}1")
    inspector.look("wall text", wall)

    minutes.goto(f"{hall.server.url}/mod/smart-kassel/empfehlungen/1")
    expect(minutes.get_by_label("Wortlaut")).not_to_be_editable()
    expect(minutes.locator("main")).to_contain_text("Darüber wird gerade abgestimmt.")
    inspector.look("locked now", minutes)

    big_button(desk, "Abstimmung öffnen")
    inspector.look("ballot", member)
    vote(member, "Ja")
    vote(no, "Nein")
    hall.others()
    for page in (wall, member):
        assert "ngenommen" not in page.inner_text("body")
    minutes.reload()
    expect(minutes.locator(".rec-facts")).to_contain_text(
        "Zu dieser Empfehlung: noch nicht abgestimmt"
    )
    big_button(desk, "Letzter Aufruf")
    big_button(desk, "schließen")
    member.goto(f"{hall.server.url}/lesen/empfehlung/1")
    assert "Ergebnis" not in member.inner_text("main")
    member.goto(f"{hall.server.url}/jetzt")
    desk.get_by_role("button", name="Ergebnis ohne diese Papierstimmen zeigen").click()

    expect(desk.locator("#decided")).to_contain_text("5 Mitglieder haben mit Nein gestimmt.")
    expect(desk.locator("#writing")).not_to_contain_text("Empfehlung festhalten")
    inspector.look("decided", desk)
    assert table_of(member) == {"Ja": 1, "Nein": 5, "Enthaltung": 0}
    expect(wall.locator(".verdict")).to_contain_text("Nicht angenommen.")

    another_round_turns_it(hall, desk, member, no)
    change_with_a_reason(hall, minutes, inspector)
    the_phone_says_so(hall, member, inspector)
    the_file_says_so(hall, desk, tmp_path)
    assert hall.problems == []
    assert "\n".join(inspector.violations) == ""


def another_round_turns_it(hall: Hall, desk: Page, member: Page, no: Page) -> None:
    desk.get_by_role("button", name="Runde 2: Text zeigen").click()
    big_button(desk, "Abstimmung öffnen")
    vote(member, "Ja")
    vote(no, "Ja")
    hall.others("yes")
    big_button(desk, "Letzter Aufruf")
    big_button(desk, "schließen")
    desk.get_by_role("button", name="Ergebnis ohne diese Papierstimmen zeigen").click()
    expect(desk.locator("#decided h2")).to_contain_text("angenommen")
    expect(desk.locator("#decided h2")).not_to_contain_text("nicht angenommen")


def change_with_a_reason(hall: Hall, minutes: Page, inspector: Inspector) -> None:
    minutes.goto(f"{hall.server.url}/mod/smart-kassel/empfehlungen/1")
    expect(minutes.get_by_label("Wortlaut")).not_to_be_editable()
    minutes.get_by_label("Hinweise zur Umsetzung").fill("Auch am Abend öffnen")
    expect(minutes.locator(".editor-state")).to_contain_text("gespeichert")
    minutes.get_by_role("link", name="Titel oder Wortlaut als Änderung ändern …").click()
    wording = minutes.get_by_label("Wortlaut")
    wording.fill(f"{wording.input_value()} Das geschieht bis 2026.")
    minutes.get_by_role("button", name="Als Änderung speichern").click()
    expect(minutes.locator(".summary")).to_contain_text("Warum wird geändert?")
    inspector.look("change refused", minutes)
    minutes.get_by_label("Warum wird geändert?").fill(REASON)
    minutes.get_by_role("button", name="Als Änderung speichern").click()
    expect(minutes.locator(".rec-changes")).to_contain_text(REASON)
    inspector.look("changed", minutes)


def the_phone_says_so(hall: Hall, member: Page, inspector: Inspector) -> None:
    member.goto(f"{hall.server.url}/lesen")
    member.get_by_role("link", name=re.compile("Unsere Empfehlungen bisher")).click()
    expect(member.locator("main")).to_contain_text("danach geändert")
    inspector.look("phone list", member)
    member.get_by_role("link", name=re.compile(r"E\s1")).click()
    expect(member.locator("main")).to_contain_text(REASON)
    expect(member.locator("main")).to_contain_text("Angenommen.")
    inspector.look("phone recommendation", member)


def the_file_says_so(hall: Hall, desk: Page, tmp_path: Path) -> None:
    path = build_word_file(hall, desk, tmp_path)
    texts = Read(path.read_bytes()).paragraphs()
    body = "\n".join(texts).replace("\N{NO-BREAK SPACE}", " ")
    assert "Änderungen nach der Abstimmung" in body
    assert body.count(REASON) >= 2  # at the recommendation and in annex C
    assert "Angenommen. 6 von 6 Ja" in body
    assert "Runde 1 in Sitzung 3" in body
