"""Which chapters a Gutachten prints: those that are on and have something to say."""

from ..chapters.chapters import Part
from .outline import Outline


def printed(outline: Outline) -> tuple[Part, ...]:
    """The chapters of the file, in its order."""
    return tuple(part for part in outline.parts if part.is_on and not is_empty(outline, part))


def is_printed(outline: Outline, key: str) -> bool:
    """Whether others can refer to it."""
    return any(part.key == key for part in printed(outline))


def is_empty(outline: Outline, part: Part) -> bool:
    """Whether there is nothing yet that it could say."""
    if part.key in ("foreword", "voices", "annex_b", "annex_e", "annex_h"):
        return not part.text
    lot = outline.lot
    happened = any(meeting.present is not None for meeting in outline.meetings)
    nothing = {
        "selection": not (lot.figures or lot.first_stage or lot.compositions or happened),
        "annex_a": not any(meeting.points for meeting in outline.meetings),
        "annex_d": not (outline.ideas or outline.hidden_ideas),
        "annex_f": not lot.compositions,
        "annex_j": not outline.log,
    }
    return nothing.get(part.key, False)
