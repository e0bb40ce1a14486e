"""Reads the sample newsroom's articles: include/sample/articles/<source_id>/<day>.yml, one list a file."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from marsad.errors import ConfigError
from marsad.resources import data_dir
from marsad.sample.model import DERIVED, Revision, SampleArticle, Special, garbled
from marsad.sample.outlets import sections

REQUIRED = frozenset({"slug", "section", "filed_at", "title", "body"})
OPTIONAL = frozenset({"special", "of", "path", "published_at", "dateline", "author", "revision"})
REVISION = frozenset({"at", "title", "body"})


def load_articles(*, planted: bool = False) -> tuple[SampleArticle, ...]:
    """Every article in order of filing, with the planted bad ones if asked.

    Raises ConfigError, which names the file and the article.
    """
    folders = ("articles", "planted") if planted else ("articles",)
    paths = [path for folder in folders for path in (data_dir("sample") / folder).glob("*/*.yml")]
    articles = sorted((a for path in paths for a in _read(path)), key=lambda a: (a.filed_at, a.slug))
    _check_references(articles)
    return tuple(articles)


def _read(path: Path) -> Iterator[SampleArticle]:
    for row in yaml.safe_load(path.read_text(encoding="utf-8")):
        subject = f"{path.parent.name}/{path.name}: {row.get('slug')}"
        article = read_article(row, path.parent.name, subject)
        if article.day.isoformat() != path.stem:
            raise ConfigError(subject, f"filed_at {article.filed_at:%Y-%m-%d} is not the day of its file")
        yield article


def read_article(row: Mapping[str, Any], source_id: str, subject: str) -> SampleArticle:
    """One mapping of a day's file. Raises ConfigError with `subject`."""
    _check_keys(row, REQUIRED, OPTIONAL, subject)
    special = _special(row.get("special"), subject)
    _check_consistency(row, special, subject)
    filed_at = _utc(row["filed_at"], subject)
    published_at = _utc(row["published_at"], subject) if "published_at" in row else filed_at
    article = SampleArticle(
        source_id=source_id,
        slug=row["slug"],
        section=row["section"],
        path=row.get("path") or f"/ar/{row['section']}/{row['slug']}",
        title=row["title"],
        body=row["body"],
        filed_at=filed_at,
        published_at=None if special is Special.UNDATED else published_at,
        dateline=row.get("dateline"),
        author=row.get("author"),
        special=special,
        of=row.get("of"),
        revision=_revision(row.get("revision"), subject),
    )
    return garbled(article) if special is Special.MOJIBAKE else article


def _revision(row: Mapping[str, Any] | None, subject: str) -> Revision | None:
    if row is None:
        return None
    _check_keys(row, REVISION, frozenset(), f"{subject}: revision")
    return Revision(_utc(row["at"], subject), row["title"], row["body"])


def _special(value: str | None, subject: str) -> Special | None:
    try:
        return None if value is None else Special(value)
    except ValueError:
        raise ConfigError(subject, f"{value!r} is no special; known: {', '.join(Special)}") from None


def _check_keys(row: Mapping[str, Any], required: frozenset[str], optional: frozenset[str], subject: str) -> None:
    if missing := sorted(required - row.keys()):
        raise ConfigError(subject, f"lacks {', '.join(missing)}")
    if unknown := sorted(row.keys() - required - optional):
        raise ConfigError(subject, f"has unknown keys: {', '.join(unknown)}")


def _check_consistency(row: Mapping[str, Any], special: Special | None, subject: str) -> None:
    if row["section"] not in sections():
        raise ConfigError(subject, f"section {row['section']!r} is not in outlets.yml")
    expected = {
        "revision": special is Special.EDITED,
        "of": special in DERIVED,
        "published_at": special is Special.FUTURE_DATE,
    }
    for key, belongs in expected.items():
        if (key in row) != belongs:
            raise ConfigError(subject, f"{'lacks' if belongs else 'must not have'} {key}, being {special or 'plain'}")
    if (not row["body"]) != (special is Special.EMPTY_BODY):
        raise ConfigError(subject, "only an empty_body article has no body, and it has none")


def _check_references(articles: list[SampleArticle]) -> None:
    slugs = {article.slug for article in articles}
    paths = {(article.source_id, article.path) for article in articles}
    if len(slugs) < len(articles) or len(paths) < len(articles):
        raise ConfigError("sample articles", "two articles share a slug or a path")
    for article in articles:
        if article.of is not None and article.of not in slugs:
            raise ConfigError(article.slug, f"there is no article {article.of!r}")


def _utc(value: object, subject: str) -> datetime:
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise ConfigError(subject, f"{value!r} is no time with a zone, such as 2026-11-10T06:40:00Z")
    return value.astimezone(UTC)
