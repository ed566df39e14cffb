"""Covers the wall in an instant: a calm slide or a black one."""

from .models import COVERS, Meeting


def cover(meeting: Meeting, cover: str) -> None:
    """Put ``neutral`` or ``black`` over whatever the wall shows, or nothing; phones don't change."""
    assert cover in ("", *COVERS)
    meeting.wall_cover = cover
