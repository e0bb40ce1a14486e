"""The embedded database's place on disk: MARSAD_HOME/postgres with data, port, password and log."""

import hashlib
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from marsad.errors import ConfigError
from marsad.launch.account import Account, can_enter, give, postgres_account, run_as
from marsad.launch.programs import major_version, reachable_bindir
from marsad.launch.secret_file import kept
from marsad.settings import Settings

SUPERUSER = "postgres"


@dataclass(frozen=True, slots=True)
class Cluster:
    """One data folder and the programs that serve it."""

    folder: Path  # real path: not always under MARSAD_HOME, see `locate`
    bindir: Path
    account: Account | None

    @property
    def data(self) -> Path:
        """What Postgres calls PGDATA."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """What the server has logged, over all its starts."""
        return self.folder / "log"

    @property
    def port_file(self) -> Path:
        """The port of the last start."""
        return self.folder / "port"

    @property
    def password_file(self) -> Path:
        """The superuser's password, readable by the owner alone."""
        return self.folder / "password"


def locate(settings: Settings) -> Cluster:
    """Make the folder where there is none. Raises ConfigError for one that Postgres cannot use.

    Where root's home is closed to the user that Postgres runs as, MARSAD_HOME/postgres becomes a link to a folder
    that user can enter.
    """
    link = settings.home / "postgres"
    account = postgres_account(link / "data")
    if not link.exists():
        _make_folder(link, account)
    folder = link.resolve()
    if not can_enter(account, folder):
        raise ConfigError("MARSAD_HOME", f"the user Postgres runs as cannot enter {folder}")
    return Cluster(folder, reachable_bindir(settings, account, folder), account)


def ensure_initialized(cluster: Cluster) -> None:
    """Run initdb unless the data folder is there. Raises ConfigError with initdb's own words."""
    kept(cluster.password_file)
    give(cluster.account, cluster.password_file)
    if cluster.data.exists():
        return
    # Under another name until it is whole: a killed initdb leaves a folder that looks like a database.
    draft = cluster.data.with_name("data.draft")
    shutil.rmtree(draft, ignore_errors=True)
    options = [*initdb_options(major_version(cluster.bindir)), "--pwfile", str(cluster.password_file)]
    command = [str(cluster.bindir / "initdb"), "-D", str(draft), *options]
    done = run_as(cluster.account, command, cwd=cluster.folder)
    if done.returncode:
        raise ConfigError(str(cluster.data), f"initdb failed: {done.stderr.strip() or done.stdout.strip()}")
    draft.rename(cluster.data)


def initdb_options(major: int) -> list[str]:
    """UTF-8 in code point order whatever the machine's locale; passwords everywhere; no fsync of empty files."""
    # Postgres brings its own C.UTF-8 since 17; before, it was the C library's.
    locale = (
        ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"] if major >= 17 else ["--locale=C.UTF-8"]
    )
    return ["--username", SUPERUSER, "--encoding=UTF8", *locale, "--auth=scram-sha-256", "--no-sync"]


def _make_folder(link: Path, account: Account | None) -> None:
    if can_enter(account, link.parent):
        folder = link
        folder.mkdir(mode=0o700)
    else:
        folder = _folder_elsewhere(link.parent, account)
        link.unlink(missing_ok=True)  # a link to a folder that is gone
        link.symlink_to(folder)
    give(account, folder)


def _folder_elsewhere(home: Path, account: Account | None) -> Path:
    name = f"marsad-{hashlib.sha256(str(home).encode()).hexdigest()[:12]}"
    for base in (Path("/var/lib"), Path(tempfile.gettempdir())):
        folder = base / name
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError:
            continue
        # In a folder open to all, somebody else may have put something under that name.
        owner = folder.lstat().st_uid
        if not folder.is_symlink() and owner in (0, account.uid if account else 0) and can_enter(account, base):
            return folder
    raise ConfigError("MARSAD_HOME", f"the user Postgres runs as cannot enter {home}, /var/lib or the temporary folder")
