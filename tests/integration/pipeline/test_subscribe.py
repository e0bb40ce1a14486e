"""Subscriptions against a whole hub on loopback, which verifies and pings over HTTP while we ask it."""

import hmac
import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlencode, urlsplit
from urllib.request import Request, urlopen

import psycopg
import pytest
import uvicorn
from fastapi import FastAPI

from builders import NOON, make_settings
from marsad.feeds.websub import ATTEMPTS_BEFORE_ISSUE, CALLBACK_PATH, SETTLING
from marsad.model import HubLink, PollOutcome, SubscriptionState
from marsad.newsroom import websub
from marsad.newsroom.websub import create_callback_app
from marsad.pipeline import subscribe
from marsad.pipeline.subscribe import SubscriptionReport, note_hubs, renew_subscriptions
from marsad.store.connect import connect
from marsad.store.feeds import FeedPoll, FeedState, disable_feed, enable_feed, feed_states, save_poll
from marsad.store.issues import open_issues
from marsad.store.subscriptions import live_subscriptions

FEED, TOPIC = "nahr/all", "https://nahr.example/rss?a=1&b=أخبار"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
BODY = "<rss>خبر</rss>".encode()


@dataclass
class Hub:
    """A hub as the recommendation wants it, unless `status` or `verifies` say otherwise."""

    base: str = ""
    status: int = 202
    headers: dict[str, str] = field(default_factory=dict)
    verifies: bool = True
    lease_seconds: int = 864_000
    seconds: float = 0.0  # until it answers
    forms: list[dict[str, str]] = field(default_factory=list)
    answers: list[tuple[int, str]] = field(default_factory=list)  # to its verifications

    @property
    def url(self):
        return f"{self.base}/hub"

    def take(self, form):
        """Verify at once, before the request is answered: some hubs do, and it is the harder case."""
        self.forms.append(form)
        if self.verifies:
            self.answers.append(self.verify(form, form["hub.mode"]))

    def verify(self, form, mode, topic=None):
        query = {"hub.mode": mode, "hub.topic": topic or form["hub.topic"], "hub.challenge": f"nonce-{len(self.forms)}"}
        lease = {"hub.lease_seconds": str(self.lease_seconds)} if mode == "subscribe" else {}
        return get(f"{form['hub.callback']}?{urlencode(query | lease)}")

    def deny(self, form, reason):
        query = {"hub.mode": "denied", "hub.topic": form["hub.topic"], "hub.reason": reason}
        return get(f"{form['hub.callback']}?{urlencode(query)}")

    def ping(self, form, body=BODY, key=None, algorithm="sha256"):
        digits = hmac.new((key or form["hub.secret"]).encode(), body, algorithm).hexdigest()
        headers = {"X-Hub-Signature": f"{algorithm}={digits}", "Content-Type": "application/rss+xml"}
        return get(Request(form["hub.callback"], data=body, headers=headers, method="POST"))[0]


def get(request):
    try:
        with urlopen(request, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


@contextmanager
def running_hub():
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hub.take(dict(parse_qsl(body.decode(), strict_parsing=True)))
            time.sleep(hub.seconds)
            self.send_response(hub.status)
            for name, value in {"Content-Length": "0", **hub.headers}.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *args):
            """Silent."""

    hub = Hub()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        hub.base = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield hub
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def running_app(dsn, clock):
    """The callback app in a real server, mounted as Airflow's API server does; yields its public address."""
    root = FastAPI()
    root.mount(CALLBACK_PATH, create_callback_app(dsn, clock))
    server = uvicorn.Server(uvicorn.Config(root, log_level="error", lifespan="off"))
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


@pytest.fixture
def hub():
    with running_hub() as running:
        yield running


@pytest.fixture
def clock():
    """A clock that tests move."""
    return SimpleNamespace(now=NOON)


@pytest.fixture
def public_url(dsn, clock):
    with running_app(dsn, lambda: clock.now) as address:
        yield address


@pytest.fixture
def newsroom(dsn, hub, clock, public_url, tmp_path):
    """What the poller and the operator do: declare hubs, let the time go by, renew."""
    known = {"allow": urlsplit(hub.base).netloc, "MARSAD_PUBLIC_URL": public_url}
    settings = make_settings(tmp_path, **known)

    def declare(url=hub.url, topic=TOPIC, feed=FEED):
        with connect(dsn) as connection:
            note_hubs(connection, {feed: HubLink(url, topic) if url else None}, clock.now)

    def renew(followed=(FEED,), settings=settings):
        return renew_subscriptions(dsn, followed, settings, lambda: clock.now)

    def go(until):
        clock.now = until

    def polled(polled_at, next_poll_at):
        state = FeedState(FEED, "nahr", TOPIC, next_poll_at, 300.0, last_polled_at=polled_at)
        with connect(dsn) as connection:
            poll = FeedPoll(FEED, polled_at, PollOutcome.UNCHANGED, 200, 1, 0, 0, 0, 0, 1, 1, None)
            save_poll(connection, state, poll)

    return SimpleNamespace(declare=declare, renew=renew, go=go, polled=polled, home=tmp_path, known=known)


def one(connection):
    (subscription,) = live_subscriptions(connection)
    return subscription


def states(connection):
    return [row[0] for row in connection.execute("SELECT state FROM ops.subscription ORDER BY ended_at NULLS LAST")]


def counts(connection):
    return connection.execute("SELECT ping_count, rejected_count FROM ops.subscription").fetchone()


def test_a_declared_hub_is_asked_and_verifies_while_it_is_being_asked(newsroom, hub, connection):
    newsroom.declare()
    assert newsroom.renew() == SubscriptionReport(asked=1)
    (form,) = hub.forms
    assert (form["hub.mode"], form["hub.topic"]) == ("subscribe", TOPIC)
    assert hub.answers == [(200, "nonce-1")]
    subscription = one(connection)
    assert subscription.state is SubscriptionState.VERIFIED
    assert subscription.lease_expires_at == NOON + 10 * DAY
    assert subscription.message is None
    assert newsroom.renew() == SubscriptionReport()


def test_a_signed_ping_wakes_the_feed(newsroom, hub, connection):
    newsroom.declare()
    newsroom.renew()
    newsroom.polled(NOON, NOON + 20 * MINUTE)
    newsroom.go(NOON + MINUTE)
    assert hub.ping(hub.forms[0]) == 202
    assert feed_states(connection)[FEED].next_poll_at == NOON + MINUTE
    assert counts(connection) == (1, 0)


def test_a_wrong_signature_is_acknowledged_and_wakes_nobody(newsroom, hub, connection):
    newsroom.declare()
    newsroom.renew()
    newsroom.polled(NOON, NOON + 20 * MINUTE)
    newsroom.go(NOON + MINUTE)
    assert hub.ping(hub.forms[0], key="guessed") == 202
    assert feed_states(connection)[FEED].next_poll_at == NOON + 20 * MINUTE
    assert counts(connection) == (0, 1)


def test_a_replayed_ping_costs_one_poll_in_ten_seconds_at_most(newsroom, hub, connection):
    newsroom.declare()
    newsroom.renew()
    for second in range(12):
        newsroom.go(NOON + timedelta(seconds=second))
        due = feed_states(connection).get(FEED)
        if due is None or due.next_poll_at <= NOON + timedelta(seconds=second):
            newsroom.polled(NOON + timedelta(seconds=second), NOON + 20 * MINUTE)
        assert hub.ping(hub.forms[0]) == 202
    polls = connection.execute("SELECT polled_at FROM ops.feed_poll ORDER BY 1").fetchall()
    assert [row[0] for row in polls] == [NOON, NOON + timedelta(seconds=10)]
    assert counts(connection) == (12, 0)


def test_a_huge_body_is_refused(newsroom, hub, connection):
    newsroom.declare()
    newsroom.renew()
    assert hub.ping(hub.forms[0], b"a" * 2_000_000) == 202
    # The rest is not read: a hub that goes on sending finds the connection closed.
    try:
        status = hub.ping(hub.forms[0], b"a" * 12_000_000)
    except OSError:
        status = 413
    assert status == 413
    assert counts(connection) == (1, 0)


def test_a_body_that_does_not_come_is_not_waited_for(newsroom, hub, public_url, monkeypatch, connection):
    newsroom.declare()
    newsroom.renew()
    monkeypatch.setattr(websub, "BODY_DEADLINE", 0.2)
    client = HTTPConnection(urlsplit(public_url).netloc, timeout=10)
    client.putrequest("POST", urlsplit(hub.forms[0]["hub.callback"]).path)
    client.putheader("Content-Length", "100")
    client.endheaders(b"half")
    assert client.getresponse().status == 408
    client.close()
    assert counts(connection) == (0, 0)


def test_a_hub_that_verifies_what_was_never_asked_for_is_refused(newsroom, hub, connection):
    hub.verifies = False
    newsroom.declare()
    newsroom.renew()
    (form,) = hub.forms
    assert hub.verify(form, "subscribe", "https://other.example/rss")[0] == 404
    assert hub.verify(form, "unsubscribe")[0] == 404
    assert hub.verify({**form, "hub.callback": form["hub.callback"][:-1] + "!"}, "subscribe")[0] == 404
    assert one(connection).state is SubscriptionState.REQUESTED
    assert hub.verify(form, "subscribe") == (200, "nonce-1")
    assert one(connection).state is SubscriptionState.VERIFIED


def test_a_lease_is_renewed_under_the_same_callback_before_it_ends(newsroom, hub, connection):
    newsroom.declare()
    newsroom.renew()
    newsroom.go(NOON + 8 * DAY)
    assert newsroom.renew() == SubscriptionReport()
    newsroom.go(NOON + 9 * DAY)
    assert newsroom.renew() == SubscriptionReport(asked=1)
    assert hub.forms[0] == hub.forms[1]
    assert one(connection).lease_expires_at == NOON + 19 * DAY


def test_a_lease_that_ended_while_nobody_looked_is_asked_for_anew(newsroom, hub, connection):
    newsroom.declare()
    newsroom.renew()
    newsroom.go(NOON + 40 * DAY)
    assert newsroom.renew() == SubscriptionReport(asked=1)
    assert one(connection).lease_expires_at == NOON + 50 * DAY


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500, 503])
def test_a_hub_that_refuses_is_asked_again_later(newsroom, hub, connection, status):
    hub.status, hub.verifies = status, False
    newsroom.declare()
    assert newsroom.renew() == SubscriptionReport(asked=1, failed=1)
    failed = one(connection)
    assert (failed.state, failed.attempt_count) == (SubscriptionState.FAILED, 1)
    assert str(status) in failed.message
    assert newsroom.renew() == SubscriptionReport()
    hub.status, hub.verifies = 202, True
    newsroom.go(failed.next_request_at)
    assert newsroom.renew() == SubscriptionReport(asked=1)
    assert one(connection).state is SubscriptionState.VERIFIED


def test_a_hub_that_asks_for_patience_gets_it(newsroom, hub, connection):
    hub.status, hub.verifies, hub.headers = 429, False, {"Retry-After": "7200"}
    newsroom.declare()
    newsroom.renew()
    assert one(connection).next_request_at == NOON + timedelta(hours=2)


def test_a_slow_hub_that_verified_counts_as_verified(newsroom, hub, connection, monkeypatch):
    monkeypatch.setattr(subscribe, "DEADLINE", 0.3)
    hub.seconds = 0.6
    newsroom.declare()
    assert newsroom.renew() == SubscriptionReport(asked=1, failed=1)
    assert one(connection).state is SubscriptionState.VERIFIED


def test_a_slow_hub_does_not_stop_the_others(newsroom, hub, connection, monkeypatch):
    monkeypatch.setattr(subscribe, "DEADLINE", 0.3)
    with running_hub() as slow:
        slow.seconds, slow.verifies = 0.6, False
        newsroom.known["allow"] += f",{urlsplit(slow.base).netloc}"
        newsroom.declare(slow.url, feed="furat/all")
        newsroom.declare()
        settings = make_settings(newsroom.home, **newsroom.known)
        assert newsroom.renew((FEED, "furat/all"), settings) == SubscriptionReport(asked=2, failed=1)
    found = {s.feed_id: s.state for s in live_subscriptions(connection)}
    assert found == {FEED: SubscriptionState.VERIFIED, "furat/all": SubscriptionState.FAILED}


def test_many_feeds_of_a_dead_hub_hold_up_no_round(newsroom, hub, connection, monkeypatch):
    monkeypatch.setattr(subscribe, "DEADLINE", 0.4)
    monkeypatch.setattr(subscribe, "ROUND", 0.6)
    hub.seconds, hub.verifies = 1.0, False
    followed = [f"nahr/{number}" for number in range(12)]
    for feed in followed:
        newsroom.declare(feed=feed)
    started = time.monotonic()
    assert newsroom.renew(followed) == SubscriptionReport(asked=12, failed=12)
    assert time.monotonic() - started < 2.4  # what it takes in turn
    assert {s.state for s in live_subscriptions(connection)} == {SubscriptionState.FAILED}


def test_a_hub_on_a_private_address_is_not_dialled(newsroom, hub, connection):
    with running_hub() as inside:
        newsroom.declare(inside.url)
        assert newsroom.renew() == SubscriptionReport(asked=1, failed=1)
        assert inside.forms == []
    assert "MARSAD_ALLOW_PRIVATE" in one(connection).message


def test_failures_in_a_row_open_an_issue_that_a_verification_closes(newsroom, hub, connection):
    hub.status, hub.verifies = 503, False
    newsroom.declare()
    for _ in range(ATTEMPTS_BEFORE_ISSUE):
        newsroom.renew()
        assert open_issues(connection) == []
        newsroom.go(one(connection).next_request_at)
    newsroom.renew()
    (issue,) = open_issues(connection)
    assert (issue["kind"], issue["subject"]) == ("hub_failing", FEED)
    assert issue["message"].startswith(f"{hub.url}: {ATTEMPTS_BEFORE_ISSUE} requests in a row were not verified: ")
    assert "503" in issue["message"]
    hub.status, hub.verifies = 202, True
    newsroom.go(one(connection).next_request_at)
    newsroom.renew()
    assert open_issues(connection) == []


def test_a_hub_that_takes_requests_and_never_verifies_is_an_issue_that_names_our_address(
    newsroom, hub, connection, public_url
):
    hub.verifies = False
    newsroom.declare()
    for _ in range(ATTEMPTS_BEFORE_ISSUE + 1):
        assert newsroom.renew() == SubscriptionReport(asked=1)
        newsroom.go(one(connection).next_request_at)
    (issue,) = open_issues(connection)
    assert f"{public_url}{CALLBACK_PATH}/" in issue["message"]


def test_a_denial_is_kept_with_its_reason_and_taken_for_a_week(newsroom, hub, connection):
    newsroom.declare()
    newsroom.renew()
    assert hub.deny(hub.forms[0], "المصدر خاص") == (200, "")
    denied = one(connection)
    assert (denied.state, denied.message) == (SubscriptionState.DENIED, "the hub denies: المصدر خاص")
    newsroom.go(NOON + 6 * DAY)
    assert newsroom.renew() == SubscriptionReport()
    newsroom.go(NOON + 7 * DAY)
    assert newsroom.renew() == SubscriptionReport(asked=1)
    assert one(connection).state is SubscriptionState.VERIFIED


def test_a_feed_that_no_longer_declares_its_hub_is_unsubscribed_after_a_day(newsroom, hub, connection):
    newsroom.declare()
    newsroom.renew()
    newsroom.declare(None)
    newsroom.go(NOON + SETTLING - MINUTE)
    assert newsroom.renew() == SubscriptionReport()
    newsroom.go(NOON + SETTLING)
    assert newsroom.renew() == SubscriptionReport(stopped=1)
    assert [form["hub.mode"] for form in hub.forms] == ["subscribe", "unsubscribe"]
    assert hub.answers[1] == (200, "nonce-2")
    assert live_subscriptions(connection) == []
    assert hub.ping(hub.forms[0]) == 410
    assert hub.verify(hub.forms[0], "subscribe")[0] == 404


def test_one_answer_without_the_hub_is_no_farewell(newsroom, hub, connection):
    newsroom.declare()
    newsroom.renew()
    newsroom.declare(None)
    newsroom.go(NOON + MINUTE)
    newsroom.declare()
    newsroom.go(NOON + 2 * DAY)
    assert newsroom.renew() == SubscriptionReport()
    assert one(connection).state is SubscriptionState.VERIFIED


def test_a_feed_that_moves_to_another_topic_is_followed_there(newsroom, hub, connection):
    newsroom.declare()
    newsroom.renew()
    newsroom.declare(topic="https://nahr.example/new")
    newsroom.go(NOON + SETTLING)
    assert newsroom.renew() == SubscriptionReport(asked=1, stopped=1)
    modes = {(form["hub.mode"], form["hub.topic"]) for form in hub.forms[1:]}
    assert modes == {("unsubscribe", TOPIC), ("subscribe", "https://nahr.example/new")}
    assert one(connection).topic_url == "https://nahr.example/new"


def test_a_topic_that_changes_with_every_answer_bothers_no_hub(newsroom, hub, connection):
    for number in range(30):
        newsroom.go(NOON + number * 5 * MINUTE)
        newsroom.declare(topic=f"https://nahr.example/rss?t={number}")
        newsroom.renew()
    assert len(hub.forms) == 1
    assert len(states(connection)) == 2


def test_a_feed_that_is_not_followed_any_more_is_unsubscribed(newsroom, hub, connection):
    newsroom.declare()
    newsroom.renew()
    assert newsroom.renew(()) == SubscriptionReport(stopped=1)
    assert hub.forms[1]["hub.mode"] == "unsubscribe"
    assert states(connection) == ["ended"]


def test_a_disabled_feed_is_unsubscribed_and_an_enabled_one_subscribed_again(newsroom, hub, dsn, connection):
    newsroom.declare()
    newsroom.renew()
    with connect(dsn) as operator:
        disable_feed(operator, FEED, "nahr", "by hand", NOON)
    assert newsroom.renew() == SubscriptionReport(stopped=1)
    with connect(dsn) as operator:
        enable_feed(operator, FEED, NOON)
    newsroom.declare()
    assert newsroom.renew() == SubscriptionReport(asked=1)
    assert states(connection) == ["ended", "verified"]


def test_a_hub_that_cannot_be_told_to_stop_learns_it_from_our_answers(newsroom, hub, connection):
    newsroom.declare()
    newsroom.renew()
    hub.status, hub.verifies = 500, False
    assert newsroom.renew(()) == SubscriptionReport(stopped=1, failed=1)
    assert newsroom.renew(()) == SubscriptionReport()
    assert hub.ping(hub.forms[0]) == 410
    assert open_issues(connection) == []


def test_without_a_public_address_hubs_are_noted_and_not_asked(newsroom, hub, connection, tmp_path):
    newsroom.declare()
    assert newsroom.renew(settings=make_settings(tmp_path)) == SubscriptionReport()
    assert hub.forms == []
    assert one(connection).state is SubscriptionState.DECLARED


def test_taking_the_public_address_away_unsubscribes_and_giving_one_back_subscribes(newsroom, hub, connection):
    newsroom.declare()
    newsroom.renew()
    off = make_settings(newsroom.home, newsroom.known["allow"])
    assert newsroom.renew(settings=off) == SubscriptionReport(stopped=1)
    assert newsroom.renew(settings=off) == SubscriptionReport()
    assert hub.answers[-1] == (200, "nonce-2")
    assert states(connection) == ["ended", "declared"]
    assert newsroom.renew() == SubscriptionReport(asked=1)
    assert states(connection) == ["ended", "verified"]
    assert hub.forms[2]["hub.callback"] != hub.forms[0]["hub.callback"]
    assert hub.forms[2]["hub.secret"] != hub.forms[0]["hub.secret"]


def test_two_workers_ask_once(newsroom, hub, connection):
    for number in range(8):
        newsroom.declare(feed=f"nahr/{number}")
    followed = [f"nahr/{number}" for number in range(8)]
    reports = []
    workers = [threading.Thread(target=lambda: reports.append(newsroom.renew(followed))) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(report.asked for report in reports) == len(hub.forms) == 8
    assert len({form["hub.callback"] for form in hub.forms}) == 8


def test_a_first_start_is_no_volley(newsroom, hub, connection):
    followed = [f"nahr/{number}" for number in range(subscribe.BATCH + 3)]
    for feed in followed:
        newsroom.declare(feed=feed)
    assert newsroom.renew(followed).asked == subscribe.BATCH
    assert newsroom.renew(followed).asked == 3


def test_a_row_that_someone_holds_makes_the_hub_come_again(newsroom, hub, dsn, monkeypatch, connection):
    newsroom.declare()
    newsroom.renew()
    with psycopg.connect(dsn) as holder:
        holder.execute("SELECT 1 FROM ops.subscription FOR UPDATE")
        started = time.monotonic()
        assert hub.ping(hub.forms[0]) == 503
        assert time.monotonic() - started < 8
    assert hub.ping(hub.forms[0]) == 202
    assert counts(connection) == (1, 0)


def test_while_postgres_is_away_hubs_are_told_to_come_again(newsroom, hub):
    newsroom.declare()
    newsroom.renew()
    token = hub.forms[0]["hub.callback"].rpartition("/")[2]
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        closed = nobody.getsockname()[1]
    with running_app(f"postgresql://127.0.0.1:{closed}/news", lambda: NOON) as elsewhere:
        form = {**hub.forms[0], "hub.callback": f"{elsewhere}{CALLBACK_PATH}/{token}"}
        assert hub.ping(form) == 503
        assert hub.verify(form, "subscribe")[0] == 503


def test_secrets_are_in_no_log(newsroom, hub, caplog):
    caplog.set_level("DEBUG")
    hub.status = 500
    newsroom.declare()
    newsroom.renew()
    hub.ping(hub.forms[0], key="guessed")
    assert FEED in caplog.text
    assert hub.forms[0]["hub.secret"] not in caplog.text
    assert hub.forms[0]["hub.callback"].rpartition("/")[2] not in caplog.text
