"""The gate and what lies behind it: stage.* -> curated.*, ops.check_result.

A failing article is quarantined and the rest of its day is checked again; only what then holds as a whole is moved,
in one transaction. Where the day itself is broken, curated stays as it was.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from psycopg import Connection
from psycopg.types.json import Jsonb

from marsad.annotate import ontology
from marsad.errors import RetryableError
from marsad.model import EntryStatus
from marsad.pipeline.clock import Clock, utc_now
from marsad.pipeline.entities import describer
from marsad.pipeline.outcome import Outcome, record
from marsad.quality.suite import rules
from marsad.quality.verdict import Verdict
from marsad.store.checks import CheckResult, save_results
from marsad.store.connect import as_url
from marsad.store.curated import publish_staged
from marsad.store.issues import close_issue, open_issue
from marsad.store.lock import turn
from marsad.store.session import session
from marsad.store.staging import Waiting, articles_to_publish

STAGE = "publish"
DAY_BLOCKED = "day_blocked"

Check = Callable[[str, date], Verdict]


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What the gate let through. `blocking` names the expectations that stopped the whole day."""

    day: date
    published: int = 0
    quarantined: int = 0
    passed_checks: int = 0
    failed_checks: int = 0
    blocking: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.blocking:
            return f"{self.day} publish: blocked by {', '.join(self.blocking)}, {self.quarantined} quarantined"
        if not (self.published or self.quarantined):
            return f"{self.day} publish: nothing to do"
        return (
            f"{self.day} publish: {self.published} published, {self.quarantined} quarantined, "
            f"{self.passed_checks} checks passed, {self.failed_checks} failed"
        )


def run_suite(dsn: str, day: date) -> Verdict:
    """The gate itself. Imported here because it costs four seconds that a day without work need not pay."""
    from marsad.quality.gate import check_day  # noqa: PLC0415

    url = dsn if "://" in dsn else as_url(dsn)
    return check_day(url, day, rules(tuple(ontology.load().types)))


def publish_articles(dsn: str, day: date, clock: Clock = utc_now, check: Check = run_suite) -> PublishReport:
    """Check the day's annotated articles and move those that pass to curated."""
    with session(dsn) as connection, turn(connection, STAGE, day) as is_mine:
        if not is_mine:
            raise RetryableError(day.isoformat(), "another worker has been publishing this day for a minute")
        waiting = articles_to_publish(connection, day)
        connection.commit()
        if not waiting:
            return PublishReport(day)
        verdict = _checked(connection, dsn, day, clock, check)
        parked = 0
        if not verdict.blocking and (rejected := _rejected(waiting, verdict)):
            _quarantine(connection, rejected, verdict, clock)
            parked = len(rejected)
            waiting = [article for article in waiting if article not in rejected]
            verdict = _checked(connection, dsn, day, clock, check) if waiting else Verdict(verdict.findings)
        if verdict.blocking or _rejected(waiting, verdict):
            return _block(connection, day, waiting, verdict, parked, clock)
        with connection.transaction():
            # An edit may have come all the way while the gate looked at the text before it: that one waits.
            checked = set(waiting).intersection(articles_to_publish(connection, day))
            published = publish_staged(connection, [a.article_id for a in checked], clock(), describer())
            close_issue(connection, DAY_BLOCKED, day.isoformat(), clock())
    failed = sum(not finding.is_success for finding in verdict.findings)
    return PublishReport(day, published, parked, len(verdict.findings) - failed, failed)


def _rejected(waiting: Sequence[Waiting], verdict: Verdict) -> list[Waiting]:
    """Those that must not pass. The gate may also have seen what came after them: that is the next run's."""
    return [article for article in waiting if article.article_id in verdict.rejected]


def _checked(connection: Connection, dsn: str, day: date, clock: Clock, check: Check) -> Verdict:
    verdict = check(dsn, day)
    with connection.transaction():
        save_results(connection, _result_rows(verdict, day, clock))
    return verdict


def _result_rows(verdict: Verdict, day: date, clock: Clock) -> list[CheckResult]:
    check_id = uuid.uuid4().hex
    return [
        CheckResult(
            check_id=check_id,
            day=day,
            expectation_name=finding.rule.name,
            table_name=finding.rule.table,
            severity=finding.rule.severity,
            is_success=finding.is_success,
            unexpected_count=finding.unexpected_count,
            detail=Jsonb(finding.detail),
            checked_at=clock(),
        )
        for finding in verdict.findings
    ]


def _quarantine(connection: Connection, articles: Sequence[Waiting], verdict: Verdict, clock: Clock) -> None:
    outcomes = [
        Outcome(a.entry_id, a.revision, EntryStatus.QUARANTINED, names[0], f"breaks {', '.join(names)}")
        for a in articles
        if (names := verdict.rejected[a.article_id])
    ]
    with connection.transaction():
        record(connection, STAGE, outcomes, clock())


def _block(
    connection: Connection, day: date, waiting: Sequence[Waiting], verdict: Verdict, parked: int, clock: Clock
) -> PublishReport:
    """Park the whole day. A second round that still rejects articles is a broken check, and blocks too."""
    names = verdict.blocking or tuple(sorted({name for names in verdict.rejected.values() for name in names}))
    detail = f"the whole day {day} breaks {', '.join(names)}"
    with connection.transaction():
        parked_day = [Outcome(a.entry_id, a.revision, EntryStatus.QUARANTINED, DAY_BLOCKED, detail) for a in waiting]
        record(connection, STAGE, parked_day, clock())
        open_issue(connection, DAY_BLOCKED, day.isoformat(), detail, clock())
    failed = sum(not finding.is_success for finding in verdict.findings)
    return PublishReport(day, 0, parked + len(waiting), len(verdict.findings) - failed, failed, names)
