"""What each slide needs beside the picture; ``picture.wall`` names the slide."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from .. import clock
from ..ideas import answers
from ..language import gettext as _
from ..live import paging, result_pages, slides
from ..live.ballots import PollView
from ..live.picture import AgendaLine, Picture
from ..live.scene import painter
from ..meetings import agenda
from ..recommendations.standing import standings
from . import drawing, fitting, ideas, together

MOST_ITEMS = 7
BEFORE_NOW = 2
"""So many finished points stay above the current one."""
THANKS_FOR = timedelta(hours=3)
"""How long after a session the wall still says thank you."""

REWORDED = 2
"""So many changed options of a list are marked on the wall; phones mark them all."""
Words = dict[str, Any]


@painter("wall")
def paint(session: Session, picture: Picture) -> tuple[str, Words]:
    """The slide that is on."""
    words = PAINTERS[picture.wall](session, picture)
    words["title"] = f"{words['title']} – {picture.council.title}"
    return f"projector/slides/{picture.wall}.html", words


def _before(session: Session, picture: Picture) -> Words:
    """Neutral; right after a session with a word of thanks."""
    ends = [m.ended_at for m in agenda.all_meetings(session, picture.council.id) if m.ended_at]
    just_over = bool(ends) and clock.now() - max(ends) < THANKS_FOR
    return {"title": _("Willkommen"), "slide": "before", "thanks": just_over}


def _neutral(_session: Session, _picture: Picture) -> Words:
    return {"title": _("Bürgerrat"), "slide": "neutral"}


def _black(_session: Session, _picture: Picture) -> Words:
    return {"title": _("Pause"), "slide": "black"}


def _join(_session: Session, _picture: Picture) -> Words:
    return {"title": _("Mitmachen"), "slide": "join"}


def _agenda(_session: Session, picture: Picture) -> Words:
    lines = window(picture.agenda)
    return {
        "title": _("Ablauf"),
        "slide": "agenda",
        "lines": lines,
        "more": len(picture.agenda) - picture.agenda.index(lines[-1]) - 1 if lines else 0,
        "end": _end(picture.agenda),
    }


def _now(_session: Session, picture: Picture) -> Words:
    assert picture.now
    return {
        "title": picture.now.title,
        "slide": f"now-{picture.now.id}",
        "text": fitting.opening(picture.now.public_text),
    }


def _text(_session: Session, picture: Picture) -> Words:
    assert picture.poll
    page = paging.page_on(picture.poll)
    if page:
        return {
            "title": picture.poll.title,
            "slide": f"text-{picture.poll.round_id}-{page.number}",
            "page": page,
        }
    whole = fitting.fits(picture.poll.option.text)
    return {
        "page": None,
        "title": picture.poll.title,
        "slide": f"text-{picture.poll.round_id}",
        "text": picture.poll.option.text if whole else "",
        "whole": whole,
        "reworded": [
            option for option in picture.poll.options if option.key in picture.poll.changed
        ][:REWORDED],
    }


def _open(_session: Session, picture: Picture) -> Words:
    assert picture.poll
    return {
        "title": _("%(held)s läuft", held=picture.poll.held_name),
        "slide": f"open-{picture.poll.round_id}",
        "ring": drawing.ring(picture.poll.roll),
    }


def _closed(_session: Session, picture: Picture) -> Words:
    assert picture.poll
    return {
        "title": picture.poll.closed_name,
        "slide": f"closed-{picture.poll.round_id}",
    }


def _result(session: Session, picture: Picture) -> Words:
    assert picture.poll
    free = picture.poll.method == "text"
    return {
        "answers": answers.let_through(session, picture.poll.round_id) if free else [],
        "title": _("Ergebnis"),
        "slide": f"result-{picture.poll.round_id}",
        **_drawn(picture.poll),
    }


def _seats(_session: Session, picture: Picture) -> Words:
    assert picture.poll
    slide = slides.on(picture.poll)
    pages = slides.seat_pages(picture.poll.by_seat)
    return {
        "title": _("Namentliche Abstimmung"),
        "slide": f"{slide}-{picture.poll.round_id}",
        "lines": pages[slides.page(slide)],
        "number": slides.page(slide) + 1,
        "of": len(pages),
    }


def _compare(_session: Session, picture: Picture) -> Words:
    assert picture.poll
    assert picture.poll.compared
    compared, slide = picture.poll.compared, slides.on(picture.poll)
    pages = result_pages.compared_pages(compared)
    return {
        "title": _("Vergleich"),
        "slide": f"{slide}-{picture.poll.round_id}",
        "compared": compared,
        "table": pages[slides.page(slide)],
        "number": slides.page(slide) + 1,
        "of": len(pages),
        "pairs": [
            (number, said, drawing.part_bar(said, max(compared.votes)))
            for number, said in zip(
                (compared.earlier, compared.later), compared.results_of_one, strict=False
            )
            if picture.poll.answers
        ],
    }


def _drawn(poll: PollView) -> Words:
    """What a method's result slide needs beside the words."""
    result = poll.result
    if result and poll.answers:
        return {"result": result, "bar": drawing.bar(result)}
    if poll.lists:
        page = result_pages.page_on(poll, poll.view)
        return {
            "result": result,
            "page": page,
            "view_sort": poll.view.get("sort", "best"),
            "slide": f"result-{poll.round_id}-{page.number}",
        }
    return {"result": result}


def _interrupted(_session: Session, picture: Picture) -> Words:
    assert picture.poll
    return {
        "title": _("Die Abstimmung ist unterbrochen"),
        "slide": f"interrupted-{picture.poll.round_id}",
    }


def _cancelled(_session: Session, picture: Picture) -> Words:
    assert picture.poll
    return {"title": picture.poll.cancelled_name, "slide": "cancelled"}


def _recommendation(session: Session, picture: Picture) -> Words:
    assert picture.recommendation
    wording = fitting.opening(picture.recommendation.wording, paging.WORDING_LINES)
    stand = standings(session, picture.council.id, outside=True)
    return {
        "title": picture.recommendation.code,
        "slide": f"recommendation-{picture.recommendation.id}",
        "wording": wording,
        "whole": wording == picture.recommendation.wording,
        "stands": stand[picture.recommendation.id],
    }


def _ended(_session: Session, _picture: Picture) -> Words:
    return {"title": _("Danke"), "slide": "ended"}


PAINTERS: dict[str, Callable[[Session, Picture], Words]] = {
    "neutral": _neutral,
    "black": _black,
    "before": _before,
    "join": _join,
    "agenda": _agenda,
    "now": _now,
    "text": _text,
    "list": together.coming,
    "overview": together.results,
    "open": _open,
    "closed": _closed,
    "result": _result,
    "compare": _compare,
    "seats": _seats,
    "cancelled": _cancelled,
    "interrupted": _interrupted,
    "recommendation": _recommendation,
    "ideas": ideas.wall,
    "idea": ideas.one,
    "idea_group": ideas.group,
    "ended": _ended,
}


def window(lines: list[AgendaLine]) -> list[AgendaLine]:
    """At most seven lines around what is on now."""
    current = next((at for at, line in enumerate(lines) if line.current), None)
    if current is None:
        current = sum(1 for line in lines if line.done)
    start = max(0, min(current - BEFORE_NOW, len(lines) - MOST_ITEMS))
    return lines[start : start + MOST_ITEMS]


def _end(lines: list[AgendaLine]) -> str:
    return (
        clock.hall_time(lines[-1].expected + timedelta(minutes=lines[-1].minutes)) if lines else ""
    )
