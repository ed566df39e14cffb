"""What the page of ideas shows: three columns and what was hidden."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from .. import clock
from ..ideas import answers, inbox
from ..ideas.models import Group, Idea
from ..language import gettext as _
from ..live import publish
from ..measures import measures
from ..meetings import agenda
from ..recommendations import drafting
from ..web.templating import day


@dataclass(frozen=True)
class Card:
    """One idea with what the team sees beside it."""

    id: int
    text: str
    why: str
    kind: str
    facts: list[str]
    on_wall: bool
    corrected: bool
    hidden_reason: str


@dataclass(frozen=True)
class Bundle:
    """A group with its cards and what was made of it."""

    id: int
    title: str
    kind: str
    cards: list[Card]
    measure_id: int | None
    recommendation_id: int | None
    recommendation: str
    """Its code and title."""


def context(session: Session, council_id: int, slug: str) -> dict[str, Any]:
    """Everything that the board's template draws."""
    names = _names(session, council_id)
    every = inbox.all_groups(session, council_id)
    recommendations = {
        found.id: f"{found.code} · {found.title or _('ohne Titel')}"
        for found in drafting.all_recommendations(session, council_id)
    }
    bundles = [(group, _bundle(group, names, recommendations)) for group in every]
    meeting = agenda.on_now(session, council_id)
    return {
        "slug": slug,
        "new": _cards(session, council_id, "new", names),
        "parked": _cards(session, council_id, "parked", names),
        "hidden": _cards(session, council_id, "hidden", names),
        "groups": [bundle for group, bundle in bundles if not group.parked],
        "parked_groups": [bundle for group, bundle in bundles if group.parked],
        "measures": [
            (one.id, f"{one.code} · {one.title}")
            for one in measures.all_measures(session, council_id)
        ],
        "kinds": inbox.KIND_NAMES,
        "running": meeting is not None and meeting.state == "running",
        "wall": (meeting.wall_view, meeting.wall_subject_id) if meeting else ("", None),
        "collecting": publish.scenes().picture(council_id).collecting,
        "reasons": inbox.HIDDEN_REASONS,
    }


def about_choices(session: Session, council_id: int) -> list[tuple[str, str]]:
    """Fields and measures, as an idea may belong to them."""
    return [
        *(
            (f"field-{one.id}", f"{one.letter} · {one.title}")
            for one in measures.all_fields(session, council_id)
        ),
        *(
            (f"measure-{one.id}", f"{one.code} · {one.title}")
            for one in measures.all_measures(session, council_id)
        ),
    ]


def _names(session: Session, council_id: int) -> dict[str, str]:
    return {value: label.partition(" · ")[0] for value, label in about_choices(session, council_id)}


def _cards(session: Session, council_id: int, state: str, names: dict[str, str]) -> list[Card]:
    found = inbox.of_state(session, council_id, state)
    asked = answers.questions(session, found)
    return [card(idea, names, asked.get(idea.id, "")) for idea in found]


def card(idea: Idea, names: dict[str, str], asked: str = "") -> Card:
    """An idea as a card; ``asked`` is the question that it answers."""
    return Card(
        id=idea.id,
        text=idea.text,
        why=idea.why,
        kind=idea.kind,
        facts=[
            *([_("Antwort auf „%(asked)s“", asked=asked)] if asked else []),
            *_facts(idea, names),
        ],
        on_wall=idea.on_wall,
        corrected=bool(idea.original),
        hidden_reason=idea.hidden_reason,
    )


def _facts(idea: Idea, names: dict[str, str]) -> list[str]:
    at = clock.hall_time(idea.created_at)
    today = clock.local(idea.created_at).date() == clock.local(clock.now()).date()
    return [
        *([names[f"measure-{idea.measure_id}"]] if idea.measure_id else []),
        *([_("Feld %(letter)s", letter=names[f"field-{idea.field_id}"])] if idea.field_id else []),
        *([_("Tisch %(n)s", n=idea.table_number)] if idea.table_number else []),
        at if today else day(idea.created_at),
    ]


def _bundle(group: Group, names: dict[str, str], recommendations: dict[int, str]) -> Bundle:
    made = group.recommendation_id
    return Bundle(
        id=group.id,
        title=group.title,
        kind=group.kind,
        cards=[card(idea, names) for idea in group.ideas],
        measure_id=group.measure_id,
        recommendation_id=made if made in recommendations else None,
        recommendation=recommendations.get(made, "") if made else "",
    )
