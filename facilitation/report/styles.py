"""How the Gutachten looks: one line per style, in points and centimetres."""

from dataclasses import dataclass
from typing import Literal

INK, TEAL, MUTED, RULE, SLATE = "13212B", "004F5A", "4A5B66", "9AA8B1", "6A7A86"
DETAIL, REJECTED, PALE, TINT, GROUP, HEADER = (
    "3B4B56",
    "A8430A",
    "EAF3F5",
    "F3F6F7",
    "F3F6F7",
    "E3ECEF",
)
THEMED = {INK: "text1", TEAL: "accent1", MUTED: "text2"}
"""Colours that follow the theme, so that a city's theme changes them everywhere at once."""

CM = 567
LABEL = round(3.9 * CM)
"""Width of the column of labels."""


@dataclass(frozen=True)
class Border:
    """One paragraph border; ``points`` wide, ``space`` points away from the text."""

    side: Literal["top", "left", "bottom", "right", "between"]
    points: float
    color: str
    space: int = 1


@dataclass(frozen=True)
class Look:
    """A style: points, multiples of a single line and centimetres."""

    name: str
    size: float | None = None
    kind: Literal["paragraph", "character"] = "paragraph"
    based_on: str = "BodyText"
    follows: str = ""
    bold: bool | None = None
    color: str = ""
    major: bool = False
    before: float | None = None
    after: float | None = None
    line: float | None = None
    left: float | None = None
    hanging: float = 0
    fill: str = ""
    borders: tuple[Border, ...] = ()
    tabs: tuple[tuple[Literal["left", "right"], float], ...] = ()
    numbering: tuple[int, int] | None = None
    """List and level."""
    outline: int | None = None
    keep_next: bool = False
    keep_lines: bool = False
    page_break: bool = False
    hyphens: bool = True
    custom: bool = False

    @property
    def id(self) -> str:
        """The style's id: its name in one word."""
        return "".join(word[0].upper() + word[1:] for word in self.name.split()).replace(
            "Toc", "TOC"
        )


_BAR = (Border("left", 6, TEAL, 16),)
_BOX = (
    Border("top", 0.5, PALE, 5),
    Border("left", 4.5, TEAL, 8),
    Border("bottom", 0.5, PALE, 5),
    Border("right", 0.5, PALE, 5),
)
_RESULT = (Border("top", 1, TEAL, 5), Border("between", 0.5, SLATE, 5))
_NOTE = (
    Border("top", 0.5, TINT, 5),
    Border("left", 3, SLATE, 8),
    Border("bottom", 0.5, TINT, 5),
    Border("right", 0.5, TINT, 5),
)

# One line per style: read as a table.
# fmt: off
LOOKS: tuple[Look, ...] = (
    Look("Body Text", 11.5, before=0, after=7, line=1.08, based_on="Normal"),
    Look("Subtitle", 15, bold=True, color=MUTED, before=150, after=8, line=1, borders=_BAR, keep_next=True,
         hyphens=False, follows="Title"),
    Look("Title", 40, bold=True, color=TEAL, major=True, before=0, after=18, line=0.9, borders=_BAR,
         keep_next=True, hyphens=False, follows="Frage"),
    Look("Frage", 16, before=0, after=160, line=1.08, borders=_BAR, hyphens=False, custom=True),
    Look("heading 1", 25, bold=True, color=TEAL, major=True, before=0, after=12, line=0.95, page_break=True,
         keep_next=True, keep_lines=True, hyphens=False, outline=0, follows="BodyText"),
    Look("heading 2", 17, bold=True, color=TEAL, major=True, before=20, after=6, line=0.95,
         keep_next=True, keep_lines=True, hyphens=False, outline=1, follows="BodyText"),
    Look("heading 3", 14, bold=True, color=INK, major=True, before=24, after=2, line=0.95, left=1.4, hanging=1.4,
         tabs=(("left", 1.4),), keep_next=True, keep_lines=True, hyphens=False, outline=2, follows="Angaben"),
    Look("heading 4", 11.5, bold=True, color=TEAL, major=True, before=13, after=3, line=1,
         keep_next=True, keep_lines=True, hyphens=False, outline=3, follows="BodyText"),
    Look("List Bullet", 11.5, before=0, after=3, line=1.08, left=0.5, hanging=0.5, numbering=(2, 0)),
    Look("List Number", 11.5, before=0, after=3, line=1.08, left=0.7, hanging=0.7, numbering=(4, 0)),
    Look("toc heading", 25, bold=True, color=TEAL, major=True, before=0, after=12, line=0.95, page_break=True,
         keep_next=True, hyphens=False, follows="BodyText"),
    Look("toc 1", 11.5, bold=True, before=6, after=2, line=1, tabs=(("left", 0.7), ("right", 16)), hyphens=False),
    Look("toc 2", 11.5, before=0, after=2, line=1, left=0.7, tabs=(("left", 1.7), ("right", 16)), hyphens=False),
    Look("caption", 10.5, bold=True, before=11, after=4, line=1, keep_next=True, keep_lines=True, hyphens=False),
    Look("footnote text", 9.5, before=0, after=0, line=1.05),
    Look("header", 9.5, color=MUTED, before=0, after=0, line=1.05, tabs=(("right", 16),),
         borders=(Border("bottom", 0.75, RULE, 4),), hyphens=False),
    Look("footer", 9.5, color=MUTED, before=0, after=0, line=1.05, tabs=(("right", 16),), hyphens=False),
    Look("Quelle", 9.5, color=MUTED, before=4, after=8, line=1.05, custom=True),
    Look("Angaben", 10.5, color=MUTED, before=0, after=8, line=1.05, keep_next=True, custom=True),
    Look("Empfehlung", 13, bold=True, before=0, after=9, line=1.05, left=3.9, hanging=3.9, tabs=(("left", 3.9),),
         fill=PALE, borders=_BOX, keep_next=True, keep_lines=True, hyphens=False, custom=True),
    Look("Merkmal", 11.5, before=0, after=7, line=1.08, left=3.9, hanging=3.9, tabs=(("left", 3.9),), custom=True),
    Look("Merkmal Liste", 11.5, before=0, after=2, line=1.08, left=4.35, hanging=0.45, numbering=(3, 0),
         custom=True),
    Look("Ergebnis", 11, before=5, after=3, line=1.05, left=3.9, hanging=3.9, tabs=(("left", 3.9),),
         borders=_RESULT, keep_next=True, keep_lines=True, custom=True),
    Look("Ergebnis Zeile", 11, before=0, after=3, line=1.05, left=3.9, keep_next=True, keep_lines=True,
         custom=True),
    Look("Ergebnis Angaben", 10.5, color=DETAIL, before=0, after=0, line=1.05, left=3.9, hanging=3.9,
         tabs=(("left", 3.9),),  # hanging, so that its rule spans the whole line
         borders=(Border("bottom", 1, TEAL, 5),), keep_lines=True, custom=True),
    Look("Diagramm", 11.5, before=0, after=6, line=1, hyphens=False, custom=True),
    Look("Quote", 11.5, before=4, after=7, line=1.08, left=0.6, borders=(Border("left", 3, RULE, 10),)),
    Look("Hinweis", 11, before=9, after=9, line=1.05, fill=TINT, borders=_NOTE, custom=True),
    Look("Kennzahl", 27, bold=True, color=TEAL, major=True, before=0, after=0, line=0.9, keep_next=True,
         hyphens=False, custom=True),
    Look("Tabellentext", 10.5, before=0, after=0, line=1, custom=True),
    Look("Tabellentext dicht", 9.5, based_on="Tabellentext", custom=True),
    Look("Etikett", 10.5, "character", "", bold=True, color=TEAL, custom=True),
    Look("Urteil Ja", None, "character", "", bold=True, color=TEAL, custom=True),
    Look("Urteil Nein", None, "character", "", bold=True, color=REJECTED, custom=True),
    Look("Beiwerk", None, "character", "", bold=False, color=MUTED, custom=True),
    Look("Hyperlink", None, "character", "", color=TEAL),
)
# fmt: on
