"""Content controls and bookmarks: each generated piece can be found again by either.

Word keeps content controls by their tag; LibreOffice drops the tags when it saves and
keeps bookmarks by their names. So a piece has both.
"""

import re
from collections.abc import Sequence
from itertools import count
from zlib import crc32

from .xml import Element, element, name

TAG_LIMIT = 64
BOOKMARK_LIMIT = 40


class Marks:
    """Hands out what must be unique in one document."""

    def __init__(self) -> None:
        self._bookmarks = count(1)
        self._drawings = count(1)
        self._controls: set[int] = set()
        self._names: set[str] = set()

    def drawing(self) -> int:
        """The id of the next drawing."""
        return next(self._drawings)

    def control(self, tag: str, alias: str, blocks: Sequence[Element]) -> Element:
        """``blocks`` in a content control and between the ends of a bookmark."""
        self.bookmark(bookmark_name(tag), blocks)
        return element(
            "w:sdt",
            element(
                "w:sdtPr",
                element("w:alias", w_val=alias[:TAG_LIMIT]),
                element("w:tag", w_val=tag[:TAG_LIMIT]),
                element("w:id", w_val=self._control_id(tag)),
            ),
            element("w:sdtContent", *blocks),
        )

    def bookmark(self, title: str, blocks: Sequence[Element]) -> None:
        """A bookmark from the first paragraph of ``blocks`` to the last."""
        start, end = self._ends(title)
        first = next(blocks[0].iter(name("w:p")))
        *_, last = blocks[-1].iter(name("w:p"))
        first.insert(1, start)  # after the properties, which every paragraph has
        last.append(end)

    def around(self, title: str, run: Element) -> list[Element]:
        """A bookmark around one run."""
        start, end = self._ends(title)
        return [start, run, end]

    def _ends(self, title: str) -> tuple[Element, Element]:
        if title in self._names:
            raise ValueError(f"two bookmarks of the name {title}")
        self._names.add(title)
        number = next(self._bookmarks)
        start = element("w:bookmarkStart", w_id=number, w_name=title)
        return start, element("w:bookmarkEnd", w_id=number)

    def _control_id(self, tag: str) -> int:
        """An id that stays the same from export to export."""
        number = crc32(tag.encode()) & 0x7FFF_FFFF
        while number in self._controls or number == 0:
            number = (number + 1) & 0x7FFF_FFFF
        self._controls.add(number)
        return number


def bookmark_name(tag: str) -> str:
    """The bookmark beside the tag: „E12.result“ is marked ``E12_result``."""
    return re.sub(r"\W", "_", tag)[:BOOKMARK_LIMIT]
