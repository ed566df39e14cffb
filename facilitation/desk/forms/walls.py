"""The form that lets a wall in."""

from ...language import N_
from .base import DeskForm
from .fields import Typed


class WallForm(DeskForm):
    """The four digits that the wall shows."""

    code = Typed(
        N_("Code von der Leinwand"),
        limit=8,
        wide=False,
        needed=N_("Bitte tippen Sie die vier Ziffern ab."),
    )
