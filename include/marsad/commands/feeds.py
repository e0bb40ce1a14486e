"""`marsad feeds`: how each feed is doing."""

from marsad.catalog import enabled_sources
from marsad.columns import aligned
from marsad.commands.arguments import parser
from marsad.launch.warehouse import warehouse_dsn
from marsad.model import Feed
from marsad.settings import load_settings
from marsad.store.feeds import FeedState, feed_states
from marsad.store.session import session

HEAD = ["feed", "outcome", "failures", "last polled", "last changed", "next poll", "cause"]


def main(argv: list[str]) -> int:
    """Exit code 1 when a feed's last poll failed."""
    parser("feeds", "How each enabled feed is doing, and when it is asked next.").parse_args(argv)
    settings = load_settings()
    feeds = [feed for source in enabled_sources(settings) for feed in source.feeds]
    with warehouse_dsn(settings) as dsn, session(dsn) as connection:
        states = feed_states(connection)
    print(table(feeds, states))
    return int(any(state.failure_count for state in states.values()))


def table(feeds: list[Feed], states: dict[str, FeedState]) -> str:
    """Enabled feeds first, then those that were polled once and are enabled no more."""
    names = [feed.feed_id for feed in feeds]
    former = [feed_id for feed_id in states if feed_id not in names]
    return aligned([HEAD, *(_row(feed_id, states.get(feed_id)) for feed_id in [*names, *former])])


def _row(feed_id: str, state: FeedState | None) -> list[str]:
    if state is None:
        return [feed_id, "never polled", "", "", "", "now", ""]
    times = (state.last_polled_at, state.last_changed_at, state.next_poll_at)
    polled, changed, following = (f"{time:%Y-%m-%d %H:%M:%S}" if time else "" for time in times)
    failures = str(state.failure_count)
    return [feed_id, state.last_outcome, failures, polled, changed, following, state.last_message or ""]
