"""The first draft of a source file: from the caller's flags, what was found out, and what a host's name gives away."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import yaml
from babel.core import get_global
from babel.languages import get_official_languages
from courlan import extract_domain

from marsad.catalog.values import SOURCE_ID, url_problem
from marsad.errors import ConfigError
from marsad.model import Assertions
from marsad.text.urls import without_credentials

HEADER = """\
# Drafted by `marsad catalog add`. Before the source is trusted:
# - name, name_en: as the outlet writes itself; country: where it is edited;
# - timezone: the one meant by its dates that carry none;
# - assertions: wide on purpose; narrow them after a week.
"""


@dataclass(frozen=True, slots=True)
class Hints:
    """What the caller knows about the outlet; None is found out, or worked out from the host where it can be."""

    source_id: str | None = None
    name: str | None = None
    name_en: str | None = None
    country: str | None = None
    language: str | None = None
    timezone: str | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """What looking at the outlet brought; empty where it brought nothing."""

    feeds: tuple[tuple[str, str], ...] = ()  # (name, URL)
    name: str = ""
    name_en: str = ""
    country: str | None = None
    language: str | None = None
    homepage: str = ""
    sitemap: str | None = None
    poll_interval: float | None = None
    crawl_delay: float | None = None
    assertions: Assertions = field(default_factory=Assertions)
    evidence: str = ""
    notes: str = ""
    remarks: tuple[str, ...] = ()  # what the reviewer should look at, one sentence each


@dataclass(frozen=True, slots=True)
class Draft:
    """A new source file, as YAML, and what it is filed under."""

    country: str
    source_id: str
    content: str


def draft(url: str, hints: Hints, findings: Findings, today: date) -> Draft:
    """Put together what is known of the outlet whose feed or home page is `url`; hints win over findings.

    Raises ConfigError that names the flag to give.
    """
    if problem := url_problem(url):
        raise ConfigError(without_credentials(url), problem)
    parts = urlsplit(url)
    host = urlsplit(findings.homepage).hostname or parts.hostname or ""
    source_id = hints.source_id or _source_id(host)
    country = hints.country or country_of(host) or findings.country
    if country is None:
        # .tv and .me are sold to everybody, .iq is not.
        raise ConfigError(host, "does not tell the outlet's country: say --country")
    name = hints.name or findings.name or host.removeprefix("www.")
    fields: dict[str, Any] = {
        "source_id": source_id,
        "name": name,
        "name_en": hints.name_en or findings.name_en or (name if name.isascii() else host.removeprefix("www.")),
        "country": country,
        "language": hints.language or findings.language or "ar",
        "timezone": hints.timezone or _timezone(country),
        "homepage": findings.homepage or f"{parts.scheme}://{parts.netloc}/",
        "feeds": [{"name": n, "url": u} for n, u in findings.feeds or (("latest", url),)],
        "sitemap": findings.sitemap,
        "poll_interval": _plain(findings.poll_interval),
        "crawl_delay": _plain(findings.crawl_delay),
        "evidence": findings.evidence or f"Added by hand on {today.isoformat()}; nobody has polled it yet.",
        "assertions": _without_none(
            min_articles=findings.assertions.min_articles, max_articles=findings.assertions.max_articles
        ),
        "notes": findings.notes,
    }
    return Draft(
        country, source_id, _header(findings.remarks) + _yaml({k: v for k, v in fields.items() if v or v == 0})
    )


def country_of(host: str) -> str | None:
    """The country of a host's top-level domain, where Arabic is official there; None for all others."""
    code = host.rpartition(".")[2].upper()
    return code if speaks_arabic(code) else None


def speaks_arabic(country: str) -> bool:
    """Whether Arabic is an official language of the ISO 3166-1 alpha-2 country."""
    return "ar" in get_official_languages(country)


def timezones_of(country: str) -> list[str]:
    """The IANA zones of a country; none for what is no country."""
    zones: list[str] = get_global("territory_zones").get(country, [])
    return zones


def _timezone(country: str) -> str:
    zones = timezones_of(country)
    if len(zones) != 1:
        reason = f"has {len(zones)} time zones: say" if zones else "is no country with a time zone: check it, or say"
        raise ConfigError(country, f"{reason} --timezone")
    return zones[0]


def _source_id(host: str) -> str:
    domain = extract_domain(f"https://{host}/") or ""
    guess = domain.partition(".")[0].replace("-", "_")
    if not SOURCE_ID.fullmatch(guess):
        raise ConfigError(host, "gives no name for the source: say --source-id")
    return guess


def _header(remarks: tuple[str, ...]) -> str:
    return HEADER + "".join(f"# - look: {' '.join(remark.split())}\n" for remark in remarks)


def _plain(seconds: float | None) -> float | int | None:
    return int(seconds) if seconds is not None and seconds == int(seconds) else seconds


def _without_none(**values: int | None) -> dict[str, int]:
    return {name: value for name, value in values.items() if value is not None}


def _yaml(fields: dict[str, Any]) -> str:
    text: str = yaml.dump(fields, Dumper=_IndentingDumper, allow_unicode=True, sort_keys=False, width=10_000)
    return text


class _IndentingDumper(yaml.SafeDumper):
    """Indents a list under its key, as yamllint asks and as files written by hand do."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - PyYAML's signature
        super().increase_indent(flow, indentless=False)
