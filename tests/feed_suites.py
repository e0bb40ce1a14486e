"""Peers' test suites as (name, bytes), and feedparser's answers in the shape of ours."""

import calendar
import io
import tarfile
import warnings
from datetime import UTC, datetime
from fnmatch import fnmatch
from pathlib import Path

import feedparser
import pytest

from marsad.errors import UnreadableError
from marsad.feeds.parse import parse_feed
from marsad.text.markup import one_line, plain_text

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "feeds"
FEEDS = (".xml", ".rss", ".atom", ".rdf")


def archive(suite):
    path = FOLDER / f"{suite}.tar.gz"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    return path


def files(suite, endings=FEEDS):
    """Every file of a suite whose name ends so, in the archive's order."""
    with tarfile.open(archive(suite)) as tar:
        for member in tar:
            if member.isfile() and member.name.endswith(endings):
                yield member.name.removeprefix(f"{suite}/"), tar.extractfile(member).read()


def read_by_feedparser(body):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)


def items(body, url=""):
    try:
        return parse_feed(body, url).items
    except UnreadableError:
        return ()


def squashed(text):
    return " ".join(text.split())


def as_feedparser_has_it(entry):
    """The fields that feedparser has a value for, text brought to plain text, blanks aside."""
    contents = [squashed(plain_text(part.get("value") or "")) for part in entry.get("content", ())]
    published, updated = (_moment(entry, f"{key}_parsed") for key in ("published", "updated"))
    found = {
        "entry_id": (entry.get("id") or "").strip(),
        "url": entry.get("link") or "",
        "title": squashed(one_line(entry.get("title") or "")),
        "summary": squashed(plain_text(entry.get("summary") or "")),
        "content": max(contents, key=len, default=""),
        "published_at": published or _moment(entry, "created_parsed") or updated,
        "updated_at": updated,
    }
    return {name: value for name, value in found.items() if value or name != "entry_id"}


def differing(item, wanted):
    """{field: (ours, wanted)} where they differ."""
    found = {name: getattr(item, name) for name in wanted}
    found = {name: squashed(value) if isinstance(value, str) else value for name, value in found.items()}
    return {name: (found[name], value) for name, value in wanted.items() if found[name] != value}


def reason(deviations, file, field):
    """The row of a table {(file pattern, field): why} that covers a disagreement, or None."""
    return next((row for row in deviations if fnmatch(file, row[0]) and row[1] == field), None)


def _moment(entry, key):
    value = dict.get(entry, key)
    try:
        return datetime.fromtimestamp(calendar.timegm(value), UTC) if value else None
    except (ValueError, OverflowError):
        return None
