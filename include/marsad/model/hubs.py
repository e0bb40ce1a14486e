"""WebSub: hubs that say when a feed has changed."""

from dataclasses import dataclass, field
from datetime import datetime

from marsad.model.statuses import SubscriptionState


@dataclass(frozen=True, slots=True)
class HubLink:
    """What a feed declares for WebSub: the hub that announces its changes, and the topic to name there."""

    hub_url: str
    topic_url: str


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed's subscription at one hub (`ops.subscription`, whose comments say what each column means)."""

    callback_token: str = field(repr=False)
    secret: str = field(repr=False)
    feed_id: str
    hub_url: str
    topic_url: str
    state: SubscriptionState
    next_request_at: datetime
    public_url: str | None = None
    requested_at: datetime | None = None
    attempt_count: int = 0
    verified_at: datetime | None = None
    lease_expires_at: datetime | None = None
    undeclared_at: datetime | None = None
    ended_at: datetime | None = None
    message: str | None = None
