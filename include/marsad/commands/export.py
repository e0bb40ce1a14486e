"""`marsad export`: days of the warehouse as files."""

from datetime import date
from pathlib import Path

from marsad.commands.arguments import parser
from marsad.errors import ConfigError
from marsad.export.check import check_file
from marsad.export.contract import exported_tables
from marsad.launch.warehouse import warehouse_dsn
from marsad.pipeline.export import FORMATS, export
from marsad.settings import load_settings


def main(argv: list[str]) -> int:
    """Write files and say what they hold, or check files that were written."""
    arguments = parser("export", "Days of the warehouse as files, one per table and month, all of one moment.")
    for name, text in (("--from", "first UTC day of publication"), ("--to", "last day, included; default: the first")):
        arguments.add_argument(name, dest=name[2:], type=date.fromisoformat, metavar="YYYY-MM-DD", help=text)
    arguments.add_argument("--format", choices=tuple(FORMATS), default="parquet", help="default: parquet")
    arguments.add_argument("--table", nargs="+", choices=exported_tables(), metavar="NAME", help="default: all of them")
    arguments.add_argument("--out", type=Path, default=Path("export"), metavar="DIR", help="default: export")
    arguments.add_argument("--check", nargs="+", type=Path, metavar="FILE", help="only compare files with the contract")
    options = arguments.parse_args(argv)
    if options.check:
        for path in options.check:
            print(f"{path}: {check_file(path)} rows, as its contract says")
        return 0
    first, last = vars(options)["from"], options.to
    if first is None:
        raise ConfigError("--from", "is missing: the first day to export")
    days = (first, last or first)
    with warehouse_dsn(load_settings()) as dsn:
        manifest = export(dsn, options.table or exported_tables(), days, options.format, options.out)
    for file in manifest.files:
        print(f"{options.out / file.file}: {file.row_count} rows")
    print(f"{manifest.row_count()} rows of {days[0]} to {days[1]} in {len(manifest.files)} files")
    return 0
