"""`marsad coverage`: which past days are there, what is missing and why; --fill fetches it."""

from collections.abc import Sequence
from datetime import date, timedelta

from marsad.catalog import choose_sources
from marsad.columns import aligned
from marsad.commands.arguments import add_range, add_source, parser
from marsad.launch.warehouse import warehouse_dsn
from marsad.model import Source
from marsad.pipeline.clock import utc_now
from marsad.pipeline.coverage import fill_gaps, gap_of
from marsad.settings import load_settings
from marsad.store.coverage import DayCoverage, coverage_between
from marsad.store.session import session

HEAD = ["day", "source", "expected", "known", "published", "failed", "ways", "missing"]


def main(argv: list[str]) -> int:
    """Exit code 1 while something is missing."""
    arguments = parser("coverage", "Per day and source: expected, known, published, failed, and what is missing.")
    yesterday = utc_now().date() - timedelta(days=1)
    add_range(arguments, first=yesterday - timedelta(days=29), last=yesterday)
    add_source(arguments)
    arguments.add_argument("--fill", action="store_true", help="bring in what is missing, through every stage")
    options = arguments.parse_args(argv)
    settings = load_settings()
    sources = choose_sources(settings, options.source)
    with warehouse_dsn(settings) as dsn:
        covered = _covered(dsn, options.first, options.last, sources)
        if options.fill:
            fill_gaps(dsn, covered, sources, settings, print)
            covered = _covered(dsn, options.first, options.last, sources)
    print(table(covered))
    return int(any(gap_of(one) for one in covered))


def table(covered: Sequence[DayCoverage]) -> str:
    """One line for each day and source; the reason last, since it may be long."""
    return aligned([HEAD, *map(_line, covered)])


def _covered(dsn: str, first: date, last: date, sources: Sequence[Source]) -> list[DayCoverage]:
    with session(dsn) as connection:
        return coverage_between(connection, first, last, [source.source_id for source in sources])


def _line(one: DayCoverage) -> list[str]:
    expected = "" if one.expected_count is None else str(one.expected_count)
    counts = [expected, str(one.known_count), str(one.published_count), str(one.failed_count)]
    return [str(one.day), one.source_id, *counts, ", ".join(one.asked_ways or ()), gap_of(one) or ""]
