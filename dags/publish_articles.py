"""Check a day and move what holds to curated.

Woken by a partition of `stage.event`. Articles that break an expectation are quarantined with its name and the rest
of their day goes through, in one transaction. Where the day itself is broken the run fails and curated stays as it
was.
"""

from airflow.sdk import DAG, PartitionedAssetTimetable, task

from marsad.orchestration.assets import CURATED_ARTICLE, STAGE_EVENT
from marsad.orchestration.retries import DEFAULT_ARGS
from marsad.orchestration.work import publish

with DAG(
    "publish_articles",
    schedule=PartitionedAssetTimetable(assets=STAGE_EVENT),
    catchup=False,
    max_active_runs=2,
    is_paused_upon_creation=False,
    default_args=DEFAULT_ARGS,
    tags=["marsad", "chain"],
    doc_md=__doc__,
):

    @task(outlets=[CURATED_ARTICLE])
    def publish_articles(partition_key: str | None = None) -> str:
        return publish(partition_key)

    publish_articles()
