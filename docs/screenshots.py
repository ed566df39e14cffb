"""``make screenshots``: leads through a piece of the example and takes the README's pictures anew.

A vote, a rating, points, ideas: real browsers on a real server. With a folder as argument it writes every screen there, light and dark, for looking through.
"""

import re
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import tools  # noqa: E402  (started as a script)
from tests.journeys.conftest import PHONE, Hall  # noqa: E402
from tests.journeys.team import colleague  # noqa: E402
from tests.journeys.test_evening import big_button  # noqa: E402
from tests.server import Server  # noqa: E402

PICTURES = ROOT / "docs/pictures"
README = (
    *("phone-ballot", "desk-open", "wall-open"),
    *("phone-result", "desk-result", "wall-result"),
    *("phone-rating", "desk-rating", "wall-rating"),
    *("phone-points", "desk-plan", "wall-points"),
    *("phone-idea", "desk-ideas", "wall-ideas"),
)
PATIENCE = 20_000
LARGEST = 1000
"""Pixels that a picture of the README is wide."""
COLOURS = 128
TAPS = ("01021101", "11203120", "00142310", "33412243", "21032150")
"""Which answer from the top the eight phones tap, for something to look at."""
GOALS = (
    "Kühle Plätze in jedem Stadtteil",
    "Mitmachen ohne eigenes Gerät",
    "Daten, die alle verstehen",
    "Sichere Wege am Abend",
    "Hilfe in der Nachbarschaft",
)
POINTS = ("01012", "00112", "11023", "10124", "01103", "33012", "00214", "11420")
"""For each phone the goals that get one of its points."""
IDEAS = (
    "Ein Werkzeugverleih im Stadtteiltreff",
    "Bänke mit Schatten an jeder Haltestelle",
    "Offene Werkstatt am Samstag",
    "Sprechstunde für Handys in der Bücherei",
    "Ein Aushang mit allen Sensoren der Stadt",
    "Weniger Licht am Fuldaufer, mehr an der Haltestelle",
)


class Album:
    """Takes pictures; the README's few, or all of them in both themes."""

    def __init__(self, folder: Path, everything: bool) -> None:
        self.folder = folder
        self.everything = everything
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, name: str, page: Page, whole: bool = False) -> None:
        if not self.everything and name not in README:
            return
        page.emulate_media(reduced_motion="reduce", color_scheme="light")
        page.wait_for_timeout(300)
        page.screenshot(path=self.folder / f"{name}.png", full_page=whole)
        if not self.everything:
            make_small(self.folder / f"{name}.png")
        if self.everything:
            page.emulate_media(color_scheme="dark")
            page.screenshot(path=self.folder / f"{name}-dark.png", full_page=whole)
            page.emulate_media(color_scheme="light")


def make_small(path: Path) -> None:
    """Fewer pixels and colours: a README shows its pictures side by side."""
    with Image.open(path) as picture:
        picture.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def lead_a_vote(hall: Hall, album: Album) -> None:
    """From an open ballot to a recommendation, with a second person at another laptop."""
    desk = hall.desk()
    desk.goto(f"{hall.server.url}/mod/smart-kassel/s/3/regie")
    wall = hall.wall(desk)
    desk.get_by_text("Neuen Beamer verbinden").click()  # it has served
    second = colleague(hall, "Protokoll")
    phones = [hall.phone(seat) for seat in (1, 2, 3, 4, 5, 6, 7, 8)]
    first = phones[0]
    guest = hall.person(**PHONE)
    guest.goto(hall.server.url)
    album.take("phone-join", guest)
    guest.goto(f"{hall.server.url}/7k4p")
    album.take("phone-guest", guest)
    album.take("phone-ballot", first)
    for phone, answer in zip(
        phones, ("Ja", "Ja", "Ja", "Nein", "Ja", "Enthaltung", "Ja", "Ja"), strict=True
    ):
        phone.get_by_role("button", name=answer, exact=True).click()
        expect(phone.locator("h1:visible")).to_contain_text("angekommen")
    album.take("phone-arrived", first)
    expect(desk.locator("body")).to_contain_text("8 von 30")
    album.take("desk-open", desk)
    album.take("desk-second", second)
    album.take("wall-open", wall)
    big_button(desk, "Letzter Aufruf")
    album.take("wall-last-call", wall)
    album.take("phone-last-call", hall.phone(10))
    big_button(desk, "schließen")
    album.take("wall-closed", wall)
    album.take("phone-closed", first)
    for seat, answer in ((9, "Ja"), (30, "Nein")):
        desk.locator(f"#paper-{seat}").get_by_role("button", name=answer).click()
        expect(desk.locator(f"#paper-{seat}")).to_contain_text("erfasst")
    album.take("desk-closed", desk)
    big_button(desk, "Ergebnis zeigen")
    expect(wall.locator("body")).to_contain_text(re.compile("ngenommen"))
    album.take("wall-result", wall)
    album.take("phone-result", first)
    desk.get_by_role("button", name="Empfehlung festhalten").click()
    expect(desk.get_by_label("Wortlaut")).to_be_visible()
    album.take("desk-result", desk)
    desk.set_viewport_size({"width": 1920, "height": 1080})
    album.take("desk-result-wide", desk)
    desk.set_viewport_size({"width": 1366, "height": 768})
    desk.get_by_role("button", name="Auf Beamer mitlesen").click()
    expect(wall.locator("body")).to_contain_text("empfiehlt")
    album.take("wall-recommendation", wall)
    turn_the_wall(album, desk, wall)
    lead_a_rating(hall, album, desk, wall, phones)
    give_points(hall, album, desk, wall, phones)
    collect_ideas(hall, album, desk, wall, phones)
    look_around(hall, album, desk, first)


def turn_the_wall(album: Album, desk: Page, wall: Page) -> None:
    """To what it may show besides, and back."""
    for view, name in (("Beitreten", "join"), ("Ablauf", "agenda")):
        desk.get_by_role("button", name=view, exact=True).click()
        expect(desk.get_by_role("button", name=view, exact=True)).to_have_attribute(
            "aria-pressed", "true"
        )
        wall.wait_for_timeout(300)
        album.take(f"wall-{name}", wall)
    desk.get_by_role("button", name="Folgt dem Ablauf", exact=True).click()


def item_that_is_on(hall: Hall) -> str:
    """The address of its page in the set-up."""
    with closing(sqlite3.connect(hall.server.database)) as connection:
        row = connection.execute(
            "SELECT current_item_id FROM meetings WHERE state = 'running'"
        ).fetchone()
    return f"{hall.server.url}/mod/smart-kassel/vorbereitung/4/punkt/{row[0]}"


def lead_a_rating(hall: Hall, album: Album, desk: Page, wall: Page, phones: list[Page]) -> None:
    """Planned on the spot, since it has been rated already when this vote is on."""
    desk.goto(f"{item_that_is_on(hall)}/bewerten")
    desk.get_by_label("Titel", exact=True).fill("Welche Maßnahmen bringen uns weiter?")
    for name in ("Klima", "Nachbarschafts-App", "Digitale Werkstatt", "Parkraum"):
        desk.get_by_label(re.compile(name)).check()
    desk.get_by_role("button", name="Bewertung planen").click()
    desk.goto(f"{hall.server.url}/mod/smart-kassel/s/3/regie")
    desk.set_viewport_size({"width": 1920, "height": 1080})
    planned = desk.locator(".polls li", has_text="Welche Maßnahmen")
    planned.get_by_role("button", name="Text zeigen").click()
    expect(desk.locator(".next-label")).to_contain_text("öffnen")
    desk.set_viewport_size({"width": 1366, "height": 768})
    album.take("wall-rating-text", wall)
    big_button(desk, "öffnen")
    for number, phone in enumerate(phones):
        screens = phone.locator("[data-screen]")
        expect(screens.first).to_be_visible()
        for screen in range(screens.count()):
            tap = TAPS[screen // 2 + screen % 2][number]
            screens.nth(screen).locator("label").nth(int(tap)).click()
            if (number, screen) == (0, 2):
                expect(phone.locator("[data-saved]:visible")).not_to_be_empty()
                album.take("phone-rating", phone)
            phone.locator("[data-next]").click()
        phone.get_by_role("button", name="Fertig").click()
        expect(phone.locator("h1:visible")).to_contain_text("angekommen")
    album.take("desk-rating-open", desk)
    album.take("wall-rating-open", wall)
    big_button(desk, "Letzter Aufruf")
    big_button(desk, "schließen")
    desk.get_by_role("button", name="Ergebnis ohne diese Papierstimmen zeigen").click()
    expect(wall.locator("body")).to_contain_text("Nutzen")
    album.take("wall-rating", wall)
    album.take("desk-rating", desk)
    album.take("phone-rating-result", phones[0])


def give_points(hall: Hall, album: Album, desk: Page, wall: Page, phones: list[Page]) -> None:
    """Planned with the preview of phone and wall beside the form."""
    desk.goto(f"{item_that_is_on(hall)}/punkte")
    desk.get_by_label("Titel").fill("Welche Ziele zuerst?")
    desk.locator("#question").fill("Womit soll Kassel anfangen?")
    desk.get_by_label("Eigene Möglichkeiten").fill("\n".join(GOALS))
    desk.locator("#points").fill("5")
    desk.locator("#per_option").fill("3")
    expect(desk.frame_locator("iframe").first.locator("body")).to_contain_text("Punkte abgeben")
    desk.locator("#per_option").evaluate("field => field.blur()")
    desk.get_by_label("Eigene Möglichkeiten").evaluate("field => field.scrollIntoView()")
    album.take("desk-plan", desk)
    desk.get_by_role("button", name="Punktvergabe planen").click()
    desk.goto(f"{hall.server.url}/mod/smart-kassel/s/3/regie")
    desk.set_viewport_size({"width": 1920, "height": 1080})
    planned = desk.locator(".polls li", has_text="Welche Ziele")
    planned.get_by_role("button", name="Text zeigen").click()
    desk.set_viewport_size({"width": 1366, "height": 768})
    big_button(desk, "öffnen")
    for number, phone in enumerate(phones):
        for spent, goal in enumerate(POINTS[number], start=1):
            more = phone.get_by_role(
                "button", name=f"Einen Punkt mehr für {GOALS[int(goal)]}", exact=True
            )
            more.click()
            if (number, spent) == (0, 3):
                album.take("phone-points", phone)
        phone.get_by_role("button", name="Punkte abgeben").click()
        expect(phone.locator("h1:visible")).to_contain_text("angekommen")
    album.take("wall-points-open", wall)
    big_button(desk, "Letzter Aufruf")
    big_button(desk, "schließen")
    desk.get_by_role("button", name="Ergebnis ohne diese Papierstimmen zeigen").click()
    expect(wall.locator("body")).to_contain_text("Punkte")
    album.take("wall-points", wall)
    album.take("desk-points", desk)
    album.take("phone-points-result", phones[0])


def collect_ideas(hall: Hall, album: Album, desk: Page, wall: Page, phones: list[Page]) -> None:
    """From the phones over the inbox to the wall."""
    desk.goto(item_that_is_on(hall))
    desk.get_by_label("Auf dem Handy aufschreiben lassen").select_option("idea")
    desk.get_by_role("button", name="Speichern").click()
    expect(desk.locator("body")).to_contain_text("ist gespeichert")
    desk.goto(f"{hall.server.url}/mod/smart-kassel/ideen")
    for phone, text in zip(phones, IDEAS, strict=False):
        phone.goto(f"{hall.server.url}/idee")
        phone.get_by_label("Ihre Idee in einem Satz").fill(text)
        if text == IDEAS[0]:
            album.take("phone-idea", phone)
        phone.get_by_role("button", name="Abschicken").click()
        expect(phone.locator("h1:visible")).to_contain_text("Danke.")
    for text in IDEAS[:5]:
        desk.get_by_label(text, exact=True).check()
    desk.get_by_role("button", name="Auf die Ideenwand").click()
    desk.get_by_role("button", name="Ideenwand zeigen").click()
    expect(wall.locator("body")).to_contain_text(IDEAS[0])
    album.take("desk-ideas", desk)
    album.take("wall-ideas", wall)


def look_around(hall: Hall, album: Album, desk: Page, phone: Page) -> None:
    """The quieter pages."""
    for path in ("lesen", "hilfe", "einstellungen", "datenschutz"):
        phone.goto(f"{hall.server.url}/{path}")
        album.take(f"phone-{path}", phone, whole=True)
    here = f"{hall.server.url}/mod/smart-kassel"
    for path in (
        "vorbereitung/1",
        "vorbereitung/2",
        "vorbereitung/3",
        "vorbereitung/4",
        "vorbereitung/5",
        "team",
        "empfehlungen",
        "gutachten",
        "gutachten/kapitel",
        "gutachten/zusammensetzung",
        "verlauf",
        "probe",
        "s/4/regie",
    ):
        desk.goto(f"{here}/{path}")
        album.take(f"desk-{path.replace('/', '-')}", desk, whole=True)
    desk.goto(f"{hall.server.url}/mod/handbuch/durchfuehren")
    album.take("handbook", desk)


def main(arguments: list[str]) -> None:
    """Start the example, take the pictures, end it."""
    expect.set_options(timeout=PATIENCE)
    folder = Path(arguments[0]) if arguments else PICTURES
    with tempfile.TemporaryDirectory() as instance, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=tools.chromium(), args=tools.chromium_arguments()
        )
        words = ("demo", "--stage", "session-3-voting")
        server = Server(Path(instance), words, public_url="http://br.kassel.example").start()
        hall = Hall(server, browser)
        try:
            lead_a_vote(hall, Album(folder, bool(arguments)))
        finally:
            hall.close()
            server.stop()
            browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
