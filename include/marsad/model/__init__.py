"""The nouns of the pipeline as frozen dataclasses. docs/explanation/pipeline.md tells how they follow each other.

Times are aware `datetime`s in UTC. Spans are half-open [start, end) in code points of the text they point into,
which is what Python slicing and Postgres `substring` on UTF-8 count.
"""

from marsad.model.annotation import Annotation, DateExpression, Event, Mention, Participant, Place, Quantity, Span
from marsad.model.catalogue import Archive, Assertions, Feed, Source, Wayback
from marsad.model.hubs import HubLink, Subscription
from marsad.model.news import Article, Entry, Extraction, FeedEntry, KnownEntry, Page, Response
from marsad.model.statuses import (
    IN_FLIGHT,
    PARKED,
    BodySource,
    EntryStatus,
    HistoryWay,
    PollOutcome,
    SubscriptionState,
)

__all__ = [
    "IN_FLIGHT",
    "PARKED",
    "Annotation",
    "Archive",
    "Article",
    "Assertions",
    "BodySource",
    "DateExpression",
    "Entry",
    "EntryStatus",
    "Event",
    "Extraction",
    "Feed",
    "FeedEntry",
    "HistoryWay",
    "HubLink",
    "KnownEntry",
    "Mention",
    "Page",
    "Participant",
    "Place",
    "PollOutcome",
    "Quantity",
    "Response",
    "Source",
    "Span",
    "Subscription",
    "SubscriptionState",
    "Wayback",
]
