"""The sample newsroom's two outlets, and the catalogue files that make sources of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from marsad.resources import data_dir

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet of include/sample/outlets.yml."""

    source_id: str
    name: str
    name_en: str
    country: str  # ISO 3166-1 alpha-2
    timezone: str  # IANA
    feed_size: int  # entries: older articles are found through the sitemap only
    has_full_text: bool  # whether the feed carries whole bodies

    @property
    def zone(self) -> ZoneInfo:
        """In which its dates are shown."""
        return ZoneInfo(self.timezone)


@cache
def outlets() -> tuple[Outlet, ...]:
    """Both outlets, the main one first."""
    return tuple(Outlet(**row) for row in _document()["outlets"])


@cache
def sections() -> Mapping[str, str]:
    """Section key in a URL -> its name in the menu."""
    names: dict[str, str] = _document()["sections"]
    return names


def base_url(port: int) -> str:
    """Of an outlet on `port`, without a closing slash."""
    return f"http://{HOST}:{port}"


def write_catalog(folder: Path, ports: Mapping[str, int]) -> tuple[Path, ...]:
    """Write <source_id>.yml into `folder` (made if missing) for each outlet in `ports` (source_id -> port).

    MARSAD_CATALOG names the folder to the pipeline. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(_write(folder, outlet, ports[outlet.source_id]) for outlet in outlets())


def _write(folder: Path, outlet: Outlet, port: int) -> Path:
    path = folder / f"{outlet.source_id}.yml"
    path.write_text(
        yaml.safe_dump(_source(outlet, base_url(port)), allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    return path


def _source(outlet: Outlet, base: str) -> dict[str, Any]:
    return {
        "source_id": outlet.source_id,
        "name": outlet.name,
        "name_en": outlet.name_en,
        "country": outlet.country,
        "language": "ar",
        "timezone": outlet.timezone,
        "homepage": f"{base}/",
        "feeds": [{"name": "all", "url": f"{base}/rss"}],
        "sitemap": f"{base}/sitemap/{{day}}.xml",
        "poll_interval": 5,
        "crawl_delay": 0,
        "evidence": "written for Marsad; served by `marsad sample-newsroom`",
        "assertions": {"min_articles": 1, "max_articles": 50},
    }


def _document() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((data_dir("sample") / "outlets.yml").read_text(encoding="utf-8"))
    return document
