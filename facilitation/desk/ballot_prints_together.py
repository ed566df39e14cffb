"""One ballot on paper for all questions of a Sammelabstimmung, normal and in large print."""

from itertools import groupby

from flask import g, render_template, request

from ..councils.models import Council
from ..db import reading
from ..live.ballots import PollView, poll_view
from ..participants import membership
from ..voting import bundles
from ..voting.words import NBSP
from .access import minutes
from .blueprint import desk


@desk.get("/<council>/druck/stimmzettel/zusammen/<id:bundle_id>")
@minutes
def print_bundle(council, bundle_id):
    """The questions in their order, those with the same answers in one table; ``?gross``, ``?platz``."""
    large, seat_line = "gross" in request.args, "platz" in request.args
    with reading() as session:
        rounds = bundles.find(session, g.council.id, bundle_id)
        found = session.get_one(Council, g.council.id)
        seats = membership.active(session, found.id)
        views = [
            poll_view(
                session, found, each.poll, place=at, of=len(rounds), here=0, members=len(seats)
            )
            for at, each in enumerate(rounds, start=1)
        ]
    return render_template(
        "print/ballots_together.html",
        bundle_id=bundle_id,
        polls=views,
        tables=_tables(views),
        question=_shared([view.question for view in views]),
        large=large,
        seat_line=seat_line,
        on_paper=sum(1 for seat in seats if seat.channel == "paper"),
        nbsp=NBSP,
    )


def _tables(views: list[PollView]) -> list[tuple[list[PollView], str]]:
    """Each run of questions with the same answers, and the rule where it is the same for all of it."""
    runs = [list(run) for _answers, run in groupby(views, key=lambda view: view.answers)]
    return [(run, _shared([view.rule_before for view in run])) for run in runs]


def _shared(sentences: list[str]) -> str:
    """What is the same for all of them; else nothing."""
    return sentences[0] if len(set(sentences)) == 1 else ""
