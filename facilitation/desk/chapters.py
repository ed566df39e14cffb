"""The Gutachten's chapters at the desk: order, titles, on or off; and the free ones' texts."""

from types import SimpleNamespace

from flask import flash, g, redirect, request, url_for
from sqlalchemy.orm import Session

from ..chapters import chapters
from ..chapters.chapters import Part
from ..db import reading
from ..language import gettext as _
from ..report.gather import gather
from ..report.printed import is_empty
from ..text import clean_text
from .access import minutes
from .blueprint import desk
from .forms.chapters import ArrangeForm, ChapterForm, arranging
from .markdown import html

FALLBACKS = {"mandate": "mandate", "outlook": "follow_up"}
"""Texts of the set-up that stand in a chapter until it has its own."""


@desk.route("/<council>/gutachten/kapitel", methods=["GET", "POST"])
@minutes
def chapters_page(council):
    """All chapters in their order; moving one saves what was typed as well."""
    with reading() as session:
        outline = gather(session, g.council.id, version=1)
    form = arranging(outline.parts)
    moved = request.form.get("move", "")
    if form.saves(lambda session: _arrange(session, form, moved)):
        flash(_("Gespeichert."), "ok")
        return redirect(url_for("desk.chapters_page", council=council, zu=moved or None), 303)
    empty = {part.key for part in outline.parts if is_empty(outline, part)}
    return form.page(
        "desk/chapters.html", parts=outline.parts, empty=empty, moved=request.args.get("zu", "")
    )


@desk.route("/<council>/gutachten/kapitel/<key>", methods=["GET", "POST"])
@minutes
def chapter(council, key):
    """One free chapter: its text beside a preview; never saved over somebody else."""
    with reading() as session:
        part = chapters.find_free(session, g.council.id, key)
    form = ChapterForm(obj=_shown(part))
    if form.saves(lambda session: _write(session, key, form)):
        flash(_("Gespeichert."), "ok")
        return redirect(url_for("desk.chapter", council=council, key=key), 303)
    borrowed = key in FALLBACKS and not part.text
    return form.page(
        "desk/chapter.html", part=part, preview=html(form.text.data or ""), borrowed=borrowed
    )


@desk.post("/<council>/gutachten/vorschau")
@minutes
def chapter_preview(council):
    """The typed text as it will look; nothing is stored."""
    return html(clean_text(request.form.get("text", "")))


def _arrange(session: Session, form: ArrangeForm, moved: str) -> None:
    now = chapters.all_parts(session, g.council.id)
    form.meets(
        SimpleNamespace(
            on=[part.key for part in now if part.is_on],
            **{f"title_{part.key}": part.heading for part in now},
        )
    )
    chapters.arrange(session, g.council.id, form.titles, form.on.data or [])
    way, _colon, key = moved.partition(":")
    if key:
        chapters.move(session, g.council.id, key, up=way == "up")


def _write(session: Session, key: str, form: ChapterForm) -> None:
    form.meets(_shown(chapters.find_free(session, g.council.id, key)))
    typed = form.text.data or ""
    # What is only repeated from the set-up goes on following it.
    chapters.write(session, g.council.id, key, "" if typed == _fallback(key) else typed)


def _shown(part: Part) -> SimpleNamespace:
    return SimpleNamespace(text=part.text or _fallback(part.key))


def _fallback(key: str) -> str:
    return str(getattr(g.council, FALLBACKS[key])) if key in FALLBACKS else ""
