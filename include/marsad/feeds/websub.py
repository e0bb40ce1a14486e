"""What a WebSub subscription needs next, and what a hub's messages make of it. Pure: the clock is passed in.

W3C WebSub (https://www.w3.org/TR/websub/): a hub is asked, verifies with a GET that we asked, and pings until the
lease ends. A ping only wakes the feed: docs/adr/0010 says why.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from urllib.parse import unquote

from marsad.model import Subscription, SubscriptionState
from marsad.text.markup import storable

CALLBACK_PATH = "/marsad-websub"
LEASE = timedelta(days=10)  # what hubs are asked for; the recommendation's own figure
LONGEST_LEASE = timedelta(days=30)  # believed: whoever learns a callback could else keep us from renewing
FIRST_WAIT = timedelta(minutes=15)  # for the verification, and between requests at least
LONGEST_WAIT = timedelta(days=1)
DENIED_WAIT = timedelta(days=7)
# How long a feed must stay with another hub or topic, or with none, until hubs hear of it: one answer may lack its
# usual Link header, and some feeds give themselves another address with every answer.
SETTLING = timedelta(days=1)
ISSUE = "hub_failing"  # kind of the issue of a feed whose hub does not verify
ATTEMPTS_BEFORE_ISSUE = 3
LONGEST_CHALLENGE = 1000  # characters
LONGEST_MESSAGE = 500
ALGORITHMS = frozenset({"sha1", "sha256", "sha384", "sha512"})

_MAY_BE_VERIFIED = frozenset({SubscriptionState.REQUESTED, SubscriptionState.VERIFIED, SubscriptionState.FAILED})


class Step(Enum):
    """What to do about a subscription now."""

    SUBSCRIBE = auto()  # for the first time, once more, or to renew before the lease ends
    UNSUBSCRIBE = auto()
    WAIT = auto()


@dataclass(frozen=True, slots=True)
class Intent:
    """What a hub's GET says: that it verifies a request, or denies a subscription."""

    mode: str
    topic: str
    challenge: str
    lease_seconds: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class Signature:
    """What an X-Hub-Signature header claims: an algorithm of ALGORITHMS and lower-case hexadecimal digits."""

    algorithm: str
    digits: str


def next_step(subscription: Subscription, *, is_polled: bool, public_url: str | None, now: datetime) -> Step:
    """What to do now. `is_polled`: the feed is polled at all. `public_url`: MARSAD_PUBLIC_URL, None: no WebSub.

    A hub that was told another address of ours is unsubscribed there: the subscription starts anew.
    """
    if subscription.state is SubscriptionState.ENDED:
        return Step.WAIT
    if not is_polled or _is_given_up(subscription, now) or subscription.public_url not in (None, public_url):
        return Step.UNSUBSCRIBE
    if public_url is None or now < subscription.next_request_at:
        return Step.WAIT
    return Step.SUBSCRIBE


def requested(subscription: Subscription, public_url: str, now: datetime) -> Subscription:
    """As it stands when the hub is about to be asked. Counts an attempt, which a verification takes back."""
    attempts = subscription.attempt_count + 1
    return replace(
        subscription,
        state=SubscriptionState.VERIFIED if _has_lease(subscription, now) else SubscriptionState.REQUESTED,
        public_url=public_url,
        requested_at=now,
        attempt_count=attempts,
        next_request_at=now + min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(attempts - 1, 10)),
        message=f"asked, and not verified by a request to {public_url}{CALLBACK_PATH}/ yet",
    )


def refused(
    subscription: Subscription, asked_at: datetime | None, cause: str, retry_after: float | None, now: datetime
) -> Subscription:
    """As it stands when the request of `asked_at` was not taken. `retry_after` is in seconds, None when not told.

    What the hub said meanwhile at our callback counts for more, and so does a later request.
    """
    is_pending = subscription.attempt_count > 0 and subscription.requested_at == asked_at
    if not is_pending or subscription.state not in (SubscriptionState.REQUESTED, SubscriptionState.VERIFIED):
        return subscription
    patience = timedelta(seconds=min(retry_after or 0.0, LONGEST_WAIT.total_seconds()))
    return replace(
        subscription,
        state=SubscriptionState.VERIFIED if _has_lease(subscription, now) else SubscriptionState.FAILED,
        next_request_at=max(subscription.next_request_at, now + patience),
        message=_told(cause),
    )


def ended(subscription: Subscription, now: datetime) -> Subscription:
    """As it stands when it is not wanted any more: pings are answered with 410 from now on."""
    return replace(subscription, state=SubscriptionState.ENDED, ended_at=now, attempt_count=0, message=None)


def request_form(subscription: Subscription, mode: str) -> dict[str, str]:
    """What a hub is sent; `mode` is "subscribe" or "unsubscribe". hub.verify is for hubs of PubSubHubbub 0.3."""
    return {
        "hub.mode": mode,
        "hub.topic": subscription.topic_url,
        "hub.callback": f"{subscription.public_url}{CALLBACK_PATH}/{subscription.callback_token}",
        "hub.secret": subscription.secret,
        "hub.lease_seconds": f"{LEASE.total_seconds():.0f}",
        "hub.verify": "async",
    }


def intent_of(query: Mapping[str, str]) -> Intent:
    """Read the parameters of a hub's GET; what is missing is empty."""
    seconds = query.get("hub.lease_seconds", "").strip()
    is_number = seconds.isascii() and seconds.isdigit()
    return Intent(
        mode=query.get("hub.mode", "").lower(),
        topic=query.get("hub.topic", ""),
        challenge=query.get("hub.challenge", ""),
        lease_seconds=float(seconds[:9]) if is_number else None,
        reason=query.get("hub.reason", ""),
    )


def agreed(subscription: Subscription, intent: Intent, now: datetime) -> Subscription | None:
    """What the subscription becomes when the hub means one of our requests, or denies; None: answer 404."""
    if not _same_topic(subscription.topic_url, intent.topic):
        return None
    is_ended = subscription.state is SubscriptionState.ENDED
    if intent.mode == "denied" and not is_ended:
        return _denied(subscription, intent.reason, now)
    if not _is_fair(intent.challenge):
        return None
    if intent.mode == "subscribe" and subscription.state in _MAY_BE_VERIFIED:
        return _verified(subscription, intent.lease_seconds, now)
    return subscription if intent.mode == "unsubscribe" and is_ended else None


def signature_of(header: str | None) -> Signature | None:
    """Read X-Hub-Signature ("sha256=..."); None when it is missing, misshapen, or of an unknown algorithm."""
    algorithm, _, digits = (header or "").strip().lower().partition("=")
    return Signature(algorithm, digits) if algorithm in ALGORITHMS and digits.isascii() else None


def is_signed(signature: Signature, mac: hmac.HMAC) -> bool:
    """Whether the digits are those of the body that `mac` was fed with; takes the same time for any wrong ones."""
    return hmac.compare_digest(signature.digits, mac.hexdigest())


def _verified(subscription: Subscription, lease_seconds: float | None, now: datetime) -> Subscription:
    """Renewed when a tenth of the lease is left, a day at most; a lease of seconds is no reason to ask in a loop."""
    lease = min(LONGEST_LEASE, LEASE if lease_seconds is None else timedelta(seconds=lease_seconds))
    return replace(
        subscription,
        state=SubscriptionState.VERIFIED,
        verified_at=now,
        lease_expires_at=now + lease,
        next_request_at=now + max(FIRST_WAIT, lease - min(lease / 10, timedelta(days=1))),
        attempt_count=0,
        message=None,
    )


def _denied(subscription: Subscription, reason: str, now: datetime) -> Subscription:
    message = _told(f"the hub denies: {reason or 'it gives no reason'}")
    return replace(subscription, state=SubscriptionState.DENIED, next_request_at=now + DENIED_WAIT, message=message)


def _is_given_up(subscription: Subscription, now: datetime) -> bool:
    if subscription.undeclared_at is None:
        return False
    is_asked = subscription.state is not SubscriptionState.DECLARED
    return not is_asked or now - subscription.undeclared_at >= SETTLING


def _has_lease(subscription: Subscription, now: datetime) -> bool:
    expires = subscription.lease_expires_at
    return subscription.state is SubscriptionState.VERIFIED and expires is not None and expires > now


def _same_topic(ours: str, theirs: str) -> bool:
    """Hubs may decode what needs no escape (section 5.1.1), and some escape what we did not."""
    return unquote(ours) == unquote(theirs)


def _is_fair(challenge: str) -> bool:
    """Echoed as it stands, so no place for a page or a file (section 8.2)."""
    return 0 < len(challenge) <= LONGEST_CHALLENGE and challenge.isascii() and challenge.isprintable()


def _told(text: str) -> str:
    return " ".join(storable(text).split())[:LONGEST_MESSAGE]
