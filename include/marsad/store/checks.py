"""`ops.check_result`: what each expectation said about each staged day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from psycopg import Connection
from psycopg.types.json import Jsonb

from marsad.store.load import upsert


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One expectation's answer in one run of the gate."""

    check_id: str
    day: date
    expectation_name: str
    table_name: str
    severity: str
    is_success: bool
    unexpected_count: int
    detail: Jsonb
    checked_at: datetime
    source_id: str | None = None  # one outlet's part in it; None: the whole day's
    expected: str = ""
    observed: str | None = None


def save_results(connection: Connection, results: Sequence[CheckResult]) -> None:
    """Keep the answers of one run of the gate."""
    upsert(connection, "ops.check_result", results, "ops/check_result/insert")
