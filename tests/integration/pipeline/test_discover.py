"""`marsad catalog add` against real servers: pages that tell where their feeds are, that lie, and that say nothing."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
import yaml

from builders import make_settings
from loopback import Reply, serving
from marsad.catalog import load_catalog
from marsad.catalog.scaffold import Hints
from marsad.commands.catalog import main
from marsad.errors import ForbiddenAddressError, GoneError
from marsad.pipeline import discover as module
from marsad.pipeline.discover import MOST_FEEDS, discover
from marsad.pipeline.propose import propose
from marsad.sample.server import running

HTML = {"Content-Type": "text/html; charset=utf-8"}
NOW = datetime.now(UTC)


def feed(
    base, section="news", count=4, title="النهر", text="قالت الوزارة إن الجسر الجديد افتتح اليوم", more="", **dates
):
    gap, offset = dates.get("gap", timedelta(hours=2)), dates.get("offset", timedelta(0))
    items = "".join(
        f"<item><title>{title} {section} {number}</title><link>{base}/{section}/{number}</link>"
        f"<description>{text}</description>"
        f"<pubDate>{format_datetime(NOW + offset - gap * number)}</pubDate></item>"
        for number in range(count)
    )
    return f'<rss version="2.0"><channel><title>{title}</title>{more}{items}</channel></rss>'.encode()


def page(head="", body="", attributes='lang="ar"'):
    return Reply(f"<html {attributes}><head>{head}</head><body>{body}</body></html>".encode(), headers=HTML)


def link(href, title=""):
    return f'<link rel="alternate" type="application/rss+xml" title="{title}" href="{href}">'


@pytest.fixture
def look(site, settings):
    def at(path="/", allowed=settings, **hints):
        found = discover(f"{site.base}{path}", allowed, delay=0)
        return propose(found, Hints(country=hints.pop("country", "IQ"), **hints))

    return at


def test_a_home_page_gives_its_feeds_under_their_sections_names(look, site):
    site.replies["/ar"] = page(
        '<title>النهر | الرئيسية</title><meta property="og:site_name" content="Nahr">' + link("rss/all.xml"),
        '<a href="/rss/%D8%B1%D9%8A%D8%A7%D8%B6%D8%A9">رياضة</a>',
    )
    site.replies["/rss/all.xml"] = Reply(feed(site.base))
    site.replies["/rss/%D8%B1%D9%8A%D8%A7%D8%B6%D8%A9"] = Reply(feed(site.base, "sport"))
    found = look("/ar")
    assert found.feeds == (
        ("latest", f"{site.base}/rss/all.xml"),
        ("sports", f"{site.base}/rss/%D8%B1%D9%8A%D8%A7%D8%B6%D8%A9"),
    )
    assert (found.name, found.name_en, found.language) == ("النهر", "Nahr", "ar")
    assert found.homepage == f"{site.base}/ar"
    assert found.evidence == (f"2 feeds answered with 8 entries on {NOW.date()}, retrieved by `marsad catalog add`.")
    assert found.remarks == ()


def test_a_feed_that_moved_for_good_is_written_where_it_is_and_one_that_is_elsewhere_today_where_it_was(look, site):
    site.replies["/"] = page(link("/old") + link("/shop"))
    site.replies["/old"] = Reply(status=301, headers={"Location": "/rss"})
    site.replies["/shop"] = Reply(status=302, headers={"Location": "/elsewhere"})
    site.replies["/rss"] = Reply(feed(site.base))
    site.replies["/elsewhere"] = Reply(feed(site.base, "shop"))
    assert [url for _, url in look().feeds] == [f"{site.base}/rss", f"{site.base}/shop"]


def test_rss_and_atom_of_one_section_are_one_feed_the_one_that_says_more(look, site):
    site.replies["/"] = page(link("/teasers") + link("/full") + link("/comments/feed"))
    site.replies["/teasers"] = Reply(feed(site.base))
    site.replies["/full"] = Reply(feed(site.base, text="نص طويل " * 200))
    found = look()
    assert [url for _, url in found.feeds] == [f"{site.base}/full"]
    assert found.notes == "Full text in the feeds."
    assert "/comments/feed" not in [path for path, _ in site.requests]


def test_a_page_of_feeds_is_followed_and_at_most_twenty_are_kept(look, site):
    site.replies["/"] = page(body='<a href="/rss">خلاصات</a>')
    site.replies["/rss"] = page(body="".join(f'<a href="/rss/{n}">قسم</a>' for n in range(23)))
    site.replies |= {f"/rss/{n}": Reply(feed(site.base, f"s{n}")) for n in range(23)}
    found = look()
    assert len(found.feeds) == MOST_FEEDS
    assert found.remarks == ("3 more feeds answered and were left out",)


def test_a_page_without_feeds_is_tried_at_the_usual_addresses(look, site):
    site.replies["/ar"] = page()
    site.replies["/ar/feed"] = Reply(feed(site.base))
    assert [url for _, url in look("/ar").feeds] == [f"{site.base}/ar/feed"]


def test_a_page_without_any_feed_may_have_a_news_sitemap(look, site):
    site.replies["/"] = page()
    site.replies["/robots.txt"] = Reply(f"Sitemap: {site.base}/news.xml\n".encode())
    news = f"<n:publication_date>{NOW.isoformat()}</n:publication_date><n:title>خبر</n:title>"
    row = f"<url><loc>{site.base}/one</loc><n:news>{news}</n:news></url>"
    names = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    names += ' xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
    site.replies["/news.xml"] = Reply(f"<urlset {names}>{row}</urlset>".encode())
    found = look()
    assert (found.feeds, found.sitemap) == ((("latest", f"{site.base}/news.xml"),), f"{site.base}/news.xml")


def test_a_site_without_any_feed_gives_none(look, site):
    site.replies["/"] = page(link("/rss"))
    found = look()
    assert found.feeds == ()
    assert found.remarks == (f"the page links to a feed that does not answer: {site.base}/rss: status 404",)


def test_a_remark_carries_nothing_that_a_terminal_obeys(look, site):
    site.replies["/"] = page(link("/rss\x1b[2J") + link("/good"))
    site.replies["/good"] = Reply(feed(site.base))
    (remark,) = look().remarks
    assert remark.isprintable()


def test_what_claims_to_be_a_feed_and_is_a_page_or_empty_is_not_taken(look, site):
    site.replies["/"] = page(link("/page") + link("/empty") + link("/good"))
    site.replies["/page"] = page("<title>404</title>")
    site.replies["/empty"] = Reply(feed(site.base, count=0))
    site.replies["/good"] = Reply(feed(site.base))
    assert [url for _, url in look().feeds] == [f"{site.base}/good"]


def test_a_feed_in_windows_1256_is_read_and_named(look, site):
    body = feed(site.base, title="صحيفة النهر للأنباء").decode().encode("cp1256")
    site.replies["/rss"] = Reply(b'<?xml version="1.0" encoding="windows-1256"?>' + body)
    found = look("/rss")
    assert (found.name, found.language) == ("صحيفة النهر للأنباء", "ar")


def test_a_feed_that_lies_about_its_language_and_its_site_is_taken_by_what_it_shows(look, site):
    lies = "<language>en-us</language><link>http://localhost/</link>"
    site.replies["/rss"] = Reply(feed(site.base, more=lies))
    found = look("/rss")
    assert (found.language, found.homepage) == ("ar", f"{site.base}/")
    assert found.remarks == (f"{site.base}/rss declares en-us, but its text is in ar",)


def test_feeds_in_other_languages_are_left_out(look, site):
    site.replies["/"] = page(link("/en") + link("/ar"))
    english = "The ministry said on Wednesday that the new bridge across the river is open to traffic"
    site.replies["/en"] = Reply(feed(site.base, "en", title="Nahr", text=english))
    site.replies["/ar"] = Reply(feed(site.base))
    found = look()
    assert [url for _, url in found.feeds] == [f"{site.base}/ar"]
    assert found.remarks == (f"left out, because its text is in en: {site.base}/en",)
    assert [url for _, url in look(language="en").feeds] == [f"{site.base}/en"]


@pytest.mark.parametrize(
    ("attributes", "more", "country"),
    [
        ('lang="ar-IQ"', "", "IQ"),
        ("", '<meta property="og:locale" content="ar_EG">', "EG"),
        ('lang="ar"', '<meta property="og:locale" content="ar_AR">', None),
        ('lang="en-US"', "", None),
    ],
)
def test_the_country_is_read_from_language_tags_of_arabic_countries(look, site, attributes, more, country):
    site.replies["/"] = page(link("/rss") + more, attributes=attributes)
    site.replies["/rss"] = Reply(feed(site.base))
    found = look(country=None)
    assert found.country == country
    assert [remark for remark in found.remarks if "templates copy such tags" in remark] == (
        [f"country {country} is what the page's or the feed's language tag says; templates copy such tags"]
        if country
        else []
    )


def test_dates_of_the_future_say_that_the_zone_is_wrong(look, site):
    # Baghdad's wall clock, written as if it were UTC's: many outlets do.
    site.replies["/rss"] = Reply(feed(site.base, offset=timedelta(hours=3)))
    (remark,) = look("/rss").remarks
    assert remark.startswith(f"{site.base}/rss: its newest entry is dated 1")
    assert remark.endswith("minutes ahead of now: check timezone")


def test_dates_without_an_offset_are_read_in_the_countrys_zone(look, site):
    local = feed(site.base, offset=timedelta(hours=3)).replace(b" +0000", b"")
    site.replies["/rss"] = Reply(local)
    assert look("/rss").remarks == ()
    assert "ahead of now" in look("/rss", timezone="UTC").remarks[0]


def test_dates_written_in_another_zone_are_remarked_on(look, site):
    site.replies["/rss"] = Reply(feed(site.base).replace(b" +0000", b" +0500"))
    assert look("/rss").remarks == (
        f"{site.base}/rss writes its dates at UTC+05:00, which Asia/Baghdad never is: check timezone",
    )
    assert look("/rss", timezone="Asia/Karachi").remarks == ()


def test_robots_txt_gives_pace_sitemap_and_what_is_closed(look, site):
    site.replies["/rss"] = Reply(feed(site.base))
    site.replies["/robots.txt"] = Reply(
        f"User-agent: *\nCrawl-delay: 0.1\nDisallow: /news/\nSitemap: /list.xml\nSitemap: {site.base}/i.xml\n".encode()
    )
    names = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    site.replies["/list.xml"] = Reply(f"<urlset {names}><url><loc>{site.base}/a</loc></url></urlset>".encode())
    children = "".join(f"<sitemap><loc>{site.base}/s/{NOW.date() - timedelta(d)}.xml</loc></sitemap>" for d in (1, 2))
    site.replies["/i.xml"] = Reply(f"<sitemapindex {names}>{children}</sitemapindex>".encode())
    found = look("/rss")
    assert (found.crawl_delay, found.sitemap) == (0.1, f"{site.base}/s/{{day}}.xml")
    assert found.remarks == (
        f"robots.txt keeps us from pages such as {site.base}/news/0: only the feeds' text would be had",
    )


def test_an_address_that_is_gone_or_private_is_an_error(site, settings, tmp_path):
    with pytest.raises(GoneError):
        discover(f"{site.base}/nowhere", settings, delay=0)
    site.replies["/rss"] = Reply(feed(site.base))
    with pytest.raises(ForbiddenAddressError):
        discover(f"{site.base}/rss", make_settings(tmp_path), delay=0)
    assert [path for path, _ in site.requests if path == "/rss"] == []


def test_a_page_cannot_lead_the_search_to_a_private_address(look, site):
    with serving() as inner:
        inner.replies["/rss"] = Reply(feed(inner.base))
        site.replies["/"] = page(link(f"{inner.base}/rss") + link("/good"))
        site.replies["/good"] = Reply(feed(site.base))
        assert [url for _, url in look().feeds] == [f"{site.base}/good"]
        assert inner.requests == []


@pytest.fixture
def environment(monkeypatch, tmp_path, site):
    monkeypatch.setenv("MARSAD_CATALOG", str(tmp_path / "own"))
    monkeypatch.setenv("MARSAD_OUTLETS", "")
    monkeypatch.setenv("MARSAD_HOME", str(tmp_path))
    monkeypatch.setenv("MARSAD_ALLOW_PRIVATE", site.address)
    monkeypatch.setattr(module.discover, "__kwdefaults__", {"delay": 0})
    return tmp_path / "own"


def test_what_add_writes_of_a_real_answer_passes_check_and_a_second_add_changes_nothing(environment, site, capsys):
    site.replies["/"] = page("<title>النهر</title>" + link("/rss"))
    site.replies["/rss"] = Reply(feed(site.base, count=12, gap=timedelta(minutes=50)))
    arguments = ["add", f"{site.base}/", "--source-id", "nahr", "--country", "IQ"]
    assert main(arguments) == 0
    (source,) = load_catalog([environment])
    assert (source.name, source.poll_interval, source.assertions.min_articles) == ("النهر", 900.0, 2)
    written = (environment / "iq" / "nahr.yml").read_bytes()
    capsys.readouterr()
    assert main(arguments) == 1
    assert "already polled as nahr" in (told := capsys.readouterr().err) or "exists already" in told
    assert (environment / "iq" / "nahr.yml").read_bytes() == written


def test_two_looks_at_one_site_say_the_same(environment, site, capsys):
    site.replies["/"] = page(link("/rss") + link("/rss/sport"))
    site.replies["/rss"], site.replies["/rss/sport"] = Reply(feed(site.base)), Reply(feed(site.base, "sport"))
    arguments = ["add", f"{site.base}/", "--source-id", "nahr", "--country", "IQ", "--dry-run"]
    assert main(arguments) == main(arguments) == 0
    first, second = capsys.readouterr().out.split("# Drafted by")[1:]
    assert first == second
    assert not environment.exists()


def test_add_drafts_the_sample_newsroom(environment, monkeypatch, capsys):
    with running() as newsroom:
        ports = list(newsroom.ports.values())
        monkeypatch.setenv("MARSAD_ALLOW_PRIVATE", ",".join(f"127.0.0.1:{port}" for port in ports))
        home = f"http://127.0.0.1:{ports[0]}/"
        assert main(["add", home, "--source-id", "sample", "--country", "IQ", "--dry-run"]) == 0
    drafted = yaml.safe_load(capsys.readouterr().out)
    assert drafted["feeds"] == [{"name": "latest", "url": f"{home}rss"}]
    assert drafted["sitemap"] == f"{home}sitemap/{{day}}.xml"
    assert "percent-encoded Arabic, some with a tatweel" in drafted["notes"]
    assert set(drafted) >= {"name", "poll_interval", "evidence", "timezone"}
