"""An evening, end to end, in real browsers: three phones, a wall, a desk, one sheet of paper.

Joins, follows the agenda, votes, changes a vote, types paper in, closes, shows, captures a
recommendation, builds the Word file; the figures must be the same everywhere.
"""

import re

import docx
import pytest
from playwright.sync_api import Page, expect

from .conftest import DESK, PHONE, Hall, vote_plainly
from .team import sit_down

pytestmark = [pytest.mark.browser, pytest.mark.stage("prepared")]

COUNTS = {"Ja": 3, "Nein": 1, "Enthaltung": 1}


def big_button(desk: Page, label: str) -> None:
    """Press the one big button by the space bar; it must say ``label``.

    Two presses within 800 ms count once, so an early one is pressed again, as a person would.
    """
    words = desk.locator(".next-label")
    expect(words).to_contain_text(label)
    said = words.inner_text()
    for _ in range(4):
        expect(desk.locator("body.resting")).to_have_count(0)  # a press in its rest is wasted
        desk.locator("body").press("Space")
        try:
            expect(words).not_to_have_text(said, timeout=2500)
        except AssertionError:
            continue
        return
    raise AssertionError(f"the button still says {said}")


def vote(phone: Page, answer: str, *, scripted: bool = True) -> None:
    button = phone.get_by_role("button", name=answer, exact=True)
    if scripted:
        button.click()
    else:  # a form: the next page must be there with its styles before it is looked at
        with phone.expect_navigation(wait_until="load"):
            button.click()
    expect(phone.locator("h1:visible")).to_have_text(re.compile("angekommen"))


def table_of(page: Page) -> dict[str, int]:
    """The figures of the result table that a face shows."""
    rows = page.locator("table.counts tr").all()
    return {
        row.locator("th").inner_text().strip(): int(row.locator("td").inner_text()) for row in rows
    }


def test_an_evening_end_to_end(hall: Hall, tmp_path) -> None:
    desk = sit_down(hall.person(**DESK), hall.server.desk_link())
    big_button(desk, "Sitzung beginnen")

    wall = hall.wall(desk)
    one, two = hall.phone(1), hall.phone(2)
    plain = hall.person(**PHONE, java_script_enabled=False)
    plain.goto(f"{hall.server.url}/k/17")
    field = plain.get_by_role("textbox")
    expect(field).to_have_value("17-")
    field.fill(hall.server.cards()[17]["code"])
    plain.get_by_role("button", name="Weiter").click()
    plain.wait_for_url("**/jetzt*")
    expect(wall.locator("body")).to_contain_text("3 von 32 sind dabei")
    mark_as_paper(desk, 9)
    quiet = hall.member(5)

    move_to_the_vote(desk)
    for page in (one, wall):
        expect(page.get_by_role("heading", level=1)).to_contain_text("Abstimmung")
    big_button(desk, "Text zeigen")
    expect(wall.get_by_role("heading", level=1)).to_contain_text("Umweltsensornetz")
    big_button(desk, "Abstimmung öffnen")
    expect(desk.locator("body")).to_contain_text("0 von 5")

    vote(one, "Ja")
    vote(two, "Nein")
    plain.reload()
    vote(plain, "Nein", scripted=False)
    vote_plainly(quiet, "yes")
    expect(wall.locator("body")).to_contain_text("3")
    one.reload()
    expect(one.get_by_role("heading", level=1)).to_have_text("Ihre Stimme ist angekommen")
    two.get_by_role("link", name="Stimme ändern").click()
    vote(two, "Ja")
    latecomer = hall.phone(3)
    expect(latecomer.locator("main")).to_contain_text("Ab der nächsten sind Sie dabei")

    type_paper(desk, 9, "Enthaltung")
    big_button(desk, "Schließen")
    expect(one.get_by_role("heading", level=1)).to_have_text("Die Abstimmung ist geschlossen")
    big_button(desk, "Ergebnis zeigen")

    expect(wall.locator("body")).to_contain_text("Angenommen")
    expect(one.locator("body")).to_contain_text("Angenommen")
    plain.reload()
    expect(plain.locator("body")).to_contain_text("Angenommen")
    assert table_of(one) == table_of(plain) == COUNTS
    for page in (wall, desk):
        text = " ".join(page.locator("body").inner_text().split())
        assert all(re.search(rf"{n}\D{{0,12}}{name}", text) for name, n in COUNTS.items()), text

    code = capture_recommendation(desk)
    file = build_word_file(hall, desk, tmp_path)
    text = "\n".join(element.text or "" for element in docx.Document(str(file)).element.iter())
    text = text.replace("\N{NO-BREAK SPACE}", " ")
    assert code.replace("\N{NO-BREAK SPACE}", " ") in text
    assert "3 Ja · 1 Nein · 1 Enthaltung" in text
    assert "noch nicht abgestimmt" in text
    assert hall.problems == []
    assert hall.foreign == set()


def mark_as_paper(desk: Page, seat: int) -> None:
    desk.keyboard.press("t")
    row = desk.locator(f"#seat-{seat}")
    row.get_by_role("button", name="da", exact=True).click()
    row.get_by_role("button", name="Papier").click()
    expect(row.get_by_role("button", name="Papier")).to_have_attribute("aria-pressed", "true")
    desk.keyboard.press("Escape")


def move_to_the_vote(desk: Page) -> None:
    """Press on through the agenda, and past the rating, until the vote's item is on."""
    without = desk.get_by_role("button", name="Ergebnis ohne diese Papierstimmen zeigen")
    for _ in range(24):
        words = desk.locator(".next-label")
        label = words.inner_text()
        if label.startswith("Text zeigen: Maßnahme"):
            return
        if without.is_visible():
            without.click()
            expect(words).not_to_have_text(label)
        else:
            big_button(desk, label)
    raise AssertionError("the vote never came")


def type_paper(desk: Page, seat: int, answer: str) -> None:
    sheet = desk.locator(f"#paper-{seat}")
    if not sheet.is_visible():
        desk.locator("#papier > summary").click()
    sheet.get_by_role("button", name=answer).click()
    expect(sheet).to_contain_text("erfasst")


def capture_recommendation(desk: Page) -> str:
    desk.get_by_role("button", name="Empfehlung festhalten").click()
    wording = desk.get_by_label("Wortlaut")
    expect(wording).to_have_value(re.compile("^Der Bürgerrat empfiehlt der Stadt Kassel, "))
    desk.get_by_label("Begründung").fill("Das ist uns wichtig, weil Hitze krank macht. 🌳")
    expect(desk.locator("body")).to_contain_text(re.compile(r"gespeichert \d\d:\d\d"))
    title = desk.get_by_role("heading", name=re.compile("^Empfehlung E"))
    found = re.search(r"E\s\d+", title.inner_text())
    assert found
    return found.group(0)


def build_word_file(hall: Hall, desk: Page, folder):
    desk.goto(f"{hall.server.url}/mod/smart-kassel/gutachten")
    desk.get_by_role("button", name="Word-Datei erstellen").click()
    link = desk.get_by_role("button", name="Herunterladen").first
    expect(link).to_be_visible(timeout=60_000)
    with desk.expect_download() as download:
        link.click()
    assert download.value.suggested_filename.endswith(".docx")
    path = folder / "gutachten.docx"
    download.value.save_as(path)
    return path
