"""What is counted when several votes were open together, and what came too late for it."""

import itertools
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from facilitation import db
from facilitation.voting import together
from facilitation.voting.casting import Cast, RoundClosed
from facilitation.voting.models import Ballot, RollEntry, Round
from facilitation.voting.writer import _Job, write

from .. import factories
from ..together import bundle, cast, walk

MARKS = ("yes", "no", "abstain")


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
