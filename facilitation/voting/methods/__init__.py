"""The ways of voting: one pure module per method behind one interface.

A method says which marks a ballot may carry, counts ballots and reads the counts
through the rule. Adding one touches no other module. Shapes are those of voting.md § 10.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol, cast

from . import yes_no

Marks = Mapping[str, Any]


class Method(Protocol):
    """What every method's module offers."""

    MARKS: tuple[str, ...]

    def check(self, marks: Marks, options: Sequence[str]) -> dict[str, Any]:
        """The marks as they are stored; raises ``Invalid`` when they can't be counted."""

    def tally(self, ballots: Iterable[Marks], options: Sequence[str]) -> dict[str, dict[str, int]]:
        """Counts per option, zeros written."""

    def result(
        self,
        tally: Mapping[str, Mapping[str, int]],
        rule: Mapping[str, Any] | None,
        *,
        arrived: int,
        members: int,
        present: int,
    ) -> dict[str, Any]:
        """``{"options": {key: {"counts", "n", …}}}``."""


METHODS: dict[str, Method] = {"yes_no": cast(Method, yes_no)}
