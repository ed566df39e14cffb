"""Jinja: translations, dates as people write them, and the CSRF place in scenes."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import partial

from babel.dates import format_date
from flask import Flask, render_template
from flask_wtf.csrf import generate_csrf
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from .. import clock
from ..language import gettext as _
from ..language import look_up, look_up_number
from ..voting import differing
from ..voting.differing import Piece
from ..voting.words import allowed_words
from ..voting.words.figures import signed
from . import nameless
from .address import Address
from .qr import qr_svg

CSRF_PLACE = "@@csrf@@"


def prepare(app: Flask, address: Address) -> Environment:
    """Give the templates of ``app`` what they share; also used without a request."""
    environment = app.jinja_env
    environment.undefined = StrictUndefined
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        look_up, look_up_number, newstyle=True
    )
    environment.filters |= {
        "hall_time": clock.hall_time,
        "day": day,
        "weekday": weekday,
        "paragraphs": paragraphs,
        "marked": marked,
        "number_list": number_list,
        "signed": signed,
        "allowed": lambda poll: allowed_words(poll.method, poll.settings, len(poll.options)),
    }
    environment.globals |= {
        "csrf_field": csrf_field,
        "qr_svg": qr_svg,
        "reason_token": partial(nameless.token, app.config["SETTINGS"].secret_key),
        "now": clock.now,
        "address": address,
        "nbsp": "\N{NO-BREAK SPACE}",
    }
    return environment


def render_page(template: str, *, scene: str = "", **context: object) -> str:
    """A whole page; ``scene`` is already drawn and gets this browser's CSRF token."""
    filled = scene.replace(CSRF_PLACE, generate_csrf())
    return render_template(template, scene=Markup(filled), csrf_token=generate_csrf(), **context)  # noqa: S704


def csrf_field() -> Markup:
    """A hidden field whose value is filled in when the scene reaches a browser."""
    return Markup(f'<input type="hidden" name="csrf_token" value="{CSRF_PLACE}">')  # noqa: S704


def day(value: date | datetime) -> str:
    """„8. Oktober 2022“."""
    return format_date(_local_day(value), "d. MMMM y", locale="de")


def weekday(value: date | datetime) -> str:
    """„Samstag, 8. Oktober“."""
    return format_date(_local_day(value), "EEEE, d. MMMM", locale="de")


def paragraphs(text: str) -> Markup:
    """Typed paragraphs as HTML; nothing else in the text has a meaning."""
    parts = [part for part in text.split("\n\n") if part.strip()]
    return Markup("\n").join(
        Markup("<p>%s</p>") % Markup("<br>").join(escape(line) for line in part.split("\n"))
        for part in parts
    )


def marked(pieces: Iterable[Piece]) -> Markup:
    """Pieces of a changed text as paragraphs: ``<ins>`` and ``<del>``, said aloud as well."""
    lines = [Markup()]
    for piece in pieces:
        first, *more = re.split(r"\n\s*", piece.text)
        lines[-1] += _fate(piece.kind, first)
        lines += [_fate(piece.kind, line) for line in more]
    return Markup("\n").join(Markup("<p>%s</p>") % line for line in lines if line.strip())


def _fate(kind: str, text: str) -> Markup:
    if kind == differing.SAME or not text.strip():
        return escape(text)
    tag, word = ("ins", _("neu:")) if kind == differing.NEW else ("del", _("gestrichen:"))
    rest = text[len(text.rstrip()) :]
    spoken = Markup(
        '<span class="visually-hidden">(%s </span>%s<span class="visually-hidden">)</span>'
    )
    return Markup(f"<{tag}>%s</{tag}>%s") % (spoken % (word, text.rstrip()), rest)  # noqa: S704


def number_list(numbers: list[int]) -> str:
    """„11, 20, 27“."""
    return ", ".join(str(number) for number in numbers)


def _local_day(value: date | datetime) -> date:
    return clock.local(value).date() if isinstance(value, datetime) else value
