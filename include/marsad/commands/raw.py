"""`marsad raw`: the raw store, checked and kept in order."""

from collections.abc import Sequence

from marsad.columns import aligned
from marsad.commands.arguments import parser
from marsad.launch.warehouse import warehouse_dsn
from marsad.pipeline.maintain import check_all, maintain_warehouse
from marsad.pipeline.raw_check import CheckReport, Finding
from marsad.settings import load_settings

HEAD = ["source", "day", "finding", "bytes", "done", "what"]


def main(argv: list[str]) -> int:
    """Exit code 1 while something is wrong; an orphan is not."""
    arguments = parser("raw", "The raw store: pages and feed bodies as they were fetched.")
    actions = arguments.add_subparsers(dest="action", required=True)
    check = actions.add_parser("check", help="read everything back and compare it with the rows")
    check.add_argument("--repair", action="store_true", help="cut what is torn, send lost pages back to retrieval")
    check.add_argument("--prune", action="store_true", help="delete files that no row points into")
    check.add_argument(
        "--accept-missing",
        action="store_true",
        help="with --repair: give up lost records even where at least ten files, a tenth of the store, are missing",
    )
    actions.add_parser("maintain", help="what maintain_warehouse does each day: retention, joining, a partial check")
    options = arguments.parse_args(argv)
    settings = load_settings()
    with warehouse_dsn(settings) as dsn:
        if options.action == "maintain":
            maintained = maintain_warehouse(dsn, settings)
            return _show(maintained.check, str(maintained))
        report = check_all(
            dsn,
            settings,
            is_repairing=options.repair,
            is_pruning=options.prune,
            may_many_be_missing=options.accept_missing,
        )
        return _show(report, str(report))


def table(findings: Sequence[Finding]) -> str:
    """Findings by source and day."""
    rows = [[f.source_id, f"{f.day}", f.kind.value, f"{f.byte_count}", f.action or "", f.what] for f in findings]
    return aligned([HEAD, *rows])


def _show(report: CheckReport, summary: str) -> int:
    if report.findings:
        print(table(report.findings))
    print(summary)
    return int(bool(report.damage))
