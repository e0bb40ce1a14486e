"""`marsad up` for real: sample newsroom, Airflow with its scheduler, a backfill by the REST call that the UI makes."""

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from marsad.launch.ports import free_ports, is_free
from marsad.launch.warehouse import warehouse_dsn
from marsad.settings import load_settings

BACKFILLED = ("2026-11-10", "2026-11-11", "2026-11-12")
PATIENCE = 300.0  # seconds for anything to happen on a busy machine
TABLES = ("article", "article_version", "mention", "event", "event_role", "event_quantity", "entity", "entity_alias")


@dataclass
class Running:
    """A started `marsad up` and the ways to speak to it."""

    process: subprocess.Popen[str]
    dsn: str
    url: str
    token: str
    said: str

    def ask(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """GET, or POST where there is a body, to Airflow's API as the admin."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        data = json.dumps(body).encode() if body is not None else None
        with urllib.request.urlopen(urllib.request.Request(self.url + path, data, headers), timeout=60) as answer:
            return json.load(answer)


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """One MARSAD_HOME for all starts of this file, open to the account that Postgres runs under."""
    with tempfile.TemporaryDirectory(prefix="marsad-e2e-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture(scope="module")
def environment(home: Path) -> dict[str, str]:
    """A clean environment: no setting of whoever runs the tests, nor of the DAG tests."""
    (port,) = free_ports(1)
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("AIRFLOW", "MARSAD"))}
    return {**kept, "MARSAD_HOME": str(home), "MARSAD_PORT": str(port)}


@contextmanager
def up(environment: dict[str, str]) -> Iterator[Running]:
    """Start, wait until it says that everything is there, and stop it with SIGTERM."""
    command = [str(Path(sys.executable).with_name("marsad")), "up"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        said = read_until(process, "Ctrl-C stops everything.")
        password = re.search(r"password (\S+)", said)
        assert password, said
        url = f"http://127.0.0.1:{environment['MARSAD_PORT']}"
        with warehouse_dsn(load_settings(environment)) as dsn:
            yield Running(process, dsn, url, token(url, password[1]), said)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def read_until(process: subprocess.Popen[str], end: str) -> str:
    """What the process says, up to and with the line that holds `end`."""
    lines: list[str] = []
    for line in process.stdout or ():
        lines.append(line)
        if end in line:
            return "".join(lines)
    pytest.fail("marsad up ended before it was ready:\n" + "".join(lines))


def token(url: str, password: str) -> str:
    """Log in as the UI's form does."""
    body = json.dumps({"username": "admin", "password": password}).encode()
    request = urllib.request.Request(f"{url}/auth/token", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return str(json.load(answer)["access_token"])


def wait_for(what: str, is_true: Any) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_true():
        assert time.monotonic() < deadline, f"waited {PATIENCE:.0f} s in vain for {what}"
        time.sleep(1)


def scalar(dsn: str, query: str) -> Any:
    with psycopg.connect(dsn) as connection:
        row = connection.execute(query.encode()).fetchone()
    return row[0] if row else None


def digest(dsn: str) -> str:
    """Every row of curated, and the transaction that last wrote it: equal digests mean no row was touched."""
    total = hashlib.sha256()
    with psycopg.connect(dsn) as connection:
        for table in TABLES:
            for row in connection.execute(f"SELECT xmin::text, t::text FROM curated.{table} AS t ORDER BY 2".encode()):
                total.update(repr(row).encode())
    return total.hexdigest()


def backfill(running: Running, reprocess: str, mode: str) -> None:
    """The call that the UI's backfill form makes, and the wait until the last stage has run for each day."""
    before = set(published_runs(running))
    body = {
        "dag_id": "ingest_day",
        "from_date": f"{BACKFILLED[0]}T00:00:00Z",
        "to_date": f"{BACKFILLED[-1]}T00:00:00Z",
        "reprocess_behavior": reprocess,
        "max_active_runs": 2,
        "dag_run_conf": {"mode": mode, "sources": []},
    }
    wait_for("an earlier backfill to be let go", lambda: is_accepted(running, body))

    def has_passed() -> bool:
        runs = {run_id: run for run_id, run in published_runs(running).items() if run_id not in before}
        return {run["partition_key"] for run in runs.values() if run["state"] == "success"} >= set(BACKFILLED)

    wait_for(f"the chain to publish {BACKFILLED}", has_passed)


def is_accepted(running: Running, body: dict[str, Any]) -> bool:
    """False while Airflow still counts an earlier backfill of the DAG as active (it does for half a minute)."""
    try:
        running.ask("/api/v2/backfills", body)
    except urllib.error.HTTPError as error:
        if error.code == 409:
            return False
        raise
    return True


def published_runs(running: Running) -> dict[str, dict[str, Any]]:
    """Runs that take past days through every stage, by run id."""
    runs = running.ask("/api/v2/dags/finish_day/dagRuns?limit=100&order_by=-run_after")["dag_runs"]
    return {run["dag_run_id"]: run for run in runs}


def processes_of(home: Path) -> list[str]:
    """Command lines of living processes that were started with this MARSAD_HOME (Linux)."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"MARSAD_HOME={home}".encode() in (folder / "environ").read_bytes():
                found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


@pytest.mark.e2e
def test_a_feed_becomes_checked_rows_and_a_backfill_redoes_its_days(environment: dict[str, str], home: Path) -> None:
    started = time.monotonic()
    with up(environment) as running:
        first_start = time.monotonic() - started
        assert "A query to try" in running.said
        assert scalar(running.dsn, "SELECT count(*) FROM curated.article") >= 20
        assert scalar(running.dsn, "SELECT count(*) FROM curated.event") > 0
        assert scalar(running.dsn, "SELECT count(*) FROM ops.check_result WHERE is_success") >= 15
        assert scalar(running.dsn, "SELECT count(*) FROM ops.funnel WHERE difference <> 0") == 0

        with pytest.raises(urllib.error.HTTPError, match="401"):
            urllib.request.urlopen(f"{running.url}/marsad/overview", timeout=60)
        assert running.ask("/marsad/overview")["landed"]["article_count"] >= 20

        count = f"SELECT count(*) FROM curated.article WHERE day IN {BACKFILLED}"
        before = scalar(running.dsn, count)
        backfill(running, "none", "missing")
        assert scalar(running.dsn, count) > before
        assert scalar(running.dsn, f"SELECT count(DISTINCT day) FROM curated.article WHERE day IN {BACKFILLED}") == 3
        # The newsroom corrects an article by itself: before that, something is on the way and digests differ.
        wait_for("the edited article", lambda: scalar(running.dsn, "SELECT max(version) FROM curated.article") == 2)
        wait_for("the last entry", lambda: scalar(running.dsn, "SELECT sum(pending_count) FROM ops.funnel") == 0)
        landed = digest(running.dsn)
        backfill(running, "completed", "refetch")
        assert scalar(running.dsn, "SELECT sum(pending_count) FROM ops.funnel") == 0
        assert digest(running.dsn) == landed

    assert running.process.returncode == 0
    assert processes_of(home) == []
    assert is_free(int(environment["MARSAD_PORT"]))

    started = time.monotonic()
    with up(environment) as running:
        second_start = time.monotonic() - started
        assert digest(running.dsn) == landed
    print(f"first start {first_start:.0f} s, second {second_start:.0f} s")
