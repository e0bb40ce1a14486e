"""The pages that bot walls serve instead of what was asked for, often with status 200. Pure."""

from collections.abc import Mapping

# How walls say it themselves. developers.cloudflare.com, "Detect a Challenge page response"; AWS WAF, "How the CAPTCHA
# and Challenge actions work"; Vercel answers 429 or 403 with this.
_HEADERS = {
    "cf-mitigated": frozenset({"challenge"}),
    "x-vercel-mitigated": frozenset({"challenge", "deny"}),
    "x-amzn-waf-action": frozenset({"challenge", "captcha"}),
}

# What stands on walls' own pages only. Left out on purpose, for they stand on the pages behind as well:
# /cdn-cgi/challenge-platform/, cf-turnstile, _Incapsula_Resource?SWJIYLWA, js.datadome.co, _pxAppId, token.awswaf.com,
# awsWafCookieDomainList, check.ddos-guard.net, /TSPD/, window["bobcmn"].
_MARKS = (
    b"_cf_chl_opt",  # Cloudflare
    b"cf-browser-verification",
    b"sec-if-cpt-container",  # Akamai
    b"bm-verify=",
    b"_incapsula_resource?cwudnsai",  # Imperva
    b"incapsula incident id",
    b"captcha-delivery.com/c",  # DataDome
    b"px-captcha",  # HUMAN, once PerimeterX
    b"gokuprops",  # AWS WAF
    b"sucuri_cloudproxy_js",  # Sucuri
    b"ddos-guard/js-challenge",  # DDoS-Guard
    b"ddos-guard/ddg-captcha-page",
    b"vercel security checkpoint",  # Vercel
    b"your support id is",  # F5: its block page and its JavaScript challenge
    b"validate.perfdrive.com",  # Radware
    b"anubis_challenge",  # Anubis
    b"wsidchk",  # Imunify360, on many a shared host
    b"/.well-known/sgcaptcha",  # SiteGround
    b"slowaes.decrypt(",  # testcookie-nginx, on free hosts
)
# Imperva's first test is this script and nothing else; its pages behind carry the script too.
_IMPERVA_TEST, _IMPERVA_TEST_SIZE = b"_incapsula_resource?swjiylwa", 1_500
LARGEST = 64_000  # bytes; the walls seen have 1 to 40 kB
_MOST_LINKS = 15  # an outlet's page has its menu
_MOST_LETTERS = 1_500  # bytes beyond ASCII: 750 Arabic letters in UTF-8 are no wall's few words


def is_challenge(headers: Mapping[str, str], body: bytes) -> bool:
    """Whether the answer is a test for browsers or a refusal by a bot wall. Header names in lower case.

    An article about such walls is none: it has letters, and its page has links.
    """
    if any(headers[name].lower() in values for name, values in _HEADERS.items() if name in headers):
        return True
    if len(body) >= LARGEST or "html" not in headers.get("content-type", "html").lower():
        return False
    page = body.lower()
    if page.count(b"<a ") > _MOST_LINKS:
        return False
    is_marked = any(mark in page for mark in _MARKS) or (len(page) < _IMPERVA_TEST_SIZE and _IMPERVA_TEST in page)
    return is_marked and _letters(page) <= _MOST_LETTERS


def _letters(page: bytes) -> int:
    return len(page) - len(page.decode("ascii", "ignore"))
