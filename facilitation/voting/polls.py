"""Polls and their rounds: plan, show the text, open, close, count, show (voting.md § 4).

Every command names the state it expects (``from_state``): pressed twice, by two
moderators or by a bouncing clicker it changes nothing more.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from .. import clock
from ..errors import Invalid, NotFound, Refused
from ..language import N_
from ..meetings.models import Item, Meeting
from . import bundles, counting, hands, mailbox, modes, roll, sealing
from . import wording as texts
from .methods import WAYS
from .models import Ballot, Option, Poll, RollEntry, Round, Stack
from .refusals import StateChanged
from .rules import Rule, refuse_unreachable
from .turns import put_on
from .waiting import refuse_if_unshown

Subject = tuple[str, str, int] | tuple[str, str, int, str]
"""Key, kind and id of an option, and its text where it is a free one."""


def plan(
    session: Session,
    item: Item,
    *,
    method: str,
    question: str,
    rule: dict[str, Any] | None = None,
    subjects: Sequence[Subject],
    title: str = "",
    settings: Mapping[str, Any] | None = None,
    labels: Mapping[str, Any] | None = None,
    mode: str = "",
) -> Poll:
    """Put a poll under an agenda item.

    Raises ``Invalid`` (``BadSettings``) when it can't be held like that.
    """
    if method not in WAYS:
        raise Invalid(N_("Dieses Verfahren kennen wir nicht. Bitte laden Sie die Seite neu."))
    if not subjects:
        raise Invalid(N_("Eine Abstimmung braucht etwas, worüber abgestimmt wird."))
    way = WAYS[method]
    rule = _checked_rule(rule, method)
    last = session.scalar(select(func.max(Poll.position)).where(Poll.item_id == item.id)) or 0
    poll = Poll(
        council_id=item.meeting.council_id,
        item_id=item.id,
        position=last + 1,
        method=method,
        mode=mode or modes.default(method),
        title=title,
        question=question,
        settings=way.settings(settings or {}, [subject[0] for subject in subjects]),
        labels=dict(labels or {}),
        rule=rule,
        options=_options(subjects),
        rounds=[Round(number=1)],
    )
    session.add(poll)
    session.flush()
    return poll


def drop(session: Session, poll: Poll) -> None:
    """Take a poll off the agenda again; only while nothing of it was shown."""
    if any(around.state != "ready" for around in poll.rounds):
        raise Refused(N_("Diese Abstimmung hat schon begonnen und bleibt deshalb im Ablauf."))
    for around in poll.rounds:
        bundles.leave(session, around)
    session.delete(poll)
    session.flush()


def _checked_rule(given: dict[str, Any] | None, method: str) -> dict[str, Any] | None:
    """The rule in its full shape, as archives hold it; raises ``Invalid``."""
    if not WAYS[method].READS_RULE:
        return None
    rule = Rule.from_data(given)
    refuse_unreachable(rule, second=bool(WAYS[method].BEATS))
    return rule.to_data() if rule else None


def set_rule(session: Session, poll: Poll, rule: dict[str, Any] | None) -> None:
    """Choose the rule; the council decides it before the round opens."""
    rule = _checked_rule(rule, poll.method)
    if poll.latest.state not in ("ready", "text_shown"):
        raise Refused(N_("Die Regel steht fest, sobald eine Abstimmung geöffnet ist."))
    poll.rule = rule
    session.flush()


def find_round(session: Session, council_id: int, round_id: int) -> Round:
    """The round of this council, or ``NotFound``."""
    around = session.scalar(
        select(Round).join(Poll).where(Poll.council_id == council_id, Round.id == round_id)
    )
    if around is None:
        raise NotFound(N_("Diese Abstimmung gibt es nicht. Bitte laden Sie die Seite neu."))
    return around


def of_item(session: Session, item_id: int) -> list[Poll]:
    """The polls under one agenda item, in their order."""
    return list(
        session.scalars(select(Poll).where(Poll.item_id == item_id).order_by(Poll.position))
    )


def on_now(session: Session, item_id: int) -> Round | None:
    """The round of this item that is on: the one whose text was shown last."""
    return session.scalar(
        select(Round)
        .join(Poll)
        .where(Poll.item_id == item_id, Round.state != "ready", Round.text_shown_at.is_not(None))
        .order_by(Round.text_shown_at.desc(), Round.id.desc())
        .limit(1)
    )


def pending(session: Session, council_id: int, beside: Round | None = None) -> Round | None:
    """A round that is open, or closed and not yet counted, but for those together with ``beside``."""
    found = select(Round).join(Poll).where(Poll.council_id == council_id)
    if beside and beside.bundle_id:
        found = found.where(Round.bundle_id.is_distinct_from(beside.bundle_id))
    return session.scalar(found.where(Round.state.in_(("open", "closed"))).limit(1))


def refuse_if_pending(session: Session, council_id: int, beside: Round | None = None) -> None:
    """Raises ``Refused`` while a round is open or waits for its count, or its result to be shown."""
    refuse_if_unshown(session, council_id)
    if pending(session, council_id, beside):
        raise Refused(
            N_(
                "Eine Abstimmung läuft noch. Bitte erst schließen und das Ergebnis zeigen, oder abbrechen."
            )
        )


def show_text(
    session: Session, around: Round, wording: dict[str, Any], *, from_state: str = "ready"
) -> None:
    """Put the text on wall and phones; ``wording`` is what will be voted on."""
    _expect(around, from_state, "ready")
    refuse_if_pending(session, around.poll.council_id, around)
    put_on(session, around)
    around.state = "text_shown"
    around.wording = wording


def open_round(
    session: Session,
    around: Round,
    meeting: Meeting,
    wording: dict[str, Any],
    *,
    from_state: str = "text_shown",
    by_hands: bool = False,
) -> None:
    """Freeze wording, rule and roll, and accept ballots from now on; ``by_hands``: no ballots."""
    _expect(around, from_state, "ready", "text_shown")
    refuse_if_pending(session, around.poll.council_id, around)
    if by_hands:
        hands.refuse_unfit(around)
    around.by_hands = by_hands
    roll.freeze(session, around, meeting)
    sealing.prepare(session, around)
    around.wording = wording
    around.rule = around.poll.rule
    if around.state == "ready":
        put_on(session, around)
    around.opened_at = clock.now()
    around.state = "open"


def undo_open(session: Session, around: Round, *, from_state: str = "open") -> None:
    """Take the opening back; only while no ballot has arrived."""
    _expect(around, from_state, "open")
    if roll.any_ballot(session, around):
        raise Refused(
            N_(
                "Es sind schon Stimmen da. Sie können die Abstimmung nur noch abbrechen, mit Begründung."
            )
        )
    session.execute(delete(RollEntry).where(RollEntry.round_id == around.id))
    sealing.take_back(session, around)
    around.state = "text_shown"
    around.by_hands = False
    around.present = 0
    around.opened_at = around.last_call_at = None


def last_call(session: Session, around: Round, *, from_state: str = "open") -> None:
    """Ask those who are missing, on phones and wall."""
    _expect(around, from_state, "open")
    around.last_call_at = around.last_call_at or clock.now()


def close(session: Session, around: Round, *, from_state: str = "open") -> None:
    """Accept nothing more from devices; paper may still be typed in."""
    _expect(around, from_state, "open")
    around.state = "closed"
    around.closed_at = clock.now()


def reopen(session: Session, around: Round, *, from_state: str = "closed") -> None:
    """Accept ballots again; impossible once the round is counted. Nobody is late any more.

    While no ballot has arrived, whoever has come since may vote too.
    """
    _expect(around, from_state, "closed")
    roll.enlarge(session, around)
    session.execute(update(RollEntry).where(RollEntry.round_id == around.id).values(late=False))
    around.state = "open"
    around.closed_at = around.last_call_at = None


def count(session: Session, around: Round, *, from_state: str = "closed") -> None:
    """Write the result once and for all; no way back to the ballots from here.

    Raises ``counting.Uncountable`` for a sealed round with too few ballots, or without its key.
    """
    _expect(around, from_state, "closed")
    counting.write_result(session, around)
    around.state = "counted"
    around.counted_at = clock.now()


def show(session: Session, around: Round, *, from_state: str = "closed") -> None:
    """Count, where that isn't done yet, and let everybody see the result."""
    _expect(around, from_state, "closed", "counted")
    if around.state == "closed":
        count(session, around)
    around.state = "shown"
    around.shown_at = clock.now()


def cancel(session: Session, around: Round, reason: str, *, from_state: str) -> None:
    """Break a round off with a reason; its ballots are destroyed, the round stays on record."""
    _expect(around, from_state, "open", "closed")
    if not reason:
        raise Invalid(N_("Bitte schreiben Sie kurz, warum die Abstimmung abgebrochen wird."))
    for kept in (Ballot, Stack):
        session.execute(delete(kept).where(kept.round_id == around.id))
    mailbox.clear(session, around)
    around.state = "cancelled"
    around.cancel_reason = reason
    around.cancelled_at = clock.now()


def another_round(session: Session, poll: Poll) -> Round:
    """A further round of the poll, after one that was shown or cancelled."""
    if poll.latest.state not in ("shown", "cancelled"):
        raise StateChanged()
    around = Round(number=poll.latest.number + 1)
    poll.rounds.append(around)
    session.flush()
    return around


def marks_of_form(around: Round, fields: Mapping[str, str]) -> dict[str, Any]:
    """Marks from a form's text fields, as the round's method reads them; still to be checked.

    Raises ``StateChanged`` where nothing is asked: its text was taken back.
    """
    if not around.wording:
        raise StateChanged()
    return WAYS[around.poll.method].read_form(fields, texts.asked(around.wording))


def _options(subjects: Sequence[Subject]) -> list[Option]:
    return [
        Option(
            position=at,
            key=subject[0],
            subject_kind=subject[1],
            subject_id=subject[2],
            text=subject[3] if len(subject) > 3 else "",
        )
        for at, subject in enumerate(subjects, start=1)
    ]


def _expect(around: Round, from_state: str, *allowed: str) -> None:
    if around.state != from_state or from_state not in allowed:
        raise StateChanged()
