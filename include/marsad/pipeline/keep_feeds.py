"""Keep what a feed's answer brought: raw.entry, ops.feed_state, ops.feed_poll, a WARC record, issues."""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date

import psycopg
from psycopg import Connection

from marsad.archive.record import Collection as Records
from marsad.archive.warc import WarcPlace, WarcStore
from marsad.errors import MarsadError, RetryableError, UnreadableError
from marsad.feeds.health import LEAST_SILENCE
from marsad.feeds.hub_link import hub_of
from marsad.feeds.schedule import FAILURES
from marsad.model import PollOutcome
from marsad.pipeline.ask_feeds import Answer
from marsad.pipeline.feed_state import Alarm, alarms, next_state, quiet_alarm
from marsad.pipeline.read_feeds import Reading, read_answer
from marsad.pipeline.subscribe import note_hubs
from marsad.store.entries import days_of, mark_withdrawn, save_entries, touch_entries
from marsad.store.feeds import FeedPoll, FeedState, publication_times, save_poll
from marsad.store.issues import close_issue, open_issue
from marsad.text.markup import storable

log = logging.getLogger(__name__)

# Another transaction is in the way: what is leased brings this feed back, and the others go on.
_IN_THE_WAY = (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected, psycopg.errors.QueryCanceled)


@dataclass(frozen=True, slots=True)
class Kept:
    """One poll as it was noted, where it left the feed, and the partitions it touched."""

    poll: FeedPoll
    state: FeedState
    days: frozenset[date]


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer and what is known of its feed. `shown_elsewhere`: ids that the source's other feeds show."""

    answer: Answer
    state: FeedState
    shown_elsewhere: Collection[str]


def keep(connection: Connection, asked: Asked, warc: WarcStore) -> Kept | None:
    """Keep one answer; None where another transaction was in the way. Raises only for the warehouse's own trouble.

    An answer that breaks its reader, or Postgres, is noted as unreadable: it must not silence the feeds after it.
    """
    asked, place = _stored(warc, asked)
    try:
        with connection.transaction():
            reading = read_answer(connection, asked.answer, asked.state, asked.shown_elsewhere)
            return _keep(connection, asked, reading, place)
    except _IN_THE_WAY as error:
        log.warning("%s: not kept, it will be asked again: %s", asked.answer.feed.feed_id, error)
        return None
    except (psycopg.OperationalError, psycopg.ProgrammingError):
        raise
    except Exception as error:  # for the reason above; the outcome carries the cause
        log.exception("%s: this answer broke its reader", asked.answer.feed.feed_id)
        cause = UnreadableError(asked.answer.asked_url, storable(f"broke its reader: {error!r}"))
        with connection.transaction():
            return _keep(connection, asked, Reading(PollOutcome.UNREADABLE, error=cause), place)


def _stored(warc: WarcStore, asked: Asked) -> tuple[Asked, WarcPlace | None]:
    """Keep a body that is not known yet. Where that fails the answer counts as failed: the feed shows the same
    again, and nothing has been noted that would make it look known."""
    answer = asked.answer
    response = answer.response
    if response is None or answer.body_hash in (None, asked.state.body_hash):
        return asked, None
    day = answer.asked_at.astimezone(UTC).date()
    try:
        (place,) = warc.append(answer.source.source_id, day, [response], collection=Records.FEEDS)
    except MarsadError as error:
        cause = RetryableError(error.subject, f"the feed's body could not be stored: {error.message}")
        return replace(asked, answer=replace(answer, response=None, error=cause)), None
    return asked, place


def _keep(connection: Connection, asked: Asked, reading: Reading, place: WarcPlace | None) -> Kept:
    answer, before, decision = asked.answer, asked.state, reading.decision
    entries = [*decision.new, *decision.changed]
    save_entries(connection, entries)
    touch_entries(connection, decision.touched)
    if reading.parsed and answer.response:
        mark_withdrawn(connection, decision.gone, decision.shown, answer.asked_at)
        hub = hub_of(reading.parsed, answer.response.headers, answer.response.final_url)
        note_hubs(connection, {answer.feed.feed_id: hub}, answer.asked_at)
    state = next_state(answer, reading, before)
    poll = _poll_row(answer, reading, state, place)
    save_poll(connection, state, poll)
    _tell_people(connection, answer, [*alarms(reading, before, state), *_quiet(connection, answer, state)])
    days = days_of(connection, [entry.entry_id for entry in (*entries, *decision.touched)])
    return Kept(poll, state, frozenset(days))


def _poll_row(answer: Answer, reading: Reading, state: FeedState, place: WarcPlace | None) -> FeedPoll:
    decision, response = reading.decision, answer.response
    is_read = reading.outcome not in FAILURES and reading.outcome is not PollOutcome.NOT_MODIFIED
    return FeedPoll(
        feed_id=answer.feed.feed_id,
        polled_at=answer.asked_at,
        outcome=reading.outcome,
        http_status=response.status if response else answer.error.status if answer.error else None,
        entry_count=len(state.shown_entry_ids) if is_read else 0,
        new_count=len(decision.new),
        changed_count=len(decision.changed),
        gone_count=len(decision.gone),
        dropped_count=len(reading.parsed.unaddressed) if reading.parsed else 0,
        byte_count=len(response.body) if response else 0,
        duration_ms=answer.duration_ms,
        message=reading.message,
        body_hash=answer.body_hash if place else None,
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
    return [quiet_alarm(publication_times(connection, state.feed_id, state.shown_entry_ids), answer.asked_at)]


def _tell_people(connection: Connection, answer: Answer, told: Sequence[Alarm]) -> None:
    for alarm in told:
        if alarm.message:
            open_issue(connection, alarm.kind, answer.feed.feed_id, alarm.message, answer.asked_at)
        else:
            close_issue(connection, alarm.kind, answer.feed.feed_id, answer.asked_at)
