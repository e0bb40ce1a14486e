"""The pipeline's use cases as tasks call them: settings from the environment, a day from the partition key.

Heavy rooms are imported inside, when the task runs: the scheduler parses the DAG files all day long.
"""

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from marsad.errors import ConfigError, DayBlockedError
from marsad.settings import Settings, load_settings

if TYPE_CHECKING:
    from marsad.notify.message import Message

log = logging.getLogger(__name__)

LEISURE = 5  # of 19 steps of niceness: a live task on the same core gets three quarters of it


def day_of(partition_key: str | None) -> date:
    """The UTC day a run is for. Raises ConfigError where it was started without one."""
    if not partition_key:
        raise ConfigError("partition key", "is missing: start this DAG with a day (YYYY-MM-DD) as its partition key")
    try:
        return date.fromisoformat(partition_key)
    except ValueError as error:
        raise ConfigError("partition key", f"{partition_key!r} is no day of the form YYYY-MM-DD") from error


def poll_due_feeds(tell: Callable[[list[str]], None] = lambda _: None) -> list[str]:
    """Poll what is due; the days that gained or changed entries, as partition keys.

    `tell` hears of them, from another thread, as soon as each feed is stored.
    """
    from marsad.catalog import enabled_sources
    from marsad.pipeline.poll import poll_feeds

    settings, dsn = _settings()
    report = poll_feeds(
        dsn, enabled_sources(settings), settings, is_due_only=True, tell=lambda days: tell([str(d) for d in days])
    )
    log.info("%s", report)
    return [day.isoformat() for day in report.days]


def ask_hubs() -> None:
    """Subscribe to what the feeds' hubs announce, where MARSAD_PUBLIC_URL says how they reach us."""
    from marsad.catalog import enabled_sources
    from marsad.pipeline.subscribe import renew_subscriptions

    settings, dsn = _settings()
    followed = [feed.feed_id for source in enabled_sources(settings) for feed in source.feeds]
    log.info("%s", renew_subscriptions(dsn, followed, settings))


def days_told(triggering_asset_events: Mapping[Any, Sequence[Any]] | None) -> set[str]:
    """The days that the watcher's events carry; none for a run that the clock started."""
    events = [event for events in (triggering_asset_events or {}).values() for event in events]
    # Airflow wraps what a trigger yields; an event made by hand in the UI carries no payload.
    return {day for event in events for day in (event.extra.get("payload") or {}).get("days", ())}


def stuck_days() -> tuple[list[str], list[str]]:
    """Days whose entries have not moved for a while, as partition keys: the present ones, and those of the past."""
    from marsad.pipeline.clock import utc_now
    from marsad.pipeline.days import days_left_behind, is_past

    _, dsn = _settings()
    days = days_left_behind(dsn)
    past = [day.isoformat() for day in days if is_past(day, utc_now())]
    return [day.isoformat() for day in days if day.isoformat() not in past], past


def is_of_backlog(partition_key: str | None) -> bool:
    """Whether the run's day is to be worked on in the lane of past days."""
    from marsad.pipeline.clock import utc_now
    from marsad.pipeline.days import is_past

    return is_past(day_of(partition_key), utc_now())


def at_leisure(stage: Callable[[str | None], str], partition_key: str | None) -> str:
    """Run a stage behind everything else that wants a core: each task is a process of its own."""
    os.nice(LEISURE)
    return stage(partition_key)


def ingest(partition_key: str | None, source_ids: Sequence[str], mode: str, *, is_dry_run: bool = False) -> str:
    """Bring one past day in, or only say what that would take; what came of it, in words."""
    from marsad.catalog import choose_sources
    from marsad.pipeline.estimate import estimate_day
    from marsad.pipeline.ingest import ingest_day

    settings, dsn = _settings()
    sources = choose_sources(settings, source_ids)
    if is_dry_run:
        return _told(estimate_day(dsn, day_of(partition_key), sources, settings, mode))
    return _told(ingest_day(dsn, day_of(partition_key), sources, settings, mode))


def retrieve(partition_key: str | None) -> str:
    """Retrieve one day's pages; what became of them, in words."""
    from marsad.catalog import sources_by_id
    from marsad.pipeline.retrieve import retrieve_pages

    settings, dsn = _settings()
    return _told(retrieve_pages(dsn, day_of(partition_key), sources_by_id(settings), settings))


def extract(partition_key: str | None) -> str:
    """Extract one day's articles; what became of them, in words."""
    from marsad.catalog import sources_by_id
    from marsad.pipeline.extract import extract_articles

    settings, dsn = _settings()
    return _told(extract_articles(dsn, day_of(partition_key), sources_by_id(settings), settings))


def annotate(partition_key: str | None) -> str:
    """Annotate one day's articles; what became of them, in words."""
    from marsad.catalog import sources_by_id
    from marsad.pipeline.annotate import annotate_articles

    settings, dsn = _settings()
    return _told(annotate_articles(dsn, day_of(partition_key), sources_by_id(settings)))


def publish(partition_key: str | None) -> str:
    """Check and publish one day; what became of it, in words. Raises DayBlockedError when the gate stays shut."""
    from marsad.catalog import sources_by_id
    from marsad.pipeline.clock import utc_now
    from marsad.pipeline.publish import publish_articles
    from marsad.pipeline.tell_people import message_of

    settings, dsn = _settings()
    day = day_of(partition_key)
    report = publish_articles(dsn, day, sources=sources_by_id(settings).values(), docs=settings.data_docs)
    if message := message_of(report, utc_now()):
        tell(message)
    if report.blocking:
        raise DayBlockedError(day.isoformat(), f"the gate is shut: {', '.join(report.blocking)}")
    return _told(report)


def tell(message: "Message") -> None:
    """Tell whoever MARSAD_NOTIFY names."""
    from marsad.pipeline.tell_people import tell_people

    settings, dsn = _settings()
    tell_people(dsn, settings.notify, message)


def link(partition_key: str | None) -> str:
    """Link one day's articles into stories; what changed, in words."""
    from marsad.pipeline.stories import link_stories

    _, dsn = _settings()
    return _told(link_stories(dsn, day_of(partition_key)))


def try_annotator(partition_key: str | None, annotator: str | None) -> str:
    """Let the annotator in that folder, or the installed one, read one day's published articles; how many, in words."""
    from marsad.catalog import sources_by_id
    from marsad.pipeline.trial import annotate_trial
    from marsad.settings import annotator_at

    settings, dsn = _settings()
    folder = annotator_at(annotator) if annotator else None
    return _told(annotate_trial(dsn, day_of(partition_key), sources_by_id(settings), folder))


def compare_versions(partition_key: str | None, before: str, after: str) -> str:
    """Compare two versions of the annotator on one day; how they differ, in words."""
    from marsad.pipeline.diff import annotate_diff

    _, dsn = _settings()
    return _told(annotate_diff(dsn, day_of(partition_key), (before, after)))


def maintain() -> str:
    """Keep the raw store, the history of polls and trials in order; what was done and found, in words."""
    from marsad.pipeline.maintain import maintain_warehouse

    settings, dsn = _settings()
    return _told(maintain_warehouse(dsn, settings))


def prepare_months() -> str:
    """Make the partitions of the coming months and gather statistics; what was made, in words."""
    from marsad.pipeline.keep_months import keep_months

    _, dsn = _settings()
    return _told(keep_months(dsn))


def _settings() -> tuple[Settings, str]:
    settings = load_settings()
    if settings.dsn is None:
        raise ConfigError("MARSAD_DSN", "is not set where Airflow's tasks run")
    return settings, settings.dsn


def _told(report: object) -> str:
    log.info("%s", report)
    return str(report)
