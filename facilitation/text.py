"""The one policy for characters: what of a typed text is kept."""

import re
import unicodedata

from .errors import Invalid
from .language import N_

LINE = 200
PROSE = 20_000

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")  # Word's soft breaks are \x0b
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls that XML and terminals can't hold
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0001ffff\ufeff"
    "\u202a-\u202e\u2066-\u2069]"  # direction overrides can disguise a text; RTL needs none
)
_SPACES = re.compile(r"[^\S\n]+")

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""How formulas begin, with their full-width twins (promises.md P12)."""


def clean_text(value: str, *, limit: int = PROSE, lines: bool = True) -> str:
    """``value`` in composed form, without control characters, ends trimmed.

    With ``lines`` false, line breaks become spaces. Raises ``Invalid`` when more than
    ``limit`` characters are left: a text is never cut in silence.
    """
    text = _UNWANTED.sub("", _BREAKS.sub("\n", value))
    text = unicodedata.normalize("NFC", text)
    if lines:
        text = "\n".join(line.rstrip() for line in text.replace("\t", " ").split("\n"))
        text = re.sub(r"\n{3,}", "\n\n", text)
    else:
        text = _SPACES.sub(" ", text.replace("\n", " "))
    text = text.strip()
    if len(text) > limit:
        raise Invalid(
            N_(
                "Der Text ist zu lang: %(length)s Zeichen, möglich sind %(limit)s. Bitte kürzen Sie ihn."
            ),
            length=len(text),
            limit=limit,
        )
    return text


def clean_line(value: str, *, limit: int = LINE) -> str:
    """``clean_text`` for a single line."""
    return clean_text(value, limit=limit, lines=False)


def harmless_cell(value: str) -> str:
    """``value`` so that no spreadsheet takes it for a formula: an apostrophe before it if need be."""
    return f"'{value}" if value.startswith(_FORMULA) else value
