"""Who sees the wall, how a browser is let in, the preview, and polling."""

import re

import pytest

from facilitation.errors import NotFound, SignedOut
from facilitation.live import publish
from facilitation.live.scene import BOOT
from facilitation.projector.events import recognise
from facilitation.web import cookies

from .. import factories
from .conftest import Wall, sign_in

SHOWS_CODE = 'data-slide="code"'


def text(response):
    return response.get_data(as_text=True)


def shown_code(response):
    return re.search(r'class="pairing-code">(\d{4})<', text(response)).group(1)


def jar(client):
    return {cookie.key: cookie.value for cookie in client._cookies.values()}


def test_a_strange_browser_sees_a_code_and_nothing_of_the_evening(client, evening):
    evening.begin_vote()
    response = client.get("/beamer/musterstadt")

    assert response.status_code == 200
    assert SHOWS_CODE in text(response)
    assert factories.TITLE not in text(response)
    assert evening.room_code not in text(response)


def test_the_same_browser_keeps_its_code_another_gets_its_own(app, client, evening):
    first = client.get("/beamer/musterstadt")

    assert shown_code(client.get("/beamer/musterstadt")) == shown_code(first)
    assert shown_code(app.test_client().get("/beamer/musterstadt")) != shown_code(first)


def test_a_waiting_browser_hears_that_it_was_let_in(client, evening):
    code = shown_code(client.get("/beamer/musterstadt"))
    assert client.get("/beamer/musterstadt/code").get_json() == {"open": False, "code": code}
    assert client.get("/beamer/musterstadt/stand").status_code == 401

    Wall(client, evening).pair()

    assert client.get("/beamer/musterstadt/code").get_json()["open"] is True
    assert SHOWS_CODE not in text(client.get("/beamer/musterstadt"))
    assert client.get("/beamer/musterstadt/stand").status_code == 200


def test_a_browser_without_a_code_is_told_to_fetch_one(client, evening):
    assert client.get("/beamer/musterstadt/code").get_json() == {"open": False, "code": ""}


def test_a_wall_of_one_council_is_none_of_another(wall, evening):
    factories.evening("nachbarstadt")

    assert wall.client.get("/beamer/nachbarstadt/stand").status_code == 401
    assert SHOWS_CODE in text(wall.client.get("/beamer/nachbarstadt"))


@pytest.mark.parametrize("role", ["moderator", "lead"])
def test_the_team_needs_no_code(client, evening, role):
    sign_in(client, evening, role)

    assert SHOWS_CODE not in text(client.get("/beamer/musterstadt"))
    assert client.get("/beamer/musterstadt/stand").status_code == 200


def test_another_councils_team_sees_the_code_like_everybody(client, evening):
    sign_in(client, factories.evening("nachbarstadt"))

    assert SHOWS_CODE in text(client.get("/beamer/musterstadt"))
    assert client.get("/beamer/musterstadt/stand").status_code == 403
    assert client.get("/beamer/musterstadt/vorschau").status_code == 403


def test_the_preview_is_for_the_team_and_inert(client, wall, evening):
    assert client.get("/beamer/musterstadt/vorschau").status_code == 401

    page = text(sign_in(client, evening).get("/beamer/musterstadt/vorschau"))
    assert '<body class="preview" inert>' in page
    assert not re.search(r"<(a|button|input|form)\b", page)


@pytest.mark.parametrize("path", ["/beamer/nirgendwo", "/beamer/nirgendwo/stand", "/beamer/%00"])
def test_an_unknown_council_is_a_kind_404(client, evening, path):
    response = client.get(path)

    assert response.status_code == 404
    assert "Traceback" not in text(response)


def test_capitals_lead_to_the_wall_too(wall):
    assert SHOWS_CODE not in text(wall.client.get("/BEAMER/MUSTERSTADT"))


def test_polling_sends_a_slide_only_when_it_is_news(wall, evening):
    first = wall.client.get(f"{wall.path}/stand").get_json()
    same = f"{wall.path}/stand?version={first['version']}&boot={BOOT}"
    assert "Maßnahmen prüfen" in first["html"]
    assert wall.client.get(same).get_json() == {"version": first["version"], "boot": BOOT}

    evening.start()
    publish.changed(evening.council_id)

    news = wall.client.get(same).get_json()
    assert news["version"] > first["version"]
    assert "So machen Sie mit." in news["html"]


def test_another_wifi_brings_a_new_slide_once(app, wall, evening):
    evening.start()
    first = wall.client.get(f"{wall.path}/stand").get_json()

    app.extensions["address"].public_url = "http://10.1.2.3:8000"
    news = wall.client.get(f"{wall.path}/stand?version={first['version']}&boot={BOOT}").get_json()
    assert "10.1.2.3:8000" in news["html"]

    again = wall.client.get(f"{wall.path}/stand?version={news['version']}&boot={BOOT}").get_json()
    assert again == {"version": news["version"], "boot": BOOT}


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?version=x&boot=y",
        "?version=-1",
        "?version=999999&boot={boot}",
        "?version=" + "9" * 5000,
    ],
)
def test_polling_with_a_strange_version_gets_the_newest(wall, query):
    response = wall.client.get(f"{wall.path}/stand{query.format(boot=BOOT)}")

    assert response.status_code == 200
    assert response.get_json()["html"]


def test_the_socket_asks_for_the_same_cookie(wall, evening):
    viewer = recognise(jar(wall.client), {"council": "musterstadt"})
    assert (viewer.role, viewer.council_id) == ("wall", evening.council_id)

    for cookies_of, auth in (
        ({}, {"council": "musterstadt"}),
        ({cookies.WALL: "invented"}, {"council": "musterstadt"}),
        (jar(wall.client), {}),
        (jar(wall.client), {"council": 7}),
        (jar(wall.client), {"council": factories.evening("nachbarstadt").slug}),
    ):
        with pytest.raises(SignedOut):
            recognise(cookies_of, auth)
    with pytest.raises(NotFound):
        recognise(jar(wall.client), {"council": "nirgendwo"})
