"""Correct a shown ranking: a ballot that was typed in wrongly, is missing, or is there twice."""

from dataclasses import dataclass
from typing import Any

from flask import request
from sqlalchemy.orm import Session

from ..language import N_
from ..voting import exchanging, polls
from ..voting.methods import Marks
from ..voting.models import Round
from .forms.corrections import EXCHANGES, ExchangeForm

OUT, INTO = "out", "in"


@dataclass(frozen=True)
class Ballot:
    """One ballot to type: a place for each option."""

    side: str
    heading: str
    lines: tuple[tuple[str, str, str], ...]
    """Field, name of the option, the place that is typed."""


HEADINGS = {
    OUT: N_("So wurde der falsche Zettel eingegeben"),
    INTO: N_("So steht es auf dem Papier"),
}


def ballots_of(around: Round) -> list[Ballot]:
    """What is typed: the ballot that goes and the one that comes."""
    return [
        Ballot(
            side,
            heading,
            tuple(
                (
                    f"{side}.{option['key']}",
                    f"{option['code']} {option['title']}".strip(),
                    request.form.get(f"{side}.{option['key']}", ""),
                )
                for option in around.wording["options"]
            ),
        )
        for side, heading in HEADINGS.items()
    ]


def correct(session: Session, around: Round, form: ExchangeForm, **by: Any) -> None:
    """Hand the exchange in; raises ``Invalid`` where a ballot is none."""
    sides = EXCHANGES[form.what.data]
    out, into = (_typed(around, side) if side in sides else None for side in (OUT, INTO))
    exchanging.exchange(session, around, out, into, form.why.data, **by)


def _typed(around: Round, side: str) -> Marks:
    fields = {
        option["key"]: request.form.get(f"{side}.{option['key']}", "").strip()
        for option in around.wording["options"]
    }
    return polls.marks_of_form(around, fields)
