"""Every slide in a browser: nothing under 3.9 % of the height, nothing cut off (screens.md § 10)."""

from pathlib import Path

import pytest

from .conftest import through_the_evening

pytestmark = pytest.mark.browser

SIZES = {"16:9": (1920, 1080), "16:10": (1280, 800), "4:3": (1024, 768)}
FIRST = next(iter(SIZES))
SMALLEST = 3.9
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
MEASURE = (Path(__file__).parent / "measure.js").read_text()


class Hall:
    """A browser whose every request the app answers directly, without a server."""

    def __init__(self, browser, client):
        self.client = client
        self.context = browser.new_context(reduced_motion="reduce")
        self.page = self.context.new_page()
        self.errors = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.route("**/*", self._answer)

    def _answer(self, route):
        path = route.request.url.removeprefix("http://hall.test")
        if path.startswith("/socket.io"):
            route.abort()
            return
        with self.client.get(path) as answer:
            headers = {"content-type": answer.content_type}
            route.fulfill(status=answer.status_code, headers=headers, body=answer.get_data())

    def looks(self, path):
        """(size, what is seen there) of a wall that was opened once and then gets other sizes."""
        for size, (width, height) in SIZES.items():
            self.page.set_viewport_size({"width": width, "height": height})
            if size == FIRST:
                self.page.goto(f"http://hall.test{path}")
                self.page.wait_for_selector(".slide[data-fit]")
            else:
                self.page.wait_for_function(f"innerWidth === {width}")
                self.page.evaluate(DRAWN)
            yield size, self.page.evaluate(MEASURE)


@pytest.fixture
def hall(browser, client):
    hall = Hall(browser, client)
    yield hall
    hall.context.close()
    assert hall.errors == []


@pytest.mark.parametrize(("which", "deepest_step"), [("wall", 1), ("long_wall", 4)])
def test_everything_can_be_read_from_the_last_row(hall, request, which, deepest_step):
    wall = request.getfixturevalue(which)
    for name in through_the_evening(wall):
        wall.newest()
        for size, seen in hall.looks(wall.path):
            assert seen["outside"] == [], (name, size)
            assert seen["smallest"] >= SMALLEST - 0.01, (name, size, seen)
            assert int(seen["fit"]) <= deepest_step, (name, size)


def test_the_code_can_be_read_too(hall, evening):
    for _size, seen in hall.looks("/beamer/musterstadt"):
        assert seen["outside"] == []
        assert seen["smallest"] >= SMALLEST - 0.01
