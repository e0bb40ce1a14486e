import pytest

from marsad.catalog.names import OutletNames, feed_names, outlet_names
from marsad.catalog.values import FEED_NAME


@pytest.mark.parametrize(
    ("titles", "arabic", "latin"),
    [
        (["شفق نيوز"], "شفق نيوز", ""),
        (["RSS - شفق نيوز", "شفق نيوز :: الرئيسية"], "شفق نيوز", ""),
        (["شفق نيوز | Shafaq News"], "شفق نيوز", "Shafaq News"),
        (["سياسة - النهر", "النهر | أخبار العراق والعالم", "رياضة - النهر"], "النهر", ""),
        (["الرئيسية", "RSS", "Latest News"], "", ""),
        (["النهر » الخلاصات", "النهر"], "النهر", ""),
        (["آخر الأخبار", "يومية البصرة: محليات"], "يومية البصرة", ""),
        (["24.ae | 24"], "", "24.ae"),
        (["أبو-ظبي اليوم"], "أبو-ظبي اليوم", ""),
        (["\N{RIGHT-TO-LEFT MARK}النهـ\N{ARABIC TATWEEL}ر\n نيوز"], "النهر نيوز", ""),
        ([], "", ""),
    ],
)
def test_an_outlet_is_what_its_titles_share(titles, arabic, latin):
    assert outlet_names(titles) == OutletNames(arabic, latin)


@pytest.mark.parametrize(
    ("url", "title", "name"),
    [
        ("https://shafaq.com/rss/ar", "شفق نيوز", "latest"),
        ("https://www.shafaq.com/rss/ar/%D9%85%D8%AC%D8%AA%D9%80%D9%85%D8%B9", "", "society"),
        ("https://www.shafaq.com/rss/ar/مجتـمع", "", "society"),
        ("https://www.alsumaria.tv/Rss/iraq-latest-news/ar", "", "iraq-latest-news"),
        ("https://www.alkhaleej.ae/rssFeed/157", "", "section-157"),
        ("https://www.aa.com.tr/ar/rss/default?cat=guncel", "", "guncel"),
        ("https://nahr.example/feed", "النهر - الرياضة", "sports"),
        ("https://nahr.example/category/اقتصاد/feed/", "النهر", "economy"),
        ("https://nahr.example/politics/rss.xml", "", "politics"),
        ("https://nahr.example/", "", "latest"),
    ],
)
def test_a_feed_is_named_after_its_section(url, title, name):
    assert feed_names([(url, title)]) == [name]


def test_names_of_one_source_differ():
    urls = ["/rss", "/feed", "/politics/rss", "/en/politics/feed", "/rss.xml"]
    names = feed_names([(f"https://nahr.example{path}", "") for path in urls])
    assert names == ["latest", "latest-2", "politics", "politics-2", "latest-3"]


@pytest.mark.parametrize("path", ["%00", "a" * 500, "../..", "?=&=", "مقال/عربي", "A_B"])
def test_any_address_gives_a_name_that_the_catalogue_takes(path):
    (name,) = feed_names([(f"https://nahr.example/{path}", "")])
    assert FEED_NAME.fullmatch(name)
