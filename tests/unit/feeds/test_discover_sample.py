from datetime import UTC, datetime, timedelta

import pytest

from marsad.feeds.sample import day_limits, poll_interval, read_sample, remarks, written_offsets
from marsad.model import Assertions, FeedEntry

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)


def entries(count, minutes, path="news", text="نص", dated=None):
    return [
        FeedEntry(
            entry_id=str(number),
            url=f"https://nahr.example/{path}/{number}",
            title="خبر",
            summary=text,
            published_at=NOW - timedelta(minutes=minutes * number) if dated is None or number < dated else None,
        )
        for number in range(count)
    ]


def sample(*args, **kwargs):
    return read_sample(entries(*args, **kwargs))


@pytest.mark.parametrize(
    ("minutes", "seconds"),
    [(0.5, 60), (1, 60), (4, 120), (5, 300), (12, 600), (29, 900), (45, 900), (900, 900)],
)
def test_a_feed_is_polled_at_the_round_step_below_its_median_gap(minutes, seconds):
    assert poll_interval([sample(20, minutes)]) == seconds


def test_the_busiest_feed_sets_the_pace_and_too_few_dates_set_none():
    assert poll_interval([sample(20, 60), sample(20, 5)]) == 300
    assert poll_interval([sample(3, 5)]) is None
    assert poll_interval([sample(20, 5, dated=0)]) is None


def test_a_batch_that_carries_one_time_is_one_publication():
    batch = [entry for number in range(5) for entry in entries(1, 0) * 4 if number == 0] + entries(10, 10)[1:]
    assert poll_interval([read_sample(batch)]) == 600


def test_limits_are_a_tenth_and_ten_times_the_days_rate():
    hourly = sample(40, 60)
    assert day_limits([hourly]) == Assertions(min_articles=2, max_articles=300)
    # The least that the busiest brings, the most that all may bring.
    assert day_limits([hourly, sample(40, 90)]) == Assertions(min_articles=2, max_articles=400)


def test_an_old_pinned_entry_does_not_dilute_the_rate():
    pinned = FeedEntry("old", "https://nahr.example/old", "", published_at=NOW - timedelta(days=900))
    assert day_limits([read_sample([*entries(40, 60), pinned])]) == day_limits([sample(40, 60)])


@pytest.mark.parametrize("few", [sample(9, 60), sample(40, 5), sample(40, 60, dated=0), sample(0, 0)])
def test_a_sample_that_shows_too_little_proposes_no_limits(few):
    assert day_limits([few]) == Assertions()


def test_a_slow_source_gets_no_minimum_and_room_above():
    assert day_limits([sample(20, 600)]) == Assertions(min_articles=None, max_articles=50)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ({}, ["Teasers in the feeds, about 2 characters."]),
        ({"text": "ن" * 700}, ["Full text in the feeds."]),
        ({"text": ""}, ["Only titles in the feeds."]),
        (
            {"path": "%D8%AE%D8%A8%D8%B1"},
            ["Article paths are percent-encoded Arabic.", "Teasers in the feeds, about 2 characters."],
        ),
        (
            {"path": "%D9%85%D8%AC%D8%AA%D9%80%D9%85%D8%B9", "dated": 3},
            [
                "Article paths are percent-encoded Arabic, some with a tatweel (U+0640).",
                "Teasers in the feeds, about 2 characters.",
                "1 of 4 entries carried no date.",
            ],
        ),
    ],
)
def test_remarks_say_what_a_reader_of_the_file_should_know(made, expected):
    assert remarks([sample(4, 60, **made)]) == expected


@pytest.mark.parametrize(
    ("date", "hours"),
    [
        ("<pubDate>Wed, 18 Nov 2026 12:00:00 +0300</pubDate>", {3}),
        ("<updated>2026-11-18T12:00:00.123+03:00</updated>", {3}),
        ("<pubDate><![CDATA[Wed, 18 Nov 2026 12:00 -0500]]></pubDate>", {-5}),
        ("<pubDate>Wed, 18 Nov 2026 12:00:00 +0000</pubDate>", set()),
        ("<pubDate>Wed, 18 Nov 2026 12:00:00 GMT</pubDate>", set()),
        ("<description>الساعة 12:00 +0300 بتوقيت بغداد أو قبلها</description>", set()),
    ],
)
def test_offsets_are_read_from_dates_alone(date, hours):
    assert written_offsets(date.encode()) == {timedelta(hours=hour) for hour in hours}
