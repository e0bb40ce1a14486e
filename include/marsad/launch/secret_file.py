"""Secrets that are made once and kept in files only their owner can read."""

import os
from collections.abc import Callable
from pathlib import Path
from secrets import token_urlsafe


def kept(path: Path, make: Callable[[], str] = token_urlsafe) -> str:
    """The secret in `path`; made by `make` and written with mode 0600 when there is none yet."""
    if path.exists():
        return path.read_text(encoding="utf-8").strip()
    secret = make()
    write_private(path, secret)
    return secret


def write_private(path: Path, text: str) -> None:
    """Write `path` whole or not at all, with mode 0600 from its first byte on."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(f"{text}\n")
    draft.replace(path)
