"""What a rule says in persons while it is chosen, and why it can't be met."""

from dataclasses import asdict, dataclass

from flask import g, jsonify, request
from sqlalchemy.orm import Session

from ..db import reading
from ..errors import Invalid
from ..language import gettext as _
from ..meetings import agenda
from ..participants import membership, presence
from ..voting.methods import METHODS
from ..voting.rules import Rule, refuse_unreachable
from ..voting.words import rule_before, rule_warning
from .access import moderator
from .blueprint import desk
from .forms.rules import OWN, STUTTGART, RuleForm, fraction


@dataclass(frozen=True)
class RuleSaid:
    """The sentence beside a form's rule; either part may be empty."""

    sentence: str = ""
    """„Nötig: mehr als die Hälfte der Ja- und Nein-Stimmen. Wenn alle 28 …“"""
    warning: str = ""
    """Why nobody can meet it, today or ever, and what to do."""


@desk.get("/<council>/regel")
@moderator
def rule_sentence(council):
    """The same while it is being chosen."""
    way = request.args.get("way", "")
    form = RuleForm(formdata=request.args, meta={"csrf": False}, way=way if way in METHODS else "")
    return jsonify(asdict(said(form)))


def said(form: RuleForm) -> RuleSaid:
    """What the form's rule says for the members that the council has, and those who are here."""
    known = METHODS.get(form.asked_way)
    way = form.asked_way if known and known.READS_RULE else ""
    try:
        rule = Rule.from_data(form.rule)
        refuse_unreachable(rule, second=not way or bool(METHODS[way].BEATS))
    except (Invalid, KeyError) as error:
        return RuleSaid(warning=_why_never(form, error))
    way = way or ("doubt" if form.preset.data == STUTTGART else "yes_no")
    with reading() as session:
        members = len(membership.active(session, g.council.id))
        here = _here(session)
    warning = rule_warning(rule, present=here, members=members)
    return RuleSaid(
        rule_before(rule, way, present=members, members=members),
        f"{warning} {_('Soll heute abgestimmt werden, wählen Sie eine andere.')}"
        if warning
        else "",
    )


def _why_never(form: RuleForm, error: Exception) -> str:
    """The refusal, once the shares are typed to their end."""
    typed = [form.threshold.data] if form.preset.data == OWN else []
    typed += [form.turnout.data] if form.turnout.data else []
    whole = all(fraction(share or "") for share in typed)
    return error.sentence() if whole and isinstance(error, Invalid) else ""


def _here(session: Session) -> int:
    """Who would be on a roll now; 0 while no session runs."""
    meeting = agenda.on_now(session, g.council.id)
    if meeting is None or meeting.state != "running":
        return 0
    return len(presence.here(session, meeting))
