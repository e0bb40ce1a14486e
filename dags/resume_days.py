"""Pick up what was left behind.

A page that could not be reached, a task that died, a consumer that was paused: entries that have not moved for a
while make their day a partition of `raw.entry` again, or of `raw.entry.backlog` where the day is over, and the chain
takes them from where they stand. While `finish_day` has runs the backlog is not left behind, it waits its turn.
"""

from typing import Any

from airflow.sdk import DAG, task
from airflow.sdk.exceptions import AirflowSkipException

from marsad.orchestration.assets import BACKLOG, RAW_ENTRY
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
        days, _ = stuck_days()
        if not days:
            raise AirflowSkipException("nothing was left behind")
        outlet_events[RAW_ENTRY].add_partitions(days)
        return days

    @task(outlets=[BACKLOG])
    def resume_backlog(outlet_events: Any = None, ti: Any = None) -> list[str]:
        _, days = stuck_days()
        if not days or ti.get_dr_count("finish_day", states=["queued", "running"]):
            raise AirflowSkipException("nothing was left behind, or the backlog is being worked on")
        outlet_events[BACKLOG].add_partitions(days)
        return days

    resume_days()
    resume_backlog()
