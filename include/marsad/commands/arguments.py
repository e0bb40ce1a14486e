"""Arguments that several commands share."""

import argparse
from datetime import date


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
