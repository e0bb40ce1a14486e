"""Keep the raw store and the curated tables in order.

Every day: the partitions of the coming months are made, and the planner is told what the tables hold. WARC files past
`MARSAD_RAW_RETENTION_DAYS` are deleted, the many files of a quiet day become one, the store is compared with the rows
that point into it, and old rows of `ops.feed_poll` and of trials go. Damage opens an issue `raw_store_damaged` for its
source; `marsad raw check --repair` mends it.
"""

from datetime import timedelta

from airflow.sdk import DAG, CronTriggerTimetable, task

from marsad.orchestration.retries import DEFAULT_ARGS
from marsad.orchestration.work import maintain, prepare_months

with DAG(
    "maintain_warehouse",
    schedule=CronTriggerTimetable("20 3 * * *", timezone="UTC"),
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=False,
    # A thirtieth of the whole store is read back: after some years, from object storage, that takes its time.
    default_args={**DEFAULT_ARGS, "execution_timeout": timedelta(hours=6)},
    tags=["marsad", "upkeep"],
    doc_md=__doc__,
):

    @task
    def maintain_warehouse() -> str:
        return maintain()

    @task
    def make_months() -> str:
        return prepare_months()

    maintain_warehouse()
    make_months()
