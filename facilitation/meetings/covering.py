"""Covers the wall in an instant: a calm slide, a black one, a result that came too early."""

from .models import COVERS, Meeting


def cover(meeting: Meeting, cover: str) -> None:
    """Put ``neutral`` or ``black`` over whatever the wall shows, or nothing; phones don't change."""
    assert cover in ("", *COVERS)
    meeting.wall_cover = cover


def cover_result(meeting: Meeting, round_id: int) -> None:
    """Take a shown result from wall and phones; it stays shown in every other respect."""
    meeting.covered_round_id = round_id


def uncover_result(meeting: Meeting) -> None:
    """Let it be seen again."""
    meeting.covered_round_id = None
