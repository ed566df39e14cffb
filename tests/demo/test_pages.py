"""Every page that can be reached opens, at every stage, for members and for the desk."""

import re

import pytest

from facilitation import db, demo
from facilitation.demo.texts import texts
from facilitation.web import cookies
from tests import factories, stored

MOST = 150
"""Pages per crawl; sixty recommendations needn't all be opened."""
ELSEWHERE = re.compile(
    r"^/(static|mod/[^/]+/(export|druck|gutachten/datei))|abmelden|\.docx|\.json"
)


@pytest.fixture(params=demo.STAGES)
def database(request, built, tmp_path):
    path = stored.copy(built(request.param), tmp_path / "pages.db")
    database = db.configure(f"sqlite:///{path}")
    yield database
    database.close()


@pytest.fixture
def doors(database):
    return demo.links(factories.KEY)


def crawl(client, *starts: str) -> dict[str, str]:
    """The text of every page that leads on from ``starts``; all of them must open."""
    waiting, seen = list(starts), {}
    while waiting and len(seen) < MOST:
        path = waiting.pop(0)
        if path in seen or ELSEWHERE.search(path):
            continue
        answer = client.get(path, follow_redirects=True)
        assert answer.status_code == 200, path
        seen[path] = answer.get_data(as_text=True)
        waiting += re.findall(r'href="(/[^"#?]*)', seen[path])
    return seen


def test_members_can_read_everything_there_is(app, client, doors):
    assert factories.join(client, doors.cards[0].code).status_code == 303
    pages = crawl(client, "/jetzt", "/lesen")
    for measure in texts().measures:
        page = pages[f"/lesen/massnahme/{measure.number}"]
        assert "In Einfacher Sprache" in page
        assert measure.plain.split(".")[0] in page
    assert all("Beispieldaten" in page for path, page in pages.items() if path.startswith("/lesen"))


def test_desk_can_open_everything_there_is(app, client, doors):
    client.set_cookie(cookies.TEAM, doors.moderator)
    starts = [f"/mod/smart-kassel/s/{number}/regie" for number in (1, 2, 3, 4)]
    pages = crawl(client, "/mod/smart-kassel/sitzungen", *starts)
    assert len(pages) > 30
    assert all("Beispieldaten" in pages[path] for path in starts)
