"""What the big button is made of, and how long it rests."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

LAST_CALL = timedelta(seconds=30)
"""How long the last call is given before the button simply says *Schließen*."""
REST = 800
"""Milliseconds in which a second press counts as the first (a bouncing clicker)."""
BREATH = 1500
"""… and after *Schließen*, so that a result is never shown by a double press."""
NAMED = 8
"""Up to so many missing seats are named on the button."""


@dataclass(frozen=True)
class Step:
    """The button: verb and object, a second line, and the command behind it.

    A step without a ``command`` leads to ``href``, a panel of this page or another page.
    """

    label: str
    detail: str
    command: str = ""
    from_state: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    href: str = ""
    then: str = ""
    """What comes after, in grey beside the button."""
    by_key: bool = True
    """False where a slip of the clicker could not be taken back."""
    rest: int = REST
