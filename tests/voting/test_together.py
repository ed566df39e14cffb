"""Sammelabstimmung: several polls open and close together, or none of them does."""

import pytest
from sqlalchemy import func, select

from facilitation import db
from facilitation.errors import Refused
from facilitation.meetings.models import Item, Meeting
from facilitation.participants.models import Seat
from facilitation.voting import bundles, casting, planned, polls, roll, together, undoing
from facilitation.voting.casting import Cast
from facilitation.voting.models import Ballot, Bundle, RollEntry, Round
from facilitation.voting.refusals import StateChanged
from facilitation.voting.writer import writer

from ..together import bundle, cast, states, walk

BEFORE: dict[str, tuple[str, ...]] = {
    "show_text": (),
    "reopen": ("show_text", "open_rounds", "close"),
}


def test_they_open_and_close_together(evening):
    held = bundle(evening)
    for step, state in (
        ("show_text", "text_shown"),
        ("open_rounds", "open"),
        ("close", "closed"),
        ("reopen", "open"),
    ):
        walk(evening, held, step)
        assert states(held) == [state, state]


def test_the_first_of_them_is_on(evening):
    held = bundle(evening)
    walk(evening, held, "show_text")
    with db.reading() as session:
        assert polls.on_now(session, evening.item_ids[1]).id == held[0]
        assert polls.pending(session, evening.council_id) is None


def test_each_result_is_shown_by_itself_and_is_then_on(evening):
    held = bundle(evening)
    walk(evening, held, "show_text", "open_rounds", "close")
    for at, round_id in enumerate(held, start=1):
        walk(evening, [round_id], "show")
        assert states(held) == ["shown"] * at + ["closed"] * (len(held) - at)
        with db.reading() as session:
            assert polls.on_now(session, evening.item_ids[1]).id == round_id


@pytest.mark.parametrize("step", ["close", "last_call", "undo_open", "reopen", "show_text"])
def test_a_command_pressed_twice_changes_nothing_more(evening, step):
    held = bundle(evening)
    walk(evening, held, *BEFORE.get(step, ("show_text", "open_rounds")))
    before = states(held)[0]
    walk(evening, held, step, from_state=before)
    after = states(held)
    if step == "last_call":
        walk(evening, held, step, from_state=before)
    else:
        with pytest.raises(StateChanged):
            walk(evening, held, step, from_state=before)
    assert states(held) == after


def test_all_open_or_none(evening):
    """The second has nobody on its roll: the first stays as it was, and no roll is left."""
    held = bundle(evening)
    walk(evening, held, "show_text")
    with db.transaction() as session:
        for seat_id in evening.seat_ids:
            roll.leave_out(
                session, session.get_one(Round, held[0]), session.get_one(Seat, seat_id), "conflict"
            )
    with pytest.raises(Refused):
        walk(evening, held, "open_rounds")
    assert states(held) == ["text_shown", "text_shown"]
    with db.reading() as session:
        assert session.scalar(select(func.count(RollEntry.id))) == 0


def test_nothing_opens_while_another_vote_is_open(evening):
    held = bundle(evening)
    with db.transaction() as session:
        quick = planned.quick_question(
            session, session.get_one(Item, evening.item_ids[1]), "yes_no", "Pause?"
        )
        polls.open_round(
            session,
            quick.latest,
            session.get_one(Meeting, evening.meeting_id),
            {"title": "", "question": "Pause?", "settings": {}, "options": []},
            from_state="ready",
        )
    with pytest.raises(Refused, match="läuft noch"):
        walk(evening, held, "show_text")
    assert states(held) == ["ready", "ready"]


def test_nothing_else_begins_before_the_last_result(evening):
    held = bundle(evening)
    walk(evening, held, "show_text", "open_rounds", "close")
    walk(evening, held[:1], "show")
    with db.reading() as session, pytest.raises(Refused, match="läuft noch"):
        polls.refuse_if_pending(session, evening.council_id)


def test_undo_of_opening_only_without_any_ballot(evening):
    held = bundle(evening)
    walk(evening, held, "show_text", "open_rounds", "undo_open")
    assert states(held) == ["text_shown", "text_shown"]
    walk(evening, held, "open_rounds")
    cast(held[1], evening.seat_ids[0], "no", key="M8")
    with pytest.raises(Refused, match="schon Stimmen"):
        walk(evening, held, "undo_open")
    assert states(held) == ["open", "open"]


@pytest.mark.parametrize("step", ["reopen", "cancel"])
def test_no_way_back_once_the_first_is_counted(evening, step):
    held = bundle(evening)
    walk(evening, held, "show_text", "open_rounds", "close")
    walk(evening, held[:1], "show")
    with pytest.raises(Refused, match="schon gezählt"):
        walk(evening, held[1:], step)
    assert states(held) == ["shown", "closed"]


def test_cancelling_cancels_all_and_they_are_held_again_together(evening):
    held = bundle(evening)
    walk(evening, held, "show_text", "open_rounds")
    cast(held[0], evening.seat_ids[0], "yes")
    walk(evening, held, "cancel")
    assert states(held) == ["cancelled", "cancelled"]
    with db.transaction() as session:
        assert session.scalar(select(func.count(Ballot.id))) == 0
        first = together.another_round(session, session.get_one(Round, held[0]))
        again = bundles.companions(session, first)
        assert [(each.number, each.state) for each in again] == [(2, "text_shown")] * 2
        together.drop_rounds(session, first)
        assert session.scalar(select(func.count(Bundle.id))) == 1
    assert states(held) == ["cancelled", "cancelled"]


def test_who_came_late_gets_in_by_reopening_only_without_any_ballot(evening):
    held = bundle(evening, here=(1, 2))
    walk(evening, held, "show_text", "open_rounds", "close")
    evening.arrive(3)
    walk(evening, held, "reopen")
    cast(held[0], evening.seat_ids[2], "yes")
    walk(evening, held, "close")
    evening.arrive(4)
    walk(evening, held, "reopen")
    with pytest.raises(casting.NotEntitled):
        cast(held[1], evening.seat_ids[3], "yes", key="M8")


def test_a_seat_is_left_out_of_one_of_them(evening):
    held = bundle(evening)
    walk(evening, held, "show_text")
    with db.transaction() as session:
        roll.leave_out(
            session,
            session.get_one(Round, held[1]),
            session.get_one(Seat, evening.seat_ids[0]),
            "conflict",
        )
    walk(evening, held, "open_rounds")
    cast(held[0], evening.seat_ids[0], "yes")
    with pytest.raises(casting.NotEntitled):
        cast(held[1], evening.seat_ids[0], "yes", key="M8")
    with db.reading() as session:
        around = session.get_one(Round, held[0])
        assert (roll.size(session, around), roll.arrived(session, around)) == (6, 1)


def test_paper_for_what_a_seat_has_not_answered_yet(evening):
    held = bundle(evening)
    walk(evening, held, "show_text", "open_rounds")
    seat_id = evening.seat_ids[0]
    cast(held[0], seat_id, "yes")
    with db.transaction() as session:
        roll.switch_channel(session, session.get_one(Round, held[0]), seat_id, "paper")
    with db.reading() as session:
        rows = session.execute(
            select(RollEntry.round_id, RollEntry.channel).filter_by(seat_id=seat_id)
        )
        assert dict(rows.all()) == {held[0]: "phone", held[1]: "paper"}
    writer.cast(Cast(held[1], seat_id, "paper", {"M8": "no"}, "paper-key"))
    with db.transaction() as session, pytest.raises(Refused, match="schon da"):
        roll.switch_channel(session, session.get_one(Round, held[0]), seat_id, "tablet")


def test_another_text_puts_the_whole_list_back(evening):
    held = bundle(evening)
    walk(evening, held, "show_text")
    with db.transaction() as session:
        item = session.get_one(Item, evening.item_ids[1])
        quick = planned.quick_question(session, item, "yes_no", "Pause?")
        together.show_text(session, quick.latest)
    assert states(held) == ["ready", "ready"]
    walk(evening, held, "show_text")
    assert states(held) == ["text_shown", "text_shown"]


def test_the_overview_comes_after_the_last_result(evening):
    held = bundle(evening)
    walk(evening, held, "show_text", "open_rounds", "close")
    walk(evening, held[:1], "show")
    with pytest.raises(Refused, match="nach dem letzten"):
        look(held)
    walk(evening, held[1:], "show")
    with db.transaction() as session:
        undoing.cover(session.get_one(Round, held[0]))
    with pytest.raises(Refused, match="verdeckt"):
        look(held)
    with db.transaction() as session:
        undoing.uncover(session.get_one(Round, held[0]))
    look(held)
    with db.reading() as session:
        assert session.scalars(select(Bundle)).one().view == {"overview": True, "page": 0}


def look(held):
    with db.transaction() as session:
        together.show_overview(session, session.get_one(Round, held[0]), 0)
