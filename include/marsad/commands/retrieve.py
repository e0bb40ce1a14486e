"""`marsad retrieve`: fetch pages."""

from marsad.catalog import sources_by_id
from marsad.commands.arguments import add_day, parser
from marsad.launch.warehouse import warehouse_dsn
from marsad.pipeline.days import days_with_work
from marsad.pipeline.retrieve import retrieve_pages
from marsad.settings import load_settings


def main(argv: list[str]) -> int:
    """Without --day: every day that has work."""
    arguments = parser("retrieve", "Fetch the pages behind a day's entries.")
    add_day(arguments, is_required=False, text="UTC day of publication; default: every day that has work")
    options = arguments.parse_args(argv)
    settings = load_settings()
    sources = sources_by_id(settings)
    with warehouse_dsn(settings) as dsn:
        for day in options.day or days_with_work(dsn):
            print(retrieve_pages(dsn, day, sources, settings))
    return 0
