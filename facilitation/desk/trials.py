"""A trial vote: planned in step 4 by one press, or asked for on the spot in the cockpit."""

from typing import Any

from flask import g

from ..db import transaction
from ..errors import Conflict, Invalid
from ..language import N_
from ..language import gettext as _
from ..live.picture import Picture
from ..meetings import agenda
from ..text import clean_text
from ..voting import planned, polls, together, trials
from .access import moderator
from .blueprint import desk
from .commands import Place, command, ways
from .polls import back_to_item

QUESTION = 160


@desk.post("/<council>/vorbereitung/4/punkt/<id:item_id>/probe")
@moderator
def plan_trial(council, item_id):
    """Under an item, with the ready-made question; it can be changed like any other."""
    with transaction() as session:
        item = agenda.find_item(session, g.council.id, item_id)
        planned.refuse_other_kinds(item)
        trials.hold(session, item, _(trials.QUESTION))
    return back_to_item(item_id, _("Die Probeabstimmung ist geplant. Sie kommt hier zuerst dran."))


@command(
    "trial_vote",
    "question",
    needs="regie",
    says=N_("Probeabstimmung: Text gezeigt, „%(question)s“"),
    undo=ways.TRIAL,
)
def trial_vote(place: Place) -> dict[str, str]:
    """Show its text at once; from there it goes the way of every vote."""
    place.expect_running()
    polls.refuse_if_pending(place.session, place.council.id)
    item = place.meeting.current
    if item is None:
        raise Conflict(N_("Beginnen Sie zuerst einen Punkt im Ablauf, dann geht die Probe."))
    question = clean_text(place.order.fields["question"], limit=QUESTION, lines=False)
    if not question:
        raise Invalid(N_("Bitte schreiben Sie die Frage auf."))
    poll = trials.hold(place.session, item, question)
    together.show_text(place.session, poll.latest)
    agenda.show_on_wall(place.meeting, "follow")
    return {"question": question}


def context(picture: Picture) -> dict[str, Any]:
    """For the cockpit: the question that is offered; empty where a trial is on or waits already."""
    has_one = any(view.trial and view.state != "shown" for view in picture.polls)
    return {"trial_question": "" if has_one else _(trials.QUESTION)}
