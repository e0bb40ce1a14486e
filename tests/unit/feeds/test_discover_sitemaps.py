from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from marsad.feeds.sitemap import Sitemap, parse_sitemap
from marsad.feeds.sitemap_index import begins_after, day_template, local_days, sitemaps_for

DAY = date(2026, 11, 18)
BASE = "https://nahr.example"


def index(*paths, **changed):
    urls = tuple(f"{BASE}/{path}" for path in paths)
    return Sitemap(
        sitemaps=urls,
        changed={
            url: datetime(2026, 11, changed[name], 6, tzinfo=UTC) for url in urls for name in changed if name in url
        },
    )


def chosen(sitemap, days=(DAY,)):
    return [url.removeprefix(f"{BASE}/") for url in sitemaps_for(sitemap, days)]


@pytest.mark.parametrize(
    ("zone", "days"),
    [
        ("UTC", [18]),
        ("Asia/Baghdad", [18, 19]),
        ("Africa/Casablanca", [18, 19]),
        ("America/New_York", [17, 18]),
    ],
)
def test_a_utc_day_lies_in_one_or_two_days_of_a_zone(zone, days):
    assert [day.day for day in local_days(DAY, ZoneInfo(zone))] == days


@pytest.mark.parametrize(
    ("path", "is_chosen"),
    [
        *(("news-2026-11-18.xml", True), ("2026/11/18/sitemap.xml", True), ("sitemap_20261118.xml.gz", True)),
        *(("s.xml?date=2026-11-18", True), ("2026-11.xml", True), ("sitemap.xml?yyyy=2026&mm=11", True)),
        *(("archive/2026.xml", True), ("2026/11/s-2026-11-18.xml", True), ("2026-11-1.xml", True)),
        *(("news-2026-11-17.xml", False), ("2026-10.xml", False), ("2025.xml", False), ("202511.xml", False)),
        *(
            ("posts-1.xml", True),
            ("sitemap.xml?page=3", True),
            ("sitemap-page-3.xml", True),
            ("post-sitemap2.xml", True),
        ),
        *(("category-sitemap.xml", False), ("post_tag-sitemap3.xml", False), ("author-sitemap.xml", False)),
        *(("page-sitemap.xml", False), ("wp-sitemap-posts-page-1.xml", False), ("wp-sitemap-users-1.xml", False)),
        *(("wp-sitemap-taxonomies-category-1.xml", False), ("video-sitemap.xml", False)),
        ("news-2026-02-31.xml", True),  # a number that only looks like a date tells nothing
    ],
)
def test_an_address_says_whether_the_day_can_be_in_it(path, is_chosen):
    assert chosen(index(path)) == ([path] if is_chosen else [])


def test_what_changed_before_the_day_cannot_hold_it():
    assert chosen(index("a.xml", "b.xml", a=16, b=18)) == ["b.xml"]


def test_the_dated_come_first_then_what_changed_soonest_after_the_day():
    paged = index("silent.xml", "late.xml", "soon.xml", "2026-11-18.xml", late=22, soon=19)
    assert chosen(paged) == ["2026-11-18.xml", "soon.xml", "late.xml", "silent.xml"]


@pytest.mark.parametrize(
    ("paths", "is_after"),
    [
        (("2026-11-19.xml", "2026-12.xml"), True),
        (("2026-11-17.xml", "2026-11-19.xml"), False),
        (("2026-11-19.xml", "posts.xml"), False),
        (("2026-11-19.xml", "category-sitemap.xml"), True),
        (("2026-11.xml",), False),
        ((), False),
    ],
)
def test_an_index_may_begin_after_the_day(paths, is_after):
    assert begins_after(index(*paths), (DAY,)) is is_after


@pytest.mark.parametrize(
    ("paths", "template"),
    [
        (("s/2026-11-17.xml", "s/2026-11-18.xml"), "s/{day}.xml"),
        (("2026/11/17/n.xml", "2026/11/18/n.xml", "category-sitemap.xml"), "{yyyy}/{mm}/{dd}/n.xml"),
        (("s20261117.xml.gz", "s20261118.xml.gz"), "s{yyyy}{mm}{dd}.xml.gz"),
        (("2026-11-17.xml",), None),
        (("2026-11-17.xml", "2026-11-17-2.xml", "2026-11-18.xml"), None),
        (("2026-10.xml", "2026-11.xml"), None),
        (("posts-1.xml", "posts-2.xml"), None),
        ((), None),
    ],
)
def test_one_sitemap_per_day_makes_a_template(paths, template):
    assert day_template(index(*paths)) == (f"{BASE}/{template}" if template else None)


def test_an_index_says_when_its_sitemaps_changed():
    body = (
        "<sitemapindex><sitemap><loc>/a.xml</loc><lastmod>2026-11-18T06:00:00Z</lastmod></sitemap>"
        "<sitemap><loc>/b.xml</loc></sitemap><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>"
    )
    parsed = parse_sitemap(body.encode(), f"{BASE}/index.xml")
    assert parsed.sitemaps == (f"{BASE}/a.xml", f"{BASE}/b.xml")
    assert parsed.changed == {f"{BASE}/a.xml": datetime(2026, 11, 18, 6, tzinfo=UTC)}
