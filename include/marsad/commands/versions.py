"""`marsad versions`: annotators side by side, until one of them is published."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import astuple, fields

from marsad.annotate.version import annotator_version
from marsad.catalog import sources_by_id
from marsad.columns import aligned
from marsad.commands.arguments import add_day, parser
from marsad.launch.warehouse import warehouse_dsn
from marsad.pipeline.adopt import adopt_version
from marsad.pipeline.trial import annotate_trial
from marsad.settings import Settings, annotator_at, load_settings
from marsad.store.session import session
from marsad.store.trials import VersionCount, count_versions, drop_trial


def main(argv: list[str]) -> int:
    """Exit code 1 where the gate refused something."""
    options = _options(argv)
    settings = load_settings()
    with warehouse_dsn(settings) as dsn:
        return _ACTIONS[options.action](options, settings, dsn)


def table(counts: Sequence[VersionCount]) -> str:
    """One line a version, headed by the columns' names without `_count`."""
    head = [field.name.removesuffix("_count") for field in fields(VersionCount)]
    return aligned([head, *([str(value) for value in astuple(count)] for count in counts)])


def _options(argv: list[str]) -> argparse.Namespace:
    arguments = parser("versions", "Versions of the annotator: the one that is published, and others on trial.")
    actions = arguments.add_subparsers(dest="action", required=True)
    listing = actions.add_parser("list", help="every version that has rows, and this installation's")
    trial = actions.add_parser("trial", help="annotate published articles beside what is published")
    trial.add_argument(
        "--annotator",
        type=annotator_at,
        metavar="DIR",
        help="its rules, gazetteers or models; default: this installation",
    )
    adopt = actions.add_parser("adopt", help="publish what a trial of this installation's annotator found")
    adopt.add_argument("--to", dest="version", required=True, metavar="VERSION", help="the version, as `list` shows it")
    drop = actions.add_parser("drop", help="forget what a version found on trial; what is published stays")
    drop.add_argument("version", metavar="VERSION", help="as `list` shows it")
    add_day(listing, is_required=False, text="UTC day of publication; default: all")
    for action in (trial, adopt, drop):
        add_day(action, is_required=True, text="UTC day of publication; may be given several times")
    return arguments.parse_args(argv)


def _list(options: argparse.Namespace, _: Settings, dsn: str) -> int:
    with session(dsn) as connection:
        for day in options.day or [None]:
            print(table(count_versions(connection, day)))
    print(f"this installation's annotator: {annotator_version()}")
    return 0


def _trial(options: argparse.Namespace, settings: Settings, dsn: str) -> int:
    sources = sources_by_id(settings)
    for day in options.day:
        print(annotate_trial(dsn, day, sources, options.annotator))
    return 0


def _adopt(options: argparse.Namespace, settings: Settings, dsn: str) -> int:
    sources, reports = sources_by_id(settings).values(), []
    for day in options.day:
        reports.append(adopt_version(dsn, day, options.version, sources))
        print(reports[-1])
    return int(any(report.refused_count for report in reports))


def _drop(options: argparse.Namespace, _: Settings, dsn: str) -> int:
    with session(dsn) as connection:
        for day in options.day:
            dropped = drop_trial(connection, options.version, day)
            connection.commit()
            print(f"{day} {options.version}: {dropped} articles dropped")
    return 0


_ACTIONS: dict[str, Callable[[argparse.Namespace, Settings, str], int]] = {
    "list": _list,
    "trial": _trial,
    "adopt": _adopt,
    "drop": _drop,
}
