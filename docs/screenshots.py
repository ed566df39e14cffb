"""``make screenshots``: leads a vote of the example and takes the README's pictures anew.

With a folder as argument it writes every screen there, light and dark, for looking through.
"""

import re
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import tools  # noqa: E402  (started as a script)
from tests.journeys.conftest import PHONE, Hall  # noqa: E402
from tests.journeys.test_evening import big_button  # noqa: E402
from tests.server import Server  # noqa: E402

PICTURES = ROOT / "docs/pictures"
README = ("phone-ballot", "phone-result", "desk-open", "desk-result", "wall-open", "wall-result")


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
        page.screenshot(path=self.folder / f"{name}.png", full_page=whole)
        if self.everything:
            page.emulate_media(color_scheme="dark")
            page.screenshot(path=self.folder / f"{name}-dark.png", full_page=whole)
            page.emulate_media(color_scheme="light")


def lead_a_vote(hall: Hall, album: Album) -> None:
    """From an open ballot to a recommendation."""
    desk = hall.desk()
    desk.goto(f"{hall.server.url}/mod/smart-kassel/s/3/regie")
    wall = hall.wall(desk)
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
    for view, name in (("Beitreten", "join"), ("Ablauf", "agenda")):
        desk.get_by_role("button", name=view, exact=True).click()
        expect(desk.get_by_role("button", name=view, exact=True)).to_have_attribute(
            "aria-pressed", "true"
        )
        wall.wait_for_timeout(300)
        album.take(f"wall-{name}", wall)
    look_around(hall, album, desk, first)


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
        "s/4/regie",
    ):
        desk.goto(f"{here}/{path}")
        album.take(f"desk-{path.replace('/', '-')}", desk, whole=True)


def main(arguments: list[str]) -> None:
    """Start the example, take the pictures, end it."""
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
