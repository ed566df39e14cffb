"""The store of ideas: every one that isn't hidden, with what became of it."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from ... import language
from ...ideas.fates import FATES, Told
from ...ideas.inbox import all_ideas
from ...ideas.models import KINDS
from ..told import IdeaGroup, IdeaSection


def read_ideas(
    session: Session,
    council_id: int,
    measures: Mapping[int, str],
    recommendations: Mapping[int, str],
) -> tuple[tuple[IdeaGroup, ...], int]:
    """All ideas by kind and group, and the number of hidden ones; codes by the rows' ids."""
    found = all_ideas(session, council_id)
    groups: dict[tuple[str, int], list[Told]] = {}
    for told in found.told:
        kind = told.idea.group.kind if told.idea.group else told.idea.kind
        groups.setdefault((kind, told.idea.group_id or 0), []).append(told)
    # Groups first, in the order in which they were made; what stands alone comes last.
    order = sorted(groups, key=lambda key: (KINDS.index(key[0]), not key[1], key[1]))
    return tuple(
        IdeaGroup(
            kind=kind,
            title=groups[kind, group][0].group_title,
            ideas=tuple(
                IdeaSection(told.idea.text, _fate(told, measures, recommendations), told.idea.why)
                for told in groups[kind, group]
            ),
        )
        for kind, group in order
    ), found.hidden


def _fate(told: Told, measures: Mapping[int, str], recommendations: Mapping[int, str]) -> str:
    """„in Empfehlung E 12“, or the general words."""
    code = ""
    if told.fate == "recommendation":
        code = recommendations.get(told.recommendation_id or 0, "")
    elif told.fate == "measure":
        code = measures.get(told.measure_id or 0, "")
    return f"in {code}" if code else language.gettext(FATES[told.fate])
