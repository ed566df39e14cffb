"""The time, as the town hall's clock shows it."""

from datetime import UTC, datetime, timedelta

import pytest

from facilitation import clock

SECOND = timedelta(seconds=1)


def test_now_is_aware_and_in_utc():
    assert clock.now().utcoffset() == timedelta(0)
    assert abs(clock.now() - datetime.now(UTC)) < SECOND


def test_a_set_clock_starts_there_and_goes_on():
    moment = datetime(2022, 10, 8, 13, 10, tzinfo=UTC)
    with clock.at(moment):
        first = clock.now()
        second = clock.now()

    assert moment <= first <= second < moment + SECOND
    assert abs(clock.now() - datetime.now(UTC)) < SECOND


def test_set_clocks_may_be_nested_and_end_on_an_error():
    outer, inner = (datetime(year, 1, 1, tzinfo=UTC) for year in (2022, 2030))
    with clock.at(outer):
        with pytest.raises(ZeroDivisionError), clock.at(inner):
            raise ZeroDivisionError
        assert clock.now() - outer < SECOND


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2022, 10, 8, 13, 10, tzinfo=UTC), "15:10"),
        (datetime(2022, 12, 8, 13, 10, tzinfo=UTC), "14:10"),
        (datetime(2022, 10, 29, 22, 30, tzinfo=UTC), "00:30"),
    ],
)
def test_the_hall_has_summer_and_winter_time(moment, said):
    assert clock.hall_time(moment) == said
