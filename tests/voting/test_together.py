"""Sammelabstimmung: several polls open and close together, or none of them does."""

import itertools
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from facilitation import db
from facilitation.errors import Conflict, Invalid, Refused
from facilitation.meetings.models import Item, Meeting
from facilitation.participants.models import Seat
from facilitation.voting import bundles, casting, planned, polls, roll, together, undoing
from facilitation.voting.casting import Cast, RoundClosed
from facilitation.voting.models import Ballot, Bundle, Poll, RollEntry, Round
from facilitation.voting.refusals import StateChanged
from facilitation.voting.writer import _Job, write, writer

from .. import factories
from ..together import bundle, plan_lines, states, walk

MARKS = ("yes", "no", "abstain")
BEFORE: dict[str, tuple[str, ...]] = {
    "show_text": (),
    "reopen": ("show_text", "open_rounds", "close"),
}


def cast(round_id, seat_id, mark, *, key="M7", seq=1):
    return writer.cast(
        Cast(round_id, seat_id, "phone", {key: mark}, f"{round_id}-{seat_id}-{seq}", seq=seq)
    )


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


# ── putting together ────────────────────────────────────────────────────────


def put(evening, poll_ids):
    with db.transaction() as session:
        item = session.get_one(Item, evening.item_ids[1])
        bundles.put_together(session, item, [session.get_one(Poll, id) for id in poll_ids])


def test_one_alone_is_no_bundle(evening):
    for chosen in ([], evening.poll_ids[:1], evening.poll_ids[:1] * 2):
        with pytest.raises(Invalid, match="wenigstens zwei"):
            put(evening, chosen)


def test_a_bundle_has_sixty_at_most(evening):
    ids = plan_lines(evening, 61)
    with pytest.raises(Invalid, match="höchstens"):
        put(evening, ids)
    put(evening, ids[1:])


def test_other_methods_other_items_and_what_has_begun_stay_out(evening):
    with db.transaction() as session:
        item = session.get_one(Item, evening.item_ids[1])
        mood = planned.ask_mood(session, item, "Wie geht es Ihnen?", ("schlecht", "mittel", "gut"))
        elsewhere = planned.quick_question(
            session, session.get_one(Item, evening.item_ids[0]), "yes_no", "Pause?"
        )
    for other, words in ((mood.id, "Ja und Nein"), (elsewhere.id, "demselben Punkt")):
        with pytest.raises(Invalid, match=words):
            put(evening, [evening.poll_ids[0], other])
    put(evening, evening.poll_ids)
    with pytest.raises(Conflict, match="gehört schon"):
        put(evening, evening.poll_ids)
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    walk(evening, [evening.round_of(0)], "show_text")
    with pytest.raises(Refused, match="schon begonnen"):
        put(evening, evening.poll_ids)


def test_taking_apart_only_before_it_begins(evening):
    held = bundle(evening)
    with db.transaction() as session:
        item = session.get_one(Item, evening.item_ids[1])
        number = session.scalars(select(Bundle.id)).one()
        assert bundles.take_apart(session, item, number) == 2
        with pytest.raises(Conflict, match="gibt es nicht mehr"):
            bundles.take_apart(session, item, number)
    put(evening, evening.poll_ids)
    walk(evening, held, "show_text")
    with db.transaction() as session, pytest.raises(Refused, match="schon begonnen"):
        bundles.take_apart(
            session,
            session.get_one(Item, evening.item_ids[1]),
            session.scalars(select(Bundle.id)).one(),
        )


def test_what_is_left_of_two_is_held_alone(evening):
    bundle(evening)
    with db.transaction() as session:
        polls.drop(session, session.get_one(Poll, evening.poll_ids[0]))
        assert session.get_one(Poll, evening.poll_ids[1]).latest.bundle_id is None
        assert session.scalar(select(func.count(Bundle.id))) == 0


def test_an_item_with_a_bundle_can_be_taken_off(evening):
    with db.transaction() as session:
        item = session.get_one(Item, evening.item_ids[1])
        bundles.put_together(session, item, [session.get_one(Poll, id) for id in evening.poll_ids])
        planned.take_off(session, item)
        assert session.scalar(select(func.count(Bundle.id))) == 0


# ── counting ────────────────────────────────────────────────────────────────

BALLOTS = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 5), st.sampled_from(MARKS)), max_size=30
)


slugs = itertools.count(1)


@given(BALLOTS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_ballots_in_any_order_are_counted_for_their_own_question(database, given_ballots):
    """Against a count in plain Python: the last mark of each seat for each question."""
    evening = factories.evening(f"rat-{next(slugs)}")
    held = bundle(evening)
    walk(evening, held, "show_text", "open_rounds")
    naive = {}
    for seq, (question, seat, mark) in enumerate(given_ballots, start=1):
        key = ("M7", "M8")[question]
        cast(held[question], evening.seat_ids[seat], mark, key=key, seq=seq)
        naive[question, seat] = mark
    walk(evening, held, "close")
    for question, round_id in enumerate(held):
        walk(evening, [round_id], "show")
        with db.reading() as session:
            counts = session.get_one(Round, round_id).result["options"][("M7", "M8")[question]][
                "counts"
            ]
        said = Counter(mark for (asked, _seat), mark in naive.items() if asked == question)
        assert counts == {mark: said[mark] for mark in MARKS}


def fire(evening, held):
    """Two seats for both questions, the close, the same of two others, in one batch."""

    def ballots(seats):
        return [
            _Job(Cast(round_id, seat_id, "phone", {key: "yes"}, f"{round_id}-{seat_id}-fire", 1))
            for seat_id in seats
            for round_id, key in zip(held, ("M7", "M8"), strict=True)
        ]

    jobs = [
        *ballots(evening.seat_ids[:2]),
        _Job(lambda session: together.close(session, session.get_one(Round, held[0]))),
        *ballots(evening.seat_ids[2:4]),
    ]
    write(jobs)
    return jobs


def test_nothing_is_accepted_after_the_close_in_any_of_them(evening):
    """Ballots of both rounds and the close wait in one queue: those behind it come too late."""
    held = bundle(evening)
    walk(evening, held, "show_text", "open_rounds")
    jobs = fire(evening, held)
    for job in jobs[:4]:
        assert job.answer.get(block=False).seq == 1
    for job in jobs[5:]:
        with pytest.raises(RoundClosed):
            job.answer.get(block=False)
    with db.reading() as session:
        rows = session.execute(select(Ballot.round_id, Ballot.seat_id)).all()
        late = session.execute(select(RollEntry.round_id).where(RollEntry.late)).scalars().all()
    assert sorted(rows) == sorted(
        (around, seat) for seat in evening.seat_ids[:2] for around in held
    )
    assert sorted(late) == sorted(held * 2)
