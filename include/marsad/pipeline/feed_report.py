"""How each feed is doing, in words: for the terminal and for the newsroom page. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from marsad.store.feeds import FeedState


@dataclass(frozen=True, slots=True)
class FeedLine:
    """One feed as a person reads it."""

    feed_id: str
    how: str
    last_polled: str
    last_new: str
    next_poll: str
    why: str


def feed_lines(
    feed_ids: Sequence[str], states: Mapping[str, FeedState], issues: Mapping[str, str], now: datetime
) -> list[FeedLine]:
    """The enabled feeds, then those that were polled once and are enabled no more. `issues` are messages by feed."""
    lines = [_line(feed_id, states.get(feed_id), issues.get(feed_id, ""), now) for feed_id in feed_ids]
    return lines + [_former(state, now) for feed_id, state in states.items() if feed_id not in feed_ids]


def _line(feed_id: str, state: FeedState | None, issue: str, now: datetime) -> FeedLine:
    if state is None:
        return FeedLine(feed_id, "never polled", "", "", "now", "")
    polled, new = _ago(state.last_polled_at, now), _ago(state.last_changed_at, now)
    if state.disabled_reason:
        return FeedLine(feed_id, "disabled", polled, new, "never", state.disabled_reason)
    count = state.failure_count
    how = f"{state.last_outcome}, {count} in a row" if count > 1 else state.last_outcome or "never polled"
    following = "now" if state.next_poll_at <= now else f"in {_length(state.next_poll_at, now)}"
    return FeedLine(feed_id, how, polled, new, following, state.last_message or issue)


def _former(state: FeedState, now: datetime) -> FeedLine:
    polled, new = _ago(state.last_polled_at, now), _ago(state.last_changed_at, now)
    return FeedLine(
        state.feed_id, state.last_outcome or "never polled", polled, new, "never", "no enabled source has it"
    )


def _ago(moment: datetime | None, now: datetime) -> str:
    return f"{_length(now, moment)} ago" if moment else "never"


def _length(later: datetime, earlier: datetime) -> str:
    """The time between two moments in the largest unit of which it holds two."""
    seconds = max(0.0, (later - earlier).total_seconds())
    for size, unit in ((86_400, "days"), (3600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"
