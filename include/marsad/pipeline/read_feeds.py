"""What a feed's answer says: an outcome from the closed vocabulary, and entries by what they need."""

from collections.abc import Collection
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from psycopg import Connection

from marsad.errors import BlockedError, ForbiddenAddressError, GoneError, MarsadError, UnreadableError
from marsad.feeds.decide import Decision, decide, entry_of
from marsad.feeds.parse import ParsedFeed, parse_feed
from marsad.model import PollOutcome, Response, Source
from marsad.pipeline.ask_feeds import Answer
from marsad.store.entries import known_entries
from marsad.store.feeds import FeedState


@dataclass(frozen=True, slots=True)
class Reading:
    """What the answer means. `parsed` is None where no body had to be read, `error` where nothing failed."""

    outcome: PollOutcome
    decision: Decision = Decision()  # noqa: RUF009 - frozen, so it can be shared
    parsed: ParsedFeed | None = None
    body_hash: str | None = None
    error: MarsadError | None = None

    @property
    def message(self) -> str | None:
        """Subject and cause of the failure."""
        return str(self.error) if self.error else None


def read_answer(connection: Connection, answer: Answer, before: FeedState, shown_elsewhere: Collection[str]) -> Reading:
    """Read one answer against what the warehouse knows. Raises nothing that the answer's content could cause.

    `shown_elsewhere` are ids of the entries that other feeds of the source show at present.
    """
    if answer.response is None:
        return Reading(_outcome_of(answer.error), error=answer.error)
    if answer.response.status == 304:
        return Reading(PollOutcome.NOT_MODIFIED)
    if answer.body_hash == before.body_hash:
        outcome = PollOutcome.UNCHANGED if before.shown_entry_ids else PollOutcome.EMPTY
        return Reading(outcome, body_hash=answer.body_hash)
    try:
        parsed = _parsed(answer.response, answer.source)
    except UnreadableError as error:
        return Reading(PollOutcome.UNREADABLE, error=error)
    entries = [entry_of(item, answer.source, answer.feed, answer.asked_at) for item in parsed.entries]
    ids = [*(entry.entry_id for entry in entries), *before.shown_entry_ids]
    urls = [entry.canonical_url for entry in entries]
    decision = decide(
        known_entries(connection, answer.source.source_id, ids, urls),
        entries,
        shown_before=before.shown_entry_ids,
        shown_elsewhere=shown_elsewhere,
    )
    return Reading(_outcome_of_entries(decision), decision, parsed, answer.body_hash)


def _parsed(response: Response, source: Source) -> ParsedFeed:
    zone = ZoneInfo(source.timezone)
    return parse_feed(response.body, response.final_url, response.headers.get("content-type"), zone)


def _outcome_of_entries(decision: Decision) -> PollOutcome:
    if decision.new or decision.changed:
        return PollOutcome.CHANGED
    return PollOutcome.UNCHANGED if decision.same else PollOutcome.EMPTY


def _outcome_of(error: MarsadError | None) -> PollOutcome:
    if isinstance(error, GoneError):
        return PollOutcome.GONE
    if isinstance(error, BlockedError | ForbiddenAddressError):
        return PollOutcome.BLOCKED
    if isinstance(error, UnreadableError):
        return PollOutcome.UNREADABLE
    return PollOutcome.FAILED
