"""`marsad catalog check | add | list`: the catalogue from the command line."""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.catalog import conflicts, enabled_sources, load_catalog, scan_folder
from marsad.catalog.source import parse_source
from marsad.catalog.table import markdown_page, terminal_table
from marsad.catalog.values import url_problem
from marsad.errors import ConfigError, MarsadError
from marsad.resources import data_dir
from marsad.settings import Settings, load_settings
from marsad.text.urls import without_credentials

if TYPE_CHECKING:
    from marsad.catalog.scaffold import Findings, Hints


def main(argv: Sequence[str]) -> int:
    """Run one subcommand; `argv` is what follows `marsad catalog`. 0 when all is well, 1 when something is wrong."""
    arguments = _parser().parse_args(argv)
    try:
        result: int = arguments.command(arguments, load_settings())
    except ConfigError as error:
        sys.stderr.write(f"marsad catalog: {error}\n")
        return 1
    return result


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="marsad catalog", description="The outlets Marsad knows.")
    commands = parser.add_subparsers(required=True, metavar="check | add | list")

    check = commands.add_parser("check", help="validate catalogue folders")
    check.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="default: all that a run would read")
    check.set_defaults(command=_check)

    add = commands.add_parser("add", help="look at an outlet and draft its source file")
    add.add_argument("url", metavar="URL", help="of its feed, or of its home page")
    add.add_argument("--folder", type=Path, help="the catalogue to write to; default: the first of MARSAD_CATALOG")
    add.add_argument("--dry-run", action="store_true", help="print the file instead of writing it")
    add.add_argument("--source-id", help="default: from the host")
    add.add_argument("--name", help="in the outlet's own script; default: what its titles share")
    add.add_argument("--name-en", help="default: what its Latin titles share, else the host")
    add.add_argument("--country", help="ISO 3166-1 alpha-2; default: from the host or the page, where they tell")
    add.add_argument("--language", help="ISO 639-1; default: of the feed's text, else ar")
    add.add_argument("--timezone", help="IANA; default: the country's, where it has one")
    add.set_defaults(command=_add)

    show = commands.add_parser("list", help="show the sources and which are enabled")
    show.add_argument("--markdown", action="store_true", help="print docs/reference/sources.md instead")
    show.set_defaults(command=_list)
    return parser


def _check(arguments: argparse.Namespace, settings: Settings) -> int:
    broken = [_check_folder(folder) for folder in arguments.folders or _folders(settings)]
    if any(broken):
        return 1
    if not arguments.folders:  # what no folder shows by itself: names in MARSAD_OUTLETS, feeds polled twice
        enabled_sources(settings)
    return 0


def _check_folder(folder: Path) -> bool:
    files, problems = scan_folder(folder)
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    feeds = sum(len(file.source.feeds) for file in files)
    verdict = f"{len(problems)} wrong" if problems else "all valid"
    sys.stdout.write(f"{folder}: {len(files)} sources, {feeds} feeds, {verdict}\n")
    return bool(problems)


def _add(arguments: argparse.Namespace, settings: Settings) -> int:
    # Here, not above: the list of public suffixes behind it costs a tenth of a second.
    from marsad.catalog.scaffold import Hints, draft  # noqa: PLC0415

    folder = arguments.folder or next(iter(settings.catalog), Path() if arguments.dry_run else None)
    if folder is None:
        raise ConfigError("add", "where to? Name a folder with --folder, or set MARSAD_CATALOG")
    if problem := url_problem(arguments.url):
        raise ConfigError(without_credentials(arguments.url), problem)
    hints = Hints(**{name: getattr(arguments, name) for name in Hints.__slots__})
    findings = _look(arguments.url, hints, settings)
    drafted = draft(arguments.url, hints, findings, datetime.now(UTC).date())
    path = folder / drafted.country.lower() / f"{drafted.source_id}.yml"
    # Nothing is written that `check` would refuse.
    beside = scan_folder(folder)[0] if folder.is_dir() and not arguments.dry_run else []
    for conflict in conflicts([*beside, parse_source(drafted.content, path, folder)]):
        raise conflict
    for remark in findings.remarks:
        sys.stderr.write(f"marsad catalog: look: {remark}\n")
    if arguments.dry_run:
        sys.stdout.write(drafted.content)
        return 0
    _write_new(path, drafted.content)
    sys.stdout.write(f"{path}\nReview it, then run: marsad catalog check {folder}\n")
    return 0


def _look(url: str, hints: "Hints", settings: Settings) -> "Findings":
    """What is to be seen of the outlet; nothing, and a word about it, where it does not answer."""
    # Here, not above: aiohttp, feedparser and lxml are for this alone.
    from marsad.catalog.scaffold import Findings  # noqa: PLC0415
    from marsad.pipeline.discover import discover  # noqa: PLC0415
    from marsad.pipeline.propose import propose  # noqa: PLC0415

    try:
        found = discover(url, settings)
    except MarsadError as error:
        sys.stderr.write(f"marsad catalog: nothing was retrieved, so the draft is from the URL alone: {error}\n")
        return Findings()
    findings = propose(found, hints)
    if not findings.feeds:
        told = "".join(f"; {remark}" for remark in findings.remarks)
        language = f" in {hints.language}" if hints.language else ""
        raise ConfigError(url, f"no feed with entries{language} was found there: name the feed's own address{told}")
    return findings


def _write_new(path: Path, content: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(content)
    except FileExistsError as error:
        raise ConfigError(str(path), "exists already and is not overwritten: edit it, or say --source-id") from error
    except OSError as error:
        raise ConfigError(str(path), f"cannot be written: {error.strerror}") from error


def _list(arguments: argparse.Namespace, settings: Settings) -> int:
    if arguments.markdown:
        sys.stdout.write(markdown_page(load_catalog([data_dir("catalog")])))
        return 0
    enabled = {source.source_id for source in enabled_sources(settings)}
    sources = {source.source_id: source for folder in _folders(settings) for source in load_catalog([folder])}
    listed = [sources[source_id] for source_id in sorted(sources)]
    sys.stdout.write(terminal_table(listed, enabled, has_cc_news=bool(settings.cc_news)))
    return 0


def _folders(settings: Settings) -> list[Path]:
    return [data_dir("catalog"), *settings.catalog]
