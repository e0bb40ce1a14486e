"""Every setting, read from the environment in one place. `.env.example` lists them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from marsad.errors import ConfigError
from marsad.target import Target, parse_target

WAYBACK = "https://web.archive.org"
USER_AGENT = "Marsad/0.1 (+{contact}; Arabic news research)"


@dataclass(frozen=True)
class Settings:
    """The environment, parsed. Paths are absolute."""

    home: Path  # MARSAD_HOME: embedded database, raw store, logs
    dsn: str | None  # MARSAD_DSN: the warehouse; None means the embedded Postgres
    raw_uri: str  # MARSAD_RAW_URI: where WARC files go
    catalog: tuple[Path, ...]  # MARSAD_CATALOG: extra catalogue folders, separated as in PATH
    allow_private: frozenset[tuple[str, int]]  # MARSAD_ALLOW_PRIVATE: host:port pairs that may be retrieved
    outlets: frozenset[str]  # MARSAD_OUTLETS: source ids of the shipped catalogue to enable, or "all"
    contact: str  # MARSAD_CONTACT: URL or address in the User-Agent
    port: int  # MARSAD_PORT: Airflow's UI
    notify: Target  # MARSAD_NOTIFY: where people are told of blocked days, quarantined rows and failed tasks
    airflow_dsn: str | None = None  # MARSAD_AIRFLOW_DSN: Airflow's own database; None: `airflow` beside the warehouse
    pg_bindir: Path | None = None  # MARSAD_PG_BINDIR: another Postgres's programs for the embedded server
    raw_retention_days: int | None = None  # MARSAD_RAW_RETENTION_DAYS: None: WARC files are kept for ever
    public_url: str | None = None  # MARSAD_PUBLIC_URL: where hubs reach Airflow's API server; None: no WebSub
    cc_news: tuple[str, ...] = ()  # MARSAD_CC_NEWS: WARC files of Common Crawl's news archive, paths or URLs
    wayback_url: str = WAYBACK  # MARSAD_WAYBACK_URL: the Wayback Machine

    @property
    def data_docs(self) -> Path:
        """Where the gate leaves Great Expectations' pages."""
        return self.home / "data_docs"

    @cached_property
    def user_agent(self) -> str:
        """What every request says of us, with a way to reach whoever runs this."""
        return USER_AGENT.format(contact=self.contact)


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the environment. Raises ConfigError that names the variable."""
    env = os.environ if environ is None else environ
    home = Path(env.get("MARSAD_HOME") or ".marsad").expanduser().resolve()
    return Settings(
        home=home,
        dsn=env.get("MARSAD_DSN") or None,
        raw_uri=env.get("MARSAD_RAW_URI") or str(home / "raw"),
        catalog=tuple(Path(p).expanduser().resolve() for p in env.get("MARSAD_CATALOG", "").split(os.pathsep) if p),
        allow_private=_addresses(env.get("MARSAD_ALLOW_PRIVATE", "")),
        outlets=frozenset(x.strip() for x in env.get("MARSAD_OUTLETS", "").split(",") if x.strip()),
        contact=env.get("MARSAD_CONTACT") or "https://github.com/marsad-news/marsad",
        port=_port("MARSAD_PORT", env.get("MARSAD_PORT") or "8080"),
        notify=parse_target(env.get("MARSAD_NOTIFY", "").strip(), home),
        airflow_dsn=env.get("MARSAD_AIRFLOW_DSN") or None,
        pg_bindir=Path(env["MARSAD_PG_BINDIR"]).expanduser().resolve() if env.get("MARSAD_PG_BINDIR") else None,
        raw_retention_days=_days("MARSAD_RAW_RETENTION_DAYS", env.get("MARSAD_RAW_RETENTION_DAYS")),
        public_url=_web_address("MARSAD_PUBLIC_URL", env.get("MARSAD_PUBLIC_URL", "").strip()),
        cc_news=tuple(env.get("MARSAD_CC_NEWS", "").split()),
        wayback_url=_web_address("MARSAD_WAYBACK_URL", env.get("MARSAD_WAYBACK_URL", "").strip()) or WAYBACK,
    )


def annotator_folder(environ: Mapping[str, str] | None = None) -> Path | None:
    """MARSAD_ANNOTATOR: a folder whose rules, gazetteers and models take the place of those that ship; None: these.

    Apart from the other settings: the annotator works without them. Raises ConfigError where there is no such folder.
    """
    value = (os.environ if environ is None else environ).get("MARSAD_ANNOTATOR")
    return annotator_at(value) if value else None


def annotator_at(value: str) -> Path:
    """The annotator's folder of that name. Raises ConfigError where it is none."""
    folder = Path(value).expanduser().resolve()
    if not any((folder / name).is_dir() for name in ("rules", "gazetteers", "models")):
        raise ConfigError(str(folder), "is no annotator: it holds neither rules, nor gazetteers, nor models")
    return folder


def _port(name: str, value: str) -> int:
    if not value.isdecimal() or not 0 < int(value) < 65536:
        raise ConfigError(name, f"{value!r} is no port number")
    return int(value)


def _days(name: str, value: str | None) -> int | None:
    if not value:
        return None
    # Beyond that a day counted back from today has no date.
    if not value.isdecimal() or not 0 < int(value) < 365_000:
        raise ConfigError(name, f"{value!r} is no number of days; leave it out to keep everything")
    return int(value)


def _web_address(name: str, value: str) -> str | None:
    """An http(s) URL to which a path can be added; None where there is none."""
    if not value:
        return None
    try:
        parts = urlsplit(value)
        is_good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, a bracket that is not closed
        is_good = False
    if not is_good or not value.isascii() or any(mark in value for mark in "?#@ "):
        raise ConfigError(name, f"{value!r} is no plain web address; write https://marsad.example.org")
    return value.rstrip("/")


def _addresses(value: str) -> frozenset[tuple[str, int]]:
    pairs = (pair.strip().rpartition(":") for pair in value.split(",") if pair.strip())
    return frozenset((_ip(host.strip("[]")), _port("MARSAD_ALLOW_PRIVATE", port)) for host, _, port in pairs)


def _ip(host: str) -> str:
    """What is dialled is compared, so a name would never match: better to say so than to stay silent."""
    try:
        return str(ip_address(host))
    except ValueError as error:
        raise ConfigError("MARSAD_ALLOW_PRIVATE", f"{host!r} is no IP address; write 127.0.0.1:8801") from error
