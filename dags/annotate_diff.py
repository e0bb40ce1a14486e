"""Compare what two versions of the annotator find in one day's published articles.

Started by hand with a day as its partition key, after a run of `annotate_trial`. The counts are kept in
`ops.annotation_difference`; `marsad annotate-diff` also shows every change in its text.
"""

from typing import Any

from airflow.sdk import DAG, Param, PartitionedAtRuntime, task

from marsad.orchestration.retries import DEFAULT_ARGS
from marsad.orchestration.work import compare_versions

with DAG(
    "annotate_diff",
    schedule=PartitionedAtRuntime(),
    catchup=False,
    max_active_runs=2,
    is_paused_upon_creation=False,
    default_args=DEFAULT_ARGS,
    tags=["marsad", "versions"],
    doc_md=__doc__,
    params={
        "from": Param("published", type="string", description="A version, or `published`: what each article has"),
        "to": Param(
            "installed",
            type="string",
            description="The version it is compared with; `installed` is that of the annotator where tasks run",
        ),
    },
):

    @task
    def annotate_diff(params: Any = None, partition_key: str | None = None) -> str:
        return compare_versions(partition_key, params["from"], params["to"])

    annotate_diff()
