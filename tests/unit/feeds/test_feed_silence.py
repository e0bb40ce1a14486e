from datetime import UTC, datetime, timedelta

import pytest

from marsad.feeds.health import longest_usual_silence, silence

NOW = datetime(2026, 5, 10, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def every(step, count=30, until=NOW):
    return [until - n * step for n in range(count)]


def test_a_short_history_tells_nothing():
    assert longest_usual_silence([]) is None
    assert silence([], NOW) is None
    assert silence(every(HOUR, 19, NOW - timedelta(days=400)), NOW) is None
    # A template's default date, thirty times, is one date.
    assert silence([NOW - timedelta(days=400)] * 30, NOW) is None


@pytest.mark.parametrize(
    ("step", "usual"),
    [(HOUR, timedelta(hours=48)), (timedelta(days=1), 3 * timedelta(days=1)), (7 * 24 * HOUR, 21 * 24 * HOUR)],
)
def test_each_feed_has_a_measure_of_its_own(step, usual):
    assert longest_usual_silence(every(step)) == usual


def test_a_weekend_counts_as_a_habit():
    weekdays = [day for day in every(timedelta(days=1), 60) if day.weekday() not in (4, 5)]
    assert longest_usual_silence(weekdays) == 3 * timedelta(days=3)


def test_a_feed_is_quiet_beyond_its_measure_only():
    published = every(HOUR, until=NOW - timedelta(hours=48))
    assert silence(published, NOW) is None
    assert silence(published, NOW + timedelta(minutes=1)) == timedelta(hours=48, minutes=1)


def test_one_pinned_item_of_another_year_hides_no_silence():
    published = [*every(HOUR, until=NOW - timedelta(days=30)), NOW - timedelta(days=3650)]
    assert silence(published, NOW) == timedelta(days=30)
