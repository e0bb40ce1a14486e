"""Airflow for the DAG tests: a home of its own and SQLite, set before anything imports Airflow."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOME = tempfile.TemporaryDirectory(prefix="marsad-dag-tests-")

for name in [name for name in os.environ if name.startswith("AIRFLOW")]:
    del os.environ[name]
os.environ.update(
    AIRFLOW_HOME=HOME.name,
    AIRFLOW__CORE__LOAD_EXAMPLES="False",
    AIRFLOW__CORE__DAGS_FOLDER=str(ROOT / "dags"),
    AIRFLOW__CORE__PLUGINS_FOLDER=str(ROOT / "plugins"),
    AIRFLOW__DATABASE__SQL_ALCHEMY_CONN=f"sqlite:///{HOME.name}/airflow.db",
)


@pytest.fixture(scope="session")
def dagbag() -> Any:
    """The project's DAG files, parsed as the DAG processor does."""
    from airflow.dag_processing.dagbag import DagBag

    return DagBag(dag_folder=str(ROOT / "dags"))


@pytest.fixture(scope="session")
def metadata() -> Iterator[None]:
    """Airflow's own tables, in SQLite."""
    from airflow.models.pool import Pool
    from airflow.utils.db import initdb

    from marsad.launch.pools import POOLS

    initdb()
    for name, (slots, description) in POOLS.items():
        Pool.create_or_update_pool(name, slots=slots, description=description, include_deferred=False)
    yield
    HOME.cleanup()


@pytest.fixture
def run_partition(metadata: None, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Run a DAG in this process for one partition: dag.test() itself takes no partition key (3.3.2)."""
    from airflow.models import dagrun

    create = dagrun.get_or_create_dagrun

    def run(dag: Any, key: str | None, conf: dict[str, Any] | None = None) -> Any:
        def with_key(*, session: Any, **arguments: Any) -> Any:
            created = create(session=session, **arguments)
            created.partition_key = key
            session.merge(created)
            session.commit()
            return created

        monkeypatch.setattr(dagrun, "get_or_create_dagrun", with_key)
        return dag.test(run_conf=conf, logical_date=None)

    return run
