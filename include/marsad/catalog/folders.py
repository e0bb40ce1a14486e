"""Catalogue folders: which sources there are, and which of them a run polls."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from marsad.catalog.nodes import did_you_mean
from marsad.catalog.source import SourceFile, read_source
from marsad.catalog.values import feed_key
from marsad.errors import ConfigError
from marsad.model import Source
from marsad.resources import data_dir
from marsad.settings import Settings

ALL = "all"


def load_catalog(folders: Sequence[Path]) -> tuple[Source, ...]:
    """Every source of `folders`, by source_id; a later folder's file replaces an earlier one's.

    Raises ConfigError for the first file that is wrong, a source_id given twice in one folder, and a feed
    that two sources poll.
    """
    return _sources(_merge(folders))


def enabled_sources(settings: Settings) -> tuple[Source, ...]:
    """The sources to poll, by source_id.

    Shipped ones are opted into: by name in `settings.outlets`, or by "all", which leaves out those whose file
    says `is_enabled: false`. Those of `settings.catalog` are in unless their file says so. Raises ConfigError.
    """
    shipped, extra = _merge([data_dir("catalog")]), _merge(settings.catalog)
    _check_outlets(settings.outlets, {*shipped, *extra})
    chosen = {
        source_id: file
        for source_id, file in shipped.items()
        if source_id in settings.outlets or (ALL in settings.outlets and file.source.is_enabled)
    }
    kept = {source_id: file for source_id, file in chosen.items() if source_id not in extra}
    own = {source_id: file for source_id, file in extra.items() if file.source.is_enabled}
    return tuple(replace(source, is_enabled=True) for source in _sources({**kept, **own}))


def choose_sources(settings: Settings, names: Sequence[str]) -> tuple[Source, ...]:
    """The enabled sources, or those of them that were named. Raises ConfigError when that leaves none."""
    enabled = {source.source_id: source for source in enabled_sources(settings)}
    if not enabled:
        raise ConfigError("catalogue", "no source is enabled: set MARSAD_OUTLETS or MARSAD_CATALOG")
    for name in sorted(set(names) - set(enabled)):
        raise ConfigError("sources", f"no enabled source {name!r}{did_you_mean(name, set(enabled))}")
    return tuple(source for source_id, source in enabled.items() if not names or source_id in names)


def sources_by_id(settings: Settings) -> dict[str, Source]:
    """Every enabled source, for the stages that work on what is already in the warehouse."""
    return {source.source_id: source for source in enabled_sources(settings)}


def scan_folder(folder: Path) -> tuple[list[SourceFile], list[ConfigError]]:
    """The readable source files of one folder, and all that is wrong in it, file by file."""
    if not folder.is_dir():
        return [], [ConfigError(str(folder), "is no folder, so there is no catalogue in it")]
    files: list[SourceFile] = []
    problems: list[ConfigError] = []
    for path in _paths(folder):
        try:
            files.append(read_source(path, folder))
        except ConfigError as error:
            problems.append(error)
    return files, [*problems, *conflicts(files)]


def conflicts(files: Sequence[SourceFile]) -> list[ConfigError]:
    """What is wrong between files of one folder: a source_id or a feed that stands in two of them."""
    return [*_repeated_ids(files), *_repeated_feeds(files)]


def _paths(folder: Path) -> list[Path]:
    found = (path for suffix in ("yml", "yaml") for path in folder.rglob(f"*.{suffix}"))
    # A catalogue may be a repository of its own: .github/workflows/*.yml is no source.
    return sorted(path for path in found if not any(part[0] == "." for part in path.relative_to(folder).parts))


def _merge(folders: Iterable[Path]) -> dict[str, SourceFile]:
    merged: dict[str, SourceFile] = {}
    for folder in folders:
        files, problems = scan_folder(folder)
        if problems:
            raise problems[0]
        merged.update((file.source.source_id, file) for file in files)
    return merged


def _sources(files: Mapping[str, SourceFile]) -> tuple[Source, ...]:
    for problem in _repeated_feeds(files.values()):
        raise problem
    return tuple(files[source_id].source for source_id in sorted(files))


def _repeated_ids(files: Iterable[SourceFile]) -> Iterator[ConfigError]:
    seen: dict[str, Path] = {}
    for file in files:
        first = seen.setdefault(file.source.source_id, file.path)
        if first != file.path:
            yield file.source_id.error(f"{file.source.source_id!r} is also the source of {first}")


def _repeated_feeds(files: Iterable[SourceFile]) -> Iterator[ConfigError]:
    seen: dict[str, str] = {}
    for file in files:
        for feed, position in zip(file.source.feeds, file.feed_urls, strict=True):
            first = seen.setdefault(feed_key(feed.url), feed.feed_id)
            if first != feed.feed_id:
                yield position.error(f"{feed.url} is already polled as {first}")


def _check_outlets(outlets: frozenset[str], known: set[str]) -> None:
    for name in sorted(outlets - known - {ALL}):
        raise ConfigError(
            "MARSAD_OUTLETS", f"no source {name!r}{did_you_mean(name, known)}; `marsad catalog list` shows them"
        )
