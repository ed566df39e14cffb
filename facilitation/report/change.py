"""What changed between two rounds of a list or a rating, as plain data."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..voting.models import Round
from ..voting.words.compared import Table, compare


@dataclass(frozen=True, slots=True)
class Change:
    """A round beside the one that was shown before it."""

    earlier: int
    """Numbers of the rounds."""
    later: int
    tables: tuple[Table, ...]
    """What can be compared: points, people, one per criterion."""
    told: str
    """What changed in the text, and how many answered in either round."""


def read(earlier: Sequence[Round], around: Round) -> Change | None:
    """Against the last of the ``earlier`` shown rounds; none for a first one, or where nothing is counted."""
    if not earlier or not around.stands.result:
        return None
    compared = compare(earlier[-1], around)
    told = " ".join(part for part in (compared.text, compared.bases) if part)
    return Change(compared.earlier, compared.later, compared.tables, told)
