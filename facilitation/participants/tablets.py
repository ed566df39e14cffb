"""Shared tablets: set up at the desk, paired once by a link, taken away at any time.

A tablet may show the seats of its table that are marked for a tablet and hand in their
ballots; it has no other right.
"""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from .. import clock
from ..errors import Invalid, NotFound, Refused
from ..language import N_
from .joining import hash_token
from .models import Tablet
from .once import Link

LINK = Link("tablet")
MOST = 60
"""One per table, and some to spare."""
USED = N_(
    "Dieser Link gilt nicht oder wurde schon einmal geöffnet. Am Laptop der Moderation gibt es "
    "unter „Tablets“ einen neuen."
)


def add(session: Session, council_id: int, table: int | None = None) -> Tablet:
    """One more tablet, waiting to be paired."""
    found = every(session, council_id)
    if len(found) >= MOST:
        raise Refused(N_("Mehr als %(n)s Tablets gehen nicht."), n=MOST)
    number = max((one.number for one in found), default=0) + 1
    tablet = Tablet(council_id=council_id, number=number, table_number=table)
    LINK.renew(tablet)
    session.add(tablet)
    session.flush()
    return tablet


def every(session: Session, council_id: int) -> list[Tablet]:
    """The council's tablets by number."""
    return list(
        session.scalars(select(Tablet).filter_by(council_id=council_id).order_by(Tablet.number))
    )


def find(session: Session, council_id: int, tablet_id: int) -> Tablet:
    """The tablet of this council, or ``NotFound``."""
    tablet = session.scalar(select(Tablet).filter_by(council_id=council_id, id=tablet_id))
    if tablet is None:
        raise NotFound(N_("Dieses Tablet gibt es nicht mehr."))
    return tablet


def paired(session: Session, council_id: int) -> int:
    """How many are ready to be voted on."""
    found = select(func.count(Tablet.id)).where(
        Tablet.council_id == council_id, Tablet.paired_at.is_not(None)
    )
    return session.scalar(found) or 0


def pair(session: Session, key: bytes, given: str) -> tuple[Tablet, str]:
    """The tablet that this link was made for, and the token for its cookie; ``Invalid`` else."""
    waiting = list(session.scalars(select(Tablet).where(Tablet.link_salt != "")))
    tablet = LINK.find(key, waiting, given)
    if tablet is None:
        raise Invalid(USED)
    tablet.paired_at = clock.now()
    return tablet, LINK.open(tablet)


def by_cookie(session: Session, token: str) -> Tablet | None:
    """The tablet of a cookie."""
    if not token:
        return None
    return session.scalar(select(Tablet).filter_by(token_hash=hash_token(token)))


def pair_anew(session: Session, tablet: Tablet) -> None:
    """A new link; whatever was paired with an earlier one is out."""
    LINK.renew(tablet)
    tablet.paired_at = None
    session.flush()


def remove(session: Session, tablet: Tablet) -> None:
    """Take it away; what was voted on it stays."""
    session.delete(tablet)
    session.flush()
