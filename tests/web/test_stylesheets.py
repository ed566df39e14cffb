"""A face's stylesheet is one file that browsers keep, and no part of it is forgotten."""

import re

import pytest

from facilitation.settings import ROOT
from facilitation.web import stylesheets


@pytest.mark.parametrize("face", stylesheets.FACES)
def test_a_face_asks_for_one_stylesheet_and_keeps_it(client, face):
    answer = client.get(stylesheets.address(face))

    assert answer.mimetype == "text/css"
    assert "immutable" in answer.headers["Cache-Control"]
    parts = [
        (stylesheets.PARTS / f"{part}.css").read_text("utf-8") for part in stylesheets.FACES[face]
    ]
    assert answer.text == "\n".join(parts)


def test_a_page_asks_for_the_stylesheet_that_there_is(client):
    asked = re.findall(r'<link rel="stylesheet" href="([^"]+)"', client.get("/").text)

    assert asked == [stylesheets.address("handy")]


def test_an_older_address_gets_the_newer_styles_but_not_for_good(client):
    answer = client.get("/stil/handy/0123456789abcdef.css")

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert client.get("/stil/uhr/0123456789abcdef.css").status_code == 404


def test_every_part_is_in_a_face_or_linked_by_a_page():
    templates = ROOT / "templates"
    pages = "".join(page.read_text("utf-8") for page in templates.rglob("*.html"))
    joined = {part for parts in stylesheets.FACES.values() for part in parts}

    unused = [
        path.stem
        for path in stylesheets.PARTS.glob("*.css")
        if path.stem not in joined and f"/static/css/{path.name}" not in pages
    ]
    assert unused == []


@pytest.mark.parametrize(
    "path", sorted(stylesheets.PARTS.glob("*.css")), ids=lambda path: path.stem
)
def test_a_part_closes_what_it_opens(path):
    """At the end of a file a browser does it; in the middle of a face everything after it is lost."""
    rules = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    assert "/*" not in rules
    assert rules.count("{") == rules.count("}")
