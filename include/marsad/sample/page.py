"""An article's HTML page, with what surrounds an article on a real site: menu, ticker, share buttons, related news."""

import json
from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import quote

from marsad.sample.model import SampleArticle, Special
from marsad.sample.outlets import Outlet, sections
from marsad.sample.render import article_url, paragraphs

# Titles only, so that no page shows another article's date: an undated page must stay undated.
TICKER_SIZE = 4
RELATED_SIZE = 5


def page_html(outlet: Outlet, article: SampleArticle, articles: Sequence[SampleArticle], base: str) -> str:
    """The page of `article`; `articles` are the outlet's, for the ticker and the related news."""
    others = [other for other in reversed(articles) if other is not article]
    related = [other for other in others if other.section == article.section]
    url = article_url(article, base)
    language = "en" if article.special is Special.ENGLISH else "ar"
    return f"""<!DOCTYPE html>
<html lang="{language}" dir="{"ltr" if language == "en" else "rtl"}">
<head>
<meta charset="utf-8">
<title>{escape(article.title)} - {escape(outlet.name)}</title>
<link rel="canonical" href="{url}">
<link rel="alternate" type="application/rss+xml" href="{base}/rss">
<meta property="og:type" content="article">
<meta property="og:title" content="{escape(article.title)}">
<meta property="og:url" content="{url}">
<meta property="og:site_name" content="{escape(outlet.name)}">
<script type="application/ld+json">{_json_ld(outlet, article, url, language)}</script>
</head>
<body>
<header><a href="/">{escape(outlet.name)}</a>{_menu()}</header>
<div class="ticker"><strong>آخر الأخبار</strong>{_links(others[:TICKER_SIZE])}</div>
<main><article>
<h1>{escape(article.title)}</h1>
<div class="meta">{_byline(outlet, article)}</div>
{_share()}
<div class="article-body">{paragraphs(article.text)}</div>
{_share()}
</article></main>
<aside class="related"><h3>أخبار ذات صلة</h3>{_links(related[:RELATED_SIZE])}</aside>
<footer><p>جميع الحقوق محفوظة. موقع تجريبي: الأخبار المنشورة فيه متخيَّلة.</p></footer>
</body>
</html>
"""


def home_html(outlet: Outlet, articles: Sequence[SampleArticle], base: str) -> str:
    """The front page: the newest headlines."""
    return f"""<!DOCTYPE html>
<html lang="ar" dir="rtl">
<head><meta charset="utf-8"><title>{escape(outlet.name)}</title>
<link rel="alternate" type="application/rss+xml" href="{base}/rss"></head>
<body><header><h1>{escape(outlet.name)}</h1>{_menu()}</header>
<main>{_links(articles[: -outlet.feed_size - 1 : -1])}</main></body>
</html>
"""


def _json_ld(outlet: Outlet, article: SampleArticle, url: str, language: str) -> str:
    facts = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "inLanguage": language,
        "articleSection": sections()[article.section],
        "mainEntityOfPage": url,
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet.name},
    }
    if article.author:
        facts["author"] = {"@type": "Person", "name": article.author}
    if article.published_at:
        facts["datePublished"] = article.published_at.astimezone(outlet.zone).isoformat()
    if article.updated_at:
        facts["dateModified"] = article.updated_at.astimezone(outlet.zone).isoformat()
    # "</script>" in a title would close the element: < never stands in JSON but inside strings.
    return json.dumps(facts, ensure_ascii=False).replace("<", "\\u003c")


def _byline(outlet: Outlet, article: SampleArticle) -> str:
    author = f'<span class="author">{escape(article.author)}</span> ' if article.author else ""
    if article.published_at is None:
        return author
    at = article.published_at.astimezone(outlet.zone)
    return f'{author}<time datetime="{at.isoformat()}">{at:%Y-%m-%d %H:%M}</time>'


def _menu() -> str:
    names = "".join(f'<li><a href="/">{escape(name)}</a></li>' for name in sections().values())
    return f"<nav><ul>{names}</ul></nav>"


def _share() -> str:
    buttons = "".join(f'<li><a href="#">{name}</a></li>' for name in ("فيسبوك", "إكس", "واتساب", "تلغرام"))
    return f'<ul class="share">{buttons}</ul>'


def _links(articles: Iterable[SampleArticle]) -> str:
    rows = "".join(f'<li><a href="{quote(a.path)}">{escape(a.title)}</a></li>' for a in articles)
    return f"<ul>{rows}</ul>"
