"""docs/reference/tables.md and sql/schema.sql show the schema as migrations leave it, and queries in docs run on it."""

import re
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

ROOT = Path(__file__).parents[2]
QUERIES = [
    pytest.param(query, id=f"{page.stem}-{number}")
    for page in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
    for number, query in enumerate(re.findall(r"```sql\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL), 1)
]


def test_generated_files_are_current(warehouse: str) -> None:
    with psycopg.connect(warehouse) as connection:  # months are data: they must not show
        connection.execute("SELECT curated.make_month('2026-11-01')")
    command = [sys.executable, "scripts/reference.py", "--check", "--only", "database", "--dsn", warehouse]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def test_dump_makes_the_same_schema(warehouse: str) -> None:
    """The dump is whole: restored beside the original it leaves nothing out."""
    counted = "SELECT count(*) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = any(%s)"
    names = ("raw", "stage", "curated", "trial", "ops", "codes")
    namespaces = f"SELECT array_agg(oid) FROM pg_namespace WHERE nspname IN {names}"
    with psycopg.connect(warehouse, autocommit=True) as connection:
        before = connection.execute(counted, connection.execute(namespaces).fetchone()).fetchone()
        connection.execute(f"DROP SCHEMA {', '.join(names)}, curated_month CASCADE")
        connection.execute((ROOT / "sql/schema.sql").read_text(encoding="utf-8").encode())
        after = connection.execute(counted, connection.execute(namespaces).fetchone()).fetchone()

    assert before == after


@pytest.mark.parametrize("query", QUERIES)
def test_documented_queries_run(warehouse: str, query: str) -> None:
    with psycopg.connect(warehouse) as connection:
        for statement in filter(str.strip, query.split(";")):
            connection.execute(statement.encode())
