"""Planning a Sammelabstimmung under an item: put several votes together, take them apart again."""

from flask import g, request

from ..db import LARGEST_ID, transaction
from ..errors import Invalid
from ..language import gettext as _
from ..language import ngettext
from ..meetings import agenda
from ..voting import bundles, planned
from .access import moderator
from .blueprint import desk
from .polls import back_to_item


@desk.post("/<council>/vorbereitung/4/punkt/<id:item_id>/zusammen")
@moderator
def put_together(council, item_id):
    """The ticked votes open and close together from now on."""
    with transaction() as session:
        item = agenda.find_item(session, g.council.id, item_id)
        chosen = [planned.find(session, g.council.id, poll_id) for poll_id in _ticked()]
        bundles.put_together(session, item, chosen)
    return back_to_item(
        item_id,
        ngettext(
            "%(num)s Abstimmung wird zusammen geöffnet.",
            "%(num)s Abstimmungen werden zusammen geöffnet.",
            len(chosen),
        ),
    )


@desk.post("/<council>/vorbereitung/4/punkt/<id:item_id>/zusammen/<id:bundle_id>/trennen")
@moderator
def take_apart(council, item_id, bundle_id):
    """Each is held alone again."""
    with transaction() as session:
        item = agenda.find_item(session, g.council.id, item_id)
        bundles.take_apart(session, item, bundle_id)
    return back_to_item(item_id, _("Jede wird jetzt wieder einzeln abgestimmt."))


def _ticked() -> list[int]:
    typed = request.form.getlist("poll")
    if not all(
        one.isascii() and one.isdecimal() and len(one) <= len(str(LARGEST_ID)) for one in typed
    ):
        raise Invalid()
    ids = [int(one) for one in dict.fromkeys(typed)]
    if any(one > LARGEST_ID for one in ids):
        raise Invalid()
    return ids
