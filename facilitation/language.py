"""Our own look-up of translated texts, on the standard library's gettext.

The msgids are the German sentences themselves. Einfache Sprache and Du will be
catalogues beside the languages, which Babel's locale names can't express; hence no
Flask-Babel (docs/adr/0004). The language belongs to the request or event, so it is a
context variable.
"""

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

CATALOGUES = Path(__file__).parent / "translations"
DEFAULT = "de"

_current: ContextVar[str] = ContextVar("language", default=DEFAULT)


def current() -> str:
    """The code of the language that texts come out in, e.g. ``de``."""
    return _current.get()


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Texts inside the block come out in the language ``code``."""
    token = _current.set(code)
    try:
        yield
    finally:
        _current.reset(token)


def gettext(msgid: str, /, **values: object) -> str:
    """The text for ``msgid``, its ``%(name)s`` places filled from ``values``."""
    text = look_up(msgid)
    return text % values if values else text


def ngettext(singular: str, plural: str, n: int, /, **values: object) -> str:
    """The text for the number ``n``; ``%(num)s`` is always filled with it."""
    return look_up_number(singular, plural, n) % {"num": n, **values}


def look_up(msgid: str) -> str:
    """The text for ``msgid`` with its places unfilled; Jinja fills them itself."""
    return _catalogue(current()).gettext(msgid)


def look_up_number(singular: str, plural: str, n: int) -> str:
    """The text for the number ``n`` with its places unfilled."""
    return _catalogue(current()).ngettext(singular, plural, n)


def N_(msgid: str) -> str:
    """Mark ``msgid`` for the catalogue; it is translated where it is shown."""
    return msgid


@cache
def _catalogue(code: str) -> _gettext.NullTranslations:
    return _gettext.translation("messages", CATALOGUES, languages=[code], fallback=True)
