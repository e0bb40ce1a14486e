"""The gate and what lies behind it: stage.* -> curated.*, ops.check_result.

A failing article is quarantined and the rest of its day is checked again; only what then holds as a whole is moved,
in one transaction. Where the day itself is broken, curated stays as it was.
"""

import logging
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from psycopg import Connection
from psycopg.types.json import Jsonb

from marsad.annotate import ontology
from marsad.errors import RetryableError
from marsad.model import EntryStatus, Source
from marsad.pipeline.clock import Clock, utc_now
from marsad.pipeline.entities import describer
from marsad.pipeline.outcome import Outcome, record
from marsad.quality.suite import rules
from marsad.quality.verdict import LONGEST_VALUE, Finding, Verdict
from marsad.quality.words import demand_of
from marsad.store.checks import CheckResult, save_results
from marsad.store.connect import as_url
from marsad.store.curated import publish_staged
from marsad.store.issues import close_issue, open_issue
from marsad.store.lock import turn
from marsad.store.session import session
from marsad.store.staging import Waiting, articles_to_publish

log = logging.getLogger(__name__)

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
    reasons: Mapping[str, int] = field(default_factory=dict)  # what was kept back: articles by broken expectation

    def __str__(self) -> str:
        if self.blocking:
            return f"{self.day} publish: blocked by {', '.join(self.blocking)}, {self.quarantined} quarantined"
        if not (self.published or self.quarantined):
            return f"{self.day} publish: nothing to do"
        return (
            f"{self.day} publish: {self.published} published, {self.quarantined} quarantined, "
            f"{self.passed_checks} checks passed, {self.failed_checks} failed"
        )


def suite_for(sources: Iterable[Source]) -> Check:
    """The gate itself, holding these sources to what their catalogue files assert."""
    assertions = [{"source_id": source.source_id, **asdict(source.assertions)} for source in sources]

    def check(dsn: str, day: date) -> Verdict:
        # Imported here because it costs four seconds that a day without work need not pay.
        from marsad.quality.gate import check_day  # noqa: PLC0415

        url = dsn if "://" in dsn else as_url(dsn)
        return check_day(url, day, rules(ontology.load().types), assertions)

    return check


def publish_articles(
    dsn: str,
    day: date,
    clock: Clock = utc_now,
    check: Check | None = None,
    sources: Iterable[Source] = (),
    docs: Path | None = None,
) -> PublishReport:
    """Check the day's annotated articles and move those that pass to curated.

    `check` is the suite with the assertions of `sources`, unless another is given. `docs` is a folder for Great
    Expectations' pages, which are written once the day is where it belongs.
    """
    check, verdicts = check or suite_for(sources), list[Verdict]()

    def remembered(dsn: str, day: date) -> Verdict:
        verdicts.append(check(dsn, day))
        return verdicts[-1]

    report = _publish(dsn, day, clock, remembered)
    if docs and verdicts:
        _write_pages(docs, day, verdicts, clock())
    return report


def _write_pages(docs: Path, day: date, verdicts: Sequence[Verdict], now: datetime) -> None:
    """The results stand in ops.check_result: pages that cannot be written stop nothing."""
    from marsad.quality.data_docs import write_pages  # noqa: PLC0415 - as the gate itself

    try:
        write_pages(docs, day, [verdict.validations for verdict in verdicts], now)
    except OSError as error:
        log.warning("the gate's pages of %s are not written: %s", day, error)


def _publish(dsn: str, day: date, clock: Clock, check: Check) -> PublishReport:
    with session(dsn) as connection, turn(connection, STAGE, day) as is_mine:
        if not is_mine:
            raise RetryableError(day.isoformat(), "another worker has been publishing this day for a minute")
        waiting = articles_to_publish(connection, day)
        connection.commit()
        if not waiting:
            return PublishReport(day)
        verdict = _checked(connection, dsn, day, clock, check)
        reasons: Counter[str] = Counter()
        if not verdict.blocking and (rejected := _rejected(waiting, verdict)):
            _quarantine(connection, rejected, verdict, clock)
            reasons.update(verdict.reasons(article.article_id, article.source_id)[0] for article in rejected)
            waiting = [article for article in waiting if article not in rejected]
            verdict = _checked(connection, dsn, day, clock, check) if waiting else Verdict(verdict.findings)
        if verdict.blocking or _rejected(waiting, verdict):
            return _block(connection, day, waiting, verdict, reasons, clock)
        with connection.transaction():
            # An edit may have come all the way while the gate looked at the text before it: that one waits.
            checked = set(waiting).intersection(articles_to_publish(connection, day))
            published = publish_staged(connection, [a.article_id for a in checked], clock(), describer())
            close_issue(connection, DAY_BLOCKED, day.isoformat(), clock())
    failed = sum(not finding.is_success for finding in verdict.findings)
    return PublishReport(day, published, reasons.total(), len(verdict.findings) - failed, failed, reasons=dict(reasons))


def _rejected(waiting: Sequence[Waiting], verdict: Verdict) -> list[Waiting]:
    """Those that must not pass. The gate may also have seen what came after them: that is the next run's."""
    return [article for article in waiting if verdict.reasons(article.article_id, article.source_id)]


def _checked(connection: Connection, dsn: str, day: date, clock: Clock, check: Check) -> Verdict:
    verdict = check(dsn, day)
    with connection.transaction():
        save_results(connection, _result_rows(verdict, day, clock))
    return verdict


def _result_rows(verdict: Verdict, day: date, clock: Clock) -> list[CheckResult]:
    check_id, now = uuid.uuid4().hex, clock()
    return [row for finding in verdict.findings for row in _rows_of(finding, check_id, day, now)]


def _rows_of(finding: Finding, check_id: str, day: date, now: datetime) -> Iterator[CheckResult]:
    """One row for the expectation, and one for each outlet that broke an expectation about outlets."""
    row = CheckResult(
        check_id=check_id,
        day=day,
        expectation_name=finding.rule.name,
        table_name=finding.rule.table,
        severity=finding.rule.severity,
        is_success=finding.is_success,
        unexpected_count=finding.unexpected_count,
        detail=Jsonb(finding.detail),
        checked_at=now,
        expected=demand_of(finding.rule),
        observed=_shown(_first_seen(finding)),
    )
    yield row
    for source_id in sorted(finding.source_ids):
        yield replace(row, source_id=source_id, unexpected_count=1, observed=_shown(finding.observed[source_id]))


def _first_seen(finding: Finding) -> object:
    """The first value that broke it; of a day as a whole, whose rows have no key, an example tells."""
    seen = [*finding.observed.values(), *finding.detail.get("examples", ())]
    return seen[0] if seen else finding.detail.get("observed_value")


def _shown(value: object) -> str | None:
    return None if value is None else str(value)[:LONGEST_VALUE]


def _quarantine(connection: Connection, articles: Sequence[Waiting], verdict: Verdict, clock: Clock) -> None:
    outcomes = [
        Outcome(a.entry_id, a.revision, EntryStatus.QUARANTINED, names[0], _breaches(verdict, a, names))
        for a in articles
        if (names := verdict.reasons(a.article_id, a.source_id))
    ]
    with connection.transaction():
        record(connection, STAGE, outcomes, clock())


def _breaches(verdict: Verdict, article: Waiting, names: Sequence[str]) -> str:
    return "breaks " + "; ".join(verdict.why(name, article.article_id, article.source_id) for name in names)


def _block(
    connection: Connection, day: date, waiting: Sequence[Waiting], verdict: Verdict, parked: Counter[str], clock: Clock
) -> PublishReport:
    """Park the whole day. A second round that still rejects articles is a broken check, and blocks too."""
    rejected = {name for a in waiting for name in verdict.reasons(a.article_id, a.source_id)}
    names = verdict.blocking or tuple(sorted(rejected))
    detail = f"the whole day {day} breaks {', '.join(names)}"
    with connection.transaction():
        parked_day = [Outcome(a.entry_id, a.revision, EntryStatus.QUARANTINED, DAY_BLOCKED, detail) for a in waiting]
        record(connection, STAGE, parked_day, clock())
        open_issue(connection, DAY_BLOCKED, day.isoformat(), detail, clock())
    failed = sum(not finding.is_success for finding in verdict.findings)
    reasons = parked + Counter(dict.fromkeys(names, len(waiting)))
    count = parked.total() + len(waiting)
    return PublishReport(day, 0, count, len(verdict.findings) - failed, failed, names, dict(reasons))
