"""`marsad ingest`: bring past days in."""

from marsad.catalog import choose_sources
from marsad.commands.arguments import add_day, add_source, parser
from marsad.launch.warehouse import warehouse_dsn
from marsad.pipeline.ingest import MODES, ingest_day
from marsad.settings import load_settings


def main(argv: list[str]) -> int:
    """Exit code 0 also where a source has no history to tell of: the line says so."""
    arguments = parser(
        "ingest", "Ask the sources' sitemaps and archives for past days; `marsad run` then takes them on."
    )
    add_day(arguments, is_required=True, text="UTC day of publication; may be given several times")
    add_source(arguments)
    arguments.add_argument("--mode", choices=MODES, default="missing", help="default: missing")
    options = arguments.parse_args(argv)
    settings = load_settings()
    sources = choose_sources(settings, options.source)
    with warehouse_dsn(settings) as dsn:
        for day in options.day:
            print(ingest_day(dsn, day, sources, settings, options.mode))
    return 0
