"""Ask a feed over the network. What its answer means is read elsewhere."""

import logging
import time
from dataclasses import dataclass
from datetime import datetime

from marsad.archive.record import body_hash
from marsad.errors import ConfigError, MarsadError, RetryableError, UnreadableError
from marsad.feeds.schedule import needs_proof
from marsad.model import Feed, Response, Source
from marsad.pipeline.clock import Clock
from marsad.store.feeds import FeedState
from marsad.web.location import shown
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
    body_hash: str | None = None  # of the response; None without a body
    is_proof: bool = False  # asked once more without validators, because the server had said 304


async def ask_feed(retriever: Retriever, source: Source, feed: Feed, state: FeedState, clock: Clock) -> Answer:
    """Ask one feed, once more where a 304 needs a proof. Whatever the server does is the answer's own error."""
    asked_at, started = clock(), time.monotonic()
    url = state.adopted_url or feed.url
    response, error, proof = None, None, None
    try:
        response = await _conditionally(retriever, source, url, state)
        if response.status == 304 and needs_proof(state.not_modified_count + 1, state.body_at, asked_at):
            proof = await _proof(retriever, source, url)
    except ConfigError:  # ours, and so every feed's
        raise
    except MarsadError as caught:
        error = caught
    except Exception as caught:  # a server found what no test did; the other feeds must not pay for it
        log.exception("%s: this answer broke the retriever", feed.feed_id)
        error = UnreadableError(url, shown(f"broke the retriever: {type(caught).__name__}: {caught}"))
    elapsed = round((time.monotonic() - started) * 1000)
    answered = None if error else proof or response
    digest = body_hash(answered.body) if answered and answered.status != 304 else None
    return Answer(source, feed, url, asked_at, elapsed, answered, error, digest, is_proof=proof is not None)


async def _conditionally(retriever: Retriever, source: Source, url: str, state: FeedState) -> Response:
    # After a failure without validators: there are servers that refuse just these.
    is_conditional = state.is_conditional and not state.failure_count
    return await retriever.get(
        url,
        etag=state.etag if is_conditional else None,
        last_modified=state.last_modified if is_conditional else None,
        crawl_delay=source.crawl_delay,
    )


async def _proof(retriever: Retriever, source: Source, url: str) -> Response | None:
    """The body that a 304 kept back. While the server cannot give it the 304 stands, and the next poll asks again."""
    try:
        return await retriever.get(url, crawl_delay=source.crawl_delay)
    except RetryableError as error:
        log.info("no proof of the 304: %s", error)
        return None
