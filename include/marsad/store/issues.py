"""`ops.issue`: a work queue for people, one row per kind and subject."""

import hashlib
from datetime import datetime
from typing import Any

from psycopg import Connection

from marsad.store.load import execute, fetch


def open_issue(connection: Connection, kind: str, subject: str, message: str, now: datetime) -> None:
    """Open an issue or count it once more."""
    parameters = {"issue_id": _issue_id(kind, subject), "kind": kind, "subject": subject, "message": message}
    execute(connection, "ops/issue/open", {**parameters, "now": now})


def close_issue(connection: Connection, kind: str, subject: str, now: datetime) -> None:
    """Close the issue if it is open."""
    execute(connection, "ops/issue/close", {"issue_id": _issue_id(kind, subject), "now": now})


def open_issues(connection: Connection) -> list[dict[str, Any]]:
    """kind, subject, message, seen_count, opened_at, last_seen_at of every open issue, newest first."""
    return fetch(connection, "ops/issue/open_issues")


def _issue_id(kind: str, subject: str) -> str:
    return hashlib.sha256(f"{kind}\0{subject}".encode()).hexdigest()[:32]
