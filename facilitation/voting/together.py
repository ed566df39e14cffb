"""The life of a Sammelabstimmung: each command for all its rounds, or for none of them.

Every function takes any of the rounds and does to each of its companions what ``polls`` does
to one; a round without companions is simply one. They run in one transaction, so that a
refusal of the last leaves the first as it was.
"""

from typing import Any

from sqlalchemy.orm import Session

from ..errors import Refused
from ..language import N_
from ..meetings.models import Item, Meeting
from . import bundles, polls, previewing, sealing, turns, undoing, wording
from .models import Round


def show_text(session: Session, around: Round, *, from_state: str = "ready") -> None:
    """What will be voted on, as a list on the wall and whole on the phones."""
    for each in _last_first(session, around):
        polls.show_text(session, each, wording.current(session, each.poll), from_state=from_state)
    _look_at(session, around, {})


def open_rounds(session: Session, around: Round, meeting: Meeting, *, from_state: str) -> None:
    """Freeze wordings, rules and rolls: what was shown is what is voted on."""
    for each in _last_first(session, around):
        text = each.wording or wording.current(session, each.poll)
        polls.open_round(session, each, meeting, text, from_state=from_state)


def undo_open(session: Session, around: Round, *, from_state: str = "open") -> None:
    """Take the opening back; only while none of them has a ballot."""
    for each in bundles.companions(session, around):
        polls.undo_open(session, each, from_state=from_state)


def take_text_back(session: Session, around: Round) -> None:
    """The texts were shown too early: all of them wait for their turn again."""
    for each in bundles.companions(session, around):
        undoing.take_text_back(session, each)


def last_call(session: Session, around: Round, *, from_state: str = "open") -> None:
    """Ask those who are missing in any of them."""
    for each in bundles.companions(session, around):
        polls.last_call(session, each, from_state=from_state)


def call_off(session: Session, around: Round) -> None:
    """No last call after all."""
    for each in bundles.companions(session, around):
        undoing.call_off(each)


def close(session: Session, around: Round, *, from_state: str = "open") -> None:
    """Accept nothing more from devices, in none of them."""
    for each in bundles.companions(session, around):
        polls.close(session, each, from_state=from_state)


def reopen(session: Session, around: Round, *, from_state: str = "closed") -> None:
    """Accept ballots again; impossible once the first of them is counted."""
    _refuse_if_counted(session, around)
    for each in bundles.companions(session, around):
        polls.reopen(session, each, from_state=from_state)


def cancel(session: Session, around: Round, reason: str, *, from_state: str) -> None:
    """Break all of them off with one reason; impossible once the first is counted."""
    _refuse_if_counted(session, around)
    for each in bundles.companions(session, around):
        polls.cancel(session, each, reason, from_state=from_state)


def preview(session: Session, around: Round, *, from_state: str = "closed") -> None:
    """Count all of them and show none; what can't be counted waits for its turn as it is."""
    rounds = bundles.companions(session, around)
    can_be = [each for each in rounds if not sealing.why_uncountable(session, each)]
    for each in can_be or rounds[:1]:
        previewing.preview(session, each, from_state=from_state)


def show(session: Session, around: Round, *, from_state: str = "closed") -> None:
    """Count and show one of them: the next result that everybody looks at."""
    polls.show(session, around, from_state=from_state)
    if around.bundle_id is not None:
        turns.put_on(session, around)
        _look_at(session, around, {})


def another_round(session: Session, around: Round) -> Round:
    """A further round; where all of them were broken off, of all of them together."""
    rounds = bundles.companions(session, around)
    if any(each.state != "cancelled" for each in rounds):
        rounds = [around]
    again = [polls.another_round(session, each.poll) for each in rounds]
    if len(again) > 1:
        item = session.get_one(Item, around.poll.item_id)
        bundles.put_together(session, item, [each.poll for each in again])
    first = again[rounds.index(around)]
    show_text(session, first)
    return first


def drop_rounds(session: Session, around: Round) -> None:
    """Further rounds that nobody wanted, before they are opened."""
    for each in bundles.companions(session, around):
        bundles.leave(session, each)
        undoing.drop_round(session, each)


def turn_page(session: Session, around: Round, page: int) -> None:
    """Which page of the list the wall shows before the vote."""
    if around.bundle_id is None:
        turns.turn_page(around, page)
    else:
        _look_at(session, around, {"page": page})


def show_slide(session: Session, around: Round, view: dict[str, Any]) -> None:
    """Another slide about one shown result, in place of the overview."""
    turns.show_slide(around, view)
    _look_at(session, around, {})


def show_overview(session: Session, around: Round, page: int) -> None:
    """After the last result: all of them on one list, for the wall and the phones."""
    rounds = bundles.companions(session, around)
    if len(rounds) < bundles.LEAST or any(each.state != "shown" for each in rounds):
        raise Refused(N_("Die Übersicht kommt nach dem letzten Ergebnis."))
    if any(each.covered for each in rounds):
        raise Refused(N_("Ein Ergebnis ist gerade verdeckt. Bitte zeigen Sie es zuerst wieder."))
    _look_at(session, around, {"overview": True, "page": page})


def _look_at(session: Session, around: Round, view: dict[str, Any]) -> None:
    bundle = bundles.of_round(session, around)
    if bundle:
        bundle.view = view


def _last_first(session: Session, around: Round) -> list[Round]:
    """Whatever is shown last is on: the first of them."""
    return bundles.companions(session, around)[::-1]


def _refuse_if_counted(session: Session, around: Round) -> None:
    rounds = bundles.companions(session, around)
    if len(rounds) > 1 and any(each.state in ("counted", "shown") for each in rounds):
        raise Refused(
            N_(
                "Das erste Ergebnis ist schon gezählt. Die Sammelabstimmung lässt sich jetzt weder wieder öffnen noch abbrechen."
            )
        )
