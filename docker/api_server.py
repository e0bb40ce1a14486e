"""Starts Airflow's API server after writing the file its simple auth manager reads passwords from.

The auth manager opens that file for writing too, which a mounted secret does not allow, and would otherwise make up
a password and log it.
"""

import json
import os
from pathlib import Path

from marsad.launch.airflow import ADMIN
from marsad.launch.secret_file import write_private

if __name__ == "__main__":
    passwords = {ADMIN: os.environ.pop("AIRFLOW_ADMIN_PASSWORD")}
    write_private(Path(os.environ["AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE"]), json.dumps(passwords))
    os.execvp("airflow", ["airflow", "api-server"])  # noqa: S606, S607 - found on the image's PATH
