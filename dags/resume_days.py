"""Pick up what was left behind.

A page that could not be reached, a task that died, a consumer that was paused: entries that have not moved for a
while make their day a partition of `raw.entry` again, and the chain takes them from where they stand.
"""

from typing import Any

from airflow.sdk import DAG, task
from airflow.sdk.exceptions import AirflowSkipException

from marsad.orchestration.assets import RAW_ENTRY
from marsad.orchestration.retries import DEFAULT_ARGS
from marsad.orchestration.work import stuck_days

with DAG(
    "resume_days",
    schedule="*/15 * * * *",
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=False,
    default_args=DEFAULT_ARGS,
    tags=["marsad", "live"],
    doc_md=__doc__,
):

    @task(outlets=[RAW_ENTRY])
    def resume_days(outlet_events: Any = None) -> list[str]:
        days = stuck_days()
        if not days:
            raise AirflowSkipException("nothing was left behind")
        outlet_events[RAW_ENTRY].add_partitions(days)
        return days

    resume_days()
