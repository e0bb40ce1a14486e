"""Ask the due feeds what is new.

Started by the watcher in the triggerer, which polls each feed when its time has come and says on which days entries
came or changed; and by the clock, which polls what a stopped triggerer has left, and asks the feeds' hubs for pings
where they can reach us. Those days become partitions of `raw.entry`, which wakes `retrieve_pages` once per day.
"""

from typing import Any

from airflow.sdk import DAG, AssetOrTimeSchedule, CronTriggerTimetable, task
from airflow.sdk.exceptions import AirflowSkipException

from marsad.orchestration.assets import FEED, RAW_ENTRY
from marsad.orchestration.retries import DEFAULT_ARGS
from marsad.orchestration.work import ask_hubs, days_told, poll_due_feeds

with DAG(
    "poll_feeds",
    schedule=AssetOrTimeSchedule(timetable=CronTriggerTimetable("*/5 * * * *", timezone="UTC"), assets=FEED),
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=False,
    default_args=DEFAULT_ARGS,
    tags=["marsad", "live"],
    doc_md=__doc__,
):

    @task(outlets=[RAW_ENTRY])
    def poll_feeds(triggering_asset_events: Any = None, outlet_events: Any = None) -> list[str]:
        days = sorted({*days_told(triggering_asset_events), *poll_due_feeds()})
        ask_hubs()
        if not days:
            raise AirflowSkipException("no feed brought anything new")
        outlet_events[RAW_ENTRY].add_partitions(days[::-1])  # in this order runs are made: today first
        return days

    poll_feeds()
