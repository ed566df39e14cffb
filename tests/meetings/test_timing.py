"""Times of an agenda: planned, actual, and what the plan comes to from here."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation import clock
from facilitation.meetings import timing
from facilitation.meetings.models import Item, Meeting

MINUTE = timedelta(minutes=1)
BEGIN = datetime(2022, 10, 8, 8, 0, tzinfo=UTC)  # 10:00 in the hall


def meeting(*minutes, on=date(2022, 10, 8), starts_at=time(10), state="planned"):
    made = Meeting(date=on, starts_at=starts_at, state=state)
    made.items = [Item(id=at, minutes=each) for at, each in enumerate(minutes, 1)]
    return made


def run(made, *lengths, late=0):
    """Items really took ``lengths`` minutes, the last one still runs; returns its start."""
    at = BEGIN + late * MINUTE
    made.state = "running"
    for item, length in zip(made.items, (*lengths, None), strict=False):
        item.started_at = at
        made.current_item_id = item.id
        if length is not None:
            at += length * MINUTE
            item.ended_at = at
    return at


def expected(made):
    return [round((line.expected - BEGIN) / MINUTE) for line in timing.times(made)]


def test_planned_times_follow_from_the_minutes():
    made = meeting(45, 30, 15)

    assert [clock.hall_time(line.planned) for line in timing.times(made)] == [
        "10:00",
        "10:45",
        "11:15",
    ]
    assert clock.hall_time(timing.planned_end(made)) == "11:30"


@pytest.mark.parametrize(
    ("lengths", "late", "minutes_later", "seen"),
    [
        ((), 0, 0, [0, 45, 75]),
        ((), 10, 0, [10, 55, 85]),
        ((45,), 0, 0, [0, 45, 75]),
        ((50,), 0, 0, [0, 50, 80]),
        ((40,), 5, 0, [5, 45, 75]),
        ((45,), 0, 40, [0, 45, 85]),
        ((45, 30), 0, 0, [0, 45, 75]),
    ],
)
def test_what_comes_is_expected_from_what_has_happened(lengths, late, minutes_later, seen):
    made = meeting(45, 30, 15)
    started = run(made, *lengths, late=late)

    with clock.at(started + minutes_later * MINUTE):
        assert expected(made) == seen


def test_a_welcome_that_takes_long_moves_everything():
    made = meeting(45, 30)
    made.state = "running"

    with clock.at(BEGIN - 20 * MINUTE):
        assert expected(made) == [0, 45]
    with clock.at(BEGIN + 20 * MINUTE):
        assert expected(made) == [20, 65]


@pytest.mark.parametrize("state", ["planned", "ended"])
def test_a_meeting_that_does_not_run_keeps_its_plan(state):
    made = meeting(45, 30, state=state)

    with clock.at(BEGIN + timedelta(days=3)):
        assert expected(made) == [0, 45]


def test_deviation_is_said_of_ended_items_only():
    made = meeting(45, 30, 15)
    run(made, 50, 28)

    assert [line.deviation for line in timing.times(made)] == [5, -2, None]
    assert [line.done for line in timing.times(made)] == [True, True, False]
    assert [line.current for line in timing.times(made)] == [False, False, True]


def test_expected_end_needs_a_start():
    made = meeting(45)
    assert timing.expected_end(made.items[0]) is None
    started = run(made)
    assert timing.expected_end(made.items[0]) == started + 45 * MINUTE


minutes = st.lists(st.integers(1, 600), min_size=1, max_size=12)
days = st.dates(date(2020, 1, 1), date(2035, 12, 31)) | st.sampled_from(
    [date(2022, 3, 26), date(2022, 3, 27), date(2022, 10, 29), date(2022, 10, 30)]
)


@given(minutes, days, st.times())
def test_planned_times_have_no_gap_whatever_the_clocks_do(each, on, starts_at):
    """Summer time begins and ends at night; an hour of talk stays an hour."""
    made = meeting(*each, on=on, starts_at=starts_at)
    planned = [line.planned for line in timing.times(made)] + [timing.planned_end(made)]
    gaps = [(b - a) / MINUTE for a, b in zip(in_utc(planned), in_utc(planned)[1:], strict=False)]

    assert gaps == each


def in_utc(moments):
    return [moment.astimezone(UTC) for moment in moments]


@given(minutes, st.data())
def test_expected_times_never_run_backwards(each, data):
    made = meeting(*each)
    ended = data.draw(st.lists(st.integers(0, 700), max_size=len(each) - 1))
    started = run(made, *ended, late=data.draw(st.integers(-30, 60)))

    with clock.at(started + data.draw(st.integers(0, 700)) * MINUTE):
        lines = timing.times(made)
        now = clock.now()
    moments = [line.expected for line in lines]
    coming = [line.expected for line in lines if not (line.done or line.current)]
    assert moments == sorted(moments)
    assert all(moment >= started for moment in coming)
    assert not coming or coming[0] >= now - MINUTE


@given(minutes)
def test_a_meeting_on_time_is_expected_as_planned(each):
    made = meeting(*each)

    assert all(line.planned == line.expected for line in timing.times(made))
