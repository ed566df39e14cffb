"""Devices that lose their right: their sockets end at once."""

from . import publish
from .rooms import rooms


def close_device(seat_id: int, device_id: int) -> None:
    """Signed out: the sockets of this device end, those of another one of the seat stay."""
    for sid in rooms.of_seat(seat_id):
        viewer = rooms.viewer("/phone", sid)
        if viewer and viewer.device_id == device_id:
            publish.drop("/phone", sid)


def close_tablet(tablet_id: int) -> None:
    """Taken away or paired anew."""
    for sid, viewer in rooms.of_face("/table"):
        if viewer.tablet_id == tablet_id:
            publish.drop("/table", sid)
