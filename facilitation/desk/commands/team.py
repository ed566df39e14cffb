"""Among the team: who leads what is live, and taking the last thing back."""

from ...councils import regie
from ...errors import Conflict
from ...language import N_
from ...live import answering
from .. import undoing
from . import Place, command


class NotYetSure(Conflict):
    """The other laptop is in use: taking over wants a yes."""

    code = "regie"
    default = N_("%(name)s arbeitet gerade damit. Bitte bestätigen Sie, dass Sie übernehmen.")


@command("take_regie", "sure", says=N_("Regie übernommen"))
def take_regie(place: Place) -> None:
    """``from_state`` is whoever the asking page saw leading; no yes is needed from the absent."""
    viewer = place.order.viewer
    account_id = viewer.account_id or 0
    sure = place.order.word("sure", ("yes", ""))
    held = regie.holder(place.session, place.council.id)
    if held and not sure and answering.is_there(place.council.id, held.account_id):
        raise NotYetSure(name=held.account.name)
    regie.take_over(
        place.session, place.council.id, account_id, from_account=place.from_item() or 0
    )


@command("undo", needs="regie", silent="the undo writes its own entry, with the action's name")
def undo(place: Place) -> None:
    """``from_state`` names the entry of the log that the button took back in words."""
    undoing.take_back(
        place.session, place.meeting, place.from_item() or 0, place.order.viewer.account_id
    )
