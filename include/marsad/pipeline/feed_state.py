"""Where a poll leaves its feed, and what people are told of it. Pure."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from marsad.errors import RetryableError
from marsad.feeds.health import EMPTY_BEFORE_ISSUE, longest_usual_silence, silence
from marsad.feeds.schedule import FAILURES, failure_weight, jitter, next_interval, next_poll_at
from marsad.model import Feed, PollOutcome, Source
from marsad.pipeline.ask_feeds import Answer
from marsad.pipeline.read_feeds import Reading
from marsad.store.feeds import FeedState

FAILURES_BEFORE_ISSUE = 3  # one hiccup is no work for a person
MOVES_BEFORE_ADOPTION = 3  # identical answers in a row; a captive portal or a mistake lasts less
GONE_FOR_GOOD = 410
OF_A_POLLED_FEED = ("feed_failing", "feed_empty", "feed_quiet", "feed_moved", "feed_lies")


@dataclass(frozen=True, slots=True)
class Alarm:
    """What people are told of a feed under one kind of issue: the message, None when there is nothing to tell."""

    kind: str
    message: str | None


def known_state(source: Source, feed: Feed, before: FeedState | None, now: datetime) -> FeedState:
    """What is known of the feed at the catalogue's present URL: nothing, where it was another one before."""
    if before and before.url in (None, feed.url):
        return before
    return FeedState(
        feed_id=feed.feed_id,
        source_id=source.source_id,
        url=feed.url,
        next_poll_at=now,
        interval_seconds=source.poll_interval,
    )


def leased(state: FeedState, source: Source, now: datetime) -> FeedState:
    """The state that stands while the feed is being polled: due again after its interval, whatever happens."""
    interval = max(state.interval_seconds, source.poll_interval)
    return replace(state, next_poll_at=next_poll_at(now, interval, state.failure_score, state.failure_count))


def next_state(answer: Answer, reading: Reading, before: FeedState) -> FeedState:
    """The feed's state after this answer."""
    state = replace(
        before,
        source_id=answer.source.source_id,
        url=answer.feed.url,
        last_outcome=reading.outcome,
        last_message=reading.message,
        last_polled_at=answer.asked_at,
        last_changed_at=answer.asked_at if reading.outcome is PollOutcome.CHANGED else before.last_changed_at,
    )
    if reading.outcome in FAILURES:
        return _after_failure(answer, reading, state)
    return _after_move(answer, _after_success(answer, reading, state))


def alarms(reading: Reading, before: FeedState, after: FeedState) -> list[Alarm]:
    """Every kind of issue that a poll can tell of, with its message or without."""
    if after.disabled_reason:
        return [Alarm("feed_gone", after.disabled_reason), *(Alarm(kind, None) for kind in OF_A_POLLED_FEED)]
    if after.failure_count:
        count = after.failure_count
        message = f"{count} polls in a row failed: {reading.message}"
        return [Alarm("feed_failing", message)] if count >= FAILURES_BEFORE_ISSUE else []
    is_empty = after.empty_count >= EMPTY_BEFORE_ISSUE and before.last_changed_at is not None
    moved = f"moved for good to {after.adopted_url}, which is polled now; write that into the catalogue"
    lies = "says 304 although it has changed; it is asked without validators from now on"
    return [
        Alarm("feed_failing", None),
        Alarm("feed_gone", None),
        Alarm("feed_empty", f"{after.empty_count} answers in a row without an entry" if is_empty else None),
        Alarm("feed_moved", moved if after.adopted_url else None),
        Alarm("feed_lies", None if after.is_conditional else lies),
    ]


def quiet_alarm(published: Collection[datetime], now: datetime) -> Alarm:
    """Whether a feed that answers well has fallen silent against its own history."""
    quiet, usual = silence(published, now), longest_usual_silence(published)
    if quiet is None or usual is None:
        return Alarm("feed_quiet", None)
    return Alarm("feed_quiet", f"nothing new for {_hours(quiet)}; {_hours(usual)} would be unusual already")


def _hours(span: timedelta) -> str:
    return f"{span.total_seconds() / 3600:.0f} hours"


def _after_failure(answer: Answer, reading: Reading, state: FeedState) -> FeedState:
    """Validators stay those of the last body that was read: a failure must not hide what it did not bring."""
    error = reading.error
    is_gone = error is not None and error.status == GONE_FOR_GOOD
    if is_gone and answer.asked_url == answer.feed.url:
        return replace(state, disabled_reason=str(error))
    failures = state.failure_count + 1
    score = state.failure_score + failure_weight(reading.outcome, error)
    interval = max(state.interval_seconds, answer.source.poll_interval)
    told = error.retry_after if isinstance(error, RetryableError) else None
    wait = told if told is not None else jitter(state.feed_id, failures, error)
    state = replace(
        state,
        next_poll_at=next_poll_at(answer.asked_at, interval, score, failures, wait),
        interval_seconds=interval,
        failure_count=failures,
        failure_score=score,
        moved_to=None,
        moved_count=0,
    )
    # An adopted address that fails is given up: the catalogue's may lead elsewhere by now.
    return _at_address(state, None) if failures >= FAILURES_BEFORE_ISSUE or is_gone else state


def _after_success(answer: Answer, reading: Reading, state: FeedState) -> FeedState:
    floor = answer.source.poll_interval
    interval = next_interval(max(state.interval_seconds, floor), floor, reading.decision.seen_share)
    state = replace(
        state,
        next_poll_at=next_poll_at(answer.asked_at, interval, 0.0, 0),
        interval_seconds=interval,
        failure_count=0,
        failure_score=0.0,
    )
    if reading.outcome is PollOutcome.NOT_MODIFIED:
        return replace(state, not_modified_count=state.not_modified_count + 1)
    headers = answer.response.headers if answer.response else {}
    has_lied = answer.is_proof and reading.outcome is PollOutcome.CHANGED
    return replace(
        state,
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
        is_conditional=state.is_conditional and not has_lied,
        body_hash=reading.body_hash,
        body_at=answer.asked_at,
        shown_entry_ids=reading.decision.shown if reading.parsed else state.shown_entry_ids,
        not_modified_count=0,
        empty_count=state.empty_count + 1 if reading.outcome is PollOutcome.EMPTY else 0,
    )


def _after_move(answer: Answer, state: FeedState) -> FeedState:
    """Count where permanent redirects lead. The dial guard has seen to it that this is a public host, or allowed."""
    target = answer.response.moved_to if answer.response else None
    is_downgrade = answer.feed.url.startswith("https:") and (target or "").startswith("http:")
    if target is None or is_downgrade:
        return replace(state, moved_to=None, moved_count=0)
    count = state.moved_count + 1 if target == state.moved_to else 1
    if count < MOVES_BEFORE_ADOPTION:
        return replace(state, moved_to=target, moved_count=count)
    adopted = None if target == answer.feed.url else target
    return _at_address(replace(state, moved_to=None, moved_count=0), adopted)


def _at_address(state: FeedState, adopted_url: str | None) -> FeedState:
    """Poll another address from now on: the validators of the one before mean nothing there."""
    if adopted_url == state.adopted_url:
        return state
    return replace(state, adopted_url=adopted_url, etag=None, last_modified=None, body_hash=None)
