"""More of the team than the lead, and a laptop that can be frozen as a whole."""

import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from .. import nursery, tools
from ..server import environment
from .conftest import DESK, Hall, sign_in

COCKPIT = "/mod/smart-kassel/s/3/regie"


def sign_in_link(hall: Hall, name: str) -> str:
    """A link that signs somebody of the example's team in, as the terminal gives it."""
    done = nursery.run(["--demo", "team", "reset", name], environment(hall.server.instance))
    found = re.search(r"/mod/einladung#\S+", done.stdout)
    assert found, done
    return hall.server.url + found.group(0)


def sit_down(page: Page, link: str) -> Page:
    """Sign in by a link, as a browser does it, and open the cockpit."""
    page.goto(link)
    page.wait_for_url(lambda url: "einladung" not in url or page.get_by_role("button").count())
    button = page.get_by_role("button", name="Anmelden")
    if "einladung" in page.url and button.count():
        button.click()
    page.wait_for_url(lambda url: "einladung" not in url)
    page.goto(page.url.split("/mod")[0] + COCKPIT)
    return page


def colleague(hall: Hall, name: str) -> Page:
    """The cockpit of somebody else of the team, in a browser of their own."""
    page = hall.person(**DESK)
    sign_in(page, sign_in_link(hall, name))
    page.goto(hall.server.url + COCKPIT)
    return page


def hold_simply(desk: Page) -> None:
    """Let what is planned on this page need fewer ballots than a sealed vote."""
    summaries = desk.locator(".line-more summary")
    for at in range(summaries.count()):
        summaries.nth(at).click()
        line = desk.locator(".line-more").nth(at)
        line.get_by_role("radio", name="Einfach").check()
        line.get_by_role("button", name="So abstimmen").click()
        expect(desk.locator(".message, .ok").first).to_contain_text("Am Stimmzettel steht")


@contextmanager
def laptop(hall: Hall) -> Iterator["Laptop"]:
    """A browser of its own process, which can be stopped like a laptop that hangs."""
    here = Laptop(
        hall.browser.browser_type.launch(
            executable_path=tools.chromium(), args=[*tools.chromium_arguments(), Laptop.MARK]
        )
    )
    yield here
    here.thaw()
    here.browser.close()


class Laptop:
    """All processes of one browser."""

    MARK = "--ratschlag-first-laptop"

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    def freeze(self) -> None:
        self._send(signal.SIGSTOP)

    def thaw(self) -> None:
        self._send(signal.SIGCONT)

    def _send(self, what: signal.Signals) -> None:
        processes = list(self._processes())
        assert processes
        for process in processes:
            os.kill(process, what)

    def _processes(self) -> Iterator[int]:
        """The browser and everything it has started."""
        parents = {}
        first = None
        for status in Path("/proc").glob("[0-9]*"):
            try:
                words = (status / "cmdline").read_bytes().split(b"\0")
                parent = int((status / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, IndexError):
                continue
            parents[int(status.name)] = parent
            if self.MARK.encode() in words and not any(w.startswith(b"--type=") for w in words):
                first = int(status.name)
        found = {first} if first else set()
        while more := {child for child, parent in parents.items() if parent in found} - found:
            found |= more
        return iter(found)
