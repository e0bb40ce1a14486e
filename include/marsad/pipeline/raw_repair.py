"""What is done about the findings of a check of the raw store."""

import logging
from dataclasses import replace
from datetime import datetime

from psycopg import Connection

from marsad.archive.layout import folder_of
from marsad.archive.repair import Survey, survey
from marsad.archive.warc import Piece, WarcStore
from marsad.errors import ConfigError, RetryableError
from marsad.pipeline.raw_check import CheckReport, Finding, FindingKind
from marsad.pipeline.raw_plan import moves
from marsad.store.raw_files import file_uses, forget_lost, move_records, retire

log = logging.getLogger(__name__)

# Lost records first: their rows still name the file that mending takes out of use.
ORDER = (FindingKind.LOST, FindingKind.TORN, FindingKind.DAMAGED, FindingKind.UNFINISHED)
# What a bad disk or a hand takes is less; more is a volume or a prefix that is not there.
MISSING_SHARE = 0.1
MISSING_COUNT = 10


def refuse_where_many_are_missing(report: CheckReport, raw_uri: str) -> None:
    """Raise ConfigError where repairing would give up a large part of the store, perhaps one that is not mounted."""
    if report.missing_count >= MISSING_COUNT and report.missing_count > MISSING_SHARE * report.used_count:
        missing = f"{report.missing_count} of the {report.used_count} files that rows point into are missing"
        advice = "nothing was repaired; where they are gone for good, add --accept-missing"
        raise ConfigError("MARSAD_RAW_URI", f"{raw_uri}: {missing}: {advice}")


def repair(connection: Connection, store: WarcStore, report: CheckReport, now: datetime) -> CheckReport:
    """Mend what was found, save orphans, and say in each finding what was done."""
    actions: dict[Finding, str] = {}
    for kind in ORDER:
        for finding in report.findings:
            if finding.kind is kind:
                try:
                    actions[finding] = _repair(connection, store, finding, now)
                except RetryableError as error:  # stays damage; the others are mended
                    log.warning("%s", error)
    return replace(report, findings=tuple(replace(f, action=actions.get(f, f.action)) for f in report.findings))


def prune(connection: Connection, store: WarcStore, report: CheckReport) -> CheckReport:
    """Delete the files no row points into, even now: what the repair composed may be a file that the check had found.

    A crash may have left it before its rows were moved; it has the same name the second time.
    """
    uses = file_uses(connection)
    actions: dict[Finding, str] = {}
    for finding in report.findings:
        if finding.kind is FindingKind.ORPHAN:
            if finding.file not in uses:
                store.delete(finding.file)
            actions[finding] = "kept: in use again" if finding.file in uses else "deleted"
    return replace(report, findings=tuple(replace(f, action=actions.get(f, f.action)) for f in report.findings))


def _repair(connection: Connection, store: WarcStore, finding: Finding, now: datetime) -> str:
    if finding.kind is FindingKind.LOST:
        with connection.transaction():
            again = forget_lost(connection, finding.records)
        # Of a feed's past, an older revision, or an entry that ended without a page, nothing can be fetched.
        return f"{again} pages will be fetched again, {len(finding.records) - again} records are given up"
    if finding.survey:
        return _mend(connection, store, finding, finding.survey, now)
    return _finish(store, finding)


def _mend(connection: Connection, store: WarcStore, finding: Finding, found: Survey, now: datetime) -> str:
    """Copy what is whole to another file and let the rows point there; the damaged one is deleted a day later."""
    pieces = _pieces(finding.file, found) if found.response_count else []
    file = store.compose(folder_of(finding.source_id, finding.day), pieces) if pieces else ""
    with connection.transaction():
        move_records(connection, moves(pieces, file))
        retire(connection, [finding.file], "mended", now)
    return f"cut: {found.response_count} records kept"


def _finish(store: WarcStore, finding: Finding) -> str:
    """Keep what a dead writer left: whole records under a finished name, without its last, torn one."""
    with store.open(finding.file) as stream:
        found = survey(stream)
    if found.response_count:
        store.compose(folder_of(finding.source_id, finding.day), _pieces(finding.file, found))
    store.delete(finding.file)
    return f"finished: {found.response_count} records kept" if found.response_count else "removed: no whole record"


def _pieces(name: str, found: Survey) -> list[Piece]:
    return [Piece(name, extent.start, extent.stop) for extent in found.whole]
