"""Ask the feeds what is new: due feeds -> raw.entry, ops.feed_state, ops.feed_poll."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from psycopg import Connection

from marsad.archive.warc import WarcStore
from marsad.errors import PostponedError
from marsad.feeds.schedule import DAY, FAILURES, is_due
from marsad.model import Feed, Source
from marsad.pipeline.ask_feeds import Answer, ask_feed
from marsad.pipeline.clock import Clock, utc_now
from marsad.pipeline.feed_state import known_state, leased
from marsad.pipeline.keep_feeds import Asked, Kept, keep
from marsad.pipeline.manners import polite_retriever
from marsad.settings import Settings
from marsad.store.curated import save_sources
from marsad.store.feeds import FeedPoll, FeedState, claimed, feed_states, lease_feeds, postpone_feed, release
from marsad.store.session import session
from marsad.store.subscriptions import wake_pinged
from marsad.web.retrieve import Retriever

AT_ONCE = 16  # feeds whose bodies are in memory at a time, 10 MB each at most
POSTPONED = 60.0  # seconds until a feed is asked for which no turn at its host was to be had

Pair = tuple[Source, Feed]


@dataclass(frozen=True, slots=True)
class PollReport:
    """What a round of polls brought. `days` are the partitions that have new or edited entries."""

    polls: tuple[FeedPoll, ...]
    days: tuple[date, ...]

    def __str__(self) -> str:
        new, changed = sum(p.new_count for p in self.polls), sum(p.changed_count for p in self.polls)
        failed = sum(p.outcome in FAILURES for p in self.polls)
        return f"polled {len(self.polls)} feeds: {new} new, {changed} edited entries, {failed} failed"


def poll_feeds(
    dsn: str,
    sources: Sequence[Source],
    settings: Settings,
    *,
    is_due_only: bool = False,
    clock: Clock = utc_now,
    tell: Callable[[frozenset[date]], None] = lambda _: None,
) -> PollReport:
    """Poll the sources' feeds, or only those that are due, and keep what is new as each answers.

    Left out are feeds that are disabled and those that another worker is polling just now. `tell` hears, from
    another thread, of the days that a feed touched as soon as they are stored.
    """
    with session(dsn) as connection:
        wake_pinged(connection)
        states = feed_states(connection)
        connection.commit()
        chosen = _to_poll([(source, feed) for source in sources for feed in source.feeds], states, clock(), is_due_only)
        # The watcher asks every few seconds, mostly in vain: then nothing is written, temporary tables included.
        if not chosen:
            return PollReport((), ())
        warc = WarcStore(settings.raw_uri)
        save_sources(connection, sources)
        connection.commit()
        with claimed(connection, [feed.feed_id for _, feed in chosen]) as mine:
            states = feed_states(connection)  # again, since a feed may have been polled before it was claimed
            chosen = _to_poll([pair for pair in chosen if pair[1].feed_id in mine], states, clock(), is_due_only)
            known = _leased(connection, chosen, states, clock())
            desk = _Desk(connection, warc, dict(states), known, mine, tell)
            kept = asyncio.run(_poll_all(dsn, settings, chosen, desk, clock))
    return PollReport(tuple(one.poll for one in kept), tuple(sorted({day for one in kept for day in one.days})))


def _to_poll(feeds: Sequence[Pair], states: Mapping[str, FeedState], now: datetime, is_due_only: bool) -> list[Pair]:
    """Those to poll, the one that has waited longest first: feeds of a host that asks for rest take their turns."""
    wanted = [pair for pair in feeds if _is_wanted(pair[1], states.get(pair[1].feed_id), now, is_due_only)]
    return sorted(wanted, key=lambda pair: _polled_at(states.get(pair[1].feed_id)))


def _is_wanted(feed: Feed, state: FeedState | None, now: datetime, is_due_only: bool) -> bool:
    if state is None or state.url not in (None, feed.url):
        return True
    return not state.disabled_reason and (not is_due_only or is_due(state.next_poll_at, state.last_polled_at, now))


def _polled_at(state: FeedState | None) -> float:
    return state.last_polled_at.timestamp() if state and state.last_polled_at else 0.0


def _leased(
    connection: Connection, chosen: Sequence[Pair], states: Mapping[str, FeedState], now: datetime
) -> dict[str, FeedState]:
    """What is known of each feed, its next time noted beforehand: a worker that breaks down here, or with every
    attempt, costs its feeds an interval and their servers no volley."""
    known = {
        feed.feed_id: leased(known_state(source, feed, states.get(feed.feed_id), now), source, now)
        for source, feed in chosen
    }
    lease_feeds(connection, list(known.values()))
    connection.commit()
    return known


@dataclass(frozen=True, slots=True)
class _Desk:
    """What answers are kept with: one connection, so one after the other."""

    connection: Connection
    warc: WarcStore
    states: dict[str, FeedState]  # as they stand, of all feeds
    known: Mapping[str, FeedState]  # of those that are asked, as they were before
    mine: set[str]  # ids of those that are claimed
    tell: Callable[[frozenset[date]], None]

    def keep(self, answer: Answer) -> Kept | None:
        """Keep one answer, tell of its days and let go of the feed; None for one that was put off or is in the way."""
        kept = self._keep(answer)
        release(self.connection, self.mine, [answer.feed.feed_id])
        if kept and kept.days:
            self.tell(kept.days)
        return kept

    def _keep(self, answer: Answer) -> Kept | None:
        if isinstance(answer.error, PostponedError):
            later = timedelta(seconds=min(DAY, answer.error.retry_after or POSTPONED))
            with self.connection.transaction():
                postpone_feed(self.connection, answer.feed.feed_id, answer.asked_at + later)
            return None
        asked = Asked(answer, self.known[answer.feed.feed_id], self._shown_elsewhere(answer))
        kept = keep(self.connection, asked, self.warc)
        if kept:
            self.states[answer.feed.feed_id] = kept.state
        return kept

    def _shown_elsewhere(self, answer: Answer) -> set[str]:
        others = (self.states.get(feed.feed_id) for feed in answer.source.feeds if feed.feed_id != answer.feed.feed_id)
        enabled = [state for state in others if state and not state.disabled_reason]
        return {entry_id for state in enabled for entry_id in state.shown_entry_ids}


async def _poll_all(dsn: str, settings: Settings, chosen: Sequence[Pair], desk: _Desk, clock: Clock) -> list[Kept]:
    """Ask all at once, each host at its pace, and keep each answer when it comes: a slow server delays itself."""
    slots, turn = asyncio.Semaphore(AT_ONCE), asyncio.Lock()

    async def one(retriever: Retriever, source: Source, feed: Feed) -> Kept | None:
        async with slots:
            answer = await ask_feed(retriever, source, feed, desk.known[feed.feed_id], clock)
            async with turn:
                return await asyncio.to_thread(desk.keep, answer)

    async with polite_retriever(settings, dsn) as retriever:
        kept = await asyncio.gather(*(one(retriever, source, feed) for source, feed in chosen))
    return [each for each in kept if each]
