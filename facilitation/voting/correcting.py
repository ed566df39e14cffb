"""Correction by addendum: a mistake that was found after the result was shown.

What was shown is never overwritten: new counts stand beside it, with a date, a reason and
the function of whoever typed them. The newest correction decides.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from .. import clock
from ..errors import Invalid, Refused
from ..language import N_
from .methods import UNCOUNTED, WAYS, BadMarks, Turnout
from .models import Correction, Round
from .wording import asked

ON_PAPER = ("paper", "hands")
"""Ways that are typed in by hand, where a mistake can be made."""


def refuse_uncorrectable(around: Round) -> None:
    """Raises ``Refused`` where nothing is shown, or nothing was counted."""
    if around.state != "shown":
        raise Refused(N_("Berichtigt wird nur, was gezeigt wurde."))
    if around.poll.method in UNCOUNTED:
        raise Refused(
            N_(
                "Freie Antworten werden nicht gezählt, deshalb gibt es hier nichts zu berichtigen. "
                "Einen Text ändern Sie im Ideen-Eingang."
            )
        )


def counts(around: Round) -> dict[str, Any]:
    """What decides now, in the shape in which it is typed: ``{"ballots": 25, "M7": {"yes": 17}}``."""
    stands = around.stands
    result = stands.result or {}
    return {
        "ballots": sum((stands.channels or {}).values()),
        **{key: _counted(around.poll.method, entry) for key, entry in result["options"].items()},
        **({"pairwise": result["pairwise"]} if "pairwise" in result else {}),
    }


def correct(
    session: Session,
    around: Round,
    counted: Mapping[str, Any],
    reason: str,
    *,
    role: str,
    account_id: int | None = None,
) -> Correction:
    """Add an addendum; ``counted`` has the shape of ``counts``.

    Raises ``Invalid`` (``BadMarks``) where the counts can't be, ``Refused`` where nothing can
    be corrected.
    """
    refuse_uncorrectable(around)
    if not reason:
        raise Invalid(
            N_("Bitte schreiben Sie kurz, was falsch war. Das lesen auch die Mitglieder.")
        )
    if counted == counts(around):
        raise Invalid(N_("Das sind dieselben Zahlen wie bisher."))
    row = Correction(
        round_id=around.id,
        at=clock.now(),
        account_id=account_id,
        role=role,
        reason=reason,
        counted=dict(counted),
        result=_result(around, counted),
        channels=_channels(around, counted["ballots"]),
    )
    around.corrections.append(row)
    session.flush()
    return row


def _result(around: Round, counted: Mapping[str, Any]) -> dict[str, Any]:
    way, question = WAYS[around.poll.method], asked(around.wording)
    cast: int = counted["ballots"]
    if cast > around.present:
        raise Invalid(
            N_("Das sind mehr Stimmzettel als Plätze im Abstimmungsverzeichnis (%(n)s)."),
            n=around.present,
        )
    given = {key: value for key, value in counted.items() if key != "ballots"}
    try:
        tally = way.read_counted(given, question, cast)
    except BadMarks as refusal:
        if refusal.message != BadMarks.default:
            raise
        raise Invalid(N_("Diese Zahlen passen nicht zu dieser Abstimmung.")) from refusal
    answers = (around.result or {})["options"].values()
    if len(question.options) == 1 and all("counts" in entry for entry in answers):
        _refuse_other_sum(tally[question.options[0]], cast)
    turnout = Turnout(arrived=cast, present=around.present, members=around.members)
    return way.result(tally, question, around.rule, turnout)


def _refuse_other_sum(answers: Mapping[str, int], cast: int) -> None:
    """A ballot about one thing gives one answer, so both numbers check each other."""
    total = sum(answers.values())
    if total != cast:
        raise Invalid(
            N_(
                "Die Antworten ergeben zusammen %(total)s, Stimmzettel sind es %(cast)s. "
                "Bitte prüfen Sie beides."
            ),
            total=total,
            cast=cast,
        )


def _channels(around: Round, cast: int) -> dict[str, int]:
    """The ways of the ballots: more or fewer can only be those that were typed in."""
    known = dict(around.stands.channels or {})
    more = cast - sum(known.values())
    if more:
        way = next((way for way in ON_PAPER[::-1] if way in known), "paper")
        known[way] = known.get(way, 0) + more
        if known[way] < 0:
            raise Invalid(
                N_("So viele Stimmzettel weniger können es nicht sein: Handys zählen sich selbst.")
            )
    return {way: number for way, number in known.items() if number}


def _counted(method: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    if method == "rating":
        return {name: dict(cell["counts"]) for name, cell in entry["criteria"].items()}
    if method == "resistance":
        return {**entry["counts"], "abstain": entry["abstained"]}
    if "counts" in entry:
        return dict(entry["counts"])
    return {name: entry[name] for name in ("count", "points", "people", "places") if name in entry}
