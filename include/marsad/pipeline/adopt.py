"""Publish what a trial found, through the gate like everything else: trial.* -> stage.* -> curated.*."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from marsad.annotate.version import annotator_version
from marsad.errors import ConfigError, RetryableError
from marsad.model import Source
from marsad.pipeline import extract
from marsad.pipeline.clock import Clock, utc_now
from marsad.pipeline.publish import Check, PublishReport, publish_articles
from marsad.store.adoption import count_adopted, give_back, stage_trial
from marsad.store.lock import turn
from marsad.store.session import session


@dataclass(frozen=True, slots=True)
class AdoptReport:
    """What became of one day: articles sent to the gate, refused by it, and published with the version now or not."""

    day: date
    annotator_version: str
    staged_count: int
    refused_count: int
    adopted_count: int
    other_count: int
    gate: PublishReport | None = None  # None where nothing was sent there

    def __str__(self) -> str:
        words = (
            f"{self.day} adoption of {self.annotator_version}: {self.staged_count} sent to the gate, "
            f"{self.refused_count} refused; {self.adopted_count} are published with it, {self.other_count} with another"
        )
        return f"{words}\n{self.gate}" if self.gate else words


def adopt_version(
    dsn: str,
    day: date,
    version: str,
    sources: Iterable[Source] = (),
    clock: Clock = utc_now,
    check: Check | None = None,
) -> AdoptReport:
    """Publish what the version found in the day's texts, and keep what was published with another on trial.

    What the gate refuses stays published as it was. A text edited since its trial is left to the usual way. Raises
    ConfigError where the version is not this installation's annotator: its names and types are the gate's measure.
    """
    if version != annotator_version():
        raise ConfigError(version, f"is not the annotator of this installation, which is {annotator_version()}")
    # Extraction puts edited texts where the trial's go: one of them at a time.
    with session(dsn) as connection, turn(connection, extract.STAGE, day) as is_mine:
        if not is_mine:
            raise RetryableError(day.isoformat(), "another worker is extracting articles of this day")
        staged = stage_trial(connection, version, day, clock())
        connection.commit()
    gate = publish_articles(dsn, day, clock, check, sources) if staged else None
    with session(dsn) as connection, connection.transaction():
        refused_count = give_back(connection, staged, clock()) if staged else 0
        counts = count_adopted(connection, version, day)
    return AdoptReport(day, version, len(staged), refused_count, *counts, gate)
