"""`marsad run`: the whole chain without Airflow."""

from marsad.catalog import sources_by_id
from marsad.commands.arguments import add_day, parser
from marsad.launch.warehouse import warehouse_dsn
from marsad.pipeline.days import days_with_work
from marsad.pipeline.run import run_day
from marsad.settings import load_settings


def main(argv: list[str]) -> int:
    """Exit code 1 when the gate blocked a whole day."""
    arguments = parser("run", "Retrieve, extract, annotate, check and publish days.")
    add_day(arguments, is_required=False, text="UTC day of publication; default: every day that has work")
    options = arguments.parse_args(argv)
    settings = load_settings()
    sources = sources_by_id(settings)
    is_blocked = False
    with warehouse_dsn(settings) as dsn:
        for day in options.day or days_with_work(dsn):
            is_blocked |= bool(run_day(dsn, day, sources, settings, print).blocking)
    return int(is_blocked)
