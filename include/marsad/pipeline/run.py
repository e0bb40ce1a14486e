"""The chain without Airflow: every stage of a day, in order."""

from collections.abc import Callable, Mapping
from datetime import date

from marsad.model import Source
from marsad.pipeline.annotate import annotate_articles
from marsad.pipeline.clock import Clock, utc_now
from marsad.pipeline.extract import extract_articles
from marsad.pipeline.outcome import StageReport
from marsad.pipeline.publish import PublishReport, publish_articles
from marsad.pipeline.retrieve import retrieve_pages
from marsad.pipeline.stories import LinkReport, link_stories
from marsad.settings import Settings


def run_day(
    dsn: str,
    day: date,
    sources: Mapping[str, Source],
    settings: Settings,
    tell: Callable[[StageReport | PublishReport | LinkReport], None],
    clock: Clock = utc_now,
) -> PublishReport:
    """Take everything of the day as far as it goes; `tell` hears of each stage as it ends."""
    tell(retrieve_pages(dsn, day, sources, settings, clock))
    tell(extract_articles(dsn, day, sources, settings, clock))
    tell(annotate_articles(dsn, day, sources, clock))
    published = publish_articles(dsn, day, clock, sources=sources.values(), docs=settings.data_docs)
    tell(published)
    tell(link_stories(dsn, day, clock))
    return published
