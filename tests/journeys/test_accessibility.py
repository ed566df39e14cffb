"""axe on every screen and state, light and dark: no violation at all (WCAG 2.2 AA)."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import PHONE, Hall
from .test_evening import big_button

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent.parent / "vendor/axe.min.js").read_text()
LIGHT = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"target-size": {"enabled": True}},
}
DARK = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
"""The same page in other colours: nothing else can have become worse."""
RUN = """async (asked) => {
  const found = await axe.run(document, { ...asked, resultTypes: ["violations"], iframes: false });
  return found.violations.map((v) => `${v.id}: ${v.help} ${v.nodes.map((n) => n.target).join(" | ")}`);
}"""
TO_THE_END = "() => { if (innerWidth < 500) scrollTo(0, document.body.scrollHeight); }"
"""On a phone, so that nothing lies half below the bar and looks too small to be tapped."""
BROKEN = r"""() => {
  const unseen = (box) => box && (box.clientWidth === 1 || unseen(box.parentElement));
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    if (unseen(texts.currentNode.parentElement)) continue;
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    const lines = new Set([...range.getClientRects()].map((line) => line.top));
    if (/^\s*\d+\s*$/.test(texts.currentNode.data) && lines.size > 1)
      found.push(`${texts.currentNode.data.trim()} in ${texts.currentNode.parentElement.className}`);
  }
  return found;
}"""
"""Numbers whose digits stand below each other: 14 is then read as 1 and 4."""
PUBLIC = (
    "/",
    "/mod/anmelden",
    "/mod/einladung",
    "/k/17",
    "/gibt-es-nicht",
    "/beamer/smart-kassel",
    "/mod/handbuch",
    "/mod/handbuch/durchfuehren",
    "/mod/handbuch/datenschutz",
)
PHONE_PAGES = (
    "/jetzt",
    "/lesen",
    "/idee",
    "/hilfe",
    "/einstellungen",
    "/barrierefreiheit",
    "/datenschutz",
    "/impressum",
)
DESK_PAGES = (
    "/mod",
    "/mod/konto",
    "/mod/smart-kassel/sitzungen",
    "/mod/smart-kassel/vorbereitung/1",
    "/mod/smart-kassel/vorbereitung/2",
    "/mod/smart-kassel/vorbereitung/3",
    "/mod/smart-kassel/vorbereitung/4",
    "/mod/smart-kassel/vorbereitung/5",
    "/mod/smart-kassel/vorbereitung/2/1",
    "/mod/smart-kassel/vorbereitung/3/neu",
    "/mod/smart-kassel/vorbereitung/3/1",
    "/mod/smart-kassel/vorbereitung/3/feld/1",
    "/mod/smart-kassel/vorbereitung/4/neu",
    "/mod/smart-kassel/vorbereitung/4/3",
    "/mod/smart-kassel/vorbereitung/4/3/angaben",
    "/mod/smart-kassel/vorbereitung/4/3/kopie",
    "/mod/smart-kassel/vorbereitung/4/punkt/33",
    "/mod/smart-kassel/druck/regieplan/3",
    "/mod/smart-kassel/druck/ablauf/3",
    "/mod/smart-kassel/team",
    "/mod/smart-kassel/ideen",
    "/mod/smart-kassel/empfehlungen",
    "/mod/smart-kassel/empfehlungen/1",
    "/mod/smart-kassel/gruende",
    "/mod/smart-kassel/gutachten",
    "/mod/smart-kassel/gutachten/kapitel",
    "/mod/smart-kassel/gutachten/kapitel/foreword",
    "/mod/smart-kassel/gutachten/zusammensetzung",
    "/mod/smart-kassel/gutachten/zusammensetzung/merkmal",
    "/mod/smart-kassel/gutachten/zusammensetzung/merkmal/1",
    "/mod/smart-kassel/druck/karten",
    "/mod/smart-kassel/s/4/regie",
)


class Inspector:
    """Collects what axe finds, by screen."""

    def __init__(self) -> None:
        self.violations: list[str] = []
        self.looked = 0

    def look(self, name: str, page: Page) -> None:
        page.wait_for_load_state("load")  # without its styles every target is too small
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(AXE)
        page.evaluate(TO_THE_END)
        for scheme, asked in (("light", LIGHT), ("dark", DARK)):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found = page.evaluate(RUN, asked)
            self.violations += [f"{name} ({scheme}) {violation}" for violation in found]
            self.looked += 1
        page.emulate_media(color_scheme="light")
        self.violations += [f"{name}: broken number {one}" for one in page.evaluate(BROKEN)]

    def walk(self, page: Page, url: str, paths: tuple[str, ...]) -> None:
        for path in paths:
            page.goto(url + path)
            self.look(path, page)


def test_every_page_is_accessible(hall: Hall) -> None:
    inspector = Inspector()
    inspector.walk(hall.person(**PHONE), hall.server.url, PUBLIC)
    inspector.walk(hall.phone(1), hall.server.url, PHONE_PAGES)
    inspector.walk(hall.desk(), hall.server.url, DESK_PAGES)

    print(f"{inspector.looked} looks")
    assert "\n".join(inspector.violations) == ""


def test_every_state_of_a_vote_is_accessible(hall: Hall) -> None:
    inspector = Inspector()
    desk = hall.desk()
    desk.goto(f"{hall.server.url}/mod/smart-kassel/s/3/regie")
    wall = hall.wall(desk)
    member, late = hall.phone(1), hall.phone(11)
    guest = hall.person(**PHONE)
    guest.goto(f"{hall.server.url}/7k4p")
    faces = {"desk": desk, "wall": wall, "member": member, "late": late, "guest": guest}

    def look(state: str) -> None:
        for name, page in faces.items():
            inspector.look(f"{name} {state}", page)

    look("open")
    member.get_by_role("button", name="Ja", exact=True).click()
    expect(member.locator("h1:visible")).to_contain_text("angekommen")
    hall.others()
    big_button(desk, "Letzter Aufruf")
    look("voted, last call")
    big_button(desk, "schließen")
    look("closed")
    for seat in (9, 30):
        desk.locator(f"#paper-{seat}").get_by_role("button", name="Ja").click()
        expect(desk.locator(f"#paper-{seat}")).to_contain_text("erfasst")
    big_button(desk, "Ergebnis zeigen")
    expect(wall.locator("body")).to_contain_text("ngenommen")
    look("result")
    desk.get_by_role("button", name="Empfehlung festhalten").click()
    expect(desk.get_by_label("Wortlaut")).to_be_visible()
    desk.get_by_role("button", name="Auf Beamer mitlesen").click()
    expect(wall.locator("body")).to_contain_text("empfiehlt")
    look("recommendation")
    desk.get_by_role("button", name="Ablauf", exact=True).click()
    look("agenda")
    big_button(desk, "Weiter")
    look("next text")

    print(f"{inspector.looked} looks")
    assert "\n".join(inspector.violations) == ""
