"""Ask the feeds what is new: due feeds -> raw.entry, ops.feed_state, ops.feed_poll."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import psycopg
from psycopg import Connection

from marsad.archive.record import Collection
from marsad.archive.warc import WarcPlace, WarcStore
from marsad.errors import MarsadError, PostponedError, RetryableError, UnreadableError
from marsad.feeds.health import LEAST_SILENCE
from marsad.feeds.hub_link import hub_of
from marsad.feeds.schedule import DAY, FAILURES, is_due
from marsad.model import Feed, PollOutcome, Source
from marsad.pipeline.ask_feeds import Answer, ask_feeds
from marsad.pipeline.batches import batches
from marsad.pipeline.clock import Clock, utc_now
from marsad.pipeline.feed_state import Alarm, alarms, known_state, next_state, quiet_alarm
from marsad.pipeline.read_feeds import Reading, body_hash, read_answer
from marsad.pipeline.subscribe import note_hubs
from marsad.settings import Settings
from marsad.store.curated import save_sources
from marsad.store.entries import days_of, mark_withdrawn, save_entries
from marsad.store.feeds import FeedPoll, FeedState, claimed, feed_states, postpone_feed, publication_times, save_poll
from marsad.store.issues import close_issue, open_issue
from marsad.store.session import session
from marsad.store.subscriptions import wake_pinged
from marsad.text.markup import storable

log = logging.getLogger(__name__)

BATCH = 50  # feeds whose bodies are in memory at once, 10 MB each at most
POSTPONED = 60.0  # seconds until a feed is asked for which no turn at its host was to be had


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
    dsn: str, sources: Sequence[Source], settings: Settings, *, is_due_only: bool = False, clock: Clock = utc_now
) -> PollReport:
    """Poll the sources' feeds, or only those that are due, and keep what is new.

    Left out are feeds that are disabled and those that another worker is polling just now.
    """
    polls: list[FeedPoll] = []
    days: set[date] = set()
    feeds = [(source, feed) for source in sources for feed in source.feeds]
    with session(dsn) as connection:
        wake_pinged(connection)
        connection.commit()
        # The watcher asks every few seconds, mostly in vain: then nothing is written, temporary tables included.
        if not _to_poll(feeds, feed_states(connection), clock, is_due_only):
            return PollReport((), ())
        save_sources(connection, sources)
        connection.commit()
        with claimed(connection, [feed.feed_id for _, feed in feeds]) as mine:
            states = feed_states(connection)  # again, since a feed may have been polled before it was claimed
            connection.commit()
            chosen = _to_poll([pair for pair in feeds if pair[1].feed_id in mine], states, clock, is_due_only)
            for batch in batches(chosen, BATCH):
                answers = asyncio.run(ask_feeds(dsn, batch, states, settings, clock))
                for poll, touched in _keep_all(connection, answers, states, settings):
                    polls.append(poll)
                    days |= touched
    return PollReport(tuple(polls), tuple(sorted(days)))


def _to_poll(
    feeds: Sequence[tuple[Source, Feed]], states: Mapping[str, FeedState], clock: Clock, is_due_only: bool
) -> list[tuple[Source, Feed]]:
    return [
        (source, feed) for source, feed in feeds if _is_wanted(feed, states.get(feed.feed_id), clock(), is_due_only)
    ]


def _is_wanted(feed: Feed, state: FeedState | None, now: datetime, is_due_only: bool) -> bool:
    if state is None or state.url not in (None, feed.url):
        return True
    return not state.disabled_reason and (not is_due_only or is_due(state.next_poll_at, state.last_polled_at, now))


def _keep_all(
    connection: Connection, answers: Sequence[Answer], states: Mapping[str, FeedState], settings: Settings
) -> list[tuple[FeedPoll, set[date]]]:
    asked = [answer for answer in answers if not isinstance(answer.error, PostponedError)]
    with connection.transaction():
        for answer in answers:
            if isinstance(answer.error, PostponedError):
                later = timedelta(seconds=min(DAY, answer.error.retry_after or POSTPONED))
                postpone_feed(connection, answer.feed.feed_id, answer.asked_at + later)
    kept, places = _store_bodies(WarcStore(settings.raw_uri), asked, states)
    return [
        _keep_safely(connection, answer, states.get(answer.feed.feed_id), places.get(answer.feed.feed_id))
        for answer in kept
    ]


def _store_bodies(
    warc: WarcStore, answers: Sequence[Answer], states: Mapping[str, FeedState]
) -> tuple[list[Answer], dict[str, WarcPlace]]:
    """Keep the bodies that are not known yet, a file a source. Where that fails the answer counts as failed:
    the feed shows the same again, and nothing has been noted that would make it look known."""
    by_source: dict[str, list[Answer]] = {}
    for answer in answers:
        by_source.setdefault(answer.source.source_id, []).append(answer)
    kept: list[Answer] = []
    places: dict[str, WarcPlace] = {}
    for source_id, group in by_source.items():
        fresh = [answer for answer in group if _is_fresh(answer, states.get(answer.feed.feed_id))]
        try:
            stored = _append(warc, source_id, fresh)
        except MarsadError as error:
            cause = RetryableError(error.subject, f"the feed's body could not be stored: {error.message}")
            kept += [replace(a, response=None, error=cause) if a in fresh else a for a in group]
            continue
        places |= stored
        kept += group
    return kept, places


def _append(warc: WarcStore, source_id: str, answers: Sequence[Answer]) -> dict[str, WarcPlace]:
    if not answers:
        return {}
    responses = [answer.response for answer in answers if answer.response]
    day = answers[0].asked_at.astimezone(UTC).date()
    places = warc.append(source_id, day, responses, collection=Collection.FEEDS)
    return {answer.feed.feed_id: place for answer, place in zip(answers, places, strict=True)}


def _is_fresh(answer: Answer, before: FeedState | None) -> bool:
    if answer.response is None or answer.response.status == 304:
        return False
    return before is None or body_hash(answer.response) != before.body_hash


def _keep_safely(
    connection: Connection, answer: Answer, before: FeedState | None, place: WarcPlace | None
) -> tuple[FeedPoll, set[date]]:
    """Keep what one feed brought. One that breaks its reader, or Postgres, must not silence those after it."""
    known = known_state(answer, before)
    try:
        with connection.transaction():
            return _keep(connection, answer, read_answer(connection, answer, known), known, place)
    except (psycopg.OperationalError, psycopg.ProgrammingError):  # the warehouse's trouble, not the feed's
        raise
    except Exception as error:  # for the reason above; the outcome carries the cause
        log.exception("%s: this answer broke its reader", answer.feed.feed_id)
        cause = UnreadableError(answer.asked_url, storable(f"broke its reader: {error!r}"))
        with connection.transaction():
            return _keep(connection, answer, Reading(PollOutcome.UNREADABLE, error=cause), known, place)


def _keep(
    connection: Connection, answer: Answer, reading: Reading, before: FeedState, place: WarcPlace | None
) -> tuple[FeedPoll, set[date]]:
    decision = reading.decision
    entries = [*decision.new, *decision.changed]
    save_entries(connection, entries)
    if reading.parsed and answer.response:
        mark_withdrawn(connection, decision.gone, decision.shown, answer.asked_at)
        hub = hub_of(reading.parsed, answer.response.headers, answer.response.final_url)
        note_hubs(connection, {answer.feed.feed_id: hub}, answer.asked_at)
    state = next_state(answer, reading, before)
    poll = _poll_row(answer, reading, state, place)
    save_poll(connection, state, poll)
    _tell_people(connection, answer, [*alarms(reading, before, state), *_quiet(connection, answer, state)])
    return poll, days_of(connection, [entry.entry_id for entry in entries])


def _poll_row(answer: Answer, reading: Reading, state: FeedState, place: WarcPlace | None) -> FeedPoll:
    decision, response = reading.decision, answer.response
    is_read = reading.outcome not in FAILURES and reading.outcome is not PollOutcome.NOT_MODIFIED
    return FeedPoll(
        feed_id=answer.feed.feed_id,
        polled_at=answer.asked_at,
        outcome=reading.outcome,
        http_status=response.status if response else getattr(answer.error, "status", None),
        entry_count=len(state.shown_entry_ids) if is_read else 0,
        new_count=len(decision.new),
        changed_count=len(decision.changed),
        gone_count=len(decision.gone),
        dropped_count=len(reading.parsed.unaddressed) if reading.parsed else 0,
        byte_count=len(response.body) if response else 0,
        duration_ms=answer.duration_ms,
        message=reading.message,
        body_hash=body_hash(response) if response and place else None,
        warc_file=place.file if place else None,
        warc_offset=place.offset if place else None,
        warc_length=place.length if place else None,
    )


def _quiet(connection: Connection, answer: Answer, state: FeedState) -> list[Alarm]:
    """A feed that fails has an issue of its own; one that has just changed is not quiet."""
    if state.last_changed_at == answer.asked_at:
        return [Alarm("feed_quiet", None)]
    is_silent = state.last_changed_at is None or answer.asked_at - state.last_changed_at >= LEAST_SILENCE
    if state.last_outcome in FAILURES or not is_silent:
        return []
    return [quiet_alarm(publication_times(connection, state.feed_id), answer.asked_at)]


def _tell_people(connection: Connection, answer: Answer, told: Sequence[Alarm]) -> None:
    for alarm in told:
        if alarm.message:
            open_issue(connection, alarm.kind, answer.feed.feed_id, alarm.message, answer.asked_at)
        else:
            close_issue(connection, alarm.kind, answer.feed.feed_id, answer.asked_at)
