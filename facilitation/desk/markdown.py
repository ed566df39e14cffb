"""Markdown on the desk's pages: the same blocks that Word gets, as HTML in which all is escaped."""

from markupsafe import Markup, escape

from ..chapters.markdown import Block, Span, blocks

TOP = 3
"""The level of a text's highest heading: its chapter has the one above."""
_TAGS = {"bullet": "ul", "number": "ol"}


def html(source: str) -> Markup:
    """The text as it will look, roughly."""
    return _Page().of(source)


class _Page:
    """Writes blocks and remembers which lists are open."""

    def __init__(self) -> None:
        self._made: list[Markup] = []
        self._open: list[tuple[str, int]] = []

    def of(self, source: str) -> Markup:
        for block in blocks(source):
            if block.kind in _TAGS:
                self._item(block)
            else:
                self._close(0)
                self._made.append(_paragraph(block))
        self._close(0)
        return Markup("\n").join(self._made)

    def _item(self, block: Block) -> None:
        same = self._open[block.level - 1 : block.level]
        self._close(block.level if same and same[0][1] == block.list_number else block.level - 1)
        is_new = len(self._open) < block.level
        while len(self._open) < block.level:
            tag = _TAGS[block.kind]
            self._open.append((tag, block.list_number))
            self._made.append(Markup("<{}><li>").format(Markup(tag)))  # noqa: S704  (ul or ol)
        if not is_new and block.is_first:
            self._made.append(Markup("</li><li>"))
        elif not block.is_first:
            self._made.append(Markup("<br>"))
        self._made.append(_spans(block))

    def _close(self, level: int) -> None:
        while len(self._open) > level:
            tag, _number = self._open.pop()
            self._made.append(Markup("</li></{}>").format(Markup(tag)))  # noqa: S704  (ul or ol)


def _paragraph(block: Block) -> Markup:
    if block.kind == "heading":
        return Markup("<h{0}>{1}</h{0}>").format(TOP - 1 + block.level, _spans(block))
    if block.kind == "quote":
        return Markup("<blockquote><p>{}</p></blockquote>").format(_spans(block))
    return Markup("<p>{}</p>").format(_spans(block))


def _spans(block: Block) -> Markup:
    return Markup("").join(_span(span) for span in block.spans)


def _span(span: Span) -> Markup:
    made = Markup("<br>").join(escape(line) for line in span.text.split("\n"))
    if span.italic:
        made = Markup("<em>{}</em>").format(made)
    if span.bold:
        made = Markup("<strong>{}</strong>").format(made)
    if span.link:
        made = Markup('<a href="{}" rel="noreferrer">{}</a>').format(span.link, made)
    return made
