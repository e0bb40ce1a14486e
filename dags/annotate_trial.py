"""Let another annotator read one day's published articles, beside what is published.

Started by hand with a day as its partition key. What it finds is kept in the schema `trial` and nothing published is
touched; `annotate_diff` compares it, `marsad versions adopt` publishes it.
"""

from typing import Any

from airflow.sdk import DAG, Param, PartitionedAtRuntime, task

from marsad.orchestration.retries import DEFAULT_ARGS
from marsad.orchestration.work import try_annotator

with DAG(
    "annotate_trial",
    schedule=PartitionedAtRuntime(),
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=False,
    default_args=DEFAULT_ARGS,
    tags=["marsad", "versions"],
    doc_md=__doc__,
    params={
        "annotator": Param(
            "",
            type=["null", "string"],
            description="A folder with rules, gazetteers or models, where tasks run; empty: what is installed there",
        ),
    },
):

    @task
    def annotate_trial(params: Any = None, partition_key: str | None = None) -> str:
        return try_annotator(partition_key, params["annotator"])

    annotate_trial()
