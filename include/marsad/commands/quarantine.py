"""`marsad quarantine`: look at parked entries, send them through again, or drop them."""

import argparse
from collections.abc import Sequence

from marsad.commands.arguments import add_day, add_source, parser
from marsad.commands.parked_entry import sheet
from marsad.errors import ConfigError
from marsad.launch.warehouse import warehouse_dsn
from marsad.pipeline.clock import utc_now
from marsad.settings import load_settings
from marsad.store.quarantine import Parked, drop, dropped, known_of, parked, release
from marsad.store.session import session


def main(argv: list[str]) -> int:
    """`list` and `show` tell, `replay` puts entries back on their way, `drop` ends them."""
    options = _options(argv)
    with warehouse_dsn(load_settings()) as dsn, session(dsn) as connection:
        entries = matching(_meant(parked(connection), dropped(connection), options), options)
        if options.action == "list":
            print("\n".join(map(line, entries)) or "nothing is parked")
            return 0
        chosen = _chosen(entries, options)
        ids = [entry.entry_id for entry in chosen]
        if options.action == "show":
            print("\n\n".join(sheet(entry, known_of(connection, entry.entry_id)) for entry in chosen))
        elif options.action == "drop":
            print(f"{drop(connection, ids, utc_now())} entries are dropped; `replay` with their ids takes them back")
        else:
            days = release(connection, ids, utc_now())
            print(f"{len(ids)} entries are on their way again; days: {', '.join(map(str, days))}")
        connection.commit()
    return 0


def line(entry: Parked) -> str:
    """One parked entry for a person."""
    return f"{entry.entry_id}  {entry.day}  {entry.source_id}  {entry.stage}: {entry.reason}  {entry.detail}"


def matching(entries: Sequence[Parked], options: argparse.Namespace) -> list[Parked]:
    """Those that the filters leave; a filter that was not given leaves all."""
    return [
        entry
        for entry in entries
        if (not options.day or entry.day in options.day)
        and (not options.source or entry.source_id in options.source)
        and (not options.reason or entry.reason in options.reason)
    ]


def _meant(waiting: list[Parked], gone: list[Parked], options: argparse.Namespace) -> list[Parked]:
    """What the action may be about. What was dropped can be shown and replayed by its id, but no filter means it."""
    if options.action == "list":
        return gone if options.dropped else waiting
    if options.action == "drop":
        return waiting
    return [*waiting, *(one for one in gone if one.entry_id in options.entry_id)]


def _options(argv: list[str]) -> argparse.Namespace:
    arguments = parser("quarantine", "Entries parked with a reason.")
    actions = arguments.add_subparsers(dest="action", required=True)
    listing = actions.add_parser("list", help="what is parked, oldest first")
    listing.add_argument("--dropped", action="store_true", help="what was dropped instead")
    _add_filters(listing)
    for name, text in (
        ("show", "all that is known of entries"),
        ("replay", "send entries through again"),
        ("drop", "end entries for good; they stay out of curated and out of the list"),
    ):
        action = actions.add_parser(name, help=text)
        action.add_argument("entry_id", nargs="*", help="entries as `list` shows them")
        action.add_argument("--all", action="store_true", help="everything")
        _add_filters(action)
    return arguments.parse_args(argv)


def _add_filters(arguments: argparse.ArgumentParser) -> None:
    add_day(arguments, is_required=False, text="only of this day; may be given several times")
    add_source(arguments)
    arguments.add_argument(
        "--reason", action="append", default=[], help="only parked for this reason; may be given several times"
    )


def _chosen(entries: Sequence[Parked], options: argparse.Namespace) -> list[Parked]:
    """Those named, or where none is, all that the filters leave. Raises ConfigError where nothing is chosen."""
    is_filtered = bool(options.all or options.day or options.source or options.reason)
    chosen = [one for one in entries if one.entry_id in options.entry_id or (is_filtered and not options.entry_id)]
    missing = set(options.entry_id) - {entry.entry_id for entry in chosen}
    if missing or not chosen:
        raise ConfigError(", ".join(sorted(missing)) or options.action, "nothing of that name is parked")
    return chosen
