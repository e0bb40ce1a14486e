import json
import stat

import pytest

from marsad.launch.airflow import environment, keep_secrets, sqlalchemy_url
from marsad.launch.warehouse import Databases
from marsad.settings import load_settings

PLACES = Databases("postgresql://u:p@127.0.0.1:5555/marsad", "postgresql://u:p@127.0.0.1:5555/airflow", server=None)


@pytest.fixture
def settings(tmp_path):
    return load_settings({"MARSAD_HOME": str(tmp_path), "MARSAD_PORT": "8123"})


def built(settings, environ):
    return environment(environ, settings, PLACES, keep_secrets(settings.home / "airflow"))


def test_components_meet_at_one_loopback_address(settings):
    variables = built(settings, {})
    assert variables["AIRFLOW__API__HOST"] == "127.0.0.1"
    assert variables["AIRFLOW__API__PORT"] == "8123"
    assert variables["AIRFLOW__CORE__EXECUTION_API_SERVER_URL"] == "http://127.0.0.1:8123/execution/"


def test_tasks_and_airflow_get_their_own_database(settings):
    variables = built(settings, {"MARSAD_DSN": "stale", "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": "sqlite:///stray.db"})
    assert variables["MARSAD_DSN"] == PLACES.warehouse
    assert variables["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"] == "postgresql+psycopg://u:p@127.0.0.1:5555/airflow"


def test_a_user_may_tune_but_not_unhinge(settings):
    variables = built(
        settings, {"AIRFLOW__CORE__PARALLELISM": "3", "AIRFLOW__CORE__EXECUTOR": "CeleryExecutor", "AIRFLOW_HOME": "/x"}
    )
    assert variables["AIRFLOW__CORE__PARALLELISM"] == "3"
    assert variables["AIRFLOW__CORE__EXECUTOR"] == "LocalExecutor"
    assert variables["AIRFLOW_HOME"] == str(settings.home / "airflow")


def test_bytecode_may_be_written_and_proxies_stay_out(settings):
    variables = built(settings, {"PYTHONDONTWRITEBYTECODE": "1", "NO_PROXY": "intranet"})
    assert "PYTHONDONTWRITEBYTECODE" not in variables
    assert variables["NO_PROXY"] == "intranet,127.0.0.1,localhost"


def test_dags_and_plugins_are_found(settings):
    variables = built(settings, {})
    assert variables["AIRFLOW__CORE__DAGS_FOLDER"].endswith("/dags")
    assert variables["AIRFLOW__CORE__PLUGINS_FOLDER"].endswith("/plugins")


def test_secrets_are_made_once_and_private(tmp_path):
    first, second = keep_secrets(tmp_path), keep_secrets(tmp_path)
    assert first == second
    assert len({first.jwt, first.session, first.fernet, first.admin_password}) == 4
    assert json.loads((tmp_path / "passwords.json").read_text()) == {"admin": first.admin_password}
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


@pytest.mark.parametrize(
    ("dsn", "url"),
    [
        ("postgres://h/d", "postgresql+psycopg://h/d"),
        ("postgresql://u:p%40@h:1/d?sslmode=require", "postgresql+psycopg://u:p%40@h:1/d?sslmode=require"),
        ("postgresql+psycopg2://h/d", "postgresql+psycopg2://h/d"),
    ],
)
def test_sqlalchemy_is_told_the_driver(dsn, url):
    assert sqlalchemy_url(dsn) == url
