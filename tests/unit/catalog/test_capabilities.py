"""Which ways a source has to its past days."""

import pytest

from builders import make_source
from marsad.catalog.capabilities import ways_of
from marsad.model import Archive, HistoryWay, Wayback
from marsad.pipeline.ways import LISTS, WAYS


def test_every_way_can_be_asked():
    assert list(WAYS) == list(HistoryWay)
    assert set(WAYS) > LISTS


@pytest.mark.parametrize(
    ("keys", "ways"),
    [
        ({}, ["raw_store"]),
        ({"sitemap": "https://nahr.example/s.xml"}, ["raw_store", "sitemap"]),
        ({"archive": Archive("https://nahr.example/{day}", "/news/")}, ["raw_store", "archive"]),
        ({"wayback": Wayback("/news/")}, ["raw_store", "wayback"]),
    ],
)
def test_a_source_has_the_ways_its_file_names(keys, ways):
    assert list(ways_of(make_source(**keys))) == ways


def test_common_crawl_is_there_for_all_where_its_files_are_named():
    assert list(ways_of(make_source(wayback=Wayback("/news/")), has_cc_news=True)) == [
        "raw_store",
        "cc_news",
        "wayback",
    ]
