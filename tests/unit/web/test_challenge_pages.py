from pathlib import Path

import pytest

from builders import BODY, TITLE
from marsad.errors import BlockedError
from marsad.web.answer import failure_of
from marsad.web.challenge import is_challenge

HTML = {"content-type": "text/html; charset=utf-8"}
PAGES = Path(__file__).parents[4] / "shared/data/html"
# The shape of what each wall serves, shortened to what it is known by.
WALLS = {
    "Cloudflare": "<title>Just a moment...</title><script>(function(){window._cf_chl_opt = {cvId: '3'};}());</script>",
    "Cloudflare, in Arabic": f"<p>{'جارٍ التحقق من أنك بشر. ' * 10}</p><script>window._cf_chl_opt={{}}</script>",
    "Akamai": '<div id="sec-if-cpt-container"></div><p>Powered and protected by</p>',
    "Akamai, by refresh": '<meta http-equiv="refresh" content="5; URL=\'/?bm-verify=AAQAAAAJ\'">',
    "Imperva": '<iframe id="main-iframe" src="/_Incapsula_Resource?CWUDNSAI=9&incident_id=1">Request unsuccessful.',
    "Imperva, refused": "Request unsuccessful. Incapsula incident ID: 480000110055256111-70731346823086784",
    "Imperva, first test": '<html><head><script src="/_Incapsula_Resource?SWJIYLWA=5074"></script></head></html>',
    "DataDome": "<script>var dd={'rt':'c','host':'geo.captcha-delivery.com'}</script>"
    '<script src="https://ct.captcha-delivery.com/c.js"></script>',
    "HUMAN": '<div id="px-captcha"></div><script src="https://captcha.px-cdn.net/PX1/captcha.js"></script>',
    "AWS WAF": "<script>window.awsWafCookieDomainList = []; window.gokuProps = {};</script>",
    "Sucuri": "<title>You are being redirected...</title><script>var s={};var sucuri_cloudproxy_js='';</script>",
    "DDoS-Guard": '<title>DDoS-Guard</title><script src="/.well-known/ddos-guard/js-challenge/index.js"></script>',
    "Vercel": "<title>Vercel Security Checkpoint</title>",
    "F5": "<noscript>Please enable JavaScript to view the page content.<br/>Your support ID is: 123.</noscript>",
    "F5, refused": "The requested URL was rejected. Please consult with your administrator.<br>Your support ID is: 1",
    "Anubis": '<script id="anubis_challenge" type="application/json">{}</script>',
    "Imunify360": '<title>One moment, please...</title><form id="wsidchk-form">',
}
# What the same services put into the pages behind their walls.
BEHIND = [
    '<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>',
    '<div class="cf-turnstile" data-sitekey="1"></div>',
    '<script src="https://js.datadome.co/tags.js"></script>',
    "<script>window._pxAppId = 'PX1';</script>",
    '<script src="https://1.token.awswaf.com/1/challenge.js"></script><script>window.awsWafCookieDomainList=[]</script>',
    '<script src="/akam/13/6a0"></script>',
    '<script>window["bobcmn"] = "1"</script><script src="/TSPD/0?type=9"></script>',
    '<script src="https://check.ddos-guard.net/check.js"></script>',
]


@pytest.mark.parametrize("wall", WALLS)
def test_a_wall_is_told_even_when_it_says_200(wall):
    assert is_challenge(HTML, WALLS[wall].encode())
    assert is_challenge({}, WALLS[wall].encode())
    assert isinstance(failure_of("u", 200, HTML, WALLS[wall].encode(), None), BlockedError)


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (403, {"cf-mitigated": "challenge"}),
        (429, {"x-vercel-mitigated": "challenge"}),
        (202, {"x-amzn-waf-action": "challenge"}),
        (405, {"x-amzn-waf-action": "captcha"}),
    ],
)
def test_a_wall_that_says_so_in_a_header_needs_no_body(status, headers):
    assert isinstance(failure_of("u", status, headers, b"", None), BlockedError)


@pytest.mark.parametrize("script", BEHIND)
def test_a_page_behind_a_wall_is_none(script):
    page = f"<html><head>{script}</head><body><h1>{TITLE}</h1><p>{BODY}</p></body></html>"
    assert not is_challenge(HTML, page.encode())
    assert not is_challenge(HTML, page.encode("cp1256"))


def article(*words, links=0, times=12):
    menu = '<a href="/ar/sport">رياضة</a>' * links
    return f"<html><body>{menu}<h1>{TITLE}</h1><p>{BODY * times}</p><code>{' '.join(words)}</code></body></html>"


@pytest.mark.parametrize("wall", [name for name in WALLS if name != "Imperva, first test"])
def test_an_article_that_shows_what_walls_serve_is_none(wall):
    assert not is_challenge(HTML, article(WALLS[wall]).encode())
    assert not is_challenge(HTML, article(WALLS[wall]).encode("cp1256", "replace"))
    assert not is_challenge(HTML, article(WALLS[wall], links=20, times=1).encode())


def test_an_ordinary_page_with_impervas_script_is_none():
    assert not is_challenge(HTML, article(WALLS["Imperva, first test"], times=5).encode())


def test_what_is_not_html_and_what_is_long_is_not_searched():
    assert not is_challenge({"content-type": "application/rss+xml"}, WALLS["Cloudflare"].encode())
    assert not is_challenge(HTML, WALLS["Cloudflare"].encode() + b" " * 64_000)


def test_no_real_page_is_taken_for_a_wall():
    pages = [path for path in PAGES.rglob("*") if path.suffix in {".html", ".htm"}]
    if not pages:
        pytest.skip("no pages beside the checkout")
    assert [path.name for path in pages if is_challenge(HTML, path.read_bytes())] == []
