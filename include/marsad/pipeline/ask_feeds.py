"""Ask feeds over the network. What the answers mean is read elsewhere."""

import asyncio
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from marsad.errors import MarsadError
from marsad.feeds.schedule import needs_proof
from marsad.model import Feed, Response, Source
from marsad.pipeline.clock import Clock
from marsad.pipeline.manners import polite_retriever
from marsad.settings import Settings
from marsad.store.feeds import FeedState
from marsad.web.retrieve import Retriever

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """What asking one feed brought: a response, or the error that came instead."""

    source: Source
    feed: Feed
    asked_url: str
    asked_at: datetime
    duration_ms: int
    response: Response | None
    error: MarsadError | None
    is_proof: bool = False  # asked once more without validators, because the server had said 304


async def ask_feeds(
    dsn: str,
    feeds: Sequence[tuple[Source, Feed]],
    states: Mapping[str, FeedState],
    settings: Settings,
    clock: Clock,
) -> list[Answer]:
    """Ask all at once, each host at its pace. One feed's failure is its own answer's error."""
    async with polite_retriever(settings, dsn) as retriever:
        return await asyncio.gather(
            *(_ask(retriever, source, feed, states.get(feed.feed_id), clock) for source, feed in feeds)
        )


async def _ask(retriever: Retriever, source: Source, feed: Feed, state: FeedState | None, clock: Clock) -> Answer:
    asked_at, started = clock(), time.monotonic()
    url = (state.adopted_url if state else None) or feed.url
    response, error, proof = None, None, None
    try:
        response = await _conditionally(retriever, source, url, state)
        if response.status == 304 and state and needs_proof(state.not_modified_count + 1, state.body_at, asked_at):
            proof = await _proof(retriever, source, url)
    except MarsadError as caught:
        error = caught
    elapsed = round((time.monotonic() - started) * 1000)
    return Answer(source, feed, url, asked_at, elapsed, proof or response, error, is_proof=proof is not None)


async def _conditionally(retriever: Retriever, source: Source, url: str, state: FeedState | None) -> Response:
    is_conditional = state is not None and state.is_conditional
    return await retriever.get(
        url,
        etag=state.etag if state and is_conditional else None,
        last_modified=state.last_modified if state and is_conditional else None,
        crawl_delay=source.crawl_delay,
    )


async def _proof(retriever: Retriever, source: Source, url: str) -> Response | None:
    """The body that a 304 kept back. Without one the 304 stands, and the next poll asks for the proof."""
    try:
        return await retriever.get(url, crawl_delay=source.crawl_delay)
    except MarsadError as error:
        log.info("no proof of the 304: %s", error)
        return None
