"""Find the mentions and events in a day's articles.

Woken by a partition of `stage.article`. The model and rules are loaded once per run.
"""

from airflow.sdk import DAG, PartitionedAssetTimetable, task

from marsad.orchestration.assets import STAGE_ARTICLE, STAGE_EVENT
from marsad.orchestration.retries import DEFAULT_ARGS
from marsad.orchestration.work import annotate

with DAG(
    "annotate_articles",
    schedule=PartitionedAssetTimetable(assets=STAGE_ARTICLE),
    catchup=False,
    max_active_runs=2,
    is_paused_upon_creation=False,
    default_args=DEFAULT_ARGS,
    tags=["marsad", "chain"],
    doc_md=__doc__,
):

    @task(outlets=[STAGE_EVENT])
    def annotate_articles(partition_key: str | None = None) -> str:
        return annotate(partition_key)

    annotate_articles()
