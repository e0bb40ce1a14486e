"""The compose file is valid and its secrets are demanded; the image's own scripts do what it relies on."""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[3]
COMPOSE = Path(sys.executable).with_name("docker-compose")
AIRFLOW_COMPONENTS = {"api-server", "scheduler", "dag-processor", "triggerer"}


def config(*files: Path, env_file: Path, form: str = "json") -> subprocess.CompletedProcess[str]:
    options = [option for file in files for option in ("-f", str(file))]
    return subprocess.run(
        [COMPOSE, *options, "--env-file", str(env_file), "config", "--format", form],
        cwd=ROOT,
        env={"PATH": os.defpath, "HOME": str(env_file.parent)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    done = config(ROOT / "docker-compose.yml", env_file=ROOT / ".env.example")
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout)["services"])


def test_components_share_databases_secrets_and_raw_store(services: dict[str, Any]) -> None:
    shared = [
        "MARSAD_DSN",
        "MARSAD_RAW_URI",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN",
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL",
        "AIRFLOW__API_AUTH__JWT_SECRET",
        "AIRFLOW__CORE__FERNET_KEY",
    ]

    assert set(services) == AIRFLOW_COMPONENTS | {"postgres", "init"}
    for name in AIRFLOW_COMPONENTS:
        service = services[name]
        assert {key: service["environment"][key] for key in shared} == {
            key: services["init"]["environment"][key] for key in shared
        }
        assert service["environment"]["MARSAD_RAW_URI"] in {volume["target"] for volume in service["volumes"]}
        assert "healthcheck" in service


def test_ports_are_published_on_loopback_only(services: dict[str, Any]) -> None:
    published = [port for service in services.values() for port in service.get("ports", [])]

    assert published
    assert {port["host_ip"] for port in published} == {"127.0.0.1"}


def test_nothing_starts_before_the_databases_are_migrated(services: dict[str, Any]) -> None:
    for name in AIRFLOW_COMPONENTS:
        assert services[name]["depends_on"]["init"]["condition"] == "service_completed_successfully"


def test_a_missing_secret_is_named(tmp_path: Path) -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    env_file = tmp_path / "env"
    for name in re.findall(r"^(\w+)=change-me$", example, re.MULTILINE):
        env_file.write_text(re.sub(rf"^{name}=.*$", "", example, flags=re.MULTILINE), encoding="utf-8")
        done = config(ROOT / "docker-compose.yml", env_file=env_file)

        assert done.returncode != 0
        assert name in done.stderr


def test_documented_override_is_valid(tmp_path: Path) -> None:
    page = (ROOT / "docs/how-to/run-in-containers.md").read_text(encoding="utf-8")
    override = tmp_path / "docker-compose.override.yml"
    override.write_text(re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)[0], encoding="utf-8")

    done = config(ROOT / "docker-compose.yml", override, env_file=ROOT / ".env.example")

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["services"]["scheduler"]["environment"]["PYTHONPATH"] == "/src/include"


def test_scripts_the_compose_file_calls_are_in_the_image() -> None:
    compose = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    called = set(re.findall(r"/opt/marsad/docker/(\w+\.py)", compose))

    assert called == {path.name for path in (ROOT / "docker").glob("*.py")}
    assert "COPY docker /opt/marsad/docker" in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_every_copied_path_reaches_the_build() -> None:
    """.dockerignore hides everything but what it lists."""
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    copied = {
        path for line in re.findall(r"^COPY (?!--from)(.+) \S+$", dockerfile, re.MULTILINE) for path in line.split()
    }
    allowed = set(re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE))

    assert copied == allowed
    assert all((ROOT / path).exists() for path in copied)


def test_init_refuses_placeholders() -> None:
    environment = {
        "PATH": os.defpath,
        "AIRFLOW_ADMIN_PASSWORD": "change-me",
        "MARSAD_DSN": "postgresql://m:change-me@h/m",
    }
    done = subprocess.run(
        [sys.executable, "docker/init.py"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stderr.startswith("AIRFLOW_ADMIN_PASSWORD, MARSAD_DSN: ")


def test_api_server_finds_its_password(tmp_path: Path) -> None:
    airflow = tmp_path / "airflow"
    airflow.write_text('#!/bin/sh\necho "$@" "${AIRFLOW_ADMIN_PASSWORD-unset}"\n', encoding="utf-8")
    airflow.chmod(0o755)
    passwords = tmp_path / "passwords.json"
    environment = {
        "PATH": f"{tmp_path}:{os.defpath}",
        "AIRFLOW_ADMIN_PASSWORD": 'quo"te',
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(passwords),
    }
    done = subprocess.run(
        [sys.executable, "docker/api_server.py"], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )

    assert done.stdout == "api-server unset\n"
    assert json.loads(passwords.read_text(encoding="utf-8")) == {"admin": 'quo"te'}
    assert passwords.stat().st_mode & 0o777 == 0o600


@contextmanager
def answering(report: dict[str, Any]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/api/v2/monitor/health" else 404)
            self.end_headers()
            self.wfile.write(json.dumps(report).encode())

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - http.server's name
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    ("components", "code"), [([], 0), (["scheduler"], 0), (["triggerer"], 1), (["scheduler", "triggerer"], 1)]
)
def test_healthcheck_believes_the_report(components: list[str], code: int) -> None:
    report = {"scheduler": {"status": "healthy"}, "triggerer": {"status": "unhealthy"}}
    with answering(report) as url:
        done = subprocess.run(
            [sys.executable, "docker/healthcheck.py", *components],
            cwd=ROOT,
            env={"PATH": os.defpath, "MARSAD_API_SERVER": url},
            check=False,
        )

    assert done.returncode == code


def test_healthcheck_fails_while_nobody_answers() -> None:
    done = subprocess.run(
        [sys.executable, "docker/healthcheck.py"],
        cwd=ROOT,
        env={"PATH": os.defpath, "MARSAD_API_SERVER": "http://127.0.0.1:1"},
        check=False,
    )

    assert done.returncode == 1


def test_image_uses_a_tagged_uv_and_a_slim_python() -> None:
    images = re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)

    assert all(re.search(r":\d+\.\d+", image) for image in images)
    assert "slim" in images[-1]


def test_pre_commit_runs_tools_of_the_environment() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]

    for hook in hooks:
        program = hook["entry"].split()[0]
        assert program.startswith(".venv/bin/")
        assert shutil.which(Path(program).name, path=str(Path(sys.executable).parent))
