"""Smoke: no file of the peers' suites makes the parser fail with anything but UnreadableError, or lose an entry."""

import io
import tarfile
from pathlib import Path

import feedparser
import pytest

from marsad.errors import UnreadableError
from marsad.feeds.parse import parse_feed

SUITES = Path(__file__).resolve().parents[4] / "shared" / "data" / "feeds"


def files(archive):
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.isfile() and member.name.endswith((".xml", ".rss", ".atom", ".rdf")):
                yield member.name, tar.extractfile(member).read()


def entry_count(body):
    try:
        feed = parse_feed(body, "http://127.0.0.1:8097/feed")
    except UnreadableError:
        return 0
    return len(feed.entries) + len(feed.unaddressed)


@pytest.mark.parametrize("suite", ["feedparser_tests", "gofeed_testdata", "rome_tests", "miniflux", "ar_abotyim"])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_no_file_of_a_peers_suite_fails_or_loses_an_entry(suite):
    archive = SUITES / f"{suite}.tar.gz"
    if not archive.exists():
        pytest.skip(f"{archive} is not here")
    for name, body in files(archive):
        expected = len(feedparser.parse(io.BytesIO(body)).entries)
        assert entry_count(body) == expected, name
