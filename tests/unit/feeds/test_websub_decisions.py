"""Where a feed declares its hub, when the hub is asked, and what its messages change."""

import hmac
import time
from dataclasses import replace
from datetime import timedelta

import pytest

from builders import NOON
from marsad.errors import ConfigError
from marsad.feeds.hub_link import LONGEST, hub_addresses, hub_of
from marsad.feeds.parsed import ParsedFeed
from marsad.feeds.websub import (
    DENIED_WAIT,
    FIRST_WAIT,
    LEASE,
    LONGEST_CHALLENGE,
    LONGEST_LEASE,
    LONGEST_WAIT,
    SETTLING,
    Intent,
    Step,
    agreed,
    ended,
    intent_of,
    is_signed,
    next_step,
    refused,
    request_form,
    requested,
    signature_of,
)
from marsad.model import HubLink, Subscription, SubscriptionState
from marsad.settings import load_settings

HERE = "https://marsad.example"
HUB, TOPIC = "https://hub.example/", "https://nahr.example/rss"
TOKEN, SECRET = "t" * 43, "s" * 43
DECLARED = Subscription(TOKEN, SECRET, "nahr/all", HUB, TOPIC, SubscriptionState.DECLARED, NOON)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def step(subscription, now=NOON, *, is_polled=True, public_url=HERE):
    return next_step(subscription, is_polled=is_polled, public_url=public_url, now=now)


def says(mode, **parts):
    return replace(Intent(mode, TOPIC, "nonce", 864_000.0, ""), **parts)


def pending(now=NOON):
    return requested(DECLARED, HERE, now)


def verified(seconds=864_000.0, now=NOON):
    after = agreed(pending(now), says("subscribe", lease_seconds=seconds), now)
    assert after is not None
    return after


def declares(link="", hub=None, topic=None, url="https://nahr.example/rss?page=1"):
    return hub_of(ParsedFeed("", (), hub=hub, topic=topic), {"link": link} if link else {}, url)


# --- Discovery ---


def test_a_feed_without_a_hub_has_none():
    assert declares() is None
    assert declares(link=f'<{TOPIC}>; rel="self"', topic=TOPIC) is None


def test_link_headers_come_before_the_feed_itself():
    header = '<https://other.example/hub>; rel="hub", <https://nahr.example/self>; rel="self"'
    assert declares(header, HUB, TOPIC) == HubLink("https://other.example/hub", "https://nahr.example/self")
    assert declares("", HUB, TOPIC) == HubLink(HUB, TOPIC)


def test_what_the_headers_leave_out_is_taken_from_the_feed_and_then_from_its_address():
    assert declares(f"<{HUB}>; rel=hub", topic=TOPIC) == HubLink(HUB, TOPIC)
    assert declares(f"<{TOPIC}>; rel=self", hub=HUB) == HubLink(HUB, TOPIC)
    assert declares(hub=HUB) == HubLink(HUB, "https://nahr.example/rss?page=1")


@pytest.mark.parametrize(
    "header",
    [
        "<https://hub.example/>; rel=hub",
        '<https://hub.example/>;rel="hub"',
        '<https://hub.example/> ; REL = "Hub"',
        '<https://hub.example/>; title="a, <b>; \\"c\\""; rel="alternate hub"',
        "<https://nahr.example/next>; rel=next, <https://hub.example/>; rel=hub, <https://late.example/>; rel=hub",
        '<https://nahr.example/>; title="<https://trap.example/>; rel=hub", <https://hub.example/>; rel=hub',
        '<https://trap.example/>; rel=hub; anchor="https://else.example/", <https://hub.example/>; rel=hub',
        "<ftp://trap.example/>; rel=hub, <https://user:password@hub.example/>; rel=hub",
    ],
)
def test_a_link_header_is_read_as_rfc_8288_writes_it(header):
    assert declares(header, topic=TOPIC) == HubLink(HUB, TOPIC)


@pytest.mark.parametrize("header", ["", "<>", "rel=hub", "<https://hub.example/>", "<https://hub.example/>; rev=hub"])
def test_a_header_that_links_no_hub_is_none(header):
    assert declares(header) is None


def test_addresses_in_headers_are_relative_to_the_feed():
    header = '</hub>; rel="hub", <feed.xml>; rel="self"'
    assert declares(header, url="https://nahr.example/a/b") == HubLink(
        "https://nahr.example/hub", "https://nahr.example/a/feed.xml"
    )


def test_an_address_no_index_could_hold_is_not_used():
    assert declares(hub=HUB + "a" * LONGEST, topic=TOPIC) is None
    assert declares(hub=HUB, topic=TOPIC + "ع" * (LONGEST // 2)) is None


@pytest.mark.parametrize("unit", ["<", "<a>;a", ";a=", '<a>;a="\\', "<a> ", '<a>; rel="'])
def test_a_header_is_never_searched_twice(unit):
    started = time.process_time()
    assert declares(unit * (256_000 // len(unit))) is None
    assert time.process_time() - started < 2


def test_a_hub_is_asked_over_https_where_it_may_have_it():
    assert hub_addresses("http://hub.example/a?b") == ("https://hub.example/a?b", "http://hub.example/a?b")
    assert hub_addresses("https://hub.example/") == ("https://hub.example/",)
    assert hub_addresses("http://hub.example:8080/") == ("http://hub.example:8080/",)


# --- When to ask ---


def test_a_declared_hub_is_asked():
    assert step(DECLARED) is Step.SUBSCRIBE


def test_without_an_address_of_ours_nobody_is_asked():
    assert step(DECLARED, public_url=None) is Step.WAIT


def test_an_asked_hub_has_time_to_verify_and_longer_each_time():
    subscription, now, waits = DECLARED, NOON, []
    for _ in range(12):
        assert step(subscription, now) is Step.SUBSCRIBE
        subscription = requested(subscription, HERE, now)
        waits.append(subscription.next_request_at - now)
        assert step(subscription, subscription.next_request_at - MINUTE) is Step.WAIT
        now = subscription.next_request_at
    assert waits[:3] == [FIRST_WAIT, 2 * FIRST_WAIT, 4 * FIRST_WAIT]
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT
    assert subscription.attempt_count == 12
    assert subscription.state is SubscriptionState.REQUESTED


@pytest.mark.parametrize(
    ("seconds", "left"),
    [(864_000.0, DAY), (100 * 86_400.0, DAY), (36_000.0, timedelta(hours=1)), (None, DAY)],
)
def test_a_lease_is_renewed_before_it_ends(seconds, left):
    subscription = verified(seconds)
    renewal = subscription.lease_expires_at - left
    assert step(subscription, renewal - MINUTE) is Step.WAIT
    assert step(subscription, renewal) is Step.SUBSCRIBE


def test_a_lease_of_seconds_does_not_make_us_ask_in_a_loop():
    for seconds in (0.0, 1.0, 60.0):
        assert verified(seconds).next_request_at == NOON + FIRST_WAIT


def test_no_lease_is_believed_for_ever():
    assert verified(999_999_999.0).lease_expires_at == NOON + LONGEST_LEASE
    assert verified(None).lease_expires_at == NOON + LEASE


def test_while_it_is_renewed_a_subscription_stays_verified_until_its_lease_ends():
    later = NOON + timedelta(days=9)
    renewing = requested(verified(), HERE, later)
    assert renewing.state is SubscriptionState.VERIFIED
    assert refused(renewing, later, "status 503", None, later).state is SubscriptionState.VERIFIED
    over = NOON + timedelta(days=11)
    assert requested(verified(), HERE, over).state is SubscriptionState.REQUESTED
    assert refused(renewing, later, "status 503", None, over).state is SubscriptionState.FAILED


def test_a_refusal_keeps_its_cause_and_waits_as_it_was_told():
    after = refused(pending(), NOON, f"{HUB}: status\n404\0", None, NOON)
    assert (after.state, after.message) == (SubscriptionState.FAILED, f"{HUB}: status 404")
    assert after.next_request_at == pending().next_request_at
    assert refused(pending(), NOON, "", 7200.0, NOON).next_request_at == NOON + timedelta(hours=2)
    assert refused(pending(), NOON, "", 1e12, NOON).next_request_at == NOON + LONGEST_WAIT


def test_what_the_hub_said_at_our_callback_counts_for_more_than_its_answer():
    assert refused(verified(), NOON, "time-out", None, NOON) == verified()
    denied = agreed(pending(), says("denied"), NOON)
    assert refused(denied, NOON, "status 403", None, NOON) == denied
    assert refused(ended(pending(), NOON), NOON, "", None, NOON).state is SubscriptionState.ENDED


def test_an_answer_to_an_earlier_request_changes_nothing():
    again = requested(pending(), HERE, NOON + FIRST_WAIT)
    assert refused(again, NOON, "time-out", None, NOON) == again


def test_a_denial_is_taken_for_a_while():
    denied = agreed(verified(), says("denied", reason="كفى\n"), NOON)
    assert (denied.state, denied.message) == (SubscriptionState.DENIED, "the hub denies: كفى")
    assert step(denied, NOON + DENIED_WAIT - MINUTE) is Step.WAIT
    assert step(denied, NOON + DENIED_WAIT) is Step.SUBSCRIBE


@pytest.mark.parametrize("subscription", [pending(), verified(), refused(pending(), NOON, "", None, NOON)])
def test_what_is_not_wanted_is_unsubscribed(subscription):
    assert step(subscription, is_polled=False) is Step.UNSUBSCRIBE
    assert step(subscription, public_url=None) is Step.UNSUBSCRIBE
    assert step(subscription, public_url="https://moved.example") is Step.UNSUBSCRIBE
    undeclared = replace(subscription, undeclared_at=NOON)
    assert step(undeclared, NOON + SETTLING - MINUTE) is not Step.UNSUBSCRIBE
    assert step(undeclared, NOON + SETTLING) is Step.UNSUBSCRIBE


def test_a_hub_that_was_never_asked_is_let_go_at_once():
    assert step(replace(DECLARED, undeclared_at=NOON)) is Step.UNSUBSCRIBE


def test_what_has_ended_stays_so():
    over = ended(verified(), NOON)
    for is_polled in (True, False):
        assert step(over, NOON + 400 * DAY, is_polled=is_polled) is Step.WAIT


# --- What a hub says ---


def test_the_request_says_what_the_recommendation_asks_for():
    assert request_form(pending(), "subscribe") == {
        "hub.mode": "subscribe",
        "hub.topic": TOPIC,
        "hub.callback": f"{HERE}/marsad-websub/{TOKEN}",
        "hub.secret": SECRET,
        "hub.lease_seconds": "864000",
        "hub.verify": "async",
    }


def test_an_intent_is_read_from_the_query():
    query = {"hub.mode": "subscribe", "hub.topic": TOPIC, "hub.challenge": "nonce", "hub.lease_seconds": "864000"}
    assert intent_of(query) == says("subscribe")
    assert intent_of({}) == Intent("", "", "", None, "")


@pytest.mark.parametrize("seconds", ["", "-1", "1.5", "soon", "٩", "²", "0x10"])
def test_a_lease_that_is_no_number_is_not_told(seconds):
    assert intent_of({"hub.lease_seconds": seconds}).lease_seconds is None


def test_a_lease_of_any_length_can_be_read():
    assert verified(intent_of({"hub.lease_seconds": "9" * 400}).lease_seconds).lease_expires_at == NOON + LONGEST_LEASE


def test_a_verification_begins_the_lease_and_clears_the_failures():
    failed = refused(pending(), NOON, "time-out", None, NOON)
    after = agreed(failed, says("subscribe"), NOON)
    assert (after.state, after.verified_at, after.lease_expires_at) == (SubscriptionState.VERIFIED, NOON, NOON + LEASE)
    assert (after.attempt_count, after.message) == (0, None)


@pytest.mark.parametrize(
    ("subscription", "mode"),
    [
        (DECLARED, "subscribe"),  # nobody asked
        (ended(verified(), NOON), "subscribe"),
        (agreed(pending(), says("denied"), NOON), "subscribe"),
        (verified(), "unsubscribe"),  # nobody wants that
        (ended(verified(), NOON), "denied"),
        (pending(), "publish"),
        (pending(), ""),
    ],
)
def test_what_was_not_asked_for_is_not_agreed_to(subscription, mode):
    assert agreed(subscription, says(mode), NOON) is None


def test_the_end_of_a_subscription_is_agreed_to():
    over = ended(verified(), NOON)
    assert agreed(over, says("unsubscribe"), NOON) == over


@pytest.mark.parametrize("mode", ["subscribe", "denied"])
def test_another_topic_is_not_agreed_to(mode):
    for topic in ("", "https://nahr.example/rss/", "https://other.example/rss"):
        assert agreed(pending(), says(mode, topic=topic), NOON) is None


def test_a_topic_may_come_back_with_other_escapes():
    subscription = replace(pending(), topic_url="https://nahr.example/أخبار")
    topic = "https://nahr.example/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1"
    assert agreed(subscription, says("subscribe", topic=topic), NOON) is not None


@pytest.mark.parametrize("challenge", ["", "\0", "a\nb", "عدد", "<\x1b>", "a" * (LONGEST_CHALLENGE + 1)])
def test_a_challenge_that_is_no_plain_word_is_not_echoed(challenge):
    assert agreed(pending(), says("subscribe", challenge=challenge), NOON) is None


@pytest.mark.parametrize("algorithm", ["sha1", "sha256", "sha384", "sha512"])
def test_a_signature_holds_for_its_body_and_secret_only(algorithm):
    body = "نص".encode()
    digits = hmac.new(SECRET.encode(), body, algorithm).hexdigest()
    signature = signature_of(f" {algorithm.upper()}={digits.upper()} ")

    def mac(key, text):
        return hmac.new(key, text, signature.algorithm)

    assert is_signed(signature, mac(SECRET.encode(), body))
    assert not is_signed(signature, mac(b"other", body))
    assert not is_signed(signature, mac(SECRET.encode(), body + b" "))
    assert not is_signed(signature_of(f"{algorithm}={digits[:-1]}"), mac(SECRET.encode(), body))
    assert not is_signed(signature_of(f"{algorithm}="), mac(SECRET.encode(), body))


@pytest.mark.parametrize("header", [None, "", "=abc", "md5=abc", "sha3_256=abc", "none=", "sha1=عدد"])
def test_what_is_no_signature_is_none(header):
    assert signature_of(header) is None


def test_secrets_stand_in_no_log():
    assert TOKEN not in repr(pending())
    assert SECRET not in repr(pending())


# --- The setting ---


def test_the_public_address_is_none_until_it_is_set():
    assert load_settings({}).public_url is None
    assert load_settings({"MARSAD_PUBLIC_URL": " https://a.example/air/ "}).public_url == "https://a.example/air"


@pytest.mark.parametrize(
    "value",
    [
        "marsad.example",
        "ftp://a.example",
        "https://",
        "https://a.example/?q",
        "https://a.example:x",
        "https://user@a.example",
        "https://[::1",
        "https://مرصد.example",
    ],
)
def test_a_public_address_that_hubs_could_not_use_is_refused(value):
    with pytest.raises(ConfigError, match="MARSAD_PUBLIC_URL"):
        load_settings({"MARSAD_PUBLIC_URL": value})
