from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from marsad.feeds.decide import decide, entry_of, next_interval, next_poll_at
from marsad.model import EntryStatus, Feed, FeedEntry, PollOutcome, Source

NOW = datetime(2026, 5, 10, 1, 30, tzinfo=UTC)
FEED = Feed("marsad/all", "marsad", "https://news.example/rss")
SOURCE = Source("marsad", "مرصد", "Marsad", "IQ", "ar", "Asia/Baghdad", "https://news.example", (FEED,))
ITEM = FeedEntry(
    entry_id="g-1", url="https://news.example/1?utm_source=rss", title="خبر", summary="نص", published_at=NOW
)


def entry(**changes):
    return entry_of(replace(ITEM, **changes), SOURCE, FEED, NOW)


def test_an_entry_is_named_by_source_and_guid_alone():
    first = entry()
    assert len(first.entry_id) == 32
    assert first.entry_id == entry(title="عنوان آخر", url="https://news.example/2").entry_id
    assert first.entry_id != entry(entry_id="g-2").entry_id
    assert first.entry_id != entry_of(ITEM, replace(SOURCE, source_id="other"), FEED, NOW).entry_id


def test_a_fresh_entry_is_discovered_at_revision_one():
    first = entry()
    assert (first.status, first.revision, first.feed_id) == (EntryStatus.DISCOVERED, 1, "marsad/all")
    assert first.first_seen_at == first.last_seen_at == NOW
    assert first.canonical_url == "https://news.example/1"
    assert first.url == ITEM.url


def test_an_entry_of_an_archive_has_no_feed():
    assert entry_of(ITEM, SOURCE, None, NOW).feed_id is None


@pytest.mark.parametrize(
    ("published", "day"),
    [
        (NOW, date(2026, 5, 10)),
        (datetime(2026, 5, 9, 23, 59, tzinfo=UTC), date(2026, 5, 9)),
        (datetime(1990, 1, 1, tzinfo=UTC), date(1990, 1, 1)),
        (NOW + timedelta(hours=24), date(2026, 5, 11)),
        (NOW + timedelta(hours=24, seconds=1), date(2026, 5, 10)),
        (datetime(1989, 12, 31, tzinfo=UTC), date(2026, 5, 10)),
        (None, date(2026, 5, 10)),
    ],
)
def test_the_day_is_that_of_publication_when_credible(published, day):
    assert entry(published_at=published).day == day


def test_white_space_is_no_edit_and_words_are():
    assert entry(summary="نص  \n").content_hash == entry().content_hash
    assert entry(summary="نص آخر").content_hash != entry().content_hash
    assert entry(title="خبرنص", summary="").content_hash != entry().content_hash


def test_entries_part_into_new_changed_and_same():
    known, edited, fresh = entry(), entry(entry_id="g-2"), entry(entry_id="g-3")
    seen = {known.entry_id: (known.content_hash, 4), edited.entry_id: ("another hash", 2)}
    decision = decide(seen, [known, edited, fresh])
    assert decision.new == (fresh,)
    assert decision.changed == (replace(edited, revision=3),)
    assert decision.same == (replace(known, revision=4),)
    assert decision.seen_share == pytest.approx(2 / 3)


def test_an_empty_feed_is_all_seen():
    assert decide({}, []).seen_share == 1.0


def test_of_a_repeated_id_the_newest_counts_and_the_first_shown_where_dates_tie():
    old = entry(title="قديم", published_at=NOW - timedelta(hours=1))
    new = entry(title="جديد", updated_at=NOW)
    twin = entry(title="توأم", updated_at=NOW)
    undated = entry(title="بلا تاريخ", published_at=None)
    assert decide({}, [undated, old, new, twin]).new == (new,)


@pytest.mark.parametrize(
    ("interval", "seen_share", "expected"),
    [
        (300, 1.0, 450),
        (300, 0.67, 450),
        (300, 0.5, 300),
        (600, 0.32, 400),
        (400, 0.0, 300),
        (20_000, 1.0, 1200),
        (100, 0.5, 300),
    ],
)
def test_polling_adapts_to_what_was_already_seen(interval, seen_share, expected):
    assert next_interval(interval, 300, seen_share) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("outcome", "failures", "retry_after", "seconds"),
    [
        (PollOutcome.CHANGED, 0, None, 600),
        (PollOutcome.NOT_MODIFIED, 3, None, 600),
        (PollOutcome.FAILED, 1, None, 600),
        (PollOutcome.FAILED, 3, None, 1800),
        (PollOutcome.GONE, 10_000, None, 86_400),
        (PollOutcome.FAILED, 1, 7200.0, 7200),
        (PollOutcome.FAILED, 4, 30.0, 2400),
        (PollOutcome.FAILED, 1, 1e9, 86_400),
        (PollOutcome.UNCHANGED, 0, 900.0, 900),
    ],
)
def test_failures_wait_longer_and_servers_are_obeyed(outcome, failures, retry_after, seconds):
    assert next_poll_at(NOW, 600, outcome, failures, retry_after) == NOW + timedelta(seconds=seconds)
