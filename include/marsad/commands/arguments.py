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


def add_range(arguments: argparse.ArgumentParser, *, first: date | None, last: date | None) -> None:
    """--from and --to, as `first` and `last` of the parsed options."""
    for flag, name, default, text in (("--from", "first", first, "first"), ("--to", "last", last, "last")):
        told = f"{text} UTC day of publication" + (f"; default: {default}" if default else "")
        arguments.add_argument(
            flag, dest=name, type=date.fromisoformat, default=default, metavar="YYYY-MM-DD", help=told
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
