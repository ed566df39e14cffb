"""Correct a shown result by an addendum: new counts beside the old ones, with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import g, redirect, request
from sqlalchemy.orm import Session

from ..db import reading
from ..errors import Invalid
from ..language import N_
from ..language import gettext as _
from ..live import publish
from ..live.asked import subject_name
from ..meetings import log
from ..meetings.models import Item
from ..voting import correcting, exchanging, polls, words
from ..voting.models import Round
from . import corrections_by_ballot
from .access import minutes
from .blueprint import desk
from .forms.corrections import CorrectionForm, ExchangeForm

CORRECTED = log.declare("correct", N_("%(name)s: Ergebnis berichtigt. Grund: %(why)s"))
LONGEST_NUMBER = 5
LEAVES = {
    "count": N_("Nennungen"),
    "points": N_("Punkte"),
    "people": N_("Personen"),
    "abstain": N_("Enthaltung"),
}


@dataclass(frozen=True)
class Field:
    """One number to type; its name leads to its place in the counts: „M7.benefit.5“."""

    name: str
    label: str
    value: str


@dataclass(frozen=True)
class Group:
    """The numbers of one option, of a rating under one criterion."""

    heading: str
    fields: tuple[Field, ...]


@desk.route("/<council>/ergebnis/<id:round_id>/berichtigen", methods=["GET", "POST"])
@minutes
def correct_result(council, round_id):
    """What was shown stays; the corrected counts stand beside it and decide."""
    with reading() as session:
        around = polls.find_round(session, g.council.id, round_id)
        correcting.refuse_uncorrectable(around)
        now = correcting.counts(around)
        by_ballot = around.poll.method in exchanging.METHODS
        ballots = corrections_by_ballot.ballots_of(around) if by_ballot else []
        groups = [] if by_ballot else _groups(session, around, now)
        name, item = _name(around), session.get_one(Item, around.poll.item_id)
        number = item.meeting.number
        addenda = words.addenda(around, around.present)
    form = ExchangeForm() if by_ballot else CorrectionForm(data={"ballots": now["ballots"]})
    if form.saves(lambda session: _correct(session, round_id, form, now)):
        publish.changed(g.council.id)
        return redirect(f"/mod/{council}/s/{number}/regie", 303)
    return form.page(
        "desk/correct.html",
        name=name,
        groups=groups,
        ballots=ballots,
        addenda=addenda,
        number=number,
    )


def _correct(
    session: Session, round_id: int, form: CorrectionForm | ExchangeForm, now: Mapping[str, Any]
) -> None:
    around = polls.find_round(session, g.council.id, round_id)
    by = {"role": g.viewer.role, "account_id": g.viewer.account_id}
    if isinstance(form, ExchangeForm):
        corrections_by_ballot.correct(session, around, form, **by)
    else:
        typed = _typed({key: value for key, value in now.items() if key != "ballots"}, "")
        counted = {"ballots": form.ballots.data, **typed}
        correcting.correct(session, around, counted, form.why.data, **by)
    log.write(
        session,
        g.council.id,
        CORRECTED,
        meeting_id=session.get_one(Item, around.poll.item_id).meeting_id,
        account_id=g.viewer.account_id,
        name=_name(around),
        why=form.why.data,
    )


def _typed(shape: Mapping[str, Any], path: str) -> dict[str, Any]:
    """The numbers of the form, in the shape of the counts that decide now."""
    return {
        key: _typed(value, f"{path}{key}.")
        if isinstance(value, Mapping)
        else _number(f"{path}{key}")
        for key, value in shape.items()
    }


def _number(name: str) -> int:
    typed = request.form.get(name, "").strip()
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_NUMBER):
        raise Invalid(N_("Bitte schreiben Sie in jedes Feld eine ganze Zahl, auch die 0."))
    return int(typed)


def _groups(session: Session, around: Round, now: Mapping[str, Any]) -> list[Group]:
    shown = words.shown(around, around.present)
    groups = []
    for option in around.wording["options"]:
        key = option["key"]
        said = words.result_words(shown, key)
        heading = " ".join(part for part in (option["code"], option["title"]) if part)
        if isinstance(said, words.RatingWords):
            groups += [
                _group(
                    f"{heading}: {one.label}", f"{key}.{one.key}.", cells, _labels(one.steps, cells)
                )
                for one, cells in zip(said.criteria, now[key].values(), strict=True)
            ]
        else:
            groups.append(_group(heading, f"{key}.", now[key], _labels(said.steps, now[key])))
    return groups


def _labels(steps: tuple[words.StepWords, ...], cells: Mapping[str, int]) -> list[str]:
    """The steps' own words; where there are none, what the number is called."""
    if len(steps) == len(cells):
        return [step.label for step in steps]
    return [_(LEAVES[name]) if name in LEAVES else name for name in cells]


def _group(heading: str, path: str, cells: Mapping[str, int], labels: list[str]) -> Group:
    return Group(
        heading,
        tuple(
            Field(f"{path}{name}", label, request.form.get(f"{path}{name}", str(value)))
            for (name, value), label in zip(cells.items(), labels, strict=True)
        ),
    )


def _name(around: Round) -> str:
    """„Maßnahme 7“ as the log calls it, with its round."""
    text = around.wording
    option = text["options"][0]
    alone = subject_name(g.council, option["kind"], option["code"]) or option["title"]
    named = text.get("title") or (alone if len(text["options"]) == 1 else text["question"])
    named = named.replace(words.NBSP, " ")
    if around.number == 1:
        return named
    return _("%(name)s, Runde %(n)s", name=named, n=around.number)
