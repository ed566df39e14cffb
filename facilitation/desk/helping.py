"""Help for one vote: the page with the link that a helper opens on an own phone."""

from flask import current_app, g, render_template
from werkzeug.wrappers import Response

from ..db import reading
from ..meetings import agenda
from ..participants import helping, seats
from .access import minutes
from .blueprint import desk


@desk.get("/<council>/s/<id:number>/helfen/<id:seat_id>")
@minutes
def help_seat(council, number: int, seat_id: int) -> str | Response:
    """Offer help, show its link as long as nobody has opened it, or end it."""
    with reading() as session:
        meeting = agenda.find_meeting(session, g.council.id, number)
        seat = seats.find(session, g.council.id, seat_id)
        given = helping.of_seat(session, seat.id)
    token = helping.LINK.token(current_app.config["SETTINGS"].secret_key, given) if given else ""
    return render_template(
        "desk/help_seat.html",
        meeting=meeting,
        seat=seat,
        given=given,
        path=f"/helfen#{token}" if token else "",
    )
