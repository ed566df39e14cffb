"""Correction of a ranking: ballots on paper are exchanged, one by one.

The answers of a ranking belong together, so that nobody can type its figures by hand. Known is
what stands on the paper and how it was entered: taken out is the one, put in the other.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from ..errors import Invalid, Refused
from ..language import N_
from . import correcting
from .methods import WAYS, BadMarks, Marks
from .models import Correction, Round
from .wording import asked

METHODS = ("ranking",)
"""Where a correction is an exchange of ballots; elsewhere new counts are typed."""


def exchange(
    session: Session,
    around: Round,
    out: Marks | None,
    into: Marks | None,
    reason: str,
    *,
    role: str,
    account_id: int | None = None,
) -> Correction:
    """Add an addendum with one ballot less, one more, or one in place of another.

    Raises ``Invalid`` (``BadMarks``) where no such ballot can be among those that were counted,
    ``Refused`` where nothing can be corrected.
    """
    correcting.refuse_uncorrectable(around)
    now = correcting.counts(around)
    if out is not None and not _on_paper(around):
        raise Refused(
            N_(
                "Auf Papier kam hier kein Stimmzettel. Was Handys und Tablets senden, tippt niemand ab."
            )
        )
    if out is not None:
        now = _changed(around, now, out, -1)
    if into is not None:
        now = _changed(around, now, into, 1)
    return correcting.correct(session, around, now, reason, role=role, account_id=account_id)


def _on_paper(around: Round) -> int:
    return sum((around.stands.channels or {}).get(way, 0) for way in correcting.ON_PAPER)


def _changed(around: Round, counts: Mapping[str, Any], marks: Marks, by: int) -> dict[str, Any]:
    """The counts with this ballot more (1) or less (-1), checked."""
    way, question = WAYS[around.poll.method], asked(around.wording)
    one = _as_counts(way.tally([way.check(marks, question)], question))
    changed: dict[str, Any] = _added(counts, {"ballots": 1, **one}, by)
    try:
        given = {key: value for key, value in changed.items() if key != "ballots"}
        way.read_counted(given, question, changed["ballots"])
    except BadMarks as refusal:
        raise Invalid(
            N_(
                "Ein solcher Stimmzettel kann nicht unter den gezählten sein. "
                "Bitte sehen Sie nach, wie er eingegeben wurde."
            )
        ) from refusal
    return changed


def _as_counts(tally: Mapping[str, Any]) -> dict[str, Any]:
    """A tally in the shape in which counts are kept (voting.md § 10)."""
    counts = {
        key: {name: value for name, value in entry.items() if name != "before"}
        for key, entry in tally.items()
    }
    return counts | {"pairwise": {key: entry["before"] for key, entry in tally.items()}}


def _added(one: Any, other: Any, by: int) -> Any:
    if isinstance(one, Mapping):
        return {key: _added(value, other[key], by) for key, value in one.items()}
    if isinstance(one, list):
        return [_added(left, right, by) for left, right in zip(one, other, strict=True)]
    return one + by * other
