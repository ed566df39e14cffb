"""A recommendation is captured beside the result it follows from."""

from sqlalchemy.orm import Session

from ...errors import Invalid
from ...language import N_
from ...live import publish
from ...measures.models import Measure
from ...recommendations import drafting
from ...recommendations.standing import KIND
from ...voting.models import Round
from ...voting.refusals import StateChanged
from . import Place, command


@command(
    "capture",
    "round",
    tell=publish.presence_changed,
    needs="minutes",
    says=N_("Empfehlung %(code)s angelegt"),
)
def capture(place: Place) -> dict[str, str]:
    """A draft beside the result; ``from_state`` is how many there were, so twice makes one."""
    around = place.round()
    before = drafting.beside(place.session, around)
    if around.poll.options[0].subject_kind == KIND:
        raise Invalid(N_("Das ist schon eine Empfehlung."))
    if len(around.poll.options) > 1:
        raise Invalid(N_("Eine Empfehlung entsteht neben der Abstimmung über eine einzelne Sache."))
    if around.state != "shown" or str(len(before)) != place.order.from_state:
        raise StateChanged()
    made = drafting.capture(
        place.session,
        place.council,
        measure=_measure_of(place.session, around),
        around=around,
        account_id=place.order.viewer.account_id,
    )
    return {"code": made.code}


def _measure_of(session: Session, around: Round) -> Measure | None:
    option = around.poll.options[0]
    if option.subject_kind != "measure":
        return None
    return session.get_one(Measure, option.subject_id)
