"""`marsad ingest`: bring past days in."""

import argparse
from collections.abc import Sequence
from datetime import date, timedelta

from marsad.catalog import choose_sources
from marsad.commands.arguments import add_day, add_range, add_source, parser
from marsad.launch.warehouse import warehouse_dsn
from marsad.model import Source
from marsad.pipeline.estimate import estimate_day
from marsad.pipeline.ingest import MODES, ingest_day
from marsad.settings import Settings, load_settings


def main(argv: list[str]) -> int:
    """Exit code 0 also where a source has no history to tell of: the line says so."""
    arguments = parser("ingest", "Ask the sources for past days, each in its ways; `marsad run` then takes them on.")
    add_day(arguments, is_required=False, text="UTC day of publication; may be given several times")
    add_range(arguments, first=None, last=None)
    add_source(arguments)
    arguments.add_argument("--mode", choices=MODES, default="missing", help="default: missing")
    arguments.add_argument("--dry-run", action="store_true", help="only say what it would take; sends no request")
    options = arguments.parse_args(argv)
    days = _days(options)
    if not days:
        arguments.error("say which days: --day, or --from and --to")
    settings = load_settings()
    sources = choose_sources(settings, options.source)
    with warehouse_dsn(settings) as dsn:
        if options.dry_run:
            return _estimate(dsn, days, sources, settings, options.mode)
        for day in days:
            print(ingest_day(dsn, day, sources, settings, options.mode), flush=True)
    return 0


def _estimate(dsn: str, days: Sequence[date], sources: Sequence[Source], settings: Settings, mode: str) -> int:
    told = [estimate_day(dsn, day, sources, settings, mode) for day in days]
    requests, minutes = sum(day.request_count for day in told), sum(day.minutes for day in told)
    print(*told, f"{len(told)} days: about {requests} requests, {minutes:.0f} minutes", sep="\n")
    return 0


def _days(options: argparse.Namespace) -> list[date]:
    """The days named one by one, and those of the range, whose other end is its only one where one is given."""
    first, last = options.first or options.last, options.last or options.first
    span = [first + timedelta(days=n) for n in range((last - first).days + 1)] if first else []
    return [*(options.day or ()), *span]
