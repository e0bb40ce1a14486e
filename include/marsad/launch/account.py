"""Whose rights Postgres runs with: ours, except that it refuses to be root."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from marsad.errors import ConfigError

SERVICE_USERS = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Account:
    """An operating system user other than the present one."""

    uid: int
    gid: int


def postgres_account(data: Path) -> Account | None:
    """Whom to run Postgres as; None: as whoever we are. A data folder keeps its owner.

    Raises ConfigError for root on a machine without a `postgres` or `nobody` user.
    """
    if os.geteuid() != 0:
        return None
    if data.exists():
        return Account(data.stat().st_uid, data.stat().st_gid)
    users = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in SERVICE_USERS:
        if name in users:
            return Account(users[name].pw_uid, users[name].pw_gid)
    raise ConfigError("Postgres", f"refuses to run as root, and there is no user {' or '.join(SERVICE_USERS)}")


def run_as(account: Account | None, command: Sequence[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a short command with the account's rights; its output is captured, its exit status returned.

    A session of its own keeps a Ctrl-C at the terminal from killing it half-way.
    """
    return subprocess.run(  # noqa: S603 - our own command line, no shell
        command,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
    )


def can_enter(account: Account | None, folder: Path) -> bool:
    """Whether the account may look into `folder`, which takes the right to pass each of its parents."""
    return run_as(account, ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)], cwd=Path("/")).returncode == 0


def give(account: Account | None, path: Path) -> None:
    """Make the account the owner of `path` itself."""
    if account is not None:
        os.chown(path, account.uid, account.gid)
