"""docs/reference/sample-newsroom.md agrees with the collection."""

import re
from pathlib import Path

from marsad.sample.articles import load_articles
from marsad.sample.outlets import outlets

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "sample-newsroom.md"


def test_table_of_special_articles_is_the_collection() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `([\w-]+)` \| `(\w+)` \| ([\d-]+) \|", PAGE.read_text("utf-8"), re.MULTILINE)
    specials = [article for article in load_articles(planted=True) if article.special]
    assert sorted(rows) == sorted((a.special.value, a.slug, a.source_id, str(a.day)) for a in specials)


def test_table_of_outlets_counts_articles() -> None:
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| \w\w \| (\d+) \| (\d+) \|", PAGE.read_text("utf-8"), re.MULTILINE)
    counted = [
        (outlet.source_id, sum(a.source_id == outlet.source_id for a in load_articles()), outlet.feed_size)
        for outlet in outlets()
    ]
    assert [(source_id, int(count), int(size)) for source_id, count, size in rows] == counted
