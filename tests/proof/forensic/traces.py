"""What an attacker has found of one row, wherever it lay."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Trace:
    """The newest version of a row that was seen, deleted or not, and where it stands in which order."""

    table: str
    values: dict[str, Any]
    orders: dict[str, Any] = field(default_factory=dict)
    """``{"born": (frame, place), "ctid": (block, item)}``: comparable within the table."""

    def note(self, name: str, place: Any, *, first: bool = False) -> None:
        """It stands at ``place`` in an order; the first of several, or the last."""
        if not first or name not in self.orders:
            self.orders[name] = place


def of_round(traces: Iterable[Trace], round_id: int) -> list[Trace]:
    """Without rows that say that they belong to another round."""
    return [trace for trace in traces if trace.values.get("round_id", round_id) == round_id]
