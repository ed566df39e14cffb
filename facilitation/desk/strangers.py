"""Names without an account wait as long as real ones, or the wait would tell which are real."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

from .. import clock
from ..councils.team import FREE_TRIES, LONGEST_WAIT, TOO_MANY
from ..errors import TooSoon

MOST = 1000


@dataclass
class _Tries:
    failed: int = 0
    blocked_until: datetime | None = None


class Strangers:
    """Tries under unknown names, in memory; the oldest are forgotten."""

    def __init__(self) -> None:
        self._tries: OrderedDict[str, _Tries] = OrderedDict()

    def note_try(self, name: str) -> None:
        """One try more; raises ``TooSoon`` while the name has to wait."""
        tries = self._tries.setdefault(name.strip().lower(), _Tries())
        now = clock.now()
        if tries.blocked_until and tries.blocked_until > now:
            raise TooSoon(TOO_MANY, seconds=int((tries.blocked_until - now).total_seconds()) + 1)
        tries.failed += 1
        if tries.failed >= FREE_TRIES:
            wait = min(2 ** (tries.failed - FREE_TRIES + 1), LONGEST_WAIT)
            tries.blocked_until = now + timedelta(seconds=wait)
        while len(self._tries) > MOST:
            self._tries.popitem(last=False)

    def forget(self) -> None:
        """Begin anew."""
        self._tries.clear()


strangers = Strangers()
