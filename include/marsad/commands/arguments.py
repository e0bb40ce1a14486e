"""Arguments that several commands share."""

import argparse
from datetime import date

from marsad.catalog import enabled_sources
from marsad.model import Source
from marsad.settings import Settings


def parser(name: str, description: str) -> argparse.ArgumentParser:
    """A parser for `marsad <name>`."""
    return argparse.ArgumentParser(prog=f"marsad {name}", description=description)


def add_day(arguments: argparse.ArgumentParser, *, is_required: bool, text: str) -> None:
    """--day, which may be given several times."""
    arguments.add_argument(
        "--day", action="append", type=date.fromisoformat, required=is_required, metavar="YYYY-MM-DD", help=text
    )


def add_source(arguments: argparse.ArgumentParser) -> None:
    """--source, which may be given several times."""
    arguments.add_argument(
        "--source",
        action="append",
        default=[],
        metavar="SOURCE_ID",
        help="only this source; may be given several times",
    )


def sources_by_id(settings: Settings) -> dict[str, Source]:
    """Every enabled source, for the stages that work on what is already in the warehouse."""
    return {source.source_id: source for source in enabled_sources(settings)}
