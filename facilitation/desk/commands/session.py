"""Beginning, moving through and ending a session."""

from ...meetings import agenda
from ...voting import ending, polls
from . import Place, command


@command("start_meeting")
def start_meeting(place: Place) -> None:
    place.expect(place.meeting.state)
    agenda.start(place.session, place.meeting)


@command("move_on")
def move_on(place: Place) -> None:
    polls.refuse_if_pending(place.session, place.council.id)
    agenda.move_on(place.session, place.meeting, from_item=place.from_item())


@command("move_back")
def move_back(place: Place) -> None:
    polls.refuse_if_pending(place.session, place.council.id)
    agenda.move_back(place.session, place.meeting, from_item=place.from_item())


@command("end_meeting")
def end_meeting(place: Place) -> None:
    place.expect(place.meeting.state)
    polls.refuse_if_pending(place.session, place.council.id)
    ending.end_meeting(place.session, place.meeting)
