"""Bring one day in: the DAG whose backfill is started in the UI.

Its partition is one UTC day of publication; the clock runs it every midnight for the day that ended. A backfill asks
the sources' sitemaps for the days of the form, lets finished entries through again as `mode` says, and wakes the
chain for exactly those days.

- missing: only entries never seen before
- failed: also those that ended without an article
- refetch: also every page of the day again
- reprocess: extract and annotate the stored pages again, without a request
"""

from typing import Any

from airflow.sdk import DAG, CronPartitionTimetable, Param, task

from marsad.orchestration.assets import RAW_ENTRY
from marsad.orchestration.retries import DEFAULT_ARGS
from marsad.orchestration.work import ingest

with DAG(
    "ingest_day",
    schedule=CronPartitionTimetable("0 0 * * *", timezone="UTC", run_offset=-1, key_format="%Y-%m-%d"),
    catchup=False,
    max_active_runs=2,
    is_paused_upon_creation=False,
    default_args=DEFAULT_ARGS,
    tags=["marsad", "backfill"],
    doc_md=__doc__,
    params={
        "sources": Param(
            [],
            type=["null", "array"],
            items={"type": "string"},
            description="Source ids, one a line; empty means every enabled source",
        ),
        "mode": Param(
            "missing",
            enum=["missing", "failed", "refetch", "reprocess"],
            description="What goes through: missing, failed, refetch or reprocess",
        ),
    },
):

    @task(outlets=[RAW_ENTRY])
    def ingest_day(params: Any = None, partition_key: str | None = None) -> str:
        return ingest(partition_key, params["sources"] or [], params["mode"])

    ingest_day()
