"""Read the articles out of a day's pages.

Woken by a partition of `raw.page`. Works on stored pages alone: running it again sends no request.
"""

from airflow.sdk import DAG, PartitionedAssetTimetable, task

from marsad.orchestration.assets import RAW_PAGE, STAGE_ARTICLE
from marsad.orchestration.retries import DEFAULT_ARGS
from marsad.orchestration.work import extract

with DAG(
    "extract_articles",
    schedule=PartitionedAssetTimetable(assets=RAW_PAGE),
    catchup=False,
    max_active_runs=2,
    is_paused_upon_creation=False,
    default_args=DEFAULT_ARGS,
    tags=["marsad", "chain"],
    doc_md=__doc__,
):

    @task(outlets=[STAGE_ARTICLE])
    def extract_articles(partition_key: str | None = None) -> str:
        return extract(partition_key)

    extract_articles()
