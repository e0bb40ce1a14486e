"""`marsad quarantine`: look at parked entries and send them through again."""

import argparse

from marsad.commands.arguments import parser
from marsad.errors import ConfigError
from marsad.launch.warehouse import warehouse_dsn
from marsad.pipeline.clock import utc_now
from marsad.settings import load_settings
from marsad.store.quarantine import Parked, parked, release
from marsad.store.session import session


def main(argv: list[str]) -> int:
    """`list` shows one line an entry; `replay` puts entries back on their way, `marsad run` takes them on."""
    options = _options(argv)
    with warehouse_dsn(load_settings()) as dsn, session(dsn) as connection:
        entries = parked(connection)
        if options.action == "list":
            print("\n".join(map(line, entries)) or "nothing is parked")
            return 0
        chosen = _chosen(entries, options)
        days = release(connection, [entry.entry_id for entry in chosen], utc_now())
        connection.commit()
    print(f"{len(chosen)} entries are on their way again; days: {', '.join(map(str, days))}")
    return 0


def line(entry: Parked) -> str:
    """One parked entry for a person."""
    return f"{entry.entry_id}  {entry.day}  {entry.source_id}  {entry.stage}: {entry.reason}  {entry.detail}"


def _options(argv: list[str]) -> argparse.Namespace:
    arguments = parser("quarantine", "Entries parked with a reason.")
    actions = arguments.add_subparsers(dest="action", required=True)
    actions.add_parser("list", help="everything parked, oldest first")
    replay = actions.add_parser("replay", help="send entries through again")
    replay.add_argument("entry_id", nargs="*", help="entries as `list` shows them")
    replay.add_argument("--reason", help="all that are parked for this reason")
    replay.add_argument("--all", action="store_true", help="everything")
    return arguments.parse_args(argv)


def _chosen(entries: list[Parked], options: argparse.Namespace) -> list[Parked]:
    chosen = [e for e in entries if options.all or e.entry_id in options.entry_id or e.reason == options.reason]
    missing = set(options.entry_id) - {entry.entry_id for entry in chosen}
    if missing or not chosen:
        raise ConfigError(", ".join(sorted(missing)) or "replay", "nothing of that name is parked")
    return chosen
