"""The first draft of a source file, from a feed's URL and what its host gives away."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

import yaml
from babel.core import get_global
from babel.languages import get_official_languages
from courlan import extract_domain

from marsad.catalog.values import SOURCE_ID, url_problem
from marsad.errors import ConfigError

HEADER = """\
# Drafted by `marsad catalog add`. Before the source is trusted:
# - name, name_en: as the outlet writes itself; country: where it is edited;
# - timezone: the one meant by its dates that carry none;
# - homepage: look at /robots.txt beside it; a Crawl-delay or a sitemap found there belongs here too;
# - evidence: who saw the feed answer with entries, and when.
"""


@dataclass(frozen=True, slots=True)
class Hints:
    """What the caller knows about the outlet; None is worked out from the feed's host where it can be."""

    source_id: str | None = None
    name: str | None = None
    name_en: str | None = None
    country: str | None = None
    language: str = "ar"
    timezone: str | None = None


def draft(feed_url: str, hints: Hints, today: date) -> tuple[str, str, str]:
    """(country, source_id, content) of a new source file. Raises ConfigError that names the flag to give."""
    if problem := url_problem(feed_url):
        raise ConfigError(feed_url, problem)
    parts = urlsplit(feed_url)
    host = parts.hostname or ""
    source_id = hints.source_id or _source_id(host)
    country = hints.country or _country(host)
    name = hints.name or host.removeprefix("www.")
    fields = {
        "source_id": source_id,
        "name": name,
        "name_en": hints.name_en or name,
        "country": country,
        "language": hints.language,
        "timezone": hints.timezone or _timezone(country),
        "homepage": f"{parts.scheme}://{parts.netloc}/",
        "feeds": [{"name": "latest", "url": feed_url}],
        "evidence": f"Added by hand on {today.isoformat()}; nobody has polled it yet.",
    }
    body = yaml.dump(fields, Dumper=_IndentingDumper, allow_unicode=True, sort_keys=False, width=10_000)
    return country, source_id, HEADER + body


class _IndentingDumper(yaml.SafeDumper):
    """Indents a list under its key, as yamllint asks and as files written by hand do."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - PyYAML's signature
        super().increase_indent(flow, indentless=False)


def _source_id(host: str) -> str:
    domain = extract_domain(f"https://{host}/") or ""
    guess = domain.partition(".")[0].replace("-", "_")
    if not SOURCE_ID.fullmatch(guess):
        raise ConfigError(host, "gives no name for the source: say --source-id")
    return guess


def _country(host: str) -> str:
    # .tv and .me are sold to everybody, .iq is not: only the domains of countries that speak Arabic tell.
    code = host.rpartition(".")[2].upper()
    if "ar" not in get_official_languages(code):
        raise ConfigError(host, "does not tell the outlet's country: say --country")
    return code


def _timezone(country: str) -> str:
    zones: list[str] = get_global("territory_zones").get(country, [])
    if len(zones) != 1:
        reason = f"has {len(zones)} time zones: say" if zones else "is no country with a time zone: check it, or say"
        raise ConfigError(country, f"{reason} --timezone")
    return zones[0]
