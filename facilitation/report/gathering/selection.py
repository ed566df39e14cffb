"""The lot and the composition, as they were typed in."""

from sqlalchemy.orm import Session

from ...selection import selection
from ...selection.composition import composition
from ..told import Lot


def read_lot(session: Session, council_id: int) -> Lot:
    """Figures, words and one comparison per trait."""
    compared = tuple(composition(trait) for trait in selection.traits(session, council_id))
    found = selection.figures(session, council_id)
    if found is None:
        return Lot(compositions=compared)
    return Lot(
        invited=found.invited,
        replied=found.replied,
        drawn=found.drawn,
        took_part=found.took_part,
        first_stage=found.first_stage,
        second_stage=found.second_stage,
        replacements=found.replacements,
        compositions=compared,
    )
