"""How thirty people differ: most take twelve seconds, two are slow, one loses the Wi-Fi."""

import math
from dataclasses import dataclass
from random import Random

MEDIAN = 12.0
SPREAD = 0.45
"""Of the logarithm: nine of ten take between 5 and 25 seconds."""
SHORTEST, LONGEST = 3.0, 30.0
SLOW = (35.0, 50.0)
AWAY = (8.0, 15.0)
CHANGE = (4.0, 10.0)
CHANGING_EVERY = 6
"""One of so many thinks again."""
PER_SCREEN = 2.0


@dataclass(frozen=True)
class Person:
    """One simulated member; all times are seconds at the pace of real life."""

    by: Random
    slow: bool = False
    loses_wifi: bool = False
    changes: bool = False
    silent: bool = False
    """Never votes."""

    def thinks(self) -> float:
        """Until the first tap."""
        if self.slow:
            return self.by.uniform(*SLOW)
        drawn = self.by.lognormvariate(math.log(MEDIAN), SPREAD)
        return min(max(drawn, SHORTEST), LONGEST)

    def is_away(self) -> float:
        """Without a connection."""
        return self.by.uniform(*AWAY)

    def thinks_again(self) -> float:
        """Until a vote is changed."""
        return self.by.uniform(*CHANGE)

    def turns_page(self) -> float:
        """Between two screens of one ballot."""
        return self.by.uniform(0.5, 1.5) * PER_SCREEN


def people(number: int, *, silent: int = 0, seed: int = 7) -> list[Person]:
    """A mixed crowd of ``number``: the odd ones sit somewhere in the middle."""
    order = list(range(number))
    Random(seed).shuffle(order)
    slow, offline = set(order[:2]), set(order[2:3])
    still = set(order[3 : 3 + silent])
    return [
        Person(
            Random(f"{seed}/{at}"),
            slow=at in slow and number > 2,
            loses_wifi=at in offline and number > 2,
            changes=at % CHANGING_EVERY == 0,
            silent=at in still,
        )
        for at in range(number)
    ]
