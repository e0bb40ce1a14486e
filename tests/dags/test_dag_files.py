"""The DAG files as the DAG processor sees them."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from builders import fresh_warehouse, make_entry
from marsad.store.entries import save_entries

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "dags").glob("*.py"))

# producer -> the asset it fills; consumer <- the asset it waits for
CHAIN = {
    "poll_feeds": ("feed", "raw.entry"),
    "retrieve_pages": ("raw.entry", "raw.page"),
    "extract_articles": ("raw.page", "stage.article"),
    "annotate_articles": ("stage.article", "stage.event"),
    "publish_articles": ("stage.event", "curated.article"),
    "link_stories": ("curated.article", "curated.story"),
}
# Work on past days, task by task: what each fills.
PAST = {
    "ingest_day": {"ingest_day": [], "wake_chain": ["raw.entry"], "wake_backlog": ["raw.entry.backlog"]},
    "resume_days": {"resume_days": ["raw.entry"], "resume_backlog": ["raw.entry.backlog"]},
    "finish_day": {
        "retrieve_pages": [], "extract_articles": [], "annotate_articles": [], "publish_articles": [],
        "link_stories": ["curated.story"],
    },
}  # fmt: skip
APART = {"maintain_warehouse", "annotate_trial", "annotate_diff"}  # fills and awaits nothing
LAST = "curated.story"  # read by people, not by a DAG
WATCHED = "feed"  # filled by the triggerer
HEAVY = (
    "trafilatura", "great_expectations", "feedparser", "aiohttp", "psycopg", "lxml", "pandas", "ahocorasick_rs",
    "onnxruntime", "tokenizers", "numpy", "rensa",
)  # fmt: skip


def test_every_file_gives_its_dag(dagbag: Any) -> None:
    assert dagbag.import_errors == {}
    assert set(dagbag.dags) == CHAIN.keys() | PAST.keys() | APART == {path.stem for path in FILES}


def test_no_dag_file_imports_anything_heavy() -> None:
    """In a fresh interpreter: the scheduler parses these files all day long. Airflow's own imports are its own."""
    code = f"""
import json, runpy, sys
import airflow.sdk, airflow.triggers.base
before = set(sys.modules)
for path in {[str(path) for path in FILES]!r}:
    runpy.run_path(path)
print(json.dumps([module for module in {HEAVY!r} if module in set(sys.modules) - before]))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout.splitlines()[-1]) == []


def test_every_task_retries_by_the_error_tree(dagbag: Any) -> None:
    for dag in dagbag.dags.values():
        for task in dag.tasks:
            assert task.retries >= 1, task.task_id
            assert task.retry_policy is not None, task.task_id
            assert task.execution_timeout is not None, task.task_id
            assert task.owner == "marsad"


def test_every_task_that_fails_is_told(dagbag: Any) -> None:
    from marsad.orchestration.notify import PeopleNotifier

    for dag in dagbag.dags.values():
        for task in dag.tasks:
            assert [type(callback) for callback in task.on_failure_callback] == [PeopleNotifier], task.task_id


@pytest.mark.parametrize("blocked", [False, True])
def test_a_failed_task_is_told_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, blocked: bool) -> None:
    from types import SimpleNamespace

    from marsad.errors import DayBlockedError, UnreadableError
    from marsad.orchestration.notify import PeopleNotifier

    monkeypatch.setenv("MARSAD_DSN", "postgresql://127.0.0.1:1/nobody")
    monkeypatch.setenv("MARSAD_HOME", str(tmp_path))
    error = (DayBlockedError if blocked else UnreadableError)("2026-11-18", "the gate is shut")
    instance = SimpleNamespace(dag_id="publish_articles", task_id="publish_articles", run_id="by_hand")
    PeopleNotifier()({"exception": error, "task_instance": instance, "dag_run": SimpleNamespace(partition_key=None)})
    told = tmp_path / "notifications.jsonl"
    assert told.exists() is not blocked  # publish_articles has told of a blocked day itself
    if not blocked:
        message = json.loads(told.read_text())
        assert message["subject"] == "Marsad: publish_articles failed"
        assert message["error"] == "UnreadableError: 2026-11-18: the gate is shut"


def test_no_dag_waits_to_be_unpaused_or_runs_without_limit(dagbag: Any) -> None:
    for dag in dagbag.dags.values():
        # A consumer that is paused while its upstream runs loses those days for good.
        assert dag.is_paused_upon_creation is False, dag.dag_id
        assert dag.max_active_runs <= 2, dag.dag_id
        assert dag.catchup is False, dag.dag_id
        assert dag.doc_md, dag.dag_id


def test_the_chain_is_the_one_in_the_documentation(dagbag: Any) -> None:
    for dag_id, (waits_for, fills) in CHAIN.items():
        dag = dagbag.dags[dag_id]
        (task,) = dag.tasks
        assert task.task_id == dag_id
        assert [asset.name for asset in task.outlets] == [fills]
        schedule = dag.schedule
        waited = getattr(schedule, "asset_condition", None)
        assert (waited.name if waited is not None else None) == waits_for, dag_id


def test_consumers_are_partitioned_so_that_no_day_is_merged_away(dagbag: Any) -> None:
    from airflow.sdk import PartitionedAssetTimetable

    consumers = [dag_id for dag_id, (waits_for, _) in CHAIN.items() if waits_for not in (None, WATCHED)]
    assert len(consumers) == 5
    for dag_id in consumers:
        assert isinstance(dagbag.dags[dag_id].schedule, PartitionedAssetTimetable), dag_id


def test_past_days_go_through_a_dag_of_their_own(dagbag: Any) -> None:
    from airflow.sdk import PartitionedAssetTimetable

    for dag_id, tasks in PAST.items():
        filled = {task.task_id: [asset.name for asset in task.outlets] for task in dagbag.dags[dag_id].tasks}
        assert filled == tasks, dag_id
    timetable = dagbag.dags["finish_day"].schedule
    assert isinstance(timetable, PartitionedAssetTimetable)
    assert timetable.asset_condition.name == "raw.entry.backlog"
    for stage, follows in zip(PAST["finish_day"], ["", *PAST["finish_day"]], strict=False):
        assert dagbag.dags["finish_day"].get_task(stage).upstream_task_ids == ({follows} if follows else set())


def test_old_days_take_no_slot_and_no_turn_of_today(dagbag: Any) -> None:
    from marsad.launch.pools import POOLS

    pools = {dag_id: {task.pool for task in dagbag.dags[dag_id].tasks} for dag_id in dagbag.dags}
    assert pools.pop("finish_day") == {"backlog"}
    assert pools.pop("ingest_day") == {"history"}
    assert set().union(*pools.values()) == {"default_pool"}
    assert POOLS.keys() == {"backlog", "history"}
    tasks = [task for dag in dagbag.dags.values() for task in dag.tasks]
    assert {task.weight_rule for task in tasks} == {"absolute"}
    assert {task.priority_weight for task in tasks if task.pool == "default_pool"} == {10}
    assert {task.priority_weight for task in tasks if task.pool != "default_pool"} == {1}


def test_no_asset_is_filled_for_nobody_or_awaited_in_vain() -> None:
    filled = {fills for _, fills in CHAIN.values()}
    awaited = {waits_for for waits_for, _ in CHAIN.values() if waits_for}
    assert filled - awaited == {LAST}
    assert awaited - filled == {WATCHED}
    from marsad.orchestration.assets import FEED

    assert FEED.name == WATCHED
    assert [watcher.name for watcher in FEED.watchers] == ["feeds"]


def test_the_warehouse_is_maintained_once_a_day(
    dagbag: Any, run_partition: Callable[..., Any], warehouse: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from airflow.sdk import CronTriggerTimetable

    monkeypatch.setenv("MARSAD_DSN", warehouse)
    monkeypatch.setenv("MARSAD_HOME", str(tmp_path))
    dag = dagbag.dags["maintain_warehouse"]
    assert isinstance(dag.schedule, CronTriggerTimetable)
    assert dag.tasks[0].outlets == []
    assert str(run_partition(dag, None).state) == "success"


def test_a_backfill_of_three_days_makes_three_partitions(dagbag: Any) -> None:
    import pendulum
    from airflow.serialization.encoders import coerce_to_core_timetable

    timetable = coerce_to_core_timetable(dagbag.dags["ingest_day"].schedule)
    runs = timetable.iter_partition_dagrun_infos(
        earliest=pendulum.datetime(2026, 11, 10), latest=pendulum.datetime(2026, 11, 12)
    )
    assert [run.partition_key for run in runs] == ["2026-11-10", "2026-11-11", "2026-11-12"]


@pytest.mark.parametrize(("key", "state"), [("2026-11-10", "success"), (None, "failed"), ("yesterday", "failed")])
def test_a_stage_runs_for_its_partition_and_refuses_anything_else(
    dagbag: Any,
    run_partition: Callable[..., Any],
    warehouse: str,
    monkeypatch: pytest.MonkeyPatch,
    key: str | None,
    state: str,
) -> None:
    monkeypatch.setenv("MARSAD_DSN", warehouse)
    monkeypatch.delenv("MARSAD_CATALOG", raising=False)
    run = run_partition(dagbag.dags["retrieve_pages"], key)
    assert str(run.state) == state


def test_versions_are_tried_and_compared_for_a_partition(
    dagbag: Any, run_partition: Callable[..., Any], warehouse: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from airflow.sdk import PartitionedAtRuntime

    from builders import DAY, NOON, describe, make_entry, stage
    from marsad.store.connect import connect
    from marsad.store.curated import publish_staged

    monkeypatch.setenv("MARSAD_DSN", warehouse)
    monkeypatch.delenv("MARSAD_CATALOG", raising=False)
    with connect(warehouse) as connection:
        article = stage(connection, make_entry())
        publish_staged(connection, [article.article_id], NOON, describe)
        connection.commit()
        for dag_id in ("annotate_trial", "annotate_diff"):
            dag = dagbag.dags[dag_id]
            assert isinstance(dag.schedule, PartitionedAtRuntime)
            assert str(run_partition(dag, None).state) == "failed"
            assert str(run_partition(dag, DAY.isoformat()).state) == "success"
        compared = "SELECT record_count FROM ops.annotation_difference WHERE record = 'article'"
        assert connection.execute(compared).fetchall() == [(1,)]


@pytest.fixture
def run_ingest(
    dagbag: Any,
    run_partition: Callable[..., Any],
    warehouse: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Callable[..., Any]:
    """Run `ingest_day` for a day, over a catalogue of one source without a past."""
    monkeypatch.setenv("MARSAD_DSN", warehouse)
    monkeypatch.setenv("MARSAD_CATALOG", str(_catalog(tmp_path)))
    monkeypatch.setenv("MARSAD_HOME", str(tmp_path))
    return lambda day, conf: run_partition(dagbag.dags["ingest_day"], day.isoformat(), conf)


@pytest.mark.parametrize(
    ("age", "conf", "woken"),
    [
        (0, {}, "wake_chain"),
        (1, {}, "wake_chain"),
        (2, {}, "wake_backlog"),
        (1, {"dry_run": True}, None),
        (30, {"dry_run": True}, None),
    ],
)
def test_a_day_wakes_the_lane_of_its_age_and_a_dry_run_none(
    run_ingest: Callable[..., Any], warehouse: str, age: int, conf: dict[str, Any], woken: str | None
) -> None:
    run = run_ingest(datetime.now(UTC).date() - timedelta(days=age), conf)
    states = {task.task_id: str(task.state) for task in run.get_task_instances()}
    wakers = {"wake_chain", "wake_backlog"}
    assert states == {"ingest_day": "success", **{task: "success" if task == woken else "skipped" for task in wakers}}
    with psycopg.connect(warehouse) as connection:
        covered = connection.execute("SELECT count(*) FROM ops.coverage").fetchone()
    assert covered == (0 if conf else 1,)


@pytest.mark.parametrize(("age", "resumed"), [(1, "resume_days"), (9, "resume_backlog")])
def test_what_was_left_behind_is_resumed_in_the_lane_of_its_age(
    dagbag: Any,
    run_partition: Callable[..., Any],
    warehouse: str,
    monkeypatch: pytest.MonkeyPatch,
    age: int,
    resumed: str,
) -> None:
    monkeypatch.setenv("MARSAD_DSN", warehouse)
    with psycopg.connect(warehouse) as connection:
        save_entries(connection, [make_entry(day=datetime.now(UTC).date() - timedelta(days=age))])
        connection.execute("UPDATE raw.entry SET status_at = now() - interval '1 hour'")
    run = run_partition(dagbag.dags["resume_days"], None)
    states = {task.task_id: str(task.state) for task in run.get_task_instances()}
    assert states == {**dict.fromkeys(("resume_days", "resume_backlog"), "skipped"), resumed: "success"}


def _catalog(folder: Path) -> Path:
    catalog = folder / "catalog"
    catalog.mkdir()
    (catalog / "nahr.yml").write_text(
        "source_id: nahr\nname: النهر\nname_en: Nahr\ncountry: IQ\nlanguage: ar\ntimezone: Asia/Baghdad\n"
        "homepage: http://127.0.0.1:1/\nevidence: written for a test\n"
        "feeds:\n  - name: all\n    url: http://127.0.0.1:1/rss\n",
        encoding="utf-8",
    )
    return catalog


def test_the_pools_are_made_once_and_a_change_by_hand_stays(postgres: Any) -> None:
    """On the table as Airflow's own model makes it."""
    from airflow.models.pool import Pool
    from sqlalchemy import create_engine, text

    from marsad.launch.pools import POOLS, keep_pools

    with fresh_warehouse(postgres) as dsn:
        engine = create_engine(dsn.replace("postgresql://", "postgresql+psycopg://"))
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE team (name varchar(50) PRIMARY KEY)"))
            Pool.__table__.create(connection)
        keep_pools(dsn)
        with engine.begin() as connection:
            connection.execute(text("UPDATE slot_pool SET slots = 7 WHERE pool = 'backlog'"))
        keep_pools(dsn)
        with engine.begin() as connection:
            kept = dict(connection.execute(text("SELECT pool, slots FROM slot_pool")).fetchall())
        engine.dispose()
    assert kept == {**{name: slots for name, (slots, _) in POOLS.items()}, "backlog": 7}
