"""The rule of a vote whose text is shown: the council may still choose another one (screens.md § 1)."""

from typing import Any

from ..language import N_
from ..language import gettext as _
from ..live.picture import Picture
from ..voting import polls
from ..voting.rules import Rule
from ..voting.words import rule_words
from .commands import Place, command
from .commands.rounds import Facts, facts
from .forms.rules import COMPARES, FIELDS, choices, read_rule, shown_rule

SCOPES = ("this", "item")


@command(
    "set_rule",
    "round",
    "scope",
    *FIELDS,
    needs="regie",
    says=N_("%(name)s: Regel festgelegt, %(rule)s"),
)
def set_rule(place: Place) -> Facts:
    """Choose the rule before the round opens, for this vote or for all of its kind in this point."""
    around = place.round()
    place.expect(around.state)
    rule = read_rule(place.order.fields)
    polls.set_rule(place.session, around.poll, rule)
    if place.order.word("scope", SCOPES) == "item":
        for poll in polls.of_item(place.session, around.poll.item_id):
            if poll.method == around.poll.method and poll.latest.state == "ready":
                polls.set_rule(place.session, poll, rule)
    said = rule_words(Rule.from_data(rule), around.poll.method)
    return facts(place, around, rule=said or _("ohne Regel"))


def context(picture: Picture) -> dict[str, Any]:
    """``rules``: what the form beside a shown text offers and begins with; else nothing."""
    poll = picture.poll
    if poll is None or poll.state != "text_shown" or not poll.reads_rule:
        return {"rules": None}
    offered = choices(poll.method)
    others = sum(
        1 for view in picture.polls if view.method == poll.method and view.state == "ready"
    )
    return {
        "rules": {
            **offered,
            "compare": COMPARES,
            "now": shown_rule(poll.rule_data, poll.method),
            "others": others,
        }
    }
