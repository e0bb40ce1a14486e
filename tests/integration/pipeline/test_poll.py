"""A round of polls against a server that changes its mind: what is kept, and when it asks again."""

import json
from datetime import date, timedelta

import pytest

from builders import NOON, item, make_settings, make_source, rss
from loopback import Reply
from marsad.model import EntryStatus, Feed, PollOutcome
from marsad.pipeline.feed_state import FAILURES_BEFORE_ISSUE
from marsad.pipeline.poll import poll_feeds
from marsad.store.entries import entries_with_status
from marsad.store.feeds import feed_states
from marsad.store.issues import open_issues

DAY = date(2026, 11, 18)
HEADERS = {"Content-Type": "application/rss+xml", "ETag": '"one"', "Last-Modified": "Wed, 18 Nov 2026 08:00:00 GMT"}


@pytest.fixture
def poll(dsn, site, settings):
    """Answer the next poll with `reply`, `minutes` after noon; returns the one poll."""
    sources = [make_source(base=site.base)]

    def once(reply, minutes=0.0, **options):
        site.replies["/rss"] = reply
        report = poll_feeds(dsn, sources, settings, clock=lambda: NOON + timedelta(minutes=minutes), **options)
        return (*report.polls, None)[0], list(report.days)

    return once


def state(connection):
    return feed_states(connection)["nahr/all"]


def kept(connection, day=DAY):
    return {entry.title: entry for entry in entries_with_status(connection, day, EntryStatus.DISCOVERED)}


def test_the_first_poll_keeps_every_entry_and_the_validators(poll, connection):
    done, days = poll(Reply(rss(item("a", "أول"), item("b", "ثان", day=17)), headers=HEADERS))
    assert days == [date(2026, 11, 17), DAY]
    assert (done.outcome, done.http_status, done.message) == (PollOutcome.CHANGED, 200, None)
    assert (done.entry_count, done.new_count, done.changed_count, done.dropped_count) == (2, 2, 0, 0)
    assert (done.polled_at, done.byte_count) == (NOON, len(rss(item("a", "أول"), item("b", "ثان", day=17))))
    after = state(connection)
    assert (after.etag, after.last_modified) == (HEADERS["ETag"], HEADERS["Last-Modified"])
    assert (after.failure_count, after.last_outcome, after.last_changed_at) == (0, PollOutcome.CHANGED, NOON)
    assert after.next_poll_at == NOON + timedelta(seconds=after.interval_seconds)
    assert set(kept(connection)) == {"أول"}


def test_validators_are_sent_and_304_changes_nothing(poll, connection, site):
    poll(Reply(rss(item("a")), headers=HEADERS))
    before = state(connection)
    done, days = poll(Reply(status=304, headers={"ETag": '"other"'}), 10)
    assert (done.outcome, done.http_status, done.entry_count, days) == (PollOutcome.NOT_MODIFIED, 304, 0, [])
    first, second = site.asked("/rss")
    assert "if-none-match" not in first
    assert (second["if-none-match"], second["if-modified-since"]) == (HEADERS["ETag"], HEADERS["Last-Modified"])
    after = state(connection)
    assert (after.etag, after.last_modified) == (before.etag, before.last_modified)
    assert after.last_changed_at == NOON
    # Nothing new is a reason to ask less often.
    assert after.interval_seconds > before.interval_seconds


def test_the_same_feed_again_is_unchanged(poll, connection):
    body = rss(item("a"), item("b"))
    poll(Reply(body))
    done, days = poll(Reply(body), 5)
    assert (done.outcome, done.entry_count, done.new_count, days) == (PollOutcome.UNCHANGED, 2, 0, [])
    assert all(entry.revision == 1 for entry in kept(connection).values())


def test_an_edit_is_told_from_a_new_entry(poll, connection):
    poll(Reply(rss(item("a", "أول"), item("b", "ثان"))))
    done, days = poll(Reply(rss(item("a", "أول معدل"), item("b", "ثان"), item("c", "ثالث"))), 5)
    assert (done.new_count, done.changed_count, done.entry_count, days) == (1, 1, 3, [DAY])
    assert kept(connection)["أول معدل"].revision == 2


def test_an_edited_entry_wakes_the_day_it_lies_in(poll, connection):
    _, days = poll(Reply(rss(item("a", "بلا تاريخ", day=None))))
    assert days == [DAY]
    _, days = poll(Reply(rss(item("a", "بلا تاريخ، معدل", day=None))), minutes=3 * 24 * 60)
    assert days == [DAY]
    assert set(kept(connection)) == {"بلا تاريخ، معدل"}


def test_items_without_an_address_are_counted(poll, connection):
    done, _ = poll(Reply(rss(item("a", "أول"), item("", "بلا عنوان"))))
    assert (done.dropped_count, done.entry_count) == (1, 1)


@pytest.mark.parametrize(
    ("reply", "outcome", "status"),
    [
        (Reply(status=500), PollOutcome.FAILED, 500),
        (Reply(status=429), PollOutcome.FAILED, 429),
        (Reply(status=403), PollOutcome.BLOCKED, 403),
        (Reply(status=404), PollOutcome.GONE, 404),
        (Reply(b"<html><body>login</body></html>"), PollOutcome.UNREADABLE, 200),
        (Reply(b""), PollOutcome.UNREADABLE, 200),
        (Reply(b"\x00\xff\xfe garbage"), PollOutcome.UNREADABLE, 200),
        (Reply(rss()), PollOutcome.EMPTY, 200),
    ],
)
def test_every_other_answer_has_its_outcome_and_leaves_entries_alone(poll, connection, reply, outcome, status):
    poll(Reply(rss(item("a", "أول")), headers=HEADERS))
    done, days = poll(reply, 10)
    assert (done.outcome, done.http_status, days) == (outcome, status, [])
    after = state(connection)
    is_failure = outcome is not PollOutcome.EMPTY
    assert (after.failure_count, after.last_outcome) == (int(is_failure), outcome)
    assert bool(after.last_message) == bool(done.message) == is_failure
    assert after.last_changed_at == NOON
    assert set(kept(connection)) == {"أول"}


@pytest.mark.parametrize(
    "reply", [Reply(status=500), Reply(status=403), Reply(b"<html></html>", headers={"ETag": "x"})]
)
def test_validators_outlive_a_failure(poll, connection, site, reply):
    # Else a broken answer would hide what it did not bring.
    poll(Reply(rss(item("a")), headers=HEADERS))
    poll(reply, 10)
    assert state(connection).etag == HEADERS["ETag"]
    # But some servers fail because of them.
    done, _ = poll(Reply(rss(item("a")), headers=HEADERS), 20)
    assert "if-none-match" not in site.asked("/rss")[-1]
    assert done.outcome is PollOutcome.UNCHANGED
    poll(Reply(status=304), 30)
    assert site.asked("/rss")[-1]["if-none-match"] == HEADERS["ETag"]
    assert state(connection).failure_count == 0


def test_validators_go_when_the_server_gives_none(poll, connection):
    poll(Reply(rss(item("a")), headers=HEADERS))
    poll(Reply(rss(item("b"))), 10)
    assert (state(connection).etag, state(connection).last_modified) == (None, None)


def test_failures_in_a_row_wait_longer_and_become_an_issue(poll, connection):
    waits = []
    for number in range(6):
        assert len(open_issues(connection)) == int(number >= FAILURES_BEFORE_ISSUE)
        poll(Reply(status=403), number)
        after = state(connection)
        waits.append((after.next_poll_at - after.last_polled_at).total_seconds())
        assert after.failure_count == number + 1
    assert waits == sorted(set(waits))
    (issue,) = open_issues(connection)
    assert (issue["kind"], issue["subject"]) == ("feed_failing", "nahr/all")
    assert issue["message"].startswith("6 polls in a row failed: ")
    poll(Reply(rss(item("a"))), 60)
    assert open_issues(connection) == []


def test_a_server_that_asks_for_patience_gets_it(poll, connection):
    poll(Reply(status=503, headers={"Retry-After": "7200"}))
    assert state(connection).next_poll_at == NOON + timedelta(hours=2)


def test_only_due_feeds_are_asked(poll, site):
    poll(Reply(rss(item("a")), headers=HEADERS))
    assert poll(Reply(status=304), 1, is_due_only=True) == (None, [])
    assert len(site.asked("/rss")) == 1
    done, _ = poll(Reply(status=304), 60, is_due_only=True)
    assert done.outcome is PollOutcome.NOT_MODIFIED


def test_one_bad_feed_does_not_stop_the_others(dsn, site, settings, connection):
    feeds = tuple(Feed(f"nahr/{name}", "nahr", f"{site.base}/{name}") for name in ("gone", "good", "broken"))
    site.replies |= {"/good": Reply(rss(item("a", "أول"))), "/broken": Reply(b"{")}
    report = poll_feeds(dsn, [make_source(base=site.base, feeds=feeds)], settings, clock=lambda: NOON)
    outcomes = {poll.feed_id: poll.outcome for poll in report.polls}
    expected = {"nahr/gone": "gone", "nahr/good": "changed", "nahr/broken": "unreadable"}
    assert outcomes == expected
    assert set(kept(connection)) == {"أول"}


def test_the_same_article_in_two_feeds_is_one_entry(dsn, site, settings, connection):
    feeds = tuple(Feed(f"nahr/{name}", "nahr", f"{site.base}/{name}") for name in ("all", "sport"))
    guid = '<guid isPermaLink="false">{}</guid>'
    for feed in ("all", "sport"):
        site.replies[f"/{feed}"] = Reply(rss(item("a").replace("</item>", f"{guid.format(feed)}</item>")))
    poll_feeds(dsn, [make_source(base=site.base, feeds=feeds)], settings, clock=lambda: NOON)
    assert len(kept(connection)) == 1
    assert connection.execute("SELECT count(*) FROM raw.entry").fetchone() == (1,)


def test_an_address_that_is_not_allowed_is_blocked(dsn, site, tmp_path):
    (poll,) = poll_feeds(dsn, [make_source(base=site.base)], make_settings(tmp_path), clock=lambda: NOON).polls
    assert (poll.outcome, site.requests) == (PollOutcome.BLOCKED, [])
    assert "MARSAD_ALLOW_PRIVATE" in poll.message


def test_text_that_postgres_cannot_hold_does_not_stop_the_round(poll, connection):
    odd = "خبر \u0000 \ud800 عاجل"
    items = [{"id": odd, "url": "https://nahr.example/a", "title": odd, "content_text": odd}]
    body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": items}).encode()
    done, _ = poll(Reply(body))
    assert done.outcome is PollOutcome.CHANGED
    (entry,) = kept(connection).values()
    assert "عاجل" in entry.title


def test_sources_are_kept_before_anything_is_asked(poll, connection):
    poll(Reply(status=500))
    assert connection.execute("SELECT source_id FROM curated.source").fetchall() == [("nahr",)]
    assert connection.execute("SELECT feed_id FROM curated.feed").fetchall() == [("nahr/all",)]
