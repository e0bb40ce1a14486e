"""Take a past day through every stage, out of the way of live news.

Woken by a partition of `raw.entry.backlog`: by `ingest_day` for days older than yesterday, and by `resume_days` for
such days that were left behind. However many days wait here, today's articles go through DAGs of their own. The pool
`backlog` says how many old days are worked on at once.
"""

from airflow.sdk import DAG, PartitionedAssetTimetable, task

from marsad.orchestration.assets import BACKLOG, CURATED_STORY
from marsad.orchestration.retries import OF_BACKLOG
from marsad.orchestration.work import annotate, at_leisure, extract, link, publish, retrieve

with DAG(
    "finish_day",
    schedule=PartitionedAssetTimetable(assets=BACKLOG),
    catchup=False,
    max_active_runs=2,
    is_paused_upon_creation=False,
    default_args=OF_BACKLOG,
    tags=["marsad", "backfill"],
    doc_md=__doc__,
):

    @task
    def retrieve_pages(partition_key: str | None = None) -> str:
        return at_leisure(retrieve, partition_key)

    @task
    def extract_articles(partition_key: str | None = None) -> str:
        return at_leisure(extract, partition_key)

    @task
    def annotate_articles(partition_key: str | None = None) -> str:
        return at_leisure(annotate, partition_key)

    @task
    def publish_articles(partition_key: str | None = None) -> str:
        return at_leisure(publish, partition_key)

    @task(outlets=[CURATED_STORY])
    def link_stories(partition_key: str | None = None) -> str:
        return at_leisure(link, partition_key)

    retrieve_pages() >> extract_articles() >> annotate_articles() >> publish_articles() >> link_stories()
