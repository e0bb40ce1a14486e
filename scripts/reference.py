"""Write the generated pages of docs/reference and sql/schema.sql; --check only says which of them are stale.

Pages about the database are read from a migrated one: that of --dsn, or an embedded server started for the moment.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from reference_code import events_page, expectations_page, settings_page, statuses_page
from reference_database import contract_json, schema_sql, tables_page

from marsad.export.contract import exported_tables
from marsad.launch.warehouse import warehouse_dsn
from marsad.settings import load_settings

ROOT = Path(__file__).resolve().parents[1]
OF_CODE: dict[str, Callable[[], str]] = {
    "docs/reference/events.md": events_page,
    "docs/reference/expectations.md": expectations_page,
    "docs/reference/settings.md": lambda: settings_page((ROOT / ".env.example").read_text(encoding="utf-8")),
    "docs/reference/statuses.md": statuses_page,
}
OF_DATABASE: dict[str, Callable[[str], str]] = {
    "docs/reference/tables.md": tables_page,
    "sql/schema.sql": schema_sql,
    **{f"sql/exports/{table}.json": partial(contract_json, table) for table in exported_tables()},
}


def main() -> int:
    """Exit code 1 when a page is stale and --check was given."""
    options = _options()
    pages = {} if options.only == "database" else {path: page() for path, page in OF_CODE.items()}
    if options.only != "code":
        with _warehouse(options.dsn) as dsn:
            pages |= {path: page(dsn) for path, page in OF_DATABASE.items()}
    stale = [path for path, text in pages.items() if not _is_current(ROOT / path, text)]
    if not options.check:
        for path in stale:
            (ROOT / path).write_text(pages[path], encoding="utf-8")
    elif stale:
        sys.stderr.write(f"stale: {', '.join(stale)}; run `make docs`\n")
    return int(options.check and bool(stale))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 when a page is stale")
    parser.add_argument("--only", choices=("code", "database"), help="the pages made from one of the two")
    parser.add_argument("--dsn", help="a migrated warehouse; default: an embedded server of the moment")
    return parser.parse_args()


@contextmanager
def _warehouse(dsn: str | None) -> Iterator[str]:
    if dsn:
        yield dsn
        return
    with (
        tempfile.TemporaryDirectory() as home,
        warehouse_dsn(load_settings({"MARSAD_HOME": home})) as embedded,
    ):
        yield embedded


def _is_current(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main())
