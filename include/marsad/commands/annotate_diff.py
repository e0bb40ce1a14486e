"""`marsad annotate-diff`: what two versions of the annotator find otherwise."""

import json
from collections.abc import Callable
from dataclasses import asdict

from marsad.columns import aligned
from marsad.commands.arguments import add_day, parser
from marsad.commands.change_lines import line, records
from marsad.launch.warehouse import warehouse_dsn
from marsad.pipeline.compare.events import TOLERANCE
from marsad.pipeline.compare.report import DiffReport
from marsad.pipeline.diff import Compared, annotate_diff
from marsad.settings import load_settings

HEAD = ["record", "change", "type", "field", "count"]


def main(argv: list[str]) -> int:
    """Every change, one a line, and the counts, which `ops.annotation_difference` keeps."""
    arguments = parser(
        "annotate-diff", "What two versions of the annotator find otherwise in days' published articles."
    )
    arguments.add_argument(
        "--from", dest="before", default="published", metavar="VERSION", help="default: what each article has"
    )
    arguments.add_argument(
        "--to", dest="after", required=True, metavar="VERSION", help="`installed`: this installation's"
    )
    add_day(arguments, is_required=True, text="UTC day of publication; may be given several times")
    arguments.add_argument("--format", choices=("text", "jsonl"), default="text", help="of the changes")
    arguments.add_argument("--summary", action="store_true", help="only the counts")
    arguments.add_argument(
        "--tolerance", type=float, default=TOLERANCE, help=f"by how much confidence may move; default {TOLERANCE}"
    )
    options = arguments.parse_args(argv)
    show = _silence if options.summary else _SHOWN[options.format]
    with warehouse_dsn(load_settings()) as dsn:
        for day in options.day:
            report = annotate_diff(dsn, day, (options.before, options.after), show, options.tolerance)
            print(_json_summary(report) if options.format == "jsonl" else f"{table(report)}\n{report}")
    return 0


def table(report: DiffReport) -> str:
    """The counts; without a field those of whole records."""
    rows = [[key.record, key.change, key.type, key.field, str(count)] for key, count in sorted(report.counts.items())]
    return aligned([HEAD, *rows])


def _silence(_: Compared) -> None:
    """Of a change nothing is said."""


def _text(compared: Compared) -> None:
    for record in records(compared):
        print(line(record))


def _json(compared: Compared) -> None:
    for record in records(compared):
        print(json.dumps(record, ensure_ascii=False))


def _json_summary(report: DiffReport) -> str:
    counts = [{**asdict(key), "count": count} for key, count in sorted(report.counts.items())]
    told = {"day": report.day.isoformat(), "from_version": report.from_version, "to_version": report.to_version}
    return json.dumps({"record": "summary", **told, "same_count": report.same_count, "counts": counts})


_SHOWN: dict[str, Callable[[Compared], None]] = {"text": _text, "jsonl": _json}
