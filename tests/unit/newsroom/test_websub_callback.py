"""The hubs' address over HTTP, with the warehouse's part played by a notebook in memory."""

import hmac
from dataclasses import replace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from builders import NOON
from marsad.errors import RetryableError
from marsad.feeds.websub import CALLBACK_PATH, agreed
from marsad.model import Subscription, SubscriptionState
from marsad.newsroom import websub
from marsad.newsroom.websub import MAX_BYTES, create_callback_app

TOKEN, SECRET, TOPIC = "t" * 43, "s" * 43, "https://nahr.example/rss"
VERIFY = {"hub.mode": "subscribe", "hub.topic": TOPIC, "hub.challenge": "nonce-1", "hub.lease_seconds": "864000"}


class Notebook:
    """What `pipeline.answer_hubs` keeps in Postgres."""

    def __init__(self):
        self.subscription = Subscription(
            TOKEN, SECRET, "nahr/all", "https://hub.example/", TOPIC, SubscriptionState.REQUESTED, NOON
        )
        self.asked = []
        self.pings = []
        self.is_away = False

    def find_subscription(self, dsn, token):
        self.asked.append(token)
        if self.is_away:
            raise RetryableError("db.example:5432/news", "Postgres does not answer")
        return self.subscription if token == self.subscription.callback_token else None

    def answer_intent(self, dsn, token, intent, now):
        known = self.find_subscription(dsn, token)
        after = agreed(known, intent, now) if known else None
        self.subscription = after or self.subscription
        return after is not None

    def count_ping(self, dsn, subscription, is_signed, now):
        self.pings.append(is_signed)


@pytest.fixture
def notebook(monkeypatch):
    kept = Notebook()
    for name in ("find_subscription", "answer_intent", "count_ping"):
        monkeypatch.setattr(websub, name, getattr(kept, name))
    return kept


@pytest.fixture
def client(notebook):
    return TestClient(create_callback_app("postgresql://db.example/news", lambda: NOON), follow_redirects=False)


def signed(body, algorithm="sha256", key=SECRET):
    return {"X-Hub-Signature": f"{algorithm}={hmac.new(key.encode(), body, algorithm).hexdigest()}"}


def test_a_verification_is_answered_with_the_challenge_and_nothing_a_browser_would_run(client, notebook):
    answer = client.get(f"/{TOKEN}", params=VERIFY)
    assert (answer.status_code, answer.text) == (200, "nonce-1")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert notebook.subscription.state is SubscriptionState.VERIFIED


def test_a_denial_is_taken_without_an_echo(client, notebook):
    answer = client.get(f"/{TOKEN}", params={**VERIFY, "hub.mode": "denied", "hub.reason": "no"})
    assert (answer.status_code, answer.text) == (200, "")
    assert notebook.subscription.state is SubscriptionState.DENIED


@pytest.mark.parametrize(
    "changes",
    [{"hub.topic": "https://other.example/rss"}, {"hub.mode": "unsubscribe"}, {"hub.mode": ""}, {"hub.challenge": ""}],
)
def test_what_was_not_asked_for_is_not_found(client, notebook, changes):
    before = notebook.subscription
    answer = client.get(f"/{TOKEN}", params={**VERIFY, **changes})
    assert answer.status_code == 404
    assert "nonce-1" not in answer.text
    assert notebook.subscription == before


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_unknown_token_is_not_found(client, notebook, method):
    assert client.request(method, f"/{'u' * 43}", params=VERIFY).status_code == 404
    assert notebook.pings == []


@pytest.mark.parametrize("token", ["x", "t" * 44, "t" * 42 + "=", "t" * 42 + "%00", "t" * 42 + "é", "..%2F" + TOKEN])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_is_no_token_is_not_even_looked_up(client, notebook, method, token):
    assert client.request(method, f"/{token}", params=VERIFY).status_code == 404
    assert notebook.asked == []


@pytest.mark.parametrize("algorithm", ["sha1", "sha256", "sha384", "sha512"])
def test_a_signed_ping_counts(client, notebook, algorithm):
    body = "<rss>خبر</rss>".encode()
    assert client.post(f"/{TOKEN}", content=body, headers=signed(body, algorithm)).status_code == 202
    assert notebook.pings == [True]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Hub-Signature": ""},
        {"X-Hub-Signature": "sha256="},
        {"X-Hub-Signature": "md5=900150983cd24fb0d6963f7d28e17f72"},
        signed(b"another body"),
        signed(b"body", key="another"),
        {"X-Hub-Signature-256": signed(b"body")["X-Hub-Signature"]},
    ],
)
def test_any_other_ping_is_acknowledged_and_ignored(client, notebook, headers):
    answer = client.post(f"/{TOKEN}", content=b"body", headers=headers)
    assert (answer.status_code, answer.content) == (202, b"")
    assert notebook.pings == [False]


def test_a_ping_may_come_in_pieces_and_without_any(client, notebook):
    pieces = [b"a" * 70_000] * 3
    assert client.post(f"/{TOKEN}", content=iter(pieces), headers=signed(b"".join(pieces))).status_code == 202
    assert client.post(f"/{TOKEN}", headers=signed(b"")).status_code == 202
    assert notebook.pings == [True, True]


def test_a_body_beyond_the_cap_is_refused(client, notebook):
    full = b"a" * MAX_BYTES
    assert client.post(f"/{TOKEN}", content=full, headers=signed(full)).status_code == 202
    longer = full + b"a"
    assert client.post(f"/{TOKEN}", content=longer, headers=signed(longer)).status_code == 413
    assert notebook.pings == [True]


def test_an_ended_subscription_tells_the_hub_to_stop(client, notebook):
    notebook.subscription = replace(notebook.subscription, state=SubscriptionState.ENDED)
    assert client.post(f"/{TOKEN}", content=b"x", headers=signed(b"x")).status_code == 410
    assert notebook.pings == []
    stop = client.get(f"/{TOKEN}", params={**VERIFY, "hub.mode": "unsubscribe"})
    assert (stop.status_code, stop.text) == (200, "nonce-1")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_while_postgres_is_away_hubs_are_told_to_come_again(client, notebook, method):
    notebook.is_away = True
    answer = client.request(method, f"/{TOKEN}", params=VERIFY)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    assert "db.example" not in answer.text


def test_nothing_else_is_there(client):
    for path in ("/", "/docs", "/redoc", "/openapi.json", f"/{TOKEN}/", f"/{TOKEN}/more"):
        assert client.get(path).status_code == 404, path
    for method in ("PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"):
        assert client.request(method, f"/{TOKEN}").status_code == 405, method


def test_the_newsroom_beside_it_does_not_catch_its_address(notebook):
    # As Airflow mounts them: a prefix of the one's path that is the other's whole path must not swallow it.
    root = FastAPI()
    root.mount("/marsad", FastAPI())
    root.mount(CALLBACK_PATH, create_callback_app("postgresql://db.example/news", lambda: NOON))
    assert TestClient(root).get(f"{CALLBACK_PATH}/{TOKEN}", params=VERIFY).text == "nonce-1"
