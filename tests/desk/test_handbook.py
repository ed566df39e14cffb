"""The handbook in the tool: what it says is on the screens, and every link leads somewhere."""

import re
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from facilitation import db
from facilitation.councils import councils
from facilitation.desk import handbook

from ..test_messages import texts_in_the_code

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r'href="([^"]+)"')
QUOTE = re.compile(r"„([^“]+)“")
SPEECH = re.compile(r"(?<!\*)\*[^*]+\*(?!\*)")
"""What people or other programs say stands in italics."""
FILES = sorted(handbook.FOLDER.glob("*.md"))
PATHS = [handbook.HOME, *(f"{handbook.HOME}/{name}" for name in handbook.PAGES)]


def source(path):
    return path.read_text(encoding="utf-8")


def name_of(path):
    return path.stem


@cache
def screens():
    """Every text that somebody may see."""
    return "\n".join(texts_in_the_code())


def is_on_a_screen(words):
    words = re.sub(r"^(?:\d+|\+) | …$", "", words)
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", screens())


@cache
def keys():
    """The keys of the cockpit's list."""
    listed = re.findall(r"<kbd>(.+?)</kbd>", source(ROOT / "templates/desk/cockpit_keys.html"))
    return {re.sub(r'\{\{ _\("(.+)"\) \}\}', r"\1", key) for key in listed}


def anchors(html):
    return set(re.findall(r'id="([^"]+)"', html))


def get(browser, path):
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)


def test_every_file_has_a_page():
    assert {path.stem for path in FILES} == {handbook.START, *handbook.PAGES}


def test_the_contents_name_the_pages_in_order():
    numbered = re.findall(r"^\d\. \[[^\]]+\]\((.+)\.md\)", source(FILES[0]), re.MULTILINE)
    assert tuple(numbered) == handbook.PAGES


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_read_without_signing_in(app, path):
    html = get(app.test_client(), path)

    assert html.count("<h1") == 1
    assert html.count('aria-current="page"') == 1
    assert ".md" not in re.sub(r"<[^a][^>]*>", "", html)


def test_an_unknown_page_is_not_found(app):
    for name in ("README", "x", "..%2FREADME", "datenschutz.md"):
        assert app.test_client().get(f"{handbook.HOME}/{name}").status_code == 404


@pytest.mark.parametrize("path", PATHS)
def test_links_of_a_page_lead_somewhere(app, path):
    client = app.test_client()
    html = get(client, path)
    for target in LINK.findall(html):
        place, _hash, anchor = target.partition("#")
        if not place.startswith("/static"):
            there = get(client, place) if place.startswith(handbook.HOME) else html
            assert not anchor or unquote(anchor) in anchors(there), target


def test_links_into_the_handbook_lead_somewhere(app):
    """From wherever in the tool."""
    found = set()
    for path in ROOT.glob("templates/**/*.html"):
        found |= set(re.findall(r'href="(/mod/handbuch[^"{]*)"', source(path)))
    assert len(found) > 4
    for target in found:
        place, _hash, anchor = target.partition("#")
        assert not anchor or anchor in anchors(get(app.test_client(), place)), target
        get(app.test_client(), place)


def test_html_in_a_text_stays_text(tmp_path, monkeypatch):
    (tmp_path / "x.md").write_text("# <b>A</b>\n\n<script>1</script>\n", encoding="utf-8")
    monkeypatch.setattr(handbook, "FOLDER", tmp_path)

    assert "<script" not in handbook.read.__wrapped__("x").html


def test_a_council_never_takes_the_handbooks_address(app):
    with db.transaction() as session:
        assert councils.short_name(session, "Handbuch") == "handbuch-2"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_what_is_quoted_is_on_a_screen(path):
    """„…“ names a button, a field or a message, word for word."""
    said = QUOTE.findall(SPEECH.sub("", source(path)))
    assert [words for words in said if not is_on_a_screen(words)] == []


def test_keys_of_the_handbook_are_in_the_cockpits_list():
    text = source(handbook.FOLDER / "durchfuehren.md")
    table = text.split("| Taste | Wirkung |")[1].split("\n\n")[0]
    named = {key for row in re.findall(r"^\| (.+?) \|", table, re.MULTILINE) for key in row.split()}
    for path in FILES:
        named |= set(re.findall(r"\*\*(\S)\*\*", source(path)))
        named |= set(re.findall(r"(?:Alt|Strg) (\S)", source(path)))
    assert len(named) > 10
    assert named - {"C"} <= keys()  # Strg C is the terminal's


def test_the_desk_links_to_its_help(app, lead, evening):
    for path, page in (
        ("/mod", "/mod/handbuch"),
        (f"/mod/{evening.slug}/vorbereitung/1", "/mod/handbuch/datenschutz"),
        (f"/mod/{evening.slug}/vorbereitung/5", "/mod/handbuch/aufbauen"),
        (f"/mod/{evening.slug}/gutachten", "/mod/handbuch/gutachten"),
        (f"/mod/{evening.slug}/s/1/regie", "/mod/handbuch/durchfuehren"),
        (f"/mod/{evening.slug}/s/1/regie", "/mod/handbuch/wenn-etwas-klemmt"),
    ):
        assert f'href="{page}"' in unescape(lead.get(path).get_data(as_text=True)), path
    assert 'href="/mod/handbuch"' in get(app.test_client(), "/mod/anmelden")
