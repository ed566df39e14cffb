"""Markdown that people wrote, as paragraphs of Word."""

from itertools import zip_longest
from urllib.parse import urlsplit

from ..chapters.markdown import Block, Span, blocks
from .blocks import paragraph, run
from .styles import CM
from .writer import Writer
from .xml import Element, element

DEEP = 3
"""Lists and quotes stand no further in than this."""
_STEP = 0.6
_LONGEST_ADDRESS = 2000


def write_prose(writer: Writer, source: str) -> None:
    """All of it, headings one level below the chapter's."""
    lists: dict[int, int] = {}
    found = blocks(source)
    for block, following in zip_longest(found, found[1:]):
        match block.kind:
            case "heading":
                _heading(writer, block)
            case "bullet" | "number":
                is_last = following is None or following.kind not in ("bullet", "number")
                writer.add(_item(writer, block, lists, after=7 if is_last else None))
            case "quote":
                writer.add(_moved(paragraph("Quote", *_runs(writer, block)), block, first=_STEP))
            case _:
                writer.add(paragraph("BodyText", *_runs(writer, block)))


def _heading(writer: Writer, block: Block) -> None:
    if block.level == 1:
        writer.section(block.text)
    elif block.level == 2:
        made = paragraph("Heading3", *_runs(writer, block))
        made[0].append(element("w:ind", w_left=0, w_firstLine=0))  # there is no code in front
        writer.add(made)
    else:
        writer.subheading(block.text)


def _item(writer: Writer, block: Block, lists: dict[int, int], *, after: float | None) -> Element:
    """A bullet or number; further paragraphs of an item stand below it without one."""
    style = "ListBullet" if block.kind == "bullet" else "ListNumber"
    made = paragraph(style, *_runs(writer, block), after=after)
    if not block.is_first:
        _count(made, 0)
    elif block.kind == "number":
        number = lists.get(block.list_number) or writer.new_list()
        lists[block.list_number] = number
        _count(made, number)
    if block.level > 1 or not block.is_first:
        made[0].append(_indent(block))
    return made


def _indent(block: Block) -> Element:
    """How far in an item stands; without a number its text begins where the others' does."""
    room = 0.5 if block.kind == "bullet" else 0.7
    left = round((room + _STEP * (min(block.level, DEEP) - 1)) * CM)
    if block.is_first:
        return element("w:ind", w_left=left, w_hanging=round(room * CM))
    return element("w:ind", w_left=left, w_firstLine=0)


def _count(made: Element, number: int) -> None:
    counted = element("w:numPr", element("w:ilvl", w_val=0), element("w:numId", w_val=number))
    made[0].insert(1, counted)  # right after the style, as the schema wants it


def _moved(made: Element, block: Block, first: float) -> Element:
    if block.level > 1:
        made[0].append(element("w:ind", w_left=round(first * min(block.level, DEEP) * CM)))
    return made


def _runs(writer: Writer, block: Block) -> list[Element]:
    made: list[Element] = []
    for span in block.spans:
        words = run(span.text, "Hyperlink" if span.link else "", bold=span.bold, italic=span.italic)
        if not span.link:
            made.append(words)
            continue
        made.append(writer.hyperlink(span.link, words) if is_sound(span.link) else words)
        if _says_more(span):
            made.append(run(f" ({span.link})", "Beiwerk"))
    return made


def is_sound(address: str) -> bool:
    """Whether Word can follow it; a broken one would make Word offer to repair the file."""
    try:
        parts = urlsplit(address)
        _port = parts.port
    except ValueError:
        return False
    named = "@" in parts.path if parts.scheme == "mailto" else bool(parts.hostname)
    return named and address.isascii() and len(address) <= _LONGEST_ADDRESS


def _says_more(span: Span) -> bool:
    """Whether the address isn't what is read anyway; on paper nobody can follow a link."""
    return span.text not in span.link
