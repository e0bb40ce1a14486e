"""The environment Airflow's components and their tasks run with. Airflow itself is never imported here."""

import json
import os
import sys
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe

from marsad import resources
from marsad.launch.ports import LOOPBACK
from marsad.launch.secret_file import kept, write_private
from marsad.launch.warehouse import Databases
from marsad.settings import Settings

ADMIN = "admin"

# Ours where the user's environment says nothing.
DEFAULTS = {
    "AIRFLOW__CORE__PARALLELISM": "8",  # tasks at once; each is a process of some 150 MB
    "AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.2",  # halves the seconds between two tasks
    "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "60",  # a new DAG file shows within a minute
    "AIRFLOW__DAG_PROCESSOR__MIN_FILE_PROCESS_INTERVAL": "60",
    "AIRFLOW__WORKERS__EXECUTION_API_TIMEOUT": "30",  # a busy laptop answers late, which is no reason to fail a task
    "AIRFLOW__API__INSTANCE_NAME": "Marsad",
    "GX_ANALYTICS_ENABLED": "false",
}

# What ties the components to each other and to this home, whatever the user's environment says.
FIXED = {
    "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
    "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
    "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
    "AIRFLOW__CORE__AUTH_MANAGER": "airflow.api_fastapi.auth.managers.simple.simple_auth_manager.SimpleAuthManager",
    "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": f"{ADMIN}:admin",
    "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "False",
    "AIRFLOW__API__HOST": LOOPBACK,
    "PYTHONUNBUFFERED": "1",
}


@dataclass(frozen=True, slots=True)
class Secrets:
    """Made at the first start and kept in MARSAD_HOME/airflow, readable by the owner alone."""

    jwt: str
    session: str
    fernet: str
    admin_password: str


def keep_secrets(folder: Path) -> Secrets:
    """Read the secrets in `folder`, making those that are missing; writes the password file Airflow reads."""
    folder.mkdir(parents=True, exist_ok=True)
    secrets = Secrets(
        jwt=kept(folder / "jwt_secret"),
        session=kept(folder / "session_secret"),
        fernet=kept(folder / "fernet_key", lambda: urlsafe_b64encode(os.urandom(32)).decode()),
        admin_password=kept(folder / "admin_password", lambda: token_urlsafe(12)),
    )
    write_private(folder / "passwords.json", json.dumps({ADMIN: secrets.admin_password}))
    return secrets


def environment(
    environ: Mapping[str, str], settings: Settings, databases: Databases, secrets: Secrets
) -> dict[str, str]:
    """Everything the components inherit: `environ`, with ours added or put in place of what would break the run."""
    home, url = settings.home / "airflow", ui_url(settings)
    # uv writes no bytecode and some shells forbid Python to: each of Airflow's many processes would compile anew.
    inherited = {key: value for key, value in environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {
        **DEFAULTS,
        "AIRFLOW__CORE__DAGS_FOLDER": str(resources.data_dir("dags")),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(resources.data_dir("plugins")),
        **inherited,
        **FIXED,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), environ.get("PATH", os.defpath)]),
        # A proxy must not see what the components say to each other.
        "NO_PROXY": ",".join(filter(None, [environ.get("NO_PROXY"), LOOPBACK, "localhost"])),
        "no_proxy": ",".join(filter(None, [environ.get("no_proxy"), LOOPBACK, "localhost"])),
        "MARSAD_HOME": str(settings.home),
        "MARSAD_DSN": databases.warehouse,
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(home / "passwords.json"),
        "AIRFLOW__CORE__FERNET_KEY": secrets.fernet,
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{url}/execution/",
        "AIRFLOW__API__PORT": str(settings.port),
        "AIRFLOW__API__BASE_URL": url,
        "AIRFLOW__API__SECRET_KEY": secrets.session,
        "AIRFLOW__API_AUTH__JWT_SECRET": secrets.jwt,
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": sqlalchemy_url(databases.airflow),
        # Its default lies in the temporary folder under one name for all users of the machine.
        "AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_STORAGE_PATH": str(home / "bundles"),
    }


def ui_url(settings: Settings) -> str:
    """Where a browser finds Airflow."""
    return f"http://{LOOPBACK}:{settings.port}"


def sqlalchemy_url(dsn: str) -> str:
    """A postgresql:// URL with the driver named that we install; one that names a driver stays as it is."""
    scheme, separator, rest = dsn.partition("://")
    return f"postgresql+psycopg{separator}{rest}" if scheme in ("postgresql", "postgres") else dsn
