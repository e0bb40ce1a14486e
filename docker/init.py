"""Brings both databases up to date before anything else starts. Running it again changes nothing."""

import os
import subprocess
import sys
from collections.abc import Mapping

from marsad.launch.pools import keep_pools
from marsad.store.bootstrap import create_database

PLACEHOLDER = "change-me"  # as .env.example has it


def untouched(environ: Mapping[str, str]) -> list[str]:
    """Variables that still hold the placeholder of .env.example, which everybody knows."""
    return sorted(name for name, value in environ.items() if PLACEHOLDER in value)


def main() -> int:
    """Exit code 1 when a secret was left as it came."""
    names = untouched(os.environ)
    if names:
        sys.stderr.write(f"{', '.join(names)}: still as in .env.example; put secrets of your own into .env\n")
        return 1
    create_database(os.environ["MARSAD_DSN"], "airflow")
    for command in (["marsad", "migrate"], ["airflow", "db", "migrate"]):
        subprocess.run(command, check=True)  # noqa: S603 - our own commands, no shell
    keep_pools(os.environ["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
