"""One spelling per address, so that the same article is one article.

courlan is not used on purpose: it drops parameters without a value and names such as `cid` or `uid`, which folds
different articles of `news.php?cid=1` or `read.aspx?4711` into one.
"""

import re
from urllib.parse import SplitResult, quote, unquote_to_bytes, urlsplit, urlunsplit

# Parameters that only say where a reader came from: AdGuard's and ClearURLs' lists, the certain ones.
_TRACKING = re.compile(
    r"(?:utm|itm|mtm|pk|mc|vero|oly|hsa)_|(?:fbc|gc|dc|msc|yc|ysc|twc)lid$|(?:msclk|gbra|wbra|igsh|wicked)id$"
    r"|igsh$|_ga$|_gl$|fb_(?:action|source|ref)|ref_?src$|ref$|cmpid$|ocid$|xtor$|spm$|_hs(?:enc|mi)$",
    re.IGNORECASE,
)
_ESCAPES = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_BARE_PERCENT = re.compile(r"%(?![0-9A-F]{2})")
# RFC 3986: unreserved characters mean the same escaped or not; a reserved one does not, so its escape stays.
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_RESERVED = "/?:@!$&'()*+,;=%~"
# Up to the last @ before the path, as browsers read it; a backslash is a slash to them.
_CREDENTIALS = re.compile(r"^(\s*[a-zA-Z][\w+.-]*:[/\\]{2,})[^/\\?#]*@")
_DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical_url(url: str) -> str:
    """`url` in one spelling. Never fails: what is no URL with a host comes back stripped.

    Lower-case scheme and host, no credentials, default port, tracking or fragment, parameters ordered by name,
    escapes upper-case and only where needed (Arabic escaped). The answer can be retrieved.
    """
    url = re.sub(r"[\t\r\n]", "", url.strip())
    try:
        parts = urlsplit(url)
        host = _host(parts)
    except (ValueError, UnicodeError):
        return url
    if not host:
        return url
    return urlunsplit((parts.scheme, host, _spell(parts.path) or "/", _query(parts.query), ""))


def without_credentials(url: str) -> str:
    """`url` without user name and password, otherwise as it stands. Never fails."""
    return _CREDENTIALS.sub(r"\1", url, count=1)


def _host(parts: SplitResult) -> str:
    """Host and port: ASCII form, bracketed when IPv6; "" when there is none."""
    host = (parts.hostname or "").rstrip(".")
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    if ":" in host:
        host = f"[{host}]"
    has_port = parts.port is not None and parts.port != _DEFAULT_PORTS.get(parts.scheme)
    return f"{host}:{parts.port}" if host and has_port else host


def _query(query: str) -> str:
    """Parameters without the tracking ones. Sorting is stable: repeated names keep their order."""
    spelled = [_spell(p) for p in query.replace("&amp;", "&").split("&") if p]
    kept = [p for p in spelled if not _TRACKING.match(_name(p))]
    return "&".join(sorted(kept, key=_name))


def _name(parameter: str) -> str:
    return parameter.partition("=")[0]


def _spell(text: str) -> str:
    respelled = _ESCAPES.sub(lambda run: "".join(map(_escape, unquote_to_bytes(run[0]))), text)
    return quote(_BARE_PERCENT.sub("%25", respelled), safe=_RESERVED)


def _escape(byte: int) -> str:
    return chr(byte) if byte in _UNRESERVED else f"%{byte:02X}"
