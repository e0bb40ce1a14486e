import gc
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from marsad.errors import UnreadableError
from marsad.extract import generic
from marsad.extract.generic import extract

PAGES = Path(__file__).parents[2] / "data" / "pages"
SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "html"
URL = "https://news.example/ar/1"
ARTICLE = (PAGES / "article.html").read_bytes()
UNDATED = (PAGES / "undated.html").read_bytes()


def test_an_article_is_read_whole():
    article = extract(ARTICLE, URL)
    assert article.title == 'مجلس بابل يصادق على خطة "المياه"'
    assert article.published_at == datetime(2026, 2, 11, 6, 15, tzinfo=UTC)
    assert article.language == "ar"
    assert article.author == "هدى الربيعي, علي سالم"
    assert article.image == "https://news.example/img/ld.jpg"
    assert article.canonical_url == "https://news.example/ar/2026/water-plan"
    paragraphs = article.text.split("\n")
    assert sum(p.startswith(("صادق مجلس", "وقال رئيس", "وأضاف أن")) for p in paragraphs) == 3
    assert "١٢ محطة" in article.text
    assert not any(word in article.text for word in ("رياضة", "معرض الكتاب", "جميع الحقوق"))


def test_the_headline_is_not_repeated_in_the_body():
    text = extract(UNDATED, URL).text
    assert text.startswith("23 تشرين الثاني 2025\nأعلنت وزارة التربية")


def test_a_flash_keeps_the_one_line_it_has():
    page = "<html><body><article><h1>عاجل: هزة أرضية في السليمانية</h1></article></body></html>"
    assert extract(page.encode(), URL).text == "عاجل: هزة أرضية في السليمانية"


def test_a_date_that_only_people_can_read_is_no_date():
    article = extract(UNDATED, URL)
    assert article.published_at is None
    assert "موعد الامتحانات" in article.text


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6", "utf-8", "utf-16"])
@pytest.mark.parametrize("content_type", [None, "text/html", "text/html; charset=iso-8859-1"])
def test_an_encoding_that_nobody_declares_is_found(encoding, content_type):
    page = UNDATED.decode().replace('<meta charset="utf-8">', "").encode(encoding)
    article = extract(page, URL, content_type)
    assert article.title == "وزارة التربية تعلن موعد الامتحانات"
    assert article.text == extract(UNDATED, URL).text


@pytest.mark.parametrize(
    ("page", "content_type"),
    [
        (UNDATED.decode().replace("utf-8", "windows-1256").encode("windows-1256"), None),
        (UNDATED.decode().encode("windows-1256"), "text/html; charset=windows-1256"),
        (UNDATED.decode().encode("windows-1256"), None),  # the meta tag says utf-8, and is wrong
    ],
)
def test_a_declared_encoding_is_believed_where_the_bytes_allow_it(page, content_type):
    assert extract(page, URL, content_type).title == "وزارة التربية تعلن موعد الامتحانات"


def test_dates_without_an_offset_are_in_the_sources_zone():
    page = ARTICLE.replace(b"2026-02-11T09:15:00+03:00", b"2026-02-11 09:15:00")
    assert extract(page, URL, zone=ZoneInfo("Asia/Baghdad")).published_at == datetime(2026, 2, 11, 6, 15, tzinfo=UTC)
    assert extract(page, URL).published_at == datetime(2026, 2, 11, 9, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "page", [b"", b"  \n", b"<html><body></body></html>", b"<html><head><title></title></head></html>"]
)
def test_a_page_without_body_gives_an_empty_text(page):
    assert extract(page, URL).text == ""


def test_nul_and_surrogates_never_come_out():
    page = ARTICLE.replace("وأضاف".encode(), "وأض\0اف&#0;&#xD800;".encode())
    text = extract(page, URL).text
    assert "\0" not in text
    assert text.encode("utf-8")


@pytest.mark.parametrize(
    ("page", "content_type", "why"),
    [
        (b"<p>" + b"a" * generic.MAX_BYTES, None, "more than 5000000"),
        (b"<p>a</p>" * (generic.MAX_ELEMENTS + 1), None, "more than 50000 elements"),
        (b"%PDF-1.7 ...", None, "not a web page"),
        (b"....", "image/jpeg", "not a web page"),
    ],
)
def test_what_is_too_big_or_no_page_is_unreadable(page, content_type, why):
    with pytest.raises(UnreadableError, match=why) as caught:
        extract(page, URL, content_type)
    assert caught.value.subject == URL


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li"])
def test_deep_nesting_neither_hangs_nor_crashes(tag):
    extract(b"<html><body>" + f"<{tag}>".encode() * 20_000 + b"x", URL)


def test_a_slow_page_is_given_up(monkeypatch):
    monkeypatch.setattr(generic, "DEADLINE", 0.05)
    page = b"<article>" + b"<p>abc def</p>" * 45_000 + b"</article>"
    with pytest.raises(UnreadableError, match=r"took longer than 0.05 s"):
        extract(page, URL)
    assert gc.isenabled()


@pytest.mark.parametrize("name", ["1550981615", "1623715966", "1691196862", "1731695567"])
def test_real_arabic_pages_have_a_title_and_a_body(name):
    file = SHARED / f"{name}.html"
    if not file.exists():
        pytest.skip(f"{file} is not here")
    article = extract(file.read_bytes(), URL)
    assert article.title
    assert len(article.text) > 500
    assert article.language == "ar"


@pytest.mark.parametrize("encoding", ["iso-8859-6", "windows-1256"])
def test_real_pages_of_undeclared_encodings_are_arabic(encoding):
    folder = SHARED / "chardet_encodings" / f"{encoding}-arabic"
    if not folder.exists():
        pytest.skip(f"{folder} is not here")
    (file,) = folder.iterdir()
    article = extract(file.read_bytes(), URL)
    assert article.language == "ar"
    assert len(article.text) > 300


def page_around(body: str) -> bytes:
    """A page whose article has a headline, a date and share buttons, and `body` for its text."""
    return f"""<html><head><title>انفجار شمالي تكريت</title></head><body><nav><a href="/">الرئيسية</a></nav>
    <article><h1>انفجار شمالي تكريت</h1><div class="meta">2026-11-17 09:02</div>
    <ul class="share"><li><a href="#">فيسبوك</a></li><li><a href="#">واتساب</a></li></ul>
    <div>{body}</div></article></body></html>""".encode()


def test_a_page_without_a_body_gives_none_of_what_surrounds_it():
    assert extract(page_around(""), URL).text == ""


def test_a_flash_gives_its_line_and_none_of_what_surrounds_it():
    line = "مصدر أمني: انفجار عبوة ناسفة قرب دورية للشرطة، وأنباء أولية عن سقوط جرحى."
    assert extract(page_around(f"<p>{line}</p>"), URL).text == line
