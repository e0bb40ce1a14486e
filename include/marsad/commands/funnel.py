"""`marsad funnel`: what became of every entry."""

from dataclasses import astuple, fields

from marsad.columns import aligned
from marsad.commands.arguments import parser
from marsad.launch.warehouse import warehouse_dsn
from marsad.settings import load_settings
from marsad.store.report import FunnelRow, funnel
from marsad.store.session import session


def main(argv: list[str]) -> int:
    """Exit code 1 when a day does not add up."""
    parser("funnel", "What became of every entry, per day and source; difference must be 0.").parse_args(argv)
    with warehouse_dsn(load_settings()) as dsn, session(dsn) as connection:
        rows = funnel(connection)
    print(table(rows))
    return int(any(row.difference for row in rows))


def table(rows: list[FunnelRow]) -> str:
    """The funnel, headed by the columns' names without `_count`."""
    head = [field.name.removesuffix("_count") for field in fields(FunnelRow)]
    return aligned([head, *([str(value) for value in astuple(row)] for row in rows)])
