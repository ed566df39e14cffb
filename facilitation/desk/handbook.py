"""The handbook: the Markdown of ``docs/handbuch`` as pages, also for who isn't signed in yet.

It holds no secrets, and somebody who can't sign in may need it most. The texts are German and
not in the catalogues: a translation would be a folder of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import render_template
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from ..errors import NotFound
from ..language import N_
from ..live.roles import declare
from .blueprint import desk

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "handbuch"
START = "README"
PAGES = (
    "vorbereiten",
    "aufbauen",
    "durchfuehren",
    "wenn-etwas-klemmt",
    "gutachten",
    "datenschutz",
)
"""In the order in which they are needed."""
HOME = "/mod/handbuch"
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading that a link can name."""

    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Page:
    """One file, drawn."""

    name: str
    title: str
    sections: tuple[Section, ...]
    html: Markup

    @property
    def path(self) -> str:
        return HOME if self.name == START else f"{HOME}/{self.name}"


@desk.get("/handbuch")
@declare("public")
def handbook():
    """What there is to read, and what matters most."""
    return _show(START)


@desk.get("/handbuch/<page>")
@declare("public")
def handbook_page(page: str):
    """One subject."""
    if page not in PAGES:
        raise NotFound(N_("Diese Seite gibt es im Handbuch nicht."))
    return _show(page)


def _show(name: str) -> str:
    return render_template(
        "desk/handbook.html", page=read(name), pages=[read(each) for each in (START, *PAGES)]
    )


@cache
def read(name: str) -> Page:
    """The page as it is shown; the files change with the version only."""
    tokens = _MARKDOWN.parse((FOLDER / f"{name}.md").read_text(encoding="utf-8"))
    headings = list(_prepare(tokens))
    return Page(
        name=name,
        title=headings[0].title,
        sections=tuple(headings[1:]),
        html=Markup(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})),  # noqa: S704  (ours)
    )


def anchor(heading: str) -> str:
    """The name by which forges, too, link to a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def _prepare(tokens: list[Token]) -> Iterator[Section]:
    """Name headings and table heads, turn links to files into links to pages."""
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "heading_open" and following:
            section = Section(anchor(_words(following)), _words(following))
            token.attrSet("id", section.anchor)
            if token.tag in ("h1", "h2"):
                yield section
        elif token.type == "th_open":
            token.attrSet("scope", "col")
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("href", _address(str(child.attrGet("href"))))


def _words(heading: Token) -> str:
    return "".join(child.content for child in heading.children or ())


def _address(target: str) -> str:
    """Where a link of a file leads in the tool."""
    file, hash_mark, place = target.partition("#")
    if not file.endswith(".md"):
        return target
    name = file.removesuffix(".md")
    return (HOME if name == START else f"{HOME}/{name}") + hash_mark + place
