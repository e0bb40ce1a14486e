"""Link a day's articles into stories.

Woken by a partition of `curated.article`. Copies, flashes and articles about one event are found among the days around,
and the events of each story are merged. One run at a time: the stories of one day reach into the next.
"""

from airflow.sdk import DAG, PartitionedAssetTimetable, task

from marsad.orchestration.assets import CURATED_ARTICLE, CURATED_STORY
from marsad.orchestration.retries import DEFAULT_ARGS
from marsad.orchestration.work import link

with DAG(
    "link_stories",
    schedule=PartitionedAssetTimetable(assets=CURATED_ARTICLE),
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=False,
    default_args=DEFAULT_ARGS,
    tags=["marsad", "chain"],
    doc_md=__doc__,
):

    @task(outlets=[CURATED_STORY])
    def link_stories(partition_key: str | None = None) -> str:
        return link(partition_key)

    link_stories()
