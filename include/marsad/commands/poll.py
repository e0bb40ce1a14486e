"""`marsad poll`: ask feeds what is new."""

import sys

from marsad.catalog import choose_sources
from marsad.commands.arguments import add_source, parser
from marsad.feeds.schedule import FAILURES
from marsad.launch.warehouse import warehouse_dsn
from marsad.pipeline.poll import poll_feeds
from marsad.pipeline.subscribe import renew_subscriptions
from marsad.settings import load_settings


def main(argv: list[str]) -> int:
    """Exit code 1 when a feed could not be read."""
    arguments = parser("poll", "Poll the enabled sources' feeds and keep what is new.")
    add_source(arguments)
    arguments.add_argument("--due", action="store_true", help="only feeds whose time has come")
    options = arguments.parse_args(argv)
    settings = load_settings()
    sources = choose_sources(settings, options.source)
    with warehouse_dsn(settings) as dsn:
        report = poll_feeds(dsn, sources, settings, is_due_only=options.due)
        if not options.source:  # what is not among the sources would be unsubscribed
            renew_subscriptions(dsn, [feed.feed_id for source in sources for feed in source.feeds], settings)
    for poll in report.polls:
        print(
            f"{poll.feed_id}: {poll.outcome}, {poll.new_count} new, {poll.changed_count} edited"
            + (f" ({poll.message})" if poll.message else "")
        )
    print(report, f"; days touched: {', '.join(map(str, report.days)) or 'none'}", sep="")
    sys.stdout.flush()
    return int(any(poll.outcome in FAILURES for poll in report.polls))
