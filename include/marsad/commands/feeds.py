"""`marsad feeds`: how each feed is doing; retry, disable and enable feeds by hand."""

import argparse
from collections.abc import Sequence
from dataclasses import astuple

from marsad.catalog import enabled_sources
from marsad.catalog.nodes import did_you_mean
from marsad.columns import aligned
from marsad.commands.arguments import parser
from marsad.errors import ConfigError
from marsad.launch.warehouse import warehouse_dsn
from marsad.model import Feed
from marsad.pipeline import feeds as use_case
from marsad.pipeline.clock import utc_now
from marsad.pipeline.feed_report import FeedLine, feed_lines
from marsad.settings import load_settings
from marsad.store.feeds import feed_states
from marsad.store.issues import open_issues
from marsad.store.session import session

HEAD = ["feed", "how it is", "last polled", "last new", "next poll", "why"]
ACTIONS = {
    "retry": "forget failures and ask at the next round, whole bodies included",
    "disable": "ask no more, until it is enabled",
    "enable": "ask again, as if nothing were known of it",
}


def main(argv: list[str]) -> int:
    """Without an action: exit code 1 when a feed fails or was given up. An action names the feeds it is for."""
    options = _options(argv)
    settings = load_settings()
    feeds = [feed for source in enabled_sources(settings) for feed in source.feeds]
    with warehouse_dsn(settings) as dsn:
        if options.action:
            return _act(dsn, options, feeds)
        with session(dsn) as connection:
            states = feed_states(connection)
            issues = {
                issue["subject"]: issue["message"] for issue in open_issues(connection) if issue["subject"] in states
            }
    print(table(feed_lines([feed.feed_id for feed in feeds], states, issues, utc_now())))
    return int(any(state.failure_count or state.disabled_reason for state in states.values()))


def _options(argv: list[str]) -> argparse.Namespace:
    arguments = parser("feeds", "How each enabled feed is doing, why, and when it is asked next.")
    actions = arguments.add_subparsers(dest="action", metavar="retry | disable | enable")
    for name, text in ACTIONS.items():
        action = actions.add_parser(name, help=text)
        action.add_argument("feed_id", nargs="+", help="as the table shows it; a source's id means all its feeds")
        if name == "disable":
            action.add_argument("--reason", default="by hand", help="what the table is to say; default: by hand")
    return arguments.parse_args(argv)


def _act(dsn: str, options: argparse.Namespace, feeds: Sequence[Feed]) -> int:
    chosen = named(options.feed_id, feeds)
    match options.action:
        case "disable":
            use_case.disable(dsn, chosen, options.reason)
        case "enable":
            use_case.enable(dsn, chosen)
        case "retry":
            use_case.retry(dsn, chosen)
    print("\n".join(f"{feed.feed_id}: {ACTIONS[options.action]}" for feed in chosen))
    return 0


def named(names: Sequence[str], feeds: Sequence[Feed]) -> list[Feed]:
    """The feeds of these ids and of the sources of these ids. Raises ConfigError for a name that is neither."""
    known = {feed.feed_id for feed in feeds} | {feed.source_id for feed in feeds}
    for name in names:
        if name not in known:
            raise ConfigError(name, f"is no enabled feed or source{did_you_mean(name, known)}")
    return [feed for feed in feeds if feed.feed_id in names or feed.source_id in names]


def table(lines: Sequence[FeedLine]) -> str:
    """The lines under a head."""
    return aligned([HEAD, *(list(astuple(line)) for line in lines)])
