"""What is missing of past days, and the one call that fetches it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from marsad.model import Source
from marsad.pipeline.clock import Clock, utc_now
from marsad.pipeline.ingest import IngestReport, ingest_day, is_settled
from marsad.pipeline.outcome import StageReport
from marsad.pipeline.publish import PublishReport
from marsad.pipeline.run import run_day
from marsad.pipeline.stories import LinkReport
from marsad.settings import Settings
from marsad.store.coverage import DayCoverage

Tell = Callable[[IngestReport | StageReport | PublishReport | LinkReport], None]


def gap_of(covered: DayCoverage) -> str | None:
    """What is missing of the day, in words; None where nothing is. Pure."""
    if covered.checked_at is None:
        return "never asked for"
    if covered.pending_count:
        return f"{covered.pending_count} on their way"
    if covered.unavailable_reason:
        return covered.unavailable_reason
    if not is_settled(covered.day, covered.completed_at):
        return "asked for before the day was over"
    return None


def fill_gaps(
    dsn: str,
    covered: Iterable[DayCoverage],
    sources: Sequence[Source],
    settings: Settings,
    tell: Tell,
    clock: Clock = utc_now,
) -> None:
    """Bring in what is missing, day by day, and take each day through every stage before the next begins.

    Killed and called again it goes on: what is stored is not asked for twice.
    """
    for day, ids in _by_day(covered).items():
        tell(ingest_day(dsn, day, [source for source in sources if source.source_id in ids], settings, clock=clock))
        run_day(dsn, day, {source.source_id: source for source in sources}, settings, tell, clock)


def _by_day(covered: Iterable[DayCoverage]) -> dict[date, set[str]]:
    days: dict[date, set[str]] = {}
    for one in covered:
        if gap_of(one):
            days.setdefault(one.day, set()).add(one.source_id)
    return days
