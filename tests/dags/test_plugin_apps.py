"""The plugin's two apps where they run, behind Airflow's own middleware: one asks for a login, one for a token."""

import json
import os
import subprocess
import sys

ASK = """
import json, sys
from airflow.api_fastapi.app import create_app
from fastapi.testclient import TestClient

client, token, prefix = TestClient(create_app()), "t" * 43, sys.argv[1]
ask = [("GET", "/marsad/"), ("GET", "/marsad/overview"), ("GET", "/marsad/data-docs/"),
       ("GET", "/marsad-websub/openapi.json"), ("GET", f"/marsad-websub/{token}"),
       ("POST", f"/marsad-websub/{token}"), ("POST", "/marsad-websub/short")]
print(json.dumps([client.request(method, prefix + path, content=b"a" * 2_000_000).status_code for method, path in ask]))
"""


def test_hubs_need_no_login_and_the_newsroom_does() -> None:
    # In a fresh interpreter: the plugin reads its settings when Airflow loads it. Nobody listens at that DSN.
    prefix = "/airflow"
    environment = {
        **os.environ,
        "MARSAD_DSN": "postgresql://127.0.0.1:1/nobody",
        "AIRFLOW__API__BASE_URL": f"http://testserver{prefix}",
    }
    command = [sys.executable, "-c", ASK, prefix]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    newsroom, overview, docs, openapi, verification, ping, no_token = json.loads(done.stdout.splitlines()[-1])
    assert (newsroom, overview, docs) == (401, 401, 401)
    assert (verification, ping) == (503, 503)  # it got as far as the warehouse
    assert (openapi, no_token) == (404, 404)
