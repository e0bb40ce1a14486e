"""Fetch the pages behind a day's entries.

Woken by a partition of `raw.entry`. Bytes go to the raw store as WARC records, facts to `raw.page`. A page that
cannot be had never stops the others: its entry goes on with the feed's own text, or ends with its reason.
"""

from airflow.sdk import DAG, PartitionedAssetTimetable, task

from marsad.orchestration.assets import RAW_ENTRY, RAW_PAGE
from marsad.orchestration.retries import DEFAULT_ARGS
from marsad.orchestration.work import retrieve

with DAG(
    "retrieve_pages",
    schedule=PartitionedAssetTimetable(assets=RAW_ENTRY),
    catchup=False,
    max_active_runs=2,
    is_paused_upon_creation=False,
    default_args=DEFAULT_ARGS,
    tags=["marsad", "chain"],
    doc_md=__doc__,
):

    @task(outlets=[RAW_PAGE])
    def retrieve_pages(partition_key: str | None = None) -> str:
        return retrieve(partition_key)

    retrieve_pages()
