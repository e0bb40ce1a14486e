"""Ask the feeds what is new: due feeds -> raw.entry, ops.feed_state, ops.feed_poll."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import psycopg
from psycopg import Connection

from marsad.errors import BlockedError, ForbiddenAddressError, GoneError, MarsadError, RetryableError, UnreadableError
from marsad.feeds.decide import FAILURES, Decision, decide, entry_of, next_interval, next_poll_at
from marsad.feeds.parse import parse_feed
from marsad.model import Feed, PollOutcome, Response, Source
from marsad.pipeline.clock import Clock, utc_now
from marsad.settings import Settings
from marsad.store.curated import save_sources
from marsad.store.entries import days_of, entries_of_feeds, save_entries, seen_entries
from marsad.store.feeds import FeedPoll, FeedState, feed_states, save_poll
from marsad.store.issues import close_issue, open_issue
from marsad.store.session import session
from marsad.text.markup import storable
from marsad.web.retrieve import Retriever

FAILURES_BEFORE_ISSUE = 3  # one hiccup is no work for a person


@dataclass(frozen=True, slots=True)
class Answer:
    """What asking one feed brought: a response, or the error that came instead."""

    source: Source
    feed: Feed
    asked_at: datetime
    duration_ms: int
    response: Response | None
    error: MarsadError | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What the answer means: outcome, entries by what they need, and the cause where it failed."""

    outcome: PollOutcome
    decision: Decision
    dropped_count: int = 0
    message: str | None = None
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class PollReport:
    """What a round of polls brought. `days` are the partitions that have new or edited entries."""

    polls: tuple[FeedPoll, ...]
    days: tuple[date, ...]

    def __str__(self) -> str:
        new, changed = sum(p.new_count for p in self.polls), sum(p.changed_count for p in self.polls)
        failed = sum(p.outcome in FAILURES for p in self.polls)
        return f"polled {len(self.polls)} feeds: {new} new, {changed} edited entries, {failed} failed"


NOTHING = Decision((), (), ())


def poll_feeds(
    dsn: str, sources: Sequence[Source], settings: Settings, *, is_due_only: bool = False, clock: Clock = utc_now
) -> PollReport:
    """Poll the sources' feeds, or only those that are due, and keep what is new."""
    with session(dsn) as connection:
        states = feed_states(connection)
        feeds = [(s, f) for s in sources for f in s.feeds if not is_due_only or _is_due(states.get(f.feed_id), clock())]
        # The watcher asks every few seconds, mostly in vain: then nothing is written, temporary tables included.
        if feeds:
            save_sources(connection, sources)
        connection.commit()
        answers = asyncio.run(_ask(feeds, states, settings, clock))
        polls, days = [], set()
        for answer in answers:
            poll, touched = _keep_safely(connection, answer, states.get(answer.feed.feed_id))
            polls.append(poll)
            days |= touched
    return PollReport(tuple(polls), tuple(sorted(days)))


def _is_due(state: FeedState | None, now: datetime) -> bool:
    return state is None or state.next_poll_at <= now


async def _ask(
    feeds: Sequence[tuple[Source, Feed]], states: dict[str, FeedState], settings: Settings, clock: Clock
) -> list[Answer]:
    async with Retriever(settings) as retriever:
        return await asyncio.gather(*(_ask_one(retriever, s, f, states.get(f.feed_id), clock) for s, f in feeds))


async def _ask_one(retriever: Retriever, source: Source, feed: Feed, state: FeedState | None, clock: Clock) -> Answer:
    asked_at, started = clock(), time.monotonic()
    response, error = None, None
    try:
        response = await retriever.get(
            feed.url,
            etag=state.etag if state else None,
            last_modified=state.last_modified if state else None,
            crawl_delay=source.crawl_delay,
        )
    except MarsadError as caught:
        error = caught
    return Answer(source, feed, asked_at, round((time.monotonic() - started) * 1000), response, error)


def _keep_safely(connection: Connection, answer: Answer, before: FeedState | None) -> tuple[FeedPoll, set[date]]:
    """Keep what one feed brought. One that breaks its reader, or Postgres, must not silence those after it."""
    try:
        with connection.transaction():
            return _keep(connection, answer, _read(connection, answer), before)
    except (psycopg.OperationalError, psycopg.ProgrammingError):  # the warehouse's trouble, not the feed's
        raise
    except Exception as error:  # noqa: BLE001 - for the reason above; the outcome carries the cause
        broken = Reading(PollOutcome.UNREADABLE, NOTHING, message=storable(f"{answer.feed.url}: {error!r}"))
        with connection.transaction():
            return _keep(connection, answer, broken, before)


def _keep(
    connection: Connection, answer: Answer, reading: Reading, before: FeedState | None
) -> tuple[FeedPoll, set[date]]:
    entries = [*reading.decision.new, *reading.decision.changed]
    save_entries(connection, entries)
    state = _next_state(answer, reading, before)
    poll = _poll_row(answer, reading)
    save_poll(connection, state, poll)
    _tell_people(connection, answer, state, reading)
    return poll, days_of(connection, [entry.entry_id for entry in entries])


def _read(connection: Connection, answer: Answer) -> Reading:
    if answer.response is None:
        error = answer.error
        retry_after = error.retry_after if isinstance(error, RetryableError) else None
        return Reading(_outcome_of(error), NOTHING, message=str(error), retry_after=retry_after)
    if answer.response.status == 304:
        return Reading(PollOutcome.NOT_MODIFIED, NOTHING)
    try:
        parsed = parse_feed(
            answer.response.body, answer.response.final_url, answer.response.headers.get("content-type")
        )
    except UnreadableError as error:
        return Reading(PollOutcome.UNREADABLE, NOTHING, message=str(error))
    entries = [entry_of(item, answer.source, answer.feed, answer.asked_at) for item in parsed.entries]
    ids = [entry.entry_id for entry in entries]
    others = [feed.feed_id for feed in answer.source.feeds if feed != answer.feed]
    elsewhere = entries_of_feeds(connection, ids, others) if others else set()
    decision = decide(seen_entries(connection, ids), entries, elsewhere)
    return Reading(_outcome_of_entries(decision), decision, len(parsed.unaddressed))


def _outcome_of_entries(decision: Decision) -> PollOutcome:
    if decision.new or decision.changed:
        return PollOutcome.CHANGED
    return PollOutcome.UNCHANGED if decision.same else PollOutcome.EMPTY


def _outcome_of(error: MarsadError | None) -> PollOutcome:
    if isinstance(error, GoneError):
        return PollOutcome.GONE
    if isinstance(error, BlockedError | ForbiddenAddressError):
        return PollOutcome.BLOCKED
    return PollOutcome.FAILED


def _next_state(answer: Answer, reading: Reading, before: FeedState | None) -> FeedState:
    is_failure = reading.outcome in FAILURES
    failures = (before.failure_count if before else 0) + 1 if is_failure else 0
    floor = answer.source.poll_interval
    interval = before.interval_seconds if before else floor
    if not is_failure:
        interval = next_interval(interval, floor, reading.decision.seen_share)
    return FeedState(
        feed_id=answer.feed.feed_id,
        source_id=answer.source.source_id,
        etag=_validator(answer, is_failure, "etag", before.etag if before else None),
        last_modified=_validator(answer, is_failure, "last-modified", before.last_modified if before else None),
        next_poll_at=next_poll_at(answer.asked_at, interval, reading.outcome, failures, reading.retry_after),
        interval_seconds=interval,
        failure_count=failures,
        last_outcome=reading.outcome,
        last_message=reading.message,
        last_polled_at=answer.asked_at,
        last_changed_at=_last_changed_at(answer, reading, before),
    )


def _validator(answer: Answer, is_failure: bool, header: str, before: str | None) -> str | None:
    """That of the last answer that was read: a failed one must not hide what it did not bring."""
    if answer.response is None or answer.response.status == 304 or is_failure:
        return before
    return answer.response.headers.get(header)


def _last_changed_at(answer: Answer, reading: Reading, before: FeedState | None) -> datetime | None:
    if reading.outcome is PollOutcome.CHANGED:
        return answer.asked_at
    return before.last_changed_at if before else None


def _poll_row(answer: Answer, reading: Reading) -> FeedPoll:
    decision = reading.decision
    return FeedPoll(
        feed_id=answer.feed.feed_id,
        polled_at=answer.asked_at,
        outcome=reading.outcome,
        http_status=answer.response.status if answer.response else None,
        entry_count=len(decision.new) + len(decision.changed) + len(decision.same),
        new_count=len(decision.new),
        changed_count=len(decision.changed),
        dropped_count=reading.dropped_count,
        byte_count=len(answer.response.body) if answer.response else 0,
        duration_ms=answer.duration_ms,
        message=reading.message,
    )


def _tell_people(connection: Connection, answer: Answer, state: FeedState, reading: Reading) -> None:
    if state.failure_count >= FAILURES_BEFORE_ISSUE:
        message = f"{state.failure_count} polls in a row failed: {reading.message}"
        open_issue(connection, "feed_failing", state.feed_id, message, answer.asked_at)
    elif not state.failure_count:
        close_issue(connection, "feed_failing", state.feed_id, answer.asked_at)
