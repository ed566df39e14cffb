"""Real browsers for journeys: each person has one of their own."""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from ..server import Server
from ..wire import Phone

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1366, "height": 768}}
WALL = {"viewport": {"width": 1920, "height": 1080}}


class Hall:
    """A running server and the people around it."""

    def __init__(self, server: Server, browser: Browser) -> None:
        self.server = server
        self.browser = browser
        self.contexts: list[BrowserContext] = []
        self.members: dict[int, Phone] = {}
        self.problems: list[str] = []
        self.foreign: set[str] = set()

    def person(self, **options: Any) -> Page:
        """A page of its own browser profile; errors in it are kept."""
        context = self.browser.new_context(locale="de-DE", reduced_motion="reduce", **options)
        context.set_default_timeout(15_000)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", self._console)
        page.on("request", lambda request: self._request(request.url))
        return page

    def phone(self, seat: int, **options: Any) -> Page:
        """Scan the card of a seat."""
        page = self.person(**PHONE | options)
        page.goto(self.server.url + self.server.cards()[seat]["path"])
        page.wait_for_url("**/jetzt*")
        return page

    def member(self, seat: int) -> Phone:
        """A member whose phone nobody looks at; it needs no browser."""
        if seat not in self.members:
            self.members[seat] = Phone(self.server.url).join(self.server.cards()[seat]["code"])
        return self.members[seat]

    def others(self, mark: str = "no", seats: Iterable[int] = (21, 22, 23, 24)) -> None:
        """Further members vote, so that a sealed vote has enough ballots to be counted."""
        for seat in seats:
            vote_plainly(self.member(seat), mark)

    def desk(self, **options: Any) -> Page:
        """The example's desk, signed in with its printed link; no page is open yet."""
        page = self.person(**DESK | options)
        sign_in(page, self.server.desk_link())
        return page

    def wall(self, desk: Page) -> Page:
        """Open the wall in its own browser, paired by this desk."""
        page = self.person(**WALL)
        address = f"{self.server.url}/beamer/smart-kassel"
        found = re.search(r"\b\d{4}\b", page.request.get(address).text().partition("<main")[2])
        assert found, "the wall shows no code"
        pairing = f"{self.server.url}/mod/smart-kassel/vorbereitung/5"
        send(desk, pairing, f"{pairing}/beamer", code=found.group(0))
        page.goto(address)
        page.wait_for_selector("#scene")
        return page

    def close(self) -> None:
        for context in self.contexts:
            context.close()

    def _console(self, message: Any) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.problems.append(message.text)

    def _request(self, url: str) -> None:
        if not url.startswith(
            (self.server.url, "data:", "about:", self.server.url.replace("http", "ws"))
        ):
            self.foreign.add(url)


def sign_in(page: Page, link: str) -> None:
    """Use a link for the desk in this page's browser, without drawing what it leads to."""
    address, _, code = link.partition("#")
    send(page, address, address, code=code)


def send(page: Page, shown: str, address: str, **fields: str) -> None:
    """Send a form of the page ``shown`` from this page's browser, and stay where it is."""
    token = re.search(r'name="csrf-token" content="([^"]+)"', page.request.get(shown).text())
    assert token, f"no csrf-token on {shown}"
    answer = page.request.post(address, form={"csrf_token": token[1], **fields})
    assert answer.ok, answer.text()


def vote_plainly(phone: Phone, mark: str) -> None:
    """Answer every open question by its form, as a page without script does."""
    asked = re.findall(
        r'action="/stimme/(\d+)".*?<button[^>]*?\sname="(\w+)"', phone.get("/jetzt"), re.DOTALL
    )
    assert asked, "nothing is asked"
    for round_id, name in asked:
        phone.post(f"/stimme/{round_id}", {name: mark}, "/jetzt")


@pytest.fixture
def hall(
    tmp_path: Path, browser: Browser, request: pytest.FixtureRequest, example_at: Any
) -> Iterator[Hall]:
    """The example at the stage that the test names with ``stage``."""
    marker = request.node.get_closest_marker("stage")
    stage = marker.args[0] if marker else "session-3-voting"
    server = Server(example_at(stage, tmp_path / "instance"), ("demo",)).start()
    here = Hall(server, browser)
    yield here
    here.close()
    server.stop()
    if request.node.stash.get("failed", False):
        sys.stderr.write(server.log.read_text()[-3000:])
