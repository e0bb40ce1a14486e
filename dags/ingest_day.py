"""Bring one day in: the DAG whose backfill is started in the UI.

Its partition is one UTC day of publication; the clock runs it every midnight for the day that ended. A backfill asks
the sources for the days of the form, each in the ways it has, and lets finished entries through again as `mode` says.
Then it wakes the chain for exactly that day: today's and yesterday's that of live news, older days the DAG
`finish_day`, which keeps out of live news' way.

- missing: only entries never seen before
- failed: also those that ended without an article
- refetch: also every page of the day again
- reprocess: extract and annotate the stored pages again, without a request

`dry_run` sends no request and changes nothing: the task's log and result say what the day would take.
"""

from typing import Any

from airflow.sdk import DAG, CronPartitionTimetable, Param, task
from airflow.sdk.exceptions import AirflowSkipException

from marsad.orchestration.assets import BACKLOG, RAW_ENTRY
from marsad.orchestration.retries import OF_HISTORY
from marsad.orchestration.work import ingest, is_of_backlog

with DAG(
    "ingest_day",
    schedule=CronPartitionTimetable("0 0 * * *", timezone="UTC", run_offset=-1, key_format="%Y-%m-%d"),
    catchup=False,
    max_active_runs=2,
    is_paused_upon_creation=False,
    default_args=OF_HISTORY,
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
        "dry_run": Param(False, type="boolean", description="Only say how many requests and minutes it would take"),
    },
):

    @task
    def ingest_day(params: Any = None, partition_key: str | None = None) -> str:
        return ingest(partition_key, params["sources"] or [], params["mode"], is_dry_run=params["dry_run"])

    @task(outlets=[RAW_ENTRY])
    def wake_chain(params: Any = None, partition_key: str | None = None) -> None:
        if params["dry_run"] or is_of_backlog(partition_key):
            raise AirflowSkipException("a dry run, or a day of the backlog")

    @task(outlets=[BACKLOG])
    def wake_backlog(params: Any = None, partition_key: str | None = None) -> None:
        if params["dry_run"] or not is_of_backlog(partition_key):
            raise AirflowSkipException("a dry run, or a day of the live chain")

    ingest_day() >> [wake_chain(), wake_backlog()]
