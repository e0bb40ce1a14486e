"""What feeds do over the years, each against a real server: what a round of polls keeps, plans and tells people."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import psycopg
import pytest
from psycopg import Connection

from builders import NOON, empty_warehouse, item, make_settings, make_source, rss
from loopback import Reply, Site, serving
from marsad.errors import ConfigError, RetryableError
from marsad.feeds.schedule import PROOF_AFTER
from marsad.model import Feed, PollOutcome, Source
from marsad.pipeline import poll
from marsad.pipeline.feed_state import FAILURES_BEFORE_ISSUE, MOVES_BEFORE_ADOPTION
from marsad.pipeline.feeds import disable, enable, retry
from marsad.pipeline.poll import poll_feeds
from marsad.settings import Settings
from marsad.store import connect as connect_module
from marsad.store.connect import connect
from marsad.store.feeds import FeedPoll, FeedState, claimed, feed_states
from marsad.store.issues import open_issues

FEED_ID = "nahr/all"
TAG = {"ETag": '"one"'}


@dataclass
class Desk:
    """One source on a loopback site, polled at moments the test chooses."""

    dsn: str
    site: Site
    settings: Settings
    connection: Connection
    source: Source
    minutes: float = 0.0
    other: Connection | None = None

    @property
    def now(self) -> datetime:
        return NOON + timedelta(minutes=self.minutes)

    def poll(self, reply: Reply | Callable | None = None, after: float = 10.0, **options) -> FeedPoll:
        """Answer the next poll with `reply`, `after` minutes later."""
        if reply is not None:
            self.site.replies["/rss"] = reply
        self.minutes += after
        report = poll_feeds(self.dsn, [self.source], self.settings, clock=lambda: self.now, **options)
        return (*report.polls, None)[0]

    @property
    def state(self) -> FeedState:
        return feed_states(self.connection)[FEED_ID]

    @property
    def issues(self) -> dict[str, str]:
        return {issue["kind"]: issue["message"] for issue in open_issues(self.connection)}

    def guids(self) -> list[str]:
        return [row[0] for row in self.connection.execute("SELECT guid FROM raw.entry ORDER BY guid")]

    def times_asked(self) -> int:
        return len(self.site.asked("/rss"))


@pytest.fixture
def desk(shared: str, tmp_path: Path) -> Iterator[Desk]:
    with ExitStack() as stack:
        stack.callback(empty_warehouse, shared)
        site = stack.enter_context(serving())
        connection = stack.enter_context(connect(shared))
        connection.autocommit = True
        yield Desk(shared, site, make_settings(tmp_path, site.address), connection, make_source(base=site.base))


def liar(body: bytes):
    """A server that says 304 to whoever comes with a validator."""
    return lambda asked: Reply(status=304) if "if-none-match" in asked else Reply(body, headers=TAG)


def test_a_304_that_lies_is_found_out_and_not_believed_again(desk):
    desk.poll(liar(rss(item("a"))))
    desk.site.replies["/rss"] = liar(rss(item("b"), item("a")))
    outcomes = [desk.poll().outcome for _ in range(PROOF_AFTER)]
    assert outcomes == [*[PollOutcome.NOT_MODIFIED] * (PROOF_AFTER - 1), PollOutcome.CHANGED]
    assert len(desk.guids()) == 2
    assert "304" in desk.issues["feed_lies"]
    # From then on without validators: the next change is seen at once.
    assert desk.poll(liar(rss(item("c"), item("b"), item("a")))).new_count == 1
    assert "if-none-match" not in desk.site.asked("/rss")[-1]
    # What is known already is told by its hash, and needs no reading.
    assert desk.poll().outcome is PollOutcome.UNCHANGED


def test_an_honest_304_is_checked_and_believed(desk):
    desk.poll(liar(rss(item("a"))))
    for _ in range(PROOF_AFTER):
        desk.poll()
    assert desk.state.last_outcome is PollOutcome.UNCHANGED
    assert (desk.state.is_conditional, desk.state.not_modified_count, desk.issues) == (True, 0, {})
    assert desk.poll().outcome is PollOutcome.NOT_MODIFIED
    # The first, one for each 304, and the proof.
    assert desk.times_asked() == 1 + PROOF_AFTER + 1 + 1


def test_a_proof_that_cannot_be_had_leaves_the_304_standing(desk):
    desk.poll(Reply(rss(item("a")), headers=TAG))
    flaky = lambda asked: Reply(status=304) if "if-none-match" in asked else Reply(status=503)  # noqa: E731 - a reply
    desk.poll(flaky, after=7 * 60)
    assert (desk.state.last_outcome, desk.state.failure_count) == (PollOutcome.NOT_MODIFIED, 0)


def test_a_body_is_read_once_and_kept_once(desk):
    body = rss(item("a"), item("b"))
    first, second = desk.poll(Reply(body)), desk.poll(Reply(body))
    assert (first.outcome, second.outcome) == (PollOutcome.CHANGED, PollOutcome.UNCHANGED)
    assert (first.entry_count, second.entry_count) == (2, 2)
    assert first.warc_file
    assert (second.warc_file, second.body_hash) == (None, None)
    records = list(Path(desk.settings.raw_uri).rglob("*.warc.gz"))
    assert len(records) == 1


def test_a_feed_that_cannot_be_stored_is_read_again_later(desk):
    raw = Path(desk.settings.raw_uri)
    raw.parent.mkdir(parents=True, exist_ok=True)
    raw.write_text("a file where the folder should be")
    failed = desk.poll(Reply(rss(item("a")), headers=TAG))
    assert (failed.outcome, desk.guids()) == (PollOutcome.FAILED, [])
    raw.unlink()
    assert desk.poll().new_count == 1


def test_a_permanent_redirect_is_adopted_after_three_identical_answers(desk):
    target = f"{desk.site.base}/new"
    desk.site.replies["/new"] = Reply(rss(item("a")), headers=TAG)
    moved = Reply(status=301, headers={"Location": "/new"})
    for number in range(1, MOVES_BEFORE_ADOPTION):
        desk.poll(moved)
        assert (desk.state.moved_to, desk.state.moved_count, desk.state.adopted_url) == (target, number, None)
    desk.poll(moved)
    assert desk.state.adopted_url == target
    assert target in desk.issues["feed_moved"]
    before = desk.times_asked()
    desk.poll()
    assert desk.times_asked() == before
    # The issue ends when the catalogue says the same.
    desk.source = replace(desk.source, feeds=(Feed(FEED_ID, "nahr", target),))
    desk.poll()
    assert (desk.state.adopted_url, desk.issues) == (None, {})


def test_redirects_that_change_their_mind_or_pass_are_not_adopted(desk):
    desk.site.replies |= {f"/{n}": Reply(rss(item("a"))) for n in range(4)}
    for n in (0, 1, 1, 2, 3, 3, 0):
        desk.poll(Reply(status=301, headers={"Location": f"/{n}"}))
        assert desk.state.adopted_url is None
    for _ in range(MOVES_BEFORE_ADOPTION + 1):
        desk.poll(Reply(status=302, headers={"Location": "/1"}))
    assert (desk.state.adopted_url, desk.state.moved_to) == (None, None)


def test_a_redirect_to_what_is_no_feed_or_not_public_is_not_adopted(desk):
    desk.site.replies["/login"] = Reply(b"<html><body>log in</body></html>")
    with serving() as inside:
        inside.replies["/rss"] = Reply(rss(item("a")))
        for target in ("/login", f"{inside.base}/rss"):
            for _ in range(MOVES_BEFORE_ADOPTION + 1):
                desk.poll(Reply(status=301, headers={"Location": target}))
            assert desk.state.adopted_url is None
        assert inside.requests == []


def test_an_adopted_address_that_fails_is_given_up(desk):
    desk.site.replies["/new"] = Reply(rss(item("a")))
    for _ in range(MOVES_BEFORE_ADOPTION):
        desk.poll(Reply(status=308, headers={"Location": "/new"}))
    desk.site.replies["/new"] = Reply(status=500)
    for _ in range(FAILURES_BEFORE_ISSUE):
        desk.poll()
    assert desk.state.adopted_url is None
    assert desk.poll(Reply(rss(item("b")))).new_count == 1


def test_410_ends_the_feed_with_an_issue_until_it_is_enabled(desk):
    desk.poll(Reply(rss(item("a"))))
    assert desk.poll(Reply(status=410)).outcome is PollOutcome.GONE
    assert "410" in desk.issues["feed_gone"]
    asked = desk.times_asked()
    assert desk.poll(Reply(rss(item("b"))), after=24 * 60) is None
    assert desk.times_asked() == asked
    retry(desk.dsn, desk.source.feeds)
    assert desk.poll() is None
    enable(desk.dsn, desk.source.feeds)
    assert desk.issues == {}
    assert desk.poll().new_count == 1


def test_another_address_in_the_catalogue_ends_the_end(desk):
    desk.poll(Reply(status=410))
    desk.site.replies["/other"] = Reply(rss(item("a")))
    desk.source = replace(desk.source, feeds=(Feed(FEED_ID, "nahr", f"{desk.site.base}/other"),))
    assert desk.poll().new_count == 1
    assert (desk.state.disabled_reason, desk.issues) == (None, {})


def test_a_feed_disabled_by_hand_stays_so(desk):
    disable(desk.dsn, desk.source.feeds, "the outlet asked us to")
    assert desk.poll(Reply(rss(item("a")))) is None
    assert desk.state.disabled_reason == "the outlet asked us to"
    enable(desk.dsn, desk.source.feeds)
    assert desk.poll().new_count == 1
    assert desk.state.interval_seconds == desk.source.poll_interval


def test_a_feed_is_never_dropped_however_long_it_fails(desk):
    for _ in range(40):
        desk.poll(Reply(status=404))
    assert desk.state.failure_count == 40
    assert desk.state.next_poll_at - desk.now < timedelta(days=30)
    assert desk.poll(Reply(rss(item("a")))).new_count == 1
    assert (desk.state.failure_count, desk.state.failure_score, desk.issues) == (0, 0, {})


def test_soft_failures_wait_less_than_hard_ones(desk):
    def waits(reply):
        retry(desk.dsn, desk.source.feeds)
        for _ in range(8):
            desk.poll(reply)
        return desk.state.next_poll_at - desk.now

    desk.poll(Reply(rss(item("a"))))
    soft, hard = waits(Reply(status=503)), waits(Reply(status=403))
    assert hard == 2 * soft
    assert "8 polls in a row failed" in desk.issues["feed_failing"]


def test_flapping_is_no_work_for_people(desk):
    for number in range(6):
        desk.poll(Reply(status=502))
        desk.poll(Reply(rss(item(f"n{number}"))))
        assert desk.issues == {}
    assert len(desk.guids()) == 6


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_obeyed_in_both_forms(desk, status):
    desk.poll(Reply(status=status, headers={"Retry-After": "7200"}))
    assert desk.state.next_poll_at == desk.now + timedelta(hours=2)
    # By the server's own clock, which may be wrong by years.
    wrong = datetime(2031, 1, 1).astimezone()
    headers = {"Date": format_datetime(wrong), "Retry-After": format_datetime(wrong + timedelta(hours=3))}
    desk.poll(Reply(status=status, headers=headers), after=24 * 60)
    assert desk.state.next_poll_at == desk.now + timedelta(hours=3)


def test_a_host_that_asked_for_rest_is_not_asked_for_its_other_feeds(desk):
    desk.source = replace(desk.source, crawl_delay=0.01)
    desk.poll(Reply(status=429, headers={"Retry-After": "600"}))
    other = Feed("nahr/other", "nahr", f"{desk.site.base}/other")
    desk.site.replies["/other"] = Reply(rss(item("a")))
    desk.source = replace(desk.source, feeds=(other,))
    assert desk.poll() is None
    assert desk.site.asked("/other") == []
    # That it had to wait is no failure of the feed.
    waiting = feed_states(desk.connection)["nahr/other"]
    assert (waiting.failure_count, waiting.last_outcome) == (0, None)
    assert timedelta(minutes=9) < waiting.next_poll_at - desk.now <= timedelta(minutes=10)


def test_too_many_requests_without_a_date_wait_up_to_an_hour_more(desk):
    desk.poll(Reply(status=429))
    assert timedelta(0) < desk.state.next_poll_at - desk.now <= timedelta(hours=1)


def test_a_feed_that_goes_empty_is_told(desk):
    desk.poll(Reply(rss(item("a"))))
    for number in range(4):
        assert bool(desk.issues) is (number >= 3)
        desk.poll(Reply(rss() + b" " * number))
    assert "without an entry" in desk.issues["feed_empty"]
    desk.poll(Reply(rss(item("a"))))
    assert desk.issues == {}


def test_a_feed_that_was_always_empty_is_not(desk):
    for _ in range(5):
        desk.poll(Reply(rss()))
    assert desk.issues == {}


def test_a_feed_that_falls_silent_against_its_own_history_is_told(desk):
    november = [item(f"n{day}", day=day) for day in range(1, 19)]
    october = [item(f"o{day}").replace("18 Nov", f"{day} Oct") for day in range(28, 32)]
    desk.poll(Reply(rss(*november, *october)))
    desk.poll(after=2.5 * 24 * 60)
    assert desk.issues == {}
    desk.poll(after=24 * 60)
    assert "nothing new for 88 hours" in desk.issues["feed_quiet"]
    desk.poll(Reply(rss(item("new", day=None))))
    assert desk.issues == {}


def test_entries_taken_back_are_marked_until_they_return(desk):
    full = [item(str(day), day=day) for day in (18, 17, 16, 15, 14)]
    desk.poll(Reply(rss(*full)))
    assert desk.poll(Reply(rss(full[0], *full[2:]))).gone_count == 1
    marked = "SELECT guid FROM raw.entry WHERE withdrawn_at IS NOT NULL"
    assert [row[0] for row in desk.connection.execute(marked)] == ["https://nahr.example/17"]
    desk.poll(Reply(rss(*full)))
    assert desk.connection.execute(marked).fetchall() == []


def test_a_clock_that_was_wrong_for_a_while_does_not_silence_a_feed(desk):
    desk.minutes = 365 * 24 * 60
    desk.poll(Reply(rss(item("a"))))
    desk.minutes = 0
    assert desk.poll(Reply(rss(item("b"), item("a"))), is_due_only=True).new_count == 1


def test_dates_of_no_year_and_of_another_age_do_not_hide_an_entry(desk):
    odd = [
        item("year1").replace("18 Nov 2026", "1 Jan 0001"),
        item("year9999").replace("18 Nov 2026", "31 Dec 9999"),
        item("ahead").replace("18 Nov 2026", "1 Feb 2027"),
        item("never").replace("18 Nov 2026", "31 Feb 2026"),
    ]
    assert desk.poll(Reply(rss(*odd))).new_count == 4
    days = {row[0] for row in desk.connection.execute("SELECT day FROM raw.entry")}
    assert days == {date(2026, 11, 18)}


def named(guid: str, key: str, title: str = "خبر") -> str:
    return item(key, title).replace("</item>", f'<guid isPermaLink="false">{guid}</guid></item>')


def test_guids_that_change_make_no_second_entry(desk):
    desk.poll(Reply(rss(named("1", "a"), named("2", "b", "خبر آخر"))))
    again = desk.poll(Reply(rss(named("x-1", "a"), named("x-2", "b", "خبر معدل"))))
    assert (again.new_count, again.changed_count) == (0, 1)
    assert len(desk.guids()) == 2
    # And with every poll anew, as some generators do.
    assert desk.poll(Reply(rss(named("y-1", "a"), named("y-2", "b", "خبر معدل")))).outcome is PollOutcome.UNCHANGED


def test_one_guid_for_everything_loses_nothing(desk):
    first = [named("feed", key, f"خبر {key}") for key in ("a", "b", "c")]
    assert desk.poll(Reply(rss(*first))).new_count == 3
    later = [named("feed", "d", "خبر d"), *first[:2]]
    told = desk.poll(Reply(rss(*later)))
    assert (told.new_count, told.changed_count) == (1, 0)
    assert desk.connection.execute("SELECT count(DISTINCT url), count(*) FROM raw.entry").fetchone() == (4, 4)


def test_a_guid_given_twice_in_one_feed_keeps_the_newest_text(desk):
    twice = [named("1", "a", "قديم"), named("1", "a", "جديد").replace("08:00:00", "09:00:00")]
    assert desk.poll(Reply(rss(*twice))).new_count == 1
    assert desk.connection.execute("SELECT title FROM raw.entry").fetchall() == [("جديد",)]
    assert desk.poll(Reply(rss(*twice) + b" ")).outcome is PollOutcome.UNCHANGED


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "no-such-thing"])
def test_a_charset_that_the_header_gets_wrong_is_seen_through(desk, charset):
    text = "وصل الوفد إلى بغداد في الصباح وعقد اجتماعاً في المدينة القديمة"
    body = f'<?xml version="1.0"?>{rss(item("a", text)).decode()}'.encode("windows-1256")
    desk.poll(Reply(body, headers={"Content-Type": f"application/rss+xml; charset={charset}"}))
    assert desk.connection.execute("SELECT title FROM raw.entry").fetchall() == [(text,)]


def test_nul_and_surrogates_cost_their_characters_and_no_entry(desk):
    body = rss(item("a", "أول&#0; خبر"), item("b", "ثاني&#xD800; خبر"), item("c", "ثالث\0 خبر"))
    assert desk.poll(Reply(body)).new_count == 3
    titles = {row[0] for row in desk.connection.execute("SELECT title FROM raw.entry")}
    assert titles == {"أول خبر", "ثاني خبر", "ثالث خبر"}


def test_ten_thousand_entries_are_kept(desk):
    assert desk.poll(Reply(rss(*(item(str(n)) for n in range(10_000))))).new_count == 10_000
    assert desk.poll(Reply(rss(*(item(str(n)) for n in range(10_001))))).new_count == 1


def test_credentials_are_in_no_row_log_or_report(desk, caplog):
    caplog.set_level(logging.DEBUG)
    host = desk.site.address
    links = [f"http://desk:s3cret@{host}/a", f"http://desk:s3cret@{host}/b"]
    items = "".join(f"<item><title>x</title><guid>{n}</guid><link>{link}</link></item>" for n, link in enumerate(links))
    desk.site.replies["/moved"] = Reply(status=302, headers={"Location": f"http://desk:s3cret@{host}/feed"})
    desk.site.replies["/feed"] = Reply(f"<rss version='2.0'><channel>{items}</channel></rss>".encode())
    told = desk.poll(Reply(status=301, headers={"Location": f"http://desk:s3cret@{host}/moved"}))
    assert told.new_count == 2
    told_again = desk.poll(Reply(status=301, headers={"Location": f"http://desk:s3cret@{host}:1/"}))
    assert told_again.outcome in (PollOutcome.FAILED, PollOutcome.BLOCKED)
    assert all("authorization" not in headers for _, headers in desk.site.requests)
    rows = desk.connection.execute("SELECT e::text, s::text FROM raw.entry e, ops.feed_state s").fetchall()
    everything = f"{rows} {told} {told_again} {desk.issues} {caplog.text}"
    assert "s3cret" not in everything


def test_a_feed_that_another_worker_polls_is_left_to_it(desk):
    with connect(desk.dsn) as other, claimed(other, [FEED_ID]) as mine:
        assert mine == {FEED_ID}
        assert desk.poll(Reply(rss(item("a")))) is None
    assert desk.poll().new_count == 1


def test_a_worker_that_dies_leaves_no_claim(desk):
    other = connect(desk.dsn)
    with pytest.raises(psycopg.OperationalError), claimed(other, [FEED_ID]):  # noqa: PT012 - dies inside the claim
        assert desk.poll(Reply(rss(item("a")))) is None
        other.close()
    assert desk.poll().new_count == 1


def test_a_feed_disabled_while_it_is_polled_stays_disabled(desk):
    def reply(asked):
        disable(desk.dsn, desk.source.feeds, "by hand")
        return Reply(rss(item("a")))

    desk.poll(Reply(rss(item("b"))))
    desk.poll(reply)
    assert desk.state.disabled_reason == "by hand"


def feeds(desk, *names):
    """The desk's source with these feeds instead of its own."""
    desk.source = replace(desk.source, feeds=tuple(Feed(f"nahr/{n}", "nahr", f"{desk.site.base}/{n}") for n in names))


def test_a_slow_server_holds_up_neither_what_came_nor_other_rounds(desk):
    feeds(desk, "slow", "fast", "later")
    release = threading.Event()
    told = []

    def slow(asked):
        release.wait(20)
        return Reply(rss(item("s")))

    desk.site.replies |= {"/slow": slow, "/fast": Reply(rss(item("f"))), "/later": Reply(rss(item("l")))}
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(poll_feeds, desk.dsn, [desk.source], desk.settings, clock=lambda: NOON, tell=told.append)
        try:
            wait_until(lambda: len(desk.guids()) == 2 and len(told) == 2)
            # Meanwhile another round asks what is due by now, and leaves the slow one to the first.
            desk.site.replies["/later"] = Reply(rss(item("l2"), item("l")))
            second = poll_feeds(
                desk.dsn, [desk.source], desk.settings, is_due_only=True, clock=lambda: NOON + timedelta(hours=1)
            )
            assert {poll.feed_id: poll.new_count for poll in second.polls} == {"nahr/fast": 0, "nahr/later": 1}
        finally:
            release.set()
        assert {poll.feed_id for poll in first.result().polls} == {"nahr/slow", "nahr/fast", "nahr/later"}
    assert len(desk.guids()) == 4


def wait_until(condition, seconds=10.0):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_an_address_from_the_catalogue_is_asked_whatever_was_adopted_before(desk):
    desk.site.replies["/new"] = Reply(rss(item("a")), headers=TAG)
    for _ in range(MOVES_BEFORE_ADOPTION):
        desk.poll(Reply(status=301, headers={"Location": "/new"}))
    desk.site.replies["/new"] = Reply(status=410)
    desk.site.replies["/third"] = Reply(rss(item("b")))
    desk.source = replace(desk.source, feeds=(Feed(FEED_ID, "nahr", f"{desk.site.base}/third"),))
    assert desk.poll().new_count == 1
    assert "if-none-match" not in desk.site.asked("/third")[0]
    assert (desk.state.disabled_reason, desk.state.url) == (None, f"{desk.site.base}/third")


def test_a_410_at_an_adopted_address_sends_us_back_to_the_catalogues(desk):
    desk.site.replies["/new"] = Reply(rss(item("a")), headers=TAG)
    for _ in range(MOVES_BEFORE_ADOPTION):
        desk.poll(Reply(status=301, headers={"Location": "/new"}))
    desk.site.replies["/new"] = Reply(status=410)
    desk.poll()
    assert (desk.state.adopted_url, desk.state.disabled_reason, desk.state.etag) == (None, None, None)
    assert desk.poll(Reply(rss(item("b")))).new_count == 1


@pytest.mark.parametrize("status", [400, 412, 500])
def test_a_server_that_fails_over_its_own_validators_is_asked_without(desk, status):
    def picky(body):
        return lambda asked: Reply(status=status) if "if-none-match" in asked else Reply(body, headers=TAG)

    desk.poll(picky(rss(item("a"))))
    desk.poll(picky(rss(item("b"))))
    assert desk.state.failure_count == 1
    assert desk.poll().new_count == 1
    assert desk.state.failure_count == 0


def test_a_raw_store_that_is_set_wrongly_costs_no_server_a_request(desk):
    desk.settings = replace(desk.settings, raw_uri="gopher://raw")
    desk.site.replies["/rss"] = Reply(rss(item("a")))
    for _ in range(3):
        with pytest.raises(ConfigError):
            desk.poll()
    assert desk.times_asked() == 0


def test_a_round_that_breaks_down_asks_again_after_the_interval_only(desk, monkeypatch):
    def broken(*arguments):
        raise psycopg.OperationalError("the server closed the connection")

    monkeypatch.setattr(poll, "keep", broken)
    with pytest.raises(RetryableError):
        desk.poll(Reply(rss(item("a"))), is_due_only=True)
    for _ in range(5):
        assert desk.poll(after=0.1, is_due_only=True) is None
    assert desk.times_asked() == 1
    monkeypatch.undo()
    assert desk.poll(after=30, is_due_only=True).new_count == 1


def test_a_row_that_somebody_locks_is_one_feeds_trouble(desk, monkeypatch):
    feeds(desk, "a", "b")
    desk.site.replies |= {"/a": Reply(rss(item("a"))), "/b": Reply(rss(item("b")))}
    poll_feeds(desk.dsn, [desk.source], desk.settings, clock=lambda: NOON)
    monkeypatch.setattr(connect_module, "TIMEOUTS", "-c lock_timeout=200ms -c timezone=UTC")
    desk.site.replies |= {"/a": lock_first(desk, Reply(rss(item("a2")))), "/b": Reply(rss(item("b2")))}
    with closing(connect(desk.dsn)) as other:
        desk.other = other
        told = poll_feeds(desk.dsn, [desk.source], desk.settings, clock=lambda: NOON + timedelta(hours=1))
    assert [one.feed_id for one in told.polls] == ["nahr/b"]
    assert "https://nahr.example/b2" in desk.guids()


def lock_first(desk, reply):
    """Answers once somebody has locked the feed's row: after the lease, before the answer is kept."""

    def answer(asked):
        desk.other.execute("SELECT 1 FROM ops.feed_state WHERE feed_id = 'nahr/a' FOR UPDATE")
        return reply

    return answer


def test_a_proof_that_is_refused_is_the_answer(desk):
    desk.poll(Reply(rss(item("a")), headers=TAG))
    desk.site.replies["/rss"] = lambda asked: Reply(status=304 if "if-none-match" in asked else 404)
    assert desk.poll(after=7 * 60).outcome is PollOutcome.GONE
    assert desk.state.failure_count == 1


def test_a_page_that_failed_at_its_old_address_starts_again_at_the_new_one(desk):
    slug = '<guid isPermaLink="false">1</guid><title>خبر</title><pubDate>Wed, 18 Nov 2026 08:00:00 GMT</pubDate>'
    rows = "SELECT url, status, revision FROM raw.entry"
    desk.poll(Reply(rss(f"<item>{slug}<link>https://nahr.example/old</link></item>")))
    desk.connection.execute("UPDATE raw.entry SET status = 'gone'")
    desk.poll(Reply(rss(f"<item>{slug}<link>https://nahr.example/new</link></item>")))
    assert desk.connection.execute(rows).fetchall() == [("https://nahr.example/new", "discovered", 1)]
    desk.connection.execute("UPDATE raw.entry SET status = 'published'")
    desk.poll(Reply(rss(f"<item>{slug}<link>https://nahr.example/newer</link></item>")))
    assert desk.connection.execute(rows).fetchall() == [("https://nahr.example/newer", "published", 1)]


def test_the_first_edit_of_what_a_sitemap_brought_is_an_edit(desk):
    desk.poll(Reply(rss(item("a", "عنوان"))))
    desk.connection.execute("UPDATE raw.entry SET feed_id = NULL, status = 'published'")
    desk.poll(Reply(rss(item("a", "عنوان")) + b" "))
    desk.poll(Reply(rss(item("a", "عنوان مصحح"))))
    rows = desk.connection.execute("SELECT title, revision, status FROM raw.entry").fetchall()
    assert rows == [("عنوان مصحح", 2, "discovered")]


def test_a_feed_that_shows_what_another_brings_first_is_not_quiet(desk):
    feeds(desk, "all", "sport")
    for hour in range(0, 24 * 5, 6):
        items = [dated(f"n{n}", n) for n in range(max(0, hour - 150), hour + 1, 6)]
        desk.site.replies |= {f"/{name}": Reply(rss(*items) + name.encode()) for name in ("all", "sport")}
        poll_feeds(desk.dsn, [desk.source], desk.settings, clock=lambda h=hour: NOON + timedelta(hours=h))
    assert desk.issues == {}


def dated(key, hours):
    when = format_datetime(NOON + timedelta(hours=hours))
    return item(key, day=None).replace("</item>", f"<pubDate>{when}</pubDate></item>")


def test_what_people_were_told_of_a_feed_ends_when_it_is_disabled(desk):
    for _ in range(FAILURES_BEFORE_ISSUE):
        desk.poll(Reply(status=500))
    assert set(desk.issues) == {"feed_failing"}
    disable(desk.dsn, desk.source.feeds, "by hand")
    assert desk.issues == {}
    enable(desk.dsn, desk.source.feeds)
    for _ in range(FAILURES_BEFORE_ISSUE):
        desk.poll(Reply(status=500))
    desk.poll(Reply(status=410))
    assert set(desk.issues) == {"feed_gone"}


def test_the_feed_that_waited_longest_is_asked_first(desk):
    feeds(desk, "a", "b", "c")
    desk.site.replies |= {f"/{name}": Reply(rss(item(name))) for name in "abc"}
    for minute, name in enumerate("bca"):
        one = replace(desk.source, feeds=tuple(f for f in desk.source.feeds if f.feed_id == f"nahr/{name}"))
        poll_feeds(desk.dsn, [one], desk.settings, clock=lambda m=minute: NOON + timedelta(minutes=m))
    told = poll_feeds(desk.dsn, [desk.source], desk.settings, clock=lambda: NOON + timedelta(hours=1))
    assert [one.feed_id for one in told.polls] == ["nahr/b", "nahr/c", "nahr/a"]


@pytest.mark.parametrize("target", ["http://[]@", "//[]@", "http://][@"])
def test_a_redirect_that_is_no_url_is_one_feeds_trouble(desk, target):
    feeds(desk, "bad", "good")
    desk.site.replies |= {"/bad": Reply(status=302, headers={"Location": target}), "/good": Reply(rss(item("a")))}
    told = poll_feeds(desk.dsn, [desk.source], desk.settings, clock=lambda: NOON)
    assert {one.feed_id: one.new_count for one in told.polls} == {"nahr/bad": 0, "nahr/good": 1}
    assert feed_states(desk.connection)["nahr/bad"].failure_count == 1
