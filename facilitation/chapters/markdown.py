"""The Markdown that a chapter may hold, as plain data: screens and Word draw the same blocks.

Headings, paragraphs, quotes, lists, bold, italic and links to web or mail; everything else
(raw HTML, pictures, tables, code) stays the text that it is, so that nothing typed is lost
and nothing of it is ever executed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

DEEPEST = 20
"""More quotes and lists inside each other than this are read as text."""
LEVELS = 3
"""Headings below a chapter's; deeper ones become the lowest."""
SAFE = ("https://", "http://", "mailto:")

Kind = Literal["heading", "text", "quote", "bullet", "number"]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one look."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph."""

    kind: Kind
    spans: tuple[Span, ...]
    level: int = 1
    """Of a heading from 1, of a list or quote how deep it stands from 1."""
    list_number: int = 0
    """Which list an item belongs to; each counts for itself."""
    is_first: bool = True
    """False for further paragraphs of the same item: they have no bullet or number."""

    @property
    def text(self) -> str:
        """What is to be read, without its looks."""
        return "".join(span.text for span in self.spans)


def blocks(source: str) -> tuple[Block, ...]:
    """The blocks of a text, its headings counted from 1 whatever level they were typed at."""
    tokens = _parser().parse(source)
    if any(token.level >= DEEPEST - 1 for token in tokens):
        return _plain(source)  # the parser drops what lies deeper
    found = tuple(_Reader(tokens).read())
    used = sorted({block.level for block in found if block.kind == "heading"})
    return tuple(
        replace(block, level=min(used.index(block.level) + 1, LEVELS))
        if block.kind == "heading"
        else block
        for block in found
    )


def _plain(source: str) -> tuple[Block, ...]:
    """Every line as a paragraph, as it was typed."""
    return tuple(
        Block("text", (Span(line.strip()),)) for line in source.splitlines() if line.strip()
    )


@cache
def _parser() -> MarkdownIt:
    made = MarkdownIt("zero", {"maxNesting": DEEPEST})
    made.enable(["heading", "list", "blockquote"])
    made.enable(["emphasis", "link", "image", "autolink", "newline", "escape"])
    made.validateLink = lambda url: url.lower().startswith(SAFE)  # type: ignore[method-assign]
    return made


class _Reader:
    """Walks through the tokens and remembers which lists and quotes are open."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._lists: list[tuple[Kind, int]] = []
        self._quotes = 0
        self._count = 0
        self._fresh = False

    def read(self) -> Iterator[Block]:
        heading = 0
        for token in self._tokens:
            if token.type == "inline":
                spans = tuple(_spans(token.children or ()))
                if spans:
                    yield self._block(heading, spans)
            elif token.type == "heading_open":
                heading = int(token.tag[1])
            elif token.type == "heading_close":
                heading = 0
            else:
                self._enter_or_leave(token)

    def _enter_or_leave(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self._count += 1
                kind: Kind = "bullet" if token.type.startswith("bullet") else "number"
                self._lists.append((kind, self._count))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._fresh = True
            case "blockquote_open":
                self._quotes += 1
            case "blockquote_close":
                self._quotes -= 1

    def _block(self, heading: int, spans: tuple[Span, ...]) -> Block:
        if heading and not self._lists and not self._quotes:
            return Block("heading", spans, heading)
        if self._lists:
            kind, number = self._lists[-1]
            first, self._fresh = self._fresh, False
            return Block(kind, spans, len(self._lists), number, first)
        if self._quotes:
            return Block("quote", spans, self._quotes)
        return Block("text", spans)


def _spans(tokens: Sequence[Token]) -> Iterator[Span]:
    """Runs of one look, joined where nothing changes."""
    present: Span | None = None
    for span in _looks(tokens):
        if present and replace(present, text="") == replace(span, text=""):
            present = replace(present, text=present.text + span.text)
        else:
            if present:
                yield present
            present = span
    if present:
        yield present


def _looks(tokens: Sequence[Token]) -> Iterator[Span]:
    bold = italic = 0
    link = ""
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                bold += token.nesting
            case "em_open" | "em_close":
                italic += token.nesting
            case "link_open":
                link = str(token.attrGet("href") or "")
            case "link_close":
                link = ""
            case _:
                if text := _text(token):
                    yield Span(text, bold > 0, italic > 0, link)


def _text(token: Token) -> str:
    """What a token shows; a picture is shown as it was typed."""
    match token.type:
        case "softbreak" | "hardbreak":
            return "\n"  # who doesn't know Markdown means a line end as one
        case "image":
            return f"![{token.content}]({token.attrGet('src')})"
    return token.content
