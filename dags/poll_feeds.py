"""Ask the due feeds what is new.

Every minute by the clock; each feed has its own interval, so most runs find nothing due and are skipped. The days
that gained or changed entries become partitions of `raw.entry`, which wakes `retrieve_pages` once per day.
"""

from datetime import timedelta
from typing import Any

from airflow.sdk import DAG, task
from airflow.sdk.exceptions import AirflowSkipException

from marsad.orchestration.assets import RAW_ENTRY
from marsad.orchestration.retries import DEFAULT_ARGS
from marsad.orchestration.work import poll_due_feeds

with DAG(
    "poll_feeds",
    schedule=timedelta(minutes=1),
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=False,
    default_args=DEFAULT_ARGS,
    tags=["marsad", "live"],
    doc_md=__doc__,
):

    @task(outlets=[RAW_ENTRY])
    def poll_feeds(outlet_events: Any = None) -> list[str]:
        days = poll_due_feeds()
        if not days:
            raise AirflowSkipException("no feed brought anything new")
        outlet_events[RAW_ENTRY].add_partitions(days)
        return days

    poll_feeds()
