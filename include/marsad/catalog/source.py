"""One source file: YAML in, a `Source` out, or a ConfigError that names the line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from marsad.catalog.nodes import Value, boolean, document, items, mapping, number, text
from marsad.catalog.values import (
    archive,
    assertions,
    country,
    feed_name,
    identifier,
    language,
    sitemap,
    timezone,
    url,
    wayback,
)
from marsad.errors import ConfigError
from marsad.model import Feed, Source

DAY = 86_400.0  # seconds; a source polled less often would leave days of its own unseen
HOUR = 3_600.0

# The keys of a source file and how each is read; `feeds` needs the source's id and is read beside them.
REQUIRED: Mapping[str, Callable[[Value], Any]] = {
    "source_id": identifier,
    "name": text,
    "name_en": text,
    "country": country,
    "language": language,
    "timezone": timezone,
    "homepage": url,
    "evidence": text,
}
OPTIONAL: Mapping[str, Callable[[Value], Any]] = {
    "sitemap": sitemap,
    "archive": archive,
    "wayback": wayback,
    "poll_interval": partial(number, low=1, high=DAY),
    "crawl_delay": partial(number, low=0, high=HOUR),
    "extractor": identifier,
    "is_enabled": boolean,
    "assertions": assertions,
    "notes": text,
}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A source and where it was read, so that it can be compared with others by line."""

    source: Source
    path: Path
    source_id: Value
    feed_urls: tuple[Value, ...]  # as many as source.feeds, in their order


def read_source(path: Path, folder: Path) -> SourceFile:
    """Read `path`, which lies in `folder` or in its subfolder for the country. Raises ConfigError."""
    try:
        content = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ConfigError(f"{path}:{line}", f"is not UTF-8: {error.reason}") from error
    except OSError as error:
        raise ConfigError(str(path), f"cannot be read: {error.strerror}") from error
    return parse_source(content, path, folder)


def parse_source(content: str, path: Path, folder: Path) -> SourceFile:
    """Read `content` as what stands in `path`. Raises ConfigError."""
    fields = mapping(document(path, content), (*REQUIRED, "feeds"), tuple(OPTIONAL))
    readers = {**REQUIRED, **OPTIONAL}
    known = {name: readers[name](field) for name, field in fields.items() if name != "feeds"}
    feeds = _feeds(fields["feeds"], known["source_id"])
    source = Source(feeds=tuple(feed for feed, _ in feeds), **known)
    _check_place(source, fields, path, folder)
    return SourceFile(source, path, fields["source_id"], tuple(position for _, position in feeds))


def _feeds(value: Value, source_id: str) -> list[tuple[Feed, Value]]:
    feeds: dict[str, tuple[Feed, Value]] = {}
    for item in items(value):
        fields = mapping(item, ("name", "url"))
        name = feed_name(fields["name"])
        if name in feeds:
            raise fields["name"].error(f"{name!r} is the name of another feed of this source")
        feeds[name] = (Feed(f"{source_id}/{name}", source_id, url(fields["url"])), fields["url"])
    return list(feeds.values())


def _check_place(source: Source, fields: Mapping[str, Value], path: Path, folder: Path) -> None:
    if path.stem != source.source_id:
        raise fields["source_id"].error(f"{source.source_id!r} must be the file's name, {path.stem!r}")
    if path.parent not in (folder, folder / source.country.lower()):
        expected = folder / source.country.lower() / path.name
        raise fields["country"].error(f"{source.country!r} belongs into {expected}")
