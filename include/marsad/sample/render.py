"""What the sample newsroom's outlets publish, as text: feed, sitemaps, robots.txt. Pure; `page` writes the HTML."""

from collections.abc import Iterable, Sequence
from datetime import date
from email.utils import format_datetime
from html import escape
from urllib.parse import quote

from marsad.sample.model import SampleArticle, Special
from marsad.sample.outlets import Outlet

XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
CONTENT_NS = "http://purl.org/rss/1.0/modules/content/"
SITEMAP_NS = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS_NS = "http://www.google.com/schemas/sitemap-news/0.9"


def article_url(article: SampleArticle, base: str) -> str:
    """The address of its page, percent-encoded."""
    return base + quote(article.path)


def feed_xml(outlet: Outlet, articles: Sequence[SampleArticle], base: str) -> str:
    """RSS 2.0 with the newest `outlet.feed_size` of `articles` (in order of filing), newest first."""
    newest = articles[: -outlet.feed_size - 1 : -1]
    items = "".join(_item(outlet, article, base) for article in newest)
    return (
        f'{XML}<rss version="2.0" xmlns:content="{CONTENT_NS}"><channel>\n'
        f"<title>{escape(outlet.name)}</title><link>{base}/</link>"
        f"<description>{escape(outlet.name)}</description><language>ar</language>\n{items}</channel></rss>\n"
    )


def _item(outlet: Outlet, article: SampleArticle, base: str) -> str:
    link = article_url(article, base)
    parts = [
        f"<title>{escape(article.title)}</title><link>{link}</link>",
        f'<guid isPermaLink="true">{link}</guid>',
        f"<description>{escape(_lead(article))}</description>",
    ]
    if outlet.has_full_text:
        parts.append(f"<content:encoded>{escape(_feed_body(article))}</content:encoded>")
    if article.published_at:
        parts.append(f"<pubDate>{format_datetime(article.published_at.astimezone(outlet.zone))}</pubDate>")
    return f"<item>{''.join(parts)}</item>\n"


def _lead(article: SampleArticle) -> str:
    lead = article.body.partition("\n")[0]
    return numeric_references(lead) if article.special is Special.NUMERIC_REFERENCES else lead


def _feed_body(article: SampleArticle) -> str:
    if article.special is Special.NUMERIC_REFERENCES:
        return numeric_references(article.text)
    return paragraphs(article.text)


def numeric_references(text: str) -> str:
    """Every letter that is not ASCII as &#NNNN;, the way some Iraqi outlets fill their feeds."""
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii")


def paragraphs(text: str) -> str:
    """Each line as a <p>; no line, no <p>."""
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines())


def sitemap_index(days: Iterable[date], base: str) -> str:
    """One <sitemap> per day."""
    rows = "".join(f"<sitemap><loc>{base}/sitemap/{day}.xml</loc></sitemap>\n" for day in days)
    return f'{XML}<sitemapindex xmlns="{SITEMAP_NS}">\n{rows}</sitemapindex>\n'


def sitemap_day(outlet: Outlet, articles: Iterable[SampleArticle], base: str) -> str:
    """A news sitemap of `articles`, all filed on one day."""
    rows = "".join(_sitemap_row(outlet, article, base) for article in articles)
    return f'{XML}<urlset xmlns="{SITEMAP_NS}" xmlns:news="{NEWS_NS}">\n{rows}</urlset>\n'


def _sitemap_row(outlet: Outlet, article: SampleArticle, base: str) -> str:
    row = f"<loc>{article_url(article, base)}</loc>"
    if article.published_at:
        row += f"<lastmod>{(article.updated_at or article.published_at).isoformat()}</lastmod>"
        row += (
            f"<news:news><news:publication><news:name>{escape(outlet.name)}</news:name>"
            "<news:language>ar</news:language></news:publication>"
            f"<news:publication_date>{article.published_at.isoformat()}</news:publication_date>"
            f"<news:title>{escape(article.title)}</news:title></news:news>"
        )
    return f"<url>{row}</url>\n"


def robots_txt(base: str) -> str:
    """Everything may be read but the control address."""
    return f"User-agent: *\nDisallow: /control\nSitemap: {base}/sitemap.xml\n"
