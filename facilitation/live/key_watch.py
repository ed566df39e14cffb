"""Keys that vanish while their rounds wait for the count: wall, desk and phones hear of it.

Nothing changes in the rows when a file goes or a disk is pulled out, so it is looked for: every
minute, and when somebody's ballot is refused for it. It may come back, and so does the vote.
"""

from ..db import reading
from ..voting import sealing
from . import publish

_missed: dict[int, int] = {}
"""By round whose key was missing the last time: its council."""


def look() -> None:
    """Let every council know whose vote has lost its key since, or found it again."""
    with reading() as session:
        missed = {around.id: around.poll.council_id for around in sealing.lost(session)}
    changed = dict(missed.items() ^ _missed.items())
    _missed.clear()
    _missed.update(missed)
    for council_id in sorted(set(changed.values())):
        if publish.scenes().exists(council_id):
            publish.changed(council_id)
